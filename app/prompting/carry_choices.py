"""Finds what a person may decide when a draft goes to another model: its length, its frame, its shots, one take."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Any

from app.domain.advice import Choice
from app.domain.cuts import cut_shot, join_shots, set_shot_seconds
from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.finding import Fix
from app.domain.model import Lengths, Model
from app.domain.request import Compiled
from app.domain.timing import LEAST_BEAT
from app.prompting.estimate import resolution_of
from app.prompting.fit import NEAR, longest, number, shortest
from app.prompting.parameters import aspect_of, ratio
from app.prompting.spans import build
from app.prompting.splitting import proposed_cuts

MOST_FRAMES = 4


def choices_of(draft: Draft, model: Model, after: Compiled) -> tuple[Choice, ...]:
    """Every decision there is to make, none where the draft goes over as it is."""
    found = [*_length(draft, model, after), *_shots(draft, model), *_frame(draft, model), *_take(draft, model)]
    return tuple(found)


def _option(id: str, edits: tuple[Edit, ...] = (), **args: Any) -> Fix:
    return build(Fix, id=f"carry_{id}", args=args, edits=edits)


def _put(path: str, value: Any) -> Edit:
    return build(Edit, op="set", path=path, value=value)


def _length(draft: Draft, model: Model, after: Compiled) -> Iterator[Choice]:
    """The clip is asked for in other seconds than were written: make it so, or make two clips."""
    lengths, asked = model.limits.lengths, draft.seconds
    if lengths is None or asked <= NEAR or abs(after.seconds - asked) < NEAR:
        return
    below, above = around(asked, lengths)
    options = []
    for id_, seconds in (("trim", below), ("stretch", above)):
        fitted = resized(draft, seconds) if seconds is not None else None
        if seconds is not None and fitted is not None:
            options.append(_option(id_, (_put("shots", fitted.shots),), seconds=number(seconds)))
    clips = max(2, ceil(asked / longest(lengths) - NEAR))
    if asked / clips >= shortest(lengths) - NEAR:
        options.append(_option("clips", n=clips))
    given = number(after.seconds)
    yield Choice("length", {"asked": number(asked), "given": given, "model": model.title}, tuple(options))


def around(asked: float, lengths: Lengths) -> tuple[float | None, float | None]:
    """The nearest lengths a model takes below and above the one asked for; None where there is none."""
    least, most = shortest(lengths), longest(lengths)
    if lengths.list:
        offered = sorted(lengths.list)
    elif lengths.step > 0 and asked > least:
        whole = int((asked - least) / lengths.step + NEAR)
        offered = [least + lengths.step * each for each in (whole, whole + 1)]
        offered = [each for each in offered if each <= most] or [most]
    else:
        offered = [least, most]
    below = max((each for each in offered if each < asked - NEAR), default=None)
    above = min((each for each in offered if each > asked + NEAR and each != float("inf")), default=None)
    return (round(below, 6) if below else None), (round(above, 6) if above else None)


def resized(draft: Draft, seconds: float) -> Draft | None:
    """The draft in other seconds: every shot keeps its share, with its beats and its camera. Nothing is cut off.

    None where the shots are too many for it."""
    whole, count = draft.seconds, len(draft.shots)
    if whole <= NEAR or seconds < count * LEAST_BEAT:
        return None
    left = seconds
    for shot in draft.shots[:-1]:
        count -= 1
        share = int(shot.seconds / whole * seconds * 2 + 0.5) / 2
        share = max(LEAST_BEAT, min(share, left - LEAST_BEAT * count))
        left -= share
        draft = set_shot_seconds(draft, shot.id, share)
    return set_shot_seconds(draft, draft.shots[-1].id, left)


def _shots(draft: Draft, model: Model) -> Iterator[Choice]:
    """More shots than the model cuts: join the last ones, or make a clip of each."""
    most, count = model.limits.shots, len(draft.shots)
    if not most or count <= most:
        return
    joined = draft
    while len(joined.shots) > most:
        joined = join_shots(joined, joined.shots[-2].id)
    options = (_option("join", (_put("shots", joined.shots),), n=most), _option("clips", n=ceil(count / most)))
    yield Choice("shots", {"count": count, "limit": most, "model": model.title}, options)


def _frame(draft: Draft, model: Model) -> Iterator[Choice]:
    """No such frame there: which of those it has."""
    wish = draft.frame.aspect
    given = aspect_of(draft, model.limits, resolution_of(draft, model))
    if given == wish:
        return
    offered = model.limits.aspects or tuple(dict.fromkeys(key.partition("@")[0] for key in model.limits.sizes))
    near = sorted(offered, key=lambda each: (each != given, abs(ratio(each) - ratio(wish))))[:MOST_FRAMES]
    options = tuple(_option("frame", (_put("frame.aspect", each),), given=each) for each in near)
    yield Choice("frame", {"asked": wish, "given": given, "model": model.title}, options)


def _take(draft: Draft, model: Model) -> Iterator[Choice]:
    """One unbroken take at a model that is at its best with a list of shots."""
    times = proposed_cuts(draft, model)
    if not times:
        return
    cut = draft
    for t in times:
        cut = cut_shot(cut, t)[0]
    count = len(cut.shots)
    options = (_option("one_take"), _option("cut", (_put("shots", cut.shots),), n=count))
    yield Choice("take", {"n": count, "model": model.title}, options)
