"""Checks whether a picture and a way hold what is asked: turns that travel, reveals of nothing, ways too far, sizes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.finding import Finding
from app.prompting.lint.camera.journeys import BOUND_FOR, far_apart
from app.prompting.lint.camera.moves import Move, ways_behind
from app.prompting.lint.camera.sizes import size_content
from app.prompting.lint.camera.text import heads_action, moves_in, things_in
from app.prompting.lint.camera.ways import too_long
from app.prompting.lint.face import Scene, shot_number, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_OUTWARD = ("dolly_out", "zoom_out", "crash_zoom_out", "crane_u", "pedestal_u")


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
                break
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
    tilts = any(word.startswith("tilt") for word in reading.words[turn.start : turn.end])
    upright = reading.words[travel.start] in ("up", "down", "past")
    rest = reading.words[travel.end : reading.sentence_of(turn.start)[1]]
    return tilts and upright and _LEAVES.isdisjoint(rest)


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
_UP_AND_IN = frozenset({"up", "into", "through", "onto", "down", "out", "inside", "over"})


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


def empty_reveal(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A move that opens up the picture, and nothing told of what comes into it."""
    if facts.moving and facts.moving[-1].name in _OUTWARD:
        keys = {key.id: key for key in facts.shot.keys}
        told_of = any(key.reveal.strip() for key in facts.shot.keys)
        if not told_of and not facts.has("reveals"):
            path = f"{facts.at}.keys[{keys[facts.moving[-1].start_key].id}].reveal"
            yield told("empty_reveal", path, variant="path", shot=shot_number(scene))
            return
    if not scene.english:
        return
    for field in facts.camera.fields:
        if field.name == "reveal" and _tells_nothing(field.reading):
            yield told("empty_reveal", field.path, said=field.text.strip())
            return
    if not ("reveals" in facts.lists or "outward" in facts.lists or facts.text_moves):
        return
    for field in facts.fields:
        hit = _emptied(field.reading) if field.name not in ("target", "focus") else None
        if hit is not None:
            yield told("empty_reveal", field.path, said=field.reading.said(hit))
            return


def _tells_nothing(reading: Reading) -> bool:
    """Whether a reveal is only promised: `what is up there`, `the big surprise`."""
    said = [word for word in reading.words if word[:1].isalnum()]
    return bool(said) and lexicon().joined("not_open", "only_promised").issuperset(said)


def _emptied(reading: Reading) -> Hit | None:
    hits = reading.hits
    if "reveals" in hits:
        for hit in reading.of("reveals"):
            end = reading.sentence_of(hit.start)[1]
            noun = reading.words[hit.start : hit.end][-1] == "reveal" and reading.word(hit.start - 1) not in (
                "to",
                "and",
                "",
            )
            if (noun and reading.word(hit.end) != "of") or not _names_something(reading, hit.end, end):
                return hit
        return None
    moves = [move for move in moves_in(reading) if not heads_action(reading, move)]
    for move in moves:
        if (_retreats(reading, move) or _rises(reading, move)) and not _opened(reading, move.hit.end):
            return move.hit
    for hit in reading.of("outward") if "outward" in hits else ():
        of_camera = reading.words[hit.start] in ("view", "shot", "frame", "picture")
        if not of_camera and not any(move.hit.start < hit.end and hit.start < move.hit.end for move in moves):
            continue
        if not _opened(reading, hit.end):
            return hit
    return None


def _opened(reading: Reading, behind: int) -> bool:
    """Whether something is named behind a place that comes into the picture."""
    for opened in reading.hits.get("opened_up", ()):
        if opened.start >= behind - 1:
            last = reading.words[opened.end - 1]
            end = reading.sentence_of(opened.start)[1]
            shows = last.startswith(_SHOWS) or last in ("in", "until", "till")
            if not shows or _names_something(reading, opened.end, end):
                return True
    return _named_behind(reading, behind)


def _named_behind(reading: Reading, behind: int) -> bool:
    """Whether new things stand behind a place: `below, a maze`, `; the tin is one of many`, `to a ring of chairs`."""
    end = reading.sentence_of(min(behind, len(reading.words)) - 1)[1]
    numbers, empty = lexicon().pairs("numbers"), lexicon().words("not_open")
    words = reading.words
    if any(
        word in _ELSEWHERE and (reading.word(place + 1) in _NEWLY or reading.word(place + 1) in numbers)
        for place, word in enumerate(words[behind:], behind)
    ):
        return True
    begin = reading.sentence_of(max(0, behind - 1))[0]
    if words[begin] in ("as", "when", "while", "with") and "," in words[behind:end]:
        return _names_something(reading, words.index(",", behind) + 1, end)
    if _follows(reading, end):
        return True
    for place in range(behind, end - 1):
        word, following, thing = words[place], words[place + 1], reading.word(place + 2)
        if (word == "to" and following in _TO_THEM) or _tells_more(reading, place, end, behind):
            return True
        if thing in empty or (following not in ("a", "an", "the") and following not in numbers):
            continue
        if word == "to" and thing not in _SIDES:
            return following != "the" or thing == "whole"
        if word in ("and", ":") or (word == "," and following != "the"):
            return True
    return False


