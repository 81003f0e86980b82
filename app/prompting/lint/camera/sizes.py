"""Checks whether a framing holds what happens in it: no dance in a close-up, no tear in a wide."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from app.domain.finding import Finding
from app.prompting.lint.camera.goings import roams, runs
from app.prompting.lint.face import Scene, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading
from app.prompting.lint.wording.pictured import in_a_picture

_CLOSE = ("cu", "ecu", "mcu", "macro", "insert", "close-up", "extreme close-up", "medium close-up", "macro shot")
_LOOKS = ("eyes", "gaze", "looks", "look", "stare", "down")
_FAR = ("ews", "ws", "extreme wide shot", "wide shot")


def size_content(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A framing that cannot hold, or cannot show, what happens in it."""
    sizes = [key.framing.size for key in facts.shot.keys if key.framing.size]
    if not scene.english:
        return
    if sizes and all(size in _CLOSE for size in sizes):
        yield from _ill_framed(facts, "wide_things", "close", sizes[0])
    elif sizes and all(size in _FAR for size in sizes):
        yield from _ill_framed(facts, "tiny_things", "far", sizes[0])
    for field in facts.holding("wide_things"):
        text = field.text.lower() if field.name in ("action", "ends_as", "target") else ""
        if "close-up" in text or "close up" in text or "closeup" in text:
            hits = field.reading.of("wide_things")
            if hits and not sizes_differ(sizes):
                yield told("size_content", field.path, variant="close", said=field.reading.said(hits[0]), size="")
                return


def sizes_differ(sizes: list[str]) -> bool:
    """Whether a shot goes from close to wide or back."""
    return len(sizes) > 1 and any(size in _CLOSE for size in sizes) and not all(size in _CLOSE for size in sizes)


def _ill_framed(facts: ShotFacts, name: str, variant: str, size: str) -> Iterator[Finding]:
    whole = ("feet", "legs", "shoes", "boots", "footwork", "hooves")
    targets = " ".join(key.framing.target.lower() for key in facts.shot.keys)
    if (
        variant == "close"
        and any(word in targets for word in whole)
        and "face" not in targets
        and "from " not in targets
    ):
        return
    if variant == "close" and any(
        not lexicon().words("small_movers").isdisjoint(beat.who.split()) for beat in facts.beats
    ):
        return
    for field in facts.fields:
        if variant == "close" and field.name == "subject" and not _NUMBERED.isdisjoint(field.reading.words):
            crowd = _crowd(field.reading)
            if crowd:
                yield told("size_content", field.path, variant=variant, said=field.reading.said(crowd), size=size)
                return
        if field.name in ("action", "ends_as", "target", "touches", "feeling_shown"):
            said = _too_much(field.reading, name, variant)
            said = "" if said and size in ("insert", "macro") and _shows_feet(field.reading, said) else said
            if not said and variant == "close" and field.name == "target":
                said = _too_wide(field.reading)
            if said:
                yield told("size_content", field.path, variant=variant, said=said, size=size)
                return


@lru_cache(maxsize=4096)
def _too_much(reading: Reading, name: str, variant: str) -> str:
    """The words of a text for what a framing does not hold or show; read once."""
    hits = [hit for hit in reading.of(name) if not _only_named(reading, hit, variant)]
    if not hits and variant == "close":
        hits = [*_whole(reading), *roams(reading), *_shod(reading), *runs(reading)]
    hits = [hit for hit in hits if not in_a_picture(reading, hit)]
    if variant == "close":
        hits = [hit for hit in hits if not _is_small(reading, hit)]
        hits = [hit for hit in hits if not _only_named(reading, hit, variant)]
    return reading.said(hits[0]) if hits else ""


@lru_cache(maxsize=512)
def _too_wide(reading: Reading) -> str:
    """The words of a target that is more than a close framing holds: `the reservoir and all the hills round it`."""
    book, words = lexicon(), reading.words
    for place, word in enumerate(words):
        if word in _ENDS and _wall_to_wall(words, place):
            return reading.said(Hit(place, place + 3))
        if word == "from" and "to" in words[place + 1 : place + 6]:
            to = words.index("to", place)
            spanned = {*words[place + 1 : to], *words[to + 1 : to + 3]}
            body = not spanned.isdisjoint(_LOW) and not spanned.isdisjoint(_HIGH | book.words("looks_kept"))
            built = not spanned.isdisjoint(_FOOT) and not spanned.isdisjoint(_SUMMIT)
            if to - place <= _CLOSE_BY and (body or built):
                return reading.said(Hit(place, min(len(words), to + 2)))
        if word != "all" or reading.negated(place):
            continue
        at = place + 1 + (reading.word(place + 1) in ("the", "these", "those", "of"))
        at += reading.word(at) == "the"
        count = book.pairs("numbers").get(reading.word(at), 0)
        if count > _FEW and _of_people(reading, at + 1):
            return reading.said(Hit(place, at + 2))
        if reading.word(at) in book.words("big_things") | _LANDS and reading.word(at).endswith("s"):
            return reading.said(Hit(place, at + 1))
    return ""


