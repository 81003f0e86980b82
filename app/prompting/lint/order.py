"""Puts findings in order: errors first, then by field as the draft has them. Those of one field stay as they came."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

from app.domain.finding import Finding, Level

Ranked = tuple[tuple[int, int], Finding]
"""A finding behind its place; what is kept is ranked already."""
_FIELDS = (
    *("aim", "language", "options", "frame", "look", "light", "place", "cast", "shots", "sound", "ends"),
    *("continues", "avoid"),
)
_AT = {field: place for place, field in enumerate(_FIELDS)}
_LEVELS: dict[Level, int] = {"error": 0, "warning": 1, "hint": 2}
_first = itemgetter(0)


def ranked(findings: Iterable[Finding]) -> tuple[Ranked, ...]:
    """Findings with their places."""
    return tuple([(_place(finding.level, finding.path), finding) for finding in findings])


@lru_cache(maxsize=1024)
def _place(level: Level, path: str) -> tuple[int, int]:
    head = path.partition(".")[0].partition("[")[0]
    return _LEVELS[level], _AT.get(head, 0)


def in_order(rows: list[Ranked]) -> tuple[Finding, ...]:
    """The findings by their places."""
    rows.sort(key=_first)
    return tuple([finding for _, finding in rows])