def _follows(reading: Reading, end: int) -> bool:
    """Whether what is there follows behind a stop: `; behind the roof is the sea`, `; the tin is one of many`."""
    first, third = reading.word(end + 1), reading.word(end + 2)
    if reading.word(end) in (";", ".") and first in _ELSEWHERE and third in _THERE:
        return True
    if reading.word(end) != ";":
        return False
    if first in lexicon().pairs("numbers"):
        return first not in ("a", "an") or (third not in lexicon().words("not_open") and third not in _FILMING)
    named = first in ("the", "a", "an", "only")
    return named and third not in lexicon().words("not_open") and third not in _FILMING


_TO_THEM = frozenset({"her", "his", "their", "eye", "head", "floor", "ceiling"})


def _tells_more(reading: Reading, place: int, end: int, behind: int) -> bool:
    """`: she sits on a raft`, `from his eye to the whole bridge`, `, the pews filling with foxes`."""
    words = reading.words
    if words[place] == ":" or (words[place] == "to" and "from" in words[behind:place]):
        return _names_something(reading, place + 1, end)
    fills = any(each.endswith("ing") for each in words[place + 2 : place + 5])
    return words[place] == "," and fills and _names_something(reading, place + 1, end)


def _rises(reading: Reading, move: Move) -> bool:
    """Whether a move of the camera goes up and away: it soars, it climbs and climbs."""
    own = reading.words[move.hit.start : move.hit.end]
    ways = ways_behind(reading, move.hit.end)
    up = any(word.startswith(_UPWARD) for word in own) or ways[:1] in (["up"], ["upward"], ["upwards"], ["skyward"])
    if move.kind not in ("crane", "fly") or not up:
        return False
    if not _HEIGHTS.isdisjoint(reading.words[move.hit.end : move.hit.end + 5]):
        return True
    return not ways or not _TO_A_PLACE.intersection(ways)


_FILMING = frozenset({"camera", "shot", "lens", "frame", "view", "drone"})
_ELSEWHERE = frozenset({"below", "behind", "beyond", "beneath", "around", "beside", "underneath", "ahead", "outside"})
_NEWLY = frozenset(
    {",", "a", "an", "lies", "lie", "stands", "stand", "sits", "waits", "stretches", "spreads", "is", "are"}
)
_SHOWS = ("show", "includ", "see", "reveal", "disclos", "expos", "find", "uncover", "unveil", "holding", "hold")
_THERE = frozenset({"the", "her", "him", "them", "it", "a", "his", "their", ",", "stands", "lies", "is", "us"})
_HEIGHTS = frozenset({"sky", "air", "clouds", "heavens", "night"})
_SIDES = frozenset({"left", "right", "side"})
_UPWARD = ("soar", "climb", "ascend", "rises", "rise", "rising", "lift", "levitat", "elevat")
_TO_A_PLACE = frozenset(
    {"to", "toward", "towards", "level", "with", "past", "over", "above", "through", "along", "into", "until"}
)


def _retreats(reading: Reading, move: Move) -> bool:
    """Whether a move of the camera goes back or away, and to nothing that is named."""
    after = reading.words[move.hit.end : move.hit.end + 4]
    back = next((place for place, word in enumerate(after[:3]) if word in _BACKWARD), -1)
    if move.kind == "dolly_out" and back < 0:
        return "to" not in after and "into" not in after
    if back < 0 or move.kind in ("still", "shake", "pan", "tilt", "orbit", "track"):
        return False
    behind = reading.word(move.hit.end + back + 1)
    if behind == "to" and reading.word(move.hit.end + back + 2).startswith(_SHOWS):
        return True
    return not frozenset(after[:back]) & _NO_WAY and behind not in ("to", "into", "and")


_BACKWARD = frozenset({"back", "backward", "backwards", "away", "outward", "outwards"})
_NO_WAY = frozenset({",", ".", ";", "as", "while", "the", "a", "an", "her", "his"})


def _names_something(reading: Reading, begin: int, end: int) -> bool:
    empty = lexicon().joined("not_open", "only_promised")
    for word in reading.words[begin:end]:
        if word in (",", ":", "–", "—"):
            continue
        if word in ("and", "as", "then", "while", "before"):
            return False
        if word not in empty:
            return True
    return False


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
            and reading.word(hit.start - 1) not in BOUND_FOR
        ),
        None,
    )


def _way(reading: Reading, seconds: float) -> str:
    return too_long(reading, seconds) or far_apart(reading, seconds)


SHOT_CHECKS = (turn_travel, empty_reveal, too_far, size_content)
