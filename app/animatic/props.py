"""What props look like: a plain shape of the right size for each word, a box with its word for any other."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from app.animatic.space import Vec
from app.animatic.tones import Colour, colour
from app.resources import resources

Mount = Literal["floor", "top", "wall", "hang"]
"""Where a thing belongs: on the floor, on another thing, on a wall, under the ceiling."""

MOUNTS: dict[str, Mount] = {"floor": "floor", "top": "top", "wall": "wall", "hang": "hang"}

PAINTS: dict[str, Colour] = {
    name: colour(value)
    for name, value in {
        "wood": "#8A7466",
        "pale": "#A89080",
        "dark": "#4F525B",
        "metal": "#848C95",
        "steel": "#6B737D",
        "paper": "#DCD5C6",
        "white": "#D9D9D6",
        "glass": "#7FA3B0",
        "warm": "#D9A441",
        "glow": "#FFE6AE",
        "red": "#B2553F",
        "orange": "#D2743C",
        "green": "#6E8A5A",
        "leaf": "#5F7A54",
        "blue": "#587CA3",
        "bread": "#B57B38",
        "stone": "#8B8E92",
        "brick": "#8F6658",
        "skin": "#D9CCBD",
        "pane": "#33475F",
    }.items()
}


class Solid(NamedTuple):
    """One part of a thing. `kind`: box, can (a cylinder or cone), ball, rhomb (flat). `at` is the middle of its
    foot, `size` its width, depth and height; a can's depth is its width at the top."""

    kind: str
    at: Vec
    size: Vec
    paint: Colour


class Shape(NamedTuple):
    """A thing made of solids. `known` is False for the plain box that stands for a word nobody knows."""

    name: str
    mount: Mount
    solids: tuple[Solid, ...]
    size: Vec
    known: bool = True
    glows: bool = False


FURNITURE = ("table", "desk", "counter", "plinth", "oven", "cabinet", "crate", "bench", "barrel", "piano", "bed")
"""What small things are put on, best first."""
FURNISHING = (
    *("table", "desk", "counter", "plinth", "window", "door", "shelf", "lamp", "street_lamp"),
    *("chair", "sofa", "bed", "oven", "bench", "lighthouse", "tree", "fence", "car", "train", "house", "steps"),
    *("ladder", "bread_rack", "bins", "photos"),
)
"""What is put on the stage when the words of the place name it, though it is no prop of the draft."""
OUTDOORS = ("street_lamp", "lighthouse", "tree", "car", "train", "house", "fence")
"""Of these, what has no place in a room."""


class _Row(NamedTuple):
    name: str
    mount: Mount
    words: re.Pattern[str]
    solids: str


