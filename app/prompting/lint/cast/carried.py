"""Finds the small things that somebody carries, by the words of an action."""

from __future__ import annotations

from functools import lru_cache

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading

HOLDS = frozenset({"carries", "holds", "clutches", "grips", "cradles", "hugs", "wields", "brandishes", "lugs"})


@lru_cache(maxsize=1024)
def carried(reading: Reading) -> frozenset[str]:
    """The small things in a text that tells of carrying."""
    if HOLDS.isdisjoint(reading.words):
        return frozenset()
    return lexicon().words("handheld").intersection(reading.words)
