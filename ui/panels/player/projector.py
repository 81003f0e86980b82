"""One picture and what runs behind it: a clip that is opened with its first use, or the preview of a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.domain.draft import Draft
from ui.panels.player.picture import Picture
from ui.panels.player.playback import Playback
from ui.panels.player.preview import Preview
from ui.panels.player.reel import Reel

Mode = Literal["", "preview", "clip"]


class Film(NamedTuple):
    """A clip's file and what is known of it."""

    path: Path
    seconds: float
    fps: float
    poster: Path | None = None


class Projector(QObject):
    """Brings a playback, a preview and a picture together. `reel` is the one that is shown."""

    moved = Signal(float)
    state_changed = Signal(str)

    def __init__(self, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.picture = picture
        self.playback, self.preview = Playback(self), Preview(self)
        self.mode: Mode = ""
        self.film: Film | None = None
        self._share: float | None = None
        self.playback.frame_shown.connect(self._on_frame)
        self.preview.staged.connect(self._on_staged)
        self.playback.moved.connect(self._on_clip_moved)
        self.playback.state_changed.connect(self._on_clip_state)
        self.preview.moved.connect(self._on_preview_moved)
        self.preview.state_changed.connect(self._on_preview_state)

    @property
    def reel(self) -> Reel:
        """What the playhead belongs to."""
        return self.playback if self.mode == "clip" else self.preview

    @property
    def state(self) -> str:
        """The reel's state; a clip that was not opened yet stands still."""
        if self.mode == "clip" and self.film is not None and self.playback.state == "empty":
            return "paused"
        return self.reel.state if self.mode else "empty"

    def show_nothing(self) -> None:
        """Neither clip nor preview."""
        self.preview.pause()
        self.playback.unload()
        self.mode, self.film = "", None
        self.picture.show_still(None)
        self.picture.set_playable(False)
        self.state_changed.emit(self.state)

    def show_preview(self, *, at: float = 0.0, play: bool = False) -> None:
        """The draft given to `set_draft`."""
        self.playback.unload()
        self.mode, self.film = "preview", None
        self.picture.set_playable(False)
        self.picture.show_stage(self.preview.stage() if self.picture.isVisible() else None)
        self.preview.seek(at)
        self.picture.set_time(self.preview.position)
        if play:
            self.preview.play()
        self.moved.emit(self.preview.position)
        self.state_changed.emit(self.state)

    def set_draft(self, draft: Draft | None) -> None:
        """The draft of the preview."""
        self.preview.show_draft(draft)

    def show_film(self, film: Film, *, at: float = 0.0, play: bool = False) -> None:
        """A clip: its poster, and the clip itself when it is to play or to stand at a moment."""
        self.preview.pause()
        self.playback.unload()
        self.mode, self.film = "clip", film
        self.playback.seconds, self.playback.fps = film.seconds, film.fps or 24.0
        self.picture.show_still(film.poster)
        self.picture.set_playable(True)
        if play or at > 0:
            self._open(at, play=play)
        self.moved.emit(self.reel.position)
        self.state_changed.emit(self.state)

    def show_missing(self, film: Film) -> None:
        """A clip whose file is gone: its poster only."""
        self.show_film(film)
        self.film = None
        self.picture.set_playable(False)

    def reload(self) -> None:
        """Open the clip once more from its start."""
        if self.film is not None:
            self._open(0.0, play=True)

    def ready(self) -> Reel:
        """The reel, with the clip open: for whatever moves the playhead."""
        if self.mode == "clip" and self.film is not None and self.playback.state == "empty":
            self._open(0.0, play=False)
        elif self.mode == "preview" and self.picture.is_blank:
            self.picture.show_stage(self.preview.stage())
        return self.reel

    def toggle(self) -> None:
        """Play or pause."""
        if self.mode == "clip" and self.film is not None and self.playback.state == "empty":
            self._open(0.0, play=True)
        else:
            self.ready().toggle()

    def draw_along(self, share: float | None) -> None:
        """While a rehearsal is drawn: show the moment that is being drawn, unless something plays; None ends it."""
        was, self._share = self._share, share
        if share is None:
            if was is not None and self.mode == "preview":
                self.picture.set_time(self.preview.position)
            return
        if self.state == "playing":
            return
        if self.mode != "preview":
            self.show_preview()
        if self.picture.is_blank:
            self.picture.show_stage(self.preview.stage())
        self.picture.set_time(share * self.preview.seconds)

    def close(self) -> None:
        """Stop and release everything."""
        self.preview.stop()
        self.preview.show_draft(None)
        self.preview.stop()
        self.playback.close()
        self.picture.stop()

    def wake(self) -> None:
        """The picture became visible: paint what was put off."""
        if self.mode == "preview" and self.picture.is_blank:
            self.picture.show_stage(self.preview.stage())

    def _open(self, at: float, *, play: bool) -> None:
        if self.film is not None:
            self.picture.set_playable(False)
            self.playback.load(self.film.path, self.film.seconds, self.film.fps, at=at, play=play)

    def _on_frame(self, frame: object) -> None:
        if self.mode == "clip":
            self.picture.show_frame(frame)  # type: ignore[arg-type]

    def _on_staged(self) -> None:
        if self.mode == "preview" and self.picture.isVisible():
            self.picture.show_stage(self.preview.stage())

    def _on_clip_moved(self, seconds: float) -> None:
        if self.mode == "clip":
            self.moved.emit(seconds)

    def _on_preview_moved(self, seconds: float) -> None:
        if self.mode == "preview":
            if self._share is None or self.state == "playing":
                self.picture.set_time(seconds)
            self.moved.emit(seconds)

    def _on_clip_state(self, _: str) -> None:
        if self.mode == "clip":
            self.state_changed.emit(self.state)

    def _on_preview_state(self, _: str) -> None:
        if self.mode == "preview":
            self.state_changed.emit(self.state)
