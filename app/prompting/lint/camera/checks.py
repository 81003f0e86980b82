"""Checks the craft of the camera: one move that agrees with itself, ends on a picture and has the time it needs."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.finding import Finding
from app.domain.moves import Segment
from app.prompting.lint.camera.accord import against_path, is_fixed, shaking, still_on_the_move, unsteady
from app.prompting.lint.camera.clauses import is_object
from app.prompting.lint.camera.kinds import OPPOSITE, akin, family, in_turn, opposed, said_of
from app.prompting.lint.camera.moves import Move
from app.prompting.lint.camera.people import mouth, unseen_side
from app.prompting.lint.camera.text import speaks_of_camera
from app.prompting.lint.camera.wares import bears_another
from app.prompting.lint.face import Scene, catalogue, mend, put, shot_number, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading

_SIDES = ("left", "right", "side", "front", "back")
_SEEN_FROM = ("profile", "cheek", "shoulder", "ear", "eye", "hand", "temple", "quarter", "three")
_NOWHERE = frozenset({"and", "fro", "follow", "music", "keep", "stay", "match", "be", "find", "give", "our"})
_ARTICLES = ("the", "a", "an", "his", "her", "their", "its")
_EVEN = 0.6
"""A second axis with this part of the first is a move of its own, not a slight one."""


def moves(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """More moves than a shot carries: several on the path, several in the words, or both."""
    number = shot_number(scene)
    for segment in facts.moving:
        if _tangled(segment) or (segment.secondary and _even(segment)):
            path = f"{facts.at}.keys[{segment.end_key}].axes"
            yield told("moves", path, variant="at_once", shot=number)
            return
    named = list(dict.fromkeys(segment.name for segment in facts.moving))
    spoken = [(field, move) for field, move in facts.text_moves if move.kind not in ("still", "shake")]
    kinds = list(dict.fromkeys(family(move.kind) for _, move in spoken))
    if scene.english and len(kinds) > 1:
        yield told(
            "moves", spoken[-1][0].path, shot=number, n=len(kinds), first=said_of(spoken[0]), second=said_of(spoken[-1])
        )
    elif (
        scene.english
        and kinds
        and named
        and not any(family(name) == kinds[0] or akin(name, kinds[0]) for name in named)
    ):
        yield told("moves", spoken[0][0].path, variant="path", shot=number, second=said_of(spoken[0]))
    elif len(named) > _most_moves(facts.shot.seconds):
        path = f"{facts.at}.keys[{facts.moving[-1].end_key}].axes"
        yield told("moves", path, variant="many", shot=number, n=len(named), seconds=f"{facts.shot.seconds:g}")


def _tangled(segment: Segment) -> bool:
    """Whether several axes move at once, none of them slightly."""
    sizes = sorted((abs(each) for each in segment.deltas.values()), reverse=True)
    return segment.name == "complex" and (
        sizes[1] > _EVEN * sizes[0] or (len(sizes) > 2 and sizes[2] > 0.25 * sizes[0])
    )


def _even(segment: Segment) -> bool:
    sizes = sorted((abs(each) for each in segment.deltas.values()), reverse=True)
    return (
        segment.name
        in (
            "dolly_in",
            "dolly_out",
            "truck_l",
            "truck_r",
            "pan_l",
            "pan_r",
            "tilt_u",
            "tilt_d",
            "zoom_in",
            "zoom_out",
            "pedestal_u",
            "pedestal_d",
            "roll_l",
            "roll_r",
        )
        and sizes[1] > _EVEN * sizes[0]
    )


def _most_moves(seconds: float) -> int:
    steps: list[tuple[float, int]] = catalogue()["amounts"]["moves_upto"]
    return next((most for upto, most in steps if seconds <= upto), 4)


def cancel(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Moves that deny each other: there and back, or a still camera that moves."""
    names = {segment.name for segment in facts.moving} if len(facts.moving) > 1 else set()
    for name in names:
        if OPPOSITE.get(name) in names:
            path = f"{facts.at}.keys[{facts.moving[-1].end_key}].axes"
            yield told("cancel", path, shot=shot_number(scene))
            return
    fixed = is_fixed(facts.shot.support)
    if fixed and (facts.moving and not _turns_only(facts)):
        fix = mend("clear_support", [put(f"{facts.at}.support", "")])
        yield told("cancel", f"{facts.at}.support", variant="locked", fix=fix, shot=shot_number(scene))
        return
    if fixed and (shaken := list(unsteady(facts, scene))):
        yield from shaken
    elif scene.english and facts.text_moves and (found := list(_cancelled_words(facts, fixed))):
        yield from found
    elif (
        scene.english
        and (fixed or any(move.kind == "still" for _, move in facts.text_moves))
        and (held := shaking(facts))
    ):
        yield told("cancel", held[0].path, variant="support", second=held[1])


def _turns_only(facts: ShotFacts) -> bool:
    """A tripod still pans, tilts and zooms."""
    return all(set(segment.deltas) <= {"pan", "tilt", "zoom", "roll"} for segment in facts.moving)


