"""The list of a draft's versions: name and time over what changed; its keys rename, throw away and go on to restore."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from PySide6.QtWidgets import QWidget as Widget

from app.desk.versions import Version
from app.strings import tr
from ui.kit import icons
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.paint import RIGHT, fill, rim, words
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Index, Rows

HEIGHT = 46
INSET = 6
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Line(NamedTuple):
    """One version as it is listed."""

    version: Version
    title: str
    when: str
    sign: str


class VersionDelegate(QStyledItemDelegate):
    """Paints a version. `said(line)` gives what changed then, asked for only where a line is in view."""

    def __init__(self, said: Callable[[Line], str], view: QListView) -> None:
        super().__init__(view)
        self._said, self._view = said, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, max(scaled(HEIGHT), line_height("body") + line_height("small") + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ITEM)
        t = tokens()
        area = QRectF(option.rect).adjusted(INSET, 1, -INSET, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._plate(painter, area, option.state)
        top = area.center().y() - (line_height("body") + line_height("small")) / 2
        sign = QRectF(area.left() + 8, top, 14, line_height("body"))
        icons.draw(painter, line.sign, sign, t.ink if line.version.stays else t.text2)
        left, right = area.left() + 30, area.right() - 8
        aside = metrics("small").horizontalAdvance(line.when) + 10.0
        title = QRectF(left, top, right - left - aside, line_height("body"))
        words(painter, title, line.title, font("body", 500), t.text)
        words(painter, QRectF(left, top, right - left, title.height()), line.when, font("small"), t.text3, RIGHT)
        second = QRectF(left, title.bottom(), right - left, line_height("small"))
        words(painter, second, self._said(line), font("small"), t.text2)
        painter.restore()

    def _plate(self, painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
        t = tokens()
        focused = self._view.hasFocus()
        if state & QStyle.StateFlag.State_Selected:
            fill(painter, area, t.select, 5)
            fill(painter, QRectF(area.left(), area.top() + 4, 2, area.height() - 8), t.ink if focused else t.rule, 1)
            if focused:
                rim(painter, area, t.focus, 5, 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            fill(painter, area, t.control, 5)


class VersionList(QListView):
    """`chosen` at another line, `opened` by Enter or twice, `rename_asked` by F2, `thrown` by Delete."""

    chosen = Signal()
    opened = Signal()
    rename_asked = Signal()
    thrown = Signal()

    def __init__(self, said: Callable[[Line], str], parent: Widget | None = None) -> None:
        super().__init__(parent)
        self.rows = Rows(lambda line: line.version.id, lambda line: line.title, lambda line: spoken(line, said), self)
        self.setModel(self.rows)
        self.setItemDelegate(VersionDelegate(said, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(tr("history.title"))
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())
        self.doubleClicked.connect(lambda _: self.opened.emit())

    @property
    def current(self) -> Line | None:
        """The chosen line."""
        index = self.currentIndex()
        found: Line | None = index.data(ITEM) if index.isValid() else None
        return found

    def show_lines(self, lines: list[Line], version_id: str = "") -> None:
        """Show these, at one of them or at the same as before, else at the first."""
        wanted = version_id or (self.current.version.id if self.current else "")
        self.rows.show_items(lines)
        row = max(0, self.rows.row_of(wanted))
        if lines:
            self.setCurrentIndex(self.rows.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {Qt.Key.Key_F2: self.rename_asked, Qt.Key.Key_Delete: self.thrown, **dict.fromkeys(ENTER, self.opened)}
        act = acts.get(Qt.Key(event.key()))
        if act is not None and self.current is not None:
            act.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


def spoken(line: Line, said: Callable[[Line], str]) -> str:
    """What a screen reader says after the name."""
    return tr("history.spoken", when=line.when, said=said(line))
