"""Words over several lines that are said anew while somebody types: laid out anew only where their height differs."""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.fonts import Role, font, line_height, metrics, text_size
from ui.kit.lines import PLAIN, left_of
from ui.kit.theme import theme, tokens

NARROW, WIDE = 60, 240
"""The least width, and the one that is asked for where nobody says one."""
_FIGURES = str.maketrans("123456789", "000000000")


class _Patch(NamedTuple):
    """Words that stand in one line: where they begin, their foot, and the room they take."""

    foot: QPointF
    area: QRect


class Wrapped(QWidget):
    """Words in a role of type and a colour of the theme, broken into lines. Other words of as many lines are only
    painted; a `QLabel` has everything round it laid out anew with each of them. Where nothing but figures differs,
    only these are.
    """

    def __init__(
        self, text: str = "", role: Role = "body", color: str = "text", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._role: Role = role
        self._color = color
        self._font, self._ink = font(role), tokens().color(color)
        self._laid: QTextLayout | None = None
        self._said = self._shape = ""
        """The text that is laid out, and with every figure as 0; "" where its words cannot be painted one by one."""
        self._tall = 0.0
        """How high the lines are that are laid out."""
        self._patches: dict[tuple[int, int], _Patch | None] = {}
        """The stretches of the laid out text that had other figures."""
        self._patch: tuple[_Patch, str] | None = None
        """What was said anew last, where that is all that has to be painted."""
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
        before, self._text = self._text, text
        self.setAccessibleName(text)
        if self._laid is not None and self._shape and text.translate(_FIGURES) == self._shape:
            self._say_figures(before, text)
            return
        tall = self._tall if self._laid is not None and self.isVisible() else -1.0
        self._laid = None
        self._lines()
        if tall != self._tall:
            self.updateGeometry()
        self.update()

    def set_color(self, color: str) -> None:
        """Another colour of the theme."""
        self._color, self._ink = color, tokens().color(color)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width != self.width():
            return ceil(_height(self._lay_out(width)))
        self._lines()
        return ceil(self._tall)

    def sizeHint(self) -> QSize:
        return QSize(WIDE, self.heightForWidth(WIDE))

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROW, line_height(self._role))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._laid = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._ink)
        if self._patch is not None and self._patch[0].area.contains(event.rect()):
            painter.setFont(self._font)
            painter.drawText(self._patch[0].foot, self._patch[1])
        else:
            if self._said != self._text:
                self._laid = None
            self._lines().draw(painter, QPointF())
        painter.end()

    def _say_figures(self, before: str, text: str) -> None:
        """Paint the words between the first and the last that have other figures, or all where they are not alone."""
        words, old = text.split(" "), before.split(" ")
        differ = [place for place, word in enumerate(words) if word != old[place]]
        first, last = differ[0], differ[-1] + 1
        if (first, last) not in self._patches:
            start = len(" ".join(words[:first])) + (1 if first else 0)
            self._patches[first, last] = self._found(start, len(" ".join(words[:last])))
        patch = self._patches[first, last]
        self._patch = (patch, " ".join(words[first:last])) if patch is not None else None
        if patch is not None:
            self.update(patch.area)
        else:
            self.update()

    def _found(self, start: int, end: int) -> _Patch | None:
        """Where a stretch of the words lies; None where it goes over several lines."""
        line = self._lines().lineForTextPosition(start)
        if not line.isValid() or end > line.textStart() + line.textLength():
            return None
        left, right = left_of(line, start), left_of(line, end)
        area = QRectF(left - 1, line.y(), right - left + 2, line.height())
        return _Patch(QPointF(left, line.y() + line.ascent()), area.toAlignedRect())

    def _lines(self) -> QTextLayout:
        if self._laid is None:
            self._laid, self._said, self._patches, self._patch = self._lay_out(self.width()), self._text, {}, None
            self._tall = _height(self._laid)
            plain = PLAIN.fullmatch(self._text) is not None and _even(self._role, text_size())
            self._shape = self._text.translate(_FIGURES) if plain else ""
        return self._laid

    def _lay_out(self, width: int) -> QTextLayout:
        made = QTextLayout(self._text.replace("\n", "\u2028"), self._font)
        made.setCacheEnabled(True)
        made.beginLayout()
        top = 0.0
        while (line := made.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        made.endLayout()
        return made

    def _dress(self) -> None:
        self._font, self._ink, self._laid = font(self._role), tokens().color(self._color), None
        self.updateGeometry()
        self.update()


def _height(laid: QTextLayout) -> float:
    return laid.boundingRect().height()


@cache
def _even(role: Role, size: int) -> bool:
    """Whether all figures of a role are as wide as each other at a size of text."""
    return len({metrics(role).horizontalAdvance(figure * 100) for figure in "0123456789"}) == 1
