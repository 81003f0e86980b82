"""Finds which way somebody goes or looks, in the texts of a beat."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from app.domain.draft import Beat
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading, read

_AS_SIDE = {"left": "left", "leftward": "left", "leftwards": "left", "right": "right", "rightward": "right"}
_AS_SIDE["rightwards"] = "right"
_FRAME = frozenset({"frame", "screen", "camera", "stage"})
_OFF = frozenset({"off", "away", "out", "back", "on", "over", "straight", "slowly", "quickly", "again", "further"})
_ONWARD = frozenset(
    [
        *("", ".", ",", "across", "along", "past", "through", "and", "toward", "towards", "then", "until", "under"),
        *("over", "around", "round", "between", "behind", "beside", "into", "onto", "in", "on", "down", "up", "with"),
        *("by", "again", "off", "out", "at", "to", "beneath", "before", "away", "as", "while", "without", "above"),
    ]
)
"""What follows a side that is a way, not the name of a thing: `to the right past the nets`, not `to the right hand`."""


def side_of(beat: Beat) -> tuple[str, str] | None:
    """Where somebody goes or faces by this beat, and which field says so: the way before the face."""
    for name in ("moves_to", "action", "facing"):
        side = side_in(getattr(beat, name), whole=name == "action")
        if side:
            return name, side
    return None


@lru_cache(maxsize=4096)
def side_in(text: str, *, whole: bool = False) -> str:
    """left or right; in an action only where it is a way across the frame."""
    if not text.isascii():
        from app.prompting.lint.chinese.camera import side_in as chinese_side

        return chinese_side(text, whole=whole)
    bare = text.strip().lower()
    if not whole:
        words = read(bare).words if bare else []
        found = {_AS_SIDE[word] for word in words if word in _AS_SIDE}
        return found.pop() if len(found) == 1 else _target(words)
    reading = read(text)
    if _AS_SIDE.keys().isdisjoint(reading.words):
        return ""
    for place, word in enumerate(reading.words):
        if word in _AS_SIDE and _crosses(reading, place):
            return _AS_SIDE[word]
    return ""


def _target(words: list[str]) -> str:
    """`From left to right`: the side behind `to`."""
    return next((_AS_SIDE[two] for one, two in pairwise(words) if one == "to" and two in _AS_SIDE), "")


def _crosses(reading: Reading, place: int) -> bool:
    """Whether a side is the way somebody goes across the frame."""
    if len(reading.words[place]) > len("right"):
        return True
    if reading.word(place + 1) == "to" and reading.word(place + 2) in _AS_SIDE:
        return False
    at = place - 1
    screen = reading.word(at) in _FRAME
    at -= screen
    while reading.word(at) in _OFF:
        at -= 1
    before, two = reading.word(at), reading.word(at - 1)
    book = lexicon()
    if _is_placed(reading, at):
        return False
    if before == "the":
        return _behind_article(reading, place, at) or (screen and _moves_along(reading, at))
    if before.isalpha() and reading.word(place + 1) in _ONWARD and not screen and _is_hauled(reading, at):
        return True
    if before in book.joined("walking", "crossing_verbs"):
        return screen or reading.word(place + 1) in _ONWARD
    if screen and (before in ("to", "toward", "towards") or _moves_along(reading, at)):
        return True
    return before == "to" and two in ("left", "right")


def _behind_article(reading: Reading, place: int, at: int) -> bool:
    """`To the left`, `leaves on the right side`, `out past the left edge`."""
    two, behind = reading.word(at - 1), reading.word(place + 1)
    if reading.words[0] in _ON_THE_SPOT:
        return False
    if two in ("on", "at", "by", "via"):
        gone = _EXITS.intersection(reading.words[max(0, at - 5) : at])
        return bool(gone) and (behind in _ONWARD or behind in ("side", "edge"))
    if two in ("off", "out", "over", "past") and behind in ("edge", "side"):
        return _moves_along(reading, at)
    onward = behind in _ONWARD or behind in ("of", "edge", "side")
    return two in ("to", "toward", "towards") and onward and reading.word(place + 2) != "her"


_ON_THE_SPOT = frozenset(
    [
        *("ducks", "leans", "dodges", "sways", "twists", "bends", "tilts", "feints", "cranes", "glances", "slouches"),
        *(
            "parries",
            "reaches",
            "stretches",
            "points",
            "gestures",
            "looks",
            "nods",
            "swipes",
            "waves",
            "throws",
            "kicks",
        ),
        *(
            "punches",
            "strikes",
            "swings",
            "hits",
            "serves",
            "pours",
            "bows",
            "peers",
            "spits",
            "blows",
            "aims",
            "fires",
        ),
    ]
)
"""What somebody does to the left who stays."""
_EXITS = frozenset({"exits", "leaves", "exit", "leave", "vanishes", "disappears", "exiting", "leaving", "out", "off"})
_HAULS = frozenset(
    [
        *("pushes", "pulls", "wheels", "drags", "hauls", "tows", "trundles", "leads", "steers", "drives", "rides"),
        *("sails", "rows", "carries", "lugs", "shoves", "ferries", "herds", "walks", "marches", "backs"),
    ]
)


def _is_hauled(reading: Reading, end: int) -> bool:
    """`Pushes the cart right`: a thing goes along with whoever moves it."""
    for at in range(end - 1, max(-1, end - 5), -1):
        if reading.words[at] in ("the", "a", "an", "his", "her", "their", "its"):
            return reading.word(at - 1) in _HAULS
    return False


def _is_placed(reading: Reading, end: int) -> bool:
    """Whether a thing is moved by somebody who stays: `slides the tin to the left`."""
    placing = lexicon().words("placing_verbs")
    thing = reading.word(1)
    return (
        reading.words[0] in placing
        and end > 1
        and (thing in ("the", "a", "an", "her", "his", "one") or thing[:1] == "{")
    )


def _moves_along(reading: Reading, place: int) -> bool:
    """Whether something is moved in the words before: `wheels the cart screen left`."""
    moving = lexicon().joined("walking", "crossing_verbs")
    return not moving.isdisjoint(reading.words[max(0, place - 4) : place + 1])
