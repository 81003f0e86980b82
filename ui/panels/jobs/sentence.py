"""The sentence of a job's row: one line while all goes well, more where a reason and a way out have to be read."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.kit.fonts import Role, font, line_height
from ui.kit.labels import Elided
from ui.kit.paint import LEFT, broken, painting, words
from ui.kit.theme import tokens
from ui.kit.tips import plain_tip

ROLE: Role = "small"


class JobSentence(Elided):
    """As many lines as the words take, up to `most`; the last one gives way. What is cut off stands in the tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", ROLE, "text2", parent=parent)
        self._most = 1

    def set_most(self, most: int) -> None:
        """How many lines it may take."""
        if most != self._most:
            self._most = most
            self._fit()

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self._fit()

    @property
    def lines(self) -> list[str]:
        """What is shown, line by line."""
        return broken(self.text(), font(ROLE), self.width(), self._most) or [""]

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._tall())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tall = line_height(ROLE)
        with painting(self) as painter:
            for number, line in enumerate(self.lines):
                area = self.rect().adjusted(0, number * tall, 0, 0)
                area.setHeight(tall)
                words(painter, area, line, font(ROLE), tokens().color("text2"), LEFT)

    def _tall(self) -> int:
        return line_height(ROLE) * (len(self.lines) if self._most > 1 else 1)

    def _fit(self) -> None:
        if self.height() != self._tall():
            self.setFixedHeight(self._tall())
        self._tip()

    def _tip(self) -> None:
        shown = " ".join(self.lines)
        self.setToolTip("" if shown == self.text() else plain_tip(self.text()))
