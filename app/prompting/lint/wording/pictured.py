"""Tells what is only painted, printed or modelled from what is there: a map of the mountains, a painted dog."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.draft import Prop
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_REACH = 5
"""Words between a thing and how it was made."""
_SHOWING = frozenset({"of", "showing", "depicting", "picturing"})
_WHERE = frozenset({"on", "onto", "in", "into", "across", "above", "over", "round", "around", "inside", "along"})
_STOPS = frozenset({".", ";", ",", "and", "then", "with"})


def in_a_picture(reading: Reading, hit: Hit) -> bool:
    """Whether a thing is what a picture or a model shows: `a postcard of the skyline`."""
    pictures = lexicon().words("pictures")
    for place in range(hit.start - 1, max(-1, hit.start - _REACH), -1):
        if reading.words[place] == "with" and reading.word(place - 1) in lexicon().words("drawn"):
            return True
        if reading.words[place] in _STOPS:
            return False
        if reading.words[place] in _SHOWING:
            return reading.word(place - 1) in pictures
    behind = reading.word(hit.end)
    return behind in pictures and not behind.endswith("s")


def made_on(reading: Reading, hit: Hit) -> bool:
    """Whether a thing was painted or carved on another: `the happy dog painted on the tin`."""
    made = lexicon().words("drawn")
    for place in range(hit.end, min(len(reading.words), hit.end + _REACH)):
        if reading.words[place] in _STOPS:
            return False
        if reading.words[place] in made:
            return not _WHERE.isdisjoint(reading.words[place + 1 : place + 4])
    return False


def pictures_among(reading: Reading, props: Iterable[Prop]) -> frozenset[str]:
    """The tokens of a text that stand for a picture, a statue or a poster, by what the thing is called."""
    kinds = lexicon().words("pictures") | _MORE
    return frozenset(
        [
            token
            for prop in props
            if (token := f"{{prop:{prop.id}}}") in reading.text and not kinds.isdisjoint(prop.label.lower().split())
        ]
    )


def is_shown(reading: Reading, number: int, shown: frozenset[str]) -> bool:
    """Whether so many are in a picture: `the photograph of nine cousins`, `twelve saints carved on the door`."""
    begin, end = reading.sentence_of(number)
    for place in range(min(number, end - 1), max(begin, number - _REACH), -1):
        if reading.words[place] in _SHOWS and _is_picture(reading, place - 1, shown):
            return True
        if reading.words[place] in _STOPS:
            break
    made = lexicon().words("drawn")
    for place in range(number + 1, min(end, number + _REACH + 2)):
        word = reading.words[place]
        if word in _STOPS or (word in lexicon().words("main_verbs") and word not in made):
            return False
        if word in made and not _WHERE.isdisjoint(reading.words[place + 1 : place + 3]):
            return True
        if word in _INSIDE and any(_is_picture(reading, at, shown) for at in range(place + 1, min(end, place + 5))):
            return True
    return False


def _is_picture(reading: Reading, place: int, shown: frozenset[str]) -> bool:
    word = reading.word(place)
    if word in _SETS:
        word = reading.word(place - 1)
    return word in shown or word in lexicon().words("pictures") or word in _MORE


_SHOWS = frozenset([*_SHOWING, "depicts", "shows", "portraying", "portrays", "featuring", "picturing"])
_SETS = frozenset({"group", "panel", "strip", "print", "frame", "wall", "set"})
_INSIDE = frozenset({"in", "inside", "on", "from", "within"})
_MORE = frozenset(
    [
        *("frieze", "relief", "bas-relief", "sculpture", "sculptures", "fresco", "frescoes", "billboard", "billboards"),
        *("altarpiece", "icon", "icons", "album", "polaroid", "polaroids", "selfie", "daguerreotype", "lithograph"),
        *("woodcut", "linocut", "collage", "canvas", "canvases", "banner", "banners", "calendar", "cartoon", "comic"),
        *("statuette", "monument", "memorial", "carving", "carvings", "hologram", "illustration", "illustrations"),
        *("flyer", "flyers", "leaflet", "advert", "advertisement", "stamp", "scroll", "triptych", "slide", "negative"),
    ]
)
"""More that shows somebody who is not there."""
