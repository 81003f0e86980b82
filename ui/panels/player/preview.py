"""The preview: the open draft played as the animatic would draw it, painted live and not encoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from app.domain.draft import Draft
from ui.panels.player.reel import NEAR, Reel

if TYPE_CHECKING:
    from app.animatic.stage import Stage

FRAME_MS = 16
SETTLE_MS = 120
"""How long the hand rests before the stage is built anew: building costs a part of a keystroke's time."""


class Preview(Reel):
    """A clock over a stage. The stage is built when it is first asked for and after the draft changed."""

    staged = Signal()
    """Another stage is there to be painted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._stage: Stage | None = None
        self._stale = False
        self._began = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._tick)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.staged)

    def show_draft(self, draft: Draft | None) -> None:
        """Preview this draft; the playhead stays where it is as far as that still exists."""
        if draft is not None and (not draft.shots or draft.seconds <= 0):
            draft = None
        if draft == self._draft:
            return
        another = draft is None or self._draft is None or draft.id != self._draft.id
        self._draft, self._stale = draft, True
        self.seconds = draft.seconds if draft else 0.0
        if draft is None:
            self.stop()
            self._stage = None
            self._set_state("empty")
        elif self.state == "empty":
            self._set_state("paused")
        if another:
            self.pause()
            self.loop = None
            self._move(0.0)
        elif self._position > self.seconds:
            self._move(self.last / self.fps)
        self._settle.start()

    def stage(self) -> Stage | None:
        """The stage to paint, built now if the draft changed."""
        if self._stale:
            self._stale = False
            # 170 ms that a start need not wait for
            from app.animatic.stage import build_stage

            self._stage = build_stage(self._draft) if self._draft else None
        return self._stage

    def stop(self) -> None:
        """Stand still and build nothing more."""
        self._timer.stop()
        self._settle.stop()

    def play(self) -> None:
        if not self.is_open:
            return
        if self.at_end and self.speed > 0 and self.loop is None:
            self._move(0.0)
        self._began = self._position
        self._clock.start()
        self._timer.start()
        self._set_state("playing")

    def pause(self) -> None:
        self._timer.stop()
        self.speed = 1.0
        if self.state == "playing":
            self._set_state("paused")

    def show_frame(self, number: int) -> None:
        self._go(max(0, min(number, self.last)) / self.fps)

    def set_rate(self, rate: float) -> None:
        super().set_rate(rate)
        self._go(self._position)

    def set_speed(self, speed: float) -> None:
        super().set_speed(speed)
        self._go(self._position)

    def _go(self, seconds: float) -> None:
        self._began = seconds
        self._clock.restart()
        self._move(seconds)

    def _tick(self) -> None:
        moment = self._began + self._clock.elapsed() / 1000 * self.rate * self.speed
        start, end = self.loop or (0.0, self.seconds)
        if start <= moment < end - NEAR:
            self._move(moment)
        elif (self.looping or self.loop is not None) and self.speed > 0:
            self._go(start)
        else:
            self.show_frame(self.last if self.speed > 0 else 0)
            self.pause()
