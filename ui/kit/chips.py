"""Small plates with a word: facts, tags, cues, verdicts; some can be pressed, some taken away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.fonts import font, metrics, scaled
from ui.kit.layout import FlowLayout, clear
from ui.kit.paint import fill, painting, rim, words
from ui.kit.theme import tokens
from ui.kit.tokens import TRACKS, Tokens

HEIGHT = 20
CROSS = 12


class Chip(QAbstractButton):
    """A word on a plate 20 high. `hue` tints it, `outline` draws only its rim, `removable` gives it a cross.

    Only chips made `clickable` or `removable` take focus. Del and Backspace take a removable one away: `removed`.
    """

    removed = Signal()
    focus_radius = 3

    def __init__(
        self,
        text: str,
        *,
        hue: str = "",
        icon: str = "",
        outline: bool = False,
        removable: bool = False,
        clickable: bool = False,
        remove_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._hue, self._sign, self._outline, self._removable = hue, icon, outline, removable
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        lively = clickable or removable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if lively else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not lively)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, lively)
        self._clickable = clickable
        if removable:
            self.setAccessibleDescription(remove_name)

    def set_text(self, text: str) -> None:
        """Another word."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    def set_hue(self, hue: str, icon: str = "") -> None:
        """Another hue and sign."""
        if (hue, icon) != (self._hue, self._sign):
            self._hue, self._sign = hue, icon
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        wide = metrics("fine", 500).horizontalAdvance(self.text()) + 12
        wide += (CROSS + 5 if self._sign else 0) + (CROSS + 4 if self._removable else 0)
        return QSize(wide, scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 32), scaled(HEIGHT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = self._removable and event.position().x() >= self.width() - CROSS - 8
        super().mouseReleaseEvent(event)
        if on_cross and self.rect().contains(event.position().toPoint()):
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        over = self.underMouse() and (self._clickable or self._removable)
        hue = t.hue(self._hue) if self._hue else None
        color = (hue.text if hue else t.text2) if self.isEnabled() else t.off
        if over and not hue:
            color = t.text
        with painting(self) as painter:
            if self._outline:
                rim(painter, self.rect(), t.edge, 3)
                if over:
                    fill(painter, self.rect(), t.control, 3)
            else:
                plate = (hue.deep if over else hue.tint) if hue else (t.hover if over else self._ground(t))
                fill(painter, self.rect(), plate, 3)
            left, right = 6.0, self.width() - 6.0
            if self._sign:
                icons.draw(painter, self._sign, QRectF(left, 0, CROSS, self.height()), color)
                left += CROSS + 5
            if self._removable:
                cross = QRectF(right - CROSS + 1, 0, CROSS, self.height())
                icons.draw(painter, "close", cross, color)
                right -= CROSS + 4
            words(painter, QRectF(left, 0, right - left, self.height()), self.text(), font("fine", 500), color)

    def _ground(self, t: Tokens) -> QColor:
        """Its plate at rest: stronger than the tint of a field that is lit from the words."""
        field = self.parentWidget()
        lit = str(field.property("lit") or "") if field is not None else ""
        return t.hue(lit).deep if lit in TRACKS else t.control


class ChipRow(QWidget):
    """Chips that flow over as many lines as they need. Left and Right walk through the lively ones."""

    def __init__(self, chips: Sequence[QWidget] = (), *, gap: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, gap, gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_chips(chips)

    def set_chips(self, chips: Sequence[QWidget]) -> None:
        """Show these and let the former ones go."""
        clear(self.flow)
        for chip in chips:
            self.flow.addWidget(chip)

    def add(self, chip: QWidget) -> None:
        """One more at the end."""
        self.flow.addWidget(chip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if (step := steps.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
            return
        widgets = [item.widget() for index in range(self.flow.count()) if (item := self.flow.itemAt(index))]
        lively = [each for each in widgets if each is not None and each.focusPolicy() != Qt.FocusPolicy.NoFocus]
        here = next((index for index, each in enumerate(lively) if each.hasFocus()), None)
        if here is not None and 0 <= here + step < len(lively):
            lively[here + step].setFocus(Qt.FocusReason.TabFocusReason)
