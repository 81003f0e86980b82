"""Reads orders to the camera: sentences that begin with a verb of filming and name nobody who does it."""

from __future__ import annotations

from collections.abc import Iterator

from app.prompting.lint.camera.moves import Move, refined
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_NAMED_SO = frozenset({"the", "a", "an", "her", "him", "them", "his", "their", "it", "this", "that", "both", "one"})
_OVER_THEM = frozenset({"orbit", "track"})
"""Moves that go round or behind somebody, who is named right behind them."""
_FIRST = frozenset({"as", "when", "while", "once", "after", "before", "on", "with", "from"})
"""Behind a clause that begins so, an order follows a comma."""
_SIDEWAYS = frozenset({"left", "right", "past", "along", "sideways", "alongside", "across"})
_ROLLS = frozenset({"slide", "sliding", "roll", "rolling", "rotate", "rotating"})
"""What is done to many a thing: of a camera only where it goes aside, or round."""
_TO_BEGIN = frozenset({"", ".", ";", ":", "\n", "–", "—", "…", "!"})
_ALONE = frozenset({"and", "while", "then", "", ".", ",", ";"})
_LENS = frozenset({"zoom"})


def ordered(reading: Reading) -> Iterator[Move]:
    """The moves that sentences begin with: `Drift left along the shelves`, `slowly circling the tin`."""
    yield from _ever_moving(reading)
    hits = reading.hits.get("camera_order")
    if not hits:
        return
    book = lexicon()
    kinds, ways = book.kinds("camera_verbs"), book.words("camera_ways")
    for hit in hits:
        place = hit.start
        if not _begins(reading, place) or reading.negated(place):
            continue
        word, behind = reading.words[place], reading.word(place + 1)
        kind = kinds.get(word, "")
        if behind.endswith("ly"):
            behind = reading.word(place + 2)
        going = behind in ways and not (behind == "with" and kind not in _OVER_THEM)
        about = kind in _OVER_THEM and (behind in _NAMED_SO or behind[:1] == "{")
        alone = (kind in _LENS and behind in _ALONE) or _is_paired(reading, place, kinds)
        if word in _ROLLS and behind not in _SIDEWAYS and behind not in ("clockwise", "anticlockwise"):
            continue
        if not kind or not (going or about or alone) or _is_done(reading, place, about):
            continue
        yield Move(refined(reading, "travel" if kind == "travel_way" else kind, place + 1), Hit(place, place + 1))
        if alone and kind not in _LENS:
            at = _second(reading, place)
            yield Move(refined(reading, kinds[reading.words[at]], at + 1), Hit(at, at + 1))


def _ever_moving(reading: Reading) -> Iterator[Move]:
    """`A static camera in constant motion`, `the camera always on the move`: it moves, whichever way."""
    words = reading.words
    for place, word in enumerate(words):
        if word == "in" and words[place + 2 : place + 3] in (["motion"], ["movement"]):
            end = place + 3 if words[place + 1] in _CEASELESS else 0
        else:
            end = place + 3 if words[place : place + 3] in (["on", "the", "move"], ["on", "the", "go"]) else 0
        if end and not reading.negated(place) and _of_camera(reading, place):
            yield Move("travel", Hit(place, end))


def _of_camera(reading: Reading, place: int) -> bool:
    """Whether right before a place, but for how often, stands a camera."""
    at = place - 1
    while at > 0 and (reading.words[at] in _OFTEN or reading.words[at].endswith("ly")):
        at -= 1
    camera = any(hit.end == at + 1 for hit in reading.hits.get("camera_noun", ()))
    return camera or reading.word(at) in ("camera", "tripod", "camerawork", "shots", "frames", "shot", "frame")


_CEASELESS = frozenset(
    ["constant", "perpetual", "endless", "continuous", "ceaseless", "nonstop", "non-stop", "unending", "steady"]
)
_OFTEN = frozenset({"always", "forever", "ever", "still", "is", "are", "never", "nonetheless", "yet", "stays", ","})


def _is_paired(reading: Reading, place: int, kinds: dict[str, str]) -> bool:
    """`Ascend and descend`, `rise, circle`: one order right behind another."""
    second = _second(reading, place)
    if reading.word(place + 1) not in ("and", ",") or reading.words[place].endswith("ing"):
        return False
    return reading.word(second) in kinds and any(hit.start == second for hit in reading.hits.get("camera_order", ()))


def _second(reading: Reading, place: int) -> int:
    """Where the order behind an order stands: `tilt and zoom`, `tilt, then zoom`."""
    return place + 2 + (reading.word(place + 2) == "then")


def _begins(reading: Reading, place: int) -> bool:
    """Whether nothing but how it goes stands before a verb in its sentence."""
    book = lexicon()
    at = place - 1
    while at >= 0 and (
        reading.words[at].endswith("ly")
        or reading.words[at] in book.words("camera_adverbs")
        or (reading.words[at] == "," and reading.word(at - 1).endswith("ly"))
    ):
        at -= 1
    if reading.word(at) in (",", "and") and place == at + 1:
        begin, end = reading.sentence_of(place)
        gear = book.words("camera_gear")
        if reading.words[begin] in book.words("camera_begins") and not gear.isdisjoint(reading.words[begin:end]):
            return True
        return reading.word(at) == "," and reading.words[begin] in _FIRST and "," not in reading.words[begin:at]
    return reading.word(at) in _TO_BEGIN


def _is_done(reading: Reading, place: int, about: bool) -> bool:
    """Whether somebody does it: `circling the tin, she hums`, `follow the recipe`, `gliding over the ice`."""
    book = lexicon()
    end = reading.sentence_of(place)[1]
    rest = reading.words[place + 1 : end]
    if not book.words("order_things").isdisjoint(rest[:4]):
        return True
    if not about and not book.words("glided_on").isdisjoint(rest):
        return True
    if not reading.words[place].endswith("ing"):
        return False
    for at, word in enumerate(rest):
        if word == ",":
            behind = rest[at + 1 : at + 4]
            if behind[:1] and (behind[0] in book.words("opening_pronouns") or behind[0][:1] == "{"):
                return True
            if behind[:1] in (["the"], ["a"], ["an"]) and behind[2:3] and behind[2].endswith("s"):
                return True
    return False
