"""What every page of the settings is: a title, labelled controls, switches with one line each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.strings import tr
from ui.kit.choices import Switch
from ui.kit.fonts import scaled
from ui.kit.labels import Label
from ui.kit.layout import FormRow, column, row
from ui.kit.rows import SettingRow

PAGE_MOST = 560
LABEL = 112


class Page(QWidget):
    """A page with its title; `wished(name, value)` when a person changes a setting."""

    wished = Signal(str, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column(Label(tr(f"settings.page.{name}"), "title"), 6, gap=8, margins=(20, 14, 20, 20))
        self.setLayout(self.column)
        self.setMaximumWidth(scaled(PAGE_MOST))
        self.setAccessibleName(tr(f"settings.page.{name}"))

    def add_field(self, label: str, *field: QWidget) -> None:
        """A label and, beside it, its control."""
        line = row(*field, None, gap=10)
        self.column.addWidget(FormRow(Label(label, "body", "text2"), line, label_width=scaled(LABEL)))

    def add_switch(self, name: str) -> Switch:
        """A switch with its one line."""
        switch = Switch(name=tr(f"settings.{name}"))
        switch.toggled.connect(lambda on: self.wished.emit(name, on))
        self.column.addWidget(SettingRow(tr(f"settings.{name}"), tr(f"settings.{name}.does"), switch))
        return switch
