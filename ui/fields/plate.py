"""A quiet fill on a rule for fields that hold more than one thing: chips, a picture, a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.paint import fill, painting, rim, top_rounded
from ui.kit.theme import tokens
from ui.kit.tokens import Tokens

_LEVELS = {"warning": "warn", "error": "error"}


class FieldPlate(QWidget):
    """Looks like a field round its content: hover, level, light, dashed when off; `dashed` for a place to drop.

    `set_focused` rims it as a text field with the keyboard, `set_dropping` while something is carried over it.
    """

    def __init__(self, *, dashed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dashed = dashed
        self.focused = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_focused(self, on: bool) -> None:
        """Whether what has the keyboard is in it."""
        self.focused = on
        self.update()

    def set_dropping(self, on: bool) -> None:
        """Whether something that fits is held over it."""
        self.setProperty("dropping", on)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        lit = str(self.property("lit") or "")
        area = QRectF(self.rect())
        with painting(self) as painter:
            if self.isEnabled():
                plate = (t.select if lit == "neutral" else t.hue(lit).tint) if lit else t.field
                painter.fillPath(top_rounded(area, 3), plate)
            dropping = bool(self.property("dropping"))
            if self.dashed or dropping:
                rim(painter, area, t.focus if dropping else t.rule, 3, 2 if dropping else 1, dashed=True)
            else:
                self._paint_rule(painter, area, t, lit)
            if self.focused:
                rim(painter, area, t.focus, 3, 2)

    def _paint_rule(self, painter: QPainter, area: QRectF, t: Tokens, lit: str) -> None:
        level = _LEVELS.get(str(self.property("level") or ""), "")
        if t.rim != t.field and self.isEnabled():
            # under the rule, which says that one can write here
            rim(painter, area, t.rim, 3)
        if not self.isEnabled():
            pen = QPen(t.rule, 1)
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        elif level:
            fill(painter, QRectF(0, area.bottom() - 2, area.width(), 2), t.hue(level).line)
        else:
            color = t.text2 if self.underMouse() or lit == "neutral" else t.rule
            color = t.hue(lit).line if lit and lit != "neutral" else color
            fill(painter, QRectF(0, area.bottom() - 1, area.width(), 1), color)
