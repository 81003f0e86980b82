"""Paints things: boxes, cylinders and balls with an ink outline, and a word on the plain ones."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTransform

from app.animatic.ink import NO_PEN, SMOOTH, brush, draw_edges, fill_roughly, outlined, path_of, polygon
from app.animatic.layout import Thing
from app.animatic.letters import Letters
from app.animatic.props import PAINTS, Solid
from app.animatic.space import NEAR, Screen, Vec, barrel, dot, hull, turned
from app.animatic.tones import Colour, Tone, blend, darker, lighter

OUTER, INNER = 1.4, 0.8
"""How wide the lines round a box and between its sides are, in widths of the ink."""
FRONT, LEFT, RIGHT = 0.14, 0.24, 0.34
"""How much of the way to black the sides of a box are."""
_FACES = (
    ((4, 5, 6, 7), (0.0, 0.0, 1.0), 0.0),
    ((0, 1, 5, 4), (0.0, -1.0, 0.0), FRONT),
    ((3, 0, 4, 7), (-1.0, 0.0, 0.0), LEFT),
    ((1, 2, 6, 5), (1.0, 0.0, 0.0), RIGHT),
    ((2, 3, 7, 6), (0.0, 1.0, 0.0), FRONT),
    ((3, 2, 1, 0), (0.0, 0.0, -1.0), 0.42),
)


_TURNS = tuple((math.cos(math.pi * n / 18), math.sin(math.pi * n / 18)) for n in range(36))
_ROUND = polygon(_TURNS)


class Ink(NamedTuple):
    """An outline: its colour, and how many pixels it reaches out of the shape."""

    colour: Colour
    width: float


def ink_of(tone: Tone, metres: float, u: float) -> Ink:
    """The outline of something so far away."""
    return Ink(tone.ink, max(0.5, max(0.09, min(0.32, 0.9 / max(metres, 0.1))) * u * 0.75))


def lit(colour: Colour, tone: Tone) -> Colour:
    """A thing's colour in the light of the scene."""
    return blend(tone.ground, colour, tone.light)


def paint_shadow(painter: QPainter, screen: Screen, place: Vec, width: float, depth: float) -> None:
    """The contact shadow: one ellipse on the ground at 28 %."""
    middle = screen.seen((place[0], place[1], 0.004))
    if middle[2] < 0.3:
        return
    right, ahead = screen.direction((width / 2, 0.0, 0.0)), screen.direction((0.0, depth / 2, 0.0))
    if middle[2] - abs(right[2]) - abs(ahead[2]) > NEAR:
        ring = _seen_flat(screen, middle, right, ahead).map(_ROUND)
    else:
        x, y, w, d = place[0], place[1], width / 2, depth / 2
        ring = polygon(screen.polygon([(x + w * cos, y + d * sin, 0.004) for cos, sin in _TURNS]))
    painter.setPen(NO_PEN)
    painter.setBrush(brush((0, 0, 0), 71))
    painter.drawPolygon(ring)


def _seen_flat(screen: Screen, middle: Vec, right: Vec, ahead: Vec) -> QTransform:
    """Maps what is drawn on a plane into the picture: its middle and its two directions as the camera sees them."""
    (cx, cy), f = screen.centre, screen.focal
    return QTransform(*(part for x, y, z in (right, ahead, middle) for part in (cx * z + f * x, cy * z - f * y, z)))


def paint_thing(painter: QPainter, screen: Screen, thing: Thing, tone: Tone, u: float, letters: Letters) -> None:
    """One thing, its solids from the furthest to the nearest."""
    ahead = screen.seen(_middle(thing))[2]
    if ahead < -max(thing.shape.size) or _is_outside(screen, thing):
        return
    if not thing.held_up:
        paint_shadow(painter, screen, thing.place, thing.shape.size[0] * 1.12, thing.shape.size[1] * 1.15)
    ink = ink_of(tone, ahead, u)
    lamp = thing.shape.glows and tone.name in ("lamp", "night", "dusk")
    if lamp and thing.shape.mount == "hang":
        _light_cone(painter, screen, thing)
    parts = [(screen.seen(_world(thing, _centre(solid)))[2], solid) for solid in thing.shape.solids]
    order = parts if thing.shape.mount == "wall" else sorted(parts, key=lambda part: -part[0])
    for _, solid in order:
        colour = solid.paint if lamp and solid.paint == PAINTS["glow"] else lit(_pane(solid, tone), tone)
        if solid.kind == "box":
            _paint_box(painter, screen, thing, solid, colour, ink)
        elif solid.kind == "rhomb":
            _paint_rhomb(painter, screen, thing, solid, colour, ink)
        elif solid.kind == "can":
            _paint_can(painter, screen, thing, solid, colour, ink)
        else:
            _paint_ball(painter, screen, thing, solid, colour, ink)
    if not thing.shape.known and thing.name:
        _paint_word(painter, screen, thing, u, letters)


