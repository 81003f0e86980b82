"""Shows a clip that the machine's player cannot decode: offers a copy that plays, has it made, and puts it on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.desk.copying import Copying
from app.domain.clip import Clip
from app.strings import tr
from ui.panels.player.desk import ClipsDesk
from ui.panels.player.picture import Picture
from ui.panels.player.plates import Saying
from ui.panels.player.playback import Failure

PLAIN = "h264"
"""What a copy is made of; where such a clip does not play, another one is no help."""

PutOn = Callable[[Clip], object]


class CopyDesk:
    """Between one picture and the desk. `put_on(clip)` shows the clip again, now that there is a copy of it."""

    def __init__(self, desk: ClipsDesk, picture: Picture, put_on: PutOn) -> None:
        self._desk, self._picture, self._put_on = desk, picture, put_on
        self._clip: Clip | None = None
        self._shares: dict[str, float] = {}
        self._shut = False

    def show_clip(self, clip: Clip | None) -> Path | None:
        """Another clip is shown, or none: the file to play instead of its own, where there is a copy."""
        if self._clip is not None and self.is_making:
            self._picture.set_note("")
        self._clip = clip
        if clip is None:
            return None
        copy = self._desk.playable_file(clip)
        if copy is None and self.is_making:
            self._show()
        return copy

    @property
    def is_making(self) -> bool:
        """Whether a copy of the shown clip is under way."""
        return self._clip is not None and self._clip.id in self._shares

    def can_help(self, clip: Clip, failure: Failure) -> bool:
        """Whether a copy would play where the clip does not."""
        undecoded = failure != "frozen" and clip.media.video_codec != PLAIN
        return undecoded and not clip.missing and self._desk.playable_file(clip) is None

    def act(self) -> bool:
        """The button on the well: begin, or stop what is under way. Says whether it was about a copy at all."""
        clip = self._clip
        if clip is None or self._shut:
            return False
        if self.is_making:
            self._desk.stop_playable(clip.id)
            return True
        if self._picture.saying.button != tr("player.copy"):
            return False
        self._shares[clip.id] = 0.0
        self._show()
        self._desk.playable_soon(clip.id, self._hear)
        return True

    def shut(self) -> None:
        """Make nothing any more and say nothing any more."""
        self._shut = True
        for clip_id in list(self._shares):
            self._desk.stop_playable(clip_id)

    def _hear(self, copying: Copying) -> None:
        if self._shut:
            return
        shown = self._clip is not None and self._clip.id == copying.clip
        if not copying.ended:
            self._shares[copying.clip] = copying.share
            if shown:
                self._show()
            return
        self._shares.pop(copying.clip, None)
        if shown and self._clip is not None:
            self._picture.set_note("")
            self._picture.say()
            self._put_on(self._clip)

    def _show(self) -> None:
        assert self._clip is not None
        self._picture.say(Saying(tr("player.copying"), tr("player.copying.use"), tr("player.copying.stop"), "clip"))
        share = self._shares[self._clip.id]
        self._picture.set_note(tr("player.copying.share", percent=round(share * 100)), share)
