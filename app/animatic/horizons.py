"""Paints what lies far behind a place under the sky: ridges, towers, roofs, the sea, house fronts, walls."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.animatic.ink import NO_PEN, path_of, qcolour
from app.animatic.layout import Layout
from app.animatic.props import PAINTS
from app.animatic.space import Point, Screen, Vec
from app.animatic.tones import Colour, Tone, blend, darker, lighter
from app.domain.draft import Draft
from app.resources import resources

RAISED = ("roof", "crest")
LIT = ("dusk", "night")
"""The hours at which windows are lit."""
WIDEST = 1.3
"""Radians to each side of the lens beyond which nothing is drawn."""
FRONTS = (PAINTS["brick"], (150, 96, 78), PAINTS["stone"], (122, 86, 78))
AWNINGS = (PAINTS["red"], PAINTS["green"], PAINTS["blue"])


class Part(NamedTuple):
    """One silhouette: its kind and its numbers, as the table says."""

    kind: str
    numbers: tuple[float, ...]


class Horizon(NamedTuple):
    """What lies behind a place, from the furthest to the nearest."""

    name: str
    words: re.Pattern[str]
    parts: tuple[Part, ...]

    @property
    def roof(self) -> Part | None:
        """The roof or crest that is the stage, where it is one."""
        return next((part for part in self.parts if part.kind in RAISED), None)


NOTHING = Horizon("", re.compile(""), ())


def horizon_of(draft: Draft) -> Horizon:
    """What the words of a place under the sky put behind it: the first row of the table that they name."""
    place = draft.place
    text = f"{place.setting}. {place.midground}. {place.background}".lower()
    return next((row for row in _rows() if row.words.search(text)), NOTHING)


def floor_of(horizon: Horizon, layout: Layout, front: float) -> tuple[Layout, float]:
    """Where the grid ends: at the edges of a roof, nowhere else."""
    if horizon.roof is None:
        return layout, front
    half, nearest, furthest, _ = horizon.roof.numbers
    return layout._replace(interior=True, half_width=half, back=furthest), nearest


def ground_of(horizon: Horizon, tone: Tone) -> Tone:
    """The colours of the ground: far below a roof it is darker, and in a valley paler."""
    if horizon.roof is None:
        return tone
    far = darker(tone.ground, 0.4) if horizon.roof.kind == "roof" else blend(tone.ground, tone.low, 0.3)
    return tone._replace(ground=far)


def paint_horizon(painter: QPainter, screen: Screen, tone: Tone, horizon: Horizon) -> None:
    """Everything far, after sky and ground and before the grid."""
    painter.setPen(NO_PEN)
    base = -horizon.roof.numbers[3] if horizon.roof else 0.0
    for part in (*(each for each in horizon.parts if each.kind not in RAISED), *filter(None, (horizon.roof,))):
        _PAINTERS[part.kind](painter, screen, tone, part, base)


@cache
def _rows() -> tuple[Horizon, ...]:
    rows: list[Horizon] = []
    for line in (resources() / "stage" / "horizons.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if not line.startswith(" "):
            name, words = line.split(" ", 1)
            rows.append(Horizon(name, re.compile(words), ()))
            continue
        for text in line.split(";"):
            kind, *numbers = text.split()
            part = Part(kind, tuple(float(number) for number in numbers))
            rows[-1] = rows[-1]._replace(parts=(*rows[-1].parts, part))
    return tuple(rows)


def _noise(number: float) -> float:
    """A number from 0 to 1 that is always the same for the same one."""
    return math.sin(number * 12.9898 + 4.1) * 43758.5453 % 1.0


@lru_cache(maxsize=64)
def _ring(distance: float, low: float, high: float, count: int, soft: bool) -> tuple[tuple[float, Vec], ...]:
    """The corners of a silhouette all round: the angle, and the point at its height."""
    found = []
    for number in range(count):
        angle = 2 * math.pi * number / count
        part = _noise(number + distance)
        if soft:
            part = 0.5 + 0.25 * math.sin(3 * angle + distance) + 0.25 * math.sin(7 * angle + 2 * distance)
        elif number % 2:
            part *= 0.35
        height = low + (high - low) * part
        found.append((angle, (-math.sin(angle) * distance, math.cos(angle) * distance, height)))
    return tuple(found)


def _in_view(screen: Screen, part: Part, soft: bool) -> list[tuple[int, Vec]]:
    """The corners of a ring that may be in the picture, from left to right, each with its number."""
    distance, low, high, count = part.numbers[:4]
    ring = _ring(distance, low, high, int(count), soft)
    half = min(WIDEST, math.atan2(screen.width, screen.focal) + 0.35)
    yaw = screen.camera.yaw
    found = []
    for number, (angle, point) in enumerate(ring):
        gap = (angle - yaw + math.pi) % (2 * math.pi) - math.pi
        if abs(gap) <= half:
            found.append((-gap, number, point))
    return [(number, point) for _, number, point in sorted(found)]


def _hazy(tone: Tone, haze: float) -> Colour:
    return blend(darker(tone.ground, 0.34), tone.low, haze)


def _fill(painter: QPainter, screen: Screen, points: list[Vec], colour: Colour) -> bool:
    """A flat shape of the world; whether any of it can be seen."""
    shape = screen.polygon(points)
    if not shape or screen.misses(shape) or not (shape := screen.cut(shape)):
        return False
    painter.setBrush(qcolour(colour))
    painter.drawPath(path_of(shape))
    return True


def _paint_ridge(painter: QPainter, screen: Screen, tone: Tone, part: Part, base: float) -> None:
    points = [point for _, point in _in_view(screen, part, part.kind == "hills")]
    if len(points) > 1:
        feet = [(x, y, base) for x, y, _ in reversed(points)]
        _fill(painter, screen, [*points, *feet], _hazy(tone, part.numbers[4]))


def _paint_boxes(painter: QPainter, screen: Screen, tone: Tone, part: Part, base: float) -> None:
    colour = _hazy(tone, part.numbers[4])
    half = math.pi * part.numbers[0] / part.numbers[3]
    windows: list[QRectF] = []
    for number, (x, y, top) in _in_view(screen, part, soft=False):
        size = math.hypot(x, y)
        ax, ay = y / size, -x / size
        wide = half * (0.6 + 0.36 * _noise(number + 0.5))
        left, right = (x - ax * wide, y - ay * wide), (x + ax * wide, y + ay * wide)
        outline = [(*left, base), (*left, top), (*right, top), (*right, base)]
        if part.kind == "gables":
            outline[2:2] = [(x, y, top + wide * 0.8)]
        if _fill(painter, screen, outline, darker(colour, 0.1 * _noise(number + 7))):
            windows += _lit(screen, number, (x, y), (ax * wide, ay * wide), top, base)
    if tone.name in LIT and windows:
        painter.setBrush(qcolour(blend(PAINTS["warm"], PAINTS["glow"], 0.4)))
        painter.drawRects(windows)


def _lit(screen: Screen, number: int, at: Point, way: Point, top: float, base: float) -> Iterator[QRectF]:
    """The lit windows of one building."""
    for row in range(int(min(top - base, 24.0) / 3.2)):
        for column in (-0.55, 0.0, 0.55):
            if _noise(number * 31 + row * 5 + column) < 0.62:
                continue
            place = (at[0] + way[0] * column, at[1] + way[1] * column, top - 1.6 - 3.2 * row)
            flat, scale = screen.at(place), screen.scale(place)
            if flat is not None:
                yield QRectF(QPointF(flat[0] - 0.5 * scale, flat[1] - 0.7 * scale), QPointF(*flat)).normalized()


def _paint_water(painter: QPainter, screen: Screen, tone: Tone, part: Part, base: float) -> None:
    near, far = part.numbers
    angles = [screen.camera.yaw + WIDEST * step / 6 for step in range(6, -7, -1)]
    ring = [[(-math.sin(a) * d, math.cos(a) * d, base) for a in angles] for d in (near, far)]
    _fill(painter, screen, [*ring[0], *reversed(ring[1])], lighter(blend(tone.sky, tone.low, 0.45), 0.12))


def _paint_river(painter: QPainter, screen: Screen, tone: Tone, part: Part, base: float) -> None:
    near, far, wide = part.numbers
    banks: list[list[Vec]] = [[], []]
    for step in range(33):
        y = near + (far - near) * step / 32
        x = math.sin(y / 24.0 + 0.6) * (10.0 + y * 0.12)
        banks[0].append((x - wide / 2, y, base))
        banks[1].append((x + wide / 2, y, base))
    _fill(painter, screen, [*banks[0], *reversed(banks[1])], lighter(tone.low, 0.25))


def _paint_fronts(painter: QPainter, screen: Screen, tone: Tone, part: Part, base: float) -> None:
    y, tall, wide = part.numbers
    pane = blend(PAINTS["warm"], PAINTS["glow"], 0.4) if tone.name in LIT else darker(tone.sky, 0.25)
    for number in range(-8, 9):
        x = number * wide
        high = tall * (0.86 + 0.3 * _noise(number))
        colour = blend(tone.ground, FRONTS[number % len(FRONTS)], tone.light)

        def flat(a: float, b: float, low: float, top: float, fill: Colour, out: float = 0.0, *, at: float = x) -> bool:
            corners: list[Vec] = [(at + a, y, top), (at + b, y, top), (at + b, y - out, low), (at + a, y - out, low)]
            return _fill(painter, screen, corners, fill)

        if not flat(0.0, wide, base, high, darker(colour, 0.12)):
            continue
        flat(0.0, wide, high - 0.3, high, darker(colour, 0.35))
        for column in (0.16, 0.6):
            for row, (low, top) in enumerate(((3.0, 4.3), (4.8, 5.7))):
                if top < high - 0.3:
                    lit = tone.name not in LIT or _noise(number * 3 + column + row) > 0.5
                    fill = pane if lit else darker(colour, 0.5)
                    flat(wide * column, wide * (column + 0.24), low, top, fill)
        flat(wide * 0.12, wide * 0.62, base, 2.1, darker(colour, 0.5))
        flat(wide * 0.72, wide * 0.92, base, 2.1, darker(colour, 0.4))
        awning = blend(tone.ground, AWNINGS[number % len(AWNINGS)], tone.light)
        for stripe in range(6):
            left, right = (wide * (0.08 + 0.1 * each) for each in (stripe, stripe + 1))
            flat(left, right, 2.05, 2.6, awning if stripe % 2 else lighter(awning, 0.55), 0.8)


def _paint_walls(painter: QPainter, screen: Screen, tone: Tone, part: Part, base: float) -> None:
    half, tall, far = part.numbers
    brick = blend(tone.ground, PAINTS["brick"], tone.light)
    near = screen.camera.eye[1] - 2.0
    if near > far:
        return
    ends: tuple[tuple[Point, Point, float], ...] = (
        ((-half, near), (-half, far), 0.3),
        ((half, far), (half, near), 0.42),
        ((-half, far), (half, far), 0.16),
    )
    for (ax, ay), (bx, by), shade in ends:
        _fill(painter, screen, [(ax, ay, base), (ax, ay, tall), (bx, by, tall), (bx, by, base)], darker(brick, shade))
        for row in range(1, 8):
            z, line = tall * row / 8, darker(brick, shade + 0.14)
            _fill(painter, screen, [(ax, ay, z), (ax, ay, z + 0.05), (bx, by, z + 0.05), (bx, by, z)], line)


def _paint_crest(painter: QPainter, screen: Screen, tone: Tone, part: Part, base: float) -> None:
    half, near, far, _ = part.numbers
    edge: list[Vec] = [(x, far + 2.4 * _noise(x) - abs(x) * 0.12, 0.0) for x in range(int(half), -int(half) - 1, -3)]
    _fill(
        painter,
        screen,
        [*((x, y + 1.6, -2.2) for x, y, _ in edge), (-half, near, 0.0), (half, near, 0.0)],
        darker(tone.ground, 0.3),
    )
    _fill(painter, screen, [*edge, (-half, near, 0.0), (half, near, 0.0)], tone.ground)


def _paint_roof(painter: QPainter, screen: Screen, tone: Tone, part: Part, base: float) -> None:
    half, near, far, _ = part.numbers
    _fill(painter, screen, [(-half, near, 0.0), (half, near, 0.0), (half, far, 0.0), (-half, far, 0.0)], tone.ground)
    brick = blend(tone.ground, PAINTS["brick"], tone.light)
    rim = 0.5
    for a, b in (((-half, near), (-half, far)), ((half, far), (half, near)), ((-half, far), (half, far))):
        _fill(painter, screen, [(*a, 0.0), (*a, rim), (*b, rim), (*b, 0.0)], darker(brick, 0.2))
        _fill(painter, screen, [(*a, rim), (*a, rim + 0.09), (*b, rim + 0.09), (*b, rim)], lighter(brick, 0.12))


_PAINTERS = {
    "peaks": _paint_ridge,
    "hills": _paint_ridge,
    "boxes": _paint_boxes,
    "gables": _paint_boxes,
    "water": _paint_water,
    "river": _paint_river,
    "fronts": _paint_fronts,
    "walls": _paint_walls,
    "roof": _paint_roof,
    "crest": _paint_crest,
}
