"""Paints heads: skull and jaw, hair as it lies on the skull from any side, and a face that looks and speaks."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.animatic.figures import HEAD_RADIUS, Body
from app.animatic.ink import NO_BRUSH, NO_PEN, Flat, brush, fill, outlined, outlined_limb, path_of, qcolour
from app.animatic.robots import Frame, paint_robot_head
from app.animatic.solids import Ink, lit
from app.animatic.space import NEAR, Point, Screen, Vec, capsule, circle, hull
from app.animatic.tones import Colour, Tone, darker

EYE_COLOUR: Colour = (58, 53, 53)
LIP_COLOUR: Colour = (92, 42, 42)
SHADE = 0.15
"""How much darker the side of a face away from the key light is."""


class Head(NamedTuple):
    """A head on the screen: its middle and radius in pixels, and the face's own axes as the camera sees them."""

    centre: Point
    radius: float
    right: Vec
    ahead: Vec
    up: Vec

    def at(self, yaw: float, pitch: float, radius: float = 1.0) -> tuple[float, float, float]:
        """A point of the face, degrees to its left and up: pixels, and how far it turns to the camera (1 fully)."""
        side, fore, rise = _way(yaw, pitch)
        x = self.right[0] * side + self.ahead[0] * fore + self.up[0] * rise
        y = self.right[1] * side + self.ahead[1] * fore + self.up[1] * rise
        z = self.right[2] * side + self.ahead[2] * fore + self.up[2] * rise
        return self.centre[0] + x * self.radius * radius, self.centre[1] - y * self.radius * radius, -z


@lru_cache(maxsize=2_000)
def _way(yaw: float, pitch: float) -> Vec:
    """The direction of a point of the face in the face's own axes."""
    a, b = math.radians(yaw), math.radians(pitch)
    cos = math.cos(b)
    return (-math.sin(a) * cos, math.cos(a) * cos, math.sin(b))


def paint_head(painter: QPainter, screen: Screen, body: Body, tone: Tone, key_side: float, width: float) -> None:
    """The head of a stand-in; `width` is half the ink line in pixels."""
    head = _head(screen, body)
    if head is None or head.radius < 1.0:
        return
    look = body.look
    skin, hair = lit(look.skin, tone), lit(look.hair, tone)
    pen = Ink(tone.ink, width)
    if look.kind == "robot":
        paint_robot_head(painter, Frame(*head), body, skin, pen.colour, pen.width)
        return
    turned_away = head.ahead[2] > 0.35
    jaw = _jaw(head)
    _paint_back_hair(painter, head, look.style, hair, pen, away=turned_away)
    outlined_limb(painter, jaw, skin, pen.colour, pen.width)
    if head.radius > 6:
        _paint_shade(painter, head, jaw, skin, key_side)
    _paint_ears(painter, head, skin, pen, look.style)
    if head.ahead[2] < 0.4 and head.radius > 3:
        _paint_features(painter, head, body, skin, hair)
    if look.beard == "beard":
        _paint_beard(painter, head, hair)
    if look.beard and head.ahead[2] < 0.1:
        _paint_moustache(painter, head, hair)
    if look.style != "bald":
        _paint_cap(painter, head, look.style, hair, pen, lit(look.cloth, tone))
    if turned_away and look.style in ("long", "tail", "bob"):
        _paint_fall(painter, head, look.style, hair, pen)


def _head(screen: Screen, body: Body) -> Head | None:
    seen = screen.seen(body.joints["head"])
    if seen[2] <= NEAR + 0.05:
        return None
    size = HEAD_RADIUS * body.look.height * (1.18 if body.look.height < 1.4 else 1.0)
    yaw, pitch = body.face_yaw, body.face_pitch
    cos, sin = math.cos(pitch), math.sin(pitch)
    ahead = (-math.sin(yaw) * cos, math.cos(yaw) * cos, sin)
    right = (math.cos(yaw), math.sin(yaw), 0.0)
    up = (math.sin(yaw) * sin, -math.cos(yaw) * sin, cos)
    flat = screen.flat(seen)
    return Head(
        flat,
        size * screen.focal / seen[2],
        _seen_from(screen, seen, right),
        _seen_from(screen, seen, ahead),
        _seen_from(screen, seen, up),
    )


def _seen_from(screen: Screen, seen: Vec, direction: Vec) -> Vec:
    """A direction at a place of the picture: as a camera that points there would see it."""
    x, y, z = screen.direction(direction)
    # off the axis the lens looks at things from the side: turn by that angle
    a = math.atan2(seen[0], seen[2])
    x, z = x * math.cos(a) - z * math.sin(a), x * math.sin(a) + z * math.cos(a)
    b = math.atan2(seen[1], math.hypot(seen[0], seen[2]))
    y, z = y * math.cos(b) - z * math.sin(b), y * math.sin(b) + z * math.cos(b)
    return (x, y, z)


