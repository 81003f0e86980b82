"""Finds the lens that a text gives in millimetres, and leaves gauges of film and things of that size aside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.prompting.lint.facts import Field

_LENS = re.compile(r"\b(\d{2,3}) ?-?mm\b(?:\s+(\w+))?", re.I)
_GAUGES = frozenset({"8", "16", "35", "65", "70"})
_NO_GLASS = frozenset(
    [
        *("lens", "lenses", "prime", "glass", "focal", "portrait", "telephoto"),
        *("wide", "macro", "anamorphic", "zoom", "tele"),
    ]
)
_GLASS = frozenset(
    [
        "lens",
        "lenses",
        "prime",
        "glass",
        "focal",
        "portrait",
        "telephoto",
        "wide",
        "macro",
        "anamorphic",
        "zoom",
        "tele",
    ]
)


def lens_in(fields: Iterable[Field]) -> tuple[str, str] | None:
    """The first text that gives a lens in millimetres, and how it says it; a gauge of film is none."""
    for path, _, text, _ in fields:
        if "mm" not in text.lower():
            continue
        for match in _LENS.finditer(text):
            following = (match[2] or "").lower()
            if following in _GLASS or (match[1] not in _GAUGES and following not in _NO_GLASS):
                return path, match[0].strip()
    return None
