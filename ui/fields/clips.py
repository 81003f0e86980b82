"""The clips that go along with a draft, each with what it is for, what of it does not count, and its sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import ref

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.domain.draft import Draft, Footage, ReferenceClip
from app.domain.edit import Edit
from app.domain.errors import Fault, UnknownName
from app.domain.model import Model
from app.domain.template import Field
from app.strings import tr
from ui.fields.base import FieldWidget
from ui.fields.choice import ChoiceField
from ui.fields.desk import FieldDesk
from ui.fields.image import PicturePlate
from ui.fields.pictures import fault_words, file_in, pixmap_at
from ui.fields.switch import SwitchField
from ui.fields.text import TextField
from ui.kit.buttons import IconButton
from ui.kit.fonts import scaled
from ui.kit.labels import Label
from ui.kit.layout import boxed, column, row

if TYPE_CHECKING:
    from app.desk.references import KeptClip

KINDS = ("mp4", "mov", "webm", "mkv")
TALL = 56


class ClipPlate(PicturePlate):
    """Where a clip goes: it takes files only."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_in(event.mimeData()) is not None:
            event.acceptProposedAction()
            self.set_dropping(True)

    def take(self, data: QMimeData) -> bool:
        """Take the file that is dropped or pasted. False where there is none."""
        path = file_in(data)
        if path is not None:
            self.file_given.emit(path)
        return path is not None


class ClipRow(QWidget):
    """One clip: a picture of it, what is inside, its part, what to leave aside, its sound, where else it lies."""

    removed = Signal()

    def __init__(self, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, Footage] | None = None
        self.picture = ClipPlate(scaled(TALL))
        self.picture.setAcceptDrops(False)
        self.picture.setAccessibleName(tr("fields.clip.one"))
        self.facts = Label("", "fine", "text3", wrap=True)
        self.role = ChoiceField(_field(f"{path}.role", "choice", "clip_role"), f"{path}.role", desk)
        self.ignore = TextField(_field(f"{path}.ignore", "text", "clip_ignore"), f"{path}.ignore", desk)
        self.sound = SwitchField(_field(f"{path}.keep_sound", "switch", "clip_sound"), f"{path}.keep_sound", desk)
        self.address = TextField(_field(f"{path}.address", "text", "clip_address"), f"{path}.address", desk)
        for field in self.fields:
            field.set_label_width(64)
        away = IconButton("trash", tr("fields.clip.remove"), size="compact")
        away.clicked.connect(self.removed)
        self.picture.removed.connect(self.removed)
        head = row(self.picture, self.facts, away, gap=8)
        head.setStretch(1, 1)
        self.setLayout(column(boxed(head), *self.fields, gap=4))

    @property
    def fields(self) -> tuple[FieldWidget, ...]:
        """What can be written of a clip, in order."""
        return self.role, self.ignore, self.sound, self.address

    def show_for(self, clip: ReferenceClip, model: Model | None) -> None:
        """Show what the aim has a use for, and what is filled in already; everything where there is no aim."""
        limits = None
        if model is not None:
            limits = model.limits.edits if clip.role == "edit" else model.limits.clips
        self.sound.setVisible(model is None or clip.keep_sound or bool(limits and limits.keeps_sound))
        self.address.setVisible(model is None or bool(clip.address) or bool(limits and limits.by_address))

    def show_clip(self, clip: ReferenceClip, draft: Draft, desk: FieldDesk) -> None:
        """Show a clip and its words."""
        for field, value in zip(self.fields, (clip.role, clip.ignore, clip.keep_sound, clip.address), strict=True):
            field.set_value(value, draft)
        if self._shown == (clip.asset, clip.footage):
            return
        self._shown = clip.asset, clip.footage
        pixmap, said = None, facts_of(clip.footage)
        try:
            desk.asset_file(clip.asset)
            poster = desk.clip_poster(clip.asset)
            pixmap = pixmap_at(poster, scaled(TALL), self.devicePixelRatioF())[0] if poster is not None else None
        except UnknownName:
            said = tr("fields.clip.gone")
        except Fault:
            pixmap = None
        self.picture.show_picture(pixmap, said)
        self.facts.setText(said)
        # without a picture its place holds these words
        self.facts.setVisible(pixmap is not None)


