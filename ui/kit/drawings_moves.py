"""One sign for each way the camera moves: an arrow and what it moves against; the other way round is a mirror image."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cos, pi, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from ui.kit.drawings import Drawing, stroke

Point = tuple[float, float]
HEAD = 3.2


def _line(*points: Point) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    return path


def _curve(start: Point, one: Point, two: Point, end: Point) -> QPainterPath:
    path = QPainterPath(QPointF(*start))
    path.cubicTo(*one, *two, *end)
    return path


def _arrow(path: QPainterPath) -> QPainterPath:
    """The path with a head at its end."""
    end = path.currentPosition()
    before = path.pointAtPercent(0.8)
    angle = atan2(end.y() - before.y(), end.x() - before.x())
    whole = QPainterPath(path)
    for turn in (pi * 0.78, -pi * 0.78):
        whole.moveTo(end)
        whole.lineTo(end.x() + HEAD * cos(angle + turn), end.y() + HEAD * sin(angle + turn))
    return whole


def _dot(x: float, y: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), 0.9, 0.9)
    return path


def _arc(box: tuple[float, float, float, float], start: float, sweep: float) -> QPainterPath:
    path = QPainterPath()
    area = QRectF(*box)
    path.arcMoveTo(area, start)
    path.arcTo(area, start, sweep)
    return path


def _corners(*points: tuple[Point, Point, Point]) -> QPainterPath:
    path = QPainterPath()
    for three in points:
        path.addPath(_line(*three))
    return path


_FRAME = _corners(
    ((2, 5), (2, 2.5), (5, 2.5)),
    ((11, 2.5), (14, 2.5), (14, 5)),
    ((14, 11), (14, 13.5), (11, 13.5)),
    ((5, 13.5), (2, 13.5), (2, 11)),
)

MOVES: dict[str, list[QPainterPath]] = {
    "dolly_in": [_arrow(_line((8, 12.5), (8, 3))), _line((3, 13.5), (13, 13.5))],
    "dolly_out": [_arrow(_line((8, 3.5), (8, 13))), _line((3, 2.5), (13, 2.5))],
    "truck_r": [_line((2.5, 4), (2.5, 12)), _arrow(_line((2.5, 8), (13, 8)))],
    "pedestal_u": [_arrow(_line((5, 13.5), (5, 3))), _line((9, 13.5), (13, 13.5))],
    "pedestal_d": [_arrow(_line((5, 2.5), (5, 13))), _line((9, 2.5), (13, 2.5))],
    "pan_r": [_arrow(_curve((3, 12.5), (3, 7), (6.5, 4.5), (12.5, 4.5)))],
    "tilt_u": [_arrow(_curve((4, 13), (9.5, 13), (12, 9.5), (12, 3.5)))],
    "tilt_d": [_arrow(_curve((4, 3), (9.5, 3), (12, 6.5), (12, 12.5)))],
    "arc_r": [_arrow(_curve((2.5, 10.5), (4, 3.5), (12, 3.5), (13.3, 9.5))), _dot(8, 11.5)],
    "orbit_r": [_arrow(_arc((2.5, 2.5, 11, 11), 200, -310)), _dot(8, 8)],
    "crane_u": [_arrow(_curve((4.5, 13), (4.5, 7.5), (7, 4.5), (12.5, 3.2))), _line((2.5, 13.5), (6.5, 13.5))],
    "crane_d": [_arrow(_curve((4.5, 3), (4.5, 8.5), (7, 11.5), (12.5, 12.8))), _line((2.5, 2.5), (6.5, 2.5))],
    "follow": [_arrow(_line((2, 8), (9.5, 8))), _dot(13, 8)],
    "lead": [_dot(3, 8), _arrow(_line((6.5, 8), (14, 8)))],
    "roll_r": [_arrow(_arc((3, 3, 10, 10), 150, -240))],
    "zoom_in": [_FRAME, _line((8, 5.8), (8, 10.2)), _line((5.8, 8), (10.2, 8))],
    "zoom_out": [_FRAME, _line((5.8, 8), (10.2, 8))],
    "crash_zoom_in": [_FRAME, _line((5.5, 5.5), (10.5, 10.5)), _line((10.5, 5.5), (5.5, 10.5))],
    "crash_zoom_out": [_FRAME, _line((5.8, 8), (10.2, 8)), _line((5.8, 5.6), (10.2, 5.6))],
    "dolly_zoom": [_FRAME, _arrow(_line((8, 11), (8, 5)))],
    "dolly_zoom_in": [_FRAME, _arrow(_line((8, 11), (8, 5)))],
    "dolly_zoom_out": [_FRAME, _arrow(_line((8, 5), (8, 11)))],
    "whip_pan_r": [_arrow(_line((3, 8), (13, 8))), _line((2, 4.5), (8, 4.5)), _line((2, 11.5), (8, 11.5))],
    "boom_u": [_arrow(_line((11, 13.5), (11, 3))), _line((3, 13.5), (7, 13.5))],
    "boom_d": [_arrow(_line((11, 2.5), (11, 13))), _line((3, 2.5), (7, 2.5))],
    "static": [_line((8, 3), (8, 9)), _line((8, 9), (4, 13.5)), _line((8, 9), (12, 13.5)), _line((8, 9), (8, 13.5))],
    "handheld": [_curve((2, 8), (5, 1), (7, 15), (10, 8)), _curve((10, 8), (11.5, 4.5), (12.5, 6), (14, 8))],
    "complex": [_arrow(_curve((2.5, 12), (6, 1), (9, 15), (13, 4.5)))],
}
"""Strokes of every move, by its name in the move vocabulary; a move to the left is drawn from the one to the right."""


def _drawing(paths: list[QPainterPath], mirrored: bool) -> Drawing:
    def draw(painter: QPainter, color: QColor) -> None:
        painter.save()
        if mirrored:
            painter.translate(16, 0)
            painter.scale(-1, 1)
        stroke(painter, color)
        for path in paths:
            painter.drawPath(path)
        painter.restore()

    return draw


def move_drawing(name: str) -> Callable[[QPainter, QColor], None] | None:
    """How to draw `move.<name>`; the plain name stands for its first direction (`pan` is `pan_r`)."""
    for known, mirrored in ((name, False), (f"{name.removesuffix('_l')}_r", name.endswith("_l"))):
        if known in MOVES:
            return _drawing(MOVES[known], mirrored)
    for suffix in ("_in", "_u"):
        if name + suffix in MOVES:
            return _drawing(MOVES[name + suffix], mirrored=False)
    return None
