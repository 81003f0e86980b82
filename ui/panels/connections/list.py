"""The connections in a list: a dot for how each stands, its name, and a second line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.connection import Connection
from app.strings import tr
from ui.kit.fonts import font, metrics, scaled
from ui.kit.paint import fill, words
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Index, Rows
from ui.panels.connections.words import Found, dot_color, state_of


class Entry(NamedTuple):
    """A connection and what is known of it."""

    connection: Connection
    name: str
    second: str
    dot: str


class ConnectionsList(QListView):
    """Connections by name; the animatic first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = Rows(lambda entry: entry.connection.id, lambda entry: entry.name, lambda entry: entry.second, self)
        self.setModel(self.rows)
        self.setItemDelegate(EntryDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("connections.title"))

    def show_connections(self, connections: tuple[Connection, ...], found: Mapping[str, Found]) -> None:
        """Show these; what is chosen stays so."""
        self.rows.show_items([entry_of(each, found.get(each.id, "")) for each in connections])

    def choose(self, name: str) -> None:
        """Go to a connection."""
        place = self.rows.row_of(name)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))


def entry_of(connection: Connection, found: Found) -> Entry:
    """A row's words."""
    name = tr("connections.animatic") if connection.provider == "animatic" else connection.id
    return Entry(connection, name, state_of(connection, found).words, dot_color(connection, found))


class EntryDelegate(QStyledItemDelegate):
    """Paints a connection in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, scaled(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ITEM)
        t = tokens()
        area = QRectF(option.rect).adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            fill(painter, area, t.select, 5)
            bar = QRectF(area.left(), area.top() + 4, 2, area.height() - 8)
            fill(painter, bar, t.ink if option.state & QStyle.StateFlag.State_HasFocus else t.rule, 1)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, area, t.control, 5)
        dot = QRectF(area.left() + 8, area.center().y() - 4, 8, 8)
        if entry.dot:
            fill(painter, dot, t.color(entry.dot), 4)
        else:
            painter.setPen(QPen(t.rule, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot.adjusted(0.75, 0.75, -0.75, -0.75))
        half = area.height() / 2
        first = QRectF(area.left() + 24, area.top() + 3, area.width() - 30, half - 2)
        second = first.translated(0, half - 3)
        self._line(painter, first, entry.name, "body", "text")
        self._line(painter, second, entry.second, "small", "text2")
        painter.restore()

    def _line(self, painter: QPainter, area: QRectF, said: str, role: str, color: str) -> None:
        shown = metrics(role).elidedText(said, Qt.TextElideMode.ElideRight, int(area.width()))  # type: ignore[arg-type]
        words(painter, area, shown, font(role), tokens().color(color))  # type: ignore[arg-type]
