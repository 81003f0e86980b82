"""The page of the settings about money: the caps of a take, a batch and a day, the way to connections, a statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from app.domain.money import Money
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.inputs import NumberInput
from ui.kit.labels import Label
from ui.kit.rows import SettingRow
from ui.kit.wearing import Wanted
from ui.panels.settings.page import Page
from ui.panels.settings.statement import Statement

MOST = 100_000


class Capped(Wanted, Protocol):
    """The settings with the caps."""

    @property
    def cap_job(self) -> float | None:
        """Dollars for one take."""

    @property
    def cap_batch(self) -> float | None:
        """Dollars for takes that are sent together."""

    @property
    def cap_day(self) -> float | None:
        """Dollars for one day."""


class MoneyPage(Page):
    """`connections_asked` for the window of connections."""

    connections_asked = Signal()

    def __init__(self, settings: Capped, statement: Callable[[], Sequence[Money]] = tuple) -> None:
        """`statement` is asked each time the page is shown."""
        super().__init__("money")
        self._read = statement
        self.caps = {name: self._cap(name) for name in ("cap_job", "cap_batch", "cap_day")}
        self.open = Button(tr("money.open_connections"), icon="connect", name=tr("connections.title"))
        self.open.clicked.connect(self.connections_asked)
        self.column.addWidget(SettingRow(tr("money.connections"), tr("money.connections.does"), self.open))
        self.column.addSpacing(10)
        self.column.addWidget(Label(tr("money.statement"), "bold"))
        self.statement = Statement()
        self.column.addWidget(self.statement)
        self.column.addStretch(1)
        self.show_settings(settings)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.statement.show_lines(self._read())

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
