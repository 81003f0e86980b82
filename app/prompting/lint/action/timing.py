"""Checks that what somebody does has a count, a distance or an end, and finds the verb that heads it."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.finding import Finding
from app.prompting.lint.action.directions import HEARD, is_kind, through_open
from app.prompting.lint.face import Scene, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_DETERMINERS = frozenset(["a", "an", "the", "one", "its", "his", "her", "their", "this", "that", "some", "two"])
_BEFORE_NOUNS = frozenset([*_DETERMINERS, "of", "with", "in", "on", "three", "four", "each"])
_OPENING = 4
"""How far into a text its going on is told."""


def untimed(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A doing that could go on for ever: no count, no distance, no end."""
    open_verbs = lexicon().words("open_verbs")
    for beat in facts.beats:
        if beat.beat.ends_as.strip() or gets_somewhere(beat.beat.moves_to) or len(beat.verbs) > 1:
            continue
        reading = beat.action
        verb = _opens(reading) or heading(reading, open_verbs) or _goes_on(reading) or _of_many(reading)
        if verb and not _ended(reading, verb):
            yield told("untimed", f"{beat.at}.action", said=reading.said(verb))


_WAYS = frozenset(
    [
        *("left", "right", "up", "down", "away", "toward_camera", "forward", "back", "backward", "upward", "downward"),
        *("left to right", "right to left", "away from camera", "toward camera", "towards camera", "forwards", "on"),
        *("onward", "onwards", "ahead", "straight ahead", "to the left", "to the right", "backwards", "sideways"),
        *("左", "右", "上", "下", "前", "后", "向左", "向右", "向上", "向下", "向前", "向后", "往前"),
        *("往后", "往左", "往右", "画面左侧", "画面右侧", "镜头方向", "远离镜头", "朝向镜头", "向前方", "前方", "远处"),
    ]
)
"""Ways that tell where to somebody goes, and not how far."""


def gets_somewhere(moves_to: str) -> bool:
    """Whether a beat goes to a place and not only in a direction, in which one can go for ever."""
    way = moves_to.strip().lower()
    return bool(way) and way not in _WAYS


def heading(reading: Reading, verbs: frozenset[str]) -> Hit | None:
    """The verb that heads a text, where it is one of these: its first word, or the first behind its subject."""
    for place, word in enumerate(reading.words[:9]):
        if word in verbs and place and (_is_object(reading, place) or _of_a_camera(reading, place)):
            continue
        if word in verbs and not reading.negated(place) and _is_doing(reading, place) and not is_kind(reading, place):
            return Hit(place, place + 1)
        if word in (",", ".", "and", "then") and place:
            return None
    return None


def _is_object(reading: Reading, place: int) -> bool:
    """Dusts the top of the library steps: a thing of that name, behind the verb of the subject."""
    first, book = reading.words[0], lexicon()
    if not reading.words[place].endswith("s") or not first.endswith("s") or first not in book.words("main_verbs"):
        return False
    near = reading.words[max(1, place - 3) : place]
    return "of" in reading.words[1:place] or not book.words("determiners").isdisjoint(near)


def _of_a_camera(reading: Reading, place: int) -> bool:
    """The lens roams the room: no one walks."""
    return any(camera.end == place for camera in reading.hits.get("camera_noun", ()))


def _is_doing(reading: Reading, place: int) -> bool:
    before = reading.word(place - 1)
    if before in _BEFORE_NOUNS:
        return False
    word = reading.words[place]
    if place == 0 or word.endswith(("s", "ing", "ed")) or before in ("they", "to") or before.endswith("ly"):
        return True
    return before.endswith(("s", "men", "ren", "ple")) and before in lexicon().words("persons")


def _opens(reading: Reading) -> Hit | None:
    """Leafs through a ledger, hangs around: what goes on by its particle."""
    hits = reading.of("open_phrases")
    return hits[0] if hits and hits[0].start <= _OPENING else None


