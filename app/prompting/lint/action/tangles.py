"""Finds bodies that tangle: many who fight, many who lay hands on somebody, one who throws another."""

from __future__ import annotations

from functools import cache

from app.prompting.lint.reading.lexicon import Lexicon, lexicon
from app.prompting.lint.reading.text import Hit, Reading

_MUTUAL = frozenset({("each", "other"), ("each", "other's"), ("one", "another"), ("one", "another's")})
_OTHERS = frozenset({"other", "other's", "another", "another's"})
_WHOM = frozenset({"him", "her", "them"})
_AFAR = frozenset(
    {
        "toward",
        "towards",
        "to",
        "for",
        "with",
        "from",
        "past",
        "behind",
        "beside",
        "near",
        "before",
        "about",
        ",",
        "and",
        "of",
    }
)
"""What stands between a deed and somebody it is not done to."""
_NEAR = 5
"""How many words a deed and whom it is done to are apart at most."""
_ON_THE_BODY = frozenset({"waist", "ankles", "armpits", "hips", "legs", "shoulders", "thighs"})


def tangled(reading: Reading) -> list[Hit]:
    """Bodies that tangle, in a text; none for most texts."""
    if _bodies().isdisjoint(reading.words) and "{cast:" not in reading.text.lower():
        return _folded(reading)
    return _heaped(reading) or _entangled(reading) or _mobbed(reading) or _thrown(reading) or _folded(reading)


@cache
def _bodies() -> frozenset[str]:
    """Without these words nobody is there who could be laid hands on."""
    return lexicon().joined("persons", "several_persons", "fighters", "troops") | _OTHERS | _WHOM


def _heaped(reading: Reading) -> list[Hit]:
    """A pile of players, a swarm of fans: people who touch each other, not those who wait in a crowd."""
    book = lexicon()
    heaps = book.words("heaps")
    if heaps.isdisjoint(reading.words):
        return []
    for place, word in enumerate(reading.words):
        if word not in heaps or reading.word(place + 1) != "of" or reading.negated(place):
            continue
        behind = reading.words[place + 2 : place + 5]
        at = next((at for at, each in enumerate(behind) if each in book.joined("persons", "fighters", "troops")), -1)
        if at >= 0 and all(each.isalpha() and each not in _AFAR for each in behind[:at]):
            return [Hit(place, place + 3 + at)]
    return []


def _entangled(reading: Reading) -> list[Hit]:
    """The brothers tumble and punch each other: several who fight, or bodies that hold one another up."""
    book = lexicon()
    fighting = book.words("fighting")
    if fighting.isdisjoint(reading.words) and _OTHERS.isdisjoint(reading.words):
        return []
    for place, word in enumerate(reading.words):
        mutual = (reading.word(place - 1), word) in _MUTUAL
        if mutual and not book.joined("laid_hands", "heaping", "throwing", "lifting").isdisjoint(
            reading.words[max(0, place - 4) : place - 1]
        ):
            return [Hit(max(0, place - 3), place + 1)]
        if word in fighting and not reading.negated(place) and _is_several(reading, place, book):
            return [Hit(place, place + 1)]
    return []


def _mobbed(reading: Reading) -> list[Hit]:
    """Two linebackers bury the quarterback, the team leaps onto the scorer, strangers grab at the same case."""
    book = lexicon()
    doing = book.joined("laid_hands", "heaping")
    if doing.isdisjoint(reading.words):
        return []
    for place, word in enumerate(reading.words):
        if word not in doing or reading.negated(place) or not _is_several(reading, place, book):
            continue
        if _whom(reading, place, book) or _same_thing(reading, place):
            return [Hit(place, place + 1)]
    return []


def _whom(reading: Reading, verb: int, book: Lexicon) -> int:
    """Where somebody stands to whom a deed is done; 0 where it is done to a thing, or only near somebody."""
    people = book.joined("persons", "fighters", "troops")
    for at in range(verb + 1, min(reading.sentence_of(verb)[1], verb + _NEAR)):
        word = reading.words[at]
        if word in _AFAR:
            return 0
        if word == "her" and reading.word(at + 1).isalpha() and reading.word(at + 1) not in book.words("thrown_where"):
            continue
        if word in people or word in _WHOM or word.startswith("{cast:"):
            return 0 if reading.word(at + 1) == "of" else at
    return 0


def _same_thing(reading: Reading, verb: int) -> bool:
    rest = reading.words[verb + 1 : verb + _NEAR]
    return "same" in rest and ("at" in rest or "for" in rest or "on" in rest)


def _thrown(reading: Reading) -> list[Hit]:
    """Flips him onto the mat, lifts her partner by the waist: a body that leaves the ground in another's hands."""
    book = lexicon()
    doing = book.joined("throwing", "lifting")
    if doing.isdisjoint(reading.words):
        return []
    for place, word in enumerate(reading.words):
        if word not in doing or reading.negated(place) or not _acts(reading, place):
            continue
        at = _whom(reading, place, book)
        rest = reading.words[at + 1 : at + 1 + _NEAR] if at else []
        off = "feet" in rest and "off" in rest
        body = rest[:1] == ["by"] and not _ON_THE_BODY.isdisjoint(rest)
        thrown = word in book.words("throwing") and rest[:1] and rest[0] in book.words("thrown_where")
        if off or body or thrown or not book.words("lifted_where").isdisjoint(rest):
            return [Hit(place, at + 1)]
    return []


_FOLDING = frozenset({"folds", "folding", "twists", "twisting", "creases", "creasing", "bends", "bending", "crimps"})
_PLAIN = frozenset(
    [
        *(
            "half",
            "quarters",
            "quarter",
            "thirds",
            "square",
            "rectangle",
            "triangle",
            "strip",
            "roll",
            "ball",
            "bundle",
            "pile",
        ),
        *(
            "stack",
            "pocket",
            "drawer",
            "bag",
            "box",
            "suitcase",
            "envelope",
            "wallet",
            "book",
            "parcel",
            "pad",
            "rope",
            "chair",
        ),
        *("hug", "bow", "smile", "grin", "basket", "trunk", "cone", "tube", "wedge"),
    ]
)
"""What a thing is folded into without art."""


def _folded(reading: Reading) -> list[Hit]:
    """Folds the wrapper into a swan."""
    if _FOLDING.isdisjoint(reading.words):
        return []
    for place, word in enumerate(reading.words):
        rest = reading.words[place + 1 : place + 9]
        if word in _FOLDING and "into" in rest and not reading.negated(place):
            made = rest[rest.index("into") + 1 :]
            if made[:1] in (["a"], ["an"], ["two"], ["three"]) and _PLAIN.isdisjoint(made[:4]):
                return [Hit(place, min(len(reading.words), place + 9))]
    return []


def _acts(reading: Reading, place: int) -> bool:
    """Whether a word is a deed, and not the throw or the lift itself."""
    word, before = reading.words[place], reading.word(place - 1)
    if before in lexicon().words("determiners"):
        return False
    return place == 0 or word.endswith(("s", "ing")) or before == "and"


def _is_several(reading: Reading, place: int, book: Lexicon) -> bool:
    """Whether several people stand before a verb: the two judokas grip, a dozen knights hack."""
    people = book.joined("persons", "fighters")
    for word in reading.words[max(0, reading.sentence_of(place)[0], place - 5) : place]:
        if word in book.words("several_persons") or (word.endswith(("s", "men")) and word in people):
            return True
        if word in book.words("troops"):
            return True
    return False
