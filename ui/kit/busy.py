"""What turns and slides while something is under way: the only motion that less motion leaves on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.paint import fill, painting, ring
from ui.kit.theme import tokens

STEP_MS = 40
TURN_MS = 1000
SIDE = 14
"""How wide and high the busy mark is by itself."""


class Turning(QObject):
    """Repaints its widget while on and visible; `value` runs 0–1 once a second."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._timer: QTimer | None = None
        self.value = 0.4

    def turn(self, on: bool) -> None:
        """Start or stop."""
        if on and self._timer is None:
            self._timer = QTimer(self)
            self._timer.timeout.connect(self._step)
            self._timer.start(STEP_MS)
        elif not on and self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None

    def _step(self) -> None:
        self.value = (self.value + STEP_MS / TURN_MS) % 1.0
        if self._widget.isVisible():
            self._widget.update()


class Ring(QWidget):
    """The busy mark by itself."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(name)
        self._turning = Turning(self)

    def showEvent(self, event: QShowEvent) -> None:
        self._turning.turn(True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._turning.turn(False)
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            ring(painter, QRectF(self.rect()), tokens().color("text2"), self._turning.value)


class ProgressBar(QWidget):
    """A bar 4 high: `set_fraction(0…1)` fills it with ink, `set_fraction(None)` lets a fifth slide."""

    def __init__(self, name: str = "", fraction: float | None = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._turning = Turning(self)
        self._fraction: float | None = 0.0
        self.set_fraction(fraction)

    @property
    def fraction(self) -> float | None:
        """What is done, or None where nobody knows."""
        return self._fraction

    def set_fraction(self, fraction: float | None) -> None:
        """Show how much is done; None where nobody knows."""
        self._fraction = None if fraction is None else max(0.0, min(1.0, fraction))
        self.setAccessibleDescription("" if self._fraction is None else f"{self._fraction:.0%}")
        self._turning.turn(fraction is None and self.isVisible())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 4)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._turning.turn(self._fraction is None)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._turning.turn(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            area = QRectF(0, (self.height() - 4) / 2, self.width(), 4)
            fill(painter, area, t.control, 2)
            if self._fraction is None:
                wide = area.width() * 0.2
                left = area.left() + (area.width() + wide) * self._turning.value - wide
                piece = QRectF(max(left, area.left()), area.top(), 0, 4)
                piece.setRight(min(left + wide, area.right()))
                fill(painter, piece, t.ink, 2)
            elif self._fraction:
                fill(painter, QRectF(area.left(), area.top(), max(4.0, area.width() * self._fraction), 4), t.ink, 2)
