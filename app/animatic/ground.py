"""Paints what lies furthest back: sky, ground, the walls of a room, and the grid that shows every move."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPen

from app.animatic.ink import NO_PEN, polygon, qcolour
from app.animatic.layout import CEILING, Layout
from app.animatic.space import Point, Screen, Vec, half_plane
from app.animatic.tones import Colour, Tone, blend, darker, lighter

GRID_REACH = 20.0
"""Metres from the camera at which the grid has faded away."""
FADING = ((1.0, 0.0), (0.65, 0.25), (0.4, 0.6), (0.2, 0.9))
"""How strong the grid is at parts of the way to where it has faded away; from `FULL` metres on it is whole."""
FULL = 2.0
FADING_STEPS = (4, 5, 4, 1)
"""Bands of one strength between those places: steps as small as these are not seen."""
EDGE = 4.0
"""Pixels outside of the picture to which the lines of the grid are drawn."""
SKIRTING = 0.13


def paint_open(painter: QPainter, screen: Screen, tone: Tone) -> None:
    """Sky and ground, meeting at the true horizon."""
    width, height = screen.width, screen.height
    corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    levels = [screen.level(x, y) for x, y in corners]
    foot, normal = _horizon(screen)
    painter.setPen(NO_PEN)
    if abs(normal[0]) < 1e-3 and normal[1] < 0 and -1e5 < foot[1] < 1e5:
        # a level horizon is by far the commonest, and two plain rectangles
        line = max(0.0, min(height, foot[1]))
        painter.fillRect(QRectF(0, 0, width, math.ceil(line)), _fade(foot, normal, height * 0.8, tone.low, tone.sky))
        haze = blend(tone.ground, tone.low, 0.42)
        brush = _fade(foot, (-normal[0], -normal[1]), height * 0.22, haze, tone.ground)
        painter.fillRect(QRectF(0, line, width, height - line), brush)
        return
    if any(level > 0 for level in levels):
        painter.fillRect(QRectF(0, 0, width, height), _fade(foot, normal, height * 0.8, tone.low, tone.sky))
    ground = half_plane(corners, levels)
    if ground:
        haze = blend(tone.ground, tone.low, 0.42)
        painter.setBrush(_fade(foot, (-normal[0], -normal[1]), height * 0.22, haze, tone.ground))
        painter.drawPolygon(polygon(ground))


def paint_room(painter: QPainter, screen: Screen, tone: Tone, layout: Layout, front: float, key_side: float) -> None:
    """Floor, three walls and ceiling; what would stand between the camera and the room is left out."""
    painter.fillRect(QRectF(0, 0, screen.width, screen.height), qcolour(darker(tone.ground, 0.35)))
    w, back = layout.half_width, layout.back
    top = max(CEILING, w * 0.55)
    sides = (
        ((-w, front, 0.0), (w, front, 0.0), (w, back, 0.0), (-w, back, 0.0), (0.0, 0.0, 1.0), tone.ground),
        ((-w, front, top), (w, front, top), (w, back, top), (-w, back, top), (0.0, 0.0, -1.0), tone.sky),
        ((-w, front, 0.0), (-w, back, 0.0), (-w, back, top), (-w, front, top), (1.0, 0.0, 0.0), _side(tone, -key_side)),
        ((w, front, 0.0), (w, back, 0.0), (w, back, top), (w, front, top), (-1.0, 0.0, 0.0), _side(tone, key_side)),
        ((-w, back, 0.0), (w, back, 0.0), (w, back, top), (-w, back, top), (0.0, -1.0, 0.0), tone.wall),
    )
    painter.setPen(NO_PEN)
    for a, b, c, d, normal, colour in sides:
        if screen.faces(a, normal):
            shape = screen.polygon((a, b, c, d))
            if shape:
                painter.setBrush(qcolour(colour))
                painter.drawPolygon(polygon(shape))
    skirting = lighter(tone.wall, 0.12)
    for a, b, normal in (
        ((-w, back, 0.0), (w, back, 0.0), (0.0, -1.0, 0.0)),
        ((-w, front, 0.0), (-w, back, 0.0), (1.0, 0.0, 0.0)),
        ((w, front, 0.0), (w, back, 0.0), (-1.0, 0.0, 0.0)),
    ):
        if screen.faces(a, normal):
            shape = screen.polygon((a, b, (b[0], b[1], SKIRTING), (a[0], a[1], SKIRTING)))
            if shape:
                painter.setBrush(qcolour(skirting))
                painter.drawPolygon(polygon(shape))


def paint_grid(painter: QPainter, screen: Screen, tone: Tone, layout: Layout, front: float, u: float) -> None:
    """Lines of one metre on the ground, every fifth one stronger, fading with the distance."""
    eye = screen.camera.eye
    reach = max(GRID_REACH, eye[2] * 2.5)
    bands = _bands(screen, reach)
    fine: list[list[QLineF]] = [[] for _ in bands.parts]
    strong: list[list[QLineF]] = [[] for _ in bands.parts]
    for across in (True, False):
        middle, other = (eye[0], eye[1]) if across else (eye[1], eye[0])
        first = math.ceil(middle - reach)
        for number in range(first, math.floor(middle + reach) + 1):
            fifth = number % 5 == 0
            if not fifth and abs(number - middle) > GRID_REACH:
                continue
            half = math.sqrt(max(0.0, reach * reach - (number - middle) ** 2))
            ends = _clipped(layout, front, across, float(number), other - half, other + half)
            if ends is None:
                continue
            a: Vec = (number, ends[0], 0.0) if across else (ends[0], number, 0.0)
            b: Vec = (number, ends[1], 0.0) if across else (ends[1], number, 0.0)
            line = screen.segment(a, b)
            if line is not None:
                bands.sort(line, strong if fifth else fine)
    alpha = 235 if tone.name in ("lamp", "night") else 215
    for sorted_lines, width in ((fine, 0.1 * u), (strong, 0.15 * u)):
        for lines, part in zip(sorted_lines, bands.parts, strict=True):
            if lines:
                # a pen of one colour draws several times faster than one with a gradient
                painter.setPen(_grid_pen(tone.grid, round(alpha * part), max(1.0, width)))
                painter.drawLines(lines)


@lru_cache(maxsize=256)
def _grid_pen(colour: Colour, alpha: int, width: float) -> QPen:
    pen = QPen(qcolour(colour, alpha), width)
    # pieces of one line must not overlap where they meet
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


class Bands(NamedTuple):
    """How the grid fades along the way to the horizon: in bands across the picture, each of one strength.

    How far a pixel is below the horizon is `x * ways[0] + y * ways[1] + start`; above `edges[0]` no grid is seen.
    """

    edges: tuple[float, ...]
    parts: tuple[float, ...]
    ways: Point
    start: float
    size: Point

    def sort(self, line: tuple[Point, Point], sorted_lines: list[list[QLineF]]) -> None:
        """Put what is seen of a line into the lists of the bands it runs through."""
        shown = _in_picture(line, self.size)
        if shown is None:
            return
        (ax, ay), (bx, by) = shown
        near, far = ((x * self.ways[0] + y * self.ways[1] + self.start) for x, y in shown)
        if near > far:
            ax, ay, bx, by, near, far = bx, by, ax, ay, far, near
        last = bisect_left(self.edges, far) - 1
        number = bisect_right(self.edges, near) - 1
        if last < 0 or number >= last:
            if last >= 0:
                sorted_lines[last].append(QLineF(ax, ay, bx, by))
            return
        dx, dy = (bx - ax) / (far - near), (by - ay) / (far - near)
        x, y = ax, ay
        while number < last:
            way = self.edges[number + 1] - near
            nx, ny = ax + dx * way, ay + dy * way
            if number >= 0:
                sorted_lines[number].append(QLineF(x, y, nx, ny))
            x, y, number = nx, ny, number + 1
        sorted_lines[last].append(QLineF(x, y, bx, by))


def _bands(screen: Screen, reach: float) -> Bands:
    size = (screen.width, screen.height)
    camera = screen.camera
    if camera.pitch < -0.9 or camera.eye[2] > reach * 0.6:
        return Bands((-math.inf,), (0.75,), (0.0, 0.0), 0.0, size)
    foot, normal = _horizon(screen)
    # on level ground a point at the distance d stands below the horizon by height * focal / d
    drop = max(6.0, camera.eye[2] * screen.focal / FULL)
    ways = (-normal[0] / drop, -normal[1] / drop)
    return Bands(*_fading(reach), ways, -(foot[0] * ways[0] + foot[1] * ways[1]), size)


@lru_cache(maxsize=64)
def _fading(reach: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The upper edges of the bands, 1 where the ground is `FULL` metres away, and the strength of the grid in each."""
    stops = [*((FULL / (part * reach), strength) for part, strength in FADING), (1.0, 1.0)]
    edges: list[float] = []
    parts: list[float] = []
    for (start, part), (end, most), steps in zip(stops, stops[1:], FADING_STEPS, strict=False):
        for step in range(steps):
            edges.append(start + (end - start) * step / steps)
            parts.append(part + (most - part) * (step + 0.5) / steps)
    return (*edges, 1.0), (*parts, 1.0)


