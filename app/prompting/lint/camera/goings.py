"""Tells where a whole body goes somewhere: a verb of going, a way, and ground that it goes over."""

from __future__ import annotations

from collections.abc import Iterator

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_BY_HAND = frozenset(
    {"finger", "hand", "thumb", "comb", "brush", "cloth", "iron", "knife", "pencil", "fingertip", "tongue"}
)
_ROUND = frozenset({"around", "round", "across", "about", "of", "over", "through", "along"})


def roams(reading: Reading) -> Iterator[Hit]:
    """`Skates a figure of eight round the rink`, `swims a length of the pool`: a whole body covers ground."""
    grounds, roaming = lexicon().words("grounds"), lexicon().words("roaming")
    if grounds.isdisjoint(reading.words) or roaming.isdisjoint(reading.words[:4]):
        return
    verb = next(place for place, word in enumerate(reading.words) if word in roaming)
    if reading.word(verb + 1) in ("a", "one", "his", "her", "the") and reading.word(verb + 2) in _BY_HAND:
        return
    for place in range(verb + 1, min(len(reading.words), verb + 10)):
        if reading.words[place] in grounds and not _ROUND.isdisjoint(reading.words[verb + 1 : place]):
            yield Hit(verb, place + 1)
            return


def runs(reading: Reading) -> Iterator[Hit]:
    """`Sprints for the bus`, `leaps onto the stage`: a whole body in motion."""
    book = lexicon()
    running, ways = book.joined("running", "going_bodily"), _FAST_WAYS | book.words("whither")
    for place, word in enumerate(reading.words[:4]):
        if place and (reading.words[0] in _SEES or not _is_somebody(reading.words[place - 1])):
            continue
        at = place + 1 + (reading.word(place + 1).endswith("ly") or reading.word(place + 1) in _BACKWARD)
        behind, next_one = reading.word(at), reading.word(at + 1)
        if _goes_bodily(reading, place, at):
            yield Hit(place, at + 1)
            return
        if word in _HEAVES and behind in _SELVES and (next_one in _FAST_WAYS or next_one in ("at", "against")):
            yield Hit(place, place + 3)
            return
        if word in running and behind in ways and next_one not in book.words("no_place") and _is_ground(reading, at):
            yield Hit(place, place + 2)
            return


def _in_leaps(reading: Reading, place: int) -> bool:
    """`Does a little hop over the puddle`, `makes a dash for the door`, `takes a running jump`."""
    if reading.words[place] not in ("does", "takes", "makes", "performs", "executes"):
        return False
    words = reading.words[place + 1 : place + 4]
    return words[:1] in (["a"], ["one"], ["another"]) and not lexicon().words("feats").isdisjoint(words)


def _takes_along(reading: Reading, place: int) -> bool:
    """`Follows the goat up the path`, `marches his brother home`: not `follows the goat with her eyes`."""
    whom = reading.words[place + 1 : place + 5]
    if whom[:1] and not (whom[0] in _DETERMINED or whom[0] in ("him", "them") or whom[0][:1] == "{"):
        return False
    if not lexicon().joined("body_tools", "heads").isdisjoint(whom):
        return False
    way = next((at for at, word in enumerate(whom) if at and word in _GONE), 0)
    behind = reading.word(place + 2 + way)
    return bool(way) and (behind in _DETERMINED or whom[way] in _ANYWHERE)


_ANYWHERE = frozenset({"home", "away", "off", "out", "upstairs", "downstairs"})
_GONE = frozenset(
    ["up", "down", "across", "into", "out", "through", "home", "along", "over", "off", "away", "upstairs", "downstairs"]
)


def _is_ground(reading: Reading, way: int) -> bool:
    """Whether a way goes over ground: not through a letter, down from an anger, or through tears."""
    behind = reading.words[way + 1 : way + 4]
    there = (
        reading.word(way + 1).isalpha()
        or reading.word(way + 1)[:1] == "{"
        or reading.words[way] in lexicon().words("whither")
    )
    return there and lexicon().words("no_ground").isdisjoint(behind)