@cache
def _rows() -> tuple[_Row, ...]:
    rows: list[_Row] = []
    for line in (resources() / "stage" / "shapes.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith(" "):
            rows[-1] = rows[-1]._replace(solids=f"{rows[-1].solids} {line.strip()}")
            continue
        mount, name, words = line.split(" ", 2)
        rows.append(_Row(name, MOUNTS[mount], re.compile(words), ""))
    return tuple(rows)


_OF_A_PART = (
    r"(?! (?:\w+ )?(?:lid|handle|rim|cap|cork|strap|ribbon|label|edge|tag|shade|bulb|wheels?|net|hoops|buttons?)\b)"
)
"""A colour before one of these is not that of the thing."""
_COLOURS = tuple(
    (re.compile(rf"\b(?:{words})\b{_OF_A_PART}" if words.isascii() else words), colour(value))
    for words, value in (
        ("red|crimson|scarlet", "#B2553F"),
        ("orange|tangerine|rust(?:ed|y)?|terracotta|copper", "#C27A4A"),
        ("yellow|gold(?:en)?|brass|amber", "#CFA145"),
        ("olive|green", "#6E8A5A"),
        ("teal|turquoise|sea-blue", "#4F8C93"),
        ("blue|cobalt|navy", "#587CA3"),
        ("purple|violet|lilac", "#846A9E"),
        ("pink|coral|rose", "#C8857F"),
        ("white|cream|ivory|beech|porcelain", "#D8D2C4"),
        ("black|charcoal|graphite|slate", "#3E4148"),
        ("gr[ea]y|zinc|steel|silver|iron|tin", "#7C848C"),
        ("brown|oak|walnut|leather", "#7C604B"),
        ("红", "#B2553F"),
        ("黄|金", "#CFA145"),
        ("绿", "#6E8A5A"),
        ("蓝", "#587CA3"),
        ("白", "#D8D2C4"),
        ("黑", "#3E4148"),
    )
)


@cache
def shape_of(words: str) -> Shape:
    """The shape for a prop's words. An unknown one is a plain box, small or large as the words say."""
    low = words.lower()
    best: tuple[int, int, _Row] | None = None
    for row in _rows():
        places = [(match.end(), match.end() - match.start()) for match in row.words.finditer(low)]
        # the last word names the thing; of two names that end there, the longer one says more
        if places and (best is None or places[-1] > best[:2]):
            best = (*places[-1], row)
    if best is not None:
        return _shape(best[2])
    if re.search(r"small|tiny|little|thin|short|小", low):
        return _plain(0.16, "top")
    return _plain(1.2 if re.search(r"large|huge|big|giant|tall|大", low) else 0.5, "floor")


def colour_in(*texts: str) -> Colour | None:
    """The first colour that the texts name, each text asked in turn."""
    for text in texts:
        low = text.lower()
        found = [(match.start(), value) for words, value in _COLOURS if (match := words.search(low))]
        if found:
            return min(found)[1]
    return None


def painted(shape: Shape, paint: Colour) -> Shape:
    """The shape with its main colour, that of its largest part, exchanged for another."""
    main = max(shape.solids, key=lambda solid: solid.size[0] * max(solid.size[1], 0.01) * solid.size[2]).paint
    if main in (PAINTS["glow"], PAINTS["pane"]):
        return shape
    return shape._replace(
        solids=tuple(solid._replace(paint=paint) if solid.paint == main else solid for solid in shape.solids)
    )


@cache
def named_shape(name: str) -> Shape:
    """The shape of this name in the table."""
    return _shape(next(row for row in _rows() if row.name == name))


def coloured(name: str, text: str) -> Shape:
    """The furnishing of this name in the colour that stands right before its word in a place's words."""
    row = next(row for row in _rows() if row.name == name)
    match = row.words.search(text.lower())
    before = re.split(r"[,.;:]|\b(?:a|an|the|with|and|on|of|in)\b", text[: match.start()].lower())[-1] if match else ""
    paint = colour_in(before)
    return painted(_shape(row), paint) if paint else _shape(row)


@cache
def furnishings(text: str) -> tuple[str, ...]:
    """The names of furnishings that a place's words mention, in their order, each once."""
    low = text.lower()
    found = [
        (match.start(), row.name) for row in _rows() if row.name in FURNISHING and (match := row.words.search(low))
    ]
    return tuple(name for _, name in sorted(found))


def _plain(size: float, mount: Mount) -> Shape:
    solid = Solid("box", (0.0, 0.0, 0.0), (size, size, size), PAINTS["stone"])
    return Shape("", mount, (solid,), (size, size, size), known=False)


def _shape(row: _Row) -> Shape:
    solids = []
    for part in row.solids.strip().split(";"):
        if not part.strip():
            continue
        kind, *numbers, paint = part.split()
        x, y, z, w, d, h = (float(number) for number in numbers)
        solids.append(Solid(kind, (x, y, z), (w, d, h), PAINTS[paint]))
    width = 2 * max(abs(s.at[0]) + s.size[0] / 2 for s in solids)
    depth = 2 * max(abs(s.at[1]) + (s.size[0] if s.kind != "box" else s.size[1]) / 2 for s in solids)
    height = max(s.at[2] + s.size[2] for s in solids)
    glows = any(solid.paint == PAINTS["glow"] for solid in solids)
    return Shape(row.name, row.mount, tuple(solids), (width, depth, height), glows=glows)
