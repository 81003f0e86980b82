"""Says in film terms what becomes of each camera move at another model: the move, its seconds, how it stops."""

from __future__ import annotations

from app.domain.advice import CarryLevel, CarryLine
from app.domain.draft import Draft, Key, Shot
from app.domain.model import Model
from app.domain.moves import Segment, segments
from app.domain.request import Compiled
from app.prompting.fit import number
from app.prompting.losses import paths_of
from app.prompting.named import TOKEN
from app.prompting.spans import clean

LEVEL: dict[CarryLevel, int] = {"dropped": 0, "weakened": 1, "reworded": 2, "kept": 3}
NEAR = 0.05
STOPS = {"in_out": "gentle", "out": "slow", "snap": "snap", "hold": "jump", "constant": "plain", "in": "plain"}
"""How a move that leaves with this ease stops, as `carry.stop.<word>` says it."""


def move_lines(
    draft: Draft, model: Model, after: Compiled, before: Compiled | None, worse: dict[str, int]
) -> tuple[list[CarryLine], set[str]]:
    """A line for each move that is not carried as it was set, and the fields those lines speak of.

    `before` is the draft at the present aim, `worse` how badly each field fares at the present aim.
    """
    level_of: dict[str, CarryLevel] = {}
    for loss in reversed(after.losses):
        level_of.update(dict.fromkeys(paths_of(loss), loss.level))
    says, said = _said(after), _said(before) if before is not None else frozenset()
    lines: list[CarryLine] = []
    told: set[str] = set()
    for place, shot in enumerate(draft.shots):
        keys = {key.id: key for key in shot.keys}
        for segment in segments(shot):
            start, end = keys[segment.start_key], keys[segment.end_key]
            if not segment.moves:
                continue
            paths = _paths(shot, start, end, segment)
            lost = {path: level_of[path] for path in paths if path in level_of}
            dropped = any(".axes." in path and level == "dropped" for path, level in lost.items())
            timed = _is_timed(says, shot, end)
            if timed and not dropped and all(level == "reworded" for level in lost.values()):
                continue
            is_new = any(worse.get(path, 9) > LEVEL[level] for path, level in lost.items())
            is_new = is_new or (not timed and (before is None or _is_timed(said, shot, end)))
            args = {**_args(draft, segment, start, end), "model": model.title, "shot": place + 1, "n": 1}
            level: CarryLevel = "dropped" if dropped else "weakened"
            told.update(lost)
            lines.append(CarryLine(level, "camera", f"carry.move.{level}", f"{_at(shot, end)}.axes", args, is_new))
    return lines, told


def _at(shot: Shot, key: Key) -> str:
    return f"shots[{shot.id}].keys[{key.id}]"


def _said(compiled: Compiled) -> frozenset[str]:
    """The fields whose words are in the text."""
    return frozenset(span.path for span in compiled.spans)


def _is_timed(said: frozenset[str], shot: Shot, end: Key) -> bool:
    """Whether the words say how long a move takes: by itself, or by the seconds of the shot it fills to the end."""
    to_the_end = end.t >= shot.seconds - NEAR
    return f"{_at(shot, end)}.t" in said or (to_the_end and f"shots[{shot.id}].seconds" in said)


def _paths(shot: Shot, start: Key, end: Key, segment: Segment) -> list[str]:
    """The fields that make a move what it is; what it is locked to has a sentence of its own."""
    begin, to = _at(shot, start), _at(shot, end)
    return [*(f"{to}.axes.{axis}" for axis in segment.deltas), f"{to}.t", f"{begin}.hold", f"{begin}.ease"]


def _args(draft: Draft, segment: Segment, start: Key, end: Key) -> dict[str, object]:
    target = plain_target(draft, end.framing.target or start.framing.target)
    framed = {"target_id": "carry.framed", "target": target} if target else {"target_words": ""}
    return {
        "move_id": f"term.move.{segment.name}",
        "seconds": number(segment.seconds),
        "stop_id": f"carry.stop.{STOPS[start.ease]}",
        **framed,
    }


def plain_target(draft: Draft, text: str) -> str:
    """A target in plain words: labels in place of tokens."""
    labels = {f"cast:{each.id}": each.label for each in draft.cast}
    labels |= {f"prop:{each.id}": each.label for each in draft.place.props}
    return clean(TOKEN.sub(lambda match: labels.get(f"{match[1]}:{match[2]}", "") or match[2].replace("_", " "), text))
