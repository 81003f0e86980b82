"""The few strokes every widget of the kit is made of: flat fills, one-pixel lines, rounded corners, words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QTextDocument, QTextLayout
from PySide6.QtWidgets import QWidget

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


@contextmanager
def painting(widget: QWidget) -> Iterator[QPainter]:
    """A smooth painter on a widget that always ends."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def fill(painter: QPainter, rect: QRect | QRectF, color: QColor, radius: float = 0) -> None:
    """A flat plate."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if radius:
        painter.drawRoundedRect(QRectF(rect), radius, radius)
    else:
        painter.fillRect(QRectF(rect), color)


def rim(
    painter: QPainter, rect: QRect | QRectF, color: QColor, radius: float = 0, width: float = 1, *, dashed: bool = False
) -> None:
    """A line inside the edge of `rect`."""
    half = width / 2
    pen = QPen(color, width)
    if dashed:
        pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(inner, max(0.0, radius - half), max(0.0, radius - half))


def top_rounded(rect: QRectF, radius: float) -> QPainterPath:
    """A plate with round corners at the top only, as fields and lane blocks have."""
    path = QPainterPath(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + radius)
    path.arcTo(rect.left(), rect.top(), 2 * radius, 2 * radius, 180, -90)
    path.lineTo(rect.right() - radius, rect.top())
    path.arcTo(rect.right() - 2 * radius, rect.top(), 2 * radius, 2 * radius, 90, -90)
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path


def hair(painter: QPainter, start: QPointF, end: QPointF, color: QColor) -> None:
    """A line of one device pixel."""
    pen = QPen(color, 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    painter.drawLine(start, end)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def words(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = LEFT,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """One line of words, elided where it does not fit."""
    painter.setFont(font)
    painter.setPen(color)
    shown = QFontMetrics(font).elidedText(text, elide, int(QRectF(rect).width()) + 1)
    painter.drawText(QRectF(rect), align | Qt.TextFlag.TextSingleLine, shown)


def broken(text: str, font: QFont, width: float, most: int = 0) -> list[str]:
    """A text in the lines it takes at a width; with `most`, no more than so many, the last one elided."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40.0))
        starts.append(line.textStart())
    layout.endLayout()
    # Qt counts in halves of letters that lie beyond the first 65,536
    units = text.encode("utf-16-le", "surrogatepass")
    ends = [*starts[1:], len(units) // 2]
    pieces = [units[2 * start : 2 * end] for start, end in zip(starts, ends, strict=True)]
    lines = [piece.decode("utf-16-le", "surrogatepass").strip() for piece in pieces]
    if most and len(lines) > most:
        rest = units[2 * starts[most - 1] :].decode("utf-16-le", "surrogatepass")
        lines = [*lines[: most - 1], QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, int(width))]
    return lines


def ring(painter: QPainter, rect: QRectF, color: QColor, turn: float, width: float = 1.5) -> None:
    """The busy mark: a 5/6 arc, `turn` in turns (0–1)."""
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawArc(rect.adjusted(half, half, -half, -half), round((90 - 360 * turn) * 16), -300 * 16)


def keep_laid(document: QTextDocument) -> None:
    """Have every paragraph keep its letters where they were laid: else Qt shapes them all anew with each paint."""
    block = document.begin()
    while block.isValid():
        block.layout().setCacheEnabled(True)
        block = block.next()
