"""Checks whether a move that opens up the picture, or a reveal, has something behind it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from app.domain.finding import Finding
from app.prompting.lint.camera.moves import Move, ways_behind
from app.prompting.lint.camera.text import heads_action, moves_in
from app.prompting.lint.face import Scene, shot_number, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_OUTWARD = ("dolly_out", "zoom_out", "crash_zoom_out", "crane_u", "pedestal_u")


def empty_reveal(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A move that opens up the picture, and nothing told of what comes into it."""
    if facts.moving and facts.moving[-1].name in _OUTWARD:
        keys = {key.id: key for key in facts.shot.keys}
        told_of = any(key.reveal.strip() for key in facts.shot.keys)
        if not told_of and not facts.has("reveals") and not _shown_besides(facts):
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
        hit = emptied(field.reading) if field.name not in ("target", "focus") else None
        if hit is not None:
            yield told("empty_reveal", field.path, said=field.reading.said(hit))
            return


def _shown_besides(facts: ShotFacts) -> bool:
    """Whether a text of what happens tells what a camera path brings into the picture, or on what it ends."""
    if facts.chinese:
        from app.prompting.lint.chinese.shots import shows_beyond

        if any(shows_beyond(field.text) for field in facts.chinese):
            return True
    for field in facts.fields:
        reading = field.reading
        if field.name not in _HAPPENS or reading.votes < 0:
            continue
        if any(_lies_there(reading, place) for place, word in enumerate(reading.words) if word in _ELSEWHERE):
            return True
        moves = [move for move in moves_in(reading) if not heads_action(reading, move)]
        away = [move.hit.end for move in moves if _retreats(reading, move) or _rises(reading, move)]
        if any(_opened(reading, end) for end in away):
            return True
    return False


def _lies_there(reading: Reading, place: int) -> bool:
    """Whether it is told what lies elsewhere: `behind the roof is the sea`, `the sea appears beyond the roofs`."""
    words, (begin, end) = reading.words, reading.sentence_of(place)
    if place - begin > 2 and words[place - 1] in _LIES and words[place - 2] not in _WHOSE:
        return words[place - 1] not in ("is", "are") and words[place - 2][:1] != "{"
    if place > begin and words[place - 1] not in _BEFORE_PLACE:
        return False
    for at in range(place + 1, min(end, place + 7)):
        if words[at] in _LIES:
            another = any(each in ("the", "a", "an") for each in words[place + 3 : at])
            return another or _names_something(reading, at + 1, end)
        if not words[at].isalpha() or words[at] in _WHOSE:
            return False
    return False


def _tells_nothing(reading: Reading) -> bool:
    """Whether a reveal is only promised: `what is up there`, `the big surprise`."""
    said = [word for word in reading.words if word[:1].isalnum()]
    empty = lexicon().joined("not_open", "only_promised")
    if said and not _PROMISES.isdisjoint(said):
        empty = empty | lexicon().words("promised_minds")
    return bool(said) and empty.issuperset(said)


_PROMISES = frozenset(
    [
        *("something", "what", "nobody", "no-one", "noone", "none", "thing", "that", "one", "sight", "moment", "more"),
        *("everybody", "everyone", "anybody", "anyone", "you", "we", "never", "exactly", "sort", "kind", "unthinkable"),
        *("surprise", "secret", "truth", "twist", "ending", "whatever", "everything"),
    ]
)


@lru_cache(maxsize=4096)
def emptied(reading: Reading) -> Hit | None:
    """The words of a move that opens up the picture, or of a reveal, where nothing is named behind it."""
    if "reveals" in reading.hits:
        return next((hit for hit in reading.of("reveals") if _reveals_nothing(reading, hit)), None)
    moves = [move for move in moves_in(reading) if not heads_action(reading, move)]
    for move in moves:
        if _goes_along(reading, move.hit.end):
            continue
        if (_retreats(reading, move) or _rises(reading, move)) and not _opened(reading, move.hit.end):
            return move.hit
    return next((hit for hit in reading.of("outward") if _widens_on_nothing(reading, hit, moves)), None)


def _reveals_nothing(reading: Reading, hit: Hit) -> bool:
    """Whether a word for a reveal has nothing behind it; as a noun it needs `of`."""
    end = reading.sentence_of(hit.start)[1]
    noun = reading.words[hit.end - 1] == "reveal" and (
        reading.word(hit.start - 1) not in ("to", "and", "") or _is_compound(reading, hit)
    )
    of_it = reading.word(hit.end + (reading.word(hit.end) in ("shot", "moment"))) == "of"
    return (noun and not of_it) or not _names_something(reading, hit.end, end)


def _is_compound(reading: Reading, hit: Hit) -> bool:
    """`A pull-back-and-reveal`: what a move is called."""
    return reading.text[max(0, reading.spans[hit.start][0] - 1)] == "-"


