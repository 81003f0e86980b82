"""Puts cast, props and furnishings at their places in the set before anything moves."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from app.animatic.figures import HEIGHT, Look, look_of
from app.animatic.props import (
    FURNITURE,
    OUTDOORS,
    Shape,
    colour_in,
    coloured,
    furnishings,
    named_shape,
    painted,
    shape_of,
)
from app.animatic.space import Vec, scaled
from app.animatic.wording import plain
from app.domain.draft import At, Draft, Prop

SIDES = {"left": -1.2, "centre": 0.0, "right": 1.2}
DEPTHS = {"near": -1.3, "mid": 0.0, "far": 2.4}
WIDEN = {"near": 0.85, "mid": 1.0, "far": 1.5}
"""Left and right lie further out the further away they are, as the frame is wider there."""
APART = 0.8
"""Metres between two that would stand on the same spot."""
REACH = 0.95
"""Metres from a person to the middle of the thing they are at."""
SMALL = 0.9
"""Figures up to this height (metres) have their things beside them on the ground."""
CEILING = 2.8
LOW = re.compile(r"\b(?:on|across) the (?:floor|ground|road|street|sand|snow|grass|pav)")
"""Words of a small thing that lies on the ground."""
LAMP_HEIGHT = 1.98
LONG = re.compile(r"corridor|hallway|passage\b|tunnel|廊")
CORRIDOR = (1.75, 15.0)
"""Metres from the middle of a corridor to its walls, and from its middle to its end."""
UNSEEN = re.compile(r"(?:not yet|not|out of|no longer) (?:in )?(?:sight|view|here|seen)|off.?screen")
FAR_AWAY = 34.0
"""Metres beside the set at which something waits that is not yet to be seen."""
VARIANTS = {"train": ("engine",), "plate": ("fish_plate",)}
"""Names of shapes, and those of their own kind that their other words may mean."""


class Thing(NamedTuple):
    """Something that does not act: a prop, an object of the cast, a furnishing. `place` is the middle of its foot."""

    id: str
    kind: str
    """prop, cast, or "" for a furnishing."""
    name: str
    shape: Shape
    place: Vec
    yaw: float = 0.0
    held_up: bool = False
    """On top of another thing, on a wall, or hanging: it throws no shadow on the ground."""

    @property
    def top(self) -> float:
        """The height of its upper side."""
        return self.place[2] + self.shape.size[2]


class Room(NamedTuple):
    """Whether it is one, and where its walls are: beside and behind."""

    interior: bool
    half_width: float
    back: float
    low: bool
    """Whether everybody is so small that what they use stands on the ground with them."""


class Layout(NamedTuple):
    """The set before the first beat. `half_width` and `back` are the walls of a room: beside and behind."""

    looks: tuple[Look, ...]
    spots: dict[str, Vec]
    """Where each member of the cast stands at first."""
    things: tuple[Thing, ...]
    interior: bool
    half_width: float
    back: float

    def thing(self, item_id: str) -> Thing | None:
        """A prop or an object of the cast."""
        return next((thing for thing in self.things if thing.id == item_id and thing.kind), None)


def lay_out(draft: Draft, interior: bool, widest: float, depth: float = 0.0) -> Layout:
    """The set of a draft. `widest` is how many metres the widest framing sees across at its target; a room reaches
    back at least by `depth`."""
    half_width = max(3.4, min(14.0, widest * 0.62))
    back = max(3.9, min(9.0, widest * 0.45), depth)
    corridor = interior and LONG.search(draft.place.setting.lower()) is not None
    if corridor:
        half_width, back = min(half_width, CORRIDOR[0]), max(back, CORRIDOR[1])
    looks = tuple(look_of(member, number) for number, member in enumerate(draft.cast))
    actors = [look for look in looks if look.kind != "object"]
    tallest = max((look.height for look in actors), default=HEIGHT)
    near = min(1.0, max(0.4, tallest / HEIGHT))
    spots = _spots(draft, looks, near)
    things: list[Thing] = []
    room = Room(interior, half_width, back, tallest < SMALL)
    shapes = [(prop, _shape(draft, prop)) for prop in draft.place.props]
    small = [(prop, shape) for prop, shape in shapes if shape.mount == "top"]
    for prop, shape in sorted((each for each in shapes if each not in small), key=lambda each: _order(each[1])):
        thing = Thing(prop.id, "prop", plain(draft, prop.label) or prop.id, shape, (0.0, 0.0, 0.0))
        things.append(_put(thing, prop.at, _words(draft, prop), things, spots, room))
    _furnish(draft, things, spots, room)
    for prop, shape in small:
        thing = Thing(prop.id, "prop", plain(draft, prop.label) or prop.id, shape, (0.0, 0.0, 0.0))
        things.append(_put(thing, prop.at, _words(draft, prop), things, spots, room))
    things = [_unseen(draft, thing) for thing in things]
    for look in looks:
        if look.kind == "object":
            shape = _thing_shape(look.name, look.word)
            shape = painted(shape, colour_in(look.name, look.word) or look.cloth)
            thing = Thing(look.id, "cast", look.name, shape, (0.0, 0.0, 0.0))
            things.append(_put(thing, _at(draft, look), _touched(draft, look.id), things, spots, room))
    if corridor and "door" in furnishings(f"{draft.place.setting}. {draft.place.background}"):
        things += _doors(half_width, back)
    things = [_at_the_end(thing, draft, back, depth) for thing in things]
    return Layout(tuple(actors), spots, tuple(things), interior, half_width, back)


def _doors(half_width: float, back: float) -> list[Thing]:
    """The doors along both walls of a corridor."""
    door = named_shape("door")
    return [
        Thing("", "", "", door, (side * (half_width - 0.02), y + 0.9 * (side > 0), 0.0), -side * math.pi / 2, True)
        for y in (1.6 + 3.1 * number for number in range(int((back - 2.0) / 3.1)))
        for side in (-1.0, 1.0)
    ]


def _at_the_end(thing: Thing, draft: Draft, back: float, depth: float) -> Thing:
    """A thing that stands far off stands at the far end of a room that somebody goes through."""
    prop = draft.prop(thing.id) if thing.kind == "prop" and depth else None
    if prop is None or prop.at is None or prop.at.depth != "far" or thing.held_up or thing.shape.name in FURNITURE:
        return thing
    return thing._replace(place=(thing.place[0], max(thing.place[1], back - 1.6), 0.0))


def _unseen(draft: Draft, thing: Thing) -> Thing:
    """A thing that is said not to be in sight yet waits beside the set until a beat brings it."""
    prop = draft.prop(thing.id) if thing.kind == "prop" else None
    if prop is None or not UNSEEN.search(plain(draft, prop.state).lower()):
        return thing
    side = 1.0 if prop.at is None or prop.at.side != "left" else -1.0
    return thing._replace(place=(thing.place[0] + side * FAR_AWAY, thing.place[1], thing.place[2]))


def spot(at: At) -> Vec:
    """The middle of a place in the set."""
    return (SIDES[at.side] * WIDEN[at.depth], DEPTHS[at.depth], 0.0)


def _spots(draft: Draft, looks: tuple[Look, ...], near: float) -> dict[str, Vec]:
    loose = [look for look in looks if _at(draft, look) is None and look.kind != "object"]
    found: dict[str, Vec] = {}
    for look in looks:
        at = _at(draft, look)
        if at is not None:
            place = scaled(spot(at), near)
        elif look in loose:
            step = 1.5 if len(loose) == 2 else 1.1
            place = ((loose.index(look) - (len(loose) - 1) / 2) * step, 0.0, 0.0)
        else:
            continue
        found[look.id] = _beside(place, list(found.values()))
    return found


def _at(draft: Draft, look: Look) -> At | None:
    member = draft.cast_member(look.id)
    return member.at if member else None


def _beside(place: Vec, taken: list[Vec]) -> Vec:
    """This place, or the next free one beside it."""
    for number in range(1, 12):
        if all(math.dist(place, each) > APART * 0.8 for each in taken):
            return place
        side = 1 if number % 2 else -1
        place = (place[0] + side * number * APART, place[1] + 0.12 * number, 0.0)
    return place


def _order(shape: Shape) -> int:
    """Furniture first, so that small things find it."""
    return 0 if shape.name in FURNITURE else 1 if shape.mount == "floor" else 3 if shape.mount == "top" else 2


def _words(draft: Draft, prop: Prop) -> str:
    return f"{plain(draft, prop.description)} {plain(draft, prop.state)}".lower()


def _shape(draft: Draft, prop: Prop) -> Shape:
    """A prop's shape in the colour its words name."""
    name = plain(draft, prop.label) or prop.id
    description = plain(draft, prop.description)
    shape, paint = _thing_shape(name, description), colour_in(name, description)
    return painted(shape, paint) if paint else shape