def _jaw(head: Head) -> Flat:
    """Skull and chin."""
    x, y, _ = head.at(0, -78, 0.66)
    fx, fy, _ = head.at(0, 0, 0.16)
    chin = (x + fx - head.centre[0], y + fy - head.centre[1])
    return head.centre, head.radius, chin, head.radius * 0.56


def _outlined(painter: QPainter, outline: list[Point], colour: Colour, pen: Ink) -> None:
    outlined(painter, outline, colour, pen.colour, pen.width)


def _paint_shade(painter: QPainter, head: Head, jaw: Flat, skin: Colour, key_side: float) -> None:
    """The side away from the key: what a round patch of light leaves over."""
    x, y, r = *head.centre, head.radius
    light = Patch((x + key_side * r * 0.82, y - r * 0.05), r * 1.02, r * 1.55, math.pi if key_side > 0 else 0.0)
    fill(painter, _left_over(capsule(*jaw, steps=round(4 + 3 * math.sqrt(r))), light), darker(skin, SHADE))


class Patch(NamedTuple):
    """An upright ellipse, and the angle at which it is inside of what it lies on."""

    centre: Point
    rx: float
    ry: float
    inside: float


def _left_over(outline: list[Point], patch: Patch) -> list[Point]:
    """What of a shape lies outside of a patch that covers one side of it. Qt's own answer takes five times as long."""
    (x, y), rx, ry, inside = patch
    away = [((px - x) / rx) ** 2 + ((py - y) / ry) ** 2 - 1.0 for px, py in outline]
    count = len(outline)
    begins = [n for n in range(count) if away[n] > 0 >= away[n - 1]]
    if not begins:
        return outline if min(away) > 0 else []
    # of two stretches, as of a head laid over, the longer one counts
    runs = [next(n for n in range(count) if away[(first + n) % count] <= 0) for first in begins]
    run, first = max(zip(runs, begins, strict=True))
    kept = [outline[(first + n) % count] for n in range(run)]
    ends = ((first + run - 1) % count, (first + run) % count), (first - 1, first)
    start, stop = (_met(outline[a], outline[b], away[a], away[b]) for a, b in ends)
    turns = [math.atan2((py - y) / ry, (px - x) / rx) - inside for px, py in (start, stop)]
    turn, last = (math.remainder(each, 2 * math.pi) for each in turns)
    steps = count // 3
    bow = [inside + turn + (last - turn) * n / steps for n in range(steps + 1)]
    return [*kept, *((x + rx * math.cos(a), y + ry * math.sin(a)) for a in bow)]


def _met(a: Point, b: Point, away: float, other: float) -> Point:
    """Where a side crosses the edge of a patch."""
    part = away / (away - other)
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)


def _paint_ears(painter: QPainter, head: Head, skin: Colour, pen: Ink, style: str) -> None:
    if style in ("bob", "long", "curly") or head.radius < 5:
        return
    for side in (92.0, -92.0):
        x, y, facing = head.at(side, -6, 1.0)
        if facing > -0.25:
            ear = ((x, y), head.radius * 0.19, (x, y), head.radius * 0.19)
            outlined_limb(painter, ear, darker(skin, 0.05), pen.colour, pen.width)


@cache
def _hairline(style: str, steps: int) -> tuple[tuple[float, float], ...]:
    """Where the hair ends, as degrees (round the head, up): over the brow, down to the ears, along the nape."""
    brow, temple, nape = {
        "bob": (40.0, 22.0, -38.0),
        "long": (44.0, 20.0, -42.0),
        "cap": (30.0, 22.0, 4.0),
        "curly": (42.0, 16.0, -40.0),
    }.get(style, (46.0, 24.0, -30.0))
    points = []
    for step in range(steps + 1):
        round_ = -180.0 + 360.0 * step / steps
        part = abs(round_)
        if part < 62:
            up = brow + (temple - brow) * (part / 62) ** 2
        elif part < 84:
            side = 8.0 if style in ("short", "bun", "tail", "cap") else -18.0
            up = temple + (side - temple) * (part - 62) / 22
        elif part < 108:
            side = 8.0 if style in ("short", "bun", "tail", "cap") else -18.0
            up = side + (nape - side) * (part - 84) / 24
        else:
            up = nape
        points.append((round_, up))
    return tuple(points)


