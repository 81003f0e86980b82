"""Reads from each beat what its figures do: where they go, how they hold themselves, what they take and put down."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from app.animatic.layout import Layout, Thing
from app.animatic.poses import SPINS, STANDS_UP, poses_in
from app.animatic.space import Vec
from app.animatic.timeline import BeatSpan, Timeline
from app.animatic.wording import named, plain
from app.domain.draft import Draft, Shot

WALK_SPEED = 1.3
RUN_SPEED = 4.2
"""Metres a second: a walk and an easy run."""
FREE_WALK, FREE_RUN = 1.6, 5.0
"""How far one goes who has no goal and whom no camera follows (metres)."""
TAKES = re.compile(
    r"pick|\btak|took|catch|caught|grab|snatch|lift|hold|held|carr|rais|clutch|cradl|tear|unfold|拿|抓|接|捧"
)
LEAVES = re.compile(
    r"\bset|\bput|\bplac|\blay|\bdrop|let(?:s|ting)? go|\bhand|\bgiv|\bleav|\bslid|\bpin|\breleas|\btoss|\bthrow|放|递"
)
OUT = re.compile(r"out of (?:the )?(?:frame|shot)|exit|off.?screen")
FALLS = re.compile(r"fall|fell|drop|tip|tumbl|topple|plunge|crash|落|掉")
SLIDES = re.compile(r"slid|skid|roll|drift|glid|scoot|shift|move|spin|滑|滚")
RISES = re.compile(r"\bris|float|lift|fly|flies|soar|hover|升|飘|飞")


class Act(NamedTuple):
    """What one figure does in one beat (or between beats): from `start` to `end` seconds."""

    start: float
    end: float
    poses: tuple[str, ...]
    origin: Vec
    goal: Vec
    running: bool
    arrive: float
    """When it is at the goal."""
    spin: bool
    looks_at: tuple[str, str] | None
    """What it attends to: ("cast" or "prop", id)."""
    faces: float | None
    """Where it is told to face, in degrees to the right of the camera; None follows what it attends to."""
    seated: bool
    acting: bool


class Hold(NamedTuple):
    """A prop in somebody's hand."""

    start: float
    end: float
    actor: str


class Shift(NamedTuple):
    """A thing on its way: from `start` to `end` seconds by `way`, falling when `falls`."""

    start: float
    end: float
    way: Vec
    falls: bool


class Score(NamedTuple):
    """Everything the figures and things do."""

    acts: dict[str, tuple[Act, ...]]
    holds: dict[str, tuple[Hold, ...]]
    shifts: dict[str, tuple[Shift, ...]]


def read_score(draft: Draft, times: Timeline, layout: Layout) -> Score:
    """The acts of every figure, beat by beat, and the ways of the things."""
    place = {look.id: layout.spots[look.id] for look in layout.looks}
    seated = {look.id: False for look in layout.looks}
    acts: dict[str, list[Act]] = {look.id: [] for look in layout.looks}
    holds: dict[str, list[Hold]] = {}
    shifts: dict[str, list[Shift]] = {}
    for span in times.beats:
        subjects = _subjects(draft, span, layout)
        for look in layout.looks:
            acting = look.id in subjects
            act = _act(draft, span, layout, look.id, place, seated[look.id], acting, subjects)
            acts[look.id].append(act)
            place[look.id], seated[look.id] = act.goal, act.seated
            if acting:
                _handle(draft, span, layout, look.id, holds)
        _move_things(draft, span, layout, shifts)
    return Score(
        {name: tuple(rows) for name, rows in acts.items()},
        {name: tuple(rows) for name, rows in holds.items()},
        {name: tuple(rows) for name, rows in shifts.items()},
    )


def _subjects(draft: Draft, span: BeatSpan, layout: Layout) -> list[str]:
    """Who acts: everybody the subject names, else whom the action names first, else the only one there is."""
    known = {look.id for look in layout.looks}
    tokens = [each for each in re.findall(r"\{cast:([a-z0-9_-]+)\}", span.beat.subject) if each in known]
    if tokens:
        return tokens
    found = named(draft, span.beat.subject)
    if found:
        return [found[1]] if found[1] in known else []
    if re.search(r"\bboth\b|\bthey\b|\bteam\b|everyone|\ball\b|都", f"{span.beat.subject} {span.beat.action}".lower()):
        return sorted(known)
    if span.beat.subject.strip():
        return []
    found = named(draft, span.beat.action)
    if found and found[1] in known:
        return [found[1]]
    return sorted(known) if len(known) == 1 else []


