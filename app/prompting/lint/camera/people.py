"""Checks what a move of the camera does to a face: a mouth that speaks, a side that no picture shows."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.finding import Finding
from app.domain.moves import arc_degrees
from app.prompting.lint.camera.moves import Move
from app.prompting.lint.face import Scene, shot_number, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_FACE_SIDES = ("back", "behind", "rear", "side", "profile", "three", "turn", "all", "other", "angle", "round")


def mouth(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A whip, a crash zoom or an orbit while somebody speaks."""
    if not facts.windows:
        return
    for segment in facts.moving:
        if segment.name.startswith(("whip", "crash", "orbit", "dolly_zoom")):
            end = segment.leave + segment.seconds
            if any(window.start < end - 0.05 and segment.leave + 0.05 < window.spoken_end for window in facts.windows):
                yield told("mouth", f"{facts.at}.keys[{segment.end_key}].axes", shot=shot_number(scene))
                return
    if scene.english:
        for beat in facts.beats:
            spoken = bool(beat.beat.lines)
            for field in beat.fields if spoken or len(facts.beats) == 1 else ():
                hit = _breaks_speech(field, facts)
                if hit:
                    yield told("mouth", field.path, variant="words", said=field.reading.said(hit))
                    return


def _breaks_speech(field: Field, facts: ShotFacts) -> Hit | None:
    """A whip, a crash or a way all round in words, or any move that is said to be fast."""
    for hit in field.reading.of("speech_break"):
        if not _of_another(field.reading, hit):
            return hit
    for place, move in facts.text_moves:
        if (
            place is field
            and not _of_another(field.reading, move.hit)
            and (move.kind in ("whip", "crash") or _whole_way(field.reading, move) or _hasty(field.reading, move))
        ):
            return move.hit
    return None


def _of_another(reading: Reading, hit: Hit) -> bool:
    """Her hair whips round: a verb in the third person with a subject of its own, and no camera."""
    begin = reading.sentence_of(hit.start)[0]
    if hit.start == 0 and reading.words[0].endswith("s") and reading.raw[0][:1].islower():
        return True
    if not reading.words[hit.start].endswith("s") or any(
        begin <= camera.start <= hit.start for camera in reading.hits.get("camera_noun", ())
    ):
        return False
    before, pace = reading.word(hit.start - 1), lexicon().words("camera_pace")
    return hit.start > begin and before not in (",", "and", "then", "we") and before not in pace


def _whole_way(reading: Reading, move: Move) -> bool:
    """An orbit, and not part of one: a quarter, an arc, round to a side."""
    if move.kind == "roll":
        return not _OVER.isdisjoint(reading.words[move.hit.start : move.hit.end + 6])
    if move.kind != "orbit":
        return False
    sentence = frozenset(reading.words[slice(*reading.sentence_of(move.hit.start))])
    return "arc" not in reading.word(move.hit.start) and sentence.isdisjoint(("quarter", "slightly", "degrees", "half"))


_OVER = frozenset({"full", "complete", "whole", "entire", "360", "upside", "over", "twice", "again", "barrel"})


def _hasty(reading: Reading, move: Move) -> bool:
    near = reading.words[max(0, move.hit.start - 2) : move.hit.end + 5]
    own = reading.words[move.hit.start : move.hit.end]
    book = lexicon()
    return not book.words("hasty").isdisjoint(near) or not book.words("hasty_verbs").isdisjoint(own)


