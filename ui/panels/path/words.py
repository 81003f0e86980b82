"""What the camera path editor says of a draft: its shots, framings, holds and locks as blocks, its moves in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.camera import keys_in_order, state_at
from app.domain.cuts import shot_at
from app.domain.draft import Draft, Key, Shot
from app.domain.finding import Loss
from app.domain.moves import Segment, segments
from app.domain.timing import NEAR
from app.strings import listed, tr
from ui.kit.timebar import short_time
from ui.panels.beats.tracks import framing_name
from ui.panels.beats.words import move_words, plain, small
from ui.panels.lanes_blocks import Block


class ShotWords(NamedTuple):
    """A shot on its lane: when, its name and length, what its camera does, and what stands in the way."""

    shot_id: str
    start: float
    end: float
    name: str
    moves: str
    loss: str
    complex_key: str
    """The key whose movement has no name; empty where all have one."""


def shot_words(draft: Draft, losses: Sequence[Loss] = ()) -> list[ShotWords]:
    """Every shot in words."""
    lost = {loss.path: tr(f"loss.{loss.id}", **loss.args) for loss in reversed(losses)}
    made = []
    for number, shot in enumerate(draft.shots, 1):
        start = draft.shot_start(shot.id)
        named = segments(shot)
        moving = [segment for segment in named if segment.moves]
        said = [move_words(segment) for segment in moving]
        said = [text if not place else small(text) for place, text in enumerate(said)]
        nameless = next((segment.start_key for segment in moving if segment.name == "complex"), "")
        made.append(
            ShotWords(
                shot.id,
                start,
                start + shot.seconds,
                tr("path.shot", n=number, seconds=short_time(shot.seconds)),
                tr("path.then").join(said) if said else tr("path.locked_off"),
                lost.get(f"shots[{shot.id}].seconds", ""),
                nameless,
            )
        )
    return made


def axis_remark(axis: str, losses: Sequence[Loss]) -> str:
    """What a target makes of an axis, for the end of its lane; empty where it is kept."""
    levels = {loss.level for loss in losses if loss.path.endswith(f".axes.{axis}")}
    if not levels:
        return ""
    return tr("path.axis_dropped") if "dropped" in levels else tr("path.words_only")


def framing_blocks(draft: Draft) -> list[Block]:
    """The framing of every key that says one, until the next that does; one at the very end joins the one before."""
    blocks: list[Block] = []
    for shot in draft.shots:
        start = draft.shot_start(shot.id)
        keys = [key for key in keys_in_order(shot) if place_of(key)]
        for place, key in enumerate(keys):
            end = keys[place + 1].t if place + 1 < len(keys) else shot.seconds
            text = place_of(key)
            if end - key.t > NEAR:
                blocks.append(Block(start + key.t, start + end, text, "cam", key=(shot.id, key.id)))
            elif place and place_of(keys[place - 1]) != text:
                blocks[-1].text = tr("path.framing.to", start=blocks[-1].text, end=small(text))
    return blocks


def place_of(key: Key) -> str:
    """The framing of a key in words; empty where it says nothing."""
    return framing_name(key)


class HoldWords(NamedTuple):
    """A stretch of the hold and lock lane."""

    start: float
    end: float
    icon: str
    text: str
    where: tuple[str, str]


def holds(draft: Draft) -> list[HoldWords]:
    """Where the camera waits, where it is tied to its target, and what is in focus."""
    found: list[HoldWords] = []
    for shot in draft.shots:
        start = draft.shot_start(shot.id)
        keys = keys_in_order(shot)
        for place, key in enumerate(keys):
            end = keys[place + 1].t if place + 1 < len(keys) else shot.seconds
            where = (shot.id, key.id)
            leaves = min(key.t + key.hold, end)
            if text := tied(draft, shot, key):
                if found and found[-1].text == text and abs(found[-1].end - (start + key.t)) < 1e-6:
                    found[-1] = found[-1]._replace(end=start + end)
                else:
                    found.append(HoldWords(start + key.t, start + end, "seen", text, where))
            if key.hold > 0:
                text = tr("path.hold", seconds=short_time(key.hold))
                found.append(HoldWords(start + key.t, start + leaves, "pause", text, where))
    return found


def tied(draft: Draft, shot: Shot, key: Key) -> str:
    """What the camera is tied to and focused on from a key on; empty where it is free."""
    said = []
    if key.lock != "none":
        target = plain(draft, target_of(shot, key))
        said.append(tr(f"path.lock.{key.lock}", target=target) if target else tr(f"path.lock.{key.lock}.none"))
    if key.focus:
        focus = tr("path.focus", what=plain(draft, key.focus))
        said.append(small(focus) if said else focus)
    return listed(said)


def target_of(shot: Shot, key: Key) -> str:
    """What a key is aimed at: its own target, else the one of the keys before it."""
    for each in reversed([other for other in keys_in_order(shot) if other.t <= key.t]):
        if each.framing.target:
            return each.framing.target
    return ""


def segment_at(shot: Shot, t: float) -> Segment | None:
    """What the camera does `t` seconds into a shot; None before, between and after its moves."""
    return next((each for each in segments(shot) if each.leave <= t < each.leave + each.seconds and each.moves), None)


def words_at(draft: Draft, seconds: float) -> tuple[str, str, str]:
    """Framing and move at a moment of a draft, as the plates of its picture say them, and the hue of the move.

    A move without a name is warned of, as it is in its lane.
    """
    found = shot_at(draft, seconds)
    if found is None:
        return "", "", "cam"
    shot, start = found
    state = state_at(shot, seconds - start)
    framing = framing_name(state.before.replace(framing=state.framing)) if state.before is not None else ""
    segment = segment_at(shot, seconds - start)
    if segment is None:
        return framing, tr("path.still"), "cam"
    return framing, move_words(segment), "warn" if segment.name == "complex" else "cam"


def spoken_key(draft: Draft, key: Key, number: int, count: int, t: float) -> str:
    """A key as a screen reader says it."""
    name = tr("path.key", n=number, count=count, seconds=short_time(t))
    parts = [name, place_of(key), plain(draft, key.framing.target)]
    return listed(part for part in parts if part)
