"""The page of the settings about money: what a take and a day may cost, and the way to the connections."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Signal

from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.inputs import NumberInput
from ui.kit.rows import SettingRow
from ui.kit.wearing import Wanted
from ui.panels.settings_page import Page

MOST = 100_000


class Capped(Wanted, Protocol):
    """The settings with the caps."""

    @property
    def cap_job(self) -> float | None:
        """Dollars for one take."""

    @property
    def cap_day(self) -> float | None:
        """Dollars for one day."""


class MoneyPage(Page):
    """`connections_asked` for the window of connections."""

    connections_asked = Signal()

    def __init__(self, settings: Capped) -> None:
        super().__init__("money")
        self.caps = {name: self._cap(name) for name in ("cap_job", "cap_day")}
        self.open = Button(tr("money.open_connections"), icon="connect", name=tr("connections.title"))
        self.open.clicked.connect(self.connections_asked)
        self.column.addWidget(SettingRow(tr("money.connections"), tr("money.connections.does"), self.open))
        self.column.addStretch(1)
        self.show_settings(settings)

    def show_settings(self, settings: Capped) -> None:
        """Show these without telling. Nothing is told by the lowest number, so a cap of nothing shows as a cent."""
        for name, field in self.caps.items():
            cap = getattr(settings, name)
            field.set_value(0 if cap is None else max(cap, 0.01))

    def _cap(self, name: str) -> NumberInput:
        field = NumberInput(low=0, high=MOST, step=1, decimals=2, name=tr(f"money.{name}"), none_text=tr("money.none"))
        field.setPrefix("$")
        field.setFixedWidth(scaled(128))
        field.changed_by_hand.connect(lambda value: self.wished.emit(name, value or None))
        self.column.addWidget(SettingRow(tr(f"money.{name}"), tr(f"money.{name}.does"), field))
        return field
