"""Colours that stand for something in a draft: those of the cast, and those that words name."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from PySide6.QtGui import QColor

from app.resources import own_table, resources


def cast_colour(place: int) -> QColor:
    """The colour the animatic dresses the member of the cast at this place in."""
    colours = _swatches()["cast"]
    return QColor(colours[place % len(colours)])


def colour_of(words: str) -> QColor | None:
    """The colour that words name: the whole (“burnt orange”), else their last word (“dirty teal”)."""
    parts = re.findall(r"\w+", words.casefold())
    for wanted in ("_".join(parts), parts[-1] if parts else ""):
        name = _swatches()["word"].get(wanted) or wanted.replace("_", "")
        if name and QColor.isValidColorName(name):
            return QColor(name)
    return None


@cache
def _swatches() -> dict[str, Any]:
    return own_table(resources() / "theme" / "swatches.toml")
