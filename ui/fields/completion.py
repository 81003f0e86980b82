"""The list that opens under what is typed. It never takes the keyboard, so that an input method is left in peace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.fonts import metrics, scaled
from ui.kit.paint import painting
from ui.kit.plate import paint_plate, shape_plate

ROWS = 8
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TAKES = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Offer(NamedTuple):
    """One line of the list: what is taken, what it is called, its sign."""

    value: str
    name: str
    icon: str = ""


class CompletionList(QWidget):
    """Offers under a text field; `taken(value)` when one is picked. The field hands it keys with `take_key`."""

    taken = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name = name
        self._list: QListWidget | None = None
        self.is_open = False
        """Whether it is shown; asked with every key."""
        self.hide()

    @property
    def list(self) -> QListWidget:
        """Its lines; made at the first offer, which most fields never get."""
        if self._list is None:
            self._list = QListWidget()
            self._list.setAccessibleName(self._name)
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setMinimumHeight(1)  # one offer is one line high
            self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._list.itemClicked.connect(self._pick)
            column = QVBoxLayout(self)
            column.setContentsMargins(4, 4, 4, 4)
            column.addWidget(self._list)
        return self._list

    def offer(self, offers: Sequence[Offer], spot: QRect, *, first: bool = True) -> None:
        """Show these under `spot` (in global coordinates); none hide it. `first`: one is marked from the start."""
        if not offers:
            self.hide()
            return
        self.list.clear()
        for each in offers:
            item = QListWidgetItem(each.name)
            item.setData(Qt.ItemDataRole.UserRole, each.value)
            if each.icon:
                item.setIcon(icons.icon(each.icon))
            self.list.addItem(item)
        self.list.setCurrentRow(0 if first else -1)
        widest = max(metrics("body").horizontalAdvance(each.name) for each in offers)
        self.resize(max(scaled(140), widest + 52), min(ROWS, len(offers)) * scaled(28) + 10)
        self.move(self._place(spot))
        self.show()

    def offers(self) -> Sequence[str]:
        """The values on offer, [] while it is hidden."""
        if not self.isVisible():
            return []
        return [str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.list.count())]

    def setVisible(self, visible: bool) -> None:
        self.is_open = visible
        super().setVisible(visible)

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether the list used this key: arrows walk, Enter and Tab take, Esc closes."""
        if not self.is_open:
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.list.setCurrentRow((self.list.currentRow() + _STEPS[key]) % self.list.count())
            return True
        if key in _TAKES and self.take_current():
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def take_current(self) -> bool:
        """Take the marked offer. False where there is none."""
        item = self.list.currentItem() if self.isVisible() else None
        if item is not None:
            self._pick(item)
        return item is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_plate(self, painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shape_plate(self)

    def _pick(self, item: QListWidgetItem) -> None:
        value = str(item.data(Qt.ItemDataRole.UserRole))
        self.hide()
        self.taken.emit(value)

    def _place(self, spot: QRect) -> QPoint:
        screen = QGuiApplication.screenAt(spot.center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        top = spot.bottom() + 4
        if top + self.height() > room.bottom():
            top = spot.top() - 4 - self.height()
        return QPoint(max(room.left(), min(spot.left(), room.right() - self.width())), top)
