"""Finds shots, beats and keys, and fits what a shot holds into other seconds."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import path as paths
from app.domain.draft import Beat, Draft, Key, Shot

LEAST_BEAT = 0.5
"""No operation makes a beat, or a shot, shorter than this (seconds)."""
NEAR = 1e-4
"""Moments closer than this are the same (seconds)."""


def rounded(seconds: float) -> float:
    """Seconds as they are kept: to a tenth of a millisecond, so that sums stay readable."""
    return round(seconds, 4) + 0.0


def find_shot(draft: Draft, shot_id: str) -> Shot:
    """The shot with this id. UnknownName if there is none."""
    shot = paths.read(draft, f"shots[{shot_id}]")
    assert isinstance(shot, Shot)
    return shot


def find_beat(draft: Draft, shot_id: str, beat_id: str) -> Beat:
    """The beat with this id. UnknownName if there is none."""
    beat = paths.read(draft, f"shots[{shot_id}].beats[{beat_id}]")
    assert isinstance(beat, Beat)
    return beat


def find_key(draft: Draft, shot_id: str, key_id: str) -> Key:
    """The camera key with this id. UnknownName if there is none."""
    key = paths.read(draft, f"shots[{shot_id}].keys[{key_id}]")
    assert isinstance(key, Key)
    return key


def with_shot(draft: Draft, shot: Shot) -> Draft:
    """The draft with the shot of the same id exchanged."""
    changed: Draft = draft.replace(shots=tuple(shot if each.id == shot.id else each for each in draft.shots))
    return changed


def hold_of(shot: Shot) -> float:
    """What the beats of a shot leave over; below 0 where they do not fit."""
    return rounded(shot.seconds - sum(beat.seconds for beat in shot.beats))


def fit_keys(keys: Sequence[Key], before: float, seconds: float) -> tuple[Key, ...]:
    """The same camera path in other seconds: every moment and hold keeps its share."""
    if before <= 0 or abs(before - seconds) < NEAR:
        return tuple(keys)
    ratio = seconds / before
    return tuple(key.replace(t=rounded(key.t * ratio), hold=rounded(key.hold * ratio)) for key in keys)


def fit_beats(beats: Sequence[Beat], seconds: float) -> tuple[Beat, ...]:
    """The same beats in as many seconds, each keeping its share to the half second; the last one takes what is over."""
    total = sum(beat.seconds for beat in beats)
    if not beats or total <= 0 or abs(total - seconds) < NEAR:
        return tuple(beats)
    fitted: list[Beat] = []
    start = share = 0.0
    for beat in beats[:-1]:
        share += beat.seconds
        left = len(beats) - len(fitted)
        end = max(round(share / total * seconds * 2) / 2, start + LEAST_BEAT)
        end = min(end, seconds - LEAST_BEAT * (left - 1))
        if end <= start:  # too many beats for half seconds
            end = start + (seconds - start) / left
        fitted.append(beat.replace(seconds=rounded(end - start)))
        start = rounded(end)
    fitted.append(beats[-1].replace(seconds=rounded(seconds - start)))
    return tuple(fitted)