def _wall_to_wall(words: list[str], place: int) -> bool:
    """A room from wall to wall, a bay from shore to shore; a carpet that is called so is only a carpet."""
    return words[place + 1 : place + 3] == ["to", words[place]] and (
        place + 3 == len(words) or words[place - 1] == "from"
    )


_ENDS = frozenset({"wall", "shore", "horizon", "coast", "bank", "goalpost", "cliff", "kerb"})
_CLOSE_BY = 5
_FEW = 5
_LOW = frozenset({"boots", "shoes", "feet", "toe", "toes", "heels", "hem", "trainers", "hooves", "paws", "bottom"})
_HIGH = frozenset({"head", "hair", "hat", "face", "top", "cap", "plaits", "crown", "ears", "helmet"})
_FOOT = frozenset(
    {
        "floor",
        "ground",
        "pavement",
        "street",
        "rocks",
        "foundations",
        "doorstep",
        "cellar",
        "waterline",
        "keel",
        "cellars",
    }
)
_SUMMIT = frozenset(
    [
        *("ceiling", "roof", "rooftop", "lantern", "spire", "summit", "peak", "sky", "chimney", "chimneys", "attic"),
        *("masthead", "battlements", "steeple", "dome", "rafters", "gable", "belfry", "turret", "turrets", "topmast"),
    ]
)
"""From the first to the second nothing is seen from close by."""
_LANDS = frozenset(
    {"hills", "mountains", "peaks", "roofs", "rooftops", "cliffs", "islands", "dunes", "moors", "slopes"}
)


def _is_small(reading: Reading, hit: Hit) -> bool:
    """A fly walks along the rim, a tear runs down: what moves is small enough for any framing."""
    begin = reading.sentence_of(hit.start)[0]
    return not lexicon().words("small_movers").isdisjoint(reading.words[max(begin, hit.start - 4) : hit.start])


def _only_named(reading: Reading, hit: Hit, variant: str) -> bool:
    """`The dance` that is heard, `looks at her boots`, a light that blinks: named, and not what the picture holds."""
    before, word = reading.word(hit.start - 1), reading.words[hit.start]
    if not lexicon().words("heard_verbs").isdisjoint(reading.words[max(0, hit.start - 4) : hit.start]):
        return variant == "close"
    if variant == "far":
        return word.startswith(("blink", "wink")) and before in lexicon().words("lights_that_blink")
    if before in ("at", "past", "toward", "towards") or (before == "on" and reading.word(hit.start - 2) in _LOOKS):
        return True
    if reading.words[hit.end - 1] == "parade" and reading.word(hit.end) in _PARADES:
        return True
    if reading.words[hit.end - 1] in _DANCES and hit.end <= hit.start + 2 and _is_music(reading, hit):
        return True
    called = before in ("the", "this", "that") and hit.end == hit.start + 1
    return called and word in ("dance", "waltz", "tango", "polka", "jive", "chase", "limbo")


def _is_music(reading: Reading, hit: Hit) -> bool:
    """`A dance tune`, `the second bar of a waltz`, `in time with a jig`: music, and nobody who dances."""
    if reading.word(hit.end) in _TUNES:
        return True
    at = hit.start - 1
    while reading.word(at) in _CALLED or reading.word(at).endswith("ly"):
        at -= 1
    if reading.word(at) not in ("of", "to", "with"):
        return False
    return not _NOTES.isdisjoint(reading.words[max(0, at - 4) : at])


