"""Takes the picture at the playhead into a file or the open draft, or the whole take as a clip that goes along."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, QStandardPaths
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.clip import Clip
from app.domain.draft import Draft
from app.domain.errors import Fault, StorageFault
from app.strings import tr
from ui.kit.menus import Menu
from ui.panels.player.desk import PlayerDesk
from ui.panels.player.projector import Projector
from ui.panels.takes_words import clip_words

if TYPE_CHECKING:
    from app.animatic.stage import Stage

SHORT_SIDES = {"480p": 480, "720p": 720, "1080p": 1080, "1440p": 1440, "2160p": 2160, "4k": 2160}
SUFFIX = ".png"


class Grab(QObject):
    """The menu of the button, and what its entries do. `show(clip, draft)` tells what there is to be grabbed."""

    def __init__(self, desk: PlayerDesk, projector: Projector, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._projector, self._widget = desk, projector, parent
        self._clip: Clip | None = None
        self._draft: Draft | None = None
        self.menu = Menu(tr("takes.grab"), parent)
        self.menu.aboutToShow.connect(self._fill)
        self._fill()

    def show(self, clip: Clip | None, draft: Draft | None) -> str:
        """What is shown (a clip, or the preview of the draft) and which draft is open. Says why nothing can be
        grabbed, "" where it can."""
        self._clip, self._draft = clip, draft
        if clip is not None:
            return tr("player.missing") if clip.missing else ""
        return "" if self._projector.mode == "preview" else tr("player.nothing")

    def take(self, place: str) -> None:
        """Grab the picture for a place of the draft, or for a file that is chosen then ("file")."""
        clip, moment = self._clip, self._moment()
        if place == "file":
            self._ask(lambda to: self._save(clip, moment, to))
        elif clip is not None:
            self._attempt(lambda: self._desk.use_frame_soon(clip.id, moment, place))
        else:
            self._attempt(lambda: self._use_stage(moment, place))

    def take_whole(self) -> None:
        """Let the take that is shown go along with the open draft as a clip."""
        clip = self._clip
        if clip is not None:
            self._attempt(lambda: self._desk.use_clip_soon(clip.id))

    def _fill(self) -> None:
        self.menu.clear()
        self.menu.add(tr("player.grab.file"), partial(self.take, "file"), icon="image")
        self.menu.addSeparator()
        why = "" if self._draft is not None else tr("player.grab.no_draft")
        for end in ("start_image", "end_image"):
            icon = "first" if end == "start_image" else "last"
            self.menu.add(tr(f"player.grab.{end}"), partial(self.take, f"ends.{end}"), icon=icon, reason=why)
        for member in self._draft.cast if self._draft is not None else ():
            name = tr("player.grab.refs", name=member.label or member.id)
            self.menu.add(name, partial(self.take, f"cast[{member.id}].refs"), icon="add")
        self.menu.addSeparator()
        why = why or ("" if self._clip is not None else tr("player.grab.no_take"))
        self.menu.add(tr("player.grab.clip"), self.take_whole, icon="clip", reason=why)

    def _moment(self) -> float:
        """The middle of the picture under the playhead, in seconds: no rounding leads to its neighbour."""
        reel = self._projector.reel
        return (reel.frame + 0.5) / reel.fps

    # ---------------------------------------------------------------------------------------------------- to a file

    def _ask(self, act: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self._widget, tr("player.grab.title"), _pictures(), tr("player.grab.kinds"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(self._file_name())
        dialog.fileSelected.connect(lambda name: self._attempt(lambda: act(Path(name))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _file_name(self) -> str:
        whose = clip_words(self._clip) if self._clip is not None else self._draft.title if self._draft else ""
        name = tr("player.grab.name", title=whose or tr("takes.untitled"), frame=self._projector.reel.frame)
        return "".join(" " if char in '<>:"/\\|?*' else char for char in name) + SUFFIX

    def _save(self, clip: Clip | None, moment: float, to: Path) -> None:
        if clip is not None:
            self._desk.save_frame_soon(clip.id, moment, to)
        else:
            _write(self._drawn(moment), to)
            self._desk.notice("notice.frame_saved", "good", name=to.name)

    # --------------------------------------------------------------------------------------------- from the preview

    def _use_stage(self, moment: float, place: str) -> None:
        with tempfile.TemporaryDirectory(prefix="shotwright-frame-") as folder:
            picture = Path(folder) / f"frame{SUFFIX}"
            _write(self._drawn(moment), picture)
            self._desk.use_picture(picture, place)

    def _drawn(self, moment: float) -> QImage:
        """The stage at a moment without anything written on it, as large as the draft's frame."""
        from app.animatic.paint import paint

        stage = self._projector.preview.stage()
        if stage is None or self._draft is None:
            return QImage()
        size = frame_pixels(self._draft, stage)
        image = QImage(*size, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint(painter, size, stage, moment, clean=True)
        painter.end()
        return image

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Fault as fault:
            self._desk.notice_fault(fault)


def frame_pixels(draft: Draft, stage: Stage) -> tuple[int, int]:
    """Width and height of a draft's picture, both even."""
    short = SHORT_SIDES.get(draft.frame.resolution.casefold(), 720)
    long = round(max(stage.ratio, 1 / stage.ratio) * short / 2) * 2
    return (long, short) if stage.ratio >= 1 else (short, long)


def _write(image: QImage, to: Path) -> None:
    """Write a PNG. StorageFault where the disk refuses."""
    writer = QImageWriter(str(to), b"png")
    if not writer.write(image):
        raise StorageFault("storage_failed", name=to.name, reason=writer.errorString())


def _pictures() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation) or QDir.homePath()
