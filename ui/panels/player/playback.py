"""Plays one clip: Qt's media player behind a small face that speaks in seconds and frames and never fails silently.

Measured facts it rests on (PySide6 6.11.3, 2026-11-22): a seek shows frame n only when it goes to the middle of that
frame; a codec without a decoder (AV1) gives neither frame nor error, so a clip that shows nothing within a second of
play has failed. Qt Multimedia takes long to load and is imported with the first clip.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QElapsedTimer, QLoggingCategory, QObject, QTimer, QUrl, Signal

from ui.panels.player.reel import NEAR, Reel, Span

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

Failure = Literal["", "cannot_open", "no_picture", "frozen"]
SILENCE_MS = 1000
"""How long a clip may show nothing at all before it counts as one this machine cannot show."""
FROZEN_MS = 2500
"""How long the picture may stand still while playing before the clip counts as damaged."""
LATE_MS = 400
"""How long a seek waits for its own picture before it takes any."""
BACK_MS = 40


QUIET = "qt.multimedia.*.info=false\nqt.multimedia.*.debug=false"
"""Else all that a file says of itself goes to the terminal when it is opened. What is wrong with it still does."""


class Playback(Reel):
    """One clip under a playhead."""

    frame_shown = Signal(object)
    """Emits the `QVideoFrame` to paint, or None where there is none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.failure: Failure = ""
        self._volume, self._muted = 1.0, False
        self._player: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
        self._output: QAudioOutput | None = None
        self._wants_play = self._has_frame = False
        self._loaded = False
        self._wanted: int | None = None
        self._target: int | None = None
        self._watch = self._made_timer(SILENCE_MS, self._on_silence)
        self._late = self._made_timer(LATE_MS, self._on_late)
        self._back = self._made_timer(BACK_MS, self._on_back)
        self._back.setSingleShot(False)
        self._clock = QElapsedTimer()

    def load(self, path: Path, seconds: float, fps: float, *, at: float = 0.0, play: bool = False) -> None:
        """Open a clip at a moment and show its picture, or play on from there."""
        player = self._made()
        self._stop_back()
        self.seconds, self.fps = seconds, fps or 24.0
        self.failure, self.loop = "", None
        self._set_state("empty")
        player.stop()
        # the same address again would not be read again
        player.setSource(QUrl())
        self._has_frame, self._wants_play, self._loaded = False, play, False
        self._target, self._wanted = None, None
        self._late.stop()
        self._set_state("loading")
        player.setSource(QUrl.fromLocalFile(str(path)))
        if self.state != "loading":
            return
        self._apply_pace()
        if at > 0:
            self.seek(at)
        else:
            self._move(0.0)
        player.play() if play and not at else player.pause()
        self._watch.start(SILENCE_MS)

    def unload(self) -> None:
        """Let the clip go; the file is free afterwards."""
        for timer in (self._watch, self._late):
            timer.stop()
        self._stop_back()
        self._wanted = self._target = None
        if self.state != "empty" and self._player is not None:
            self._player.stop()
            self._player.setSource(QUrl())
        self._position = 0.0
        self._set_state("empty")
        self.frame_shown.emit(None)

    def close(self) -> None:
        """Take the player apart in the order Qt needs: sound and picture are detached before they go."""
        self.unload()
        if self._player is not None and self._sink is not None and self._output is not None:
            self._player.setVideoSink(None)  # type: ignore[arg-type]
            self._player.setAudioOutput(None)  # type: ignore[arg-type]
            for part in (self._player, self._sink, self._output):
                part.deleteLater()
            self._player = self._sink = self._output = None

    def play(self) -> None:
        if self._player is None or not self.is_open:
            return
        if self.speed < 0:
            self._play_back()
            return
        self._stop_back()
        if self.at_end and self.loop is None and self._wanted is None:
            self.show_frame(0)
        self._wants_play = True
        if self._wanted is None and self._target is None:
            self._player.play()
        self._watch.start(FROZEN_MS if self._has_frame else SILENCE_MS)
        if self._has_frame:
            self._set_state("playing")

    def pause(self) -> None:
        self._wants_play = False
        self._stop_back()
        if self.speed != 1.0:
            self.set_speed(1.0)
        if self._player is not None and self.is_open:
            self._player.pause()
        if self.state == "playing":
            self._watch.stop()
            self._set_state("paused")

    def show_frame(self, number: int) -> None:
        number = max(0, min(number, self.last))
        self._move(number / self.fps)
        if self._player is not None and self.is_open:
            self._wanted = number
            self._send()

    def set_looping(self, on: bool) -> None:
        super().set_looping(on)
        self._apply_pace()

    def set_loop(self, span: Span | None) -> None:
        super().set_loop(span)
        self._apply_pace()

    def set_rate(self, rate: float) -> None:
        super().set_rate(rate)
        self._apply_pace()

    def set_speed(self, speed: float) -> None:
        super().set_speed(speed)
        self._apply_pace()

    def set_volume(self, volume: float, muted: bool = False) -> None:
        """Loudness, 0 to 1 as the ear hears it."""
        self._volume, self._muted = volume, muted
        if self._output is not None:
            self._output.setVolume(volume**2)
            self._output.setMuted(muted)

    # ------------------------------------------------------------------------------------------------ seeking

    def _send(self) -> None:
        """Ask for the wanted picture. One question at a time: a hand on the ruler asks far oftener than it is shown."""
        if self._player is None or self._wanted is None or self._target is not None or not self._loaded:
            return
        from PySide6.QtMultimedia import QMediaPlayer

        self._target, self._wanted = self._wanted, None
        if self._player.playbackState() == QMediaPlayer.PlaybackState.StoppedState:
            self._player.pause()
        self._player.setPosition(int((self._target + 0.5) * 1000 / self.fps))
        self._late.start()

    def _arrived(self) -> None:
        self._late.stop()
        self._target = None
        if self._wanted is not None:
            self._send()
        elif self._wants_play and self._player is not None:
            self._player.play()

    def _on_late(self) -> None:
        self._arrived()

    def _is_target(self, frame: QVideoFrame) -> bool:
        if self._target is None:
            return True
        ahead = 4 if self._wants_play else 0
        start, end = frame.startTime() / 1e6 * self.fps, frame.endTime() / 1e6 * self.fps
        return start - 0.5 <= self._target + ahead and max(end, start + 1) > self._target + 0.5

    # ----------------------------------------------------------------------------------------------- backwards

    def _play_back(self) -> None:
        if self._player is not None:
            self._player.pause()
        self._watch.stop()
        self._wants_play = False
        self._clock.start()
        self._back.start()
        self._set_state("playing")

    def _stop_back(self) -> None:
        if self._back.isActive():
            self._back.stop()
            self._set_state("paused")

    def _on_back(self) -> None:
        gone = self._clock.restart() / 1000 * self.rate * -self.speed
        moment = self._position - gone
        self._move(max(0.0, moment))
        self._wanted = int(self._position * self.fps + NEAR)
        self._send()
        if moment <= 0:
            self.pause()

    # ------------------------------------------------------------------------------------------- what Qt tells

    def _made(self) -> QMediaPlayer:
        if self._player is None:
            QLoggingCategory.setFilterRules(QUIET)
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

            self._player = QMediaPlayer(self)
            self._sink = QVideoSink(self)
            self._output = QAudioOutput(self)
            for part in (self._player, self._sink, self._output):
                _settle_overrides(part)
            self._player.setVideoSink(self._sink)
            self._player.setAudioOutput(self._output)
            self._sink.videoFrameChanged.connect(self._on_frame)
            self._player.errorOccurred.connect(self._on_error)
            self._player.mediaStatusChanged.connect(self._on_status)
            self.set_volume(self._volume, self._muted)
        return self._player

    def _made_timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _apply_pace(self) -> None:
        if self._player is not None:
            endless = self.looping and self.loop is None
            self._player.setLoops(-1 if endless else 1)
            self._player.setPlaybackRate(self.rate * max(self.speed, 0.25))

    def _on_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid() or not self.is_open:
            return
        forwards = self.state == "playing" and not self._back.isActive()
        seconds = frame.startTime() / 1e6
        if forwards and self._target is None and self.loop and seconds >= self.loop[1] - 0.5 / self.fps:
            self.seek(self.loop[0])
            return
        if not self._is_target(frame):
            return
        sought = self._target is not None
        self._has_frame = True
        self.frame_shown.emit(frame)
        if sought:
            self._arrived()
        if not self._back.isActive():
            self._set_state("playing" if self._wants_play else "paused")
        if self.state == "playing" and not self._back.isActive():
            self._watch.start(FROZEN_MS)
            if self._target is None and self._wanted is None and not sought:
                self._move(seconds)
        else:
            self._watch.stop()

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        known = QMediaPlayer.MediaStatus
        if status == known.InvalidMedia:
            self._fail("cannot_open")
        elif status in (known.LoadedMedia, known.BufferedMedia, known.BufferingMedia) and not self._loaded:
            self._loaded = True
            self._send()
        elif status == known.EndOfMedia and self.is_open:
            self._on_end()

    def _on_end(self) -> None:
        self._watch.stop()
        if not self._has_frame:
            # a decoder that is missing may also run through to the end in no time
            self._fail("no_picture")
            return
        if self.loop is not None or self.looping:
            self.seek(self.loop[0] if self.loop else 0.0)
            return
        self._wants_play = False
        self.speed = 1.0
        self._move(self.last / self.fps)
        self._set_state("paused")

    def _on_error(self, *_: object) -> None:
        if self.state != "empty":
            self._fail("cannot_open")

    def _on_silence(self) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        if self._player is None or not self.is_open:
            return
        if self._player.mediaStatus() == QMediaPlayer.MediaStatus.LoadingMedia:
            self._watch.start(SILENCE_MS)
        elif not self._has_frame:
            self._fail("no_picture")
        elif self.state == "playing" and not self._back.isActive():
            self._fail("frozen")

    def _fail(self, why: Failure) -> None:
        self.failure = why
        for timer in (self._watch, self._late):
            timer.stop()
        self._wants_play, self._wanted, self._target = False, None, None
        self._set_state("failed")
        if self._player is not None:
            self._player.stop()


def _settle_overrides(part: QObject) -> None:
    """Let PySide find out here that nothing in Python overrides `disconnectNotify` of this object.

    Otherwise Qt's sound thread asks for the interpreter's lock the first time it lets go of the object, holding a lock
    of its own for which a `play` or `pause` from here waits: both stand still for ever (PySide6 6.11.3, 2026-11-26;
    seen with gdb, at once when play, seek and pause follow each other without a pause, and never again with this).
    """
    part.objectNameChanged.connect(_hear_nothing)
    part.objectNameChanged.disconnect(_hear_nothing)


def _hear_nothing(_: str) -> None:
    """Hears nothing."""