_DANCES = frozenset(
    [
        *("dance", "waltz", "tango", "polka", "jive", "foxtrot", "jig", "jigs", "quickstep", "rumba", "samba", "salsa"),
        *("mambo", "charleston", "limbo", "parade", "march", "conga", "bachata", "merengue", "flamenco", "jitterbug"),
    ]
)
_TUNES = frozenset(
    [
        *("tune", "tunes", "music", "song", "songs", "record", "records", "beat", "number", "rhythm", "melody"),
        *("band", "card", "cards", "hall", "shoes", "class", "teacher", "floor", "poster", "ticket", "tape", "track"),
        *("anthem", "lesson", "lessons", "partner", "school", "costume", "step", "steps", "night", "medal", "trophy"),
    ]
)
_CALLED = frozenset(
    ["a", "an", "the", "some", "his", "her", "their", "old", "slow", "fast", "folk", "distant", "muffled", "faint"]
)
_NOTES = frozenset(
    [
        *("bar", "bars", "beat", "beats", "note", "notes", "strain", "strains", "chord", "chords", "sound", "sounds"),
        *("tune", "rhythm", "music", "record", "recording", "melody", "opening", "refrain", "verse", "chorus", "time"),
        *("tempo", "end", "start", "echo", "echoes", "whisper", "memory", "video", "film", "picture", "word", "name"),
    ]
)


def _whole(reading: Reading) -> Iterator[Hit]:
    """`The whole fleet`, `a herd of cattle`, `hundreds of people`: more than a close framing holds."""
    book = lexicon()
    big, many, count = book.words("big_things"), book.words("throngs"), book.words("by_the_hundred")
    for place, word in enumerate(reading.words):
        if reading.negated(place):
            continue
        if word in book.words("whole_words") and reading.word(place - 1) not in ("a", "an"):
            for end in (place + 1, place + 2):
                if reading.word(end) in big and (end == place + 1 or reading.word(end - 1) not in ("of", "the")):
                    yield Hit(place, end + 1)
                    break
        elif word in _DOZENS and _of_people(reading, place + 1):
            yield Hit(place, place + 2)
        elif word in many and (reading.word(place + 1) == "of" or _begins(reading, place)):
            yield Hit(place, place + 1)
        elif word in count and reading.word(place + 1) == "of" and _of_people(reading, place + 2):
            yield Hit(place, place + 3)


def _crowd(reading: Reading) -> Hit | None:
    """`Forty villagers` as who acts: more people than a close framing holds."""
    persons = lexicon().words("persons")
    for place, word in enumerate(reading.words):
        behind = reading.words[place + 1 : place + 4] if word in _NUMBERED else ()
        if any(each in persons and each.endswith(_SEVERAL) for each in behind) and "year" not in behind:
            return Hit(place, len(reading.words))
    return None


_SEVERAL = ("s", "men", "people", "children", "folk", "police")
_NUMBERED = frozenset(
    {
        "dozen",
        "dozens",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "hundreds",
    }
) | {"thousand", "thousands", "hordes", "throngs", "crowds"}
_DOZENS = frozenset({"dozen", "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "thousand"})


def _shod(reading: Reading) -> Iterator[Hit]:
    """`His polished brogues and his grin`: feet beside a face; not what somebody looks at or takes from them."""
    footwear = lexicon().words("footwear")
    if footwear.isdisjoint(reading.words):
        return
    for place, word in enumerate(reading.words):
        if word not in footwear:
            continue
        for at in range(place - 1, max(-1, place - 4), -1):
            if reading.words[at] in ("her", "his", "their"):
                if reading.word(at - 1) not in _ASIDE and reading.word(at - 1) not in lexicon().words("handles"):
                    yield Hit(at, place + 1)
                break
            if not reading.words[at].isalpha() or reading.words[at] in _ASIDE:
                break


def _shows_feet(reading: Reading, said: str) -> bool:
    """Whether feet are all that a framing of a detail has to hold: `her boot presses into the mud`."""
    return any(reading.said(hit) == said for hit in _shod(reading))


_ASIDE = frozenset(
    [
        "at",
        "on",
        "to",
        "toward",
        "towards",
        "past",
        "from",
        "off",
        "over",
        "under",
        "beside",
        "near",
        "onto",
        "of",
        "in",
        "by",
    ]
)
_PARADES = frozenset(
    {"song", "ground", "float", "uniform", "route", "flag", "drum", "hat", "ticket", "programme", "tune"}
)


def _begins(reading: Reading, place: int) -> bool:
    """Whether a noun is what a sentence is about, and does something."""
    return place - reading.sentence_of(place)[0] < 3 and reading.word(place + 1).endswith("s")


def _of_people(reading: Reading, at: int) -> bool:
    """Whether a word or the one behind it is of people or creatures."""
    persons = lexicon().words("persons")
    return reading.word(at) in persons or reading.word(at + 1) in persons
