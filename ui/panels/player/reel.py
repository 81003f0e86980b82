"""The face of everything that runs under a playhead: the clip that is played and the preview that is painted."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal

State = Literal["empty", "loading", "paused", "playing", "failed"]
Span = tuple[float, float]
FASTEST = 4.0
NEAR = 0.001


class Reel(QObject):
    """Time from 0 to `seconds`; `frame` counts pictures from 0. What shows the pictures follows `moved`."""

    moved = Signal(float)
    state_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: State = "empty"
        self.seconds, self.fps = 0.0, 24.0
        self.looping = False
        self.loop: Span | None = None
        """The stretch that repeats, in seconds."""
        self.rate = 1.0
        self.speed = 1.0
        """What J and L made of it: below 0 backwards, 1 as it is."""
        self._position = 0.0

    @property
    def position(self) -> float:
        """Seconds from the start."""
        return self._position

    @property
    def frame(self) -> int:
        """The picture under the playhead."""
        return int(self._position * self.fps + 0.05)

    @property
    def last(self) -> int:
        """The number of the last picture."""
        return max(0, round(self.seconds * self.fps) - 1)

    @property
    def is_open(self) -> bool:
        """Whether there is something that can be played."""
        return self.state in ("loading", "paused", "playing")

    @property
    def at_end(self) -> bool:
        """Whether the last picture is shown."""
        return self.frame >= self.last

    def toggle(self) -> None:
        """Play or pause."""
        self.pause() if self.state == "playing" else self.play()

    def play(self) -> None:
        """Play from the playhead; from the start where it stands at the end."""
        raise NotImplementedError

    def pause(self) -> None:
        """Stop at the present picture."""
        raise NotImplementedError

    def show_frame(self, number: int) -> None:
        """Go to picture `number`, held inside what there is."""
        raise NotImplementedError

    def seek(self, seconds: float) -> None:
        """Go to the picture shown at this time."""
        self.show_frame(int(max(0.0, min(seconds, self.seconds)) * self.fps + NEAR))

    def step(self, frames: int) -> None:
        """Pause and go some pictures on or back."""
        self.pause()
        self.show_frame(self.frame + frames)

    def shuttle(self, way: int) -> None:
        """J and L: play backwards (-1) or forwards (1); again in the same way doubles the speed."""
        running = self.state == "playing" and self.speed * way > 0
        self.set_speed(max(-FASTEST, min(FASTEST, self.speed * 2)) if running else float(way))
        self.play()

    def set_looping(self, on: bool) -> None:
        """Begin again at the end, or not."""
        self.looping = on

    def set_loop(self, span: Span | None) -> None:
        """Repeat a stretch (start and end in seconds), or nothing."""
        self.loop = span
        if span is not None and not span[0] <= self._position < span[1] - NEAR:
            self.seek(span[0])

    def set_rate(self, rate: float) -> None:
        """How fast: 1 is as shot."""
        self.rate = rate

    def set_speed(self, speed: float) -> None:
        """The shuttle's speed on top of the rate, below 0 backwards."""
        self.speed = speed

    def _move(self, seconds: float) -> None:
        if seconds != self._position:
            self._position = seconds
            self.moved.emit(seconds)

    def _set_state(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
