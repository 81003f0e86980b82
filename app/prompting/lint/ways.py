"""Measures ways in a text, metres against seconds, and tells which way a move in a text goes."""

from __future__ import annotations

from app.prompting.lint.lexicon import lexicon
from app.prompting.lint.moves import Move, ways_behind
from app.prompting.lint.reading import Reading

_MARGIN = 1.3
"""A way may be so much longer than the usual pace allows before it is told."""
_PACE = 2.6
"""Steps a second of somebody who walks; twice as many of somebody who runs."""
_JOURNEYS = frozenset(
    [
        *("flies", "drives", "sails", "travels", "rides", "hikes", "cycles", "walks", "flying", "driving"),
        *("canters", "trots", "strides", "sprints", "jogs", "wanders", "strolls"),
        *("runs", "gallops", "treks", "marches", "rows", "paddles", "journeys", "races", "crosses", "speeds"),
        *("riding", "sailing", "travelling", "hiking", "walking", "running", "trekking", "swims", "soars"),
    ]
)
_OVER = ("across", "through", "over", "round", "around")
_TRODDEN = frozenset({"step", "steps", "stride", "strides", "pace", "paces", "stair", "stairs", "rung", "rungs"})
_BETWEEN = frozenset(
    {"of", "full", "long", "whole", "hundred-odd", "nautical", "good", "solid", "straight", "city", "more"}
)
"""What may stand between a number and its unit."""
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
    for place, word in enumerate(reading.words):
        if word not in units or place == 0:
            continue
        count, begin = _number(reading, place - 1)
        if not count or reading.word(begin - 1) in ("from", "every", "apart"):
            continue
        metres = count * units[word]
        fits = pace * seconds * _MARGIN
        if word in _TRODDEN:
            rate = _PACE * (2 if _RUNS.intersection(verbs) else 1)
            fits = rate * seconds * _MARGIN * units[word]
        if word in ("storey", "storeys", "story", "stories", "floor", "floors", "flight", "flights"):
            fits = (12.0 if {"rise", "descend", "fly", "soar"}.intersection(verbs) else 1.2) * seconds * _MARGIN
        if metres > fits and not _is_measure(reading, place):
            return reading.text[reading.spans[begin][0] : reading.spans[place][1]]
    return ""


def _verbs(reading: Reading, speeds: dict[str, float]) -> list[str]:
    """The verbs of going in a text."""
    book = lexicon()
    verbs = [stem for word in reading.words for stem in book.stems(word) if stem in speeds]
    if not verbs and not book.words("walking").isdisjoint(reading.words):
        verbs.append("walk")
    if "take" in reading.words or "takes" in reading.words or "taking" in reading.words:
        verbs.append("walk")
    return verbs


def far_apart(reading: Reading) -> str:
    """The words of a way between two cities or countries, or two regions, empty where there is none."""
    if _JOURNEYS.isdisjoint(reading.words):
        return ""
    regions = lexicon().words("regions")
    if not regions.isdisjoint(reading.words) and (way := _between(reading, regions)):
        return way
    if whole := _all_across(reading, regions):
        return whole
    for place, word in enumerate(reading.words):
        names = (reading.raw[place + 1 : place + 2], reading.raw[place + 3 : place + 4])
        if word == "from" and reading.word(place + 2) == "to" and all(name and name[0][:1].isupper() for name in names):
            return reading.text[reading.spans[place][0] : reading.spans[place + 3][1]]
    return ""


def _all_across(reading: Reading, regions: frozenset[str]) -> str:
    """`Across the whole county`, `through the entire valley`."""
    for place, word in enumerate(reading.words):
        over = reading.word(place - 1) == "the" and reading.word(place - 2) in _OVER
        if over and word in ("whole", "entire") and reading.word(place + 1) in regions:
            return reading.text[reading.spans[place - 2][0] : reading.spans[place + 1][1]]
    return ""


def _between(reading: Reading, regions: frozenset[str]) -> str:
    """`From the mountains down to the sea`, `from one end of the valley to the other`."""
    for place, word in enumerate(reading.words):
        if word != "from" or reading.word(place - 1) in ("map", "print", "back"):
            continue
        rest = reading.words[place + 1 : place + 9]
        if "to" not in rest:
            continue
        to = rest.index("to")
        first, second = regions.intersection(rest[:to]), regions.intersection(rest[to + 1 : to + 4])
        if first and (second or rest[to + 1 : to + 3] == ["the", "other"]):
            end = place + 1 + to + 2 + (rest[to + 1 : to + 2] == ["the"])
            return reading.text[reading.spans[place][0] : reading.spans[min(end, len(reading.spans)) - 1][1]]
    return ""


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


def text_way(reading: Reading, move: Move) -> str:
    """left, right, up, down, in or out, as the words round a move have it; empty where they do not say."""
    around = [*reading.words[move.hit.start : move.hit.end], *ways_behind(reading, move.hit.end)]
    for word in around:
        if word in _SIDES:
            return _SIDES[word]
    return next((_DEPTHS[word] for word in around if word in _DEPTHS), "")


_SIDES = {
    **dict.fromkeys(("left", "leftward", "leftwards"), "left"),
    **dict.fromkeys(("right", "rightward", "rightwards"), "right"),
    **dict.fromkeys(("up", "upward", "upwards", "rises", "rise", "ascends", "climbs", "rising", "climbing"), "up"),
    **dict.fromkeys(("down", "downward", "downwards", "lowers", "descends", "sinks", "sinking", "lowering"), "down"),
}
_DEPTHS = {
    **dict.fromkeys(("in", "closer", "forward", "forwards", "toward", "towards", "nearer", "advances"), "in"),
    **dict.fromkeys(("out", "back", "away", "backward", "backwards", "retreats", "recedes", "withdraws"), "out"),
}
