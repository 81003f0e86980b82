"""Fills shapes and gives them their ink line: two fills, as stroking an outline takes Qt five times as long."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import starmap

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from app.animatic.space import Point
from app.animatic.tones import Colour

NO_PEN = QPen(Qt.PenStyle.NoPen)
THIN = 0.75
"""Pixels up to which an ink line is a line of one pixel."""
SHARPEST = 0.35
"""Corners sharper than this are cut: the line would run far out of them."""


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


def brush(colour: Colour, alpha: int = 255) -> QBrush:
    """A brush of a colour of the stage."""
    return _brush(colour, alpha)


def polygon(points: Iterable[Point]) -> QPolygonF:
    """Points as Qt's polygon."""
    return QPolygonF(list(starmap(QPointF, points)))


def fill(painter: QPainter, outline: Iterable[Point], colour: Colour, alpha: int = 255) -> None:
    """A shape without a line. The painter's pen is gone afterwards."""
    painter.setPen(NO_PEN)
    painter.setBrush(_brush(colour, alpha))
    # a fill rule given in words would take Qt four times as long
    painter.drawPolygon(polygon(outline))


def outlined(painter: QPainter, outline: Sequence[Point], colour: Colour, ink: Colour, line: float) -> None:
    """A shape with an ink line that reaches so many pixels out of it."""
    if line <= THIN:
        # lines of one pixel are what Qt draws fastest
        painter.setPen(_pen(ink))
        painter.setBrush(_brush(colour, 255))
        painter.drawPolygon(polygon(outline))
        return
    fill(painter, grown(outline, line), ink)
    fill(painter, outline, colour)


def limb(a: Point, ra: float, b: Point, rb: float, line: float = 0.0) -> QPolygonF:
    """Two circles and the sides that touch both, `line` pixels larger all round."""
    ax, ay = a
    bx, by = b
    gx, gy, gap = ax - bx, ay - by, ra - rb
    ra, rb = ra + line, rb + line
    return QPolygonF(
        [
            QPointF(ax + ra * x, ay + ra * y) if gx * x + gy * y + gap >= 0 else QPointF(bx + rb * x, by + rb * y)
            for x, y in directions(max(ra, rb))
        ]
    )


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


def grown(outline: Sequence[Point], way: float) -> list[Point]:
    """A shape with every side moved outwards by `way` pixels (inwards where it is below 0)."""
    count = len(outline)
    sides: list[Point] = []
    area = 0.0
    x, y = outline[-1]
    for nx, ny in outline:
        dx, dy = nx - x, ny - y
        area += x * ny - nx * y
        size = math.sqrt(dx * dx + dy * dy)
        sides.append((dy / size, -dx / size) if size > 1e-9 else (0.0, 0.0))
        x, y = nx, ny
    if area < 0:
        way = -way
    found: list[Point] = []
    for number in range(count):
        ax, ay = sides[number]
        bx, by = sides[(number + 1) % count]
        reach = way / max(SHARPEST, 1.0 + ax * bx + ay * by)
        x, y = outline[number]
        found.append((x + (ax + bx) * reach, y + (ay + by) * reach))
    return found
