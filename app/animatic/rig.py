"""The virtual camera of a shot: stands where the first framing says, then moves as the axes say, physically."""

from __future__ import annotations

import math
from typing import NamedTuple

from app.animatic.blocking import Blocking
from app.animatic.figures import EYES, HEIGHT, Look
from app.animatic.framing import DETAILS, FRAME_HEIGHTS, OBJECT_HEIGHTS, lens_of, size_id
from app.animatic.space import Camera, Vec, add, along, distance, heading, mixed, pitch_to, scaled, sub, yaw_to
from app.animatic.targets import Target
from app.animatic.wording import named
from app.domain.camera import (
    PAN_DEGREES,
    PEDESTAL_HEIGHT,
    ROLL_DEGREES,
    SIZE_RATIO,
    TILT_DEGREES,
    TRUCK_WIDTH,
    AxisValues,
    Leg,
    axes_of,
    keys_in_order,
    legs,
)
from app.domain.draft import Draft, Key, Shot
from app.domain.moves import ARC_DEGREES, PAIRED

FILM_WIDTH = 36.0
ELEVATIONS = {"low": -15.0, "worm": -50.0, "high": 26.0, "top": 88.5, "aerial": 48.0}
"""Degrees that the camera stands above its target."""
DUTCH = 13.0
LEAST_HEIGHT = 0.07
"""The lens stays this far above the ground (metres)."""
SHAKES = {"handheld": 0.8, "shoulder": 0.5, "body": 1.2, "car": 0.4, "fpv": 0.5, "drone": 0.15}
"""How much each support sways by itself."""
SHAKE_DEGREES = 0.34
GOES = 0.5
"""A target that is followed and goes this far (metres) takes the camera along as it is: dolly and truck then name the
way it is followed, from behind, ahead or beside, not a way of their own."""
UPPER_THIRD = 1 / 3
LEAST_LIFT = 0.3
"""Metres of one unit of pedestal where the lens stays on the target: a crane leaves a close framing behind."""


class Pose(NamedTuple):
    """The camera before shake and lens: where it is and where it looks."""

    eye: Vec
    yaw: float
    pitch: float
    roll: float


class Stretch(NamedTuple):
    """A time under one lock: the leg to the next key, or the rest of the shot after the last one."""

    key: Key
    leg: Leg | None
    start: float
    end: float
    arc: float
    """Radians round the target over the whole leg; 0 where it is no arc."""
    goes: bool
    """Whether the target that is followed goes anywhere in this time."""


