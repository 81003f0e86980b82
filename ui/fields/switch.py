"""Fields that are on or off: truth values, and the choice between the words on and off."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.draft import Draft
from app.domain.template import Field
from ui.fields.base import FieldWidget
from ui.fields.desk import FieldDesk
from ui.kit.choices import Switch
from ui.kit.fonts import scaled


class SwitchField(FieldWidget):
    """A switch. It keeps the kind of value it was given: True and False, or `on` and `off`."""

    label_top = 5

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self._in_words = False
        self.input = Switch(name=self.name)
        self.input.setMinimumHeight(scaled(28))
        self.fill(self.input)
        self.column.setAlignment(self.input, Qt.AlignmentFlag.AlignLeft)
        self.watch(self.input)
        self.input.clicked.connect(lambda: self.tell(self.value()))

    def value(self) -> bool | str:
        on = self.input.isChecked()
        return ("on" if on else "off") if self._in_words else on

    def set_value(self, value: object, draft: Draft) -> None:
        self._draft = draft
        self._in_words = isinstance(value, str)
        self.input.setChecked(value == "on" if self._in_words else bool(value))
