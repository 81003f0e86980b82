"""What a camera aims at and frames: a figure's eyes or hands, a thing's middle, several figures together."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from app.animatic.figures import Body
from app.animatic.layout import Thing
from app.animatic.space import Vec, mixed

FACE_CAMERA = math.pi


class Target(NamedTuple):
    """What a camera frames. `height` is its own (a figure's, a thing's larger side), `width` what it spans across."""

    point: Vec
    foot: float
    height: float
    width: float
    kind: str
    """human, object, group or empty."""
    yaw: float


def body_target(body: Body, words: str = "") -> Target:
    """A stand-in as a target: its eyes, or its hands where the words name them."""
    look = body.look
    x, y, z = body.joints["head"]
    if re.search(r"\bhands?\b|finger|手", words.lower()):
        left, right = body.joints["l_hand"], body.joints["r_hand"]
        return Target(mixed(left, right, 0.5), body.place[2], look.height, 0.4, "hands", body.yaw)
    if look.kind in ("animal", "bird"):
        return Target((x, y, look.height * 0.72), 0.0, look.height, look.height * 1.4, "object", body.yaw)
    return Target((x, y, z + 0.012 * look.height), body.place[2], look.height, 0.5, "human", body.yaw)


def thing_target(thing: Thing) -> Target:
    """A thing as a target: its middle."""
    x, y, z = thing.place
    width, depth, height = thing.shape.size
    larger = max(width, height, depth * 0.7)
    up = thing.shape.size[2] / 2 if thing.shape.mount != "wall" else 1.5
    return Target((x, y, z + up), z, larger, width, "object", FACE_CAMERA)