def _thing_shape(name: str, more: str) -> Shape:
    """The shape its name means; where it means none, that of what else is said about it."""
    shape = shape_of(name)
    other = shape_of(more)
    if shape.known and other.name not in VARIANTS.get(shape.name, ()):
        return shape
    return other if other.known else shape


def _touched(draft: Draft, who: str) -> str:
    """What the first beat of somebody says that they touch."""
    for shot in draft.shots:
        for beat in shot.beats:
            if f"{{cast:{who}}}" in beat.subject and beat.touches:
                return plain(draft, beat.touches).lower()
    return ""


def _put(thing: Thing, at: At | None, words: str, things: list[Thing], spots: dict[str, Vec], room: Room) -> Thing:
    mount = thing.shape.mount
    if mount == "wall":
        return _on_wall(thing, at, things, room)
    if mount == "hang":
        if not room.interior:
            return _on_floor(thing._replace(shape=named_shape("street_lamp")), at or At(side="right"), things, spots)
        x, y, _ = spot(at) if at else (0.25, 0.35, 0.0)
        return thing._replace(place=(x, y, LAMP_HEIGHT), held_up=True)
    if mount == "top" and not room.low and not LOW.search(words):
        return _on_top(thing, at, words, things, spots)
    return _on_floor(thing, at, things, spots, low=room.low and mount == "top")


