"""Checks whether a picture and a way hold what is asked: turns that travel, ways too far, sizes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.finding import Finding
from app.prompting.lint.camera.journeys import BOUND_FOR, far_apart
from app.prompting.lint.camera.reveals import empty_reveal
from app.prompting.lint.camera.sizes import size_content
from app.prompting.lint.camera.text import things_in
from app.prompting.lint.camera.ways import too_long
from app.prompting.lint.face import Scene, shot_number, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_FASTEST = 5.0


def turn_travel(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A word for turning in place used for going somewhere."""
    if not scene.english:
        return
    for field in facts.holding("turns"):
        reading = field.reading
        hit = travelling_turn(reading)
        if hit is not None:
            yield told("turn_travel", field.path, said=reading.said(hit))
            return


def travelling_turn(reading: Reading) -> Hit | None:
    """The words with which a turn in place goes somewhere."""
    stays = reading.hits.get("stays_turning", ())
    things = things_in(reading)
    for turn in reading.of("turns"):
        if any(thing.start <= turn.start < thing.end for thing in things):
            continue
        begin, end = reading.sentence_of(turn.start)
        if _is_no_turn(reading, turn, begin):
            continue
        if gone := _as_travel(reading, turn, end) or _keeps_pace(reading, turn, end):
            return gone
        if hit := _gone_behind(reading, turn, end, stays):
            return hit
    return None


def _gone_behind(reading: Reading, turn: Hit, end: int, stays: Sequence[Hit]) -> Hit | None:
    """The turn with the way that stands behind it, where that is one no turn in place goes."""
    for travel in [*reading.of("travel_after_turn"), *_ways_gone(reading, turn.end, end)]:
        if turn.end - 1 <= travel.start < min(end, turn.end + 8):
            between = reading.words[turn.end : travel.start]
            if between[-1:] == ["and"] or (between[-1:] == [","] and reading.words[travel.start] in _ONWARD):
                del between[-1]
            if _is_looked_along(reading, turn, travel):
                continue
            if any(
                word in (",", "as", "while", "and", "then", "where", "who", "that", "when", "following")
                for word in between
            ):
                continue
            stayed = any(stay.start <= travel.start < stay.end for stay in stays)
            if not stayed and not _looks_into(reading, turn, travel):
                return Hit(turn.start, travel.end)
    return None


def _is_no_turn(reading: Reading, turn: Hit, begin: int) -> bool:
    """A stool that swivels, a panning light: no camera is named."""
    word, behind = reading.words[turn.start], reading.word(turn.end)
    if word == "panning" and behind.isalpha() and behind not in ("shot", "camera", "move", "movement", "slowly"):
        book = lexicon()
        return behind not in book.words("camera_ways") and not behind.endswith("ly")
    if not word.startswith("swivel") or behind in _TAKES or (turn.start == begin and not word.endswith("s")):
        return False
    return not any(begin <= camera.start < turn.start for camera in reading.hits.get("camera_noun", ()))


_TAKES = frozenset({"takes", "carries", "brings", "leads", "sends", "delivers", "whisks", "pulls", "draws", "taking"})


def _looks_into(reading: Reading, turn: Hit, travel: Hit) -> bool:
    """Tilts down into the open drawer: what one looks into, and does not enter."""
    tilts = any(word.startswith("tilt") for word in reading.words[turn.start : turn.end])
    if not tilts or reading.words[travel.start] != "into" or reading.word(travel.start - 1) not in ("down", "up"):
        return False
    return lexicon().joined("rooms", "path_nouns").isdisjoint(reading.words[travel.end : travel.end + 3])


def _is_looked_along(reading: Reading, turn: Hit, travel: Hit) -> bool:
    """An opening through which we see, a room one looks round in, a staircase one looks up: nobody goes there."""
    last, behind = reading.words[travel.end - 1], reading.word(travel.end)
    aside = reading.word(turn.end) in ("left", "right", "leftward", "rightward", "leftwards", "rightwards")
    if aside and travel.start == turn.end + 1 and reading.words[travel.start] in ("along", "past", "over", "across"):
        return True
    if behind in ("which", "whom") or (last == "the" and behind == "room" and reading.words[travel.start] in _ABOUT):
        return True
    if reading.words[travel.start] == "after" and behind in _FLOWN:
        return True
    tilts = any(word.startswith("tilt") for word in reading.words[turn.start : turn.end])
    upright = reading.words[travel.start] in ("up", "down", "past")
    rest = reading.words[travel.end : reading.sentence_of(turn.start)[1]]
    return tilts and upright and _LEAVES.isdisjoint(rest)


_FLOWN = frozenset(
    {"ball", "puck", "bird", "plane", "arrow", "shuttlecock", "bee", "balloon", "kite", "disc", "swallow"}
)
"""What is looked after as it flies."""
_ABOUT = frozenset({"around", "round"})
_LEAVES = frozenset({"into", "through", "out", "past", "passing", "onto", "inside", "enters", "over", "by", "across"})


def _keeps_pace(reading: Reading, turn: Hit, end: int) -> Hit | None:
    rest = reading.words[turn.end : end]
    if rest[:2] == ["its", "way"]:
        return Hit(turn.start, turn.end + 2)
    return turn if "pace" in rest and not _KEEPING.isdisjoint(rest) else None


