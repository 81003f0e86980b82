"""Tells what is only painted, printed or modelled from what is there: a map of the mountains, a painted dog."""

from __future__ import annotations

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_REACH = 5
"""Words between a thing and how it was made."""
_SHOWING = frozenset({"of", "showing", "depicting", "picturing"})
_WHERE = frozenset({"on", "onto", "in", "into", "across", "above", "over", "round", "around", "inside", "along"})
_STOPS = frozenset({".", ";", ",", "and", "then", "with"})


def in_a_picture(reading: Reading, hit: Hit) -> bool:
    """Whether a thing is what a picture or a model shows: `a postcard of the skyline`."""
    pictures = lexicon().words("pictures")
    for place in range(hit.start - 1, max(-1, hit.start - _REACH), -1):
        if reading.words[place] == "with" and reading.word(place - 1) in lexicon().words("drawn"):
            return True
        if reading.words[place] in _STOPS:
            return False
        if reading.words[place] in _SHOWING:
            return reading.word(place - 1) in pictures
    behind = reading.word(hit.end)
    return behind in pictures and not behind.endswith("s")


def made_on(reading: Reading, hit: Hit) -> bool:
    """Whether a thing was painted or carved on another: `the happy dog painted on the tin`."""
    made = lexicon().words("drawn")
    for place in range(hit.end, min(len(reading.words), hit.end + _REACH)):
        if reading.words[place] in _STOPS:
            return False
        if reading.words[place] in made:
            return not _WHERE.isdisjoint(reading.words[place + 1 : place + 4])
    return False