def _on_floor(thing: Thing, at: At | None, things: list[Thing], spots: dict[str, Vec], *, low: bool = False) -> Thing:
    width, depth, _ = thing.shape.size
    people = list(spots.values())
    if at is not None:
        x, y, _ = scaled(spot(at), 0.45) if low else spot(at)
    elif thing.shape.name in FURNITURE and len(people) >= 2:
        x = sum(place[0] for place in people[:2]) / 2
        y = sum(place[1] for place in people[:2]) / 2
    else:
        free = ((REACH, 0.1), (-1.9, 1.3), (2.1, 1.5), (0.0, 2.6), (-2.4, -0.2), (2.6, 0.0))
        own = [each for each in things if each.kind and not each.held_up]
        first = people[0] if people else (-REACH, 0.0, 0.0)
        x, y = free[len(own) % len(free)]
        x, y = first[0] + x, first[1] + y
    if depth > 2.0 or width > 3.5:
        y = max(y, 0.0) + depth / 2 + 1.6
    for person in people:
        # who would stand inside it stands beside it
        if abs(person[0] - x) < width / 2 + 0.15 and abs(person[1] - y) < depth / 2 + 0.15:
            side = -1.0 if person[0] > 0.5 else 1.0
            x = person[0] + side * (width / 2 + 0.42)
    for other in things:
        gap = (other.shape.size[0] + width) / 2
        if not other.held_up and abs(other.place[0] - x) < gap * 0.9 and abs(other.place[1] - y) < 0.4:
            x += gap + 0.15 if x >= other.place[0] else -gap - 0.15
    return thing._replace(place=(x, y, 0.0))


