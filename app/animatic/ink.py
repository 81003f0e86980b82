"""Fills shapes and gives them their ink line: two fills, as stroking an outline takes Qt five times as long."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import starmap
from math import sqrt

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.animatic.space import Point
from app.animatic.tones import Colour

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
SMOOTH = QPainter.RenderHint.Antialiasing
THIN = 0.75
"""Pixels up to which an ink line is a line of one pixel."""
SHARPEST = 0.35
"""Corners sharper than this are cut: the line would run far out of them."""
LARGE = 260.0
"""Pixels all round from which a shape is filled roughly and gets a smooth edge of its own."""
THICK = 6.0
"""Twice its area by its length all round: a thinner shape would be nothing but edge."""


def qcolour(colour: Colour, alpha: int = 255) -> QColor:
    """A colour of the stage for Qt."""
    return QColor(colour[0], colour[1], colour[2], alpha)


@lru_cache(maxsize=2_000)
def _brush(colour: Colour, alpha: int) -> QBrush:
    return QBrush(qcolour(colour, alpha))


@lru_cache(maxsize=64)
def _pen(ink: Colour) -> QPen:
    pen = QPen(qcolour(ink), 1.0)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen


@lru_cache(maxsize=256)
def _edge_pen(ink: Colour, width: float) -> QPen:
    return QPen(qcolour(ink), width)


def brush(colour: Colour, alpha: int = 255) -> QBrush:
    """A brush of a colour of the stage."""
    return _brush(colour, alpha)


def polygon(points: Iterable[Point]) -> QPolygonF:
    """Points as Qt's polygon."""
    return QPolygonF(list(starmap(QPointF, points)))


def path_of(points: Iterable[Point]) -> QPainterPath:
    """Points as a closed path, which takes half as long to make as a polygon and is drawn as fast."""
    path, corners = QPainterPath(), iter(points)
    first = next(corners, None)
    if first is not None:
        path.moveTo(*first)
        line_to = path.lineTo
        for x, y in corners:
            line_to(x, y)
        path.closeSubpath()
    return path


def fill(painter: QPainter, outline: Iterable[Point], colour: Colour, alpha: int = 255) -> None:
    """A shape without a line. The painter's pen is gone afterwards."""
    painter.setPen(NO_PEN)
    painter.setBrush(_brush(colour, alpha))
    painter.drawPath(path_of(outline))


def outlined(painter: QPainter, outline: Sequence[Point], colour: Colour, ink: Colour, line: float) -> None:
    """A shape with an ink line that reaches so many pixels out of it.

    Qt takes ten times as long to fill a large shape with smooth edges as with rough ones. So a large one is filled
    roughly, half a pixel too small, and gets a smooth line of one pixel in its own colour.
    """
    if line <= THIN:
        # lines of one pixel are what Qt draws fastest
        _fill_large(painter, path_of(outline), colour, ink)
        return
    sides, around, area = _sides(outline)
    turn = 1.0 if area > 0 else -1.0
    rough = around >= LARGE and abs(area) >= THICK * around
    for way, paint in ((line, ink), (0.0, colour)):
        if rough:
            _fill_large(painter, path_of(_moved(outline, sides, (way - 0.5) * turn)), paint, paint)
        else:
            fill(painter, _moved(outline, sides, way * turn) if way else outline, paint)


def _fill_large(painter: QPainter, shape: QPainterPath, colour: Colour, edge: Colour) -> None:
    painter.setRenderHint(SMOOTH, False)
    painter.setPen(NO_PEN)
    painter.setBrush(_brush(colour, 255))
    painter.drawPath(shape)
    painter.setRenderHint(SMOOTH, True)
    painter.setPen(_pen(edge))
    painter.setBrush(NO_BRUSH)
    painter.drawPath(shape)


def fill_roughly(painter: QPainter, shapes: Iterable[tuple[QPainterPath, Colour]]) -> None:
    """Shapes whose edges will be covered by lines."""
    painter.setRenderHint(SMOOTH, False)
    painter.setPen(NO_PEN)
    for shape, colour in shapes:
        painter.setBrush(_brush(colour, 255))
        painter.drawPath(shape)
    painter.setRenderHint(SMOOTH, True)


def draw_edges(painter: QPainter, edges: list[QLineF], ink: Colour, width: float) -> None:
    """Straight lines with square ends, which Qt draws many times faster than an outline with joins."""
    painter.setPen(_edge_pen(ink, max(1.0, width)))
    painter.drawLines(edges)


Flat = tuple[Point, float, Point, float]
"""Two circles on the screen: the ends of a limb."""


