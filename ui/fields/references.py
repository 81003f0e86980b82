"""The pictures that show a member of the cast, each with what of it counts and what does not."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.draft import Draft, Reference
from app.domain.edit import Edit
from app.domain.errors import Fault, UnknownName
from app.domain.template import Field
from app.strings import tr
from ui.fields.base import FieldWidget
from ui.fields.choice import ChoiceField
from ui.fields.desk import FieldDesk
from ui.fields.image import PicturePlate
from ui.fields.pictures import ask_for_picture, fault_words, keep_image, keep_picture, pixmap_of
from ui.fields.text import TextField
from ui.kit.buttons import IconButton
from ui.kit.fonts import scaled
from ui.kit.layout import column, reveal, row

TALL = 56


class ReferenceRow(QWidget):
    """One picture with its role and what to leave aside."""

    removed = Signal()

    def __init__(self, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asset = ""
        self.picture = PicturePlate(scaled(TALL))
        self.picture.setAcceptDrops(False)
        self.picture.setAccessibleName(tr("fields.image.one"))
        self.role = ChoiceField(Field(path=f"{path}.role", kind="choice", label="reference_role"), f"{path}.role", desk)
        self.ignore = TextField(
            Field(path=f"{path}.ignore", kind="text", label="reference_ignore"), f"{path}.ignore", desk
        )
        for field in (self.role, self.ignore):
            field.set_label_width(46)
        away = IconButton("trash", tr("fields.image.remove"), size="compact")
        away.clicked.connect(self.removed)
        self.picture.removed.connect(self.removed)
        self.setLayout(column(row(self.picture, None, away), self.role, self.ignore, gap=4))

    def show_reference(self, reference: Reference, draft: Draft, desk: FieldDesk) -> None:
        """Show a picture and its words."""
        self.role.set_value(reference.role, draft)
        self.ignore.set_value(reference.ignore, draft)
        if reference.asset == self._asset:
            return
        self._asset = reference.asset
        try:
            pixmap, size = pixmap_of(desk, reference.asset, scaled(TALL), self.devicePixelRatioF())
            self.picture.show_picture(pixmap, tr("fields.image.size", wide=size.width(), tall=size.height()))
        except UnknownName:
            self.picture.show_picture(None, tr("fields.image.gone"))
        except Fault as fault:
            self.picture.show_picture(None, fault_words(fault))


class ReferencesField(FieldWidget):
    """A list of pictures; the empty place under them takes one more."""

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self._refs: tuple[Reference, ...] = ()
        self._awaits = False
        """Whether a picture was given that is not shown yet."""
        self.rows: dict[str, ReferenceRow] = {}
        self.body = QWidget()
        self.list = QVBoxLayout(self.body)
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setSpacing(6)
        self.plate = PicturePlate()
        self.plate.show_picture(None, tr("fields.image.drop"), tr("fields.image.drop.short"))
        self.list.addWidget(self.plate)
        self.fill(self.body, self.plate)
        self.setFocusProxy(self.plate)
        self.watch(self.plate)
        self.plate.file_given.connect(self.take_file)
        self.plate.image_given.connect(self.take_image)
        self.plate.asked.connect(self.choose_file)

    def value(self) -> tuple[Reference, ...]:
        return self._refs

    def set_value(self, value: object, draft: Draft) -> None:
        self._draft = draft
        self._refs = tuple(value) if isinstance(value, (tuple, list)) else ()
        for ref_id in [each for each in self.rows if each not in {ref.id for ref in self._refs}]:
            gone = self.rows.pop(ref_id)
            gone.hide()
            gone.deleteLater()
        for place, ref in enumerate(self._refs):
            if ref.id not in self.rows:
                self.rows[ref.id] = self._row(ref.id)
                self.list.insertWidget(place, self.rows[ref.id])
            self.rows[ref.id].show_reference(ref, draft, self.desk)
        self.put_in_order(*(self.rows[ref.id] for ref in self._refs), self.plate)
        if self._awaits and self._refs:
            self._awaits = False
            QTimer.singleShot(0, self, partial(reveal, self.rows[self._refs[-1].id]))

    def set_path(self, path: str) -> None:
        super().set_path(path)
        for ref_id in list(self.rows):
            gone = self.rows.pop(ref_id)
            gone.hide()
            gone.deleteLater()

    def take_file(self, path: Path) -> None:
        """Keep the picture of a file, or say why not."""
        try:
            self._add(keep_picture(self.desk, path))
        except Fault as fault:
            self.remark.say(fault_words(fault), fault=True)

    def take_image(self, image: QImage) -> None:
        """Keep a pasted picture, or say why not."""
        try:
            self._add(keep_image(self.desk, image))
        except Fault as fault:
            self.remark.say(fault_words(fault), fault=True)

    def choose_file(self) -> None:
        """Open a window to choose a picture in."""
        dialog = ask_for_picture(self)
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.open()

    def _add(self, asset: str) -> None:
        self.remark.say("")
        self._awaits = True
        item: dict[str, Any] = {"asset": asset, "role": "identity"}
        self.steps.emit((Edit(op="insert", path=self.path, value=item, index=len(self._refs)),))

    def _remove(self, ref_id: str) -> None:
        self.steps.emit((Edit(op="remove", path=f"{self.path}[{ref_id}]"),))
        self.plate.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, ref_id: str) -> ReferenceRow:
        made = ReferenceRow(f"{self.path}[{ref_id}]", self.desk, self.body)
        made.removed.connect(lambda: self._remove(ref_id))
        for field in (made.role, made.ignore):
            field.edited.connect(self.edited)
            field.pointed.connect(self.pointed)
        return made
