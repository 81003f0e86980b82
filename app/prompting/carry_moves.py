"""Says in film terms what becomes of each camera move at another model: the move, its seconds, how it stops."""

from __future__ import annotations

from app.domain.advice import CarryLevel, CarryLine
from app.domain.draft import Draft, Key, Shot
from app.domain.model import Model
from app.domain.moves import Segment, segments
from app.domain.request import Compiled
from app.prompting.fit import number
from app.prompting.losses import paths_of
from app.prompting.sheet import TOKEN
from app.prompting.spans import clean

_TIMING = ("t", "hold", "ease", "lock")
GENTLE = {"in_out": "gentle", "out": "slow", "snap": "snap", "hold": "jump", "constant": "", "in": ""}
"""How a move that leaves with this ease stops, as `carry.stop.<word>` says it."""


def move_lines(draft: Draft, model: Model, after: Compiled, worse: dict[str, int]) -> tuple[list[CarryLine], set[str]]:
    """A line for each move that is not carried as it was set, and the fields those lines speak of.

    `worse` is how badly each field fares at the present aim.
    """
    level_of: dict[str, CarryLevel] = {}
    for loss in reversed(after.losses):
        level_of.update(dict.fromkeys(paths_of(loss), loss.level))
    lines: list[CarryLine] = []
    told: set[str] = set()
    for place, shot in enumerate(draft.shots):
        keys = {key.id: key for key in shot.keys}
        for segment in segments(shot):
            start, end = keys[segment.start_key], keys[segment.end_key]
            paths = _paths(shot, start, end, segment)
            lost = {path: level_of[path] for path in paths if path in level_of}
            if not segment.moves or not any(level != "reworded" for level in lost.values()):
                continue
            dropped = any(".axes." in path and level == "dropped" for path, level in lost.items())
            is_new = not any(worse.get(path, 9) <= (0 if dropped else 1) for path in lost)
            id_ = "carry.move.dropped" if dropped else "carry.move.weakened"
            args = {**_args(draft, segment, start, end), "model": model.title, "shot": place + 1, "n": 1}
            at = f"shots[{shot.id}].keys[{end.id}].axes"
            told.update(lost)
            lines.append(CarryLine("dropped" if dropped else "weakened", "camera", id_, at, args, is_new))
    return lines, told


def _paths(shot: Shot, start: Key, end: Key, segment: Segment) -> list[str]:
    """The fields that make a move what it is."""
    begin, to = f"shots[{shot.id}].keys[{start.id}]", f"shots[{shot.id}].keys[{end.id}]"
    found = [f"{to}.axes.{axis}" for axis in segment.deltas]
    return [*found, f"{to}.t", *(f"{begin}.{name}" for name in _TIMING if name != "t")]


def _args(draft: Draft, segment: Segment, start: Key, end: Key) -> dict[str, object]:
    target = plain_target(draft, end.framing.target or start.framing.target)
    word = GENTLE.get(start.ease, "")
    return {
        "move_id": f"term.move.{segment.name}",
        "seconds": number(segment.seconds),
        "stop_id": f"carry.stop.{word or 'plain'}",
        "target_id": "carry.toward" if target else "carry.nowhere",
        "target": target,
    }


def plain_target(draft: Draft, text: str) -> str:
    """A target in plain words: labels in place of tokens."""
    labels = {f"cast:{each.id}": each.label for each in draft.cast}
    labels |= {f"prop:{each.id}": each.label for each in draft.place.props}
    return clean(TOKEN.sub(lambda match: labels.get(f"{match[1]}:{match[2]}", "") or match[2].replace("_", " "), text))
