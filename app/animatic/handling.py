"""Reads from each beat what becomes of the things: who holds them, how they are put, slide, fall and rise."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from app.animatic.layout import FAR_AWAY, Layout, Thing
from app.animatic.props import shape_of
from app.animatic.space import Vec
from app.animatic.timeline import BeatSpan
from app.animatic.wording import direction_in, named, plain
from app.domain.draft import Draft

TAKES = re.compile(
    r"dribbl|bounc|pick|\btak|took|catch|caught|grab|snatch|lift|hold|held|carr|rais|clutch|cradl|tear|unfold|拿|抓|接|捧"
)
LEAVES = re.compile(
    r"\bset|\bput|\bplac|\blay|\bdrop|let(?:s|ting)? go|\bhands?\b (?:over|the|it)|\bgiv|\bleav|\bpin|\breleas|"
    r"\btoss|\bthrow|放|递"
)
PUSHES = re.compile(r"\bslid|\bpush|\bpull|\bnudg|\bshov|推|拉")
OWN_HAND = re.compile(
    r"(?:lays?|puts?|plac\w+|sets?|rests?) (?:(?:her|his|their|both|one|a|the|whole|flat) )*(?:hand|palm|finger)"
)
RELEASES = re.compile(r"\blets?\b.*\bgo\b|\breleas|放")
STAYS = re.compile(r"stands? still|stays?\b|rests?\b|does not move|motionless")
FALLS = re.compile(r"fall|fell|drop(?!s? of)|tips?\b|tipp|tumbl|topple|plunge|crash|落|掉")
SLIDES = re.compile(r"slid|skid|roll|drift|glid|scoot|shift|move|spin|滑|滚")
ARRIVES = re.compile(r"draws? in|pulls? in|arriv|comes? in|rolls? in|approach|appears?|进|驶|到")
RISES = re.compile(r"\bris|float|lift|fly|flies|soar|hover|升|飘|飞")


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


def handle(
    draft: Draft, span: BeatSpan, layout: Layout, who: str, holds: dict[str, list[Hold]], shifts: dict[str, list[Shift]]
) -> None:
    """Which props the acting figure takes, carries, pushes and puts down in a beat."""
    low = plain(draft, span.beat.action).lower()
    named_props = set(re.findall(r"\{prop:([a-z0-9_-]+)\}", span.beat.action))
    for thing in layout.things:
        if thing.kind != "prop" or not _portable(thing):
            continue
        held = holds.setdefault(thing.id, [])
        is_named = thing.id in named_props or (thing.name and thing.name.lower() in low)
        in_hand = bool(held and held[-1].end >= span.start - 1e-6 and held[-1].actor == who)
        if is_named and thing.shape.name == "kite" and RELEASES.search(low):
            middle = (span.start + span.end) / 2
            shifts.setdefault(thing.id, []).append(Shift(middle, span.end, (0.5, 1.4, 2.2), False))
            continue
        if is_named and not in_hand and OWN_HAND.search(low):
            continue
        if is_named and not in_hand and PUSHES.search(low):
            _push(span, layout, who, thing, shifts)
        elif is_named:
            _take(draft, span, layout, who, thing, held, shifts, in_hand=in_hand)
        elif in_hand:
            held[-1] = held[-1]._replace(end=span.end)


def _take(
    draft: Draft,
    span: BeatSpan,
    layout: Layout,
    who: str,
    thing: Thing,
    held: list[Hold],
    shifts: dict[str, list[Shift]],
    *,
    in_hand: bool,
) -> None:
    low = plain(draft, span.beat.action).lower()
    seconds = span.end - span.start
    takes, leaves = TAKES.search(low), LEAVES.search(low)
    goal = _put_on(span, layout, thing)
    start = span.start if in_hand else span.start + min(0.6, seconds * 0.3)
    if (leaves and (not takes or leaves.start() > takes.start())) or (goal and (takes or leaves)):
        end = span.start + seconds * 0.7
    elif takes or (in_hand and not leaves):
        end = span.end
    else:
        return
    if in_hand:
        held[-1] = held[-1]._replace(end=end)
    else:
        held.append(Hold(start, end, who))
    if goal is not None and end < span.end:
        rows = shifts.setdefault(thing.id, [])
        x, y, z = thing.place
        for shift in rows:
            x, y, z = x + shift.way[0], y + shift.way[1], z + shift.way[2]
        rows.append(Shift(end - 0.02, end, (goal[0] - x, goal[1] - y, goal[2] - z), False))


def _put_on(span: BeatSpan, layout: Layout, thing: Thing) -> Vec | None:
    """Where an action says that a thing is put: on top of another one that it names."""
    match = re.search(
        r"\b(?:on|onto|into|over|atop|top of|middle of) (?:the )?(\{prop:[a-z0-9_-]+\}|\w+)", span.beat.action
    )
    if match is None:
        return None
    word = match[1]
    item = word[6:-1] if word.startswith("{prop:") else ""
    shape = "" if item else shape_of(word).name
    for other in layout.things:
        if other.id != thing.id and ((item and other.id == item) or (shape and other.shape.name == shape)):
            return (other.place[0], other.place[1] - 0.06, other.top)
    return None


def _push(span: BeatSpan, layout: Layout, who: str, thing: Thing, shifts: dict[str, list[Shift]]) -> None:
    """A thing slides a hand's width or two away from whoever pushes it."""
    place = layout.spots.get(who, (0.0, 0.0, 0.0))
    x, y = thing.place[0] - place[0], thing.place[1] - place[1]
    size = math.hypot(x, y) or 1.0
    start = span.start + min(0.6, (span.end - span.start) * 0.3)
    way = (x / size * 0.2, y / size * 0.2, 0.0)
    shifts.setdefault(thing.id, []).append(Shift(start, min(span.end, start + 1.2), way, False))


def _portable(thing: Thing) -> bool:
    return max(thing.shape.size) <= 0.7


def move_things(draft: Draft, span: BeatSpan, layout: Layout, shifts: dict[str, list[Shift]]) -> None:
    """What happens to a thing that is the subject of a beat."""
    found = named(draft, span.beat.subject)
    thing = layout.thing(found[1]) if found else None
    if thing is None or (thing.id in layout.spots and thing.kind != "cast"):
        return
    low = f"{plain(draft, span.beat.action)} {plain(draft, span.beat.moves_to)}".lower()
    if STAYS.search(low):
        return
    rows = shifts.setdefault(thing.id, [])
    if abs(thing.place[0]) > FAR_AWAY / 2 and ARRIVES.search(low):
        # it comes to where it would stand, and has nearly done so halfway through
        side = 1.0 if thing.place[0] > 0 else -1.0
        until = span.start + 0.55 * (span.end - span.start)
        rows.append(Shift(span.start, until, (-side * (FAR_AWAY - 0.4 * thing.shape.size[0]), 0.0, 0.0), False))
        return
    way = direction_in(low) or (0.7, -0.7, 0.0)
    seconds = span.end - span.start
    size = max(0.45, max(thing.shape.size[:2]) * 1.2)
    falls = FALLS.search(low)
    if RISES.search(low) and not falls:
        rows.append(Shift(span.start, span.end, (way[0] * 0.2, way[1] * 0.2, 0.7), False))
    elif SLIDES.search(low) or falls:
        until = span.start + seconds * (0.6 if falls else 0.9)
        rows.append(Shift(span.start + 0.15, until, (way[0] * size, way[1] * size, 0.0), False))
        if falls and thing.place[2] > 0.05:
            rows.append(Shift(until, min(span.end, until + 0.42), (way[0] * 0.3, way[1] * 0.3, -thing.place[2]), True))