def _as_travel(reading: Reading, turn: Hit, end: int) -> Hit | None:
    """`The pan sneaks behind the curtain`, `a pan that follows her up the gangway`: the turn itself goes somewhere."""
    at = turn.end + (reading.word(turn.end) in ("that", "which"))
    if reading.words[turn.start] not in ("a", "the", "pan") or not reading.word(at).endswith("s") or at >= end:
        return None
    kind = lexicon().kinds("camera_verbs").get(reading.words[at])
    gone = kind in ("travel", "travel_way", "dolly_in", "dolly_out", "fly", "crane")
    along = kind == "track" and not _UP_AND_IN.isdisjoint(reading.words[at + 1 : at + 5])
    return Hit(turn.start, at + 1) if gone or along else None


_ONWARD = frozenset({"through", "into", "out", "round", "around", "over", "under", "inside", "behind"})
_UP_AND_IN = frozenset(
    {
        "upstairs",
        "downstairs",
        "outside",
        "indoors",
        "home",
        "across",
        "along",
        "up",
        "into",
        "through",
        "onto",
        "down",
        "out",
        "inside",
        "over",
    }
)


def _ways_gone(reading: Reading, begin: int, end: int) -> Iterator[Hit]:
    """`Up the stairwell`, `over the garden wall`, `from room to room`: where no turn in place gets to."""
    book = lexicon()
    for place in range(begin, end):
        word = reading.words[place]
        aboard = word in ("onto", "aboard") and not book.words("decks").isdisjoint(reading.words[place + 1 : place + 4])
        if aboard:
            yield Hit(place, place + 1)
        if word == "for" and _is_way(reading, place):
            yield Hit(place, place + 3)
        if word in _ALONG or word == "over" or word == "from":
            nouns = book.words("path_nouns" if word in _ALONG else "barrier_nouns" if word == "over" else "rooms")
            for at in range(place + 1, min(end, place + 5)):
                again = reading.words[at + 1 : at + 3] in (*_TO, ["to", reading.words[at]])
                if reading.words[at] in nouns and (word != "from" or again):
                    yield Hit(place, at + 1)
                    break
                if reading.words[at] in _PLACES or not reading.words[at].isalpha():
                    break


def _is_way(reading: Reading, place: int) -> bool:
    """`For three streets`, `for a mile`: so far."""
    numbers, units = lexicon().pairs("numbers"), lexicon().pairs("units")
    word = reading.word(place + 1)
    return (word in numbers or word.isdigit()) and reading.word(place + 2) in units


_KEEPING = frozenset({"keeping", "keeps", "matching", "matches"})
_ALONG = frozenset({"up", "down", "along"})
_PLACES = frozenset(
    {"and", "to", "of", "in", "on", "at", "with", "from", "as", "past", "toward", "towards", "until", "into"}
)
_TO = (["to", "room"], ["into", "the"], ["into", "a"], ["to", "street"], ["to", "cell"], ["to", "carriage"])


def too_far(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A way nobody and no camera can go in the time there is."""
    for segment in facts.moving:
        travel = max((abs(segment.deltas.get(axis, 0.0)) for axis in ("truck", "pedestal", "dolly")), default=0.0)
        if travel >= 2 and (segment.seconds <= 0 or travel / segment.seconds > _FASTEST):
            yield told("too_far", f"{facts.at}.keys[{segment.end_key}].axes", variant="path", shot=shot_number(scene))
            return
    if not scene.english:
        return
    for beat in facts.beats:
        for field in beat.fields:
            if field.name in ("action", "moves_to", "ends_as", "evidence"):
                far = _impossible(field.reading) if facts.shot.seconds <= 20 else None
                said = field.reading.said(far) if far else _way(field.reading, beat.beat.seconds or facts.shot.seconds)
                if said:
                    yield told("too_far", field.path, said=said, seconds=f"{beat.beat.seconds:g}")
                    return


def _impossible(reading: Reading) -> Hit | None:
    """The words of a way no clip holds; one that is only read or talked of is none."""
    told_verbs = lexicon().words("told_verbs")
    return next(
        (
            hit
            for hit in reading.of("impossible")
            if told_verbs.isdisjoint(reading.words[max(0, hit.start - 6) : hit.start])
            and _LOOKING.isdisjoint(reading.words[max(0, hit.start - 3) : hit.start])
            and reading.word(hit.start - 1) not in BOUND_FOR
        ),
        None,
    )


_LOOKING = frozenset({"looks", "gazes", "stares", "peers", "watches", "surveys", "scans", "overlooks", "overlooking"})
_WRITTEN = frozenset({"sign", "signpost", "milestone", "reads", "reading"})
"""Where a way is only named."""


def _way(reading: Reading, seconds: float) -> str:
    if not _WRITTEN.isdisjoint(reading.words) or _stands_at(reading):
        return ""
    return too_long(reading, seconds) or far_apart(reading, seconds)


def _stands_at(reading: Reading) -> bool:
    """Whether a dial stands at so many miles: `its trip meter stuck at forty kilometres`."""
    return any(
        word == "at"
        and reading.word(place - 1) in _STANDS
        and not _DIALS.isdisjoint(reading.words[max(0, place - 5) : place])
        for place, word in enumerate(reading.words)
    )


_STANDS = frozenset({"stuck", "stands", "standing", "frozen", "jammed", "stopped", "stops", "set", "stays", "quivers"})
_DIALS = frozenset({"meter", "odometer", "gauge", "counter", "needle", "dial", "speedometer", "display", "milometer"})
SHOT_CHECKS = (turn_travel, empty_reveal, too_far, size_content)
