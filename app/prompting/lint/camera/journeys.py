"""Tells journeys that no shot holds: from one region to another, the length of a lake, out to an island and back."""

from __future__ import annotations

from collections.abc import Iterator

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading

_OVER = frozenset({"across", "through", "over", "round", "around", "throughout", "along", "down", "up"})
_NOT_FROM = frozenset({"map", "print", "back", "letter", "postcard", "ticket", "card", "call", "news"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "one", "his", "her", "their", "its"})
_MEASURES = frozenset({"length", "width", "breadth", "span", "circumference", "perimeter"})
_NEXT = frozenset(
    {"next", "neighbouring", "neighboring", "other", "far", "opposite", "nearest", "adjoining", "adjacent"}
)
_FAR_SIDES = frozenset({"side", "end", "shore", "bank", "edge", "coast"})
_MANY = frozenset({"several", "many", "countless", "all", "every", "numerous", "endless", "hundreds", "dozens", "both"})
_WHOLE = frozenset({"whole", "entire", "full", "complete"})
_BACK_AGAIN = (
    ("and", "back"),
    ("and", "down"),
    ("and", "home"),
    ("and", "return"),
    ("and", "returns"),
    ("there", "and"),
)
BOUND_FOR = frozenset(
    [
        *("bus", "train", "coach", "tram", "ferry", "flight", "road", "path", "lane", "track", "trail", "ticket"),
        *("sign", "map", "letter", "line", "bridge", "way", "route", "call", "parcel", "lift", "ride", "plane", "boat"),
    ]
)
"""What is bound for a far place while somebody only gets on it, takes it or stands there."""
_LITTLE = frozenset({"small", "little", "tiny", "toy", "model", "miniature", "paddling", "garden", "plastic", "mini"})
_WIDE = 500.0
"""From how many metres on nobody would call a part of it a crossing."""
_OFTEN = 3.0
_OUT = frozenset({"to", "up", "across", "over", "round", "around", "into"})
_STRETCHES = frozenset(
    {"road", "path", "track", "river", "line", "cable", "bridge", "wall", "pipe", "rail", "route", "map"}
)
_ENDS = (["end", "to", "end"], ["one", "end", "to"], ["start", "to", "finish"], ["top", "to", "bottom"])
_PARTS = frozenset(
    {
        "field",
        "barn",
        "lane",
        "beach",
        "room",
        "floor",
        "street",
        "house",
        "shop",
        "hall",
        "corridor",
        "deck",
        "gallery",
        "storey",
        "ward",
    }
)
_MARGIN = 1.3
_USUAL = 10.0
"""Metres a second where the verb says nothing of its pace."""


def far_apart(reading: Reading, seconds: float) -> str:
    """The words of a way that no clip holds, empty where there is none."""
    goes = _going(reading)
    if goes < 0 or not lexicon().words("told_verbs").isdisjoint(reading.words[max(0, goes - 6) : goes]):
        return ""
    for begin, end in (*_named_places(reading), *_ways(reading, seconds)):
        if end > goes:
            return reading.text[reading.spans[begin][0] : reading.spans[min(end, len(reading.spans)) - 1][1]]
    return ""


def _going(reading: Reading) -> int:
    """Where somebody sets out; -1 where nobody does. A road that runs somewhere only lies there."""
    journeys = lexicon().words("journeys")
    for place, word in enumerate(reading.words):
        before = reading.word(place - 1)
        if word in journeys and before not in _STRETCHES and before not in _ARTICLES and not _by_hand(reading, place):
            return place
    return -1


def _by_hand(reading: Reading, place: int) -> bool:
    """Runs her thumb along the coast: what goes there is a finger."""
    tools = lexicon().words("body_tools")
    return not tools.isdisjoint(reading.words[place + 1 : place + 4])


def _named_places(reading: Reading) -> Iterator[tuple[int, int]]:
    """`From Vienna to Prague`: two names that begin with capitals."""
    for place, word in enumerate(reading.words):
        there = reading.words[place : place + 4] == ["all", "the", "way", "to"]
        if there and place + 4 < len(reading.raw) and reading.raw[place + 4][:1].isupper():
            yield place, place + 5
        if word != "from" or reading.word(place - 1) in _NOT_FROM:
            continue
        for at in range(place + 2, min(place + 7, len(reading.words) - 1)):
            one, two = reading.raw[place + 1], reading.raw[at + 1]
            if reading.words[at] == ",":
                break
            if reading.words[at] in ("to", "into") and one[:1].isupper() and two[:1].isupper():
                yield place, at + 2


