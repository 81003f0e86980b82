"""Says what takes a model out for a draft, before any points are counted: each gate one function over the row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil

from app.domain.advice import Reason
from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.request import Compiled
from app.prompting.estimate import resolution_of
from app.prompting.fit import NEAR, longest, number
from app.prompting.leaning import lines_in
from app.prompting.parameters import aspect_of

Gate = Callable[[Draft, Model], Iterator[Reason]]
_TOLD = ("limits.lengths", "limits.shots", "limits.elements", "limits.start_needed", "retired")
"""The fields of a row whose findings a gate here tells already."""


def gates_of(draft: Draft, model: Model, compiled: Compiled, *, today: str) -> tuple[Reason, ...]:
    """Every reason why a model cannot make this draft as it is written; what the row does not know takes nobody out."""
    found = [reason for gate in _GATES for reason in gate(draft, model)]
    if model.released > today:
        found.insert(0, Reason("advice.out.unreleased", {"model": model.title, "day": model.released}))
    # an error without a button is one that only another draft, or another model, mends
    found += [
        Reason(finding.sentence, dict(finding.args))
        for finding in compiled.findings
        if finding.level == "error" and finding.fix is None and finding.field not in _TOLD
    ]
    return tuple(found)


def _length(draft: Draft, model: Model) -> Iterator[Reason]:
    lengths = model.limits.lengths
    if lengths is not None and draft.seconds > (most := longest(lengths)) + NEAR:
        pieces = ceil(draft.seconds / most - NEAR)
        args = {"model": model.title, "asked": number(draft.seconds), "limit": number(most), "n": pieces}
        yield Reason("advice.out.length", args)


def _shots(draft: Draft, model: Model) -> Iterator[Reason]:
    most, count = model.limits.shots, len(draft.shots)
    if most and count > most:
        id_ = "advice.out.one_take" if most == 1 else "advice.out.shots"
        yield Reason(id_, {"model": model.title, "count": count, "limit": most})


def _silent(draft: Draft, model: Model) -> Iterator[Reason]:
    if lines_in(draft) and model.limits.audio == "never" and draft.frame.audio == "on":
        yield Reason("advice.out.silent", {"model": model.title})


def _pictures(draft: Draft, model: Model) -> Iterator[Reason]:
    ends, limits = draft.ends, model.limits
    if limits.start_needed and not ends.start_image:
        yield Reason("advice.out.start_needed", {"model": model.title})
    if ends.start_image and limits.start_image is False:
        yield Reason("advice.out.start_image", {"model": model.title})
    elif ends.start_image and ends.end_image and limits.end_image is False:
        yield Reason("advice.out.end_image", {"model": model.title})


def _references(draft: Draft, model: Model) -> Iterator[Reason]:
    shown = [member for member in draft.cast if member.refs]
    limits = model.limits
    if shown and limits.elements is not None and len(shown) > limits.elements:
        id_ = "advice.out.references" if limits.elements else "advice.out.no_references"
        yield Reason(id_, {"model": model.title, "count": len(shown), "limit": limits.elements})
    elif limits.faces is False and any(member.kind == "human" for member in shown):
        yield Reason("advice.out.faces", {"model": model.title})


def _frame(draft: Draft, model: Model) -> Iterator[Reason]:
    resolution = resolution_of(draft, model)
    given = aspect_of(draft, model.limits, resolution)
    if given != draft.frame.aspect:
        yield Reason("advice.out.frame", {"model": model.title, "asked": draft.frame.aspect, "given": given})
    if draft.frame.resolution.strip().lower() == "4k" and resolution != draft.frame.resolution:
        yield Reason("advice.out.resolution", {"model": model.title, "asked": "4K", "given": resolution})


_GATES: tuple[Gate, ...] = (_length, _shots, _silent, _pictures, _references, _frame)
