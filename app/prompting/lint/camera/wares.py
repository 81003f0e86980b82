"""Tells things with the name of a move or of a camera's stand: a greasy pan, a crane on the dock, a tripod stool."""

from __future__ import annotations

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_NAMES = frozenset({"pan", "pans", "dolly", "dollies", "crane", "cranes", "boom", "booms", "jib", "jibs"})
_VESSELS = frozenset({"pan", "pans"})
_NEAR = 3


def wares(reading: Reading) -> list[Hit]:
    """The names of moves in a text that are things; none where a camera is spoken of."""
    if _NAMES.isdisjoint(reading.words) or "camera_noun" in reading.hits:
        return []
    return [
        Hit(place, place + 1)
        for place, word in enumerate(reading.words)
        if word in _NAMES and (_is_made_so(reading, place) or _is_laden(reading, place))
    ]


def _is_made_so(reading: Reading, place: int) -> bool:
    """A greasy pan on the sill, a tower crane, a boat's boom: what stands before it is said of no move."""
    book, word = lexicon(), reading.words[place]
    kind = book.words("of_vessels") if word in _VESSELS else book.words("of_machines")
    at = place - 1
    while at >= 0 and place - at <= _NEAR:
        before = reading.words[at]
        if before in kind or (before.endswith("'s") and before != "camera's"):
            break
        if not before.isalpha() or before in book.words("camera_pace") or before in book.words("determiners"):
            return False
        at -= 1
    else:
        return False
    behind = reading.word(place + 1)
    # `a steel crane up to the roof` is a move by whatever name
    return behind not in book.words("camera_ways") or behind in _STANDS_THERE


def _is_laden(reading: Reading, place: int) -> bool:
    """A dolly with two tyres, the boom of a boat, a crane overhead, a dolly stacked with crates."""
    book, behind = lexicon(), reading.word(place + 1)
    if behind in book.words("laden") or (
        reading.words[place] not in _VESSELS and behind in ("overhead", "fly", "flies")
    ):
        return True
    if behind == "with":
        return not book.words("parts_of_machines").isdisjoint(reading.words[place + 2 : place + 6])
    return behind == "of" and not book.words("bearers").isdisjoint(reading.words[place + 2 : place + 6])


_STANDS_THERE = frozenset({"on", "in", "by", "under", "behind", "over", "above", "at", "beside", "across", "against"})


def bears_another(reading: Reading, place: int) -> bool:
    """A tripod stool, a gimbal lamp, a telescope on a tripod: a stand that no camera is on."""
    book = lexicon()
    if not book.words("on_three_legs").isdisjoint(reading.words[place + 1 : place + 3]):
        return True
    before = reading.words[max(0, place - 3) : place]
    return "on" in before[1:] and before[0] in book.words("stood_on")
