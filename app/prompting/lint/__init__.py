"""Checks a compiled draft against the model's row: each check is one function, each family of them one module.

Every finding of level error is a hard limit and names the row's field it comes from. What a row does not know is not
checked, and what compiling brings to the nearest thing a model offers (a length between two, a frame, a resolution)
is a loss. Two things a vendor would refuse cannot be seen here, because a draft knows its pictures only by content:
their pixels and type. They are looked at where a picture is read.
"""

from __future__ import annotations

from functools import lru_cache

from app.domain.finding import Finding, Level
from app.domain.request import Compiled
from app.prompting.lint import lengths, pictures, row, sound, words
from app.prompting.lint.face import Case, Check
from app.prompting.sheet import Sheet

CHECKS: tuple[Check, ...] = (
    row.retired,
    row.unlisted,
    lengths.length,
    lengths.shots,
    lengths.shot_least,
    words.prompt_cap,
    words.shot_cap,
    sound.sound_resolution,
    pictures.elements,
    pictures.end_image,
    row.options,
    lengths.no_time,
    lengths.beats,
    sound.silent_lines,
    sound.languages,
    pictures.unnamed,
    pictures.faces,
    words.strangers,
    words.controls,
    row.prompt_language,
)
"""Every check; those of hard limits first."""
_FIELDS = (
    *("aim", "language", "options", "frame", "look", "light", "place", "cast", "shots", "sound", "ends"),
    *("continues", "avoid"),
)
_ORDER = {"error": 0, "warning": 1, "hint": 2}


def lint(sheet: Sheet, compiled: Compiled, *, today: str, with_craft: bool = True) -> tuple[Finding, ...]:
    """Every finding, errors first."""
    case = Case(sheet, compiled, today)
    findings = [finding for check in CHECKS for finding in check(case)]
    if with_craft:
        # imported for the first draft that is looked at closely: its word lists take a while
        from app.prompting.lint.craft import craft

        findings += craft(case)
    if len(findings) > 1:
        findings.sort(key=lambda finding: _place(finding.level, finding.path))
    return tuple(findings)


@lru_cache(maxsize=1024)
def _place(level: Level, path: str) -> tuple[int, int]:
    """Errors first, then by field in the order of the draft; checks of one field stay in theirs."""
    head = path.partition(".")[0].partition("[")[0]
    return _ORDER[level], _FIELDS.index(head) if head in _FIELDS else 0
