"""The unfolded item of a list: a small form of its own, made when it is first opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain import path as paths
from app.domain.draft import Draft
from app.domain.finding import Finding
from app.domain.model import Model
from app.domain.template import Field, FieldKind
from ui.fields.base import FieldWidget
from ui.fields.desk import FieldDesk
from ui.kit.layout import FIELD_GAP
from ui.kit.paint import fill, painting, rim
from ui.kit.theme import tokens


class Part(NamedTuple):
    """One field of an item: its path inside the item, its widget, and its label `field.<label>`."""

    inner: str
    widget: type[FieldWidget]
    label: str
    kind: FieldKind = "text"


class ItemForm(QWidget):
    """The fields of one item. `edited`, `steps`, `pointed` are theirs; `closed` when Esc is pressed."""

    edited = Signal(str, object)
    steps = Signal(object)
    pointed = Signal(str)
    closed = Signal()

    def __init__(self, parts: Sequence[Part], path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._parts = tuple(parts)
        self.fields: list[FieldWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(FIELD_GAP)
        for part in parts:
            inner = f"{path}.{part.inner}"
            field = part.widget(Field(path=inner, kind=part.kind, label=part.label), inner, desk)
            field.edited.connect(self.edited)
            field.steps.connect(self.steps)
            field.pointed.connect(self.pointed)
            column.addWidget(field)
            self.fields.append(field)

    def show_item(self, path: str, draft: Draft) -> None:
        """Show the item at a path."""
        self.path = path
        for part, field in zip(self._parts, self.fields, strict=True):
            inner = f"{path}.{part.inner}"
            if field.path != inner:
                field.set_path(inner)
            field.set_value(paths.read(draft, inner), draft)
            field.show_note(draft)

    def show_notes(self, draft: Draft) -> None:
        """Show the author's own notes beside the texts of the item."""
        for field in self.fields:
            field.show_note(draft)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say each under the field it belongs to."""
        for field in self.fields:
            field.show_findings([each for each in findings if field.holds(each.path)])

    def show_model(self, model: Model | None) -> None:
        """Mark what the aim's row does not offer."""
        for field in self.fields:
            field.show_model(model)

    def set_label_width(self, width: int) -> None:
        """How wide the column of labels is."""
        for field in self.fields:
            field.set_label_width(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            fill(painter, self.rect(), t.raised, 5)
            if not t.dark:
                rim(painter, self.rect(), t.hair, 5)
