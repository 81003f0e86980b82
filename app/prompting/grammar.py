"""Tells by their words whether a text of the draft is a thing, an event or a place, so that glue words fit it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

_WHERE = """above across against along among around at before behind below beneath beside between by down from in inside
 into level near next off on onto opposite outside over past round through to toward towards under up upon with"""
_AFTER = """a an the her his its their my our him them it us up down off away out over back open shut loose hard across
 into onto in on at to toward towards through past against under around round and then again"""
_ARTICLES = "a an the her his its their our my your this that these those one two three some"
_WHO = "he she it they we i you this that these those there"
_IS = "is are was were has have had does do did goes can will comes falls"

PREPOSITIONS = frozenset(_WHERE.split())
"""Words a text may begin with to say where, instead of what."""
_AFTER_VERB = frozenset(_AFTER.split())
_PRONOUNS = frozenset(_WHO.split())
_AUXILIARIES = frozenset(_IS.split())
_VERB = re.compile(r"[a-z]{2,}(?:[^su'’i]s|ed)")
Nature = Literal["thing", "event", "unsure"]


@lru_cache(maxsize=4096)
def nature(words: str) -> Nature:
    """Whether a text reads as a thing (`the jolt`), as an event (`the door slams shut`), or cannot be told."""
    each = re.findall(r"[\w'’-]+", words.lower())
    if not each:
        return "thing"
    if each[0] in _PRONOUNS or any(word in _AUXILIARIES for word in each):
        return "event"
    verbs = [place for place, word in enumerate(each) if place and _VERB.fullmatch(word)]
    if any(place + 1 < len(each) and each[place + 1] in _AFTER_VERB for place in verbs):
        return "event"
    if verbs:
        return "event" if len(each) == 3 and each[0] in ("the", "a", "an") and verbs[-1] == 2 else "unsure"
    return "thing" if len(each) <= 5 else "unsure"


def says_where(words: str) -> bool:
    """Whether a text begins by saying where (`level with the lamp room`)."""
    return words.split(" ", 1)[0].lower() in PREPOSITIONS


_DETERMINERS = frozenset(_ARTICLES.split())


def lacks_article(words: str) -> bool:
    """Whether words name a thing in small letters without an article before it (`glass case`)."""
    return words[:1].islower() and words.split(" ", 1)[0] not in _DETERMINERS and not says_where(words)
