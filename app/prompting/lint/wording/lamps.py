"""Tells where a source of light stands, or where its light goes: a lamp in the corner, sun past the gable."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading, read

if TYPE_CHECKING:
    from app.prompting.lint.fields import Field

_REACH = 10
"""Words from a source to its place."""
_BEFORE = 3
_QUALIFIED = 4
_STOPS = frozenset({",", ";", "–", "—", "with", "and", "where", "who", "while", "whose", ":"})
_NO_PLACE = frozenset({"", ".", ",", ";", "and", "with", "but", "of", "than", "course", "fire"})
"""What follows a preposition that leads nowhere."""
_INDOORS = frozenset({"in", "at"})
_ROOMS = frozenset({"room", "rooms", "air", "scene", "place", "whole", "kitchen", "street", "day", "night", "evening"})
_ALONE = frozenset({"overhead", "left", "right", "low", "high", "sideways"})
"""What is a place by itself."""
_SIDES = frozenset({"left", "right", "rear", "overhead", "north", "south", "east", "west"})
_ENDS = frozenset(
    {
        "mouth",
        "end",
        "back",
        "top",
        "foot",
        "head",
        "far",
        "entrance",
        "window",
        "door",
        "side",
        "edge",
        "bottom",
        "rear",
    }
)
_NEARBY = frozenset({"on", "by", "around", "out", "inside", "outside"})
_ON_OR_OFF = frozenset({"on", "out", "off", "open", "lit", "up", "down", "dark", "blazing"})


def is_placed(reading: Reading, source: Hit) -> bool:
    """Whether a text says of a source where it is, or of its light where it comes from or falls."""
    return _is_under(reading, source) or _leads(reading, source)


def _is_under(reading: Reading, source: Hit) -> bool:
    """`Under three chandeliers`, `beside a stove`."""
    before = lexicon().words("light_before")
    for place in range(source.start - 1, max(-1, source.start - 1 - _BEFORE), -1):
        if reading.words[place] in _STOPS:
            return False
        if reading.words[place] in before:
            return True
    return False


def _leads(reading: Reading, source: Hit) -> bool:
    book, words = lexicon(), reading.words
    end = reading.sentence_of(source.start)[1]
    everywhere = words[source.end - 1] in book.words("light_of_all")
    shining = not book.words("light_verbs").isdisjoint(words[source.start + 1 : end])
    places = book.words("light_places")
    for place in range(source.end, min(end, source.end + _REACH)):
        word, behind = words[place], reading.word(place + 1)
        if word in _STOPS and not shining:
            return False
        if word in _SIDES:
            return True
        if word == "out" and behind == "of" and shining:
            return True
        if word in places and (behind not in _NO_PLACE or word in _ALONE):
            side = not _SIDES.isdisjoint(words[place + 1 : place + 4])
            return side or not (everywhere and not shining and word in _NEARBY)
        if word == "at" and not _ENDS.isdisjoint(words[place + 1 : place + 4]):
            return True
        if word in _INDOORS and (shining or not everywhere) and behind not in _NO_PLACE:
            return _ROOMS.isdisjoint(words[place + 1 : place + 4])
    return False


def of_light(reading: Reading, hit: Hit) -> Hit | None:
    """The words of a quality and the light it is said of: `hard` of `hard noon glare`; a hard bench has none."""
    book = lexicon()
    for place in range(hit.end, min(len(reading.words), hit.end + _QUALIFIED)):
        word = reading.words[place]
        if word in book.words("hard_lights"):
            return Hit(hit.start, place + 1)
        if word not in book.words("light_between"):
            return None
    return None


_LIT_BY = frozenset({"by", "under", "in", "beneath", "bathed", "lit", "with"})
_TELLING = frozenset({"lit", "by", "under", "bathed", "beneath"})


def lit_kind(reading: Reading) -> tuple[str, str] | None:
    """The kind of lamp that a short text names, and the word for it."""
    kinds = lexicon().kinds("lit_kinds")
    return next(((kinds[word], word) for word in reading.words if word in kinds), None)


_GLOWS = frozenset({"glow", "glare", "flicker", "shine", "blaze"})


@lru_cache(maxsize=4096)
def lit_by(reading: Reading) -> tuple[str, str] | None:
    """What a text says somebody is lit by: `under glaring tubes`, `by candlelight`, `in red light`."""
    kinds = lexicon().kinds("lit_kinds")
    if kinds.keys().isdisjoint(reading.words):
        return None
    for place, word in enumerate(reading.words):
        if word not in kinds or reading.negated(place):
            continue
        before = reading.words[max(0, place - _BEFORE) : place]
        said = next((each for each in reversed(before) if each in _LIT_BY), "")
        strong = word in lexicon().words("lit_words")
        if said and (
            strong
            or not _GLOWS.isdisjoint(before)
            or (said in _TELLING and "lit" in before)
            or (said in ("by", "under") and before[-1] != "the")
        ):
            return kinds[word], word
    return None


_ACTED = frozenset({"action", "ends_as", "evidence", "moves_to"})
_SUBJECTS = frozenset({"he", "she", "it", "they", "the", "a", "an", "his", "her", "their", "somebody", "someone", "we"})
_HAD = frozenset({"has", "have", "had"})
_AWAY = frozenset({"outside", "outdoors", "indoors", "underground", "aboard", "ashore"})
_BEYOND = 4
_TORN = frozenset({"torn", "ripped"})
_OF_A_THING = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that", "one", "of", "with"})
_WITHIN = frozenset({"over", "in", "on", "above", "by", "at", "behind", "of", "beside", "under", "outside"})
_GOES = 6
"""Words from a step to where it leads."""


def says_why(override: str) -> bool:
    """Whether a shot's own light is told with its reason."""
    return bool(override) and _is_explained(read(override))