def _widens_on_nothing(reading: Reading, hit: Hit, moves: list[Move]) -> bool:
    """Whether a picture opens up on nothing that is named: not `opens out on a frozen lake`, `lifts to the clock`."""
    of_camera = reading.words[hit.start] in ("view", "shot", "frame", "picture", "scene", "image")
    if not of_camera and not any(move.hit.start < hit.end and hit.start < move.hit.end for move in moves):
        return False
    last, behind = reading.words[hit.end - 1], reading.word(hit.end)
    onto = behind in ("on", "onto") and last in ("out", "up")
    if onto and _names_something(reading, hit.end + 1, reading.sentence_of(hit.start)[1]):
        return False
    up_to = last.startswith(_UPWARD) and behind == "to"
    return not (up_to or _goes_along(reading, hit.end) or _opened(reading, hit.end))


def _goes_along(reading: Reading, behind: int) -> bool:
    """`Pulls back with her`, `backs away ahead of him`: it goes along with somebody, and opens up nothing."""
    words = reading.words[behind : behind + 4]
    ways = [place for place, word in enumerate(words) if word in ("with", "ahead", "before", "alongside")]
    return bool(ways) and any(
        word in ("her", "him", "them") or word[:6] == "{cast:" for word in words[ways[0] + 1 : ways[0] + 3]
    )


def _opened(reading: Reading, behind: int) -> bool:
    """Whether something is named behind a place that comes into the picture."""
    for opened in reading.hits.get("opened_up", ()):
        if opened.start >= behind - 1:
            last = reading.words[opened.end - 1]
            end = reading.sentence_of(opened.start)[1]
            shows = last.startswith(_SHOWS) or last in ("in", "until", "till", "where")
            if not shows or _names_something(reading, opened.end, end):
                return True
    return _named_behind(reading, behind)


def _named_behind(reading: Reading, behind: int) -> bool:
    """Whether new things stand behind a place: `below, a maze`, `; the tin is one of many`, `to a ring of chairs`."""
    end = reading.sentence_of(min(behind, len(reading.words)) - 1)[1]
    numbers, empty = lexicon().pairs("numbers"), lexicon().words("not_open")
    words = reading.words
    places = [place for place, word in enumerate(words[behind:], behind) if word in _ELSEWHERE]
    if any(_is_new(reading, place) or _lies_there(reading, place) for place in places):
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
        if word == "to" and thing == "whole" and reading.word(place + 3) not in empty:
            return True
        if (
            thing in empty
            or _is_framing(reading, place + 2)
            or (following not in ("a", "an", "the") and following not in numbers)
        ):
            continue
        if word == "to" and thing not in _SIDES:
            return following != "the" or thing == "whole"
        if word in ("and", ":") or (word == "," and following != "the"):
            return True
    return False


def _is_new(reading: Reading, place: int) -> bool:
    return reading.word(place + 1) in _NEWLY or reading.word(place + 1) in lexicon().pairs("numbers")


_NEW = frozenset({"a", "an", "two", "three", "stands", "sits", "waits"})


def _follows(reading: Reading, end: int) -> bool:
    """Whether what is there follows behind a stop: `; behind the roof is the sea`, `; the tin is one of many`."""
    first, third = reading.word(end + 1), reading.word(end + 2)
    if reading.word(end) == ";" and first in ("in", "on", "at") and _NEW.intersection(reading.words[end + 3 : end + 6]):
        return True
    if reading.word(end) in (";", ".") and first in _ELSEWHERE and third in _THERE:
        return True
    if reading.word(end) != ";":
        return False
    if first in lexicon().pairs("numbers"):
        return first not in ("a", "an") or (third not in lexicon().words("not_open") and third not in _FILMING)
    named = first in ("the", "a", "an", "only")
    return named and third not in lexicon().words("not_open") and third not in _FILMING


def _is_framing(reading: Reading, place: int) -> bool:
    """`A wide shot`: how it is framed, and nothing that is seen."""
    sized = reading.word(place) in _SIZED and reading.word(place + 1) in _FILMING
    return sized and reading.word(place + 2) != "of"


_SIZED = frozenset({"wide", "wider", "full", "long", "medium", "master", "establishing", "aerial", "high", "closing"})
_TO_THEM = frozenset({"her", "his", "their", "eye", "head", "floor", "ceiling"})


def _tells_more(reading: Reading, place: int, end: int, behind: int) -> bool:
    """`: she sits on a raft`, `from his eye to the whole bridge`, `, the pews filling with foxes`."""
    words = reading.words
    if words[place] in ("into", "onto") and words[place + 1] in ("a", "an"):
        return True
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
_LIES = frozenset(
    [
        *("is", "are", "lies", "lie", "stands", "stand", "sits", "sit", "waits", "stretches", "stretch", "spreads"),
        *("opens", "appears", "appear", "emerges", "looms", "loom", "glitters", "glitter", "shines", "rises", "gapes"),
        *("sprawls", "sprawl", "unfolds", "begins", "extends", "comes", "come", "hangs", "hang", "burns", "crouches"),
    ]
)
"""How something is somewhere."""
_BEFORE_PLACE = frozenset({",", ";", ":", ".", "–", "—", "(", "and", "until", "till", "where", "now", "far", "just"})
_WHOSE = frozenset({"who", "that", "which", "whose", "he", "she", "they", "it", "we", "you", "and", "as", "while"})
_HAPPENS = frozenset({"action", "ends_as", "evidence", "touches"})
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
    if behind in ("to", "and") and reading.word(move.hit.end + back + 2).startswith(_SHOWS):
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
