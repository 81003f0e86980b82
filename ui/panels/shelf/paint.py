"""Paints a line of the shelf: a group, a draft with its poster, a preset, a search of the library."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.strings import listed, tr
from ui.kit import icons
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.paint import RIGHT, broken, fill, rim, words
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Index
from ui.panels.shelf.rows import Row

POSTER = QSize(44, 25)
HEIGHTS = {"draft": 42, "group": 30, "empty": 44}
LINE = 27
INSET = 6
MIDDLE = Qt.TextElideMode.ElideMiddle

Still = Callable[[Row, float], QPixmap | None]


class ShelfDelegate(QStyledItemDelegate):
    """Paints rows. `still(row, ratio)` gives a draft's poster, or None while it is not drawn."""

    def __init__(self, still: Still, parent: QListView) -> None:
        super().__init__(parent)
        self._still = still
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ITEM)
        if row.kind == "empty":
            return QSize(100, max(1, len(broken(row.title, font("small"), self._room()))) * line_height("small") + 10)
        return QSize(100, scaled(HEIGHTS["draft"] if _is_tall(row) else HEIGHTS.get(row.kind, LINE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ITEM)
        area = QRectF(option.rect).adjusted(INSET, 1, -INSET, -1)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind != "empty":
            self._paint_plate(painter, area, state, group=row.kind == "group")
        named = {"group": self._group, "empty": self._empty, "draft": self._draft}
        paint = self._draft if _is_tall(row) else named.get(row.kind, self._line)
        paint(painter, area, row)
        painter.restore()

    def _paint_plate(self, painter: QPainter, area: QRectF, state: QStyle.StateFlag, *, group: bool) -> None:
        t = tokens()
        focused = self._view.hasFocus()
        if state & QStyle.StateFlag.State_Selected:
            if not group or focused:
                fill(painter, area, t.select, 5)
            if not group:
                bar = QRectF(area.left(), area.top() + 4, 2, area.height() - 8)
                fill(painter, bar, t.ink if focused else t.rule, 1)
            if focused and self._view.property("keyed"):
                rim(painter, area, t.focus, 5, 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            fill(painter, area, t.control, 5)

    def _group(self, painter: QPainter, area: QRectF, row: Row) -> None:
        t = tokens()
        sign = QRectF(area.left() + 3, area.top(), 14, area.height())
        icons.draw(painter, "open" if row.open else "closed", sign, t.text2)
        words(painter, area.adjusted(22, 0, -36, 0), row.title, font("body", 500), t.text2)
        words(painter, area.adjusted(0, 0, -8, 0), row.second, font("small"), t.text3, RIGHT)

    def _empty(self, painter: QPainter, area: QRectF, row: Row) -> None:
        top = area.top() + 2
        for line in broken(row.title, font("small"), self._room()):
            place = QRectF(area.left() + 22, top, area.width() - 26, line_height("small"))
            words(painter, place, line, font("small"), tokens().text2)
            top += line_height("small")

    def _draft(self, painter: QPainter, area: QRectF, row: Row) -> None:
        t = tokens()
        plate = QRectF(area.left() + 8, area.center().y() - POSTER.height() / 2, POSTER.width(), POSTER.height())
        self._poster(painter, plate.toRect(), row)
        if self._view.property("renaming") == row.key:
            return
        left = plate.right() + 8
        room = area.right() - left - 2
        top = area.center().y() - (line_height("body") + line_height("small")) / 2
        title = QRectF(left, top, room, line_height("body"))
        if row.retired:
            wide = min(metrics("body", 500).horizontalAdvance(row.title) + 2.0, room - 18)
            title.setWidth(wide)
            icons.draw(painter, "late", QRectF(title.right() + 4, top, 12, title.height()), t.text3)
        words(painter, title, row.title, font("body", 500), t.text, elide=MIDDLE)
        second = QRectF(left, title.bottom(), room, line_height("small"))
        if row.broken is not None:
            self._why(painter, second, row)
            return
        if row.track:
            fill(painter, QRectF(left, second.center().y() - 4, 8, 8), t.hue(row.track).line, 2)
            second.setLeft(left + 13)
        words(painter, second, shortened(row.second, second.width()), font("small"), t.text2)

    def _poster(self, painter: QPainter, plate: QRect, row: Row) -> None:
        t = tokens()
        if row.broken is not None:
            icons.draw(painter, "error", plate.adjusted(14, 0, -14, 0), t.hue("error").line)
            return
        still = self._still(row, painter.device().devicePixelRatioF())
        if still is None:
            fill(painter, plate, t.control)
        elif still.isNull():
            fill(painter, plate, t.control)
            icons.draw(painter, "draft", plate.adjusted(15, 0, -15, 0), t.text3)
        else:
            painter.drawPixmap(plate, still, still.rect())

    def _why(self, painter: QPainter, area: QRectF, row: Row) -> None:
        """The fault and, where there is room, the link to its reason."""
        t = tokens()
        wide = min(metrics("small").horizontalAdvance(row.second) + 2.0, area.width())
        said = QRectF(area.left(), area.top(), wide, area.height())
        words(painter, said, row.second, font("small"), t.hue("error").text)
        link = Link(tr("shelf.why"))
        left = area.left() + wide + 4
        if left + link.width <= area.right() + 6:
            link.paint(painter, QRectF(left, area.top(), link.width, area.height()))

    def _line(self, painter: QPainter, area: QRectF, row: Row) -> None:
        t = tokens()
        if row.sign:
            icons.draw(painter, row.sign, QRectF(area.left() + 8, area.top(), 14, area.height()), t.text2)
        if self._view.property("renaming") == row.key:
            return
        aside = metrics("small").horizontalAdvance(row.second) + 12 if row.second else 4
        color = t.text2 if row.kind == "more" else t.text
        words(painter, area.adjusted(30, 0, -aside, 0), row.title, font("body"), color, elide=MIDDLE)
        words(painter, area.adjusted(0, 0, -8, 0), row.second, font("small"), t.text3, RIGHT)

    def _room(self) -> float:
        return self._view.viewport().width() - 2.0 * INSET - 26


def _is_tall(row: Row) -> bool:
    """Whether its second words have a line of their own: beside a fault, little would be left of a name."""
    return bool(row.poster) or row.broken is not None


def shortened(text: str, room: float) -> str:
    """Parts in a row without the last one where they do not fit: a word whole says more than three dots."""
    if metrics("small").horizontalAdvance(text) <= room:
        return text
    return text.rpartition(listed(("", "")))[0] or text


class Link:
    """A word one can press, underlined."""

    def __init__(self, text: str) -> None:
        self._font = font("fine")
        self._font.setUnderline(True)
        self._text = text
        self.width = metrics("fine").horizontalAdvance(text) + 2

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint it."""
        words(painter, area, self._text, self._font, tokens().text)