def _in_picture(line: tuple[Point, Point], size: Point) -> tuple[Point, Point] | None:
    """The part of a line that is in the picture, by Liang and Barsky."""
    (ax, ay), (bx, by) = line
    dx, dy = bx - ax, by - ay
    start, end = 0.0, 1.0
    for way, room in ((-dx, ax + EDGE), (dx, size[0] + EDGE - ax), (-dy, ay + EDGE), (dy, size[1] + EDGE - ay)):
        if way == 0.0:
            if room < 0.0:
                return None
        elif way < 0.0:
            start = max(start, room / way)
        else:
            end = min(end, room / way)
    if start >= end:
        return None
    return (ax + dx * start, ay + dy * start), (ax + dx * end, ay + dy * end)


def _clipped(
    layout: Layout, front: float, across: bool, at: float, start: float, end: float
) -> tuple[float, float] | None:
    """The part of a grid line that lies on the floor of a room."""
    if layout.interior:
        if across:
            if abs(at) > layout.half_width:
                return None
            start, end = max(start, front), min(end, layout.back)
        else:
            if not front <= at <= layout.back:
                return None
            start, end = max(start, -layout.half_width), min(end, layout.half_width)
    return (start, end) if end > start else None


def _horizon(screen: Screen) -> tuple[Point, Point]:
    """The point of the horizon nearest to the middle of the picture, and the way up from it."""
    cx, cy = screen.centre
    level = screen.level(cx, cy)
    gx, gy = screen.level(cx + 1, cy) - level, screen.level(cx, cy + 1) - level
    size = math.hypot(gx, gy)
    if size < 1e-6:
        # straight up or down: there is no horizon
        return (cx, cy - 1e6 if level < 0 else cy + 1e6), (0.0, -1.0)
    step = max(-1e6, min(1e6, -level / size))
    return (cx + gx / size * step, cy + gy / size * step), (gx / size, gy / size)


def _fade(foot: Point, way: Point, size: float, near: Colour, far: Colour) -> QLinearGradient:
    gradient = QLinearGradient(QPointF(*foot), QPointF(foot[0] + way[0] * size, foot[1] + way[1] * size))
    gradient.setColorAt(0.0, qcolour(near))
    gradient.setColorAt(1.0, qcolour(far))
    return gradient


def _side(tone: Tone, towards_key: float) -> Colour:
    """A side wall: the one that faces the key light is the lighter one."""
    return darker(tone.wall, 0.08 if towards_key > 0 else 0.2)
