"""The command palette: every command, draft, preset and clip by a few letters; what cannot run now says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.strings import listed, tr
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.fonts import font, metrics, scaled
from ui.kit.inputs import SearchField
from ui.kit.labels import Label
from ui.kit.layout import boxed, column, row
from ui.kit.paint import CENTER, RIGHT, fill, rim, words
from ui.kit.panels import Separator
from ui.kit.popups import Popup
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Index, Rows
from ui.panels.palette_match import COMMANDS_ONLY, Item, letters_of, nearest, ranked

WIDTH = 430
BELOW = 120
FIELD = 44
ROW = 34
ROWS_SHOWN = 10
MOST = 60
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS_SHOWN - 1, Qt.Key.Key_PageUp: 1 - ROWS_SHOWN}

Find = Callable[[str], Sequence[Item]]

__all__ = ["CommandPalette", "Find", "Item"]


class PaletteDelegate(QStyledItemDelegate):
    """Paints an item: sign, name, and at the right its place and key, or why it cannot run."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Item = index.data(ITEM)
        t = tokens()
        area = QRectF(option.rect).adjusted(4, 0, -4, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            fill(painter, area, t.select, 4)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, area, t.control, 4)
        color = t.off if item.reason else t.text
        icons.draw(painter, item.icon, QRectF(area.left() + 9, area.top(), 16, area.height()), color)
        right = self._paint_aside(painter, area.adjusted(0, 0, -10, 0), item)
        room = QRectF(area.left() + 36, area.top(), right - area.left() - 44, area.height())
        words(painter, room, item.name, font("body"), color, elide=Qt.TextElideMode.ElideMiddle)
        painter.restore()

    def _paint_aside(self, painter: QPainter, area: QRectF, item: Item) -> float:
        """Place and key, or the reason. Gives where they begin."""
        t = tokens()
        right = area.right()
        if item.reason:
            words(painter, area.adjusted(area.width() / 3, 0, 0, 0), item.reason, font("small"), t.text2, RIGHT)
            return max(right - metrics("small").horizontalAdvance(item.reason), area.left() + area.width() / 3)
        if item.key:
            text = item.key.replace("+", " ")
            wide = metrics("fine").horizontalAdvance(text) + 10.0
            cap = QRectF(right - wide, area.center().y() - scaled(17) / 2, wide, scaled(17))
            rim(painter, cap, t.edge, 3)
            words(painter, cap, text, font("fine"), t.text2, CENTER)
            right = cap.left() - 8
        words(
            painter,
            QRectF(area.left(), area.top(), right - area.left(), area.height()),
            item.place,
            font("small"),
            t.text2,
            RIGHT,
        )
        return right - metrics("small").horizontalAdvance(item.place)


class CommandPalette(Popup):
    """A field over a list. `open_over(window, commands, find)` shows it; `chosen(kind, id)` is what was picked."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("palette.title"), inset=1, parent=parent)
        self._commands: Sequence[Item] = ()
        self._find: Find = lambda query: ()
        self._offered: Item | None = None
        self.field = PaletteField()
        self.field.textChanged.connect(self._look)
        self.field.stepped.connect(self._step)
        self.field.entered.connect(lambda: self._run(self.current))
        self.rows = Rows(lambda item: f"{item.kind}:{item.id}", lambda item: item.name, _spoken, self)
        self.list = PaletteList(self.rows)
        self.list.pressed_item.connect(self._run)
        self.none = Label("", "body", "text2")
        self.offer = Button("", size="compact")
        self.offer.clicked.connect(lambda: self._run(self._offered))
        self._none = boxed(row(self.none, self.offer, None, gap=8, margins=(14, 8, 14, 12)))
        self.column.setSpacing(0)
        top = boxed(column(None, self.field, None, gap=0, margins=(7, 0, 6, 0)))
        top.setFixedHeight(scaled(FIELD))
        for each in (top, Separator(), self.list, self._none):
            self.column.addWidget(each)
        self.column.setContentsMargins(1, 1, 1, 4)
        self.setFixedWidth(scaled(WIDTH))

    @property
    def current(self) -> Item | None:
        """The chosen item, or the offered one where nothing is found."""
        if not self.rows.rowCount():
            return self._offered
        found: Item | None = self.list.currentIndex().data(ITEM)
        return found

    def open_over(self, window: QWidget, commands: Sequence[Item], find: Find | None = None) -> None:
        """Show it over a window. `find(query)` gives drafts, presets and clips for what is typed."""
        self._commands = commands
        self._find = find or (lambda query: ())
        self.field.clear()
        self._look("")
        x = (window.width() - self.width()) // 2
        below = BELOW if window.height() > 700 else BELOW // 2
        self.move(window.mapToGlobal(QPoint(max(x, 0), below)))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _look(self, query: str) -> None:
        more = [] if query.startswith(COMMANDS_ONLY) or not letters_of(query) else list(self._find(letters_of(query)))
        found = ranked([*self._commands, *more], query)[:MOST]
        # clips are found by their words, which their names need not hold
        found += [item for item in more if item.kind == "clip" and item not in found][: MOST - len(found)]
        self.rows.show_items(found)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(min(len(found), ROWS_SHOWN) * scaled(ROW) + 8)
        self._none.setVisible(not found)
        if found:
            self.list.setCurrentIndex(self.rows.index(0))
            self.list.scrollToTop()
        self._offered = None if found else nearest([*self._commands, *self._find("")], query)
        self.none.setText(tr("palette.none", words=letters_of(query)))
        self.offer.setText(tr("palette.offer", name=self._offered.name) if self._offered else "")
        self.offer.setVisible(self._offered is not None)
        self.adjustSize()

    def _step(self, step: int) -> None:
        count = self.rows.rowCount()
        if count:
            line = self.list.currentIndex().row() + step
            line = line % count if abs(step) == 1 else max(0, min(count - 1, line))
            self.list.setCurrentIndex(self.rows.index(line))

    def _run(self, item: Item | None) -> None:
        if item is not None and not item.reason:
            self.close()
            self.chosen.emit(item.kind, item.id)


class PaletteField(SearchField):
    """Where one types; arrows walk through the list below."""

    stepped = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__(tr("palette.search"), name=tr("palette.title"))
        self.setProperty("bare", True)
        self.setTextMargins(30, 0, 6, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (step := _STEPS.get(Qt.Key(event.key()))) is not None:
            self.stepped.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PaletteList(QListView):
    """What is found; the keyboard stays in the field."""

    pressed_item = Signal(object)

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self.setModel(rows)
        self.setItemDelegate(PaletteDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setViewportMargins(0, 4, 0, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("palette.title"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_item.emit(index.data(ITEM))


def _spoken(item: Item) -> str:
    return listed(part for part in (item.place, item.key, item.reason) if part)
