"""What lists of models share: rows in groups, each model in two lines, and a chip beside its name."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.model import Model
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.paint import fill, words
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Rows

Index = QModelIndex | QPersistentModelIndex
GROUP = 27
"""Height of a group's name at 100 %."""
MODEL = 44
"""Height of a model at 100 %, or more where the words are larger."""


class ModelRow(Protocol):
    """A line of such a list: a group's name (no model), or a model."""

    @property
    def title(self) -> str: ...

    @property
    def model(self) -> Model | None: ...

    @property
    def key(self) -> str: ...

    @property
    def spoken(self) -> str: ...


class ModelRows(Rows):
    """The rows; groups cannot be chosen."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.key, lambda row: row.spoken)

    def flags(self, index: Index) -> Qt.ItemFlag:
        item: ModelRow | None = index.data(ITEM)
        return super().flags(index) if item is not None and item.model is not None else Qt.ItemFlag.NoItemFlags


class ModelDelegate(QStyledItemDelegate):
    """Paints groups and gives each model its two lines; what stands in them is `paint_model`'s."""

    inset = 12
    """How far words stand from either side."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item: ModelRow = index.data(ITEM)
        if item.model is None:
            return QSize(160, scaled(GROUP))
        return QSize(160, max(scaled(MODEL), line_height("body") + line_height("small") + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: ModelRow = index.data(ITEM)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item.model is None:
            group = area.adjusted(self.inset, 5, -8, 0)
            words(painter, group, item.title, font("fine", 500), tokens().text3)
        else:
            self.paint_model(painter, item, area, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def paint_model(self, painter: QPainter, item: Any, area: QRectF, chosen: bool) -> None:
        """Paint one model; `item` is a row of its list."""
        raise NotImplementedError

    def lines(self, area: QRectF) -> tuple[QRectF, QRectF]:
        """Where the name stands and what is said under it."""
        tall, small = line_height("body"), line_height("small")
        top = area.top() + (area.height() - tall - small) / 2
        left, wide = area.left() + self.inset, area.width() - 2 * self.inset
        return QRectF(left, top, wide, tall), QRectF(left, top + tall, wide, small)


def paint_chip(painter: QPainter, room: QRectF, title: str, text: str, hue: str) -> None:
    """A chip right of a name that is painted in `room`, where there is room for it."""
    tint = tokens().hue(hue)
    left = room.left() + metrics("body", 500).horizontalAdvance(title) + 8
    plate = QRectF(left, room.center().y() - 9, metrics("fine", 500).horizontalAdvance(text) + 12, 18)
    if plate.right() < room.right():
        fill(painter, plate, tint.tint, 3)
        words(painter, plate.adjusted(6, 0, -5, 0), text, font("fine", 500), tint.text)
