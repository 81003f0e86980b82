"""What the facts strip offers and does: lengths of a model, other lengths and shot counts for a draft. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import Any

from app.domain import path as paths
from app.domain.cuts import cut_shot, join_shots, set_shot_seconds
from app.domain.draft import Draft, Shot
from app.domain.model import Limits
from app.domain.timing import LEAST_BEAT, rounded

USUAL_LENGTHS = (4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 15.0)
"""Offered where the row of the aim knows no lengths."""
USUAL_SHOTS = 6
GRID = 0.5


def lengths(limits: Limits | None) -> tuple[float, ...]:
    """The lengths a model takes, in seconds."""
    known = limits.lengths if limits else None
    if known is None:
        return USUAL_LENGTHS
    if known.list:
        return known.list
    if known.most <= 0 or known.step <= 0:
        return USUAL_LENGTHS
    steps = floor((known.most - known.least) / known.step + 1e-6)
    return tuple(rounded(known.least + known.step * place) for place in range(steps + 1))


def offered(value: str, known: Sequence[str], all_terms: Sequence[str]) -> tuple[str, ...]:
    """What a model takes, else every term; always with what the draft has."""
    choices = tuple(known) or tuple(all_terms)
    return choices if value in choices or not value else (*choices, value)


def most_shots(limits: Limits | None, present: int) -> int:
    """How many shots to offer."""
    return max(limits.shots if limits and limits.shots else USUAL_SHOTS, present)


def with_seconds(draft: Draft, seconds: float) -> Draft:
    """The draft at another length: every shot keeps its share, on half seconds where that leaves each long enough."""
    shots = draft.shots
    if not shots:
        return draft.replace(shots=(Shot(id="s1", seconds=seconds),))  # type: ignore[no-any-return]
    if draft.seconds <= 0:
        each = rounded(seconds / len(shots))
        return draft.replace(shots=tuple(shot.replace(seconds=each) for shot in shots))  # type: ignore[no-any-return]
    factor = seconds / draft.seconds
    ends = [(draft.shot_start(shot.id) + shot.seconds) * factor for shot in shots]
    ends = [_on_grid(end) for end in ends[:-1]] + [seconds]
    starts = [0.0, *ends[:-1]]
    shares = [rounded(end - start) for start, end in zip(starts, ends, strict=True)]
    if min(shares) < LEAST_BEAT:
        shares = [rounded(shot.seconds * factor) for shot in shots]
    for shot, share in zip(shots, shares, strict=True):
        draft = set_shot_seconds(draft, shot.id, share)
    return draft


def with_shots(draft: Draft, count: int) -> Draft:
    """The draft with this many shots: the longest one is cut in the middle, or the last two are joined, as needed."""
    if not draft.shots:
        draft = draft.replace(shots=(Shot(id="s1"),))
    while len(draft.shots) > max(count, 1):
        draft = join_shots(draft, draft.shots[-2].id)
    while len(draft.shots) < count:
        longest = max(draft.shots, key=lambda shot: shot.seconds)
        start = draft.shot_start(longest.id)
        middle = _on_grid(start + longest.seconds / 2)
        if not start < middle < start + longest.seconds:
            middle = start + longest.seconds / 2
        cut, _ = cut_shot(draft, middle)
        if len(cut.shots) == len(draft.shots):
            return draft
        draft = cut
    return draft


def with_value(draft: Draft, path: str, value: Any) -> Draft:
    """The draft with one value set by a person; at another shot length its beats and keys keep their shares."""
    steps = paths.parse(path)
    if len(steps) == 3 and steps[0] == "shots" and steps[2] == "seconds" and isinstance(value, int | float):
        return set_shot_seconds(draft, steps[1][0], value)
    return paths.write(draft, path, value)


def _on_grid(seconds: float) -> float:
    return rounded(round(seconds / GRID) * GRID)
