"""Measures ways in a text, metres against seconds, and tells which way a move in a text goes."""

from __future__ import annotations

from app.prompting.lint.camera.moves import Move, ways_behind
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading

_MOTORED = 60.0
"""How many metres a second a vehicle makes, whatever verb says that it goes."""
_SOFT = 4
"""From how many houses or rooms on they measure a way."""
_PASSING = frozenset({"across", "through", "past", "by", "along", "over", "for", "down", "up", "between", "of"})
_SWUM = frozenset(
    {
        "ring",
        "arena",
        "park",
        "yard",
        "block",
        "gym",
        "hall",
        "pool",
        "track",
        "stadium",
        "lake",
        "rink",
        "field",
        "pitch",
        "course",
        "circuit",
        "road",
        "street",
    }
)
_MEASURED = frozenset(
    {"length", "lengths", "lap", "laps", "foot", "feet", "yard", "yards", "metre", "metres", "meter", "meters"}
)
_STOREYS = frozenset({"storey", "storeys", "story", "stories", "floor", "floors", "flight", "flights"})
_MARGIN = 1.3
"""A way may be so much longer than the usual pace allows before it is told."""
_PACE = 2.6
"""Steps a second of somebody who walks; twice as many of somebody who runs."""
_TRODDEN = frozenset({"step", "steps", "stride", "strides", "pace", "paces", "stair", "stairs", "rung", "rungs"})
_BETWEEN = frozenset(
    {"of", "full", "long", "whole", "hundred-odd", "nautical", "good", "solid", "straight", "city", "more"}
)
"""What may stand between a number and its unit."""
_LONG = 1000.0
"""From how many metres on a unit is a way of its own."""
_ALL_OF_IT = frozenset({"full", "whole", "entire", "last", "final", "remaining", "first", "next", "long"})
_AFTER_IT = frozenset(
    [
        *("", ".", ",", "of", "to", "back", "home", "along", "down", "up", "across", "from", "and", "in", "through"),
        *("into", "over", "between", "without", "on", "by", "before", "until", "at"),
    ]
)
"""What follows a mile that is gone; a mile marker only stands there."""
_THE = frozenset({"the", "that", "this", "its", "his", "her", "their", "every", "another", "each"})
_RUNS = frozenset({"run", "sprint", "dash", "race", "hurry"})
_GONE = frozenset({"run", "dash", "sprint", "race", "walk", "climb", "swim", "ride", "drive", "hike", "march", "way"})
"""What stands behind a measure that is gone: a two-mile run; a 5000-metre start line is only called so."""


def too_long(reading: Reading, seconds: float) -> str:
    """The words of a way that cannot be gone in so many seconds, empty where there is none."""
    book = lexicon()
    units, speeds = book.pairs("units"), book.pairs("speeds")
    if units.keys().isdisjoint(reading.words):
        return ""
    verbs = _verbs(reading, speeds)
    if not verbs or seconds <= 0:
        return ""
    pace = max(speeds[verb] for verb in verbs)
    if not book.words("motors").isdisjoint(reading.words):
        pace = max(pace, _MOTORED)
    for place, word in enumerate(reading.words):
        if word not in units or place == 0:
            continue
        count, begin = _number(reading, _kind_before(reading, place, word) - 1)
        if not count and units[word] >= _LONG:
            count, begin = _whole_one(reading, place)
        if (
            not count
            or reading.word(begin - 1) in ("from", "every", "apart")
            or _is_of_things(reading, place, count, begin)
        ):
            continue
        if count * units[word] > _fits(word, verbs, pace, seconds, units) and (
            not _is_measure(reading, place)
            or _is_goal(reading, place, begin)
            or _is_gone_from(reading, place, begin, speeds)
        ):
            return reading.text[reading.spans[begin][0] : reading.spans[place][1]]
    return ""


def _kind_before(reading: Reading, place: int, word: str) -> int:
    """Where the words begin that say of what kind the steps are: three hundred `concrete steps`."""
    if word not in _TRODDEN and word not in _STOREYS:
        return place
    kinds = lexicon().words("kinds_of_steps")
    begin = place
    while begin > max(0, place - 3) and reading.word(begin - 1) in kinds:
        begin -= 1
    return begin


def _whole_one(reading: Reading, place: int) -> tuple[float, int]:
    """`The full kilometre of the lane`, `the last mile`: one of it, which no number says."""
    begin = place
    if reading.word(place + 1) not in _AFTER_IT:
        return 0.0, place
    while reading.word(begin - 1) in _ALL_OF_IT:
        begin -= 1
    if begin > 0 and reading.word(begin - 1) in _THE and not reading.words[place].endswith("s"):
        return 1.0, begin - 1
    return 0.0, place


def _is_of_things(reading: Reading, place: int, count: float, begin: int) -> bool:
    """Two houses, a length of rope, three feet of snow: so much of a thing, and no way."""
    word = reading.words[place]
    if word in lexicon().words("soft_units") and (count < _SOFT or reading.word(begin - 1) not in _PASSING):
        return True
    if reading.word(place + 1) != "of" or word not in _MEASURED:
        return False
    return _SWUM.isdisjoint(reading.words[place + 2 : place + 4])


def _fits(word: str, verbs: list[str], pace: float, seconds: float, units: dict[str, float]) -> float:
    """How many metres of a unit may be gone in so many seconds."""
    if word in _TRODDEN:
        return _PACE * (2 if _RUNS.intersection(verbs) else 1) * seconds * _MARGIN * units[word]
    if word in _STOREYS:
        return (12.0 if {"rise", "descend", "fly", "soar"}.intersection(verbs) else 1.2) * seconds * _MARGIN
    return pace * seconds * _MARGIN


