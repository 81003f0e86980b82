"""Reads moves of the camera that are told as things: a drift to the left, one creeping push, a plunge at the tin."""

from __future__ import annotations

from collections.abc import Iterator

from app.prompting.lint.camera.moves import Move, refined, ways_behind
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_DETERMINERS = frozenset({"a", "an", "the", "one", "its", "our", "another", "this", "no"})
_HELD = frozenset(
    {"dolly", "crane", "jib", "slider", "aerial", "fpv", "handheld", "steadicam", "gimbal", "camera", "drone"}
)
_RUNS = frozenset(
    [
        *("walk", "run", "rush", "sprint", "gallop", "dart", "zip", "charge", "stalk", "prowl", "ramble", "surge"),
        *("thrust", "bolt", "leap", "bound", "ride"),
    ]
)
"""What people do as well: only in the hand or on a machine are they of a camera."""
_BODY = frozenset({"feet", "heel", "heels", "toes", "knee", "knees", "hips", "chin", "arm", "arms"})
_BY_THEMSELVES = frozenset(
    [
        "push",
        "pull",
        "pullback",
        "zoom",
        "zooms",
        "pan",
        "pans",
        "tilt",
        "tilts",
        "orbit",
        "orbits",
        "glide",
        "flyover",
        "whip",
    ]
)
"""Nouns that are of a camera with no way behind them."""
_MACHINES = frozenset(
    {"crane", "dolly", "jib", "truck", "lift", "boom", "tram", "track", "ring", "swing", "halo", "float"}
)
_MACHINE_MOVES = frozenset({"up", "down", "in", "out", "shot", "move", "forward", "back", "left", "right", "movement"})
_SOMEBODY = frozenset({"who", "as", "while", "where", "when", "whose"})
_BREAKS = frozenset({".", ";", ":", "\n", "(", "–", "—", ","})


def nominal(reading: Reading) -> Iterator[Move]:
    """The moves that nouns name."""
    if "move_noun" not in reading.hits:
        return
    kinds = lexicon().kinds("camera_move_nouns")
    for hit in reading.hits["move_noun"]:
        place = hit.start
        first = _phrase_begin(reading, place)
        of_camera = reading.words[place + 1 : place + 4] == ["of", "the", "camera"]
        on = reading.word(place + 1) == "on" and reading.words[place] not in ("push", "zoom")
        if ((on or reading.word(place + 1) in ("of", "'s")) and not of_camera) or reading.negated(place):
            continue
        if of_camera or _is_move(reading, first, place):
            kind = refined(reading, kinds[reading.words[place]], place + 1)
            end = place + 1 + (reading.word(place + 1) in ("in", "out", "back", "up", "down", "shot", "move"))
            yield Move(_in_or_out(reading, kind, place), Hit(place, min(end, len(reading.words))))


def _in_or_out(reading: Reading, kind: str, place: int) -> str:
    if kind == "dolly_in" and reading.word(place + 1) in ("out", "back", "backward", "backwards", "away"):
        return "dolly_out"
    return kind


def _phrase_begin(reading: Reading, place: int) -> int:
    """Where the phrase of a noun begins: adjectives before it, and an article before those."""
    book = lexicon()
    pace = book.joined("camera_pace", "camera_only")
    first = place
    while first > 0 and (reading.words[first - 1] in pace or _is_adverb(reading.words[first - 1])):
        first -= 1
    while first > 0 and reading.words[first - 1] in (",", "and") and reading.words[first - 2] in pace:
        first -= 2
        while first > 0 and reading.words[first - 1] in pace:
            first -= 1
    goes = reading.word(place + 1) in book.words("camera_ways")
    several = reading.word(first - 1).endswith("s") or reading.words[place].endswith("s")
    if (
        goes
        and first > 1
        and not several
        and reading.word(first - 2) in _DETERMINERS
        and first - 2 == reading.sentence_of(place)[0]
    ):
        return first - 2
    return first - (first > 0 and reading.words[first - 1] in _DETERMINERS)


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4 and word not in ("family", "belly", "jelly", "bully", "butterfly")


def _is_move(reading: Reading, first: int, place: int) -> bool:
    """Whether a noun is of the camera: where a camera is spoken of, or by what stands before it."""
    words, book = reading.words, lexicon()
    begin = reading.sentence_of(place)[0]
    before = words[first - 1] if first > begin else ""
    if before and before not in _BREAKS and before not in book.words("camera_links"):
        return False
    behind = reading.word(place + 1)
    if (
        behind.isalpha()
        and not (behind in ("the", "our") and reading.word(place + 2) in book.words("camera_noun_words"))
        and not behind.endswith("ing")
        and behind not in book.words("behind_move")
        and behind not in book.words("camera_ways")
    ):
        return False
    described = first < place and not (first == place - 1 and words[first] in _DETERMINERS)
    if (
        words[place] in _MACHINES
        and not described
        and behind not in _MACHINE_MOVES
        and not _linked(reading, first, place)
    ):
        return False
    if not _BODY.isdisjoint(words[place + 1 : place + 4]) and not book.words("camera_noun_words").intersection(
        words[begin:place]
    ):
        return False
    if not book.words("camera_only").isdisjoint(words[first:place]) and (
        words[place] not in _RUNS or not _HELD.isdisjoint(words[first:place])
    ):
        return True
    ways = ways_behind(reading, place + 1, 2)
    goes = not book.words("camera_ways").isdisjoint(ways) or bool(
        not ways and described and words[place] in _BY_THEMSELVES
    )
    filmed = _is_filmed(reading, first, place, described)
    if filmed and not _somebody_acts(reading, begin, first):
        return bool(before) or first < place
    if (
        (goes or not behind.isalpha())
        and _linked_move(reading, begin, first)
        and not _somebody_acts(reading, begin, first)
    ):
        return True
    return words[first] != "the" and goes and _is_plain(reading, place, before, described)


