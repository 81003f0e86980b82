"""Fits the free length of a draft to what a model takes: the nearest length it offers, and whole seconds for shots."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from app.domain.draft import Draft
from app.domain.model import Lengths, Limits
from app.prompting.memory import Memory

NEAR = 1e-6
SHIFT = 0.3
"""A shot that becomes this much longer or shorter (seconds) is worth saying."""


class Fit(NamedTuple):
    """Seconds as they are asked for: of the clip, and of each shot in order. `over` where no length is near."""

    asked: float
    seconds: float
    shots: tuple[float, ...]
    over: bool = False


def fit(draft: Draft, limits: Limits, *, whole_shots: bool) -> Fit:
    """The seconds of a draft at a model. `whole_shots`: the shots are asked for in whole seconds."""
    lengths = tuple([shot.seconds for shot in draft.shots])
    return _FITS.get((limits,), (whole_shots, *lengths), _fit, lengths, limits, whole_shots)


_FITS: Memory[Fit] = Memory(64)
"""The seconds asked for last."""


def _fit(lengths: tuple[float, ...], limits: Limits, whole_shots: bool) -> Fit:
    asked = round(sum(lengths), 6)
    seconds = nearest_length(asked, limits.lengths)
    over = limits.lengths is not None and asked > longest(limits.lengths) + NEAR
    if whole_shots and lengths:
        shots = tuple(float(each) for each in whole_seconds(lengths, round(seconds), limits.shot_least or 1.0))
    else:
        ratio = seconds / asked if asked > NEAR else 1.0
        shots = tuple(round(each * ratio, 3) for each in lengths)
    return Fit(asked, seconds, shots, over)


def longest(lengths: Lengths) -> float:
    """The longest clip these lengths allow; without a word about it, endless."""
    return max(lengths.list) if lengths.list else (lengths.most or float("inf"))


def shortest(lengths: Lengths) -> float:
    """The shortest clip these lengths allow."""
    return min(lengths.list) if lengths.list else lengths.least


def nearest_length(asked: float, lengths: Lengths | None) -> float:
    """The length nearest to the one asked for; half way between two, the longer one, so that nothing is cut."""
    if lengths is None:
        return asked
    if lengths.list:
        return min(sorted(lengths.list, reverse=True), key=lambda each: round(abs(each - asked), 6))
    held = min(max(asked, lengths.least), longest(lengths))
    if lengths.step <= 0:
        return held
    steps = int((held - lengths.least) / lengths.step + 0.5 + NEAR)
    return round(min(lengths.least + steps * lengths.step, longest(lengths)), 6)


def whole_seconds(parts: Sequence[float], total: int, least: float = 1.0) -> tuple[int, ...]:
    """Whole seconds that add up to `total`, by largest remainder; earlier parts first, none under `least`.

    Where the parts are too many for `total`, each gets `least` and the sum is over.
    """
    return _whole_seconds(tuple(parts), total, least)


@lru_cache(maxsize=256)
def _whole_seconds(parts: tuple[float, ...], total: int, least: float) -> tuple[int, ...]:
    floor = max(1, int(least + 0.999))
    whole = sum(parts)
    if not parts:
        return ()
    if floor * len(parts) >= total:
        return tuple(floor for _ in parts)
    shares = [part / whole * total if whole > NEAR else total / len(parts) for part in parts]
    given = [max(floor, int(share + NEAR)) for share in shares]
    while sum(given) < total:
        place = max(range(len(parts)), key=lambda each: (round(shares[each] - given[each], 6), -each))
        given[place] += 1
    while sum(given) > total:
        able = [each for each in range(len(parts)) if given[each] > floor]
        place = max(able, key=lambda each: (round(given[each] - shares[each], 6), each))
        given[place] -= 1
    return tuple(given)


@lru_cache(maxsize=1024)
def number(seconds: float) -> str:
    """Seconds as figures: `8`, `2.5`."""
    return f"{seconds:.2f}".rstrip("0").rstrip(".")


_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


NEAR_HALF = 0.13
"""Seconds this near to a half or a whole are said as it; nobody times a move more closely."""


def spoken(seconds: float) -> str:
    """Seconds as a sentence says them: `one second`, `two and a half seconds`, `3.3 seconds`, `14 seconds`."""
    halves = round(seconds * 2)
    whole, half = divmod(halves, 2)
    if abs(seconds - halves / 2) > NEAR_HALF or halves <= 0 or whole >= len(_NUMBERS) - 1:
        return f"{number(round(seconds, 1))} seconds"
    if halves == 1:
        return "half a second"
    if half:
        return f"{_NUMBERS[whole]} and a half seconds"
    return "one second" if whole == 1 else f"{_NUMBERS[whole]} seconds"
