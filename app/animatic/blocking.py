"""Where figures and things are at any moment, how they stand, and what a camera that names them aims at."""

from __future__ import annotations

import math
import re

from app.animatic.acting import Act, Score, read_score
from app.animatic.figures import EYES, HEIGHT, Body, Look, body_at
from app.animatic.hands import RECEIVER, callers, held_up, reaching, receiver, touching
from app.animatic.layout import Layout, Thing
from app.animatic.poses import POSES, Arm, Pose, blended, climbing, mirrored, stepping
from app.animatic.space import Vec, mixed, sub, turned, yaw_to
from app.animatic.targets import FACE_CAMERA, Target, body_target, thing_target
from app.animatic.timeline import Timeline
from app.animatic.wording import named, plain
from app.domain.camera import eased
from app.domain.draft import Draft, Shot

SETTLE = 0.4
"""Seconds from one pose to the next."""
STRIDE, RUN_STRIDE = 1.35, 2.5
"""Metres of two steps of a grown person."""
ANGLES = {"profile": 84.0, "three_q": 42.0, "behind": 180.0}
"""Degrees that the target of a framing is turned to the right of the camera."""
FAR = re.compile(
    r"\bvalley|horizon|distance|\bview\b|landscape|mountain|\bridge\b|\bsea\b|ocean|\bcity\b|skyline|\bhills?\b|\briver\b|"
    r"fields?\b|远|山|海"
)
"""What a camera turns to that lies further off than anything on the stage."""
NEAR_SIZES = ("insert", "macro", "ecu", "cu")
TWOS = 12
"""Drawings a second of somebody who only breathes."""
MOST_KEPT = 64
"""Stand-ins kept from one question to the next: camera, targets and hands ask for the same few moments."""
CARRY = 0.5
"""Seconds from a thing's place to where it is carried."""
PROFILE = math.radians(80.0)
"""Further than this a face does not turn away from a camera that is to see it."""
CHEAT, FACE_CHEAT = 48.0, 62.0
"""Degrees that body and face turn at most from the camera to a partner, so that the face stays seen."""


