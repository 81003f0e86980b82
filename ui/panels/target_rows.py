"""The rows of the target picker: every model with what it keeps and costs, painted in two lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.model import Model
from app.domain.request import Compiled
from app.strings import tr
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.paint import RIGHT, fill, words
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Rows
from ui.panels.losses import parts_lost
from ui.panels.send_figures import day_words, price_words

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class TargetRow:
    """A line of the picker: a group's name (no model), or a model; `compiled` is None until it was tried."""

    title: str
    model: Model | None = None
    second: str = ""
    compiled: Compiled | None = None
    best: bool = False
    current: bool = False
    retired: bool = False
    reachable: bool = False

    @property
    def key(self) -> str:
        """What tells rows apart."""
        return self.model.id if self.model else f"group {self.title}"

    @property
    def price(self) -> str:
        """The price of one take, "" while it is not tried."""
        return price_words(self.compiled) if self.compiled else ""

    @property
    def age(self) -> str:
        """When the price was looked up."""
        estimate = self.compiled.estimate if self.compiled else None
        return day_words(estimate.checked_on) if estimate and estimate.usd is not None and estimate.checked_on else ""

    @property
    def kept(self) -> str:
        """How much of the draft it keeps."""
        if self.compiled is None:
            return ""
        lost = parts_lost(self.compiled)
        if not lost:
            return tr("send.keeps_all")
        return tr("send.keeps", n=self.compiled.parts_of_draft - lost, count=self.compiled.parts_of_draft)

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        parts = [self.title, tr("send.best") if self.best else "", self.second, self.kept, self.price]
        return ". ".join(part for part in parts if part)


class TargetRows(Rows):
    """The picker's rows; groups cannot be chosen."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.key, lambda row: row.spoken)

    def flags(self, index: Index) -> Qt.ItemFlag:
        item: TargetRow | None = index.data(ITEM)
        return super().flags(index) if item is not None and item.model is not None else Qt.ItemFlag.NoItemFlags


def fits(row: TargetRow) -> tuple[bool, bool, int, float]:
    """What the best fit has least of: a way that is missing, errors, lost parts, dollars."""
    compiled = row.compiled
    if compiled is None:
        return True, True, 1000, 0.0
    usd = compiled.estimate.usd
    return not row.reachable, not compiled.sendable, parts_lost(compiled), usd if usd is not None else 1000.0


def matches(model: Model, wanted: str) -> bool:
    """Whether every word of a search is in a model's names or tags."""
    known = " ".join([model.title, model.maker, model.id, *model.tags, *tag_words(model.tags)]).lower()
    return all(word in known for word in wanted.lower().split())


def tag_words(tags: Iterable[str]) -> list[str]:
    """Tags as they are read on the screen."""
    return [tr(f"tag.{tag}") for tag in tags]


class TargetDelegate(QStyledItemDelegate):
    """Paints a row in the kit's strokes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item: TargetRow = index.data(ITEM)
        if item.model is None:
            return QSize(200, scaled(28))
        return QSize(200, max(scaled(44), line_height("body") + line_height("small") + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: TargetRow = index.data(ITEM)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item.model is None:
            t = tokens()
            words(painter, area.adjusted(8, 4, -8, 0), item.title, font("fine", 500), t.text3)
        else:
            state = option.state
            self._paint_model(painter, item, area, bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_model(self, painter: QPainter, item: TargetRow, area: QRectF, chosen: bool) -> None:
        t = tokens()
        if chosen:
            fill(painter, area.adjusted(0, 1, 0, -1), t.select, 4)
        if item.current:
            fill(painter, QRectF(area.left(), area.top() + 6, 2, area.height() - 12), t.ink, 1)
        inner = area.adjusted(10, 0, -10, 0)
        tall = line_height("body")
        top = area.top() + (area.height() - tall - line_height("small")) / 2
        price = item.price
        wide = metrics("body").horizontalAdvance(price) + 8 if price else 0
        first = QRectF(inner.left(), top, inner.width(), tall)
        name = t.off if item.retired and not chosen else t.text2 if item.retired else t.text
        known = item.compiled is not None and item.compiled.estimate.usd is not None
        words(painter, first, price, font("body", 500), name if known else t.text2, RIGHT)
        room = first.adjusted(0, 0, -wide, 0)
        words(painter, room, item.title, font("body", 500), name)
        if item.best:
            self._paint_best(painter, item, room)
        under = QRectF(inner.left(), top + tall, inner.width(), line_height("small"))
        meta = t.text3 if not chosen else t.text2
        words(painter, under, item.age, font("fine"), meta, RIGHT)
        aside = metrics("fine").horizontalAdvance(item.age) + 12 if item.age else 0
        second = ". ".join(part for part in (item.second, item.kept) if part)
        words(painter, under.adjusted(0, 0, -aside, 0), second, font("small"), meta)

    def _paint_best(self, painter: QPainter, item: TargetRow, room: QRectF) -> None:
        hue = tokens().hue("kept")
        text = tr("send.best")
        left = room.left() + metrics("body", 500).horizontalAdvance(item.title) + 8
        plate = QRectF(left, room.center().y() - 9, metrics("fine", 500).horizontalAdvance(text) + 12, 18)
        if plate.right() < room.right():
            fill(painter, plate, hue.tint, 3)
            words(painter, plate.adjusted(6, 0, -5, 0), text, font("fine", 500), hue.text)
