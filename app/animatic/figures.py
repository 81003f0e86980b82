"""Who the stand-ins are: height, build, hair and clothes read from a member of the cast's own words."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from app.animatic.poses import Pose, joints
from app.animatic.space import Vec, turned
from app.animatic.tones import CAST_COLOURS, CLAY, Colour, blend, colour, darker, lighter
from app.domain.draft import CastMember

HEIGHT = 1.72
"""Metres of a grown person: near the mean of women and men in Europe."""
PLAIN: Colour = (139, 146, 155)
"""The colour of a figure of whom nothing is known."""
HEAD_RADIUS = 0.074
EYES = 0.935
"""Height of the eyes, in heights of the figure."""

_HAIR = (
    (r"silver|white|snow|白", "#C9C7C2"),
    (r"grey|gray|salt|灰", "#8E8C8A"),
    (r"blond|fair|golden|straw|金", "#C79A4B"),
    (r"red|ginger|copper|auburn|rust|红", "#7A3B1F"),
    (r"brown|chestnut|hazel|brunette|棕", "#5A3A26"),
    (r"black|dark|raven|jet|黑", "#26242B"),
)
_HAIRY = (
    r"hair|braid|plait|\bbob\b|fringe|bun\b|curl|pony|crop|moustache|mustache|beard|eyebrow|brunette|redhead|blond|"
    r"发|辫|胡"
)
"""What a colour has to stand beside to be a colour of hair."""
_SKINS = ((r"dark[- ]skin|black (?:man|woman|boy|girl)|ebony", "#8A6248"), (r"brown[- ]skin|tan(?:ned)?\b", "#B58D6C"))
_STYLES = (
    ("bald", r"\bbald|shaven head|no hair"),
    ("cap", r"\b(?:cap|hat|beanie|helmet|hood|beret|turban|headscarf|sou'wester|fedora)\b|帽"),
    ("bun", r"\bbun\b|tied up|pinned (?:back|up)|knot(?:ted)?|topknot|updo|pinned up|hair up"),
    ("tail", r"braid|plait|pony ?tail|辫"),
    ("curly", r"curl|afro|frizz|wavy"),
    ("long", r"long (?:\w+ )?hair|waist-length|shoulder-length"),
    ("bob", r"\bbob\b|fringe|bangs"),
)
_CHILD = (
    r"\b(?:child|boy|girl|kid|son|daughter)\b|(?:[5-9]|1[01])[- ]year|孩|童|"
    r"\babout (?:four|five|six|seven|eight|nine|ten|eleven)\b"
)
_LONGER = r"\b(?:woman|girl|mother|daughter|sister|wife|grandmother|lady|she|her|actress|waitress|queen|nun)\b|女"


class Look(NamedTuple):
    """How a stand-in is drawn. `kind` is human, robot, animal, bird or object; heights in metres."""

    id: str
    name: str
    kind: str
    height: float
    cloth: Colour
    skin: Colour
    hair: Colour
    style: str
    beard: str
    """beard, moustache or nothing."""
    wear: str
    """What is worn over the body: "", apron, coat or skirt."""
    trousers: Colour
    word: str
    """What an object is, for its shape."""
    sign: Colour
    """The colour of its name tag."""


class Body(NamedTuple):
    """A stand-in at one moment: its joints in metres of the world, and where its face looks."""

    look: Look
    joints: dict[str, Vec]
    place: Vec
    yaw: float
    face_yaw: float
    face_pitch: float
    mouth: float
    """How far the mouth is open, 0 to 1."""
    blink: bool
    tagged: bool


def look_of(member: CastMember, number: int) -> Look:
    """The look of the `number`th member of the cast."""
    words = " ".join((member.label, member.id, *member.identity, member.wardrobe)).lower()
    who = " ".join((member.label, *member.identity)).lower()
    plain = not member.label and not member.identity
    cloth = PLAIN if plain else CAST_COLOURS[number % len(CAST_COLOURS)]
    kind = _kind(member, words)
    robot = kind == "robot"
    old = re.search(r"\bold\b|elderly|grandm|grandf|in (?:her|his) (?:seventies|eighties)|aged|老", words)
    hair = _hair(member) or (colour("#8E8C8A") if old else darker(blend(colour("#4A3428"), cloth, 0.12), 0.25))
    skin = next((colour(value) for pattern, value in _SKINS if re.search(pattern, words)), CLAY)
    wear = next(
        (
            name
            for name, pattern in (
                ("apron", r"apron"),
                ("coat", r"coat|robe|cloak|cape|gown|oilskin|parka"),
                ("skirt", r"dress\b|skirt|裙|kimono"),
            )
            if re.search(pattern, words)
        ),
        "",
    )
    return Look(
        id=member.id,
        name=member.label or member.id,
        kind=kind,
        height=_height(kind, words),
        cloth=cloth,
        skin=colour("#A9B0B8") if robot else lighter(PLAIN, 0.35) if plain else skin,
        hair=colour("#4E5660") if robot else hair,
        style="bald" if robot or plain else _style(who, words),
        beard="" if robot else _beard(words),
        wear=wear,
        trousers=blend(darker(cloth, 0.42), colour("#3B4048"), 0.62) if wear else darker(cloth, 0.34),
        word=who,
        sign=cloth,
    )


def body_at(
    look: Look, pose: Pose, place: Vec, yaw: float, gaze: tuple[float, float], mouth: float, blink: bool, tagged: bool
) -> Body:
    """A figure standing at `place`, facing `yaw`, looking `gaze` (turn to the left, down) beside its pose's own."""
    size = look.height
    found: dict[str, Vec] = {}
    for name, (x, y, z) in joints(pose).items():
        across, fore, up = turned((x * size, y * size, z * size), yaw)
        found[name] = (place[0] + across, place[1] + fore, place[2] + up)
    turn = yaw + math.radians(pose.turn * 0.8) + gaze[0]
    tagged = tagged and look.cloth != PLAIN
    return Body(look, found, place, yaw, turn, -math.radians(pose.nod) - gaze[1], mouth, blink, tagged)


