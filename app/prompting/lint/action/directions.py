"""Tells whether the words behind a walk say where it goes, or only how, with what, and through what."""

from __future__ import annotations

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_DETERMINERS = frozenset(["a", "an", "the", "one", "its", "his", "her", "their", "this", "that", "some", "two"])
_STEPS_BETWEEN = frozenset(
    {"of", "to", "toward", "towards", "into", "and", "then", ".", ";", "in", "at", "with", "behind"}
)
_LOADS = frozenset(
    [
        *(
            "weight",
            "load",
            "burden",
            "strain",
            "bulk",
            "protest",
            "guard",
            "escort",
            "orders",
            "pack",
            "packs",
            "sack",
        ),
        *("parasol", "parasols", "umbrella", "umbrellas", "rucksack", "backpack", "yoke", "cross", "basket", "bundle"),
        *("sun", "moon", "stars", "sky", "clouds", "hood", "hat", "cloak", "fire", "arms", "cover", "canopy", "snow"),
    ]
)
"""Under which somebody walks, and not below."""
_OPENINGS = frozenset(
    [
        *(
            "door",
            "doors",
            "doorway",
            "gate",
            "gates",
            "gateway",
            "arch",
            "archway",
            "gap",
            "hole",
            "window",
            "windows",
        ),
        *("curtain", "curtains", "entrance", "exit", "turnstile", "hatch", "hedge", "fence", "wall", "tape", "barrier"),
        *("tunnel", "opening", "flap", "passage", "underpass", "turnstiles", "finish"),
    ]
)


def stays(reading: Reading, hit: Hit) -> bool:
    """Words that only look like a direction: to the beat, on and on, up and down."""
    following = reading.words[hit.end : hit.end + 2]
    if reading.word(hit.start - 1) in lexicon().words("body_parts_up") or _of_the_body(reading, hit):
        return True
    if reading.words[hit.start] == "through":
        return through_open(reading, hit.start)
    word, after = reading.words[hit.start], reading.word(hit.end)
    if word == "under" and not _LOADS.isdisjoint(reading.words[hit.end : hit.end + 3]):
        return True
    if word == "back" and reading.word(hit.start - 1) in _ITS_BACK:
        return True
    if word == "along" and (after in _ALONE or after.endswith(("ing", "ly"))):
        return True
    if word == "out" and (
        reading.word(hit.start - 1) == "flat"
        or following in (["of", "breath"], ["of", "step"], ["of", "tune"], ["of", "habit"])
    ):
        return True
    if word in ("around", "round") and (after in ("", ".", ",", "and") or after.endswith("ly")):
        return True
    return reading.words[hit.start] == "to" and following[-1:] != [] and following[-1] in HEARD


_ALONE = frozenset(
    {"", ".", ",", ";", "and", "with", "in", "on", "at", "as", "while", "then", "by", "beside", "behind"}
)
"""Behind an `along` that goes along nothing."""
_ITS_BACK = frozenset(
    {"his", "her", "their", "its", "my", "your", "straight", "bent", "stiff", "sore", "bare", "hunched"}
)
HEARD = frozenset(
    [
        *("music", "beat", "rhythm", "drums", "drum", "song", "sound", "band", "tune", "march", "whistle", "pipes"),
        *(
            "bagpipes",
            "anthem",
            "fiddle",
            "waltz",
            "tempo",
            "metronome",
            "bell",
            "bells",
            "cadence",
            "herself",
            "himself",
        ),
        *(
            "radio",
            "jukebox",
            "record",
            "hymn",
            "chant",
            "click",
            "pulse",
            "playlist",
            "speaker",
            "headphones",
            "accordion",
        ),
    ]
)
"""To what somebody walks without getting nearer."""


def _of_the_body(reading: Reading, hit: Hit) -> bool:
    """A sack over one shoulder, a book under her arm, hands behind his back, collar up against the wind."""
    book = lexicon()
    word, after = reading.words[hit.start], reading.words[hit.end : hit.end + 3]
    if reading.word(hit.start - 2) == "," and after[:1] in ([], [","], ["."]):
        # head down, lantern off: how somebody walks
        return True
    if reading.word(hit.start - 3) == "," and after[:1] in ([], [","], ["."]):
        # trousers rolled up, hat pulled down
        return reading.word(hit.start - 1).endswith(("ed", "en", "wn", "ust"))
    if word == "against" or (word == "up" and after[:1] == ["against"]):
        return word == "up" or lexicon().words("leaned_on").isdisjoint(reading.words[hit.end : hit.end + 4])
    if word not in ("over", "under", "behind", "round", "around", "across", "off", "from", "beside", "on", "up"):
        return False
    while after[:1] and (after[0] in book.words("determiners") or after[0] in ("one", "both", "left", "right")):
        after = after[1:]
    return bool(after) and after[0] in book.words("worn_on")


def through_open(reading: Reading, place: int) -> bool:
    """Through the market, through knee-deep snow: what has no other side, where a door or an arch has one."""
    country = False
    for word in reading.words[place + 1 : place + 6]:
        if word in _STEPS_BETWEEN:
            break
        if word in _OPENINGS:
            return False
        country = country or word in lexicon().words("open_country")
    return country


def is_ride(reading: Reading, hit: Hit) -> bool:
    """No way at all: `skips a page`, `runs a finger`, `rides the lift`, the steps of a dance."""
    word, following = reading.words[hit.start], reading.words[hit.end : hit.end + 2]
    if word.startswith(("ride", "riding")):
        return not lexicon().words("carriers").isdisjoint(following)
    if word in lexicon().words("handled_gaits"):
        if not lexicon().words("way_nouns").isdisjoint(reading.words[hit.end : hit.end + 4]):
            return False
        return following[:1] in (["rope"], ["cards"]) or bool(following and following[0] in _DETERMINERS)
    return word == "steps" and not following


_NO_THING = frozenset(
    [
        *("and", "at", "to", "up", "down", "in", "into", "on", "onto", "off", "out", "over", "under", "past", "along"),
        *("across", "around", "round", "through", "toward", "towards", "away", "back", "by", "with", "from", "for"),
        *("behind", "beside", "between", "while", "then", "forward", "forwards", "backward", "backwards", "ahead"),
        *("as", "home"),
    ]
)
"""What follows a way of going, where a thing would follow the kind it is of."""


def is_kind(reading: Reading, place: int) -> bool:
    """A toy walking robot, the old stepping stones: what kind of thing it is."""
    word, thing = reading.words[place], reading.word(place + 1)
    if place < 2 or not word.endswith("ing") or not thing.isalpha() or thing.endswith("ly"):
        return False
    if not lexicon().words("determiners").isdisjoint((thing,)) or thing in _NO_THING:
        return False
    return not lexicon().words("determiners").isdisjoint(reading.words[max(0, place - 3) : place])