@cache
def _causes() -> frozenset[str]:
    return lexicon().joined("light_devices", "light_switched", "light_openings", "steps_away")


def has_cause(fields: Iterable[Field], words: frozenset[str]) -> bool:
    """Whether a shot tells why its light is another: a lamp that dies, a door that opens, a way out of doors."""
    if _causes().isdisjoint(words):
        return False
    return any(_relights(field.reading) for field in fields if field.name in _ACTED)


@lru_cache(maxsize=4096)
def _relights(reading: Reading) -> bool:
    book = lexicon()
    if not book.joined("light_devices", "light_switched", "light_openings").isdisjoint(reading.words):
        return _happens(reading, acted=True) or _is_done(reading) or _steps_away(reading)
    return _steps_away(reading)


@lru_cache(maxsize=256)
def _is_explained(reading: Reading) -> bool:
    """`Once the fuse has blown`, `as he strikes it`, `now that the generator has failed`."""
    words = reading.words
    if any(word in _AWAY and reading.word(place - 1) not in ("from", "the") for place, word in enumerate(words)):
        return True
    if not lexicon().words("light_because").isdisjoint(words) or not _HAD.isdisjoint(words):
        return True
    for place, word in enumerate(words):
        behind = reading.word(place + 1)
        named = behind.startswith("{") or (behind.isalpha() and reading.raw[place + 1].istitle())
        if word in ("as", "now", "while") and (behind in _SUBJECTS or behind == "that" or named):
            return word != "as" or reading.word(place - 1) != "same"
    return _happens(reading, acted=False)


def _happens(reading: Reading, *, acted: bool) -> bool:
    """A device and what happens to it: `the oven door is opened`, `the lamp sputters`."""
    book, words = lexicon(), reading.words
    devices, events = book.words("light_devices"), book.words("light_events")
    for place, word in enumerate(words):
        if word in devices:
            at = place + 1
            if (reading.word(at) == "up" and word in ("light", "lights")) or _is_shining(reading, place):
                continue
            while reading.word(at) in book.words("light_joins"):
                at += 1
            if reading.word(at) in _WITHIN:
                near = range(at + 1, min(len(words), at + _GOES))
                at = next((each for each in near if words[each] in book.words("light_dies")), at)
            on_side = reading.word(at) in ("on", "off", "up") and reading.word(at + 1) in _OF_A_THING
            if (
                reading.word(at) in events
                and not on_side
                and (acted or at > place + 1 or reading.word(at) not in _ON_OR_OFF)
            ):
                return not reading.negated(at)
    return False


def _is_shining(reading: Reading, place: int) -> bool:
    """`The sun is on his face`: it shines, and nothing has happened to it."""
    if reading.words[place] not in ("sun", "moon", "light", "lights"):
        return False
    behind = [word for word in reading.words[place + 1 : place + 4] if word not in ("is", "are", "was")]
    return behind[:1] in (["on"], ["off"], ["over"])


def _is_done(reading: Reading) -> bool:
    """`Switches on the desk lamp`, `kicks open the cellar door`: somebody lets light in, makes it or takes it away."""
    book = lexicon()
    pairs = (("light_switching", "light_switched"), ("light_opening", "light_openings"))
    for verbs, things in pairs:
        done, on = book.words(verbs), book.words(things)
        for place, word in enumerate(reading.words):
            if word in done and not reading.negated(place) and not _is_torn_thing(reading, place):
                at = place + 1
                while reading.word(at) in book.words("light_handled") and reading.word(at) not in on:
                    at += 1
                if reading.word(at) in on or (at > place + 1 and reading.word(at + 1) in on):
                    return True
    return False


def _is_torn_thing(reading: Reading, place: int) -> bool:
    """`Out of the torn flap`: what a thing is like, and nobody has let light in."""
    return reading.words[place] in _TORN and reading.word(place - 1) in _OF_A_THING


def _steps_away(reading: Reading) -> bool:
    """`Steps out into the yard`, `ducks into the tunnel`: another place has another light."""
    book, words = lexicon(), reading.words
    steps, where, places = book.words("steps_away"), book.words("steps_where"), book.words("lit_places")
    if steps.isdisjoint(words) or where.isdisjoint(words):
        return False
    for place, word in enumerate(words):
        if word in steps:
            near = words[place + 1 : place + _GOES]
            led = [place + 1 + at for at, each in enumerate(near) if each in where]
            if any(words[at] in _AWAY or not places.isdisjoint(words[at + 1 : at + _BEYOND]) for at in led):
                return True
    return False
