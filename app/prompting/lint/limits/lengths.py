"""Checks the seconds of the clip and of each shot against the row, and the beats against the time they have.

A length between two of the row's is no finding: it snaps to the nearer one, which is a loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from app.domain.cuts import set_shot_seconds, with_seconds
from app.domain.draft import Shot
from app.domain.edit import Edit
from app.domain.finding import Finding, Fix
from app.domain.timing import fit_beats, rounded
from app.prompting.fit import NEAR, longest, number, shortest, whole_seconds
from app.prompting.lint.face import Case, found, mend, put
from app.prompting.memory import Memory
from app.prompting.spans import build

BEATS_A_SECOND = 1.0
"""More beats than this are rushed or skipped (own scale, from the vendor's one or two in four seconds; 2026-11-22)."""
FULL = 0.05
"""Beats may be longer than their shot by so little (seconds) without a word."""


def length(case: Case) -> Iterator[Finding]:
    """The clip is longer than any the model makes, or there is nothing to show."""
    lengths, asked, shots = case.limits.lengths, case.draft.seconds, case.draft.shots
    if lengths is None:
        return
    if not shots or asked <= NEAR:
        path = f"shots[{shots[0].id}].seconds" if shots else "shots"
        fix = _longer(case, shortest(lengths) or 1.0)
        yield found(case, "length", "error", path, variant="empty", field="limits.lengths", fix=fix)
    elif asked > (most := longest(lengths)) + NEAR:
        path = f"shots[{max(shots, key=lambda shot: shot.seconds).id}].seconds"
        fix = mend("use_seconds", [_stretched(case, most)], given=number(most))
        args = {"asked": number(asked), "limit": number(most)}
        yield found(case, "length", "error", path, field="limits.lengths", fix=fix, **args)


def _longer(case: Case, seconds: float) -> Fix:
    """A first shot, or some seconds for those there are."""
    if not case.draft.shots:
        return _first_shot(seconds)
    return mend("use_seconds", [_stretched(case, seconds)], given=number(seconds))


def _stretched(case: Case, seconds: float) -> Edit:
    """Every shot with its share of another length, and what it holds along with it."""
    draft, limits = case.draft, case.limits
    parts = [shot.seconds for shot in draft.shots]
    least = limits.shot_least or 1.0
    if limits.whole_seconds and len(parts) * max(1.0, least) <= seconds:
        shares = [float(each) for each in whole_seconds(parts, round(seconds), least)]
    else:
        whole = sum(parts)
        shares = [rounded(part / whole * seconds if whole > NEAR else seconds / len(parts)) for part in parts]
        shares[-1] = rounded(seconds - sum(shares[:-1]))
    fitted = [
        _SHOTS.get((shot,), (share,), partial(_shot_in, shot, share))
        for shot, share in zip(draft.shots, shares, strict=True)
    ]
    return put("shots", tuple(fitted))


_SHOTS: Memory[Shot] = Memory(128)
_TIMES: Memory[Shot] = Memory(128)
"""Shots as they were stretched last, and those with the same camera path and as many seconds in each beat."""


def _shot_in(shot: Shot, seconds: float) -> Shot:
    """A shot in other seconds; neither its camera path nor its times are made anew for a word in a beat."""
    times = (shot.seconds, seconds, *[beat.seconds for beat in shot.beats])
    alike = _TIMES.get((shot.keys,), times, lambda: with_seconds(shot, seconds))
    beats = [
        beat if beat.seconds == other.seconds else beat.replace(seconds=other.seconds)
        for beat, other in zip(shot.beats, alike.beats, strict=True)
    ]
    fitted: Shot = shot.replace(seconds=alike.seconds, beats=tuple(beats), keys=alike.keys)
    return fitted


def _resized(case: Case, shot: Shot, seconds: float) -> Edit:
    """The edit that gives a shot other seconds, and what it holds along with it."""
    return put("shots", set_shot_seconds(case.draft, shot.id, seconds).shots)


def shot_least(case: Case) -> Iterator[Finding]:
    """So many shots that their least seconds come to more than the clip. A short shot alone is lengthened."""
    least, count, seconds = case.limits.shot_least, len(case.draft.shots), case.compiled.seconds
    if least and count > 1 and count * least > seconds + NEAR:
        args: dict[str, Any] = {"count": count, "least": number(least), "limit": number(seconds)}
        yield found(case, "shot_least", "error", "shots", field="limits.shot_least", **args)


def shots(case: Case) -> Iterator[Finding]:
    """More shots than the model cuts in one clip."""
    most, count = case.limits.shots, len(case.draft.shots)
    if most and count > most:
        path = f"shots[{case.draft.shots[most].id}]"
        variant = "one_take" if most == 1 else ""
        yield found(case, "shots", "error", path, variant=variant, field="limits.shots", count=count, limit=most)


def no_time(case: Case) -> Iterator[Finding]:
    """No shot, or one without seconds, where the row has no say about it."""
    if not case.draft.shots and case.limits.lengths is None:
        yield found(case, "no_time", "warning", "shots", variant="no_shot", fix=_first_shot(5.0))
    for place, shot in enumerate(case.draft.shots):
        if shot.seconds <= NEAR and (case.draft.seconds > NEAR or case.limits.lengths is None):
            fix = mend("use_seconds", [_resized(case, shot, 2.0)], given="2")
            yield found(case, "no_time", "warning", f"shots[{shot.id}].seconds", fix=fix, shot=place + 1)


def _first_shot(seconds: float) -> Fix:
    shot = {
        "seconds": seconds,
        "keys": [{"id": "k1", "framing": {"size": "ms", "angle": "eye"}}],
        "beats": [{"id": "b1", "seconds": seconds, "link": {"type": "opens"}}],
    }
    return mend("add_shot", [build(Edit, op="insert", path="shots", value=shot)], given=number(seconds))


def beats(case: Case) -> Iterator[Finding]:
    """Beats that take longer than their shot, or are too many for it to show."""
    for place, shot in enumerate(case.draft.shots):
        at = f"shots[{shot.id}]"
        taken = rounded(sum(beat.seconds for beat in shot.beats))
        if taken > shot.seconds + FULL:
            fitted = put(f"{at}.beats", fit_beats(shot.beats, shot.seconds))
            fix = mend("fit_beats", [fitted], given=number(shot.seconds))
            args: dict[str, Any] = {"shot": place + 1, "taken": number(taken), "seconds": number(shot.seconds)}
            yield found(case, "beats", "warning", f"{at}.beats", variant="over", fix=fix, **args)
        elif len(shot.beats) > max(1.0, shot.seconds * BEATS_A_SECOND + NEAR):
            args = {"shot": place + 1, "count": len(shot.beats), "seconds": number(shot.seconds)}
            yield found(case, "beats", "warning", f"{at}.beats", variant="many", **args)