def _ways(reading: Reading, seconds: float) -> Iterator[tuple[int, int]]:
    book = lexicon()
    regions, extents = book.words("regions"), book.pairs("extents")
    words = reading.words
    for place, word in enumerate(words):
        if word == "from":
            yield from _between(reading, place, regions)
        elif word in _MEASURES and words[place + 1 : place + 2] == ["of"]:
            yield from _spans(reading, place, seconds, extents)
        elif word in _WHOLE:
            yield from _all_of(reading, place, seconds, regions, extents)
        elif word in _NEXT and words[place + 1 : place + 2] and words[place - 1] in _ARTICLES:
            yield from _elsewhere(reading, place, regions)
        elif (
            word in _PARTS and words[place - 1] == "every" and words[place + 1 : place + 2] in (["of"], ["in"], ["on"])
        ):
            yield place - 1, place + 1
        elif word in regions or word in extents:
            yield from _and_back(reading, place, word, regions)
            yield from _crossed(reading, place, word, seconds, extents)
            yield from _round_it(reading, place, word, seconds, extents)
            yield from _so_many(reading, place, word, regions)


def _between(reading: Reading, place: int, regions: frozenset[str]) -> Iterator[tuple[int, int]]:
    """`From the mountains down to the sea`, `from one end of the valley to the other`, `the road from end to end`."""
    rest = reading.words[place + 1 : place + 11]
    if rest[:3] in _ENDS and not (regions | lexicon().words("stretches")).isdisjoint(
        reading.words[max(0, place - 6) : place]
    ):
        yield max(0, place - 2), place + 4
    if reading.word(place - 1) in _NOT_FROM or "to" not in rest:
        return
    if (
        rest[0] == "one"
        and rest[1] in _TOWNS
        and rest[2:3] == ["to"]
        and rest[3:5] in (["the", "next"], ["the", "other"])
    ):
        yield place, place + 6
        return
    to = rest.index("to")
    first, second = regions.intersection(rest[:to]), regions.intersection(rest[to + 1 : to + 5])
    if (first or second) and _is_far(rest[:to], rest[to + 1 : to + 5]):
        yield place, place + 1 + to + 2 + (rest[to + 1 : to + 2] == ["the"])
        return
    if first and (second or rest[to + 1 : to + 3] == ["the", "other"]):
        yield place, place + 1 + to + 2 + (rest[to + 1 : to + 2] == ["the"])


def _is_far(one: list[str], other: list[str]) -> bool:
    """`From the castle to the coast`: one of them is a place, and the other a stretch of country far from it."""
    if not _SEAS.isdisjoint(other) and not _BUILT.isdisjoint(one):
        return True
    return any(
        not _COUNTRY.isdisjoint(far) and (not _BUILT.isdisjoint(near) or far is other)
        for near, far in ((one, other), (other, one))
    )


_TOWNS = frozenset({"village", "town", "city", "farm", "island", "station", "valley", "port", "country", "border"})
_BUILT = frozenset(
    [
        "castle",
        "church",
        "cathedral",
        "abbey",
        "fort",
        "fortress",
        "palace",
        "mill",
        "cottage",
        "school",
        *("hotel", "house", "dam", "ward", "hospital", "factory", "station", "village", "town", "square", "market"),
        *("office", "theatre", "theater", "hive", "farm", "museum", "library", "prison", "court"),
    ]
)
_SEAS = frozenset({"sea", "seaside"})
_COUNTRY = frozenset(
    [
        *(
            "coast",
            "mountain",
            "mountains",
            "summit",
            "peak",
            "desert",
            "border",
            "airport",
            "capital",
            "city",
            "valley",
        ),
        *("hilltop", "ocean", "glacier", "island", "jungle", "highlands", "hills", "volcano", "countryside"),
    ]
)


def _spans(reading: Reading, place: int, seconds: float, extents: dict[str, float]) -> Iterator[tuple[int, int]]:
    """`The width of the lake`, `the full length of a football pitch`."""
    for at in range(place + 2, min(place + 6, len(reading.words))):
        if reading.words[at] in _LITTLE:
            return
        metres = extents.get(reading.words[at])
        if metres:
            if reading.words[place] in ("width", "breadth"):
                metres *= 0.4
            if metres > _fits(reading, seconds):
                yield place, at + 1
            return