def unseen_side(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """More than half way round somebody whose picture shows one side only."""
    fronts = [member for member in scene.cast if member.kind == "human" and member.refs and front_only(member.refs)]
    if not fronts and not (scene.pictured and any(member.kind == "human" for member in scene.cast)):
        return
    for segment in facts.moving:
        if segment.name.startswith(("arc", "orbit")) and arc_degrees(segment) > 180:
            path = f"{facts.at}.keys[{segment.end_key}].axes"
            yield told("unseen_side", path, degrees=min(arc_degrees(segment), 360), shot=shot_number(scene))
            return
    if scene.english:
        for field in facts.holding("whole_orbit"):
            for hit in field.reading.of("whole_orbit"):
                if _of_the_camera(field.reading, hit) and not _of_other_things(field.reading, hit):
                    yield told("unseen_side", field.path, variant="words", said=field.reading.said(hit))
                    return
        for field, move in facts.text_moves:
            if move.kind == "orbit" and _shows_all(field.reading, move):
                yield told("unseen_side", field.path, variant="words", said=field.reading.said(move.hit))
                return


def _shows_all(reading: Reading, move: Move) -> bool:
    """Whether an orbit of the camera is round somebody, and more than half way."""
    return _of_the_camera(reading, move.hit) and _all_round(reading, move) and not _about_a_thing(reading, move.hit)


def _about_a_thing(reading: Reading, hit: Hit) -> bool:
    """`Circles the tin once`: what it goes round is named, and nobody."""
    at = hit.end
    while reading.word(at) in _CIRCLES:
        at += 1
    while reading.word(at) in _ROUND_WORDS or reading.word(at).endswith("ly") or reading.word(at + 1) == "way":
        at += 1
    if reading.word(at)[:6] == "{prop:":
        return True
    if reading.word(at) not in ("the", "a", "an"):
        return False
    if reading.word(at + 1)[:6] == "{cast:":
        return False
    book = lexicon()
    thing = [word for word in reading.words[at + 1 : at + 3] if word.isalpha()]
    return book.joined("persons", "heads").isdisjoint(thing) and thing[:1] not in (
        ["two"],
        ["pair"],
        ["table"],
    )


_ROUND_WORDS = frozenset({"all", "way", "right", "round", "around", "about", "once", "twice", "whole", "clean", "in"})


def _of_the_camera(reading: Reading, hit: Hit) -> bool:
    """Whether the camera goes round, and not somebody who turns, walks or paints a circle."""
    begin = reading.sentence_of(hit.start)[0]
    cameras = reading.hits.get("camera_noun", ())
    if any(begin <= camera.start <= hit.start for camera in cameras) or "we" in reading.words:
        return True
    before = reading.words[begin : hit.start]
    return not any(word.endswith("s") or word.startswith("{") for word in before)


def _of_other_things(reading: Reading, hit: Hit) -> bool:
    """Whether a full circle is round a thing: `360 orbit around the {prop:pan}`, or is one of things."""
    near = reading.words[max(0, hit.end - 1) : hit.end + 3]
    return _of_things(reading, hit) or (not _ROUND_WORDS.isdisjoint(near) and _about_a_thing(reading, hit))


_CIRCLES = frozenset(
    {"orbit", "orbits", "circle", "turn", "degree", "degrees", "arc", "move", "spin", "shot", "rotation"}
)


def _of_things(reading: Reading, hit: Hit) -> bool:
    """A full circle of chairs: what stands in one."""
    behind = reading.word(hit.end + 1)
    own = ("her", "his", "their", "the", "them", "him")
    return reading.word(hit.end) == "of" and behind not in own and not behind.startswith("{")


def _all_round(reading: Reading, move: Move) -> bool:
    """Twice, completely, by three quarters: more than half way."""
    begin, end = reading.sentence_of(move.hit.start)
    sentence = frozenset(reading.words[begin:end])
    if turned := _degrees(reading.words[begin:end]):
        return turned > _HALF
    if "three" in sentence and (
        not sentence.isdisjoint(("view", "profile", "angle", "shot")) or _to_a_side(reading, begin, end)
    ):
        return False
    if not sentence.isdisjoint(("quarter", "half", "halfway", "eighth")) and "three" not in sentence:
        return False
    if "once" in reading.words[move.hit.end : end] and "arc" not in reading.word(move.hit.start):
        return True
    wide = any(word.isdigit() and 180 < int(word) <= 720 for word in sentence)
    return wide or not lexicon().words("all_round").isdisjoint(sentence)


_HALF = 180
_UNITS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _degrees(words: list[str]) -> int:
    """How many degrees are spelled out: `two hundred and seventy degrees`; 0 where none are."""
    at = next((place for place, word in enumerate(words) if word in ("degrees", "degree")), 0)
    number, place = 0, at - 1
    while place >= 0 and (words[place] in _UNITS or words[place] in _TENS or words[place] in ("hundred", "and", "a")):
        word = words[place]
        if word in _TENS:
            number += 10 * _TENS.index(word)
        elif word == "hundred":
            hundreds = _UNITS.index(words[place - 1]) if place and words[place - 1] in _UNITS else 1
            return number + 100 * hundreds
        elif word in _UNITS:
            number += _UNITS.index(word)
        place -= 1
    return number


def _to_a_side(reading: Reading, begin: int, end: int) -> bool:
    """`Stops at three-quarter`, `to a three-quarter back`: on which side it ends, and not how far it goes."""
    for place in range(begin + 1, end - 1):
        if reading.words[place] == "three" and reading.words[place + 1] in ("quarter", "quarters"):
            behind = reading.word(place + 2) if place + 2 < end else ""
            return reading.words[place - 1] in _AT_A_SIDE and (behind in _SIDES or not behind.isalpha())
    return False


_AT_A_SIDE = frozenset({"at", "to", "into", "in", "on", "a", "the", "her", "his", "their"})
_SIDES = frozenset({"and", "front", "back", "rear", "from", "portrait", "position", "face", "then"})


def front_only(refs: tuple[object, ...]) -> bool:
    """Whether pictures of somebody show the front and nothing besides."""
    roles = [str(getattr(ref, "role", "")).lower() for ref in refs]
    sided = any(side in role for role in roles for side in _FACE_SIDES)
    return not sided and (len(refs) < 2 or all("front" in role for role in roles))
