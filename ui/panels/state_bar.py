"""Says across the window that not everything works as usual, why, and how it does again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.labels import Sign
from ui.kit.layout import column, row
from ui.kit.paint import fill, painting
from ui.kit.theme import tokens
from ui.kit.wrapped import Wrapped


class StateBar(QWidget):
    """One sentence, what it means, and one button; `acted` when that is pressed."""

    acted = Signal()

    def __init__(self, title: str, meaning: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Wrapped(title, "strong")
        self.meaning = Wrapped(meaning, "small", "text2")
        self.button = Button(action, size="compact")
        self.button.clicked.connect(self.acted)
        words = column(self.title, self.meaning, gap=0)
        line = row(Sign("warning", "warn.line", 16), words, self.button, gap=10, margins=(14, 7, 12, 8))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.setAccessibleName(title)
        self.setAccessibleDescription(meaning)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            fill(painter, self.rect(), t.hue("warn").tint)
            painter.fillRect(0, self.height() - 1, self.width(), 1, t.hair)


def safe_bar(*, elsewhere: bool = False) -> StateBar:
    """The bar of a careful start; `elsewhere`: because another computer may work on the library."""
    if elsewhere:
        return StateBar(tr("window.elsewhere"), tr("window.elsewhere.meaning"), tr("window.elsewhere.go_on"))
    return StateBar(tr("window.safe"), tr("window.safe.meaning"), tr("window.safe.go_on"))
