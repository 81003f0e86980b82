"""How stand-ins hold themselves: a table of joint angles for each pose, and the steps of walking and running."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import NamedTuple

from app.animatic.space import Vec
from app.resources import resources


class Arm(NamedTuple):
    """Degrees: `raise_` forward from hanging, `spread` out to the side, `bend` of the elbow."""

    raise_: float = 4.0
    spread: float = 9.0
    bend: float = 14.0


class Leg(NamedTuple):
    """Degrees: `lift` of the thigh forward, `spread` out to the side, `bend` of the knee."""

    lift: float = 0.0
    spread: float = 2.5
    bend: float = 2.0


class Pose(NamedTuple):
    """All angles of a figure in degrees: `lean` forward, `twist` of the shoulders, `turn` of the head to the left."""

    lean: float = 0.0
    twist: float = 0.0
    turn: float = 0.0
    nod: float = 0.0
    left: Arm = Arm()
    right: Arm = Arm()
    left_leg: Leg = Leg()
    right_leg: Leg = Leg()
    bob: float = 0.0
    """Rise of the whole figure, in its heights."""


POSES: dict[str, Pose] = {
    "stand": Pose(),
    "sit": Pose(4, 0, 0, 0, Arm(26, 10, 58), Arm(26, 10, 58), Leg(84, 6, 84), Leg(84, 6, 84)),
    "crouch": Pose(30, 0, 0, -14, Arm(52, 10, 34), Arm(46, 12, 40), Leg(104, 12, 132), Leg(78, 8, 128)),
    "reach": Pose(9, -10, 0, 6, Arm(34, 8, 44), Arm(68, 2, 16), Leg(6, 3, 6), Leg(-6, 3, 4)),
    "take": Pose(6, -6, 0, 8, Arm(6, 9, 18), Arm(30, 4, 62), Leg(4, 3, 4), Leg(-4, 3, 3)),
    "hold": Pose(3, 0, 0, 14, Arm(34, 2, 72), Arm(34, 2, 72), Leg(2, 3, 4), Leg(-2, 3, 4)),
    "read": Pose(0, 0, 0, 2, Arm(66, -4, 66), Arm(66, -4, 66), Leg(2, 3, 4), Leg(-2, 3, 4)),
    "point": Pose(2, -12, 0, 0, Arm(2, 12, 18), Arm(86, 12, 4), Leg(5, 3, 3), Leg(-5, 3, 3)),
    "arms": Pose(-3, 0, 0, -10, Arm(8, 104, 14), Arm(8, 104, 14), Leg(3, 5, 2), Leg(-3, 5, 2)),
    "turn": Pose(0, 28, 34, 0, Arm(14, 12, 22), Arm(-12, 14, 18), Leg(10, 3, 8), Leg(-12, 3, 10)),
    "face": Pose(2, 0, 0, 3, Arm(6, 8, 24), Arm(52, 20, 132), Leg(3, 3, 3), Leg(-2, 3, 3)),
    "phone": Pose(2, 0, 0, 4, Arm(8, 8, 30), Arm(44, 26, 138), Leg(3, 3, 3), Leg(-2, 3, 3)),
    "look_up": Pose(-4, 0, 0, -20, Arm(), Arm(), Leg(2, 3, 2), Leg(-2, 3, 2)),
    "look_down": Pose(6, 0, 0, 30, Arm(12, 6, 34), Arm(12, 6, 34), Leg(2, 3, 2), Leg(-2, 3, 2)),
    "ahead": Pose(0, 0, 0, -4, Arm(12, 6, 34), Arm(12, 6, 34), Leg(2, 3, 2), Leg(-2, 3, 2)),
}
"""Joint tables. `walk`, `run` and `climb` are made from the phase of the step, see `stepping` and `climbing`."""
MOVING = ("walk", "run", "climb")
"""Poses that carry the figure along."""


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words of an action that ask for a pose."""
    rows = []
    for line in (resources() / "stage" / "poses.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, words = line.split(" ", 1)
            rows.append((name, re.compile(words if words.startswith("[") else rf"\b(?:{words})")))
    return tuple(rows)


SPINS = re.compile(r"\b(?:spin|twirl|whirl|pirouette)|turns? (?:once|twice|full|in a circle|on (?:her|his|the) )")
STANDS_UP = re.compile(r"stands? up|gets? up|rises?\b (?!the)")


def poses_in(text: str) -> tuple[str, ...]:
    """The poses an action's words ask for, in the order of the words, each once."""
    low = text.lower()
    found = sorted((match.start(), name) for name, words in _words() if (match := words.search(low)))
    names = list(dict.fromkeys(name for _, name in found))
    if "read" in names:
        names = [name for name in names if name != "hold"]
    if "face" in names:
        # the hand that goes to the face is the one that takes, holds or is raised
        names = [name for name in names if name not in ("reach", "hold", "point")]
    if "eyes_up" in names:
        place = names.index("eyes_up")
        names[place : place + 1] = ["look_down", "ahead"]
    return tuple(names)


def mirrored(pose: Pose) -> Pose:
    """The same pose with left and right exchanged."""
    return pose._replace(
        twist=-pose.twist,
        turn=-pose.turn,
        left=pose.right,
        right=pose.left,
        left_leg=pose.right_leg,
        right_leg=pose.left_leg,
    )


def blended(a: Pose, b: Pose, part: float) -> Pose:
    """The pose at this part of the way from a to b."""
    if part <= 0:
        return a
    if part >= 1:
        return b

    def mix(x: float, y: float) -> float:
        return x + (y - x) * part

    return Pose(
        mix(a.lean, b.lean),
        mix(a.twist, b.twist),
        mix(a.turn, b.turn),
        mix(a.nod, b.nod),
        Arm(*(mix(x, y) for x, y in zip(a.left, b.left, strict=True))),
        Arm(*(mix(x, y) for x, y in zip(a.right, b.right, strict=True))),
        Leg(*(mix(x, y) for x, y in zip(a.left_leg, b.left_leg, strict=True))),
        Leg(*(mix(x, y) for x, y in zip(a.right_leg, b.right_leg, strict=True))),
        mix(a.bob, b.bob),
    )


def stepping(phase: float, running: bool) -> Pose:
    """One moment of walking or running; a phase of 2π is two steps."""
    swing = math.sin(phase)
    if running:
        left_lift, right_lift = 8 + 46 * swing, 8 - 46 * swing
        left_bend = 22 + 66 * max(0.0, math.sin(phase - 1.9))
        right_bend = 22 + 66 * max(0.0, math.sin(phase - 1.9 + math.pi))
        return Pose(
            *(13, 9 * swing, -9 * swing, -6),
            Arm(-6 - 46 * swing, 8, 86),
            Arm(-6 + 46 * swing, 8, 86),
            Leg(left_lift, 2, left_bend + max(0.0, left_lift) * 0.5),
            Leg(right_lift, 2, right_bend + max(0.0, right_lift) * 0.5),
            0.022 * abs(math.cos(phase)),
        )
    left_bend = 6 + 36 * max(0.0, math.sin(phase - 1.7))
    right_bend = 6 + 36 * max(0.0, math.sin(phase - 1.7 + math.pi))
    return Pose(
        *(3, 5 * swing, -5 * swing, 0),
        Arm(-22 * swing, 8, 20),
        Arm(22 * swing, 8, 20),
        Leg(3 + 23 * swing, 2, left_bend),
        Leg(3 - 23 * swing, 2, right_bend),
        0.006 * abs(math.cos(phase)),
    )


def climbing(phase: float) -> Pose:
    """One moment on a ladder; a phase of 2π is two rungs."""
    swing = math.sin(phase)
    return Pose(
        *(4, 0, 0, -12),
        Arm(128 + 26 * swing, 6, 38),
        Arm(128 - 26 * swing, 6, 38),
        Leg(44 - 30 * swing, 5, 62 - 34 * swing),
        Leg(44 + 30 * swing, 5, 62 + 34 * swing),
    )


HIP_X = 0.055
THIGH, SHIN, SOLE = 0.24, 0.24, 0.04
SHOULDER_X, SHOULDER = 0.115, 0.28
UPPER_ARM, FOREARM = 0.165, 0.155
NECK, HEAD = 0.315, 0.40
FOOT = 0.085


def joints(pose: Pose) -> dict[str, Vec]:
    """The joints in the figure's own frame (right, forward, up) in its heights, with its lower foot on the ground."""
    legs = {side: _leg(side, leg) for side, leg in ((-1, pose.left_leg), (1, pose.right_leg))}
    lowest = min(leg[2][2] for leg in legs.values())
    lift = SOLE - lowest + pose.bob
    found: dict[str, Vec] = {}
    for side, name in ((-1, "l"), (1, "r")):
        for joint, (x, y, z) in zip(("hip", "knee", "ankle", "toe"), legs[side], strict=True):
            found[f"{name}_{joint}"] = (x, y, z + lift)
    lean = math.radians(pose.lean)
    rise, fore = math.cos(lean), math.sin(lean)
    found["pelvis"] = (0.0, 0.0, lift)
    for name, up in (("chest", SHOULDER), ("neck", NECK), ("head", HEAD)):
        found[name] = (0.0, fore * up, lift + rise * up)
    if pose.nod:
        x, y, z = found["head"]
        found["head"] = (x, y + 0.03 * math.sin(math.radians(pose.nod)), z)
    twist = math.radians(pose.twist)
    for side, name, arm in ((-1, "l", pose.left), (1, "r", pose.right)):
        shoulder = (
            side * SHOULDER_X * math.cos(twist),
            fore * SHOULDER + side * SHOULDER_X * math.sin(twist),
            lift + rise * SHOULDER,
        )
        elbow = _limb(shoulder, UPPER_ARM, arm.raise_, side * arm.spread, pose.twist)
        inward = max(-35.0, -arm.bend * 0.25) if arm.spread < 60 else arm.spread + arm.bend
        fore_spread = arm.spread + inward if arm.spread < 60 else inward
        hand = _limb(elbow, FOREARM, arm.raise_ + (arm.bend if arm.spread < 60 else 0), side * fore_spread, pose.twist)
        found[f"{name}_shoulder"], found[f"{name}_elbow"], found[f"{name}_hand"] = shoulder, elbow, hand
    return found


def _leg(side: int, leg: Leg) -> tuple[Vec, Vec, Vec, Vec]:
    hip = (side * HIP_X, 0.0, 0.0)
    knee = _limb(hip, THIGH, leg.lift, side * leg.spread, 0.0)
    ankle = _limb(knee, SHIN, leg.lift - leg.bend, side * leg.spread, 0.0)
    tip = math.radians(max(-60.0, min(25.0, (leg.lift - leg.bend) * 0.7)))
    toe = (
        ankle[0] + side * 0.012,
        ankle[1] + FOOT * math.cos(tip),
        ankle[2] + FOOT * math.sin(tip) - 0.012,
    )
    return hip, knee, ankle, toe


def _limb(start: Vec, size: float, raise_: float, spread: float, twist: float) -> Vec:
    """The end of a limb that hangs from `start`: raised forward, spread to the side, turned with the shoulders."""
    a, s, w = math.radians(raise_), math.radians(spread), math.radians(twist)
    x, y, z = math.sin(s), math.cos(s) * math.sin(a), -math.cos(s) * math.cos(a)
    return (
        start[0] + size * (x * math.cos(w) - y * math.sin(w)),
        start[1] + size * (x * math.sin(w) + y * math.cos(w)),
        start[2] + size * z,
    )
