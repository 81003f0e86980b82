"""Tells a word that names a mood from the same word said of a thing: she is crushed, the crushed can."""

from __future__ import annotations

from functools import lru_cache

from app.prompting.lint.action.causes import moves_somebody
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
        words = book.joined("mood_words", "mood_more", "mood_nouns", "mood_things")
        return tuple([Hit(place, place + 1) for place, word in enumerate(reading.words) if word in words])
    words = book.joined("mood_words", "mood_more")
    if name in ("setting", "background"):
        return ()
    found = (
        [] if words.isdisjoint(reading.words) else [place for place, word in enumerate(reading.words) if word in words]
    )
    places = [place for place in found if _is_said(reading, place)]
    return tuple([Hit(place, place + 1) for place in places]) or _comes_over(reading)


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
    if before not in book.words("said_of") or (
        reading.words[place] == "down" and before in book.words("lowers_itself")
    ):
        return False
    return _is_somebody(reading, at)


def _comes_over(reading: Reading) -> tuple[Hit, ...]:
    """Relief washes over him, the news saddens her: what takes hold of somebody, or moves somebody."""
    book = lexicon()
    if not book.joined("mood_nouns", "mood_things").isdisjoint(reading.words):
        doing = book.words("comes_over")
        for place, word in enumerate(() if doing.isdisjoint(reading.words) else reading.words):
            if word not in doing or reading.word(place - 1) not in book.joined("mood_nouns", "mood_things"):
                continue
            if not _SOMEBODY.isdisjoint(reading.words[place + 1 : place + 4]):
                return (Hit(place - 1, place + 1),)
        for place, word in enumerate(reading.words if "of" in reading.words else ()):
            if word == "of" and reading.word(place - 1) in book.words("bits_of") and _is_felt(reading.word(place + 1)):
                return (Hit(place - 1, place + 2),)
    return tuple(moves_somebody(reading))


def _is_felt(word: str) -> bool:
    """A flicker of recognition, a hint of mischief."""
    return word in lexicon().joined("mood_nouns", "mood_things")


_SOMEBODY = frozenset({"him", "her", "them", "his", "their", "everyone", "everybody"})
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
