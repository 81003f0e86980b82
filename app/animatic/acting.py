"""Reads from each beat what its figures do: where they go, how they hold themselves, what they take and put down."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from app.animatic.handling import Hold, Shift, handle, move_things
from app.animatic.layout import Layout, Thing
from app.animatic.poses import MOVING, SPINS, STANDS_UP, poses_in
from app.animatic.space import Vec
from app.animatic.timeline import BeatSpan, Timeline
from app.animatic.wording import direction_in, named, plain
from app.domain.draft import Draft, Shot

WALK_SPEED = 1.3
RUN_SPEED = 4.2
"""Metres a second: a walk and an easy run."""
RUNG_SPEED = 0.45
"""Metres a second on a ladder."""
MOST_RUNGS = 1.1
"""Metres up a ladder of a man's height and a half."""
FOLLOWED = 9.0
"""Metres somebody goes at most whom a camera follows: further on there is no set."""
AT_HAND, FAR_OFF = 0.62, 2.6
"""Metres: whoever handles a thing starts this near to it, where it is no further away than the other."""
CLIMBED = ("ladder", "steps", "lighthouse", "tree", "fence", "wall", "tower", "train", "house")
"""What one climbs."""
_RUNGS = r"\brungs?\b|ladder|\brope\b|stairs|\bcliff|\bwall\b|\bfence|\btree|梯|树|墙"
FREE_WALK, FREE_RUN = 1.6, 5.0
"""How far one goes who has no goal and whom no camera follows (metres)."""


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
    handles: str = ""
    """The prop under its hands, by id."""
    both: bool = False
    """Whether it takes both hands."""


class Score(NamedTuple):
    """Everything the figures and things do."""

    acts: dict[str, tuple[Act, ...]]
    holds: dict[str, tuple[Hold, ...]]
    shifts: dict[str, tuple[Shift, ...]]


def read_score(draft: Draft, times: Timeline, layout: Layout) -> Score:
    """The acts of every figure, beat by beat, and the ways of the things."""
    place = {look.id: _start(draft, times, layout, look.id) for look in layout.looks}
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
                handle(draft, span, layout, look.id, holds, shifts)
        move_things(draft, span, layout, shifts)
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
    moving = [pose for pose in poses if pose in MOVING]
    running = "run" in moving
    goal = here
    if "climb" in moving and _climbs(layout, text):
        goal = (here[0], here[1], min(MOST_RUNGS, here[2] + RUNG_SPEED * (span.end - span.start) * 0.8))
    elif moving or span.beat.moves_to.strip():
        goal = _goal(draft, span, layout, who, here, places, running)
    gone = math.dist(here, goal) > 0.15
    if gone:
        seated = False
    if "sit" in poses:
        seated = True
    pace = RUNG_SPEED if "climb" in moving else RUN_SPEED if running else WALK_SPEED
    seconds = span.end - span.start
    needed = math.dist(here, goal) / pace
    if running and any(key.lock == "follow" for key in draft.shots[span.shot].keys):
        needed = seconds
    others = [pose for pose in poses if pose not in MOVING]
    arrive = span.start + (min(seconds * (0.7 if others else 1.0), max(needed, 0.3)) if gone else 0.0)
    if gone and math.dist(here, goal) / max(0.1, arrive - span.start) > 2.4:
        running = True
    kept = tuple(others) if gone else tuple(pose for pose in poses if pose != "climb")
    attends = _attends(draft, span, who)
    spin = SPINS.search(text.lower()) is not None
    handles = _handled(draft, span, layout) if {"reach", "hold", "point"} & set(kept) else ""
    both = re.search(r"both (?:hands|palms|arms|grippers)|two hands", f"{text} {span.beat.touches}".lower()) is not None
    if "climb" in moving:
        faces = 180.0
    act = Act(span.start, span.end, kept, here, goal, running, arrive, spin, attends, faces, seated, True)
    return act._replace(handles=handles, both=both)