def fill_limbs(painter: QPainter, flats: Sequence[Flat], line: float, colour: Colour) -> None:
    """Limbs of one colour, each `line` pixels larger all round."""
    fill, rough, small = _brush(colour, 255), _path(), _path()
    large = False
    for a, ra, b, rb in flats:
        if ra + rb > 20.0:
            # filled roughly, with a smooth edge of its own: see outlined
            large = True
            add_limb(rough, a, ra, b, rb, line - 0.5)
        else:
            add_limb(small, a, ra, b, rb, line)
    painter.setPen(NO_PEN)
    painter.setBrush(fill)
    if len(flats) > 1 or not large:
        painter.drawPath(small)
    if large:
        painter.setRenderHint(SMOOTH, False)
        painter.drawPath(rough)
        painter.setRenderHint(SMOOTH, True)
        painter.setPen(_pen(colour))
        painter.setBrush(NO_BRUSH)
        painter.drawPath(rough)


def _path() -> QPainterPath:
    """An empty path whose parts may lie over each other."""
    return QPainterPath(_OVERLAPPING)


_OVERLAPPING = QPainterPath()
_OVERLAPPING.setFillRule(Qt.FillRule.WindingFill)


def outlined_limb(painter: QPainter, flat: Flat, colour: Colour, ink: Colour, line: float) -> None:
    """A limb with an ink line that reaches so many pixels out of it."""
    fill_limbs(painter, (flat,), line, ink)
    fill_limbs(painter, (flat,), 0.0, colour)


def limb(a: Point, ra: float, b: Point, rb: float, line: float = 0.0) -> QPainterPath:
    """Two circles and the sides that touch both, `line` pixels larger all round."""
    path = QPainterPath()
    add_limb(path, a, ra, b, rb, line)
    return path


def add_limb(path: QPainterPath, a: Point, ra: float, b: Point, rb: float, line: float) -> None:
    """Add such a limb to a path. All turn the same way, so that one that lies over another leaves no hole."""
    ax, ay = a
    bx, by = b
    gap, thinner = math.dist(a, b), ra - rb
    ra, rb = ra + line, rb + line
    if gap <= abs(thinner) + 1e-6:
        # the one end lies within the other
        (x, y), radius = (a, ra) if thinner > 0 else (b, rb)
        path.arcMoveTo(x - radius, y - radius, 2 * radius, 2 * radius, 0.0)
        path.arcTo(x - radius, y - radius, 2 * radius, 2 * radius, 0.0, 360.0)
        path.closeSubpath()
        return
    way, lean = math.degrees(math.atan2(ay - by, bx - ax)), math.degrees(math.acos(thinner / gap))
    path.arcMoveTo(ax - ra, ay - ra, 2 * ra, 2 * ra, way + lean)
    path.arcTo(ax - ra, ay - ra, 2 * ra, 2 * ra, way + lean, 360 - 2 * lean)
    path.arcTo(bx - rb, by - rb, 2 * rb, 2 * rb, way - lean, 2 * lean)
    path.closeSubpath()


def wrapped(circles: Sequence[tuple[Point, float]]) -> list[Point]:
    """The outline of some circles (middle, radius) with a band drawn tight round all of them."""
    flat = [(centre[0], centre[1], radius) for centre, radius in circles]
    found: list[Point] = []
    for x, y in directions(1.6 * max(radius for _, _, radius in flat)):
        best, bx, by = -1e18, 0.0, 0.0
        for cx, cy, radius in flat:
            reach = cx * x + cy * y + radius
            if reach > best:
                best, bx, by = reach, cx + radius * x, cy + radius * y
        found.append((bx, by))
    return found


def directions(radius: float) -> tuple[Point, ...]:
    """As many directions as make a circle of so many pixels look round."""
    return _DIRECTIONS[0 if radius < 3 else 1 if radius < 10 else 2 if radius < 40 else 3 if radius < 140 else 4]


_DIRECTIONS = tuple(
    tuple((math.cos(2 * math.pi * n / count), math.sin(2 * math.pi * n / count)) for n in range(count))
    for count in (8, 12, 18, 30, 48)
)


def _sides(outline: Sequence[Point]) -> tuple[list[Point], float, float]:
    """Of a shape: the direction across each side, its length all round, and twice its area (below 0 turned left)."""
    sides: list[Point] = []
    area = around = 0.0
    x, y = outline[-1]
    for nx, ny in outline:
        dx, dy = nx - x, ny - y
        area += x * ny - nx * y
        size = sqrt(dx * dx + dy * dy)
        if size > 1e-9:
            sides.append((dy / size, -dx / size))
            around += size
        else:
            sides.append((0.0, 0.0))
        x, y = nx, ny
    return sides, around, area


def _moved(outline: Sequence[Point], sides: list[Point], way: float) -> list[Point]:
    found: list[Point] = []
    ax, ay = sides[0]
    for (x, y), (bx, by) in zip(outline, (*sides[1:], sides[0]), strict=True):
        sharp = 1.0 + ax * bx + ay * by
        reach = way / (sharp if sharp > SHARPEST else SHARPEST)
        found.append((x + (ax + bx) * reach, y + (ay + by) * reach))
        ax, ay = bx, by
    return found