class ClipsField(FieldWidget):
    """A list of clips; the empty place under them takes one more."""

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self._clips: tuple[ReferenceClip, ...] = ()
        self._model: Model | None = None
        self.rows: dict[str, ClipRow] = {}
        self.body = QWidget()
        self.list = QVBoxLayout(self.body)
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setSpacing(10)
        self.plate = ClipPlate()
        self.show_ready()
        self.list.addWidget(self.plate)
        self.fill(self.body, self.plate)
        self.setFocusProxy(self.plate)
        self.watch(self.plate)
        self.plate.file_given.connect(self.take_file)
        self.plate.asked.connect(self.choose_file)

    def value(self) -> tuple[ReferenceClip, ...]:
        return self._clips

    def set_value(self, value: object, draft: Draft) -> None:
        self._draft = draft
        self._clips = tuple(value) if isinstance(value, (tuple, list)) else ()
        for clip_id in [each for each in self.rows if each not in {clip.id for clip in self._clips}]:
            gone = self.rows.pop(clip_id)
            gone.hide()
            gone.deleteLater()
        for place, clip in enumerate(self._clips):
            if clip.id not in self.rows:
                self.rows[clip.id] = self._row(clip.id)
                self.list.insertWidget(place, self.rows[clip.id])
            self.rows[clip.id].show_clip(clip, draft, self.desk)
            self.rows[clip.id].show_for(clip, self._model)
        self.put_in_order(*(self.rows[clip.id] for clip in self._clips), self.plate)

    def show_model(self, model: Model | None) -> None:
        self._model = model
        for clip in self._clips:
            self.rows[clip.id].show_for(clip, model)

    def take_file(self, path: Path) -> None:
        """Keep the clip of a file in the background, or say why not."""
        self.remark.say("")
        self.plate.show_picture(None, tr("fields.clip.looking", name=path.name), tr("fields.clip.looking.short"))
        mine = ref(self)

        def tell(kept: KeptClip | Fault) -> None:
            field = mine()
            # the form may be another one by now
            if field is not None and isValid(field):
                field.show_kept(kept)

        self.desk.keep_clip_soon(path, tell)

    def show_kept(self, kept: KeptClip | Fault) -> None:
        """Add the clip that was kept, or say why there is none."""
        self.show_ready()
        if isinstance(kept, Fault):
            self.remark.say(fault_words(kept), fault=True)
            return
        item: dict[str, Any] = {"asset": kept.asset, "footage": kept.footage.model_dump(mode="json")}
        self.steps.emit((Edit(op="insert", path=self.path, value=item, index=len(self._clips)),))

    def show_ready(self) -> None:
        """Show that a clip can be given."""
        self.plate.show_picture(None, tr("fields.clip.drop"), tr("fields.clip.drop.short"))

    def choose_file(self) -> None:
        """Open a window to choose a clip in."""
        dialog = QFileDialog(self, tr("fields.clip.choose"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("fields.clip.filter", kinds=" ".join(f"*.{kind}" for kind in KINDS)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.open()

    def _remove(self, clip_id: str) -> None:
        self.steps.emit((Edit(op="remove", path=f"{self.path}[{clip_id}]"),))
        self.plate.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, clip_id: str) -> ClipRow:
        made = ClipRow(f"{self.path}[{clip_id}]", self.desk, self.body)
        made.removed.connect(lambda: self._remove(clip_id))
        for field in made.fields:
            field.edited.connect(self.edited)
            field.pointed.connect(self.pointed)
        return made


def facts_of(footage: Footage) -> str:
    """What is inside a clip, in short: `5 s, 1280 × 720, 24 fps, MP4, 3 MB, silent`."""
    if not footage.seconds:
        return tr("fields.clip.unread")
    args = {
        "seconds": f"{footage.seconds:.1f}".removesuffix(".0"),
        "wide": footage.width,
        "tall": footage.height,
        "fps": f"{footage.fps:.2f}".rstrip("0").rstrip("."),
        "kind": footage.kind.upper(),
        "size": max(1, round(footage.size / 1024**2)),
    }
    return tr("fields.clip.facts" if footage.sound else "fields.clip.facts_silent", **args)


def _field(path: str, kind: Any, label: str) -> Field:
    return Field(path=path, kind=kind, label=label)
