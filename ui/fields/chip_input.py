"""The parts of a field of chips: the line one types into, chips that move, and the plate they lie on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.fields.cleaning import LONGEST, clean
from ui.fields.completion import CompletionList
from ui.fields.plate import FieldPlate
from ui.kit.chips import Chip
from ui.kit.fonts import metrics, scaled
from ui.kit.inputs import LineInput
from ui.kit.layout import FlowLayout
from ui.kit.paint import fill, painting
from ui.kit.theme import tokens
from ui.kit.tips import set_tip

_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_COMMAS = {",", "，", "、"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChipInput(LineInput):
    """The line at the end of the chips. `entered(text)` for each thing; `left` when the caret wants out of an empty
    line to the left, `erased` when Backspace finds nothing in it; `focus_changed` when the keyboard comes or goes.
    """

    entered = Signal(str)
    left = Signal()
    erased = Signal()
    focus_changed = Signal(bool)
    own_focus = True

    def __init__(self, placeholder: str, name: str) -> None:
        super().__init__("", placeholder=placeholder, name=name, bare=True)
        self.completion = CompletionList(name, self)
        self.completion.taken.connect(self._enter)
        self.setMaxLength(LONGEST)
        # as high as the chips it stands beside, not as a field of its own
        self.setStyleSheet("min-height: 0px;")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        words = max((self.text(), self.placeholderText()), key=metrics("body").horizontalAdvance)
        return QSize(max(scaled(72), metrics("body").horizontalAdvance(words) + 16), scaled(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(48), scaled(20))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.completion.take_key(event):
            return
        key, plain = event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if (key in _ENTER and plain and self.text().strip()) or event.text() in _COMMAS:
            self.flush()
        elif key in _ENTER:
            event.ignore()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        elif key == Qt.Key.Key_Left and not self.text() and plain:
            self.left.emit()
        elif not (event.matches(QKeySequence.StandardKey.Paste) and self._pasted_list()):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return (next and self.completion.take_current()) or super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
        self.focus_changed.emit(False)

    def flush(self) -> None:
        """Make a thing of what stands in the line."""
        text = clean(self.text(), one_line=True).text.strip()
        self.completion.hide()
        self.clear()
        if text:
            self.entered.emit(text)

    def caret_rect(self) -> QRect:
        """The line in global coordinates."""
        return QRect(self.mapToGlobal(QPoint(0, 0)), self.size())

    def _enter(self, value: str) -> None:
        self.clear()
        self.entered.emit(value)

    def _pasted_list(self) -> bool:
        """Take pasted lines, or words with commas, as things of their own."""
        text = clean(QGuiApplication.clipboard().text()[:LONGEST]).text
        parts = [part.strip() for part in text.replace(",", "\n").split("\n") if part.strip()]
        if len(parts) < 2:
            return False
        for part in parts:
            self.entered.emit(part)
        return True


class MovableChip(Chip):
    """A chip that goes to another place: `stepped(±1)` by Alt and an arrow, `carried(point, dropped)` by hand."""

    stepped = Signal(int)
    carried = Signal(QPoint, bool)

    def __init__(self, text: str, *, hue: str = "", icon: str = "", remove_name: str = "") -> None:
        super().__init__(text, hue=hue, icon=icon, removable=True, remove_name=remove_name)
        # a long one gives way instead of widening the form; its words are whole in the tip
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_tip(self, text)
        self._pressed: QPoint | None = None
        self._held = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        side = _SIDES.get(Qt.Key(event.key()))
        if side is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(side)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed, self._held = event.position().toPoint(), False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (spot - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            self._held = self._held or far
            if self._held:
                self.carried.emit(self.mapToParent(spot), False)
                return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held, self._pressed = self._held, False, None
        if held:
            self.setDown(False)
            self.carried.emit(self.mapToParent(event.position().toPoint()), True)
        else:
            super().mouseReleaseEvent(event)


class ChipPlate(FieldPlate):
    """A field with chips that flow over as many lines as they need; a line shows where a held chip would go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.flow = FlowLayout(self)
        self.flow.setContentsMargins(6, scaled(4), 6, scaled(4) + 1)
        self._drop_line: QRect | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def chips(self) -> list[MovableChip]:
        """The chips in their order."""
        found = (item.widget() for index in range(self.flow.count()) if (item := self.flow.itemAt(index)))
        return [each for each in found if isinstance(each, MovableChip)]

    def place_at(self, point: QPoint) -> int:
        """Before which chip something dropped at a point would go."""
        for index, chip in enumerate(self.chips()):
            box = chip.geometry()
            if point.y() < box.top() or (point.y() <= box.bottom() and point.x() < box.center().x()):
                return index
        return len(self.chips())

    def mark_place(self, index: int | None) -> None:
        """Show where a held chip would go; None ends it."""
        chips = self.chips()
        if index is None or not chips:
            self._drop_line = None
        elif index < len(chips):
            box = chips[index].geometry()
            self._drop_line = QRect(box.left() - 3, box.top(), 2, box.height())
        else:
            box = chips[-1].geometry()
            self._drop_line = QRect(box.right() + 2, box.top(), 2, box.height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_line is not None:
            with painting(self) as painter:
                fill(painter, self._drop_line, tokens().focus)
