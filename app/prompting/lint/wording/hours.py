"""Finds the parts of the day that a text names."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading, read
from app.prompting.lint.wording.pictured import in_a_picture

_AHEAD = 3
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_CLOCK = re.compile(
    rf"\b(?P<hour>1[0-2]|[1-9]|{'|'.join(_HOURS)})(?:[:.][0-5]\d)?(?: o'clock)? ?"
    r"(?P<half>[ap]\.?m\b|in the (?:morning|afternoon|evening)|at night)",
    re.IGNORECASE,
)
_HALF = re.compile(r"[ap]\.?m\b|in the (?:morning|afternoon|evening)|at night", re.IGNORECASE)
"""What an hour is told with: most texts have nothing of it."""
_AT_NIGHT = re.compile(r"\b(?:[1-4]|one|two|three|four)(?: o'clock)? in the morning", re.IGNORECASE)
_PARTS = ((4, "night"), (7, ""), (11, "morning"), (12, ""), (14, "noon"), (17, "afternoon"), (21, ""))
"""Up to which hour a part of the day lasts; nobody can tell of some hours how light it is."""
_THOUGHT_OF = (
    *("remembers", "remembering", "dreams", "dreaming", "imagines", "imagining", "recalls", "recalling", "misses"),
    *("describes", "describing", "mentions", "promises", "promising", "sings", "hums", "longs", "pictures", "recites"),
)
_SPOKEN_OF = [["about", article] for article in ("the", "a", "that", "her", "his")]
_LATER = frozenset(
    {"will", "he'll", "she'll", "it'll", "tomorrow", "yesterday", "yet", "await", "awaits", "awaiting", *_THOUGHT_OF}
)
"""What puts a time off, or back."""
_SKY = frozenset({"milky way", "northern lights", "southern lights", "aurora borealis"})
"""What is written with capitals and yet is no name of a place."""


@lru_cache(maxsize=2048)
def times(text: str) -> tuple[tuple[str, str], ...]:
    """The parts of the day that a text names, each with its words."""
    reading = read(text)
    known, other = lexicon().pairs("time_words"), reading.hits.get("time_not", ())
    found: list[tuple[str, str]] = []
    told = _HALF.search(text) is not None
    first = _first_words()
    if first.isdisjoint(reading.words):
        return tuple(_by_clock(reading)) if told else ()
    for place, word in enumerate(reading.words):
        if word not in first:
            continue
        two = f"{word} {reading.word(place + 1)}"
        three = f"{two} {reading.word(place + 2)}"
        said = three if three in known else two if two in known else word
        if said not in known or reading.negated(place) or _is_passing(reading, place):
            continue
        if reading.word(place - 1) == "at" and not lexicon().words("clocks").isdisjoint(reading.words):
            continue
        if " " not in said and reading.word(place + 1).removesuffix("'s") in lexicon().words("time_goods"):
            continue
        if said not in _SKY and _is_name(reading, place):
            continue
        if any(each.start <= place < each.end for each in other) or in_a_picture(reading, Hit(place, place + 1)):
            continue
        found.append((known[said], said))
    if told and _CLOCK.search(text):
        found = [each for each in found if each[1] != "morning" or not _AT_NIGHT.search(text)]
        found += _by_clock(reading)
    return tuple(dict.fromkeys(found))


def _by_clock(reading: Reading) -> list[tuple[str, str]]:
    """`3 a.m.`, `two in the morning`, `11pm`: the hour as a part of the day."""
    found = []
    for match in _CLOCK.finditer(reading.text):
        said, half = match["hour"].lower(), match["half"].lower()
        hour = int(said) if said.isdigit() else _HOURS.index(said) + 1
        morning = half[0] == "a" or half.endswith("morning")
        hour = hour % 12 + (0 if morning else 12)
        if half.endswith("night"):
            hour = 0
        part = next((part for until, part in _PARTS if hour < until), "night")
        if part:
            found.append((part, match[0]))
    return found


def _is_name(reading: Reading, place: int) -> bool:
    """The Night Owls, Morning Star Lane: capitals inside a sentence."""
    raw = reading.raw[place : place + 2]
    if not all(each.istitle() for each in raw) or len(raw) < 2:
        return False
    return place != reading.sentence_of(place)[0]


@cache
def _first_words() -> frozenset[str]:
    """What the words for a time begin with: most texts have none of them."""
    return frozenset(said.split()[0] for said in lexicon().pairs("time_words"))


def _is_passing(reading: Reading, place: int) -> bool:
    """`Before dawn`, `until noon`, `after sunset`, `sealed at dawn`, `it will be morning`: the time it is not."""
    before = reading.words[max(0, place - _AHEAD) : place]
    if before[-2:] in _SPOKEN_OF:
        return True
    if not _LATER.isdisjoint(before) or (before[-1:] == ["at"] and before[-2:-1] and before[-2].endswith("ed")):
        return True
    return reading.word(place - 1) in (
        "before",
        "called",
        "named",
        "until",
        "till",
        "since",
        "after",
        "last",
        "every",
        "like",
        "to",
        "for",
        "into",
        "than",
    ) or (reading.word(place - 1) == "the" and reading.word(place - 2) in ("before", "until", "for", "like"))
