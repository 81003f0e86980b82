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
    running = book.joined("running", "going_bodily")
    for place, word in enumerate(reading.words[:4]):
        if place and not _is_somebody(reading.words[place - 1]):
            continue
        at = place + 1 + (reading.word(place + 1).endswith("ly") or reading.word(place + 1) in _BACKWARD)
        behind, next_one = reading.word(at), reading.word(at + 1)
        if _goes_bodily(reading, place, at):
            yield Hit(place, at + 1)
            return
        if word in _HEAVES and behind in _SELVES and next_one in _FAST_WAYS:
            yield Hit(place, place + 3)
            return
        if word in running and behind in _FAST_WAYS | _BESIDES and next_one not in _FIGURES and _is_ground(reading, at):
            yield Hit(place, place + 2)
            return


def _is_ground(reading: Reading, way: int) -> bool:
    """Whether a way goes over ground: not through a letter, down from an anger, or through tears."""
    behind = reading.words[way + 1 : way + 4]
    return _PAGES.isdisjoint(behind) and (reading.word(way + 1).isalpha() or way + 1 < len(reading.words))


_FIGURES = frozenset({"tears", "laughter", "song", "words", "pain", "anger", "rage", "memories", "thoughts"})
_PAGES = frozenset(
    [
        *("letter", "page", "pages", "book", "list", "chapter", "sentence", "line", "lines", "text", "speech", "song"),
        *("anger", "rage", "grief", "tears", "menu", "notes", "sums", "accent", "score", "verse", "prayer", "words"),
    ]
)


def _goes_bodily(reading: Reading, place: int, at: int) -> bool:
    """`Ducks beneath the barrier`, `threads her way between the tables`, `keels over`, `takes two steps back`."""
    word, behind = reading.words[place], reading.word(at)
    book = lexicon()
    if word in ("takes", "does", "legs", "keels", "crosses", "mounts"):
        return behind in _LIKEWISE[word] or reading.words[at : at + 2] in _PHRASES.get(word, ())
    if reading.words[place + 2 : place + 3] == ["way"] and reading.word(place + 1) in _DETERMINED:
        way = reading.word(place + 3)
        busy = word.startswith(_BUSY) and way == "through"
        return way in _FAST_WAYS | _BESIDES and not busy and not reading.word(place + 1).startswith("the")
    if word not in book.words("going_somehow") or behind not in _CLEAR_WAYS:
        return False
    goal = at + 1 + (reading.word(at + 1) in ("of", "by", "through", "from", "over"))
    named = reading.word(goal) in _DETERMINED and _LIT.isdisjoint(reading.words[goal + 1 : goal + 4])
    return named and book.joined("heads", "clothes").isdisjoint(reading.words[goal + 1 : goal + 3])


_BACKWARD = frozenset(
    {"backwards", "backward", "forwards", "forward", "headlong", "head-first", "headfirst", "straight"}
)
_BESIDES = frozenset({"among", "amid", "amongst", "towards", "back", "home", "forward", "past", "by", "inside"})
_BUSY = ("pick", "work", "mak", "eat", "chew", "read", "munch", "count", "talk", "feel")
"""What somebody does through a heap of things and stays."""
_CLEAR_WAYS = frozenset(
    [
        *("beneath", "under", "between", "behind", "out", "onto", "past", "through", "across", "over", "among", "off"),
        *("into", "down"),
    ]
)
_LIT = frozenset(
    [
        *(
            "light",
            "shadow",
            "shadows",
            "frame",
            "shot",
            "view",
            "focus",
            "beam",
            "spotlight",
            "glow",
            "moonlight",
            "sun",
        ),
        *("sunlight", "dark", "darkness", "picture", "close-up", "gloom", "lamplight", "mist", "fog", "steam", "smoke"),
    ]
)
"""Where a face comes to be seen or vanishes: nobody has to go far for that."""
_LIKEWISE: dict[str, frozenset[str]] = {
    "takes": frozenset({"flight", "off"}),
    "does": frozenset({"laps", "lengths", "press-ups", "push-ups", "sit-ups", "squats"}),
    "legs": frozenset({"it"}),
    "keels": frozenset({"over"}),
    "crosses": frozenset({"to", "into"}),
    "mounts": frozenset(),
}
_RAISED = (
    "podium",
    "stage",
    "steps",
    "stairs",
    "rostrum",
    "platform",
    "horse",
    "bike",
    "bicycle",
    "scaffold",
    "throne",
)
_PHRASES: dict[str, tuple[list[str], ...]] = {
    "takes": tuple([number, "steps"] for number in ("two", "three", "four", "five", "six", "several", "ten")),
    "does": (["a", "lap"], ["one", "lap"], ["two", "laps"], ["a", "length"], ["three", "laps"]),
    "mounts": tuple(["the", each] for each in _RAISED),
}


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