def _cap(head: Head, style: str, grow: float) -> list[Point]:
    """The part of the head that hair covers, seen from where the camera is."""
    steps = 48 if head.radius > 30 else 24 if head.radius > 9 else 16
    line = _hairline(style, steps)
    seen = [(x, y) for x, y, facing in (head.at(a, b, grow) for a, b in line) if facing > 0]
    rim: list[tuple[Point, bool]] = []
    for step in range(steps):
        angle = 2 * math.pi * step / steps
        dx, dy = math.cos(angle), math.sin(angle)
        point = (head.centre[0] + dx * head.radius * grow, head.centre[1] + dy * head.radius * grow)
        rim.append((point, _is_hair(head, dx, -dy, line, steps)))
    if all(covered for _, covered in rim):
        if len(seen) < 3:
            return [point for point, _ in rim] if head.ahead[2] > -0.2 or head.up[2] < -0.2 else []
        return [point for point, _ in rim]
    if not any(covered for _, covered in rim):
        return hull(seen) if len(seen) > 2 and head.up[2] < 0 else []
    first = next(n for n in range(steps) if rim[n][1] and not rim[n - 1][1])
    run: list[Point] = []
    for number in range(steps):
        point, covered = rim[(first + number) % steps]
        if not covered:
            break
        run.append(point)
    if not seen:
        return run
    inner = _ordered(seen, run[-1])
    return [*run, *inner]


def _ordered(points: list[Point], start: Point) -> list[Point]:
    """A polyline's points, begun at the end that lies nearer to a point. A wrapped one is joined first."""
    gaps = [math.dist(points[n - 1], points[n]) for n in range(1, len(points))]
    if gaps:
        widest = max(range(len(gaps)), key=gaps.__getitem__)
        if gaps[widest] > math.dist(points[0], points[-1]) * 1.01:
            points = [*points[widest + 1 :], *points[: widest + 1]]
    return points if math.dist(points[0], start) <= math.dist(points[-1], start) else points[::-1]


def _is_hair(head: Head, x: float, y: float, line: tuple[tuple[float, float], ...], steps: int) -> bool:
    """Whether a point of the rim (as a direction on the screen) is above the hairline."""
    side = head.right[0] * x + head.right[1] * y
    fore = head.ahead[0] * x + head.ahead[1] * y
    rise = head.up[0] * x + head.up[1] * y
    round_ = math.degrees(math.atan2(-side, fore))
    up = math.degrees(math.asin(max(-1.0, min(1.0, rise))))
    return up > line[round((round_ + 180.0) / 360.0 * steps)][1]


def _paint_cap(painter: QPainter, head: Head, style: str, hair: Colour, pen: Ink, cloth: Colour) -> None:
    grow = {"curly": 1.2, "cap": 1.08, "bob": 1.08, "long": 1.07}.get(style, 1.05)
    outline = _cap(head, style, grow)
    if len(outline) > 2:
        _outlined(painter, outline, cloth if style == "cap" else hair, pen)
    if style == "bun":
        x, y, facing = head.at(180, 58, 1.16)
        if facing < 0.2 or head.ahead[2] > 0:
            pass
        _outlined(painter, circle((x, y), head.radius * 0.38, 24), hair, pen)
        if len(outline) > 2 and head.ahead[2] < 0.3:
            painter.setPen(NO_PEN)
            painter.setBrush(brush(hair))
            painter.drawPath(path_of(outline))
    if style == "cap":
        peak = [
            head.at(a, b, r)[:2]
            for a, b, r in ((-48, 26, 1.08), (-30, 20, 1.5), (0, 18, 1.62), (30, 20, 1.5), (48, 26, 1.08))
        ]
        if head.ahead[2] < 0.5:
            _outlined(painter, [(x, y) for x, y in peak], darker(cloth, 0.2), pen)


def _paint_back_hair(painter: QPainter, head: Head, style: str, hair: Colour, pen: Ink, *, away: bool) -> None:
    """What hangs behind the face."""
    if away or style not in ("long", "bob", "tail", "curly"):
        return
    _paint_fall(painter, head, style, darker(hair, 0.14), pen)


def _paint_fall(painter: QPainter, head: Head, style: str, hair: Colour, pen: Ink) -> None:
    """Hair that falls: to the chin, to the shoulders, or as a tail or braid down the back."""
    r = head.radius
    x, y, _ = head.at(180, -10, 0.45)
    if style == "tail":
        root = head.at(180, 10, 0.98)
        end = (root[0] + (x - head.centre[0]) * 0.4, root[1] + r * 2.6)
        _outlined(painter, capsule((root[0], root[1]), r * 0.3, end, r * 0.14, 9), hair, pen)
        return
    drop = {"long": 1.85, "bob": 0.95, "curly": 0.55}[style]
    wide = {"long": 0.92, "bob": 0.98, "curly": 1.12}[style]
    top = circle((x, y), r * (1.06 if style != "curly" else 1.24), 24)
    foot = [(x - r * wide, y + r * drop), (x + r * wide, y + r * drop)]
    low = [
        *circle((foot[0][0] + r * 0.2, foot[0][1]), r * 0.2, 10),
        *circle((foot[1][0] - r * 0.2, foot[1][1]), r * 0.2, 10),
    ]
    _outlined(painter, hull([*top, *low]), hair, pen)