def _is_plain(reading: Reading, place: int, before: str, described: bool) -> bool:
    """Whether a noun with a way is of the camera where nothing else says so."""
    words = reading.words
    begin, end = reading.sentence_of(place)
    if not before and (_leads_to_another(reading, place, end) or _from_to(reading, place, end)):
        return True
    plain = words[place] in lexicon().words("camera_plain_nouns") or (
        words[place] in ("spin", "turn", "whirl", "circle", "loop") and refined(reading, "travel", place + 1) == "orbit"
    )
    whirled = words[place] in _WHIRLS and words[place + 1 : place + 2] in (["around"], ["round"])
    if (plain or (whirled and described)) and not before and _is_bare(reading, begin, end):
        return place - begin < 4
    return plain and described and (not before or before in _BREAKS)


def _from_to(reading: Reading, place: int, end: int) -> bool:
    """`A fast swing from the tin to her mouth`: a sentence that is nothing but a way from one thing to another."""
    words = reading.words[place + 1 : end]
    return (
        reading.words[place] in _SWUNG
        and words[:1] == ["from"]
        and "to" in words
        and _is_bare(reading, reading.sentence_of(place)[0], end)
    )


_WHIRLS = frozenset({"spin", "whirl", "twirl", "lap", "loop", "circuit", "swirl"})
_SWUNG = frozenset({"swing", "swish", "flick", "lurch", "jerk", "rush", "dash", "lunge", "turn", "jolt", "arc"})


def _linked(reading: Reading, first: int, place: int) -> bool:
    """`A slow tilt down the pole, then a truck across the ground`: a machine's name is a move behind a move."""
    goes = reading.word(place + 1) in lexicon().words("camera_ways")
    return goes and _linked_move(reading, reading.sentence_of(place)[0], first)


def _leads_to_another(reading: Reading, place: int, end: int) -> bool:
    """`An arc round the counter followed by a tilt up`: one move, and behind it another that has a name."""
    words, book = reading.words, lexicon()
    if words[place] in _MACHINES or not _is_bare(reading, reading.sentence_of(place)[0], end):
        return False
    sure = book.words("camera_sure_nouns")
    return any(
        word in ("followed", "then", "into", "before", "and", "plus") and not sure.isdisjoint(words[at + 1 : at + 5])
        for at, word in enumerate(words[place + 1 : end], place + 1)
    )


def _is_filmed(reading: Reading, first: int, place: int, described: bool) -> bool:
    """Whether the sentence of a noun speaks of filming: it names a camera, another move, or begins as such ones do."""
    words, book = reading.words, lexicon()
    begin, end = reading.sentence_of(place)
    around = words[begin:first] + words[place + 1 : end]
    if not book.words("camera_gear").isdisjoint(around):
        return True
    if described and not book.words("camera_sure_nouns").isdisjoint(around):
        return True
    if words[begin] == "from" and reading.word(begin + 1) in _DETERMINERS and _names_move(reading, begin + 2):
        return True
    return words[begin] in book.words("camera_begins") and reading.word(begin + 1) in ("with", "on", "in")


def _is_bare(reading: Reading, begin: int, end: int) -> bool:
    """Whether a sentence has no verb, so that the noun it begins with is all of it."""
    book = lexicon()
    verbs = book.joined("main_verbs", "ending_verbs", "open_verbs")
    return not any(word.endswith("s") and word in verbs for word in reading.words[begin:end])


def _somebody_acts(reading: Reading, begin: int, first: int) -> bool:
    """Whether the noun stands in a clause of somebody else: the camera waits as she makes a turn."""
    book = lexicon()
    for place in range(first - 1, begin - 1, -1):
        word = reading.words[place]
        if word in _SOMEBODY:
            behind = reading.word(place + 1)
            if word == "as" and behind in ("a", "an", "one") and _names_move(reading, place + 2):
                continue
            return (
                behind not in ("it", "we")
                and behind not in book.words("camera_noun_words")
                and not behind.endswith("ing")
            )
        if word in book.words("camera_noun_words"):
            return False
    return any(
        word in ("he", "she", "they")
        or ((word.startswith("{cast") or word in book.words("persons")) and reading.word(place + 1).endswith("s"))
        for place, word in enumerate(reading.words[begin:first], begin)
    )


def _names_move(reading: Reading, place: int) -> bool:
    """Whether a noun at a place, or behind an adjective there, is one of moves."""
    kinds = lexicon().kinds("camera_move_nouns")
    return reading.word(place) in kinds or reading.word(place + 1) in kinds


def _linked_move(reading: Reading, begin: int, first: int) -> bool:
    """Whether a move stands before it: a slow pan over the tiles, then a plunge."""
    book = lexicon()
    if not book.joined("camera_sure_nouns", "camera_only").isdisjoint(reading.words[begin:first]):
        return True
    opens = begin + (reading.words[begin] in _DETERMINERS)
    return (
        reading.words[opens] in book.words("camera_plain_nouns")
        and reading.word(opens + 1) in book.words("camera_ways")
        and "then" in reading.words[begin:first]
    )
