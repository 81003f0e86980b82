"""Paints what lies furthest back: sky, ground, the walls of a room, and the grid that shows every move."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPen

from app.animatic.ink import NO_PEN, path_of, qcolour
from app.animatic.layout import CEILING, Layout
from app.animatic.space import Point, Screen, Vec, half_plane
from app.animatic.tones import Colour, Tone, blend, darker, lighter

GRID_REACH = 20.0
"""Metres from the camera at which the grid has faded away."""
FLAT = 0.02
"""How far a line may rise, in parts of its length, to count as level."""
WIDER = 1.02
"""Pixels: a level line of one pixel is drawn dot by dot, a wider one as whole rows, fifty times faster (Qt 6.11)."""
SKIRTING = 0.13
TILE, TILED = 0.4, 2.0
"""Metres: the side of a tile, and how far up a wall they go."""


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
        painter.drawPath(path_of(ground))


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
                painter.drawPath(path_of(shape))
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
                painter.drawPath(path_of(shape))


def paint_tiles(painter: QPainter, screen: Screen, tone: Tone, layout: Layout, front: float) -> None:
    """The joints of tiled walls, as far up as a man reaches."""
    w, back = layout.half_width, layout.back
    near = max(front, screen.camera.eye[1] - 1.0)
    rows = [TILE * number for number in range(1, int(TILED / TILE) + 1)]
    ends: list[tuple[Vec, Vec]] = []
    for z in rows:
        ends += [((-w, back, z), (w, back, z)), ((-w, near, z), (-w, back, z)), ((w, near, z), (w, back, z))]
    for number in range(int(-w / TILE), int(w / TILE) + 1):
        ends.append(((number * TILE, back, 0.0), (number * TILE, back, rows[-1])))
    for number in range(int((back - near) / TILE)):
        y = back - number * TILE
        ends += [((-w, y, 0.0), (-w, y, rows[-1])), ((w, y, 0.0), (w, y, rows[-1]))]
    lines = [QLineF(QPointF(*line[0]), QPointF(*line[1])) for a, b in ends if (line := screen.segment(a, b))]
    painter.setPen(QPen(qcolour(darker(tone.wall, 0.16)), WIDER))
    painter.drawLines(lines)


def paint_grid(painter: QPainter, screen: Screen, tone: Tone, layout: Layout, front: float, u: float) -> None:
    """Lines of one metre on the ground, every fifth one stronger, fading with the distance."""
    eye = screen.camera.eye
    reach = max(GRID_REACH, eye[2] * 2.5)
    fine: list[QLineF] = []
    level: list[QLineF] = []
    strong: list[QLineF] = []
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
                (ax, ay), (bx, by) = line
                flat = abs(by - ay) < FLAT * abs(bx - ax)
                (strong if fifth else level if flat else fine).append(QLineF(ax, ay, bx, by))
    brush = _grid_brush(screen, tone, reach)
    for lines, width in ((fine, max(1.0, 0.1 * u)), (level, max(WIDER, 0.1 * u)), (strong, max(WIDER, 0.15 * u))):
        painter.setPen(QPen(brush, width))
        painter.drawLines(lines)


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


def _grid_brush(screen: Screen, tone: Tone, reach: float) -> QBrush:
    """The grid's colour, fading along the way to the horizon."""
    colour = tone.grid
    alpha = 235 if tone.name in ("lamp", "night") else 215
    foot, normal = _horizon(screen)
    camera = screen.camera
    if camera.pitch < -0.9 or camera.eye[2] > reach * 0.6:
        return QBrush(qcolour(colour, round(alpha * 0.75)))
    gradient = QLinearGradient()
    # on level ground a point at the distance d stands below the horizon by height * focal / d
    drop = max(6.0, camera.eye[2] * screen.focal / 2.0)
    gradient.setStart(QPointF(*foot))
    gradient.setFinalStop(QPointF(foot[0] - normal[0] * drop, foot[1] - normal[1] * drop))
    for metres, part in ((reach, 0.0), (reach * 0.65, 0.25), (reach * 0.4, 0.6), (reach * 0.2, 0.9), (2.0, 1.0)):
        gradient.setColorAt(min(1.0, 2.0 / metres), qcolour(colour, round(alpha * part)))
    gradient.setColorAt(0.0, qcolour(colour, 0))
    return QBrush(gradient)


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
