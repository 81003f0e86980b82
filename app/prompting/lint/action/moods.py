"""Tells a word that names a mood from the same word said of a thing: she is crushed, the crushed can."""

from __future__ import annotations

from functools import lru_cache

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_BEHIND = frozenset(
    [
        *("", ".", ",", ";", "and", "but", "at", "by", "about", "inside", "again", "now", "with", "yet", "or", "after"),
        *("as", "while", "beside", "before", "in", "over", "when", "–", "—"),
    ]
)
_WHO = frozenset({"he", "she", "they", "we", "everyone", "everybody", "nobody", "somebody", "who"})
_WHOSE = frozenset({"he's", "she's", "they're"})
_IN_ONE = 5
"""A feeling that is shown takes more words than these; one that is named does not."""


@lru_cache(maxsize=4096)
def moods(reading: Reading, name: str) -> tuple[Hit, ...]:
    """Where a mood is said of somebody: `is crushed`, `content at last`, or stands where its look is asked for."""
    book = lexicon()
    if name == "feeling_shown" and len(reading.words) <= _IN_ONE:
        words = book.joined("mood_words", "mood_nouns")
        return tuple([Hit(place, place + 1) for place, word in enumerate(reading.words) if word in words])
    words = book.words("mood_words")
    if words.isdisjoint(reading.words) or name in ("setting", "background"):
        return ()
    places = [place for place, word in enumerate(reading.words) if word in words and _is_said(reading, place)]
    return tuple([Hit(place, place + 1) for place in places])


def _is_said(reading: Reading, place: int) -> bool:
    if reading.word(place + 1) not in _BEHIND or reading.negated(place):
        return False
    book = lexicon()
    at = place - 1
    while at >= 0 and (reading.words[at].endswith("ly") or reading.words[at] in _DEGREES):
        at -= 1
    before = reading.word(at)
    if before in _WHOSE:
        return True
    if before in ("", ",") and reading.word(place + 1) in ("", ".", "at", "again", "and", "inside", "by", "with"):
        # trudges in, defeated
        return _is_of_somebody(reading, at)
    if before == "and" and reading.word(at - 1) in _PAIRED:
        return _is_of_somebody(reading, at - 1)
    if before not in book.words("said_of"):
        return False
    return _is_somebody(reading, at)


_PAIRED = frozenset({"alone", "lost", "broken", "tired", "cold", "weak", "small", "empty", "old", "silent", "still"})


def _is_of_somebody(reading: Reading, end: int) -> bool:
    """Whether what a mood is set behind is somebody: `trudges in, defeated`, not `a dented tin, still warm`."""
    before = reading.words[reading.sentence_of(max(0, end - 1))[0] : max(0, end)]
    if not before or before[0] not in lexicon().words("determiners"):
        return True
    persons = lexicon().words("persons")
    return any(word in persons or word.startswith("{cast:") for word in before)


_DEGREES = frozenset(
    {
        "so",
        "too",
        "very",
        "rather",
        "quite",
        "more",
        "still",
        "a",
        "little",
        "bit",
        "both",
        "all",
        "now",
        "again",
        "last",
        "at",
    }
)


def _is_somebody(reading: Reading, verb: int) -> bool:
    """Whether the subject of a verb is a person: the lid is cold, she is cold."""
    book = lexicon()
    begin = reading.sentence_of(verb)[0]
    before = reading.words[begin:verb]
    if not before or (set(before) <= {"and", ",", "then"}):
        return True
    persons = book.words("persons")
    last = next((word for word in reversed(before) if word not in ("both", "all", ",", "and", "then")), "")
    return last in _WHO or last in persons or last.startswith("{cast:") or before[-1] in (",", "and", "then")
