"""Finds one body under many, and limbs that cannot be told apart: down under five defenders, a knot of elbows."""

from __future__ import annotations

from app.prompting.lint.reading.lexicon import Lexicon, lexicon
from app.prompting.lint.reading.text import Hit, Reading

_UNDER = frozenset({"under", "beneath", "underneath", "below", "by"})
_ANIMALS = frozenset(
    {"horses", "ponies", "dogs", "puppies", "cats", "kittens", "cows", "goats", "sheep", "birds", "crows"}
)
_ANIMALS |= {"pigeons", "gulls", "wolves", "pack", "packs", "crowd", "side"}
"""What pulls carts, and what may only be near."""
_REACH = 6
"""How many words what somebody goes under is away at most."""
_NOT_OF_BODIES = frozenset({"of", "off", "from", "for"})
"""Behind limbs it says whose they are: arms of mannequins."""
_OF_THINGS = frozenset(
    {"chair", "table", "doll", "mannequin", "robot", "crab", "spider", "octopus", "starfish", "statue"}
)
_OF_THINGS |= {"stool", "bench", "puppet", "plastic", "wooden", "her", "his"}


def piled(reading: Reading) -> list[Hit]:
    """Bodies in a pile; none for most texts."""
    return _limbs(reading) or _goes_under(reading) or _crammed(reading)


def _limbs(reading: Reading) -> list[Hit]:
    """`A heap of tangled arms and legs`, `limbs intertwined`, `arms and legs everywhere`."""
    book = lexicon()
    limbs, knotted = book.words("limbs"), book.words("knotted")
    if limbs.isdisjoint(reading.words) or knotted.isdisjoint(reading.words):
        return []
    for place, word in enumerate(reading.words):
        if word not in limbs or reading.word(place - 1) in _OF_THINGS:
            continue
        last = _last_limb(reading, place, limbs)
        alone = last == place and word not in ("limbs", "bodies", "legs")
        if reading.word(last + 1) in _NOT_OF_BODIES or (alone and _heap_of(reading, place) < 0):
            continue
        behind = reading.words[last + 1 : last + 4]
        if not knotted.isdisjoint(behind[:1] if behind[:1] != ["are"] else behind):
            return [Hit(place, last + 2)]
        begin = place
        while begin and reading.word(begin - 1) not in (",", ".", "with", "her", "his") and place - begin < _REACH:
            begin -= 1
            if reading.words[begin] in knotted and not reading.negated(begin):
                return [Hit(begin, last + 1)]
    return []


def _heap_of(reading: Reading, limb: int) -> int:
    """Where the heap begins that is made of limbs: `a knot of interlocked arms`; -1 where there is none."""
    for at in range(limb - 1, max(-1, limb - 4), -1):
        if reading.words[at] == "of":
            return at - 1 if reading.word(at - 1) in lexicon().words("knotted") else -1
    return -1


def _last_limb(reading: Reading, place: int, limbs: frozenset[str]) -> int:
    """Where a row of limbs ends: `elbows, boots and shoulders`."""
    last = place
    for at in range(place + 1, min(len(reading.words), place + _REACH)):
        if reading.words[at] in limbs:
            last = at
        elif reading.words[at] not in (",", "and", "&", "boots", "fists", "helmets", "sticks"):
            break
    return last


def _goes_under(reading: Reading) -> list[Hit]:
    """`Goes down under five defenders`, `is tackled by three defenders`: one, and many upon them."""
    book = lexicon()
    if _UNDER.isdisjoint(reading.words):
        return []
    doing = {"by": book.words("overpowered")}
    for place, word in enumerate(reading.words):
        if word not in _UNDER or reading.negated(place):
            continue
        before = reading.words[max(reading.sentence_of(place)[0], place - _REACH) : place]
        verbs = doing.get(word, book.joined("overpowered", "goes_under"))
        at = next((at for at in range(len(before) - 1, -1, -1) if before[at] in verbs), -1)
        if at < 0 or before[at + 1 : at + 2] in (["a"], ["an"], ["her"], ["his"]):
            continue
        end = _many(reading, place + 1, book)
        if end:
            return [Hit(place, end)]
    return []


def _crammed(reading: Reading) -> list[Hit]:
    """`Squeezes with nine cousins into one armchair`."""
    book = lexicon()
    cramming = book.words("cramming")
    if cramming.isdisjoint(reading.words):
        return []
    for place, word in enumerate(reading.words):
        if word not in cramming or reading.negated(place):
            continue
        at = place + 1 + (reading.word(place + 1) in ("in", "up", "together", "herself", "himself"))
        if reading.word(at) not in ("with", "among", "amongst", "beside"):
            continue
        end = _many(reading, at + 1, book)
        if end and float(book.pairs("numbers").get(reading.word(at + 1), 3)) > _FEW:
            return [Hit(place, end)]
    return []


_FEW = 2


def _many(reading: Reading, begin: int, book: Lexicon) -> int:
    """Where several people who are named behind a word end; 0 where they are things, or one."""
    people = book.joined("several_persons", "troops")
    counted = _count(reading.word(begin), book)
    for at in range(begin, min(begin + _REACH, len(reading.words))):
        word = reading.words[at]
        if (
            not word.isalpha()
            or word in _ANIMALS
            or word in ("in", "on", "at", "with", "and", "who", "that", "her", "his")
        ):
            return 0
        several = word in people or (counted and word.endswith(("s", "men")) and _is_somebody(word, book))
        if several and not reading.word(at + 1).startswith("'"):
            return at + 1 if reading.word(at + 1) != "of" else 0
    return 0


def _is_somebody(word: str, book: Lexicon) -> bool:
    return not book.joined("persons", "fighters").isdisjoint((word, *book.stems(word)))


def _count(word: str, book: Lexicon) -> bool:
    """Whether a word counts two or more."""
    return float(book.pairs("numbers").get(word, 0)) > 1 or word in ("several", "many", "the", "all", "both")