def _on_top(thing: Thing, at: At | None, words: str, things: list[Thing], spots: dict[str, Vec]) -> Thing:
    carriers = [each for each in things if each.shape.name in FURNITURE]
    said = [each for each in things if each.name and each.shape.mount != "wall" and _stands_on(each, words)]
    wish = spot(at) if at else (0.0, 0.0, 0.0)
    if said or carriers:
        carrier = (said or sorted(carriers, key=lambda each: math.dist(each.place, wish)))[0]
    else:
        # a thing this small on the ground would not be seen
        stand = Thing("", "", "", named_shape("plinth" if not spots else "counter"), (0.0, 0.0, 0.0))
        carrier = _on_floor(stand, at, things, spots)
        things.append(carrier)
    beside = [each for each in things if stands_on(each, carrier)]
    width, depth, _ = carrier.shape.size
    lean = max(-0.3, min(0.3, (wish[0] - carrier.place[0]) * 0.3)) if at else -0.12
    edge = max(0.0, width / 2 - thing.shape.size[0] / 2)
    y = carrier.place[1] + depth * {"near": -0.2, "mid": 0.0, "far": 0.2}[at.depth if at else "near"]
    x = carrier.place[0]
    for step in (0.0, 0.16, -0.16, 0.32, -0.32, 0.48, -0.48, 0.64, -0.64):
        x = max(carrier.place[0] - edge, min(carrier.place[0] + edge, carrier.place[0] + lean * width + step))
        if all(abs(x - each.place[0]) > (each.shape.size[0] + thing.shape.size[0]) / 2 for each in beside):
            break
    if carrier.shape.name == "gift" and re.search(r"\b(?:in|inside|into)\b", words):
        # what is in a box is behind its front until it is taken out
        return thing._replace(place=(carrier.place[0], carrier.place[1] + 0.05, carrier.place[2]), held_up=True)
    return thing._replace(place=(x, y, carrier.top), held_up=True)


def _stands_on(thing: Thing, words: str) -> bool:
    return (
        re.search(rf"\b(?:on|onto|in|inside|atop) (?:top of )?(?:the |a )?{re.escape(thing.name.lower())}\b", words)
        is not None
    )


def stands_on(thing: Thing, carrier: Thing) -> bool:
    """Whether a thing stands on top of another one."""
    return abs(thing.place[2] - carrier.top) < 0.02 and _is_over(thing, carrier)


def _is_over(thing: Thing, carrier: Thing) -> bool:
    inside = abs(thing.place[0] - carrier.place[0]) <= carrier.shape.size[0] / 2
    return inside and abs(thing.place[1] - carrier.place[1]) <= carrier.shape.size[1] / 2


def _on_wall(thing: Thing, at: At | None, things: list[Thing], room: Room) -> Thing:
    width = thing.shape.size[0]
    walls = [each for each in things if each.shape.mount == "wall"]
    side = at.side if at else ("left", "right", "centre")[len(walls) % 3]
    if room.interior and at is not None and at.depth != "far" and side != "centre":
        sign = -1.0 if side == "left" else 1.0
        y = 1.0 if at.depth == "mid" else -0.4
        return thing._replace(place=(sign * (room.half_width - 0.02), y, 0.0), yaw=-sign * math.pi / 2, held_up=True)
    x = {"left": -1.75, "centre": 0.1, "right": 1.85}[side] * room.half_width / 3.4
    for other in walls:
        if abs(other.place[0] - x) < (other.shape.size[0] + width) / 2:
            x = other.place[0] + (other.shape.size[0] + width) / 2 + 0.25
    if room.interior:
        return thing._replace(place=(min(x, room.half_width - width / 2), room.back - 0.02, 0.0), held_up=True)
    panel = Thing("", "", "", named_shape("wall"), (x, 3.4, 0.0))
    things.append(panel)
    return thing._replace(place=(x, 3.4 - panel.shape.size[1] / 2 - 0.02, 0.0), held_up=True)


def _furnish(draft: Draft, things: list[Thing], spots: dict[str, Vec], room: Room) -> None:
    """Add the furnishings that the words of the place name, unless they are props of the draft."""
    place = draft.place
    seen = {thing.shape.name for thing in things}
    texts = (
        *((place.foreground, "near"), (place.setting, "mid"), (place.midground, "mid"), (place.background, "far")),
        (" ".join(draft.light.practicals), "mid"),
    )
    count = 0
    for text, depth in texts:
        for name in furnishings(plain(draft, text)):
            shape = coloured(name, plain(draft, text))
            out_of_place = name in OUTDOORS if room.interior else shape.mount in ("wall", "hang")
            if name in seen or count > 6 or out_of_place:
                continue
            seen.add(name)
            at = At(side=("left", "right", "centre")[count % 3], depth="far") if depth == "far" else None
            things.append(_put(Thing("", "", name, shape, (0.0, 0.0, 0.0)), at, "", things, spots, room))
            count += 1
