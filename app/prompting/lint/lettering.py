"""Finds things that have words on them: a sign spelling OPEN, a jar labelled sugar, a receipt with the total."""

from __future__ import annotations

from app.prompting.lint.lexicon import lexicon
from app.prompting.lint.reading import Hit, Reading

_REACH = 7
"""Words from a thing to what is read on it."""
_SMALL = frozenset({"with", "the", "in", "as", "for", "a", "an", "by", "on", "across", "over", "under"})
_ALSO_COLOURS = frozenset({"painted", "printed"})
"""`Painted Venetian red` puts no letters anywhere."""
_LISTED = frozenset({"prices", "names", "titles", "words", "scores", "dates", "lyrics"})
"""What is read even where `of` follows."""
_LOUD = 3
"""Letters of a word in capitals that is meant to be read as it stands."""


def carried(reading: Reading) -> list[Hit]:
    """What stands to be read on a thing that carries letters."""
    for thing in reading.of("text_carriers"):
        end = min(reading.sentence_of(thing.start)[1], thing.end + _REACH)
        for place in range(thing.end, end):
            if reading.words[place] == ":" and _is_named(reading, place + 1):
                return [Hit(thing.start, place + 2)]
            if _is_put(reading, place) or _is_borne(reading, thing.end, place):
                return [Hit(thing.start, place + 1)]
    return []


def _is_put(reading: Reading, place: int) -> bool:
    """`spelling OPEN`, `marked POISON`, `labelled sugar`."""
    book, word = lexicon(), reading.words[place]
    if word not in book.words("letters_put") or reading.negated(place):
        return False
    behind = reading.word(place + 1)
    if word in book.words("letters_any"):
        return behind.isalnum() and behind not in _SMALL
    at = place + 1
    while reading.word(at) in _SMALL:
        at += 1
    return _is_named(reading, at, heading=word not in _ALSO_COLOURS)


def _is_borne(reading: Reading, begin: int, place: int) -> bool:
    """`with the total`, `full of equations`, `bearing her name`."""
    book, words = lexicon(), reading.words
    if words[place] not in book.words("text_things") or _leads_on(reading, place):
        return False
    between = words[begin:place]
    joined = bool(between) and not book.words("text_bearing").isdisjoint(between)
    return joined and "," not in between and not reading.negated(place)


def _leads_on(reading: Reading, place: int) -> bool:
    """`The number of doors`, `a name tag`: nothing that is read; the prices of six dishes are."""
    behind = reading.word(place + 1)
    return behind in ("tag", "plate", "less") or (behind == "of" and reading.words[place] not in _LISTED)


def _is_named(reading: Reading, at: int, *, heading: bool = True) -> bool:
    """Whether the word at a place is written to be read: in quotes, in capitals, or as a `heading`."""
    raw = reading.raw[at] if at < len(reading.raw) else ""
    if reading.word(at) == '"':
        return True
    loud = raw.isupper() and raw.isalpha() and len(raw) >= _LOUD
    return (loud and raw.lower() not in lexicon().words("acronyms")) or (heading and raw.istitle())
