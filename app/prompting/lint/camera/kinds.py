"""Says which moves of the camera are one move, which deny each other, and how a text has them."""

from __future__ import annotations

from collections.abc import Iterable

from app.prompting.lint.camera.moves import Move
from app.prompting.lint.camera.ways import text_way
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading

Moves = Iterable[tuple[Field, Move]]
"""Moves in words, each with the text that asks for it."""
OPPOSITE = {
    "dolly_in": "dolly_out",
    "truck_l": "truck_r",
    "pedestal_u": "pedestal_d",
    "pan_l": "pan_r",
    "tilt_u": "tilt_d",
    "zoom_in": "zoom_out",
    "crane_u": "crane_d",
    "arc_l": "arc_r",
    "orbit_l": "orbit_r",
    "roll_l": "roll_r",
}
_BACK = (
    ("up", "down"),
    ("left", "right"),
    ("in", "out"),
    ("back", "forth"),
    ("right", "left"),
    ("forward", "back"),
    ("clockwise", "anticlockwise"),
    ("clockwise", "counter"),
    ("clockwise", "anti"),
    ("counter", "clockwise"),
    ("anticlockwise", "clockwise"),
    ("clockwise", "counterclockwise"),
    ("down", "up"),
    ("closer", "away"),
    ("right", "left"),
    ("out", "in"),
    ("toward", "away"),
    ("towards", "away"),
    ("forward", "backward"),
    ("forward", "backwards"),
    ("forwards", "backwards"),
    ("forwards", "back"),
    ("backward", "forward"),
    ("backwards", "forwards"),
    ("back", "forward"),
    ("upward", "downward"),
    ("upwards", "downwards"),
    ("inward", "outward"),
    ("nearer", "away"),
    ("closer", "back"),
    ("higher", "lower"),
    ("anticlockwise", "clockwise"),
    ("counterclockwise", "clockwise"),
)


def family(kind: str) -> str:
    """Moves that are one move for whoever counts them."""
    return {"fly": "travel", "arc_l": "orbit", "arc_r": "orbit", "orbit_l": "orbit", "orbit_r": "orbit"}.get(kind, kind)


def akin(name: str, kind: str) -> bool:
    """Whether a move of the path and one in the words are the same one."""
    if kind == "travel":
        return name not in ("pan_l", "pan_r", "tilt_u", "tilt_d", "zoom_in", "zoom_out", "roll_l", "roll_r")
    near = {
        "track": ("follow", "lead", "track", "truck", "dolly"),
        "crane": ("crane", "pedestal"),
        "truck": ("truck", "track"),
        "crash": ("crash", "dolly_zoom", "zoom"),
        "dolly_in": ("dolly_in", "dolly_zoom_in", "follow"),
        "dolly_out": ("dolly_out", "dolly_zoom_out", "lead"),
        "orbit": ("arc", "orbit"),
        "whip": ("whip",),
    }
    return name.startswith(near.get(kind, (kind,)))


def said_of(pair: tuple[Field, Move]) -> str:
    """The words of a move as its text has them."""
    field, move = pair
    return field.reading.said(move.hit)


def opposed(going: Moves) -> tuple[Field, str, str] | None:
    """Two moves of a text that deny each other, and how they are said: in and out, left and right."""
    if swing := _there_and_back(going):
        return swing
    kinds = {move.kind: (field, move) for field, move in going}
    ways = {text_way(field.reading, move): (field, move) for field, move in going}
    for one, other in (("dolly_in", "dolly_out"), ("left", "right"), ("up", "down"), ("in", "out")):
        both = (kinds | ways) if one == "dolly_in" else ways
        if one in both and other in both and _of_one_axis(both[one], both[other], one):
            return both[other][0], said_of(both[one]), said_of(both[other])
    return None


def _of_one_axis(one: tuple[Field, Move], other: tuple[Field, Move], way: str) -> bool:
    if way in ("left", "right") and {one[1].kind, other[1].kind} <= _GLIDING:
        return True
    if way in ("up", "down") and {one[1].kind, other[1].kind} <= _LIFTING:
        return True
    return _family_of(one) == _family_of(other, way == "dolly_in")


_GLIDING = frozenset({"truck", "travel", "dolly_in", "dolly_out", "track", "fly"})
_LIFTING = frozenset({"crane", "fly", "travel", "dolly_out"})
_SWINGS = ("seesaw", "oscillat", "shuttl")


def _there_and_back(going: Moves) -> tuple[Field, str, str] | None:
    """Up and down, in and straight back out again: said of one move."""
    for field, move in going:
        end = field.reading.sentence_of(move.hit.start)[1]
        words = field.reading.words[move.hit.start : min(move.hit.end + 12, end)]
        if words[0].startswith(_SWINGS):
            return field, words[0], "back"
        if back := _undone(words, field.reading) or _and_back(words):
            return field, words[0], back
        for one, other in _BACK:
            if one in words and _returns(words[words.index(one) + 1 :], other, words[0]):
                return field, one, other
    return None


def _and_back(words: list[str]) -> str:
    """`From the door to the stove and back to the door`."""
    for place, word in enumerate(words):
        if (
            word == "back"
            and words[place - 1] in ("and", "then")
            and words[place - 2] != "back"
            and words[place + 1 : place + 2] in _HOME
        ):
            return word
    return ""


_HOME: tuple[list[str], ...] = ([], ["to"], ["again"], ["."], ["where"], [","])


def _undone(words: list[str], reading: Reading) -> str:
    """The verb behind a link that takes a move back: `rises over the roof only to sink again`."""
    sorts = lexicon().kinds("there_and_back")
    sort = sorts.get(words[0], "")
    for place in range(1, len(words) if sort else 0):
        if sorts.get(words[place]) == _UNDOES[sort]:
            behind = words[place - 1] in _LINKED or (words[place - 1].endswith("ly") and words[place - 2] in _LINKED)
            return words[place] if behind else ""
    return ""


_UNDOES = {"up": "down", "down": "up", "near": "far", "far": "near", "wide": "tight", "tight": "wide"}
_LINKED = frozenset({"to", "and", "then", "before", "but", ",", "immediately", "just", "again"})


def _returns(words: list[str], way: str, verb: str) -> bool:
    """Whether behind `and` or `then` nothing stands before a way but how and when."""
    if words[:2] == [",", way]:
        return True
    links = [place for place, word in enumerate(words[:6]) if word in ("and", "then", "before")]
    if not links:
        return False
    behind = [
        word
        for word in words[links[0] + 1 :]
        if word == way or (word not in _AND_THEN and word != verb and not word.endswith("ly"))
    ]
    return behind[:1] == [way]


_AND_THEN = frozenset(
    {"then", "straight", "back", "at", "once", "right", "again", "just", "as", "soon", "on", "to", "the", "over"}
)


def _family_of(pair: tuple[Field, Move], any_kind: bool = False) -> str:
    kind = pair[1].kind
    return "dolly_in" if kind in ("dolly_out", "track", "travel") else kind


def in_turn(one: tuple[Field, Move], other: tuple[Field, Move]) -> bool:
    """Whether one comes after the other: holds, then pushes in."""
    if one[0] is not other[0]:
        return False
    reading: Reading = one[0].reading
    begin, end = sorted((one[1].hit, other[1].hit))
    return not frozenset(("then", "before", "until", "after", "afterwards", "finally")).isdisjoint(
        reading.words[begin.end : end.start]
    )