def _handled(draft: Draft, span: BeatSpan, layout: Layout) -> str:
    """The prop that an action takes, moves or touches, by id; empty where it names none."""
    for text in (span.beat.action, span.beat.touches):
        for item in re.findall(r"\{prop:([a-z0-9_-]+)\}", text):
            if layout.thing(item):
                return str(item)
        found = named(draft, re.sub(r"\{cast:[a-z0-9_-]+\}", "", text))
        if found and found[0] == "prop" and layout.thing(found[1]):
            return found[1]
    keys = draft.shots[span.shot].keys
    seen = named(draft, keys[0].framing.target) if keys else None
    return seen[1] if seen and seen[0] == "prop" and layout.thing(seen[1]) else ""


def _start(draft: Draft, times: Timeline, layout: Layout, who: str) -> Vec:
    """Where a figure begins: at its place in the set, or a little further where what it handles first is at hand."""
    place = layout.spots[who]
    for span in times.beats:
        if who not in _subjects(draft, span, layout):
            continue
        poses = poses_in(plain(draft, span.beat.action))
        if "climb" in poses:
            ladder = next((thing for thing in layout.things if thing.shape.name == "ladder"), None)
            return (ladder.place[0], ladder.place[1] - 0.34, 0.0) if ladder else place
        if set(poses) & {"walk", "run"} or span.beat.moves_to.strip():
            return place
        thing = layout.thing(_handled(draft, span, layout))
        if thing is None or not set(poses) & {"reach", "hold"}:
            continue
        if math.dist(place[:2], thing.place[:2]) <= FAR_OFF:
            return _outside(_stop_short(place, thing.place, AT_HAND), place, layout)
        return place
    return place


def _outside(spot: Vec, place: Vec, layout: Layout) -> Vec:
    """The spot, or the last one on the way to it from `place` that is not inside a piece of furniture."""
    for step in range(10):
        part = 1.0 - step / 10
        x, y = place[0] + (spot[0] - place[0]) * part, place[1] + (spot[1] - place[1]) * part
        if not any(_is_inside(x, y, thing) for thing in layout.things):
            return (x, y, 0.0)
    return place


def _is_inside(x: float, y: float, thing: Thing) -> bool:
    """Whether somebody would stand in a thing; on a rug or a coin one may."""
    width, depth, height = thing.shape.size
    if thing.held_up or height < 0.3 or thing.shape.name == "chair":
        return False
    return abs(x - thing.place[0]) < width / 2 + 0.24 and abs(y - thing.place[1]) < depth / 2 + 0.24


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
    found = _aim(draft, layout, beat.moves_to, who, places, anywhere=True)
    if found is None and direction_in(beat.moves_to) is None:
        found = _aim(draft, layout, beat.action.replace(f"{{cast:{who}}}", ""), who, places, anywhere=False)
    if found is not None:
        return _stop_short(here, *found)
    shot = draft.shots[span.shot]
    seconds = span.end - span.start
    followed = any(key.lock == "follow" for key in shot.keys)
    way = direction_in(beat.moves_to) or direction_in(beat.action) or _default_way(shot)
    far = (RUN_SPEED if running else WALK_SPEED) * seconds
    far = min(far, FOLLOWED)
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


def _climbs(layout: Layout, text: str) -> bool:
    """Whether there is something to go up by: on the stage, or in the words."""
    return re.search(_RUNGS, text.lower()) is not None or any(thing.shape.name in CLIMBED for thing in layout.things)


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


def _aim(
    draft: Draft, layout: Layout, text: str, who: str, places: dict[str, Vec], *, anywhere: bool
) -> tuple[Vec, float] | None:
    """What a text goes to: its place and how far from it one stops. A furnishing counts `anywhere` in the text, or
    only behind a word of direction."""
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
    before = "" if anywhere else r"\b(?:to|towards?|into|onto|at|through|behind|beside|past|for|near|by) (?:\w+ ){0,3}"
    for thing in layout.things:
        if not thing.kind and thing.name and re.search(rf"{before}\b{re.escape(thing.name.replace('_', ' '))}\b", low):
            return thing.place, max(thing.shape.size[:2]) / 2 + 0.35
    return None


def _stop_short(here: Vec, there: Vec, gap: float) -> Vec:
    away = math.hypot(there[0] - here[0], there[1] - here[1])
    if away <= gap:
        return here
    part = (away - gap) / away
    return (here[0] + (there[0] - here[0]) * part, here[1] + (there[1] - here[1]) * part, here[2])
