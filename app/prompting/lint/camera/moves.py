"""A move of the camera as texts have it: its kind and its place, and where the words behind it say that it goes."""

from __future__ import annotations

from typing import NamedTuple

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading


class Move(NamedTuple):
    """A move, or `still`, in a text: which one, and where."""

    kind: str
    hit: Hit


CALLED_SO = frozenset({"move", "movement", "shot", "pass"})
NO_PACE = frozenset({"closing", "following", "opening", "ending", "leading"})
"""What a shot may be called that does not say how it moves."""
SENSE_ENDS = frozenset({",", ".", ";", ":", "(", ")", "–", "—", "and", "then", "as", "while", "until", "before", "who"})
_IN = frozenset({"in", "closer", "nearer", "forward", "forwards", "inward", "inwards", "toward", "towards"})
_OUT = frozenset({"back", "backward", "backwards", "away", "outward", "outwards", "out"})
_SIDEWAYS = frozenset({"left", "right", "sideways", "laterally", "leftward", "rightward", "leftwards", "rightwards"})
_ROUND = frozenset({"round", "around", "about"})
_UPRIGHT = frozenset({"up", "down", "upward", "upwards", "downward", "downwards", "skyward", "skywards", "aloft"})
_FROM_THERE = frozenset({"from", "past", "over", "into", "above", "through", "beside", "between", "toward", "towards"})
_FILL = frozenset(
    {"all", "the", "way", "right", "clean", "straight", "completely", "slowly", "once", "twice", "quickly"}
)
_GOING = frozenset({"travel", "truck", "fly", "pan", "crane", "roll", "track", "dolly_in"})


def ways_behind(reading: Reading, place: int, reach: int = 4) -> list[str]:
    """The words behind a place up to the end of what they belong to."""
    found = []
    for word in reading.words[place : place + reach]:
        if word in SENSE_ENDS:
            break
        found.append(word)
    return found


def refined(reading: Reading, kind: str, behind: int) -> str:
    """The kind of a move by the way it goes: what travels round somebody is an orbit, what travels in is a dolly."""
    ways = ways_behind(reading, behind)
    if kind in _GOING and (_about_somebody(reading, behind, ways) or _about_a_thing(reading, kind, behind, ways)):
        return "orbit"
    if kind in ("travel", "truck") and ways:
        first = ways[0]
        if first in _SIDEWAYS or (first == "to" and not _SIDEWAYS.isdisjoint(ways[1:3])):
            return "truck"
    if kind == "dolly_out" and ways[:1] == ["up"] and ways[1:2] not in (["to"], ["at"], ["beside"]):
        return "crane"
    if kind == "travel" and ways and ways[0] in _UPRIGHT and (len(ways) < 2 or ways[1] in _FROM_THERE):
        return "crane"
    if kind == "travel" and ways:
        if ways[0] in _OUT and not (ways[0] == "out" and ways[1:2] in (["of"], ["over"], ["through"])):
            return "dolly_out"
        if ways[0] in _IN and ways[1:2] not in (["and"], ["through"]):
            return "dolly_in" if ways[0] in ("in", "closer", "nearer") else kind
    if kind == "shake" and not lexicon().words("camera_ways").isdisjoint(ways[:1]):
        return "travel"
    return kind


def _about_somebody(reading: Reading, behind: int, ways: list[str]) -> bool:
    """`All the way round her`, `about his head`: behind the verb a word for round, and somebody or a head."""
    at = 0
    while at < len(ways) and ways[at] in _FILL:
        at += 1
    if at >= len(ways) or ways[at] not in _ROUND:
        return False
    place = behind + at + 1
    one, two = reading.word(place), reading.word(place + 1)
    book = lexicon()
    if one in ("her", "his", "their"):
        return two in book.words("heads") or not two.isalpha() or two in SENSE_ENDS or two in _FILL or two in _ADVERBS
    if one in ("him", "them") or one.startswith("{cast:") or (one.isalpha() and reading.raw[place][0].isupper()):
        return True
    return one in ("the", "a") and two in book.words("persons")


def _about_a_thing(reading: Reading, kind: str, behind: int, ways: list[str]) -> bool:
    """`Wheels all the way round the sink`, `turns circles round the cake`: no turn in place, unless in a room."""
    verb = reading.words[behind - 1]
    if kind not in ("pan", "roll") or verb.startswith(_IN_PLACE):
        return False
    at = 0
    while at < len(ways) and (ways[at] in _FILL or ways[at] in _CIRCLES or ways[at].endswith("ly")):
        at += 1
    whole = not (_CIRCLES | _WHOLLY).isdisjoint(ways[:at])
    if at >= len(ways) or ways[at] not in _ROUND or (not whole and not verb.startswith(_WHEELING)):
        return False
    place = behind + at + 1
    if reading.word(place) in ("behind", "beside", "in") and reading.word(place + 1).isalpha():
        return True
    named = reading.word(place) in ("the", "a", "an", "her", "his", "their", "its")
    return named and lexicon().joined("rooms", "path_nouns").isdisjoint(reading.words[place + 1 : place + 3])


_IN_PLACE = ("pan", "scan", "rov", "rak", "yaw")
_WHEELING = ("wheel", "sweep", "swing", "swung", "swept", "rotat", "spin", "roll", "pivot")
_WHOLLY = frozenset({"all", "way", "right", "clean", "completely", "entirely", "once", "twice", "whole"})
_CIRCLES = frozenset({"circles", "circle", "loops", "rings", "ring", "half", "full", "whole", "entirely"})
_ADVERBS = frozenset({"in", "at", "to", "from", "with", "for", "on", "again", "through", "without", "by", "whole"})