def _hair(member: CastMember) -> Colour | None:
    """The colour of the hair where the words of the member name one; what grows on the head before what grows below."""
    phrases = [text.lower() for text in (*member.identity, member.label) if re.search(_HAIRY, text.lower())]
    for phrase in sorted(phrases, key=lambda text: re.search(r"moustache|mustache|beard|eyebrow|胡", text) is not None):
        found = next((colour(value) for pattern, value in _HAIR if re.search(pattern, phrase)), None)
        if found:
            return found
    return None


def _beard(words: str) -> str:
    if re.search(r"beard|stubble|胡", words):
        return "beard"
    return "moustache" if re.search(r"moustache|mustache", words) else ""


def _kind(member: CastMember, words: str) -> str:
    if re.search(r"\brobot|android|droid", words):
        return "robot"
    if member.kind == "animal":
        return "bird" if re.search(r"bird|gull|crow|owl|eagle|duck|hen\b|parrot|sparrow|heron|鸟", words) else "animal"
    return member.kind


def _height(kind: str, words: str) -> float:
    if kind == "robot":
        return 0.62 if re.search(r"knee|tiny", words) else 1.2 if re.search(r"small|little|mascot", words) else 1.6
    if kind == "human":
        if re.search(r"\b(?:baby|toddler)\b|婴", words):
            return 0.8
        if re.search(_CHILD, words):
            return 1.25
        if re.search(r"\btall\b", words):
            return 1.86
        return 1.6 if re.search(r"\bshort\b(?! hair)|petite|grandmother", words) else HEIGHT
    if kind == "bird":
        return 0.4
    sizes = (
        (r"horse|cow|bull|stag|deer|camel|elephant|马|牛|鹿", 1.6),
        (r"wolf|lion|tiger|bear|boar|big dog|hound|狼|虎|熊", 0.9),
        (r"cat|fox|rabbit|hare|猫|狐|兔", 0.36),
        (r"mouse|rat|hamster|frog|鼠", 0.14),
    )
    return next((size for pattern, size in sizes if re.search(pattern, words)), 0.62)


def _style(who: str, words: str) -> str:
    if re.search(_STYLES[1][1], words):
        return "cap"
    found = next((name for name, pattern in _STYLES if re.search(pattern, who)), "")
    if found:
        return found
    if re.search(r"short|cropped|crew cut|buzz|shaved", who):
        return "short"
    return "bob" if re.search(_LONGER, who) else "short"
