"""Chooses the colours of the stage by the light and the hour, and whether it is a room or under the sky."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from app.domain.draft import Draft, Shot

Colour = tuple[int, int, int]


def colour(text: str) -> Colour:
    """Red, green, blue of `#RRGGBB`."""
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))


@lru_cache(maxsize=2_000)
def blend(a: Colour, b: Colour, part: float) -> Colour:
    """The colour at this part of the way from a to b."""
    return (
        round(a[0] + (b[0] - a[0]) * part),
        round(a[1] + (b[1] - a[1]) * part),
        round(a[2] + (b[2] - a[2]) * part),
    )


@lru_cache(maxsize=2_000)
def darker(a: Colour, part: float) -> Colour:
    """The colour with this part of the way to black gone."""
    return (round(a[0] * (1 - part)), round(a[1] * (1 - part)), round(a[2] * (1 - part)))


@lru_cache(maxsize=2_000)
def lighter(a: Colour, part: float) -> Colour:
    """The colour with this part of the way to white gone."""
    return blend(a, (255, 255, 255), part)


class Tone(NamedTuple):
    """One set of stage colours."""

    name: str
    sky: Colour
    low: Colour
    ground: Colour
    wall: Colour
    grid: Colour
    ink: Colour
    light: float
    """How much of a thing's own colour is left: 1 by day."""


def _tone(name: str, colours: str, light: float) -> Tone:
    sky, low, ground, wall, grid, ink = (colour(each) for each in colours.split())
    return Tone(name, sky, low, ground, wall, grid, ink, light)


TONES = {
    tone.name: tone
    for tone in (
        _tone("lamp", "#2B2A33 #3A3640 #33313A #4A4550 #5B5763 #15141A", 0.92),
        _tone("dawn", "#6F7F9A #D9B7A1 #6B7383 #7F8796 #8E97A8 #20242E", 0.95),
        _tone("night", "#20283A #2F3B53 #262C3B #343D52 #4D5871 #12151D", 0.72),
        _tone("day", "#A9BED1 #D8E0E4 #8C949B #B4BBC1 #AAB1B7 #23272D", 1.0),
        _tone("dusk", "#3A3A5C #B07466 #454659 #55566C #66677E #16161F", 0.84),
    )
}

CAST_COLOURS = tuple(colour(each) for each in ("#C8674B", "#4E9C96", "#C9A04A", "#8D6BA8", "#7E9A55", "#6B8BB0"))
CLAY = colour("#D9CCBD")

_HOURS = (
    ("night", r"night|midnight|moon|夜"),
    ("dawn", r"dawn|sunrise|first light|morning mist"),
    ("dusk", r"dusk|sunset|golden|blue.hour|twilight|evening|low sun"),
    ("day", r"day|noon|morning|afternoon|midday|overcast"),
)
_LAMPS = r"lamp|bulb|candle|fire|neon|screen|fluorescent|tube|practical|tungsten|lantern|灯|烛"
_INSIDE = (
    r"interior|\bint\b|inside|indoors?|\broom|kitchen|bakery|office|caf[eé]|\bbar\b|diner|restaurant|corridor|hallway|"
    r"\bhall\b|studio|workshop|laborator|\blab\b|bedroom|bathroom|apartment|attic|cellar|basement|classroom|library|"
    r"carriage|\btram\b|compartment|cabin|cockpit|stairwell|lobby|warehouse|garage|theatre|church|shop\b|store\b|"
    r"booth|elevator|\blift\b|backstage|gym\b|hospital|museum|vault|worktop|tabletop|counter|seamless|"
    r"nursery|canteen|by an? (?:\w+ )?window|wall behind|bare boards|"
    r"内"
)
_OUTSIDE = (
    r"exterior|\bext\b|outside|outdoors?|street|road|rooftop|\broof\b|beach|\bsea\b|ocean|field|forest|wood(?:s|land)|"
    r"park\b|garden|mountain|valley|ridge|desert|alley|\blane\b|balcony|terrace|square|platform|harbou?r|pier|deck\b|bridge|cliff|river|lake|"
    r"stadium|pitch\b|playground|yard|lighthouse|canyon|snowfield|meadow|shore|dunes?|市|街|海|山"
)


_DARK_SET = re.compile(r"\b(?:black|graphite|dark|charcoal)\b (?:\w+ )?(?:studio|paper|backdrop|set|void|seamless)")


def is_interior(draft: Draft) -> bool:
    """Whether the place is a room: its words say so, or only lamps light it."""
    place = draft.place
    texts = [place.setting, place.midground, place.background, place.foreground]
    for text in texts:
        low = text.lower()
        inside, outside = re.search(_INSIDE, low), re.search(_OUTSIDE, low)
        if inside and outside:
            return inside.start() < outside.start()
        if inside or outside:
            return inside is not None
    light = draft.light
    return bool(re.search(_LAMPS, light.key.source.lower())) and not re.search(r"street", light.key.source.lower())


def tone_of(draft: Draft, shot: Shot | None, interior: bool) -> Tone:
    """The colours of a shot."""
    light = draft.light
    override = shot.light_override.lower() if shot else ""
    hour = _hour(override) or _hour(light.time_of_day.lower()) or _hour(light.key.source.lower())
    source = " ".join((override, light.key.source, *light.practicals)).lower()
    lamps = re.search(_LAMPS, source) is not None
    if interior and (lamps or hour in ("night", "dusk")):
        return TONES["lamp"]
    if not hour:
        hour = _hour(f"{draft.place.setting} {draft.look.mood} {draft.look.style_line}".lower())
    if interior and hour == "night":
        return TONES["lamp"]
    tone = TONES[hour or "day"]
    return _dark(tone) if interior and _DARK_SET.search(_set_words(draft)) else tone


def _set_words(draft: Draft) -> str:
    return f"{draft.place.setting} {draft.place.background}".lower()


def _dark(tone: Tone) -> Tone:
    """The same light on a set that is black itself: the walls swallow it, the things do not."""
    sky, low, ground, wall, grid = (blend(each, (24, 25, 29), 0.78) for each in tone[1:6])
    return tone._replace(sky=sky, low=low, ground=ground, wall=wall, grid=lighter(grid, 0.08))


def _hour(text: str) -> str:
    return next((name for name, words in _HOURS if re.search(words, text)), "")
