"""Checks whether words tell once more what a given start picture shows: the place, the looks, who is where in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting.lint.face import told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading, read

_GROUNDS = ("setting", "foreground", "midground", "background")
_FEW = 3
"""A place in so many words is only named."""
_STATES = frozenset({"empty", "clear", "open", "still", "dark", "cold", "dry", "flood", "bloom", "freeze", "fall"})
"""What a place is like: rows of empty seats."""


def picture_again(draft: Draft, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """A start picture, and words that describe it once more."""
    if not draft.ends.start_image:
        return
    for name in _GROUNDS:
        text = getattr(draft.place, name)
        if len(text.split()) > _FEW and not _only_changes(text):
            yield told("picture_again", f"place.{name}")
            return
    looks = {
        word
        for member in draft.cast
        for text in (*member.identity, member.wardrobe)
        for word in read(text).words
        if len(word) > 3
    }
    for field in (field for fact in facts[:1] for field in fact.fields if field.name in ("subject", "action")):
        reading = field.reading
        if len(looks.intersection(reading.words)) > 1 or reading.has("of_the_picture") or tells_looks(reading):
            yield told("picture_again", field.path, variant="looks")
            return
        if tells_where(reading):
            yield told("picture_again", field.path)
            return
    for member in draft.cast:
        if len(member.identity) > 1:
            yield told("picture_again", f"cast[{member.id}].identity", variant="looks")
            return


def _only_changes(text: str) -> bool:
    """Whether every sentence of a place tells what becomes of it, which the start picture cannot show."""
    reading = read(text)
    changes = [hit.start for hit in reading.hits.get("becoming", ()) if reading.words[hit.start] not in _STATES]
    return bool(reading.sentences) and all(
        any(begin <= change < end for change in changes) for begin, end in reading.sentences
    )


@lru_cache(maxsize=512)
def tells_looks(reading: Reading) -> bool:
    """Whether a text dresses somebody, or says how they look: `in a red coat`, `with a white beard`."""
    words = reading.words
    if reading.votes < 0 or not _ANEW.isdisjoint(words):
        return False
    return any(
        (word in _WEARING and words[max(0, place - 1) : place] not in (["now"], ["no"]) and _worn(reading, place + 1))
        or (word in ("dressed", "clad", "attired") and reading.word(place + 1) in ("in", "as", "all"))
        or (word == "in" and reading.word(place + 1) in ("a", "an") and place and _worn(reading, place + 2))
        or (word == "with" and _look(reading, place + 1))
        for place, word in enumerate(words)
    )


_ANEW = frozenset({"becomes", "become", "transforms", "transform", "morphs", "morph", "changes", "change"})
"""Where looks become others, which no start picture shows."""
_WEARING = frozenset({"wearing", "wears"})
_LONG = 5
"""So many words a piece of clothing or a look is told in."""


def _worn(reading: Reading, begin: int) -> bool:
    """Whether clothes stand at a place: `a long red coat`, no coat pocket, no hat stand."""
    clothes = lexicon().words("clothes")
    for place in range(begin, begin + _LONG):
        word = reading.word(place)
        if not word[:1].isalpha():
            return False
        if word in clothes and word != "light":
            return reading.word(place + 1) not in _OF_CLOTHES
    return False


_OF_CLOTHES = frozenset(
    ["pocket", "pockets", "closet", "stand", "rack", "hanger", "shop", "box", "drawer", "bag", "factory", "rail"]
)
"""What is no clothes, but called after some."""


def _look(reading: Reading, begin: int) -> bool:
    """Whether it is told what somebody has for a look: `long black hair`, `a scar on his cheek`; no head held high."""
    words = reading.words[begin : begin + _LONG]
    for place, word in enumerate(words):
        if word in _LOOKS:
            return place > 0 and words[0] not in ("his", "her", "their")
        if not word[:1].isalpha() or (place and word in ("in", "on", "at", "of", "and")):
            return False
    return False


_LOOKS = frozenset(
    [
        *("hair", "beard", "moustache", "mustache", "goatee", "braid", "braids", "ponytail", "pigtails", "curls"),
        *("freckles", "dreadlocks", "glasses", "eyes", "wrinkles", "scar", "tattoo", "tattoos", "bob", "fringe"),
    ]
)


@lru_cache(maxsize=512)
def tells_where(reading: Reading) -> bool:
    """Whether a sentence says who or what is where at first: `A man sits on a bench`, `There is a lamp by the door`."""
    return reading.votes >= 0 and any(_stands_there(reading, begin, end) for begin, end in reading.sentences)


def _stands_there(reading: Reading, begin: int, end: int) -> bool:
    words = reading.words
    if words[begin : begin + 2] in (["there", "is"], ["there", "are"], ["there's", "a"]):
        return True
    if words[begin] not in ("a", "an") and words[begin] not in lexicon().pairs("numbers"):
        return False
    if words[begin + 1 : begin + 2] in (["second"], ["third"], ["new"], ["few"]):
        return False
    main = lexicon().words("main_verbs")
    for place in range(begin + 1, min(end, begin + _SENTENCE)):
        word = words[place]
        if word in _STATIC:
            return reading.word(place + 1) in _AT or word in ("is", "are")
        if word in main and word[-1] == "s" and word not in lexicon().words("clothes"):
            return False
        if word in ("and", "then", "as", "while") and place > begin + _LONG:
            return False
    return False


_SENTENCE = 14
_STATIC = frozenset(
    [
        *("stands", "stand", "sits", "sit", "lies", "lie", "leans", "lean", "rests", "rest", "hangs", "hang", "is"),
        *("waits", "wait", "kneels", "kneel", "sleeps", "sleep", "crouches", "perches", "lounges", "reclines", "are"),
        *("standing", "sitting", "seated", "lying", "leaning", "kneeling", "perched", "parked", "asleep"),
    ]
)
_AT = frozenset(
    [
        *("at", "on", "in", "by", "under", "beside", "against", "near", "before", "behind", "between", "among", "with"),
        *("next", "opposite", "across", "over", "above", "inside", "along", "around", "round", "atop", "amid", "below"),
        *("beneath", "alone", "outside", "still", "quietly"),
    ]
)
