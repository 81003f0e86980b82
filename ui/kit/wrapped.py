"""Words over several lines that are said anew while somebody types: laid out anew only where their height differs."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QStaticText, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.fonts import Role, font, line_height
from ui.kit.theme import theme, tokens

_AS_IS = QTransform()
NARROW, WIDE = 60, 240
"""The least width, and the one that is asked for where nobody says one."""


class Wrapped(QWidget):
    """Words in a role of type and a colour of the theme, broken into lines. Other words of as many lines are only
    painted; a `QLabel` has everything round it laid out anew with each of them.
    """

    def __init__(
        self, text: str = "", role: Role = "body", color: str = "text", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._role: Role = role
        self._color = color
        self._font = font(role)
        self._laid: QStaticText | None = None
        self._tall = 0.0
        """How high the lines are that are laid out."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)
        theme().theme_changed.connect(self._dress)

    def text(self) -> str:
        """The whole words."""
        return self._text

    def setText(self, text: str) -> None:
        """Show other words."""
        if text == self._text:
            return
        before = self._tall if self._laid is not None and self.isVisible() else -1.0
        self._text, self._laid = text, None
        self.setAccessibleName(text)
        self._lines()
        if before != self._tall:
            self.updateGeometry()
        self.update()

    def set_color(self, color: str) -> None:
        """Another colour of the theme."""
        self._color = color
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        laid = self._lines() if width == self.width() else self._lay_out(width)
        return ceil(laid.size().height())

    def sizeHint(self) -> QSize:
        return QSize(WIDE, self.heightForWidth(WIDE))

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROW, line_height(self._role))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._laid = None

    def paintEvent(self, event: QPaintEvent) -> None:
        laid = self._lines()
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(tokens().color(self._color))
        painter.drawStaticText(0, 0, laid)
        painter.end()

    def _lines(self) -> QStaticText:
        if self._laid is None:
            self._laid = self._lay_out(self.width())
            self._tall = self._laid.size().height()
        return self._laid

    def _lay_out(self, width: int) -> QStaticText:
        made = QStaticText(self._text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setTextWidth(width)
        made.prepare(_AS_IS, self._font)
        return made

    def _dress(self) -> None:
        self._font, self._laid = font(self._role), None
        self.updateGeometry()
        self.update()