def _is_outside(screen: Screen, thing: Thing) -> bool:
    """Whether nothing of a thing or its shadow can be in the picture."""
    place = _middle(thing)
    flat, reach = screen.at(place), 0.8 * math.hypot(*thing.shape.size)
    if flat is None or screen.seen(place)[2] < 2 * reach:
        return False
    return screen.misses((flat,), reach * screen.scale(place) * 1.5 + 8)


def _middle(thing: Thing) -> Vec:
    return (thing.place[0], thing.place[1], thing.place[2] + thing.shape.size[2] / 2)


def _centre(solid: Solid) -> Vec:
    return (solid.at[0], solid.at[1], solid.at[2] + solid.size[2] / 2)


def _world(thing: Thing, offset: Vec) -> Vec:
    return _moved(thing.place, thing.yaw, offset)


def _moved(place: Vec, yaw: float, offset: Vec) -> Vec:
    x, y, z = turned(offset, yaw) if yaw else offset
    return (place[0] + x, place[1] + y, place[2] + z)


def _pane(solid: Solid, tone: Tone) -> Colour:
    """Window panes show the sky outside."""
    if solid.paint != PAINTS["pane"]:
        return solid.paint
    return (33, 41, 60) if tone.name in ("lamp", "night") else blend(tone.sky, tone.low, 0.5)


def _paint_box(painter: QPainter, screen: Screen, thing: Thing, solid: Solid, colour: Colour, ink: Ink) -> None:
    corners, planes = _box(thing.place, thing.yaw, solid)
    flat = screen.polygon(corners)
    if not flat or screen.misses(flat):
        return
    ex, ey, ez = screen.camera.eye
    seen = tuple(side for side, (nx, ny, nz, way) in enumerate(planes) if nx * ex + ny * ey + nz * ez > way)
    if len(flat) == 8 and screen.holds(flat):
        sides = [_FACES[side] for side in seen]
        fill_roughly(painter, [(path_of([flat[i] for i in ring]), darker(colour, shade)) for ring, _, shade in sides])
        outer, inner = _edges(seen)
        draw_edges(painter, [QLineF(*flat[a], *flat[b]) for a, b in outer], ink.colour, ink.width * OUTER)
        if inner:
            draw_edges(painter, [QLineF(*flat[a], *flat[b]) for a, b in inner], ink.colour, ink.width * INNER)
        return
    for side in seen:
        ring, _, shade = _FACES[side]
        shape = screen.polygon([corners[i] for i in ring])
        if shape and (shape := screen.cut(shape)):
            outlined(painter, shape, darker(colour, shade), ink.colour, ink.width * OUTER / 2)


@cache
def _edges(seen: tuple[int, ...]) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """The edges of a box of which these sides are seen: those round its outline, and those between two sides."""
    edges = [(ring[n - 1], ring[n]) for side in seen for ring in (_FACES[side][0],) for n in range(4)]
    outer = tuple((a, b) for a, b in edges if (b, a) not in edges)
    return outer, tuple((a, b) for a, b in edges if a < b and (b, a) in edges)


@lru_cache(maxsize=4_000)
def _box(place: Vec, yaw: float, solid: Solid) -> tuple[tuple[Vec, ...], tuple[tuple[float, float, float, float], ...]]:
    """The corners of a box in the world, the lower four first, and its sides: the way out, and how far it reaches."""
    (x, y, z), (w, d, h) = solid.at, (solid.size[0] / 2, solid.size[1] / 2, solid.size[2])
    low = ((x - w, y - d, z), (x + w, y - d, z), (x + w, y + d, z), (x - w, y + d, z))
    corners = tuple(_moved(place, yaw, p) for p in (*low, *((a, b, c + h) for a, b, c in low)))
    planes = []
    for indices, normal, _ in _FACES:
        way = turned(normal, yaw) if yaw else normal
        planes.append((*way, dot(way, corners[indices[0]]) + 1e-9))
    return corners, tuple(planes)


@lru_cache(maxsize=4_000)
def _rings(place: Vec, yaw: float, solid: Solid, steps: int) -> tuple[tuple[Vec, ...], tuple[Vec, ...]]:
    """The rim of a can at its foot and at its top in the world."""
    (x, y, z), (foot, head, h) = solid.at, solid.size
    turns = [2 * math.pi * n / steps for n in range(steps)]
    low, high = (
        tuple(_moved(place, yaw, (x + r * math.cos(a), y + r * math.sin(a), up)) for a in turns)
        for r, up in ((foot / 2, z), (head / 2, z + h))
    )
    return low, high


