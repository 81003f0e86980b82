"""The signs no icon library has, drawn here: beat, path, cut, wipe, take and the mark of the program."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from ui.kit.theme import tokens

Drawing = Callable[[QPainter, QColor], None]
"""Draws in a field of 16 × 16 units with strokes of 1.5 and round ends."""


def stroke(painter: QPainter, color: QColor, width: float = 0.0) -> None:
    """A round pen: `width` in units, or 1.5 pixels at any size as all signs have."""
    pen = QPen(color, width)
    if not width:
        # a pixmap of twelve would be all stroke; the library's signs are thinned in the same way
        side = abs(painter.transform().m11()) * 16
        pen.setWidthF(min(1.5, side / 9) * painter.device().devicePixelRatioF())
        pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def beat(painter: QPainter, color: QColor) -> None:
    """Two cards side by side: steps of a story."""
    stroke(painter, color)
    painter.drawRoundedRect(QRectF(2, 3.5, 5, 9), 1, 1)
    painter.drawRoundedRect(QRectF(9, 3.5, 5, 9), 1, 1)


def split(painter: QPainter, color: QColor) -> None:
    """One card parted by a line."""
    stroke(painter, color)
    painter.drawRoundedRect(QRectF(2, 5, 3.5, 6), 0.8, 0.8)
    painter.drawRoundedRect(QRectF(10.5, 5, 3.5, 6), 0.8, 0.8)
    painter.drawLine(QPointF(8, 2.2), QPointF(8, 13.8))


def merge(painter: QPainter, color: QColor) -> None:
    """Two cards becoming one."""
    stroke(painter, color)
    painter.drawRoundedRect(QRectF(1.8, 4.5, 12.4, 7), 1, 1)
    painter.drawLine(QPointF(5.4, 8), QPointF(7, 8))
    painter.drawLine(QPointF(9, 8), QPointF(10.6, 8))


def path(painter: QPainter, color: QColor) -> None:
    """A curve between two keys: a camera path."""
    stroke(painter, color)
    curve = QPainterPath(QPointF(3.6, 10.6))
    curve.cubicTo(5.5, 4.5, 10, 12.5, 12.4, 5.6)
    painter.drawPath(curve)
    painter.setBrush(QBrush(color))
    for x, y in ((3.2, 11.8), (12.8, 4.4)):
        diamond = QPainterPath(QPointF(x, y - 1.6))
        for dx, dy in ((1.6, 0), (0, 1.6), (-1.6, 0)):
            diamond.lineTo(x + dx, y + dy)
        diamond.closeSubpath()
        painter.drawPath(diamond)


def key(painter: QPainter, color: QColor) -> None:
    """A diamond: one key of a camera path."""
    stroke(painter, color)
    diamond = QPainterPath(QPointF(8, 2.5))
    for x, y in ((13.5, 8), (8, 13.5), (2.5, 8)):
        diamond.lineTo(x, y)
    diamond.closeSubpath()
    painter.drawPath(diamond)


def cut(painter: QPainter, color: QColor) -> None:
    """Scissors seen from the side: the border between two shots."""
    stroke(painter, color)
    painter.drawEllipse(QPointF(4.2, 12), 2, 2)
    painter.drawEllipse(QPointF(11.8, 12), 2, 2)
    painter.drawLine(QPointF(5.4, 10.4), QPointF(11.2, 2.2))
    painter.drawLine(QPointF(10.6, 10.4), QPointF(4.8, 2.2))


def wipe(painter: QPainter, color: QColor) -> None:
    """A picture parted by a line: compare two takes."""
    stroke(painter, color)
    painter.drawLine(QPointF(8, 1.8), QPointF(8, 14.2))
    left = QPainterPath(QPointF(6, 3.5))
    left.lineTo(2, 3.5)
    left.lineTo(2, 12.5)
    left.lineTo(6, 12.5)
    painter.drawPath(left)
    right = QPainterPath(QPointF(10, 3.5))
    right.lineTo(14, 3.5)
    right.lineTo(14, 12.5)
    right.lineTo(10, 12.5)
    painter.drawPath(right)


def take(painter: QPainter, color: QColor) -> None:
    """A clapper: one take of a draft."""
    stroke(painter, color)
    painter.drawRoundedRect(QRectF(2, 7, 12, 6.5), 1, 1)
    painter.drawLine(QPointF(2.2, 5), QPointF(13.4, 2.6))
    painter.drawLine(QPointF(6, 4.2), QPointF(5.2, 6.8))
    painter.drawLine(QPointF(10, 3.3), QPointF(9.2, 6.8))


def play(painter: QPainter, color: QColor) -> None:
    """A filled triangle with soft corners."""
    stroke(painter, color, 1.2)
    painter.setBrush(QBrush(color))
    shape = QPainterPath(QPointF(4.4, 2.9))
    shape.lineTo(13, 8)
    shape.lineTo(4.4, 13.1)
    shape.closeSubpath()
    painter.drawPath(shape)


def pause(painter: QPainter, color: QColor) -> None:
    """Two filled bars."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(color))
    painter.drawRoundedRect(QRectF(3.8, 3, 2.6, 10), 0.8, 0.8)
    painter.drawRoundedRect(QRectF(9.6, 3, 2.6, 10), 0.8, 0.8)


