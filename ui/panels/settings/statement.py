"""What takes came to, line by line: each connection's days, certain money apart from what may be lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.money import Money, total
from app.strings import tr
from ui.kit.labels import Elided, Label
from ui.kit.layout import boxed
from ui.panels.send.figures import day_words, money

COLUMNS = ("settled", "reserved", "possibly_lost", "refunded")
SHOWN = 14
"""Lines shown, the newest; the command line tells all."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Statement(QWidget):
    """A table of sums with one line for all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("money.statement"))
        self._table: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)

    def show_lines(self, lines: Sequence[Money]) -> None:
        """Show these, the newest day first."""
        if self._table is not None:
            self._column.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = self._made(lines) if lines else Label(tr("money.statement.empty"), "small", "text2", wrap=True)
        self._column.addWidget(self._table)

    def _made(self, lines: Sequence[Money]) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        for place, name in enumerate(COLUMNS, 2):
            head = Label(tr(f"money.{name}"), "small", "text2")
            head.setToolTip(tr(f"money.{name}.does"))
            grid.addWidget(head, 0, place, RIGHT)
        for number, line in enumerate(lines[:SHOWN], 1):
            grid.addWidget(Label(day_words(line.day), "small", "text2"), number, 0)
            grid.addWidget(Elided(line.connection, "small"), number, 1)
            self._put_sums(grid, number, line)
        grid.addWidget(Label(tr("money.all", n=total(lines).jobs), "small"), SHOWN + 1, 0, 1, 2)
        self._put_sums(grid, SHOWN + 1, total(lines))
        grid.setColumnStretch(1, 1)
        return boxed(grid)

    def _put_sums(self, grid: QGridLayout, number: int, line: Money) -> None:
        for place, name in enumerate(COLUMNS, 2):
            usd = getattr(line, name)
            color = "text3" if not usd else "warn.text" if name == "possibly_lost" else "text"
            shown = Label(money(usd), "small", color)
            shown.setAccessibleName(f"{tr(f'money.{name}')}: {money(usd)}")
            grid.addWidget(shown, number, place, RIGHT)