def _goes_on(reading: Reading) -> Hit | None:
    """Keeps flicking the lighter, is folding laundry: it is said to go on."""
    book = lexicon()
    for place, word in enumerate(reading.words[: _OPENING + 1]):
        if word == "to" and reading.word(place - 1) in ("continues", "continue"):
            return Hit(place - 1, place + 2)
        if not word.endswith("ing") or word in book.joined("quiet_verbs", "ending_verbs", "states"):
            continue
        before = reading.word(place - 1)
        before = reading.word(place - 2) if before.endswith("ly") or before in ("busy", "still", "on") else before
        if before in book.words("goes_on"):
            return Hit(place, place + 1)
    return None


def _of_many(reading: Reading) -> Hit | None:
    """Lifts weights, hands out flyers: a verb whose object has no number, so that nobody knows how many."""
    book = lexicon()
    if len(reading.words) < 2 or reading.words[0] in book.joined("ending_verbs", "quiet_verbs", "walking", "no_object"):
        return None
    at = 2 if reading.word(1) in _HANDED else 1
    noun = reading.word(at)
    many = noun.endswith("s") and not noun.endswith(("ss", "us"))
    if reading.words[0] in book.words("main_verbs"):
        many = many or at == 1
    elif not reading.words[0].endswith("s"):
        return None
    if not many or noun.endswith("ly") or not noun.isalpha() or noun in book.pairs("numbers"):
        return None
    if noun in book.joined("object_begins", "goes_where", "next_words", "no_many", "determiners", "not_verbs"):
        return None
    return None if reading.negated(at) else Hit(0, at + 1)


_HANDED = frozenset({"out", "up", "off", "down", "away", "in"})


_COLOURS = frozenset(
    [
        *(
            "red",
            "blue",
            "green",
            "white",
            "black",
            "grey",
            "gray",
            "yellow",
            "orange",
            "purple",
            "pink",
            "brown",
            "gold",
        ),
        *("crimson", "scarlet", "silver", "violet", "amber", "pale", "dark", "teal", "turquoise", "bronze", "golden"),
    ]
)


def _ended(reading: Reading, verb: Hit) -> bool:
    if any(word.isdigit() for word in reading.words):
        return True
    if reading.words[verb.start] in ("turns", "goes", "becomes") and reading.word(verb.end) in _COLOURS:
        return True
    return any(
        (hit.start != verb.start or hit.end > verb.end)
        and not _is_manner(reading, hit)
        and not _is_place(reading, verb, hit)
        for hit in reading.hits.get("ends", ())
    )


_PLACES = frozenset({"at", "over", "behind", "past", "through", "from", "against", "before"})
_TO_WHOM = frozenset({"to", "into", *_PLACES})


def _is_place(reading: Reading, verb: Hit, hit: Hit) -> bool:
    """Hammers at the anvil, sings to her horse: an end for whoever goes there, and else only where or to whom."""
    book = lexicon()
    doing = reading.words[verb.start]
    if doing in book.words("speaking"):
        return reading.words[hit.start] in _TO_WHOM
    if reading.words[hit.start] not in _PLACES or doing in book.joined("walking", "travel_verbs"):
        return False
    if reading.words[hit.start] == "before":
        return reading.word(hit.end) in book.words("determiners") and reading.word(hit.end + 2) in ("", ".", ",")
    return hit.start != verb.end or reading.words[hit.start] in ("at", "against", "behind")


def _is_manner(reading: Reading, hit: Hit) -> bool:
    """With her eyes shut, mouth open, through the rain: how or where it is done, not how it ends."""
    if reading.words[hit.start] == "through":
        return through_open(reading, hit.start)
    if reading.words[hit.start] == "to" and not HEARD.isdisjoint(reading.words[hit.end : hit.end + 2]):
        return True
    if reading.words[hit.start] == "quarter" and reading.word(hit.start - 1) not in ("a", "one", "three"):
        return True
    if reading.words[hit.start] in ("empty", "flat", "open") and reading.word(hit.start - 1) in _DETERMINERS:
        return True
    return reading.word(hit.start - 1) in ("eyes", "mouth", "arms", "shirt", "coat", "collar", "lips", "hands")