def star(painter: QPainter, color: QColor) -> None:
    """A filled star."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(color))
    shape = QPainterPath()
    for step in range(10):
        radius = 6.8 if step % 2 == 0 else 2.9
        angle = -pi / 2 + step * pi / 5
        point = QPointF(8 + radius * cos(angle), 8.4 + radius * sin(angle))
        if step:
            shape.lineTo(point)
        else:
            shape.moveTo(point)
    shape.closeSubpath()
    painter.drawPath(shape)


def wave(painter: QPainter, color: QColor) -> None:
    """Five upright strokes: a sound."""
    stroke(painter, color)
    for x, half in ((2, 1), (5, 3), (8, 5), (11, 2.6), (14, 1)):
        painter.drawLine(QPointF(x, 8 - half), QPointF(x, 8 + half))


def mark(painter: QPainter, color: QColor) -> None:
    """The program's mark: a clapper in the beats' gold whose slate, in `color`, carries a camera move."""
    t = tokens()
    gold = t.hue("beat").line
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(color))
    painter.drawRoundedRect(QRectF(1.4, 5.9, 13.2, 8.2), 1.1, 1.1)
    painter.save()
    painter.translate(1.5, 5.9)
    painter.rotate(-11)
    bar = QPainterPath()
    bar.addRoundedRect(QRectF(0, -2.9, 13.2, 2.9), 0.7, 0.7)
    painter.fillPath(bar, gold)
    painter.setClipPath(bar)
    painter.setBrush(QBrush(t.window if t.dark else t.ink))
    for x in (2.2, 6.2, 10.2):
        stripe = QPainterPath(QPointF(x + 1, -3))
        stripe.lineTo(x + 2.6, -3)
        stripe.lineTo(x + 1.6, 0)
        stripe.lineTo(x, 0)
        stripe.closeSubpath()
        painter.drawPath(stripe)
    painter.restore()
    stroke(painter, t.hue("cam").line, 1.5)
    painter.drawLine(QPointF(4, 10), QPointF(11.4, 10))
    painter.drawLine(QPointF(9, 8), QPointF(11.7, 10))
    painter.drawLine(QPointF(9, 12), QPointF(11.7, 10))


DRAWINGS: dict[str, Drawing] = {
    "beat": beat,
    "split": split,
    "merge": merge,
    "path": path,
    "key": key,
    "cut": cut,
    "wipe": wipe,
    "take": take,
    "play": play,
    "pause": pause,
    "star-filled": star,
    "wave": wave,
    "mark": mark,
}
