"""Plays one clip: Qt's media player behind a small face that speaks in seconds and frames and never fails silently.

Measured facts it rests on (PySide6 6.11.3, 2026-11-22): a seek shows frame n only when it goes to the middle of that
frame; a codec without a decoder (AV1) gives neither frame nor error, so a clip that shows nothing within a second of
play has failed. Qt Multimedia takes long to load and is imported with the first clip.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, QUrl, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

State = Literal["empty", "loading", "paused", "playing", "failed"]
SILENCE_LIMIT = 1000
"""Milliseconds of play or pause without any picture after which a clip counts as one this machine cannot show."""


class Playback(QObject):
    """One clip under a playhead. Times are seconds from its start; `frame` counts pictures from 0."""

    moved = Signal(float)
    state_changed = Signal(str)
    frame_shown = Signal(object)
    """Emits the `QVideoFrame` to paint, or None where there is none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: State = "empty"
        self.failure = ""
        self.seconds, self.fps = 0.0, 24.0
        self._position = 0.0
        self._loop: tuple[float, float] | None = None
        self._looping = False
        self._rate, self._volume, self._muted = 1.0, 1.0, False
        self._player: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
        self._output: QAudioOutput | None = None
        self._wants_play = False
        self._has_frame = False
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(SILENCE_LIMIT)
        self._watch.timeout.connect(self._on_silence)

    @property
    def position(self) -> float:
        """Seconds from the start."""
        return self._position

    @property
    def frame(self) -> int:
        """The picture under the playhead."""
        return int(self._position * self.fps + 0.001)

    def load(self, path: Path, seconds: float, fps: float, *, play: bool = False) -> None:
        """Open a clip and show its first picture, or play it at once."""
        player = self._made()
        self.seconds, self.fps = seconds, fps or 24.0
        self._position, self._has_frame, self._wants_play = 0.0, False, play
        self.failure = ""
        self._loop = None
        self._set_state("loading")
        player.stop()
        player.setSource(QUrl.fromLocalFile(str(path)))
        player.setPlaybackRate(self._rate)
        player.play() if play else player.pause()
        self._watch.start()

    def unload(self) -> None:
        """Let the clip go; the file is free afterwards."""
        self._watch.stop()
        if self._player is not None:
            self._player.stop()
            self._player.setSource(QUrl())
        self._position = 0.0
        self._set_state("empty")
        self.frame_shown.emit(None)

    def close(self) -> None:
        """Take the player apart in the order Qt needs: sound and picture are detached before they go."""
        self.unload()
        if self._player is not None:
            self._player.setVideoSink(None)
            self._player.setAudioOutput(None)
            self._player.deleteLater()
            self._player = None

    def play(self) -> None:
        """Play from the playhead; from the start where it stands at the end."""
        if self._player is None or self.state in ("empty", "failed"):
            return
        if self._position >= self.seconds - 1.5 / self.fps and self._loop is None:
            self.seek(0.0)
        self._wants_play = True
        self._player.play()
        if not self._has_frame:
            self._watch.start()

    def pause(self) -> None:
        """Stop at the present picture."""
        self._wants_play = False
        if self._player is not None and self.state == "playing":
            self._player.pause()

    def toggle(self) -> None:
        """Play or pause."""
        self.pause() if self.state == "playing" else self.play()

    def seek(self, seconds: float) -> None:
        """Go to the picture shown at this time."""
        self.show_frame(int(max(0.0, min(seconds, self.seconds)) * self.fps + 0.001))

    def show_frame(self, number: int) -> None:
        """Go to picture `number`, counted from 0 and held inside the clip."""
        last = max(0, round(self.seconds * self.fps) - 1)
        number = max(0, min(number, last))
        self._move(number / self.fps)
        if self._player is not None and self.state not in ("empty", "failed"):
            self._player.setPosition(int((number + 0.5) * 1000 / self.fps))

    def step(self, frames: int) -> None:
        """Pause and go some pictures on or back."""
        self.pause()
        self.show_frame(self.frame + frames)

    def set_looping(self, on: bool) -> None:
        """Begin again at the end."""
        self._looping = on

    @property
    def looping(self) -> bool:
        """Whether the clip begins again at its end."""
        return self._looping

    def set_loop(self, span: tuple[float, float] | None) -> None:
        """Repeat a stretch (start and end in seconds), or nothing."""
        self._loop = span
        if span is not None:
            self.seek(span[0])

    @property
    def loop(self) -> tuple[float, float] | None:
        """The stretch that repeats."""
        return self._loop

    def set_rate(self, rate: float) -> None:
        """Speed: 1 is as shot."""
        self._rate = rate
        if self._player is not None:
            self._player.setPlaybackRate(rate)

    def set_volume(self, volume: float, muted: bool = False) -> None:
        """Loudness, 0 to 1 as the ear hears it."""
        self._volume, self._muted = volume, muted
        if self._output is not None:
            self._output.setVolume(volume**2)
            self._output.setMuted(muted)

    def _made(self) -> QMediaPlayer:
        if self._player is None:
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

            self._player = QMediaPlayer(self)
            self._sink = QVideoSink(self)
            self._output = QAudioOutput(self)
            self._player.setVideoSink(self._sink)
            self._player.setAudioOutput(self._output)
            self._sink.videoFrameChanged.connect(self._on_frame)
            self._player.positionChanged.connect(self._on_position)
            self._player.errorOccurred.connect(self._on_error)
            self._player.mediaStatusChanged.connect(self._on_status)
            self._player.playbackStateChanged.connect(self._on_playing)
            self.set_volume(self._volume, self._muted)
        return self._player

    def _on_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid() or self.state in ("empty", "failed"):
            return
        if not self._has_frame:
            self._has_frame = True
            self._watch.stop()
            self._set_state("playing" if self._wants_play else "paused")
        if self.state == "playing" and frame.startTime() >= 0:
            self._move(frame.startTime() / 1_000_000)
        self.frame_shown.emit(frame)

    def _on_position(self, milliseconds: int) -> None:
        seconds = milliseconds / 1000
        if self.state == "playing" and self._loop is not None and seconds >= self._loop[1] - 0.5 / self.fps:
            self.seek(self._loop[0])

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        if status == QMediaPlayer.MediaStatus.EndOfMedia:
            if self._looping or self._loop is not None:
                self.seek(self._loop[0] if self._loop else 0.0)
                self._made().play()
            else:
                self._wants_play = False
                self._move(max(0.0, self.seconds - 1 / self.fps))
        elif status == QMediaPlayer.MediaStatus.InvalidMedia:
            self._fail("cannot_open")

    def _on_playing(self, _: object) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        if self.state in ("empty", "failed") or not self._has_frame:
            return
        playing = self._made().playbackState() == QMediaPlayer.PlaybackState.PlayingState
        self._set_state("playing" if playing else "paused")

    def _on_error(self, *_: object) -> None:
        self._fail("cannot_open")

    def _on_silence(self) -> None:
        if not self._has_frame:
            self._fail("no_picture")

    def _fail(self, why: str) -> None:
        self.failure = why
        self._watch.stop()
        self._set_state("failed")

    def _move(self, seconds: float) -> None:
        if seconds != self._position:
            self._position = seconds
            self.moved.emit(seconds)

    def _set_state(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