def _paint_beard(painter: QPainter, head: Head, hair: Colour) -> None:
    """From ear to ear below the mouth, as much of it as faces the camera."""
    rim = [*((a, -22.0 - abs(a) * 0.05) for a in range(-80, 81, 16)), *((a, -62.0) for a in range(80, -81, -16))]
    seen = [(x, y) for x, y, facing in (head.at(a, b, 1.02) for a, b in rim) if facing > -0.02]
    if len(seen) < 3 or head.ahead[2] > 0.3:
        return
    x, y, _ = head.at(0, -78, 0.66)
    fx, fy, _ = head.at(0, 0, 0.16)
    chin = circle((x + fx - head.centre[0], y + fy - head.centre[1]), head.radius * 0.57, 20)
    low = [point for point in chin if point[1] > y - head.radius * 0.1]
    outline = path_of(hull([*seen, *low]))
    mouth = QPainterPath()
    mx, my, facing = head.at(0, -33)
    mouth.addEllipse(QPointF(mx, my), head.radius * 0.22 * max(0.1, facing), head.radius * 0.1)
    painter.setPen(NO_PEN)
    painter.setBrush(brush(hair))
    painter.drawPath(outline.subtracted(mouth))


def _paint_moustache(painter: QPainter, head: Head, hair: Colour) -> None:
    pen = QPen(qcolour(hair), max(0.8, head.radius * 0.15))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    middle = head.at(0, -23, 1.04)
    for side in (26, -26):
        x, y, facing = head.at(side, -30, 1.02)
        if facing > 0.05 and middle[2] > -0.1:
            painter.drawLine(QPointF(middle[0], middle[1]), QPointF(x, y))


def _paint_features(painter: QPainter, head: Head, body: Body, skin: Colour, hair: Colour) -> None:
    """Eyes, brows, nose and mouth, each left out where it turns away."""
    r = head.radius
    painter.setPen(NO_PEN)
    for side in (22.0, -22.0):
        x, y, facing = head.at(side, 4)
        if facing < 0.16:
            continue
        if body.blink:
            painter.setBrush(brush(darker(skin, 0.4)))
            painter.drawEllipse(QPointF(x, y + r * 0.03), r * 0.09 * facing, max(0.5, r * 0.02))
        else:
            painter.setBrush(brush(EYE_COLOUR))
            painter.drawEllipse(QPointF(x, y), max(0.5, r * 0.083 * (0.35 + 0.65 * facing)), max(0.6, r * 0.105))
    if r > 7:
        brow = QPen(
            qcolour(darker(hair, 0.08) if body.look.style != "bald" else darker(skin, 0.5)), max(0.8, r * 0.085)
        )
        brow.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(brow)
        for side in (1.0, -1.0):
            inner, outer = head.at(13 * side, 22), head.at(37 * side, 21)
            if inner[2] > 0.12 and outer[2] > 0.0:
                painter.drawLine(QPointF(inner[0], inner[1]), QPointF(outer[0], outer[1]))
        _paint_nose(painter, head, skin)
    _paint_mouth(painter, head, body, skin)


def _paint_nose(painter: QPainter, head: Head, skin: Colour) -> None:
    pen = QPen(qcolour(darker(skin, 0.34)), max(0.7, head.radius * 0.05))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(NO_BRUSH)
    top, tip, wing = head.at(0, 2, 1.02), head.at(0, -13, 1.12), head.at(7, -17, 1.0)
    if tip[2] > 0.05:
        path = QPainterPath(QPointF(top[0], top[1]))
        path.lineTo(QPointF(tip[0], tip[1]))
        path.lineTo(QPointF(wing[0], wing[1]))
        painter.drawPath(path)


def _paint_mouth(painter: QPainter, head: Head, body: Body, skin: Colour) -> None:
    r = head.radius
    x, y, facing = head.at(0, -33)
    if facing < 0.1:
        return
    if body.mouth > 0.12:
        painter.setPen(NO_PEN)
        painter.setBrush(brush(LIP_COLOUR))
        painter.drawEllipse(QPointF(x, y), max(0.6, r * 0.175 * facing), max(0.6, r * (0.03 + 0.12 * body.mouth)))
        return
    pen = QPen(qcolour(darker(skin, 0.42)), max(0.7, r * 0.05))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    left, right = head.at(13, -32), head.at(-13, -32)
    painter.drawLine(QPointF(left[0], left[1]), QPointF(right[0], right[1]))
