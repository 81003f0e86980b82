"""How an item of a list looks while it is folded: a card, a chip or a row, each with the same keys and gestures."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.labels import paint_badge
from ui.kit.paint import RIGHT, broken, fill, painting, rim, words
from ui.kit.theme import tokens

_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_PLAIN_KEYS = {
    Qt.Key.Key_Left: "previous",
    Qt.Key.Key_Up: "previous",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Down: "next",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Space: "choose",
    Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_Backspace: "remove",
    Qt.Key.Key_BracketLeft: "shorter",
    Qt.Key.Key_BracketRight: "longer",
    Qt.Key.Key_A: "add",
    Qt.Key.Key_S: "split",
    Qt.Key.Key_M: "merge",
    Qt.Key.Key_Menu: "menu",
}
_ALT_KEYS = {
    Qt.Key.Key_Left: "earlier",
    Qt.Key.Key_Up: "earlier",
    Qt.Key.Key_Right: "later",
    Qt.Key.Key_Down: "later",
}


class FaceWords(NamedTuple):
    """What a face says: a name, a second part, something at the right, a number or sign before, and its spoken name."""

    title: str
    second: str = ""
    aside: str = ""
    number: int = 0
    icon: str = ""
    hue: str = ""
    spoken: str = ""
    colour: QColor | None = None


class Face(QAbstractButton):
    """An item of a list. `asked(command)` for a key or a gesture, `carried(point, dropped)` while it is dragged."""

    asked = Signal(str)
    carried = Signal(QPoint, bool)
    focus_radius = 4

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item_id = ""
        self.said = FaceWords("")
        self.chosen = False
        self._pressed: QPoint | None = None
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # its letters are commands, which an input method would swallow
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.clicked.connect(lambda: self.asked.emit("choose"))

    def lit(self) -> str:
        """In which hue its list is lit from the words, `neutral`, or ""."""
        box = self.parentWidget()
        return str(box.property("lit") or "") if box is not None else ""

    def show_words(self, said: FaceWords, *, chosen: bool) -> None:
        """Show an item."""
        if said != self.said or chosen != self.chosen:
            self.said, self.chosen = said, chosen
            self.setAccessibleName(said.spoken or said.title)
            self.setAccessibleDescription(said.second)
            self.updateGeometry()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        command = _PLAIN_KEYS.get(key) if held == Qt.KeyboardModifier.NoModifier else None
        if held == _ALT:
            command = _ALT_KEYS.get(key)
        elif held == _CTRL and key == Qt.Key.Key_D:
            command = "duplicate"
        elif event.matches(QKeySequence.StandardKey.Paste):
            command = "paste"
        if command is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(command)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.asked.emit("menu")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.asked.emit("open")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed, self._held = event.position().toPoint(), False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._held = self._held or (spot - self._pressed).manhattanLength() >= QApplication.startDragDistance()
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


class CardFace(Face):
    """A card: a square in the item's colour, its name, a menu, and two lines of what it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(150), line_height("strong") + 2 * line_height("small") + 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(96), self.sizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._menu_box().contains(event.position()) and not self._held:
            self._pressed = None
            self.setDown(False)
            self.asked.emit("menu")
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        said, live = self.said, self.isEnabled()
        area = QRectF(self.rect())
        with painting(self) as painter:
            lit = bool(self.lit())
            fill(painter, area, t.select if self.chosen or lit else t.control if self.underMouse() else t.raised, 5)
            if not t.dark:
                rim(painter, area, t.edge if self.chosen else t.hair, 5)
            if lit:
                fill(painter, QRectF(5, area.bottom() - 1, area.width() - 10, 1), t.text2)
            left, top, line = 10.0, 7.0, line_height("strong")
            if said.colour is not None:
                fill(painter, QRectF(left, top + line / 2 - 4, 8, 8), said.colour, 2)
                left += 14
            color = t.text if live else t.off
            room = QRectF(left, top, area.width() - left - 34, line)
            words(painter, room, said.title, font("strong"), color)
            icons.draw(painter, "more", self._menu_box(), t.text2 if live else t.off)
            second = QRectF(10, top + line + 2, area.width() - 20, 2 * line_height("small"))
            two_lines(painter, second, said.second, t.text2 if live else t.off)
            if self.property("dropping"):
                rim(painter, area, t.focus, 5, 2, dashed=True)

    def _menu_box(self) -> QRectF:
        return QRectF(self.width() - 30, 4, 24, 24)


class ChipFace(Face):
    """A chip in its track's colour, with its sign."""

    focus_radius = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = metrics("small", 500).horizontalAdvance(self.said.title) + 18
        return QSize(wide + (17 if self.said.icon else 0), scaled(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(48), scaled(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        hue = t.hue(self.said.hue)
        color = hue.text if self.isEnabled() else t.off
        with painting(self) as painter:
            lit = bool(self.lit())
            fill(painter, self.rect(), hue.deep if self.chosen or lit or self.underMouse() else hue.tint, 3)
            if lit:
                fill(painter, QRectF(0, self.height() - 1, self.width(), 1), hue.line)
            left = 8.0
            if self.said.icon:
                icons.draw(painter, self.said.icon, QRectF(left, 0, 12, self.height()), color)
                left += 17
            room = QRectF(left, 0, self.width() - left - 7, self.height())
            words(painter, room, self.said.title, font("small", 500), color)


class RowFace(Face):
    """A row: number, name, what it is, and its time at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(160), scaled(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(80), scaled(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        said, tall = self.said, self.height()
        live = self.isEnabled()
        with painting(self) as painter:
            if self.chosen or self.underMouse():
                fill(painter, self.rect(), t.select if self.chosen else t.control, 3)
            if self.chosen:
                fill(painter, QRectF(0, 0, 2, tall), t.ink)
            left = 8.0
            side = scaled(18)
            if said.hue == "beat":
                paint_badge(painter, QRectF(left, (tall - side) / 2, side, side), said.number)
                left += side + 8
            elif said.number:
                wide = max(scaled(14), metrics("small", 600).horizontalAdvance(str(said.number)))
                words(painter, QRectF(left, 0, wide, tall), str(said.number), font("small", 600), t.text2)
                left += wide + 6
            aside = metrics("small").horizontalAdvance(said.aside)
            words(
                painter, QRectF(self.width() - aside - 9, 0, aside + 2, tall), said.aside, font("small"), t.text3, RIGHT
            )
            room = self.width() - left - aside - 20
            most = room * 0.6 if said.second else room
            title = min(metrics("body", 500).horizontalAdvance(said.title) + 2.0, most)
            words(painter, QRectF(left, 0, title, tall), said.title, font("body", 500), t.text if live else t.off)
            rest = QRectF(left + title + 8, 0, room - title - 8, tall)
            if rest.width() > 24:
                words(painter, rest, said.second, font("body"), t.text2 if live else t.off)


def two_lines(painter: QPainter, area: QRectF, text: str, color: QColor) -> None:
    """Small words in at most two lines, the second one elided; centred in height where the area is taller."""
    face, line = font("small"), line_height("small")
    top = area.top() + max(0.0, (area.height() - 2 * line) / 2)
    for place, said in enumerate(broken(text, face, area.width(), 2)):
        words(painter, QRectF(area.left(), top + place * line, area.width(), line), said, face, color)
