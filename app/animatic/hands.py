"""Puts a figure's hands where they touch something: the arm bends at the elbow as far as its length allows."""

from __future__ import annotations

import math

from app.animatic.figures import Body
from app.animatic.poses import FOREARM, UPPER_ARM
from app.animatic.space import Vec, add, along, dot, length, mixed, scaled, sub

GRIP = 1.22
"""The finger tips lie this far beyond the elbow, in lengths of the forearm."""


def touching(body: Body, point: Vec, part: float, both: bool) -> Body:
    """The figure with its nearer hand (or both) this part of the way from its pose to a point of the world."""
    if part <= 0:
        return body
    joints = dict(body.joints)
    sides = sorted(("l", "r"), key=lambda side: math.dist(joints[f"{side}_shoulder"], point))
    for side in sides if both else sides[:1]:
        shoulder, hand = joints[f"{side}_shoulder"], joints[f"{side}_hand"]
        elbow, end = bent(shoulder, mixed(hand, point, part), body.look.height)
        joints[f"{side}_elbow"], joints[f"{side}_hand"] = elbow, end
    return body._replace(joints=joints)


def bent(shoulder: Vec, wish: Vec, height: float) -> tuple[Vec, Vec]:
    """Elbow and wrist of an arm whose finger tips go to `wish`, or as near to it as the arm is long."""
    upper, fore = UPPER_ARM * height, FOREARM * height
    way = sub(wish, shoulder)
    gap = max(1e-4, length(way))
    direction = scaled(way, 1 / gap)
    reach = min(max(gap, abs(upper - fore * GRIP) + 0.02), (upper + fore * GRIP) * 0.995)
    # the law of cosines: how far along the way the elbow lies, and how far beside it
    on = (upper * upper - (fore * GRIP) ** 2 + reach * reach) / (2 * reach)
    beside = math.sqrt(max(0.0, upper * upper - on * on))
    down = sub((0.0, 0.0, -1.0), scaled(direction, dot((0.0, 0.0, -1.0), direction)))
    size = length(down)
    out = scaled(down, 1 / size) if size > 1e-3 else (0.0, -1.0, 0.0)
    elbow = add(along(shoulder, direction, on), scaled(out, beside))
    tip = along(shoulder, direction, reach)
    return elbow, mixed(elbow, tip, 1 / GRIP)
