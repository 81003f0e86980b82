"""The set as the top view needs it: where the camera and the figures are, and which axes bring a key to a place."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtGui import QColor

from app.animatic.stage import NOBODY, Stage, build_stage
from app.domain.camera import PAN_DEGREES, TILT_DEGREES, state_at
from app.domain.draft import Draft, Key
from app.domain.keys import set_axes, set_framing, set_key
from app.domain.timing import find_key, find_shot
from app.strings import tr
from ui.panels.path.lanes import VALUE_STEP
from ui.panels.path.set import Figure, Pose, Thing, nearest_figure

PROBE = 0.5
"""Units an axis is changed by to feel where it leads."""
ROUNDS = 2
MOST_UNITS = 30.0


def scene_of(draft: Draft) -> tuple[object, ...]:
    """All of a draft that its stage is built from; what is only worded is left out."""
    shots = tuple(
        shot.replace(keys=tuple(key.replace(reveal="", focus="") for key in shot.keys), support="", purpose="")
        for shot in draft.shots
    )
    return draft.frame, draft.look, draft.light, draft.place, draft.cast, shots, draft.sound


class StageGround:
    """A stage as a set seen from above."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._poses: dict[float, Pose] = {}

    def pose(self, t: float) -> Pose:
        """The camera at `t` seconds of the draft."""
        t = round(t, 4)
        if t not in self._poses:
            self._poses[t] = self._pose(t)
        return self._poses[t]

    def _pose(self, t: float) -> Pose:
        take = self.stage.takes[self.stage.timeline.shot_at(t)]
        camera = take.rig.at(t - take.start)
        wide = self.stage.ratio / 2 / camera.focal
        return Pose(*camera.eye, camera.yaw, camera.pitch, math.atan(wide))

    def figures(self, t: float) -> Sequence[Figure]:
        """Everybody on the stage."""
        return [
            Figure(look.id, "" if look.id == NOBODY else look.name, *body.place[:2], look.height, QColor(*look.cloth))
            for body in self.stage.blocking.bodies(t)
            for look in (body.look,)
        ]

    def things(self, t: float) -> Sequence[Thing]:
        """Every prop and furnishing on the stage."""
        return [
            Thing(thing.name, thing.place[0], thing.place[1], thing.place[2], *thing.shape.size, thing.yaw)
            for thing in self.stage.blocking.things(t)
        ]

    def target(self, t: float) -> tuple[float, float, float] | None:
        """What the camera is aimed at: the target of the key it is nearer to, else of the shot's first."""
        take = self.stage.takes[self.stage.timeline.shot_at(t)]
        words = state_at(take.shot, t - take.start).framing.target or take.rig.first.target
        return self.stage.blocking.target(words, t, take.shot).point

    def lens_words(self, t: float) -> tuple[str, ...]:
        """Lens, height and distance in words, what matters most first."""
        take = self.stage.takes[self.stage.timeline.shot_at(t)]
        camera = take.rig.at(t - take.start)
        target = self.target(t)
        away = math.dist(camera.eye, target) if target else 0.0
        lens = tr("path.lens.wide", lens=round(take.rig.lens_at(camera)))
        return lens, tr("path.lens.up", up=f"{camera.eye[2]:.1f}"), tr("path.lens.away", away=f"{away:.1f}")

    def placed(self, draft: Draft, shot_id: str, key_id: str, across: float, along: float, *, side: bool) -> Draft:
        """The draft with a key where it is wanted, as near as two axes bring it."""
        axes = ("dolly", "pedestal") if side else ("truck", "dolly")
        for _ in range(ROUNDS):
            here = self._seen(draft, shot_id, key_id, side=side)
            miss = (across - here[0], along - here[1])
            if math.hypot(*miss) < 0.01:
                break
            values = [getattr(find_key(draft, shot_id, key_id).axes, axis) for axis in axes]
            felt = []
            for axis, value in zip(axes, values, strict=True):
                there = self._seen(
                    set_axes(draft, shot_id, key_id, **{axis: value + PROBE}), shot_id, key_id, side=side
                )
                felt.append(((there[0] - here[0]) / PROBE, (there[1] - here[1]) / PROBE))
            (a, c), (b, d) = felt
            turn = a * d - b * c
            if abs(turn) < 1e-6:
                break
            change = ((miss[0] * d - miss[1] * b) / turn, (miss[1] * a - miss[0] * c) / turn)
            wanted = {
                axis: min(max(value + min(max(step, -6.0), 6.0), -MOST_UNITS), MOST_UNITS)
                for axis, value, step in zip(axes, values, change, strict=True)
            }
            draft = set_axes(draft, shot_id, key_id, **wanted)
        return draft

    def aimed(self, draft: Draft, shot_id: str, key_id: str, across: float, along: float, *, side: bool) -> Draft:
        """The draft with a key looking at a place: at a figure as its target, else turned there."""
        moment = self._moment(draft, shot_id, key_id)
        near = nearest_figure(self.figures(moment), across, along, side=side)
        key = find_key(draft, shot_id, key_id)
        if near is not None:
            draft = set_framing(draft, shot_id, key_id, target=f"{{cast:{near.id}}}")
            return set_key(draft, shot_id, find_key(draft, shot_id, key_id).replace(lock="look_at"))
        pose = self.pose(moment)
        if side:
            wanted = math.atan2(along - pose.z, abs(across - pose.y))
            units = math.degrees(wanted - pose.pitch) / TILT_DEGREES
            return set_axes(draft, shot_id, key_id, tilt=key.axes.tilt + units)
        wanted = math.atan2(pose.x - across, along - pose.y)
        units = -math.degrees(math.remainder(wanted - pose.yaw, math.tau)) / PAN_DEGREES
        return set_axes(draft, shot_id, key_id, pan=key.axes.pan + units)

    def turned(self, draft: Draft, shot_id: str, key_id: str, *, right: int, up: int) -> Draft:
        """The draft with a key's look a step aside: one that is tied to a figure looks at the next on that side."""
        key = find_key(draft, shot_id, key_id)
        if right and key.lock == "look_at" and (name := self._beside(draft, shot_id, key, right)):
            return set_framing(draft, shot_id, key_id, target=f"{{cast:{name}}}")
        axis, units = ("pan", right) if right else ("tilt", up)
        return set_axes(draft, shot_id, key_id, **{axis: getattr(key.axes, axis) + units * VALUE_STEP})

    def _beside(self, draft: Draft, shot_id: str, key: Key, right: int) -> str:
        """Who stands next to what a key is aimed at; empty where nobody does."""
        there = sorted(self.figures(self._moment(draft, shot_id, key.id)), key=lambda each: each.x)
        place = next((n for n, each in enumerate(there) if f"{{cast:{each.id}}}" == key.framing.target), None)
        goal = (0 if right > 0 else len(there) - 1) if place is None else place + right
        return there[goal].id if 0 <= goal < len(there) else ""

    def _seen(self, draft: Draft, shot_id: str, key_id: str, *, side: bool) -> tuple[float, float]:
        pose = StageGround(build_stage(draft)).pose(self._moment(draft, shot_id, key_id))
        return (pose.y, pose.z) if side else (pose.x, pose.y)

    def _moment(self, draft: Draft, shot_id: str, key_id: str) -> float:
        shot = find_shot(draft, shot_id)
        local = min(find_key(draft, shot_id, key_id).t, shot.seconds - 1e-3)
        return draft.shot_start(shot_id) + local
