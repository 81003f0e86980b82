"""Decides which pictures are drawn anew: slow movement is drawn on twos, as films drawn by hand do it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from app.animatic.marks import falls
from app.animatic.space import Point, Screen, Vec
from app.animatic.stage import Stage, View

STILL = 1.5
"""Pixels of a picture 1280 wide that anything seen may have moved since the last drawing for it to stand once more.

The next drawing then jumps by three at most, a few thousandths of the width, and the ink line is as wide.
"""
WIDE = 1280.0
FAR = 12.0
"""Metres away of what is seen where the lens does not meet the ground."""
MARGIN = 0.08
"""How far outside of the picture, in parts of it, something still counts."""
MOUTH = 0.03
"""Height of an open mouth, in heights of the figure."""
EYES = 0.07
"""How far the eyes are from the axis of the neck, in heights of the figure."""


class Twos:
    """Goes through the pictures of a film in order and says of each whether the drawing before it stands for it too.

    A drawing stands for two pictures at most. It stands where the same shot, beat, words and sounds are shown, nothing
    falls, flies, fades or dissolves, nobody opens or shuts the eyes, and where no point of the ground, of the
    background at the picture's corners and edges, of a thing, or of a figure has moved by more than `STILL`. So a
    fast move, a whip, a cut or a walk is drawn in each picture. What runs with the time alone, the playhead and the
    clock, waits with the drawing.
    """

    def __init__(self, stage: Stage, size: tuple[int, int]) -> None:
        self._stage, self._size = stage, size
        self._drawn: View | None = None

    def holds(self, t: float, first: bool) -> bool:
        """Whether the drawing before stands for the picture at `t`; never for the `first` of a group."""
        view = self._stage.at(t)
        before = None if first else self._drawn
        held = before is not None and self._is_like(before, view)
        # what has stood twice is drawn anew
        self._drawn = None if held else view
        return held

    def _is_like(self, before: View, view: View) -> bool:
        same = (before.shot, before.beat, before.line, before.cues, before.slate, before.black)
        if same != (view.shot, view.beat, view.line, view.cues, view.slate, view.black):
            return False
        if before.under or view.under or before.cause or view.cause:
            return False
        if falls(self._stage.weather) and not self._stage.interior:
            return False
        return _has_same_faces(before, view) and all(way <= STILL for way in ways(before, view, self._size))


def ways(before: View, view: View, size: tuple[int, int]) -> Iterator[float]:
    """How far each thing that is seen has moved between two moments of one shot, in pixels of a picture 1280 wide."""
    first, second = (_screen(each, size) for each in (before, view))
    pixel = WIDE / size[0]
    if before.camera != view.camera:
        for point in _background(first):
            yield pixel * _way(first, second, point, point)
    for one, other in zip(before.bodies, view.bodies, strict=True):
        for name, joint in one.joints.items():
            yield pixel * _way(first, second, joint, other.joints[name])
        turn = math.hypot(one.face_yaw - other.face_yaw, one.face_pitch - other.face_pitch)
        face = MOUTH * abs(one.mouth - other.mouth) + EYES * turn
        yield pixel * face * one.look.height * first.scale(one.joints["head"])
    if before.camera == view.camera and before.things == view.things:
        return
    for a, b in zip(before.things, view.things, strict=True):
        yield pixel * abs(a.yaw - b.yaw) * max(a.shape.size[:2]) / 2 * first.scale(a.place)
        for up in (0.0, a.shape.size[2]):
            low, high = (a.place[0], a.place[1], a.place[2] + up), (b.place[0], b.place[1], b.place[2] + up)
            yield pixel * _way(first, second, low, high)


def _has_same_faces(before: View, view: View) -> bool:
    """Whether the same figures and things are there, with their eyes open or shut as before."""
    first, second = (
        [(body.look.id, body.blink, body.tagged) for body in each.bodies]
        + [(thing.id, thing.name, thing.held_up) for thing in each.things]
        for each in (before, view)
    )
    return first == second


def _screen(view: View, size: tuple[int, int]) -> Screen:
    return Screen(view.camera, size[0], size[1], (size[0] / 2, view.camera.eye_line * size[1]))


def _way(first: Screen, second: Screen, before: Vec, now: Vec) -> float:
    """Pixels between two places in two pictures; none where neither is in the picture."""
    a, b = first.at(before), second.at(now)
    if a is None or b is None or not (_is_in(first, a) or _is_in(second, b)):
        return 0.0
    return math.dist(a, b)


def _is_in(screen: Screen, point: Point) -> bool:
    x, y = point[0] / screen.width, point[1] / screen.height
    return -MARGIN < x < 1 + MARGIN and -MARGIN < y < 1 + MARGIN


def _background(screen: Screen) -> Iterator[Vec]:
    """What stands at the corners, the middles of the edges and the middle of the picture: ground, or what is far."""
    x, y, z = screen.camera.eye
    for across in (0.0, 0.5, 1.0):
        for down in (0.0, 0.5, 1.0):
            dx, dy, dz = screen.ray((across * screen.width, down * screen.height))
            far = FAR if dz * FAR > -z else -z / dz
            yield (x + dx * far, y + dy * far, z + dz * far)
