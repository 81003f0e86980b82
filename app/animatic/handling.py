"""Reads from each beat what becomes of the things: who holds them, how they are put, slide, fall and rise."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.animatic.layout import Layout, Thing
from app.animatic.space import Vec
from app.animatic.timeline import BeatSpan
from app.animatic.wording import direction_in, named, plain
from app.domain.draft import Draft

TAKES = re.compile(
    r"pick|\btak|took|catch|caught|grab|snatch|lift|hold|held|carr|rais|clutch|cradl|tear|unfold|拿|抓|接|捧"
)
LEAVES = re.compile(
    r"\bset|\bput|\bplac|\blay|\bdrop|let(?:s|ting)? go|\bhand|\bgiv|\bleav|\bslid|\bpin|\breleas|\btoss|\bthrow|放|递"
)
OUT = re.compile(r"out of (?:the )?(?:frame|shot)|exit|off.?screen")
STAYS = re.compile(r"stands? still|stays?\b|rests?\b|does not move|motionless")
FALLS = re.compile(r"fall|fell|drop(?!s? of)|tips?\b|tipp|tumbl|topple|plunge|crash|落|掉")
SLIDES = re.compile(r"slid|skid|roll|drift|glid|scoot|shift|move|spin|滑|滚")
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


def handle(draft: Draft, span: BeatSpan, layout: Layout, who: str, holds: dict[str, list[Hold]]) -> None:
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


def move_things(draft: Draft, span: BeatSpan, layout: Layout, shifts: dict[str, list[Shift]]) -> None:
    """What happens to a thing that is the subject of a beat."""
    found = named(draft, span.beat.subject)
    thing = layout.thing(found[1]) if found else None
    if thing is None or (thing.id in layout.spots and thing.kind != "cast"):
        return
    low = f"{plain(draft, span.beat.action)} {plain(draft, span.beat.moves_to)}".lower()
    if STAYS.search(low):
        return
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