def _act(
    draft: Draft,
    span: BeatSpan,
    layout: Layout,
    who: str,
    places: dict[str, Vec],
    seated: bool,
    acting: bool,
    subjects: list[str],
) -> Act:
    here = places[who]
    faces = _facing(span.beat.facing) if acting else None
    if not acting:
        watched = _watched(draft, span, layout, who, subjects)
        return Act(span.start, span.end, (), here, here, False, span.start, False, watched, faces, seated, False)
    text = plain(draft, span.beat.action)
    poses = poses_in(text)
    if STANDS_UP.search(text.lower()):
        seated = False
    moving = [pose for pose in poses if pose in ("walk", "run")]
    running = "run" in moving
    goal = _goal(draft, span, layout, who, here, places, running) if moving or span.beat.moves_to.strip() else here
    gone = math.dist(here, goal) > 0.15
    if gone:
        seated = False
    if "sit" in poses:
        seated = True
    pace = RUN_SPEED if running else WALK_SPEED
    seconds = span.end - span.start
    needed = math.dist(here, goal) / pace
    others = [pose for pose in poses if pose not in ("walk", "run")]
    arrive = span.start + (min(seconds * (0.7 if others else 1.0), max(needed, 0.3)) if gone else 0.0)
    if gone and math.dist(here, goal) / max(0.1, arrive - span.start) > 2.4:
        running = True
    kept = tuple(others) if gone else poses
    attends = _attends(draft, span, who)
    spin = SPINS.search(text.lower()) is not None
    return Act(span.start, span.end, kept, here, goal, running, arrive, spin, attends, faces, seated, True)


def _attends(draft: Draft, span: BeatSpan, who: str) -> tuple[str, str] | None:
    """What an acting figure attends to: its eyeline, else what it touches, else what its action names beside itself."""
    beat = span.beat
    for text in (beat.eyeline, beat.touches, beat.action, *(line.text for line in beat.lines)):
        found = named(draft, text.replace(f"{{cast:{who}}}", ""))
        if found and found[1] != who:
            return found
    return None


def _watched(draft: Draft, span: BeatSpan, layout: Layout, who: str, subjects: list[str]) -> tuple[str, str] | None:
    others = [each for each in subjects if each != who]
    if others:
        return ("cast", others[0])
    found = named(draft, span.beat.subject)
    if found and found[1] != who:
        return found
    rest = [look.id for look in layout.looks if look.id != who]
    return ("cast", rest[0]) if rest else None


def _facing(text: str) -> float | None:
    low = text.lower()
    for words, degrees in ((r"away|back to|behind", 180.0), (r"\bleft|\bl\b|左", -72.0), (r"\bright|\br\b|右", 72.0)):
        if re.search(words, low):
            return degrees
    return 0.0 if re.search(r"camera|front|viewer|lens", low) else None


def _goal(
    draft: Draft,
    span: BeatSpan,
    layout: Layout,
    who: str,
    here: Vec,
    places: dict[str, Vec],
    running: bool,
) -> Vec:
    beat = span.beat
    for text in (beat.moves_to, beat.action.replace(f"{{cast:{who}}}", "")):
        found = _aim(draft, layout, text, who, places)
        if found is not None:
            return _stop_short(here, *found)
    shot = draft.shots[span.shot]
    seconds = span.end - span.start
    followed = any(key.lock == "follow" for key in shot.keys)
    way = direction_in(beat.moves_to) or direction_in(beat.action) or _default_way(shot)
    far = (RUN_SPEED if running else WALK_SPEED) * seconds
    if not followed:
        far = min(far, FREE_RUN if running else FREE_WALK)
        if re.search(
            r"out of (?:the )?(?:frame|shot)|exit|offscreen|off screen", f"{beat.moves_to} {beat.action}".lower()
        ):
            far = 5.5
    goal = (here[0] + way[0] * far, here[1] + way[1] * far, here[2])
    if layout.interior and not followed:
        wall = layout.half_width - 0.4
        goal = (max(-wall, min(wall, goal[0])), min(layout.back - 0.5, max(-4.0, goal[1])), goal[2])
    return goal


def direction_in(text: str) -> Vec | None:
    """The way the words of a direction go, seen from the first camera; None where they name none."""
    low = text.lower()
    x = y = 0.0
    if re.search(
        r"\b(?:to|toward|towards|screen|frame|camera|the|moves?|goes|exits?|runs?|walks?|from)?\s*-?left\b|左", low
    ):
        x = -1.0
    if re.search(r"\bright\b(?! (?:hand|arm|foot|eye|away))|右", low):
        x = -1.0 if re.search(r"(?:from|right to) .*left", low) else 1.0
    if re.search(r"(?:toward|towards|to|at|into)[ _](?:the )?(?:camera|lens|viewer|us)\b|forward|closer|near", low):
        y = -1.0
    if re.search(r"away|into the distance|background|upstage|\bback\b|\bdeep", low):
        y = 1.0
    size = math.hypot(x, y)
    return (x / size, y / size, 0.0) if size else None


