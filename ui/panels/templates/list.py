"""The list of templates: ours, one's own, and those in the trash, each in two lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.desk.template_words import form_name, template_name
from app.domain.template import Template
from app.strings import listed, tr
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.paint import fill, words
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Index, Rows

Kind = Literal["ours", "own", "trashed"]


@dataclass(frozen=True)
class TemplateRow:
    """One line of the list."""

    id: str
    title: str
    second: str
    kind: Kind
    current: bool = False
    """Whether the open draft is written in it."""

    @property
    def said(self) -> str:
        """The line's second half as it is shown and read aloud."""
        return listed(part for part in (self.second, tr("templates.current") if self.current else "") if part)


def template_rows(templates: Sequence[Template], trashed: Sequence[str], current: str) -> list[TemplateRow]:
    """The person's own first, then ours, then what was thrown away."""
    made = []
    for template in sorted(templates, key=lambda each: (not each.own, each.own and each.name.casefold())):
        from_base = tr("templates.from_base", base=form_name(template.base)) if template.base else tr("templates.own")
        second = from_base if template.own else tr("templates.builtin")
        kind: Kind = "own" if template.own else "ours"
        made.append(TemplateRow(template.id, template_name(template), second, kind, template.id == current))
    made += [TemplateRow(each, form_name(each), tr("templates.in_trash"), "trashed") for each in trashed]
    return made


class TemplateDelegate(QStyledItemDelegate):
    """Paints a line in the kit's strokes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, max(scaled(44), line_height("body") + line_height("small") + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: TemplateRow = index.data(ITEM)
        t, area = tokens(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            fill(painter, area, t.select)
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.fillRect(QRectF(area.left(), area.top(), 2, area.height()), t.ink if focused else t.rule)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, area, t.control)
        tall = line_height("body")
        top = area.top() + (area.height() - tall - line_height("small")) / 2
        first = QRectF(area.left() + 12, top, area.width() - 24, tall)
        aside = self._paint_mark(painter, first) if item.kind == "own" else 0
        ink = t.text3 if item.kind == "trashed" else t.text
        words(painter, first.adjusted(0, 0, -aside, 0), item.title, font("body", 500), ink)
        under = QRectF(first.left(), top + tall, first.width(), line_height("small"))
        words(painter, under, item.said, font("small"), t.text2 if chosen else t.text3)
        painter.restore()

    def _paint_mark(self, painter: QPainter, line: QRectF) -> float:
        """The plate that says that it is one's own. Returns the room it takes."""
        t, text = tokens(), tr("templates.mine")
        wide = metrics("fine", 500).horizontalAdvance(text) + 12
        plate = QRectF(line.right() - wide, line.center().y() - 9, wide, 18)
        fill(painter, plate, t.control, 3)
        words(painter, plate.adjusted(6, 0, -5, 0), text, font("fine", 500), t.text2)
        return wide + 8.0


class TemplateList(QListView):
    """The lines. `chosen(id)`: another one is looked at; `thrown`: Del."""

    chosen = Signal(str)
    thrown = Signal()
    name_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = Rows(lambda row: row.id, lambda row: row.title, lambda row: row.said, self)
        self.setModel(self.rows)
        self.setItemDelegate(TemplateDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(tr("templates.title"))
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())

    @property
    def current(self) -> TemplateRow | None:
        """The chosen line."""
        found: TemplateRow | None = self.currentIndex().data(ITEM)
        return found

    def show_rows(self, rows: list[TemplateRow], chosen: str = "") -> None:
        """Show these lines, at one of them, else where one was."""
        before = self.current
        wanted = chosen or (before.id if before else "")
        self.selectionModel().blockSignals(True)
        self.rows.show_items(rows)
        self.selectionModel().blockSignals(False)
        line = self.rows.row_of(wanted)
        if rows:
            self.setCurrentIndex(self.rows.index(max(line, 0)))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.thrown.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.name_asked.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if (row := self.current) is not None:
            self.chosen.emit(row.id)
