"""Puts a figure's hands where they touch something, and says what is held up: the arm bends as far as it reaches."""

from __future__ import annotations

import math
import re

from app.animatic.figures import Body
from app.animatic.layout import Layout, Thing
from app.animatic.poses import FOREARM, UPPER_ARM, Pose
from app.animatic.props import named_shape, painted
from app.animatic.space import Vec, add, along, dot, length, mixed, scaled, sub
from app.animatic.wording import plain
from app.domain.draft import Draft

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


def reaching(pose: Pose, across: Vec, height: float) -> Pose:
    """The reach aimed at a point's own height."""
    level = math.hypot(across[0], across[1])
    rise = math.degrees(math.atan2(across[2] - height * 0.8, max(0.35, level)))
    lift = max(28.0, min(150.0, 90.0 + rise))
    right = pose.right._replace(raise_=lift)
    return pose._replace(right=right, lean=pose.lean + max(0.0, min(16.0, -rise * 0.3)))


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


# ------------------------------------------------------------------------------------------------- what hands hold up

CALLING = re.compile(r"off the hook|in (?:his|her|their) hand|(?:at|to) (?:his|her|their) ear")
RECEIVER = "receiver"
"""The id of what somebody holds to the ear who is on the phone."""


def callers(draft: Draft, layout: Layout) -> tuple[str, ...]:
    """Who is on the phone: whoever acts on one that is off the hook."""
    phones = [
        prop.id
        for prop in draft.place.props
        if CALLING.search(plain(draft, prop.state).lower())
        and (thing := layout.thing(prop.id)) is not None
        and thing.shape.name == "phone"
    ]
    beats = [beat for shot in draft.shots for beat in shot.beats]
    found = [
        look.id
        for look in layout.looks
        for beat in beats
        if f"{{cast:{look.id}}}" in beat.subject
        and any(f"{{prop:{phone}}}" in f"{beat.action} {beat.touches}" for phone in phones)
    ]
    return tuple(dict.fromkeys(found))


def receiver(body: Body) -> Thing:
    """What somebody on the phone holds to the ear."""
    x, y, z = mixed(body.joints["r_hand"], body.joints["head"], 0.3)
    return Thing(RECEIVER, "hand", "", named_shape("receiver"), (x, y, z - 0.09), body.yaw + math.pi, True)


def held_up(thing: Thing, body: Body, at: Vec, part: float) -> Thing:
    """A thing in the hand, this part of the way there: a letter is held upright, to be read."""
    place = mixed(thing.place, (at[0], at[1], at[2] - thing.shape.size[2] * 0.3), part)
    if thing.shape.name != "letter":
        return thing._replace(place=place, held_up=True)
    sheet = painted(named_shape("sheet"), thing.shape.solids[0].paint)
    left, right = body.joints["l_hand"], body.joints["r_hand"]
    if math.dist(left, right) < 0.3:
        x, y, z = mixed(left, right, 0.5)
        place = mixed(place, (x, y, z - 0.02), part)
    return thing._replace(shape=sheet, place=place, yaw=body.yaw + math.pi, held_up=True)