class Rig:
    """One shot's camera. Times are seconds of the shot; `start` is the shot's own in the film."""

    def __init__(self, draft: Draft, shot: Shot, start: float, blocking: Blocking, ratio: float) -> None:
        self.draft = draft
        self.shot = shot
        self.start = start
        self.blocking = blocking
        self.keys = keys_in_order(shot)
        self.first = self.keys[0].framing if self.keys else Key(id="k").framing
        self.size = size_id(self.first.size)
        self.lens = lens_of(draft, shot, self.size)
        film_height = FILM_WIDTH / ratio if ratio >= 1 else FILM_WIDTH
        self._focal = self.lens / film_height
        self.target = self._framed()
        self.hidden = ""
        self.frame_height = self._frame_height(ratio)
        self.base = self._base()
        self.reach = max(0.3, distance(self.base.eye, self.target.point))
        self.slide = TRUCK_WIDTH * self.frame_height * ratio
        self.lift = PEDESTAL_HEIGHT * self.frame_height
        self.stretches = self._stretches()
        self.eye_line = self._eye_line()

    def at(self, t: float) -> Camera:
        """The camera `t` seconds into the shot."""
        pose = self.base
        zoom = 0.0
        for stretch in self.stretches:
            if t < stretch.start - 1e-9:
                break
            pose, zoom = self._advance(stretch, pose, zoom, t)
        x, y, z = pose.eye
        yaw, pitch = self._shaken(t, pose.yaw, pose.pitch)
        focal = self._focal * math.exp(SIZE_RATIO * zoom)
        return Camera((x, y, max(LEAST_HEIGHT, z)), yaw, pitch, pose.roll, focal, self.eye_line)

    def lens_at(self, camera: Camera) -> float:
        """Millimetres of the lens as it stands, zoom included."""
        return self.lens * camera.focal / self._focal

    def path(self, steps: int = 48) -> list[Vec]:
        """Where the camera goes over the shot."""
        seconds = max(self.shot.seconds, 0.01)
        return [self.at(seconds * number / steps).eye for number in range(steps + 1)]

    # ------------------------------------------------------------------------------------------------ moving

    def _advance(self, stretch: Stretch, pose: Pose, zoom: float, t: float) -> tuple[Pose, float]:
        """The pose after as much of a stretch as has passed at `t`."""
        now = min(t, stretch.end)
        key, leg = stretch.key, stretch.leg
        part = leg.progress(now) if leg else 0.0
        delta = _delta(leg, part) if leg else AxisValues()
        before = axes_of(key)
        drift = (0.0, 0.0, 0.0)
        if key.lock == "follow":
            drift = sub(self._aim(key, leg, part, now), self._aim(key, leg, part, stretch.start))
            if stretch.goes:
                delta = delta._replace(dolly=0.0, truck=0.0)
        if key.lock == "look_at":
            eye = self._travel_looking(stretch, pose, delta, before, now)
            aim = self._aim(key, leg, part, now)
            looked = Pose(eye, yaw_to(eye, aim), pitch_to(eye, aim), pose.roll)
        else:
            eye = add(self._travel(pose, delta, before), (drift[0], drift[1], 0.0))
            pitch = pose.pitch + math.radians(TILT_DEGREES) * delta.tilt
            limit = math.radians(89.0)
            looked = Pose(
                eye, pose.yaw - math.radians(PAN_DEGREES) * delta.pan, max(-limit, min(limit, pitch)), pose.roll
            )
        roll = pose.roll + math.radians(ROLL_DEGREES) * delta.roll
        return looked._replace(roll=roll), zoom + delta.zoom

    def _travel(self, pose: Pose, delta: AxisValues, before: AxisValues) -> Vec:
        """Straight on: sideways, up, and along the lens."""
        right = (math.cos(pose.yaw), math.sin(pose.yaw), 0.0)
        cos = math.cos(pose.pitch)
        ahead = heading(pose.yaw)
        forward = (ahead[0] * cos, ahead[1] * cos, math.sin(pose.pitch))
        metres = self.reach * (_nearness(before.dolly) - _nearness(before.dolly + delta.dolly))
        eye = along(along(pose.eye, right, delta.truck * self.slide), forward, metres)
        return (eye[0], eye[1], self._risen(eye[2], delta.pedestal * self.lift))

    def _travel_looking(self, stretch: Stretch, pose: Pose, delta: AxisValues, before: AxisValues, t: float) -> Vec:
        """Round the target or straight past it, the distance ruled by the dolly."""
        part = stretch.leg.progress(t) if stretch.leg else 0.0
        aim = self._aim(stretch.key, stretch.leg, 0.0, stretch.start)
        grown = _nearness(before.dolly + delta.dolly) / _nearness(before.dolly)
        if stretch.arc:
            angle = stretch.arc * part
            out = sub(pose.eye, aim)
            sin, cos = math.sin(angle), math.cos(angle)
            round_ = (out[0] * cos - out[1] * sin, out[0] * sin + out[1] * cos, out[2])
            eye = add(aim, scaled(round_, grown))
        else:
            right = (math.cos(pose.yaw), math.sin(pose.yaw), 0.0)
            eye = add(aim, scaled(sub(pose.eye, aim), grown))
            eye = along(eye, right, delta.truck * self.slide)
        return (eye[0], eye[1], self._risen(eye[2], delta.pedestal * max(self.lift, LEAST_LIFT)))

    def _risen(self, height: float, metres: float) -> float:
        """The height after a pedestal move; downwards it comes to rest above the ground."""
        if metres >= 0 or height <= LEAST_HEIGHT:
            return height + metres
        room = height - LEAST_HEIGHT
        return LEAST_HEIGHT + room * math.exp(metres / room)

    def _aim(self, key: Key, leg: Leg | None, part: float, t: float) -> Vec:
        """What a lock holds: the key's target, on the way to the next key's where that is another."""
        now = self.start + t
        words = key.framing.target
        if key is self.keys[0]:
            point = self.blocking.target(words, now, self.shot).point
        else:
            point = self.blocking.aim(words, now, self.shot)
        if leg is not None and part > 0 and leg.after.framing.target.strip() not in ("", key.framing.target.strip()):
            there = self.blocking.aim(leg.after.framing.target, now, self.shot)
            return mixed(point, there, part)
        return point

    def _stretches(self) -> tuple[Stretch, ...]:
        found = [self._stretch(leg.before, leg, leg.after.t) for leg in legs(self.shot)]
        if self.keys:
            found.append(self._stretch(self.keys[-1], None, max(self.keys[-1].t, self.shot.seconds)))
        return tuple(found)

    def _stretch(self, key: Key, leg: Leg | None, end: float) -> Stretch:
        goes = False
        if key.lock == "follow":
            goes = distance(self._aim(key, None, 0.0, key.t), self._aim(key, None, 0.0, end)) > GOES
        return Stretch(key, leg, key.t, end, self._arc(leg) if leg else 0.0, goes)

    def _arc(self, leg: Leg) -> float:
        delta = _delta(leg, 1.0)
        if leg.before.lock != "look_at" or delta.truck * delta.pan >= 0:
            return 0.0
        if min(abs(delta.truck), abs(delta.pan)) < PAIRED:
            return 0.0
        units = (abs(delta.truck) + abs(delta.pan)) / 2
        return math.copysign(math.radians(ARC_DEGREES) * units, delta.truck)

    def _shaken(self, t: float, yaw: float, pitch: float) -> tuple[float, float]:
        support = self.shot.support.lower().replace(" ", "_")
        amount = SHAKES.get(support, 0.0) + 0.7 * self.shot.shake
        if not amount:
            return yaw, pitch
        size = math.radians(SHAKE_DEGREES) * amount / max(1.0, self._focal / 2.4)
        across = math.sin(4.1 * t + 0.3) + 0.6 * math.sin(9.7 * t + 1.1) + 0.3 * math.sin(17.3 * t)
        up = math.sin(3.3 * t + 2.0) + 0.6 * math.sin(8.3 * t) + 0.35 * math.sin(19.1 * t + 0.7)
        return yaw + size * across * 0.6, pitch + size * up * 0.6

    # ---------------------------------------------------------------------------------------------- standing

    def _framed(self) -> Target:
        """What the first framing shows: for a two-shot and a group that is more than the one it names."""
        target = self.blocking.target(self.first.target, self.start, self.shot)
        if self.size in ("two", "group") and target.kind in ("human", "group", "empty"):
            found = named(self.draft, self.first.target)
            return self.blocking.group(self.start, 2 if self.size == "two" else 99, found[1] if found else "")
        return target

    def _frame_height(self, ratio: float) -> float:
        target = self.target
        if target.kind == "object" and target.height < 2.6:
            most = DETAILS.get(self.size, FRAME_HEIGHTS["ews"] * HEIGHT)
            metres = min(most, OBJECT_HEIGHTS[self.size] * target.height)
        elif target.kind == "hands":
            metres = min(FRAME_HEIGHTS[self.size], 0.34) * target.height
        else:
            metres = FRAME_HEIGHTS[self.size] * target.height
        wide = ("ews", "ws", "mws", "two", "group", "cowboy", "ms")
        if target.kind == "group" and self.size in wide:
            metres = max(metres, (target.width + 0.5) / ratio)
        return metres

    def _base(self) -> Pose:
        angle = self.first.angle
        if self.size in ("pov", "ots"):
            pose = self._from_somebody()
            if pose is not None:
                return pose
        target = self.target
        away = self.frame_height * self._focal
        rise = ELEVATIONS.get(angle, 0.0)
        if target.kind in ("object", "hands") and angle in ("", "eye", "three_q", "profile") and target.height < 2.6:
            rise = 13.0
        aim = target.point
        if angle in ("top", "aerial") and target.kind in ("human", "group"):
            aim = (
                aim[0],
                aim[1],
                target.height * (0.8 if angle == "top" or self.frame_height < target.height else 0.55),
            )
        elevation = math.radians(rise)
        lowest = max(LEAST_HEIGHT + 0.05, 0.0)
        height = aim[2] + away * math.sin(elevation)
        if height < lowest:
            # as low as the ground lets it, at the same distance
            elevation = math.asin(max(-1.0, min(1.0, (lowest - aim[2]) / away)))
        side = heading(0.0)
        eye = (
            aim[0] - side[0] * away * math.cos(elevation),
            aim[1] - side[1] * away * math.cos(elevation),
            aim[2] + away * math.sin(elevation),
        )
        roll = math.radians(DUTCH) * (1 if angle == "dutch_l" else -1 if angle == "dutch_r" else 0)
        yaw = 0.0 if angle == "top" else yaw_to(eye, aim)
        return Pose(eye, yaw, pitch_to(eye, aim), roll)

    def _from_somebody(self) -> Pose | None:
        """Over a shoulder, or out of somebody's eyes."""
        aim_at = named(self.draft, self.first.target)
        if self.size == "pov":
            seer = self._seer(aim_at[1] if aim_at else "")
            if seer is None:
                return None
            body = self.blocking.body(seer, self.start)
            x, y, z = body.joints["head"]
            self.hidden = seer.id
            other = aim_at is not None and aim_at[1] != seer.id
            aim = self.target.point if other else along((x, y, z), heading(body.yaw), 3.0)
            return Pose((x, y, z), yaw_to((x, y, z), aim), pitch_to((x, y, z), aim), 0.0)
        other_look = self.blocking.partner(aim_at[1] if aim_at else "")
        if other_look is None:
            return None
        body = self.blocking.body(other_look, self.start)
        x, y, z = body.joints["head"]
        aim = self.target.point
        yaw = yaw_to((x, y, z), aim)
        back, right = heading(yaw), (math.cos(yaw), math.sin(yaw), 0.0)
        side = 1.0 if aim[0] <= x else -1.0
        eye = along(along((x, y, z + 0.04), back, -0.85), right, 0.36 * side)
        return Pose(eye, yaw_to(eye, aim), pitch_to(eye, aim), 0.0)

    def _seer(self, target: str) -> Look | None:
        looks = self.blocking.layout.looks
        for beat in self.shot.beats:
            found = named(self.draft, beat.subject)
            if found and found[1] != target:
                return next((look for look in looks if look.id == found[1]), None)
        return next((look for look in looks if look.id != target), None)

    def _eye_line(self) -> float:
        """Where the target's eyes are in the free part of the frame, from its top: on the upper third, or higher where
        the feet are to be seen too."""
        if self.first.angle in ("top", "aerial", "worm") or self.size == "pov":
            return 0.5
        if self.target.kind not in ("human", "group", "empty") and self.target.height < 2.6:
            return 0.5
        factor = self.frame_height / self.target.height
        closest = factor
        for key in self.keys[1:]:
            axes, base = axes_of(key), axes_of(self.keys[0])
            grown = math.exp(SIZE_RATIO * (axes.dolly - base.dolly + axes.zoom - base.zoom))
            closest = min(closest, factor / grown)
        if closest < 1.25:
            return UPPER_THIRD
        return min(UPPER_THIRD, 0.95 - EYES / (factor * 0.85))


def _delta(leg: Leg, part: float) -> AxisValues:
    start, end = axes_of(leg.before), axes_of(leg.after)
    return AxisValues(*((b - a) * part for a, b in zip(start, end, strict=True)))


def _nearness(dolly: float) -> float:
    """The distance to the target after so many units of dolly, as a part of the first one."""
    return math.exp(-SIZE_RATIO * max(-20.0, min(30.0, dolly)))