def _cancelled_words(facts: ShotFacts, fixed: bool) -> Iterator[Finding]:
    still = [(field, move) for field, move in facts.text_moves if move.kind == "still"]
    going = [(field, move) for field, move in facts.text_moves if move.kind != "still"]
    if still and going and not in_turn(still[0], going[0]):
        yield told("cancel", going[0][0].path, variant="words", first=said_of(still[0]), second=said_of(going[0]))
    elif still and facts.moving:
        yield told("cancel", still[0][0].path, variant="path", first=said_of(still[0]))
    elif still and not going and still_on_the_move(facts, still[0]):
        yield told("cancel", still[0][0].path, variant="sways", first=said_of(still[0]))
    elif against := against_path(facts):
        yield told("cancel", against[0].path, variant="path", first=said_of(against))
    elif (
        going
        and fixed
        and not facts.moving
        and not all(move.kind in ("pan", "tilt", "zoom", "whip", "crash", "roll") for _, move in going)
    ):
        yield told("cancel", going[0][0].path, variant="support", second=said_of(going[0]))
    elif swing := opposed(going):
        yield told("cancel", swing[0].path, variant="words", first=swing[1], second=swing[2])


def no_camera(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Nothing says what the camera does."""
    shot = facts.shot
    if (
        not facts.says
        or shot.support.strip()
        or shot.shake
        or facts.moving
        or any(key.lock != "none" or key.hold for key in shot.keys)
    ):
        return
    if scene.filmed or (
        scene.english
        and (
            facts.text_moves
            or facts.holding("still_camera")
            or any(says_how(field.reading) for field in facts.holding("camera_words"))
            or any(speaks_of_camera(field.reading) for field in facts.holding("camera_noun"))
        )
    ):
        return
    if facts.chinese:
        from app.prompting.lint.chinese import camera as chinese_camera

        if any(
            chinese_camera.speaks_of_camera(field.text) or chinese_camera.still_in(field.text)
            for field in facts.chinese
        ):
            return
    fix = mend("lock_off", [put(f"{facts.at}.support", "locked")])
    yield told("no_camera", f"{facts.at}.support", fix=fix, shot=shot_number(scene))


def says_how(reading: Reading, *, acted: bool = True) -> bool:
    """Whether words for a camera and its stands say how it is filmed: not a tripod that is sold or carried where
    somebody acts, and no tripod stool."""
    return any(
        hit.end - hit.start > 1
        or reading.words[hit.start] not in _STANDS
        or not (bears_another(reading, hit.start) or (acted and is_object(reading, hit)))
        for hit in reading.of("camera_words")
    )


_STANDS = frozenset({"tripod", "gimbal", "steadicam", "monopod", "camcorder", "gopro", "webcam", "dashcam", "bodycam"})


def open_move(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A move that ends on no picture."""
    ended = scene.last and scene.final_picture
    if facts.moving and not ended:
        key = next(each for each in facts.shot.keys if each.id == facts.moving[-1].end_key)
        framing = key.framing
        last = facts.shot.beats[-1].ends_as if facts.shot.beats else ""
        if not (framing.size or framing.target or framing.angle or key.reveal or last.strip()):
            yield told("open_move", f"{facts.at}.keys[{key.id}].framing", variant="path", shot=shot_number(scene))
            return
    if not scene.english or not facts.text_moves:
        return
    spoken = [(field, move) for field, move in facts.text_moves if move.kind not in ("still", "shake")]
    if facts.moving:
        # the path has its end, and the words only tell it once more
        names = [segment.name for segment in facts.moving]
        spoken = [each for each in spoken if not any(akin(name, family(each[1].kind)) for name in names)]
    if spoken and not any(ends_on(field.reading, move) for field, move in spoken):
        field, move = spoken[-1]
        fix = mend("and_settles", [put(field.path, _settled(field.text))])
        yield told("open_move", field.path, fix=fix, said=said_of((field, move)))


def ends_on(reading: Reading, move: Move) -> bool:
    """Whether a text says on what a move of it comes to its end."""
    cameras = {camera.end for camera in reading.hits.get("camera_noun", ())}
    if any(hit.end > move.hit.start and hit.end not in cameras for hit in reading.of("camera_ends")):
        return True
    begin, end = reading.sentence_of(move.hit.start)
    if "after" in reading.words[begin : move.hit.start] and any(
        begin <= hit.start < move.hit.start for hit in reading.of("camera_ends")
    ):
        return True
    words = reading.words[move.hit.end - 1 : end]
    return "onto" in words or any(
        one == "to" and _is_place(two, three, four)
        for one, two, three, four in zip(words, words[1:], [*words[2:], ""], [*words[3:], "", ""], strict=False)
    )


def _is_place(first: str, second: str, third: str) -> bool:
    """Whether words behind `to` are somewhere to end: `the rim`, `floor level`; not `the left`, `follow her`."""
    if second in ("level", "height"):
        return True
    if first in _ARTICLES:
        return second not in _SIDES or third in _SEEN_FROM
    book = lexicon()
    if first in _SIDES or not first.isalpha() or first in _NOWHERE:
        return first in ("front",) or first.startswith("{")
    return first not in book.words("main_verbs") and first not in book.kinds("camera_verbs")


def _settled(text: str) -> str:
    bare = text.rstrip()
    stop = bare[-1] if bare[-1:] in ".!?…" else ""
    return f"{bare.rstrip('.!?… ,;')}, and settles{stop}"


def short_shot(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A move or a line in a shot that is over before it is seen."""
    least = catalogue()["amounts"]["shot_seconds_least"]
    if not 0.05 < facts.shot.seconds < least:
        return
    if facts.windows or facts.moving or (scene.english and facts.moves):
        variant = "line" if facts.windows else ""
        yield told(
            "short_shot",
            f"{facts.at}.seconds",
            variant=variant,
            shot=shot_number(scene),
            seconds=f"{facts.shot.seconds:g}",
        )


SHOT_CHECKS = (moves, cancel, no_camera, open_move, mouth, unseen_side, short_shot)
