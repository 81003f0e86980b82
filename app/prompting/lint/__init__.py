"""Checks a compiled draft against the model's row: each check is one function, each family of them one module.

Every finding of level error is a hard limit and names the row's field it comes from. What a row does not know is not
checked, and what compiling brings to the nearest thing a model offers (a length between two, a frame, a resolution)
is a loss. Two things a vendor would refuse cannot be seen here, because a draft knows its pictures only by content:
their pixels and type. They are looked at where a picture is read. What is inside a clip stands in the draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial

from app.domain.finding import Finding
from app.domain.request import Compiled
from app.prompting.lint.face import Case, Check
from app.prompting.lint.limits import caps as words
from app.prompting.lint.limits import lengths, pictures, row, sound
from app.prompting.lint.order import Ranked, in_order, ranked
from app.prompting.memory import Memory
from app.prompting.sheet import Sheet


def _clips(case: Case) -> Iterable[Finding]:
    """The checks of clips, imported for the first draft that has one or the first model that needs one."""
    limits = case.limits
    if not case.draft.clips and not any(each and each.needed for each in (limits.clips, limits.edits)):
        return ()
    from app.prompting.lint.limits.clips import clips

    return clips(case)


_CLIP: tuple[Check, ...] = (lengths.length, lengths.shots, lengths.shot_least)
_SHOTS: tuple[Check, ...] = (lengths.no_time, lengths.beats)
"""What only looks at seconds, unless it finds something."""
_CAPS: tuple[Check, ...] = (words.prompt_cap, words.shot_cap)
_ROW: tuple[Check, ...] = (
    row.retired,
    row.unlisted,
    sound.sound_resolution,
    sound.voices,
    pictures.elements,
    pictures.start_needed,
    pictures.end_image,
    row.options,
    pictures.faces,
    _clips,
    row.prompt_language,
)
"""What looks at no shot."""
_WORDS: tuple[Check, ...] = (
    sound.silent_lines,
    sound.languages,
    pictures.unnamed,
    words.strangers,
    words.controls,
)
_FOUND: Memory[tuple[Ranked, ...]] = Memory(32)
_WELL: Memory[bool] = Memory(32)


def lint(sheet: Sheet, compiled: Compiled, *, today: str, with_craft: bool = True) -> tuple[Finding, ...]:
    """Every finding, errors first."""
    case = Case(sheet, compiled, today)
    seconds = tuple([outline.seconds for outline in sheet.outlines])
    well = _WELL.get((case.limits,), seconds, lambda: not _found(case, (*_CLIP, *_SHOTS)))
    rows = [*(() if well else _found(case, _CLIP)), *_found(case, _CAPS)]
    rows += _FOUND.get((sheet.around,), (today,), partial(_found, case, _ROW))
    rows += () if well else _found(case, _SHOTS)
    rows += _found(case, _WORDS)
    if with_craft:
        rows += _craft()(case)
    return in_order(rows)


@cache
def _craft() -> Callable[[Case], list[Ranked]]:
    # imported for the first draft that is looked at closely: its word lists take a while
    from app.prompting.lint.craft import craft

    return craft


def _found(case: Case, checks: Iterable[Check]) -> tuple[Ranked, ...]:
    return ranked([finding for check in checks for finding in check(case)])
