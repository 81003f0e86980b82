"""Paints the slate at the top: shot, framing, what the camera does, and the time."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPolygonF

from app.animatic.band import CAM, CAM_TEXT, PLATE
from app.animatic.ink import NO_PEN, brush, qcolour
from app.animatic.letters import GREY, NORMAL, SEMIBOLD, WHITE, Letters
from app.animatic.slate_words import Slate
from app.animatic.stage import Stage, View

HEIGHT = 4.4
MARGIN = 1.8


def paint_slate(painter: QPainter, size: tuple[int, int], stage: Stage, view: View, letters: Letters) -> float:
    """The slate; gives back how far down it reaches, in pixels. All but the time is painted once and kept."""
    u = letters.u
    key, state = ("slate", size), (view.slate, stage.seconds)
    kept = stage.memory.get(key)
    if kept is None or kept[0] != state:
        picture = QPixmap(size[0], round(2 * HEIGHT * u))
        picture.fill(Qt.GlobalColor.transparent)
        inner = QPainter(picture)
        inner.setRenderHints(painter.renderHints())
        low = _paint_still(inner, size, view.slate, letters, _time(stage, stage.seconds))
        inner.end()
        kept = (state, picture, low)
        stage.memory[key] = kept
    painter.drawPixmap(QPointF(0, 0), kept[1])
    row = QRectF(MARGIN * u, 0, size[0] - 2 * MARGIN * u, HEIGHT * u)
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    letters.write(painter, row, _time(stage, view.t), 1.75, right, GREY)
    return float(kept[2])


def _time(stage: Stage, t: float) -> str:
    return f"{t:.1f} / {stage.words('animatic.seconds', seconds=f'{stage.seconds:.1f}')}"


def _paint_still(painter: QPainter, size: tuple[int, int], slate: Slate, letters: Letters, longest: str) -> float:
    """Shot, framing and move; `longest` is the time that has to have room beside them."""
    width, height = size
    u = letters.u
    painter.fillRect(QRectF(0, 0, width, HEIGHT * u), qcolour(PLATE, 219))
    row = QRectF(MARGIN * u, 0, width - 2 * MARGIN * u, HEIGHT * u)
    vcentre = Qt.AlignmentFlag.AlignVCenter
    limit = row.right() - letters.width(longest, 1.75) - 2.4 * u
    x = row.left()
    letters.write(painter, row, slate.shot, 1.75, vcentre, WHITE, SEMIBOLD)
    x += letters.width(slate.shot, 1.75, SEMIBOLD) + 1.5 * u
    wide = letters.width(slate.move, 1.75) + 2.9 * u
    framed = letters.width(slate.framing, 1.75)
    # a frame too narrow for both has the move on a second line
    tall = height > width * 1.2 or (width < 1.2 * height and x + framed + 2 * u > limit - wide)
    if not tall:
        left = max(x + 12 * u, limit - wide)
        _paint_move(painter, QRectF(left, 0, limit - left, HEIGHT * u), slate.move, letters)
        limit = left - 2 * u
    letters.write(painter, QRectF(x, 0, limit - x, HEIGHT * u), slate.framing, 1.75, vcentre, GREY)
    if not tall:
        return HEIGHT * u
    wide = letters.width(slate.move, 1.75) + 6.6 * u
    below = QRectF(0, HEIGHT * u, min(width, wide), HEIGHT * u)
    painter.fillRect(below, qcolour(PLATE, 150))
    _paint_move(painter, below.adjusted(MARGIN * u, 0, -MARGIN * u, 0), slate.move, letters)
    return 2 * HEIGHT * u


def _paint_move(painter: QPainter, area: QRectF, text: str, letters: Letters) -> None:
    u = letters.u
    y = area.center().y()
    painter.setPen(NO_PEN)
    painter.setBrush(brush(CAM))
    painter.drawRoundedRect(QRectF(area.left(), y - 0.6 * u, 1.2 * u, 1.2 * u), 0.2 * u, 0.2 * u)
    lens = [(1.3, -0.1), (1.9, -0.6), (1.9, 0.6), (1.3, 0.1)]
    painter.drawPolygon(QPolygonF([QPointF(area.left() + dx * u, y + dy * u) for dx, dy in lens]))
    words = area.adjusted(2.6 * u, 0, 0.5 * u, 0)
    letters.write(painter, words, text, 1.75, Qt.AlignmentFlag.AlignVCenter, CAM_TEXT, NORMAL)
