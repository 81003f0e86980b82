"""Paints stand-ins: limbs as tapered capsules with one ink outline for each group, far ones first."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.animatic.faces import paint_head
from app.animatic.figures import Body
from app.animatic.ink import NO_PEN, SMOOTH, Flat, fill_limbs, limb, outlined, wrapped
from app.animatic.ink import brush as brush_of
from app.animatic.solids import lit, paint_shadow
from app.animatic.space import NEAR, Point, Screen, Vec, distance, heading, mixed
from app.animatic.tones import Colour, Tone, darker, lighter

LIGHT = 0.13
"""How much lighter the stripe on the key side of a limb is."""


class Part(NamedTuple):
    """One capsule of a limb, in metres of the world."""

    a: Vec
    ra: float
    b: Vec
    rb: float
    colour: Colour


class Brush(NamedTuple):
    """What all parts of a figure are painted with."""

    painter: QPainter
    screen: Screen
    ink: Colour
    line: float
    """Pixels the ink reaches out of a shape."""
    key_side: float


def paint_body(painter: QPainter, screen: Screen, body: Body, tone: Tone, key_side: float, u: float) -> None:
    """One stand-in. `key_side` is -1 where the key light comes from camera left, 1 from the right."""
    ahead = screen.seen(body.joints["pelvis"])[2]
    if ahead < -0.5:
        return
    away = max(0.2, distance(body.joints["chest"], screen.camera.eye))
    width = max(0.9, min(3.2, 9 / away)) * u / 10
    brush = Brush(painter, screen, tone.ink, width, key_side)
    height = body.look.height
    paint_shadow(painter, screen, body.place, 0.42 * height, 0.3 * height)
    if body.look.kind in ("animal", "bird"):
        _paint_animal(brush, body, tone)
        return
    groups = [*_legs(brush, body, tone), _torso(brush, body, tone), *_arms(brush, body, tone)]
    head = distance(body.joints["head"], screen.camera.eye)
    groups.append((head - 0.06 * height, lambda: paint_head(painter, screen, body, tone, key_side, width)))
    for _, draw in sorted(groups, key=lambda group: -group[0]):
        draw()


Group = tuple[float, Callable[[], None]]
"""How far away it is, and how it is painted."""


def _legs(brush: Brush, body: Body, tone: Tone) -> list[Group]:
    look, joints, size = body.look, body.joints, body.look.height
    bare = look.wear == "skirt"
    metal = look.kind == "robot"
    cloth = lit(look.skin if bare or metal else look.trousers, tone)
    shoe = darker(lit(look.trousers, tone), 0.38)
    found: list[Group] = []
    for side in ("l", "r"):
        hip, knee = joints[f"{side}_hip"], joints[f"{side}_knee"]
        ankle, toe = joints[f"{side}_ankle"], joints[f"{side}_toe"]
        parts = [
            Part(ankle, 0.030 * size, toe, 0.024 * size, shoe),
            Part(hip, 0.058 * size, knee, 0.043 * size, cloth),
            Part(knee, 0.043 * size, ankle, 0.030 * size, cloth),
        ]
        found.append((_away(brush, mixed(hip, knee, 0.7)) + 0.02, _limb(brush, parts)))
    return found


def _arms(brush: Brush, body: Body, tone: Tone) -> list[Group]:
    look, joints, size = body.look, body.joints, body.look.height
    cloth, skin = lit(look.cloth, tone), lit(look.skin, tone)
    if look.wear == "apron":
        cloth = lighter(cloth, 0.06)
    found: list[Group] = []
    for side in ("l", "r"):
        shoulder, elbow, hand = joints[f"{side}_shoulder"], joints[f"{side}_elbow"], joints[f"{side}_hand"]
        bare = look.wear == "apron" or look.kind == "robot"
        tip = mixed(elbow, hand, 1.22)
        parts = [
            Part(mixed(elbow, hand, 0.94), 0.024 * size, tip, 0.021 * size, skin),
            Part(elbow, 0.032 * size, hand, 0.026 * size, skin if bare else cloth),
            Part(shoulder, 0.043 * size, elbow, 0.034 * size, cloth),
        ]
        found.append((_away(brush, mixed(shoulder, elbow, 0.8)), _limb(brush, parts)))
    return found


def _torso(brush: Brush, body: Body, tone: Tone) -> Group:
    look, joints, size = body.look, body.joints, body.look.height
    cloth = lit(look.cloth, tone)
    balls = [
        *((joints[f"{side}_shoulder"], 0.052) for side in ("l", "r")),
        *((joints[f"{side}_hip"], 0.068) for side in ("l", "r")),
        (joints["chest"], 0.085),
        (joints["pelvis"], 0.085),
    ]

    def draw() -> None:
        outline = _hull(brush, [(ball[0], ball[1] * size) for ball in balls])
        if not outline:
            return
        neck = Part(joints["neck"], 0.036 * size, mixed(joints["neck"], joints["head"], 0.6), 0.034 * size, cloth)
        _paint_parts(brush, [neck._replace(colour=darker(lit(look.skin, tone), 0.16))])
        if look.wear in ("coat", "skirt"):
            _paint_hem(brush, body, darker(cloth, 0.06))
        _paint_shape(brush, outline, cloth)
        spine = Part(joints["chest"], 0.05 * size, joints["pelvis"], 0.055 * size, cloth)
        _paint_stripe(brush, [spine], 0.5)
        if look.wear == "apron":
            _paint_apron(brush, body, tone)

    return _away(brush, mixed(joints["chest"], joints["pelvis"], 0.4)), draw


def _paint_hem(brush: Brush, body: Body, colour: Colour) -> None:
    """A coat or skirt: from the hips to the knees, as wide as the step."""
    size, joints = body.look.height, body.joints
    reach = 0.75 if body.look.wear == "coat" else 0.95
    balls = [(joints[f"{side}_hip"], 0.075 * size) for side in ("l", "r")]
    for side, out in (("l", -1.0), ("r", 1.0)):
        knee = mixed(joints[f"{side}_hip"], joints[f"{side}_knee"], reach)
        flare = 0.03 * size * out
        across = (math.cos(body.yaw) * flare, math.sin(body.yaw) * flare, 0.0)
        balls.append(((knee[0] + across[0], knee[1] + across[1], knee[2]), 0.062 * size))
    outline = _hull(brush, balls)
    if outline:
        _paint_shape(brush, outline, colour)


def _paint_apron(brush: Brush, body: Body, tone: Tone) -> None:
    """A panel on the front, seen unless the figure turns its back."""
    joints, size = body.joints, body.look.height
    ahead = heading(body.yaw)
    eye = brush.screen.camera.eye
    chest = joints["chest"]
    if (eye[0] - chest[0]) * ahead[0] + (eye[1] - chest[1]) * ahead[1] < 0.05:
        return
    cloth = lit((206, 199, 183), tone)

    def front(p: Vec, out: float = 0.075) -> Vec:
        return (p[0] + ahead[0] * out * size, p[1] + ahead[1] * out * size, p[2])

    top = [front(mixed(joints[f"{side}_shoulder"], joints["pelvis"], 0.32)) for side in ("l", "r")]
    top = [mixed(p, front(chest), 0.42) for p in top]
    low = [front(mixed(joints[f"{side}_hip"], joints[f"{side}_knee"], 0.62), 0.07) for side in ("l", "r")]
    outline = _hull(brush, [*((p, 0.018 * size) for p in top), *((p, 0.04 * size) for p in low)])
    if outline:
        _paint_shape(brush._replace(line=brush.line * 0.7), outline, cloth)
    straps = [
        Part(
            top[index],
            0.012 * size,
            front(mixed(joints[f"{side}_shoulder"], joints["neck"], 0.45), 0.03),
            0.012 * size,
            cloth,
        )
        for index, side in enumerate(("l", "r"))
    ]
    for strap in straps:
        _paint_parts(brush._replace(line=brush.line * 0.7), [strap])


def _paint_animal(brush: Brush, body: Body, tone: Tone) -> None:
    """A body, neck and head on four legs; a bird on two, with a wing."""
    size = body.look.height
    ahead = heading(body.yaw)
    x, y, z = body.place
    cloth = lit(body.look.cloth, tone)

    def at(fore: float, side: float, up: float) -> Vec:
        return (
            x + (ahead[0] * fore + ahead[1] * side) * size,
            y + (ahead[1] * fore - ahead[0] * side) * size,
            z + up * size,
        )

    swing = (body.joints["l_knee"][0] - body.joints["r_knee"][0]) * ahead[0]
    swing = (swing + (body.joints["l_knee"][1] - body.joints["r_knee"][1]) * ahead[1]) / size * 0.8
    if body.look.kind == "bird":
        legs = [(0.0, 0.08), (0.0, -0.08)]
        trunk = Part(at(-0.3, 0, 0.5), 0.12 * size, at(0.18, 0, 0.62), 0.2 * size, cloth)
        head = [Part(at(0.26, 0, 0.84), 0.13 * size, at(0.3, 0, 0.84), 0.12 * size, cloth)]
        beak = Part(at(0.38, 0, 0.84), 0.045 * size, at(0.52, 0, 0.81), 0.012 * size, (217, 164, 65))
        tail = Part(at(-0.3, 0, 0.5), 0.1 * size, at(-0.62, 0, 0.46), 0.03 * size, darker(cloth, 0.12))
        thick = 0.02
    else:
        legs = [(0.42, 0.13), (0.42, -0.13), (-0.45, 0.13), (-0.45, -0.13)]
        trunk = Part(at(-0.45, 0, 0.62), 0.2 * size, at(0.4, 0, 0.64), 0.22 * size, cloth)
        head = [
            Part(at(0.45, 0, 0.7), 0.13 * size, at(0.66, 0, 0.92), 0.1 * size, cloth),
            Part(at(0.66, 0, 0.95), 0.135 * size, at(0.9, 0, 0.88), 0.07 * size, cloth),
        ]
        beak = Part(at(0.62, 0.08, 1.03), 0.05 * size, at(0.58, 0.1, 1.12), 0.02 * size, darker(cloth, 0.2))
        tail = Part(at(-0.6, 0, 0.68), 0.05 * size, at(-0.86, 0, 0.9), 0.025 * size, cloth)
        thick = 0.055
    near = 1.0 if _away(brush, at(0, 0.3, 0.5)) < _away(brush, at(0, -0.3, 0.5)) else -1.0
    order = sorted(legs, key=lambda leg: leg[1] * near)
    for number, (fore, side) in enumerate(order):
        if number == len(order) // 2:
            _paint_parts(brush, [tail])
            _paint_parts(brush, [trunk, *head])
            _paint_parts(brush, [beak])
        step = swing if (number + (fore > 0)) % 2 else -swing
        top = 0.46 if body.look.kind == "bird" else 0.58
        _paint_parts(
            brush, [Part(at(fore, side, top), thick * 1.5 * size, at(fore + step, side, 0.05), thick * size, cloth)]
        )
    eye = brush.screen.at(
        at(0.32 if body.look.kind == "bird" else 0.74, near * 0.12, 0.87 if body.look.kind == "bird" else 0.99)
    )
    if eye is not None:
        radius = 0.025 * size * brush.screen.scale(at(0.7, 0, 0.9))
        brush.painter.setPen(NO_PEN)
        brush.painter.setBrush(brush_of((40, 36, 40)))
        brush.painter.drawEllipse(QPointF(*eye), radius, radius)


def _limb(brush: Brush, parts: Sequence[Part]) -> Callable[[], None]:
    def draw() -> None:
        _paint_parts(brush, parts)

    return draw


def _paint_parts(brush: Brush, parts: Sequence[Part]) -> None:
    """A group: first all its outlines, then all its fills, so that no line is left between its parts."""
    flats = [(flat, part.colour) for part in parts if (flat := _flat(brush, part))]
    if not flats:
        return
    fill_limbs(brush.painter, [flat for flat, _ in flats], brush.line, brush.ink)
    for colour, run in groupby(flats, key=itemgetter(1)):
        fill_limbs(brush.painter, [flat for flat, _ in run], 0.0, colour)
    _paint_stripe(brush, parts, 1.0)


def _paint_stripe(brush: Brush, parts: Sequence[Part], strength: float) -> None:
    """A narrower, lighter capsule on the side of the key light."""
    screen = brush.screen
    # so faint an edge needs no smoothing, which would take five times as long
    brush.painter.setRenderHint(SMOOTH, False)
    for part in parts:
        a, b = screen.seen(part.a), screen.seen(part.b)
        if a[2] <= NEAR or b[2] <= NEAR:
            continue
        ra, rb = part.ra * screen.focal / a[2], part.rb * screen.focal / b[2]
        if ra < 4.0:
            continue
        (ax, ay), (bx, by) = screen.flat(a), screen.flat(b)
        shift = brush.key_side * 0.34
        if screen.misses(((ax, ay), (bx, by)), max(ra, rb)):
            continue
        brush.painter.setPen(NO_PEN)
        brush.painter.setBrush(brush_of(lighter(part.colour, LIGHT * strength)))
        brush.painter.drawPath(limb((ax + ra * shift, ay), ra * 0.42, (bx + rb * shift, by), rb * 0.42))
    brush.painter.setRenderHint(SMOOTH, True)


def _paint_shape(brush: Brush, outline: list[Point], colour: Colour) -> None:
    outlined(brush.painter, outline, colour, brush.ink, brush.line)


def _flat(brush: Brush, part: Part) -> Flat | None:
    screen = brush.screen
    a, b = screen.seen(part.a), screen.seen(part.b)
    if a[2] <= NEAR and b[2] <= NEAR:
        return None
    if a[2] <= NEAR:
        a = mixed(a, b, (NEAR * 1.05 - a[2]) / (b[2] - a[2]))
    elif b[2] <= NEAR:
        b = mixed(b, a, (NEAR * 1.05 - b[2]) / (a[2] - b[2]))
    ra, rb = part.ra * screen.focal / a[2], part.rb * screen.focal / b[2]
    one, other, most = screen.flat(a), screen.flat(b), max(ra, rb)
    near_edge = most + brush.line
    if most > 6 * screen.height or screen.misses((one, other), near_edge):
        return None
    return one, ra, other, rb


def _hull(brush: Brush, balls: Sequence[tuple[Vec, float]]) -> list[Point]:
    circles: list[tuple[Point, float]] = []
    for centre, radius in balls:
        seen = brush.screen.seen(centre)
        if seen[2] <= NEAR:
            return []
        circles.append((brush.screen.flat(seen), radius * brush.screen.focal / seen[2]))
    outline = wrapped(circles)
    return [] if brush.screen.misses(outline) else outline


def _away(brush: Brush, p: Vec) -> float:
    return distance(p, brush.screen.camera.eye)