class Blocking:
    """The figures and things of a draft in time."""

    def __init__(self, draft: Draft, times: Timeline, layout: Layout) -> None:
        self.draft = draft
        self.times = times
        self.layout = layout
        self.score: Score = read_score(draft, times, layout)
        self._looks = {look.id: look for look in layout.looks}
        self._callers = callers(draft, layout)
        self._kept: dict[tuple[str, float], Body] = {}

    def bodies(self, t: float, hidden: str = "") -> list[Body]:
        """Every stand-in at `t`, without the one whose eyes the camera is."""
        return [self.body(look, t) for look in self.layout.looks if look.id != hidden]

    def things(self, t: float) -> list[Thing]:
        """Every thing at `t`."""
        found = [self._thing(thing, t) if thing.kind else thing for thing in self.layout.things]
        return found + [receiver(self.body(self._looks[who], t)) for who in self._callers]

    def moves(self, thing: Thing) -> bool:
        """Whether a thing is taken or shifted at any time."""
        return thing.id == RECEIVER or bool(self.score.holds.get(thing.id) or self.score.shifts.get(thing.id))

    def body(self, look: Look, t: float) -> Body:
        """One stand-in at `t`."""
        kept = self._kept.get((look.id, t))
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            kept = self._kept[look.id, t] = self._body(look, t)
        return kept

    def _body(self, look: Look, t: float) -> Body:
        act = self._act(look.id, t)
        place, gone, speed, way = self._walk(look, act, t)
        level = act is None or abs(act.goal[2] - act.origin[2]) < 0.1
        yaw = way if speed > 0.2 and level else self._yaw(look, act, t, place)
        pose = self._pose(look, act, t, gone, speed)
        if look.id in self._callers:
            pose = pose._replace(right=POSES["phone"].right)
        gaze, mouth, pose = self._face(look, act, t, place, yaw, pose)
        blink = (t + sum(map(ord, look.id)) * 0.37) % 3.9 < 0.11
        start = self.times.starts[self.times.shot_at(t)] if self.times.starts else 0.0
        body = body_at(look, pose, place, yaw, gaze, mouth, blink, t - start < 1.0)
        busy = act is not None and act.handles and look.id not in self._callers
        return self._touching(body, act, t) if busy and act else body

    def body_of(self, item_id: str, t: float) -> Body | None:
        """The stand-in of a member of the cast; None where it is drawn as a thing."""
        look = self._looks.get(item_id)
        return self.body(look, t) if look else None

    def _touching(self, body: Body, act: Act, t: float) -> Body:
        """The hands at what they handle: while they take it, until they let go, or as long as they only touch it."""
        thing = self.layout.thing(act.handles)
        if thing is None or t < act.arrive - 1e-6:
            return body
        part = eased("in_out", (t - act.arrive) / SETTLE)
        for hold in self.score.holds.get(thing.id, ()):
            if hold.actor != body.look.id or hold.end < act.start or hold.start > act.end:
                continue
            taken = 1.0 - eased("in_out", (t - hold.start - 0.1) / CARRY) if hold.start >= act.arrive - 1e-6 else 0.0
            put = eased("in_out", 1.0 - (hold.end - t) / CARRY) if hold.end < act.end - 1e-6 and t < hold.end else 0.0
            after = 1.0 - eased("in_out", (t - hold.end - 0.2) / CARRY) if t >= hold.end else 0.0
            part = min(part, max(taken if t >= hold.start else 1.0, put, after) if t < hold.end else after)
        if self._is_watched(thing, t):
            part = eased("in_out", (t - act.arrive) / SETTLE)
        until = next((hold.end for hold in self.score.holds.get(thing.id, ()) if hold.start <= t < hold.end), t)
        x, y, z = self._loose(thing, until if until - t < CARRY else t)
        return touching(body, (x, y, z + thing.shape.size[2] * 0.6), part, act.both)

    # ------------------------------------------------------------------------------------------------ targets

    def target(self, text: str, t: float, shot: Shot) -> Target:
        """What a framing's target words mean at `t`; without words, the first beat's subject, else everybody."""
        found = named(self.draft, text)
        if found is None and not text.strip() and shot.beats:
            for beat in shot.beats:
                found = named(self.draft, beat.subject) or named(self.draft, beat.action)
                if found:
                    break
        if found is not None:
            target = self.target_of(found, t, plain(self.draft, text))
            thing = self.layout.thing(found[1])
            if (
                target
                and thing
                and thing.shape.name == "door"
                and shot.keys
                and shot.keys[0].framing.size in NEAR_SIZES
            ):
                # what is looked at so closely on a door is its handle
                x, y, _ = target.point
                return target._replace(point=(x + 0.38, y, 0.98))
            if target:
                return target
        furnishing = self._furnishing(text)
        if furnishing is not None:
            return thing_target(furnishing)
        return self.group(t)

    def aim(self, text: str, t: float, shot: Shot) -> Vec:
        """Where a lens goes on to: what the words mean, or far ahead where that is the land itself."""
        known = named(self.draft, text) or self._furnishing(text)
        if known is None and not self.layout.interior and FAR.search(text.lower()):
            return (0.0, 40.0, 0.0)
        return self.target(text, t, shot).point

    def target_of(self, item: tuple[str, str], t: float, words: str = "") -> Target | None:
        """A member of the cast or a prop as a target."""
        look = self._looks.get(item[1]) if item[0] == "cast" else None
        if look is not None:
            return body_target(self.body(look, t), words)
        thing = self.layout.thing(item[1])
        return thing_target(self._thing(thing, t)) if thing else None

    def group(self, t: float, most: int = 99, first: str = "") -> Target:
        """Everybody together, or the `first` and so many others; an empty stage has a person's height."""
        bodies = sorted(self.bodies(t), key=lambda body: body.look.id != first)[:most]
        if not bodies:
            things = [thing for thing in self.things(t) if thing.kind]
            if things:
                return thing_target(max(things, key=lambda thing: max(thing.shape.size)))
            return Target((0.0, 0.0, HEIGHT * EYES), 0.0, HEIGHT, 0.6, "empty", FACE_CAMERA)
        if len(bodies) == 1:
            return body_target(bodies[0])
        eyes = [body_target(body).point for body in bodies]
        xs, ys = [p[0] for p in eyes], [p[1] for p in eyes]
        middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, sum(p[2] for p in eyes) / len(eyes))
        tall = max(body.look.height for body in bodies)
        return Target(middle, 0.0, tall, max(xs) - min(xs) + 0.7, "group", FACE_CAMERA)

    def partner(self, item: str) -> Look | None:
        """Somebody else: over whose shoulder one looks."""
        return next((look for look in self.layout.looks if look.id != item), None)

    # ----------------------------------------------------------------------------------------------- in detail

    def _act(self, who: str, t: float) -> Act | None:
        found = None
        for act in self.score.acts[who]:
            if act.start > t + 1e-6:
                break
            found = act
        return found

    def _before(self, who: str, act: Act) -> Act | None:
        rows = self.score.acts[who]
        number = rows.index(act)
        return rows[number - 1] if number else None

    def _walk(self, look: Look, act: Act | None, t: float) -> tuple[Vec, float, float, float]:
        """Place, metres gone in this act, speed, and the yaw of the way."""
        if act is None:
            rows = self.score.acts[look.id]
            return (rows[0].origin if rows else self.layout.spots[look.id]), 0.0, 0.0, FACE_CAMERA
        whole = math.dist(act.origin, act.goal)
        if whole < 0.05 or t >= act.arrive or act.arrive <= act.start:
            return (act.goal if t >= act.start else act.origin), whole, 0.0, yaw_to(act.origin, act.goal)
        x = (t - act.start) / (act.arrive - act.start)
        # who runs on keeps running: only a walk starts and stops softly
        part = x if act.running else x * 0.7 + 0.3 * eased("in_out", x)
        return (
            mixed(act.origin, act.goal, part),
            whole * part,
            whole / (act.arrive - act.start),
            yaw_to(act.origin, act.goal),
        )

    def _yaw(self, look: Look, act: Act | None, t: float, place: Vec) -> float:
        now = self._stance(look, act, t, place)
        if act is None:
            return now
        before = self._before(look.id, act)
        since = t - max(act.start, act.arrive if act.arrive > act.start else act.start)
        if before is not None and since < SETTLE and self.times.shot_at(act.start) == self.times.shot_at(before.start):
            moved = math.dist(act.origin, act.goal) > 0.15
            old = yaw_to(act.origin, act.goal) if moved else self._stance(look, before, before.end, place)
            gap = (now - old + math.pi) % (2 * math.pi) - math.pi
            now = old + gap * eased("in_out", since / SETTLE)
        if act.spin:
            part = (t - act.start) / max(0.2, min(act.end - act.start, 2.4))
            now -= 2 * math.pi * eased("in_out", part)
        return now

    def _stance(self, look: Look, act: Act | None, t: float, place: Vec) -> float:
        """Where it faces when it stands."""
        shot = self.draft.shots[self.times.shot_at(t)]
        framing = shot.keys[0].framing if shot.keys else None
        side = self._side(look, act, t, place)
        if framing is not None and framing.angle in ANGLES and self._is_target(look, framing.target, shot):
            return FACE_CAMERA + math.radians(ANGLES[framing.angle]) * (1.0 if side >= 0 else -1.0)
        if act is not None and act.faces is not None:
            return FACE_CAMERA + math.radians(act.faces)
        close = (
            framing is not None and framing.size in ("cu", "ecu", "mcu") and self._is_target(look, framing.target, shot)
        )
        cheat = CHEAT * (0.3 if close else 1.0)
        return FACE_CAMERA + max(-math.radians(cheat), min(math.radians(cheat), side))

    def _side(self, look: Look, act: Act | None, t: float, place: Vec) -> float:
        """How far to the right of the camera lies what it attends to (radians); a little to a side without."""
        looks_at = act.looks_at if act else None
        if looks_at is None:
            other = self.partner(look.id)
            looks_at = ("cast", other.id) if other else None
        point = self._point(looks_at, t)
        if point is None or math.dist(point[:2], place[:2]) < 0.2:
            return 0.21 if place[0] <= 0.4 else -0.21
        gap = yaw_to(place, point) - FACE_CAMERA
        return (gap + math.pi) % (2 * math.pi) - math.pi

    def _point(self, item: tuple[str, str] | None, t: float) -> Vec | None:
        """The middle of what is looked at."""
        if item is None:
            return None
        look = self._looks.get(item[1]) if item[0] == "cast" else None
        if look is not None:
            place = self._walk(look, self._act(look.id, t), t)[0]
            return (place[0], place[1], look.height * EYES * (0.76 if self._seated(look.id, t) else 1.0))
        thing = self.layout.thing(item[1])
        if thing is None:
            return None
        x, y, z = self._loose(thing, t)
        return (x, y, z + thing.shape.size[2] / 2)

    def _seated(self, who: str, t: float) -> bool:
        act = self._act(who, t)
        return act is not None and act.seated

    def _is_target(self, look: Look, text: str, shot: Shot) -> bool:
        found = named(self.draft, text)
        if found is None and shot.beats:
            found = named(self.draft, shot.beats[0].subject)
        return found is None or found == ("cast", look.id)

    def _pose(self, look: Look, act: Act | None, t: float, gone: float, speed: float) -> Pose:
        if act is None:
            return POSES["stand"]
        if act.goal[2] > act.origin[2] + 0.1 and t < act.arrive:
            return climbing((t - act.start) * 4.4)
        if speed > 0.2:
            stride = (RUN_STRIDE if act.running else STRIDE) * look.height / HEIGHT
            pose = stepping(gone / stride * 2 * math.pi, act.running)
            return blended(POSES["stand"], pose, min(1.0, (t - act.start) / 0.25))
        rest = POSES["sit"] if act.seated else POSES["stand"]
        names = [name for name in act.poses if name in POSES or name in ("walk", "run")]
        since = t - act.arrive
        if not names:
            return blended(self._last_pose(look, act), rest, since / SETTLE) if not act.acting else rest
        part = max(0.5, (act.end - act.arrive) / len(names))
        index = min(len(names) - 1, max(0, int(since / part)))
        pose = self._named_pose(look, names[index], act, t)
        before = self._named_pose(look, names[index - 1], act, t) if index else rest
        return blended(before, pose, eased("in_out", (since - index * part) / SETTLE))

    def _last_pose(self, look: Look, act: Act) -> Pose:
        before = self._before(look.id, act)
        if before is None or not before.acting or not before.poses:
            return POSES["sit"] if act.seated else POSES["stand"]
        return self._named_pose(look, before.poses[-1], before, act.start)

    def _named_pose(self, look: Look, name: str, act: Act, t: float) -> Pose:
        if name in ("walk", "run"):
            return stepping((t - act.start) * (9.5 if name == "run" else 5.6), name == "run")
        pose = POSES["take" if act.handles and name in ("reach", "point") else name]
        if act.seated and name not in ("sit", "crouch"):
            seat = POSES["sit"]
            pose = pose._replace(left_leg=seat.left_leg, right_leg=seat.right_leg, lean=pose.lean * 0.6 + 3)
        if name in ("reach", "point"):
            place = act.goal
            point = self._point(act.looks_at, t)
            if point is not None:
                across = turned(sub(point, place), -self._stance(look, act, t, place))
                if name == "reach" and not act.handles:
                    pose = reaching(pose, across, look.height)
                if across[0] < -0.05:
                    pose = mirrored(pose)
        return pose

    def _face(
        self, look: Look, act: Act | None, t: float, place: Vec, yaw: float, pose: Pose
    ) -> tuple[tuple[float, float], float, Pose]:
        """Where the eyes go (to the left, down), how far the mouth is open, and the pose of one who speaks."""
        line = self.times.line_at(t)
        mouth = 0.0
        if line is not None and line.speaker_id == look.id and line.on_screen:
            mouth = 0.22 + 0.78 * abs(math.sin(2 * math.pi * 2.3 * (t - line.start)) * math.sin(1.7 + 5.1 * t))
            wave = math.sin(2 * math.pi * 0.55 * (t - line.start))
            if pose.right.raise_ < 40 and act is not None and not act.seated:
                lifted = Arm(pose.right.raise_ + 14 + 10 * wave, pose.right.spread + 6, pose.right.bend + 42)
                pose = pose._replace(right=lifted, nod=pose.nod + 2 * wave)
        # whoever does nothing but breathe keeps each drawing for two pictures, as drawn films do
        breath = math.sin(1.25 * math.floor(t * TWOS + 1e-6) / TWOS + sum(map(ord, look.id)))
        pose = pose._replace(lean=pose.lean + 0.5 * breath, nod=pose.nod + 0.8 * breath)
        if act is None or act.looks_at is None or pose.nod < -15:
            return (0.0, 0.0), mouth, pose
        point = self._point(act.looks_at, t)
        if point is None:
            return (0.0, 0.0), mouth, pose
        gap = (yaw_to(place, point) - yaw + math.pi) % (2 * math.pi) - math.pi
        turned_by = (yaw - FACE_CAMERA + math.pi) % (2 * math.pi) - math.pi
        if abs(turned_by) < PROFILE + 0.1:
            # the face stays seen, however far the partner stands behind
            widest = math.radians(FACE_CHEAT) if abs(turned_by) < math.radians(CHEAT + 1) else PROFILE
            gap = max(-widest - turned_by, min(widest - turned_by, gap))
        level = math.hypot(point[0] - place[0], point[1] - place[1])
        down = math.atan2(look.height * EYES * (0.76 if act.seated else 1.0) - point[2], max(level, 0.3))
        limit = math.radians(38)
        gap = max(-limit, min(limit, gap))
        if abs(turned_by) < PROFILE + 0.1:
            own = math.radians(pose.turn * 0.8)
            gap = max(-PROFILE - turned_by - own, min(PROFILE - turned_by - own, gap))
        return (gap, max(-0.3, min(0.42, down * 0.6))), mouth, pose

    def _is_watched(self, thing: Thing, t: float) -> bool:
        """Whether a near camera looks at just this thing: then it stays before the lens, and the hands come to it."""
        keys = self.draft.shots[self.times.shot_at(t)].keys
        if not keys or keys[0].framing.size not in NEAR_SIZES:
            return False
        return named(self.draft, keys[0].framing.target) == ("prop", thing.id)

    def _thing(self, thing: Thing, t: float) -> Thing:
        if self._is_watched(thing, t):
            return thing._replace(place=self._loose(thing, t))
        for hold in self.score.holds.get(thing.id, ()):
            if hold.start <= t < hold.end and hold.actor in self._looks:
                body = self.body(self._looks[hold.actor], t)
                hands = (body.joints["r_hand"], body.joints["l_hand"])
                hand = min(hands, key=lambda each: math.dist(each, thing.place))
                part = eased("in_out", (t - hold.start) / 0.35)
                return held_up(thing._replace(place=self._loose(thing, hold.start)), body, hand, part)
        return thing._replace(place=self._loose(thing, t))

    def _loose(self, thing: Thing, t: float) -> Vec:
        """Where a thing is that nobody holds."""
        x, y, z = thing.place
        for shift in self.score.shifts.get(thing.id, ()):
            if t <= shift.start:
                break
            part = min(1.0, (t - shift.start) / max(0.05, shift.end - shift.start))
            level = part if shift.falls else eased("out", part)
            drop = part * part if shift.falls else level
            x, y, z = x + shift.way[0] * level, y + shift.way[1] * level, z + shift.way[2] * drop
        return (x, y, z)

    def _furnishing(self, text: str) -> Thing | None:
        low = plain(self.draft, text).lower()
        if not low:
            return None
        for thing in self.layout.things:
            if thing.name and re.search(rf"\b{re.escape(thing.name.replace('_', ' ').lower())}", low):
                return thing
        return None