def _all_of(
    reading: Reading, place: int, seconds: float, regions: frozenset[str], extents: dict[str, float]
) -> Iterator[tuple[int, int]]:
    """`Across the whole county`, `travels the entire coast`, `the full length of the pier`."""
    thing = reading.word(place + 1)
    before = reading.word(place - 2) if reading.word(place - 1) in _ARTICLES else reading.word(place - 1)
    gone = before in _OVER or before in lexicon().words("journeys")
    if gone and (thing in regions or extents.get(thing, 0) > _fits(reading, seconds)):
        yield max(0, place - 2), place + 2


def _elsewhere(reading: Reading, place: int, regions: frozenset[str]) -> Iterator[tuple[int, int]]:
    """`To the next county`, `to the far side of the lake`."""
    words = reading.words
    if words[max(0, place - 2)] not in ("to", "into", "for", "reaches", "reach", "toward", "towards"):
        return
    thing = words[place + 1]
    if words[max(0, place - 3)] in BOUND_FOR and reading.word(place - 4) in _ARTICLES:
        return
    across = thing in ("shore", "bank", "coast") and not regions.isdisjoint(words[:place])
    if across or (thing in regions and thing not in ("shore", "beach", "park", "lake", "river")):
        yield place - 2, place + 2
    elif words[place + 1] in _FAR_SIDES and words[place + 2 : place + 3] == ["of"]:
        for at in range(place + 3, min(place + 6, len(words))):
            if words[at] in regions:
                yield place - 2, at + 1
                return


def _and_back(reading: Reading, place: int, word: str, regions: frozenset[str]) -> Iterator[tuple[int, int]]:
    """`Out to the island and back`, `up to the peak and down again`."""
    if word not in regions:
        return
    if tuple(reading.words[place + 1 : place + 3]) in _BACK_AGAIN:
        before = reading.words[max(0, place - 4) : place]
        if not _OUT.isdisjoint(before):
            yield max(0, place - 2), place + 3


def _crossed(
    reading: Reading, place: int, word: str, seconds: float, extents: dict[str, float]
) -> Iterator[tuple[int, int]]:
    """`Crosses the frozen lake`, `marches over the mountains`: from one side to the other of what is very wide."""
    metres = extents.get(word.removesuffix("s"), 0)
    if metres < _WIDE or metres < _OFTEN * _fits(reading, seconds):
        return
    for at in range(place - 1, max(-1, place - 4), -1):
        if reading.words[at] in ("the", "a", "an"):
            before = reading.word(at - 1)
            over = before in ("across", "over") and reading.word(at - 2) in lexicon().words("journeys")
            if over or before in ("crosses", "traverses", "crossing", "traversing", "cross", "fords"):
                yield at - 1, place + 1
            return


def _round_it(
    reading: Reading, place: int, word: str, seconds: float, extents: dict[str, float]
) -> Iterator[tuple[int, int]]:
    """`Round the lake`, `around the block`."""
    before = reading.words[max(0, place - 3) : place]
    if not before or before[-1] not in ("the", "whole", "entire", "this", "city"):
        return
    if ("round" in before or "around" in before) and 2 * extents.get(word, 0) > _fits(reading, seconds):
        yield place - 2, place + 1


def _so_many(reading: Reading, place: int, word: str, regions: frozenset[str]) -> Iterator[tuple[int, int]]:
    """`Over six countries`, `through every village`."""
    if word not in regions:
        return
    before = reading.word(place - 1)
    numbers = lexicon().pairs("numbers")
    counted = word.endswith("s") and (before in _MANY or numbers.get(before, 0) >= 2 or before.isdigit())
    if (counted or before == "every") and reading.word(place - 2) in (
        *_OVER,
        "past",
        "of",
        "between",
        "crosses",
        "visits",
    ):
        yield place - 2, place + 1


def _fits(reading: Reading, seconds: float) -> float:
    """How far the verbs of a text get in so many seconds."""
    book = lexicon()
    speeds = book.pairs("speeds")
    paces: list[float] = [speeds[stem] for word in reading.words for stem in book.stems(word) if stem in speeds]
    if not paces:
        paces = [2.5] if not book.words("walking").isdisjoint(reading.words) else [_USUAL]
    return max(paces) * seconds * _MARGIN