def _paint_can(painter: QPainter, screen: Screen, thing: Thing, solid: Solid, colour: Colour, ink: Ink) -> None:
    (_, _, z), (foot, head, h) = solid.at, solid.size
    steps = _round_steps(max(foot, head) / 2 * screen.scale(_world(thing, _centre(solid))))
    rings = _rings(thing.place, thing.yaw, solid, steps)
    low, high = screen.polygon(rings[0]), screen.polygon(rings[1])
    if not low or not high:
        return
    whole = len(low) == len(high) == steps
    outline = barrel(low, high) if whole else hull([*low, *high])
    outline = screen.cut(outline)
    if not outline:
        return
    eye = screen.camera.eye[2] - thing.place[2] - z
    outlined(painter, outline, darker(colour, FRONT), ink.colour, ink.width)
    if eye > h and head > 0.02:
        outlined(painter, high, colour, ink.colour, ink.width)
    elif eye < 0 and (thing.shape.mount == "hang" or z < 0.01):
        outlined(painter, low, darker(colour, 0.3), ink.colour, ink.width)


def _paint_rhomb(painter: QPainter, screen: Screen, thing: Thing, solid: Solid, colour: Colour, ink: Ink) -> None:
    """A flat one on its tip, its widest part two thirds up: a kite's sail."""
    (x, y, z), (w, _, h) = solid.at, solid.size
    ring = ((x, y, z), (x + w / 2, y, z + h * 0.62), (x, y, z + h), (x - w / 2, y, z + h * 0.62))
    flat = screen.polygon([_world(thing, corner) for corner in ring])
    if flat and (flat := screen.cut(flat)):
        outlined(painter, flat, colour, ink.colour, ink.width)


def _round_steps(pixels: float) -> int:
    """Corners that make a circle of so many pixels' radius look round."""
    return 12 if pixels < 10 else 20 if pixels < 40 else 32 if pixels < 150 else 56


def _paint_ball(painter: QPainter, screen: Screen, thing: Thing, solid: Solid, colour: Colour, ink: Ink) -> None:
    centre = _world(thing, _centre(solid))
    flat = screen.at(centre)
    if flat is None:
        return
    scale = screen.scale(centre)
    rise = screen.direction((0.0, 0.0, 1.0))[1]
    flat_way = math.sqrt(max(0.0, 1.0 - rise * rise))
    rx = solid.size[0] / 2 * scale
    ry = math.hypot(solid.size[2] / 2 * rise, solid.size[1] / 2 * flat_way) * scale
    if screen.misses((flat,), max(rx, ry) + 4):
        return
    painter.setPen(NO_PEN)
    painter.setBrush(brush(ink.colour))
    painter.drawEllipse(QPointF(*flat), rx + ink.width * 0.5, ry + ink.width * 0.5)
    painter.setBrush(brush(darker(colour, 0.08)))
    painter.drawEllipse(QPointF(*flat), max(0.5, rx - ink.width * 0.5), max(0.5, ry - ink.width * 0.5))
    painter.setBrush(brush(lighter(colour, 0.18)))
    painter.drawEllipse(QPointF(flat[0] - rx * 0.25, flat[1] - ry * 0.28), rx * 0.45, ry * 0.42)


def _light_cone(painter: QPainter, screen: Screen, thing: Thing) -> None:
    x, y, z = thing.place
    low = max(0.75, z - 1.25)
    turns = [2 * math.pi * n / 16 for n in range(16)]
    rings = [
        screen.polygon((x + r * math.cos(a), y + r * math.sin(a), h) for a in turns)
        for r, h in ((0.26, z), (0.95, low))
    ]
    if all(rings):
        painter.setPen(NO_PEN)
        painter.setBrush(brush((255, 236, 190), 30))
        # so faint an edge needs no smoothing, which would take ten times as long
        painter.setRenderHint(SMOOTH, False)
        painter.drawPath(path_of(barrel(rings[1], rings[0])))
        painter.setRenderHint(SMOOTH, True)


def _paint_word(painter: QPainter, screen: Screen, thing: Thing, u: float, letters: Letters) -> None:
    """The word of a thing that is drawn as a plain box, on its front."""
    box = screen.polygon(
        (thing.place[0] + sx * thing.shape.size[0] / 2, thing.place[1] - thing.shape.size[1] / 2, thing.place[2] + sz)
        for sx, sz in ((-1, 0.0), (1, 0.0), (1, thing.shape.size[2]), (-1, thing.shape.size[2]))
    )
    if not box:
        return
    xs, ys = [p[0] for p in box], [p[1] for p in box]
    area = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    if area.width() < 4 * u:
        # too small for its word: it stands beside it
        area = QRectF(area.center().x() - 6 * u, area.top() - 2.6 * u, 12 * u, 2.4 * u)
    letters.write(painter, area, thing.name, 1.7, Qt.AlignmentFlag.AlignCenter, (255, 255, 255))