def _goes_bodily(reading: Reading, place: int, at: int) -> bool:
    """`Ducks beneath the barrier`, `threads her way between the tables`, `keels over`, `takes two steps back`."""
    word, behind = reading.words[place], reading.word(at)
    book = lexicon()
    if reading.words[place + 2 : place + 3] == ["way"] and reading.word(place + 1) in _DETERMINED:
        way = reading.word(place + 3)
        busy = word.startswith(_BUSY) and way == "through"
        return way in _FAST_WAYS | book.words("whither") and not busy and not reading.word(place + 1).startswith("the")
    if word in _LIKEWISE:
        said = reading.words[place + 1 : place + 3]
        return said[:1] in _LIKEWISE[word] or said in _LIKEWISE[word] or _in_leaps(reading, place)
    if word in _COMES and behind in book.joined("running", "going_bodily") and behind.endswith("ing"):
        return True
    if word in ("is", "are") and behind in book.words("led_away"):
        return reading.word(at + 1) in _OFF
    if word in book.words("taking_along") and _takes_along(reading, place):
        return True
    if word in _CLIMBS and behind in _DETERMINED:
        return not book.words("climbed_things").isdisjoint(reading.words[at + 1 : at + 4])
    if word in _LEAVES and behind in _DETERMINED:
        return not book.words("rooms").isdisjoint(reading.words[at + 1 : at + 3])
    if word not in book.words("going_somehow") or behind not in _CLEAR_WAYS:
        return False
    if behind == "behind" and reading.word(at + 1) in ("her", "his", "their"):
        return False
    goal = at + 1 + (reading.word(at + 1) in ("of", "by", "through", "from", "over"))
    named = reading.word(goal) in _DETERMINED and book.words("where_faces_show").isdisjoint(
        reading.words[goal + 1 : goal + 4]
    )
    return named and book.joined("heads", "clothes").isdisjoint(reading.words[goal + 1 : goal + 3])


_BACKWARD = frozenset(
    {"backwards", "backward", "forwards", "forward", "headlong", "head-first", "headfirst", "straight"}
)
_BUSY = ("pick", "work", "mak", "eat", "chew", "read", "munch", "count", "talk", "feel")
"""What somebody does through a heap of things and stays."""
_CLEAR_WAYS = frozenset(
    [
        *("beneath", "under", "between", "behind", "out", "onto", "past", "through", "across", "over", "among", "off"),
        *("into", "down"),
    ]
)
_OFF = frozenset({"off", "away", "out", "down", "through", "into", "along", "across", "from"})
_COMES = frozenset({"comes", "goes", "sets", "come", "go"})
_CLIMBS = frozenset({"mounts", "descends", "ascends", "takes", "scales"})
_LEAVES = frozenset({"leaves", "enters", "exits", "quits", "reenters"})
_STEPS = tuple([number, "steps"] for number in ("two", "three", "four", "five", "six", "several", "ten"))
_SET_OUT = tuple(["off", way] for way in ("across", "down", "for", "over", "along", "at", "toward", "towards", "up"))
_LIKEWISE: dict[str, tuple[list[str], ...]] = {
    "takes": (*_STEPS, ["the", "stairs"], ["the", "steps"], ["the", "corner"], ["the", "fence"], ["the", "hill"]),
    "does": (["laps"], ["lengths"], ["press-ups"], ["push-ups"], ["sit-ups"], ["squats"]),
    "performs": (),
    "executes": (),
    "legs": (["it"],),
    "keels": (["over"],),
    "crosses": (["to"], ["into"]),
    "makes": (["for", "the"], ["for", "a"]),
    "heads": (["for"], ["down"], ["off"], ["out"], ["back"], ["up"], ["home"]),
    "sets": (*_SET_OUT, ["out", "across"], ["out", "for"], ["out", "over"], ["out", "along"]),
    "hangs": (["by", "both"], ["by", "one"], ["by", "his"], ["by", "her"], ["from", "the"], ["upside"]),
    "falls": (["in", "behind"], ["in", "beside"], ["in", "with"], ["in", "step"]),
    "rushes": (["the"],),
    "hops": (["the"],),
    "storms": (["the"],),
    "charges": (["the"], ["at"]),
}
"""What a verb needs behind it to be of a whole body."""


_SEES = frozenset({"watches", "sees", "hears", "notices", "spots", "observes", "feels", "eyes", "films", "remembers"})


def _is_somebody(word: str) -> bool:
    book = lexicon()
    known = book.joined("persons", "opening_pronouns")
    return word in known or word.startswith("{") or word in ("and", "then", "who", ",") or word.endswith("ly")


_HEAVES = frozenset(
    [
        "hauls",
        "lets",
        "eases",
        "drops",
        "heaves",
        "pulls",
        "drags",
        "hoists",
        "throws",
        "flings",
        "hurls",
        "launches",
        "swings",
        "lowers",
        "squeezes",
    ]
)
_SELVES = frozenset({"herself", "himself", "themselves", "itself"})
_FAST_WAYS = frozenset(
    {
        "beneath",
        "under",
        "between",
        "behind",
        "round",
        "around",
        "off",
        "out",
        "onto",
        "from",
        "in",
        "beside",
        "for",
        "to",
        "into",
        "across",
        "through",
        "down",
        "up",
        "over",
        "along",
        "past",
        "after",
        "toward",
        "towards",
    }
)
_DETERMINED = frozenset({"the", "a", "an", "her", "his", "their"})
