"""Checks how much text a model takes, and that what stands in it can be read: tokens with an owner, no stray signs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from app.domain import path as paths
from app.domain.edit import Edit
from app.domain.errors import UnknownName, nearest
from app.domain.finding import Finding, Fix
from app.prompting.lint.face import Case, found, mend, put
from app.prompting.memory import Memory
from app.prompting.spans import without_controls


def prompt_cap(case: Case) -> Iterator[Finding]:
    """The whole text is longer than the model takes, or than its maker advises; entries are counted one by one."""
    if case.sheet.parts_sent:
        return
    longest = case.sheet.page.longest
    count, cap, advised = len(case.compiled.text), case.limits.prompt_cap, case.limits.prompt_advised
    if cap and count > cap:
        args: dict[str, Any] = {"count": count, "limit": cap, "over": count - cap}
        yield found(case, "prompt_cap", "error", longest() or "shots", field="limits.prompt_cap", **args)
    elif advised and count > advised:
        args = {"count": count, "limit": advised}
        yield found(case, "prompt_advised", "warning", longest() or "shots", field="limits.prompt_advised", **args)


def shot_cap(case: Case) -> Iterator[Finding]:
    """The text of one shot is longer than a list's entry may be."""
    cap = case.limits.shot_cap
    if not cap or not case.sheet.listed_shots:
        return
    for place, part in enumerate(case.compiled.parts):
        if len(part.text) > cap:
            count, path = len(part.text), case.sheet.page.longest(place) or "shots"
            yield _OVER.get((case.model,), (place, count, cap, path), partial(_over, case, place, count, cap, path))


_OVER: Memory[Finding] = Memory(64)
"""What was said of shots that are too long: of those that stay as they are the same again."""


def _over(case: Case, place: int, count: int, cap: int, path: str) -> Finding:
    args: dict[str, Any] = {"shot": place + 1, "count": count, "limit": cap, "over": count - cap}
    return found(case, "shot_cap", "error", path, field="limits.shot_cap", **args)


def strangers(case: Case) -> Iterator[Finding]:
    """A token for somebody or something that is not there."""
    for (path, kind, name), token in case.sheet.strangers.items():
        fix = _renamed(case, path, token, kind, name)
        yield found(case, "stranger", "warning", path, variant=kind, fix=fix, token=token, name=name)


def _renamed(case: Case, path: str, token: str, kind: str, name: str) -> Fix | None:
    """The same text with the token of the nearest name."""
    near = nearest(name, case.sheet.cast if kind == "cast" else case.sheet.props, 1)
    if not near:
        return None
    edit = _rewritten(case, path, lambda text: text.replace(token, f"{{{kind}:{near[0]}}}"))
    return mend("use", [edit], given=case.sheet.label(kind, near[0])) if edit else None


def controls(case: Case) -> Iterator[Finding]:
    """Signs that no screen shows and no model reads."""
    for path in case.sheet.odd:
        edit = _rewritten(case, path, without_controls)
        fix = mend("remove_controls", [edit]) if edit else None
        yield found(case, "controls", "warning", path, fix=fix)


def _rewritten(case: Case, path: str, change: Any) -> Edit | None:
    """The edit that changes a text, or every text of a list."""
    try:
        value = paths.read(case.draft, path)
    except UnknownName:
        return None
    if isinstance(value, tuple):
        return put(path, tuple(change(each) for each in value))
    return put(path, change(value)) if isinstance(value, str) else None