def _default_way(shot: Shot) -> Vec:
    """Where one goes whom nothing sends: as the camera follows (beside, ahead or behind), else to the right."""
    truck = shot.keys[-1].axes.truck - shot.keys[0].axes.truck if shot.keys else 0.0
    dolly = shot.keys[-1].axes.dolly - shot.keys[0].axes.dolly if shot.keys else 0.0
    angle = shot.keys[0].framing.angle if shot.keys else ""
    if not any(key.lock == "follow" for key in shot.keys):
        return (0.0, 1.0, 0.0) if angle == "behind" else (1.0, 0.0, 0.0)
    if abs(truck) > abs(dolly) or (angle == "profile" and not dolly):
        return (-1.0 if truck < 0 else 1.0, 0.0, 0.0)
    return (0.0, -1.0, 0.0) if dolly < 0 else (0.0, 1.0, 0.0)


def _aim(draft: Draft, layout: Layout, text: str, who: str, places: dict[str, Vec]) -> tuple[Vec, float] | None:
    """What a text goes to: its place and how far from it one stops."""
    if not text.strip():
        return None
    found = named(draft, text)
    if found and found[1] != who:
        if found[1] in places:
            return places[found[1]], 0.85
        thing = layout.thing(found[1])
        if thing:
            return thing.place, max(thing.shape.size[0], thing.shape.size[1]) / 2 + 0.35
    low = text.lower()
    for thing in layout.things:
        if not thing.kind and thing.name and re.search(rf"\b{re.escape(thing.name.replace('_', ' '))}\b", low):
            return thing.place, max(thing.shape.size[:2]) / 2 + 0.35
    return None


def _stop_short(here: Vec, there: Vec, gap: float) -> Vec:
    away = math.hypot(there[0] - here[0], there[1] - here[1])
    if away <= gap:
        return here
    part = (away - gap) / away
    return (here[0] + (there[0] - here[0]) * part, here[1] + (there[1] - here[1]) * part, here[2])


def _handle(draft: Draft, span: BeatSpan, layout: Layout, who: str, holds: dict[str, list[Hold]]) -> None:
    """Which props the acting figure takes, carries and puts down in a beat."""
    action = span.beat.action
    low = plain(draft, action).lower()
    seconds = span.end - span.start
    named_props = set(re.findall(r"\{prop:([a-z0-9_-]+)\}", action))
    for thing in layout.things:
        if thing.kind != "prop" or not _portable(thing):
            continue
        held = holds.setdefault(thing.id, [])
        is_named = thing.id in named_props or (thing.name and thing.name.lower() in low)
        in_hand = held and held[-1].end >= span.start and held[-1].actor == who
        if not is_named and not in_hand:
            continue
        takes, leaves = TAKES.search(low), LEAVES.search(low)
        if is_named and leaves and (not takes or leaves.start() > takes.start()):
            if in_hand:
                held[-1] = held[-1]._replace(end=span.start + seconds * 0.6)
            else:
                held.append(Hold(span.start, span.start + seconds * 0.6, who))
        elif is_named and takes:
            start = span.start if in_hand else span.start + min(0.8, seconds * 0.45)
            held.append(Hold(start, span.end, who))
        elif in_hand:
            held[-1] = held[-1]._replace(end=span.end)


def _portable(thing: Thing) -> bool:
    return max(thing.shape.size) <= 0.7


def _move_things(draft: Draft, span: BeatSpan, layout: Layout, shifts: dict[str, list[Shift]]) -> None:
    """What happens to a thing that is the subject of a beat."""
    found = named(draft, span.beat.subject)
    thing = layout.thing(found[1]) if found else None
    if thing is None or (thing.id in layout.spots and thing.kind != "cast"):
        return
    low = f"{plain(draft, span.beat.action)} {plain(draft, span.beat.moves_to)}".lower()
    way = direction_in(low) or (0.7, -0.7, 0.0)
    seconds = span.end - span.start
    size = max(0.45, max(thing.shape.size[:2]) * 1.2)
    falls = FALLS.search(low)
    rows = shifts.setdefault(thing.id, [])
    if RISES.search(low) and not falls:
        rows.append(Shift(span.start, span.end, (way[0] * 0.2, way[1] * 0.2, 0.7), False))
    elif SLIDES.search(low) or falls:
        until = span.start + seconds * (0.6 if falls else 0.9)
        rows.append(Shift(span.start + 0.15, until, (way[0] * size, way[1] * size, 0.0), False))
        if falls and thing.place[2] > 0.05:
            rows.append(Shift(until, min(span.end, until + 0.42), (way[0] * 0.3, way[1] * 0.3, -thing.place[2]), True))
