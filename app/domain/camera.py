"""Evaluates a camera path: where the seven axes and the framing of a shot are at any moment, with holds and easing.

What a unit of an axis is worth is said here too, so that the words, the path editor and the drawing agree.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

from app.domain.draft import Ease, Framing, Key, Lock, Shot

PAN_DEGREES = 9.0
"""Turn to the side by one unit of pan: ten units are a quarter turn."""
TILT_DEGREES = 6.0
"""Turn up by one unit of tilt: ten units look 60 degrees up, which is as far as a tilt usually goes."""
ROLL_DEGREES = 4.5
"""Lean of the horizon by one unit of roll: ten units are 45 degrees."""
TRUCK_WIDTH = 0.07
"""Way to the side by one unit of truck, in widths of the frame at the target: five units are a third of the frame."""
PEDESTAL_HEIGHT = 0.13
"""Way up by one unit of pedestal, in heights of the frame at the target."""
SIZE_RATIO = math.log(5.0) / 10
"""Natural logarithm of the growth of the picture by one unit of dolly or zoom: ten units lead from wide to close."""
SNAP_PART = 0.3
"""The part of its time in which a snap is done."""


class AxisValues(NamedTuple):
    """The seven axes in their lane order, in intent units."""

    truck: float = 0.0
    pedestal: float = 0.0
    dolly: float = 0.0
    pan: float = 0.0
    tilt: float = 0.0
    roll: float = 0.0
    zoom: float = 0.0


class CameraState(NamedTuple):
    """The camera at one moment of a shot: its axes, and the keys it is between."""

    axes: AxisValues = AxisValues()
    before: Key | None = None
    """The key last passed; None only in a shot without keys."""
    after: Key | None = None
    """The key ahead; None past the last one."""
    progress: float = 0.0
    """How far from `before` to `after`, 0 to 1, hold and ease applied."""
    lock: Lock = "none"

    @property
    def framing(self) -> Framing:
        """The framing as it is worded at this moment: the nearer key's."""
        if self.after is not None and self.progress >= 0.5:
            return self.after.framing
        return self.before.framing if self.before is not None else Framing()


class Leg(NamedTuple):
    """One stretch between two keys: it stays at `before` until `leave`, and is at `after` from `arrive` on."""

    before: Key
    after: Key
    leave: float
    arrive: float

    def progress(self, t: float) -> float:
        """How far along at `t` seconds of the shot, 0 to 1."""
        if t >= self.arrive:
            return 1.0
        if t <= self.leave:
            return 0.0
        return eased(self.before.ease, (t - self.leave) / (self.arrive - self.leave))


def legs(shot: Shot) -> tuple[Leg, ...]:
    """The stretches between a shot's keys in order of time. A hold longer than the stretch ends in a jump."""
    keys = keys_in_order(shot)
    return tuple(Leg(before, after, min(before.t + before.hold, after.t), after.t) for before, after in pairwise(keys))


def keys_in_order(shot: Shot) -> tuple[Key, ...]:
    """The keys by time; those of the same time keep the order of the file."""
    return tuple(sorted(shot.keys, key=lambda key: key.t))


def state_at(shot: Shot, t: float) -> CameraState:
    """Where the camera of a shot is `t` seconds after the shot's start."""
    keys = keys_in_order(shot)
    if not keys:
        return CameraState()
    passed = [key for key in keys if key.t <= t]
    before = passed[-1] if passed else keys[0]
    if not passed or len(passed) == len(keys):
        return CameraState(axes_of(before), before=before, lock=before.lock)
    after = keys[len(passed)]
    progress = Leg(before, after, min(before.t + before.hold, after.t), after.t).progress(t)
    axes = between(axes_of(before), axes_of(after), progress)
    return CameraState(axes, before=before, after=after, progress=progress, lock=before.lock)


def between(start: AxisValues, end: AxisValues, part: float) -> AxisValues:
    """The axes at this part of the way from one to the other."""
    return AxisValues(*(a + (b - a) * part for a, b in zip(start, end, strict=True)))


def axes_of(key: Key) -> AxisValues:
    """A key's axes."""
    axes = key.axes
    return AxisValues(axes.truck, axes.pedestal, axes.dolly, axes.pan, axes.tilt, axes.roll, axes.zoom)


def eased(ease: Ease, x: float) -> float:
    """The part of the way done when the part `x` of the time has passed."""
    x = min(1.0, max(0.0, x))
    if ease == "in":
        return x * x
    if ease == "out":
        return x * (2.0 - x)
    if ease == "in_out":
        return x * x * (3.0 - 2.0 * x)
    if ease == "hold":
        return 0.0 if x < 1.0 else 1.0
    if ease == "snap":
        left = max(0.0, 1.0 - x / SNAP_PART)
        return 1.0 - left * left * left
    return x


def travels(shot: Shot) -> bool:
    """Whether the camera itself changes its place in this shot."""
    keys = keys_in_order(shot)
    if any(key.lock == "follow" for key in keys[:-1] or keys):
        return True
    return any(
        abs(leg.after.axes.truck - leg.before.axes.truck) >= 0.25
        or abs(leg.after.axes.pedestal - leg.before.axes.pedestal) >= 0.25
        or abs(leg.after.axes.dolly - leg.before.axes.dolly) >= 0.25
        for leg in legs(shot)
    )