def _verbs(reading: Reading, speeds: dict[str, float]) -> list[str]:
    """The verbs of going in a text."""
    book = lexicon()
    verbs = [stem for word in reading.words for stem in book.stems(word) if stem in speeds]
    if not verbs and not book.words("walking").isdisjoint(reading.words):
        verbs.append("walk")
    if "take" in reading.words or "takes" in reading.words or "taking" in reading.words:
        verbs.append("walk")
    return verbs


def _number(reading: Reading, last: int) -> tuple[float, int]:
    """The number that ends at a word, and where it begins; 0 where there is none."""
    numbers = lexicon().pairs("numbers")
    begin, total = last + 1, 0.0
    for place in range(last, max(-1, last - 4), -1):
        word = reading.word(place)
        value = float(word) if word.replace(",", "").isdigit() else numbers.get(word)
        if value is None:
            if word == "and" and total and reading.word(place - 1) in ("hundred", "thousand"):
                continue
            if word in _BETWEEN and place == last:
                continue
            break
        if total and value >= 1:
            total = total * value if total >= 100 else total + value
        else:
            total = total * value if total and value < 1 else float(value)
        begin = place
    return (total, begin) if begin <= last else (0.0, last)


def _is_measure(reading: Reading, place: int) -> bool:
    """How high, deep or far something is, or what it is called by: no way that is gone."""
    hyphen = reading.text[reading.spans[place][0] - 1] == "-" or reading.text[reading.spans[place][1] :][:1] == "-"
    if hyphen and reading.word(place + 1).isalpha():
        called = not lexicon().words("so_many_metres").isdisjoint(reading.words[place + 1 : place + 4])
        return called or _GONE.isdisjoint(reading.words[place + 1 : place + 3])
    return reading.word(place + 1) in (
        "tall",
        "high",
        "wide",
        "deep",
        "long",
        "thick",
        "below",
        "above",
        "away",
        "apart",
        "off",
        "behind",
        "ahead",
        "from",
    )


def _is_goal(reading: Reading, place: int, begin: int) -> bool:
    """`Runs to the station three miles off`: how far the place lies that somebody goes to, and does not look at."""
    if reading.word(place + 1) not in ("away", "off", "from", "ahead"):
        return False
    book = lexicon()
    speeds = book.pairs("speeds")
    for at in range(begin - 1, max(-1, begin - 8), -1):
        word = reading.words[at]
        if word in ("at", "for", "of", "from", "about", "and", "with", "that", "who"):
            return False
        if word in ("to", "into", "over", "reaches", "up"):
            near = reading.words[max(0, at - 3) : at]
            return any(stem in speeds for each in near for stem in book.stems(each))
    return False


def _is_gone_from(reading: Reading, place: int, begin: int, speeds: dict[str, float]) -> bool:
    """`Sprints six hundred metres from the gate to the bins`: what a verb of going has before it, and no place."""
    if reading.word(place + 1) != "from":
        return False
    at = begin - 1
    while at > 0 and reading.words[at] in _ABOUT_SO_MUCH:
        at -= 1
    verb = reading.word(at)
    return any(stem in speeds for stem in lexicon().stems(verb)) and verb not in _ABOUT_SO_MUCH


_ABOUT_SO_MUCH = frozenset(
    [
        *("a", "the", "some", "about", "around", "nearly", "almost", "over", "roughly", "fully", "all", "of", "full"),
        *(
            "good",
            "another",
            "more",
            "than",
            "well",
            "at",
            "least",
            "whole",
            "entire",
            "last",
            "further",
            "just",
            "solid",
        ),
        *("out", "back", "flat", "non-stop", "barefoot", "straight", "clear", "easily", "alone", "uphill", "downhill"),
    ]
)
"""What may stand between a verb of going and how far."""


def text_way(reading: Reading, move: Move) -> str:
    """left, right, up, down, in or out, as the words round a move have it; empty where they do not say."""
    around = [*reading.words[move.hit.start : move.hit.end], *ways_behind(reading, move.hit.end)]
    for word in around:
        if word in _SIDES:
            return _SIDES[word]
    if around[0].startswith(("tighten", "widen", "loosen")):
        return "in" if around[0].startswith("tighten") else "out"
    return next((_DEPTHS[word] for word in around if word in _DEPTHS), "")


_SIDES = {
    **dict.fromkeys(("left", "leftward", "leftwards"), "left"),
    **dict.fromkeys(("right", "rightward", "rightwards"), "right"),
    **dict.fromkeys(
        (
            "up",
            "upward",
            "upwards",
            "rises",
            "rise",
            "ascends",
            "climbs",
            "rising",
            "climbing",
            "lifts",
            "lifting",
            *("soars", "soar", "soaring", "climb", "climbs", "ascend", "ascending", "lift", "mounts", "mounting"),
        ),
        "up",
    ),
    **dict.fromkeys(
        (
            "down",
            "downward",
            "downwards",
            "lowers",
            "descends",
            "sinks",
            "sinking",
            "lowering",
            "drops",
            "dips",
            *("falls", "fall", "falling", "drop", "dropping", "descend", "descending", "sink", "lower", "plunge"),
            *("plunges", "plunging", "dip", "dipping", "plummets", "plummeting", "dive", "dives", "diving"),
        ),
        "down",
    ),
}
_DEPTHS = {
    **dict.fromkeys(("in", "closer", "forward", "forwards", "toward", "towards", "nearer", "advances"), "in"),
    **dict.fromkeys(("out", "back", "away", "off", "backward", "backwards", "retreats", "recedes", "withdraws"), "out"),
}
