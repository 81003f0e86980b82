"""Checks the craft of the camera: one move that agrees with itself, ends on a picture and has the time it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.finding import Finding
from app.domain.moves import Segment, arc_degrees
from app.prompting.lint.camera_text import Move, speaks_of_camera
from app.prompting.lint.face import Scene, catalogue, mend, put, shot_number, told
from app.prompting.lint.facts import Field, ShotFacts
from app.prompting.lint.lexicon import lexicon
from app.prompting.lint.reading import Hit, Reading
from app.prompting.lint.ways import text_way

Moves = Iterable[tuple[Field, Move]]
"""Moves in words, each with the text that asks for it."""
_OPPOSITE = {
    "dolly_in": "dolly_out",
    "truck_l": "truck_r",
    "pedestal_u": "pedestal_d",
    "pan_l": "pan_r",
    "tilt_u": "tilt_d",
    "zoom_in": "zoom_out",
    "crane_u": "crane_d",
    "arc_l": "arc_r",
    "orbit_l": "orbit_r",
    "roll_l": "roll_r",
}
_FACE_SIDES = ("back", "behind", "rear", "side", "profile", "three", "turn", "all", "other", "angle", "round")
_SIDES = ("left", "right", "side", "front", "back")
_SEEN_FROM = ("profile", "cheek", "shoulder", "ear", "eye", "hand", "temple", "quarter", "three")
_ARTICLES = ("the", "a", "an", "his", "her", "their", "its")
_BACK = (("up", "down"), ("left", "right"), ("in", "out"), ("back", "forth"), ("right", "left"), ("forward", "back"))
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
        and not any(family(name) == kinds[0] or _akin(name, kinds[0]) for name in named)
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


def family(kind: str) -> str:
    """Moves that are one move for whoever counts them."""
    return {"fly": "travel", "arc_l": "orbit", "arc_r": "orbit", "orbit_l": "orbit", "orbit_r": "orbit"}.get(kind, kind)


def _akin(name: str, kind: str) -> bool:
    """Whether a move of the path and one in the words are the same one."""
    if kind == "travel":
        return name not in ("pan_l", "pan_r", "tilt_u", "tilt_d", "zoom_in", "zoom_out", "roll_l", "roll_r")
    near = {
        "track": ("follow", "lead", "track", "truck", "dolly"),
        "crane": ("crane", "pedestal"),
        "truck": ("truck", "track"),
        "crash": ("crash", "dolly_zoom", "zoom"),
        "dolly_in": ("dolly_in", "dolly_zoom_in", "follow"),
        "dolly_out": ("dolly_out", "dolly_zoom_out", "lead"),
        "orbit": ("arc", "orbit"),
        "whip": ("whip",),
    }
    return name.startswith(near.get(kind, (kind,)))


def said_of(pair: tuple[Field, Move]) -> str:
    """The words of a move as its text has them."""
    field, move = pair
    return field.reading.said(move.hit)


def cancel(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Moves that deny each other: there and back, or a still camera that moves."""
    names = {segment.name for segment in facts.moving} if len(facts.moving) > 1 else set()
    for name in names:
        if _OPPOSITE.get(name) in names:
            path = f"{facts.at}.keys[{facts.moving[-1].end_key}].axes"
            yield told("cancel", path, shot=shot_number(scene))
            return
    if facts.shot.support == "locked" and (facts.moving and not _turns_only(facts)):
        fix = mend("clear_support", [put(f"{facts.at}.support", "")])
        yield told("cancel", f"{facts.at}.support", variant="locked", fix=fix, shot=shot_number(scene))
        return
    if scene.english and facts.text_moves:
        yield from _cancelled_words(facts, scene)


def _turns_only(facts: ShotFacts) -> bool:
    """A tripod still pans, tilts and zooms."""
    return all(set(segment.deltas) <= {"pan", "tilt", "zoom", "roll"} for segment in facts.moving)


def _cancelled_words(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    still = [(field, move) for field, move in facts.text_moves if move.kind == "still"]
    going = [(field, move) for field, move in facts.text_moves if move.kind != "still"]
    if still and going and not in_turn(still[0], going[0]):
        yield told("cancel", going[0][0].path, variant="words", first=said_of(still[0]), second=said_of(going[0]))
    elif still and facts.moving:
        yield told("cancel", still[0][0].path, variant="path", first=said_of(still[0]))
    elif (
        going
        and facts.shot.support == "locked"
        and not facts.moving
        and not all(move.kind in ("pan", "tilt", "zoom", "whip", "crash", "roll") for _, move in going)
    ):
        yield told("cancel", going[0][0].path, variant="support", second=said_of(going[0]))
    elif swing := opposed(going):
        yield told("cancel", swing[0].path, variant="words", first=swing[1], second=swing[2])


def opposed(going: Moves) -> tuple[Field, str, str] | None:
    """Two moves of a text that deny each other, and how they are said: in and out, left and right."""
    if swing := _there_and_back(going):
        return swing
    kinds = {move.kind: (field, move) for field, move in going}
    ways = {text_way(field.reading, move): (field, move) for field, move in going}
    for one, other in (("dolly_in", "dolly_out"), ("left", "right"), ("up", "down"), ("in", "out")):
        both = (kinds | ways) if one == "dolly_in" else ways
        if one in both and other in both and _family_of(both[one]) == _family_of(both[other], one == "dolly_in"):
            return both[other][0], said_of(both[one]), said_of(both[other])
    return None


def _there_and_back(going: Moves) -> tuple[Field, str, str] | None:
    """Up and down, in and out: said of one move."""
    for field, move in going:
        words = field.reading.words[move.hit.start : move.hit.end + 5]
        for one, other in _BACK:
            if one in words and words[words.index(one) + 1 : words.index(one) + 3] == ["and", other]:
                return field, one, other
    return None


def _family_of(pair: tuple[Field, Move], any_kind: bool = False) -> str:
    kind = pair[1].kind
    return "dolly_in" if kind in ("dolly_out", "track", "travel") else kind


def in_turn(one: tuple[Field, Move], other: tuple[Field, Move]) -> bool:
    """Whether one comes after the other: holds, then pushes in."""
    if one[0] is not other[0]:
        return False
    reading: Reading = one[0].reading
    begin, end = sorted((one[1].hit, other[1].hit))
    return not frozenset(("then", "before", "until", "after", "afterwards", "finally")).isdisjoint(
        reading.words[begin.end : end.start]
    )


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
    if scene.english and (
        scene.filmed
        or facts.text_moves
        or facts.holding("still_camera")
        or facts.has("camera_words")
        or any(speaks_of_camera(field.reading) for field in facts.holding("camera_noun"))
    ):
        return
    fix = mend("lock_off", [put(f"{facts.at}.support", "locked")])
    yield told("no_camera", f"{facts.at}.support", fix=fix, shot=shot_number(scene))


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
        spoken = [each for each in spoken if not any(_akin(name, family(each[1].kind)) for name in names)]
    if spoken and not any(_ends(field.reading, move) for field, move in spoken):
        field, move = spoken[-1]
        fix = mend("and_settles", [put(field.path, _settled(field.text))])
        yield told("open_move", field.path, fix=fix, said=said_of((field, move)))


def _ends(reading: Reading, move: Move) -> bool:
    if any(hit.end > move.hit.start for hit in reading.of("camera_ends")):
        return True
    begin, end = reading.sentence_of(move.hit.start)
    if "after" in reading.words[begin : move.hit.start] and any(
        begin <= hit.start < move.hit.start for hit in reading.of("camera_ends")
    ):
        return True
    words = reading.words[move.hit.end - 1 : end]
    return (
        any(
            one == "to" and two in _ARTICLES and (three not in _SIDES or four in _SEEN_FROM)
            for one, two, three, four in zip(words, words[1:], words[2:], [*words[3:], ""], strict=False)
        )
        or "onto" in words
    )


def _settled(text: str) -> str:
    bare = text.rstrip()
    stop = bare[-1] if bare[-1:] in ".!?…" else ""
    return f"{bare.rstrip('.!?… ,;')}, and settles{stop}"


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
    if not reading.words[hit.start].endswith("s") or any(
        begin <= camera.start <= hit.start for camera in reading.hits.get("camera_noun", ())
    ):
        return False
    return hit.start > begin and reading.word(hit.start - 1) not in (",", "and", "then", "we")


def _whole_way(reading: Reading, move: Move) -> bool:
    """An orbit, and not part of one: a quarter, an arc, round to a side."""
    if move.kind != "orbit":
        return False
    sentence = frozenset(reading.words[slice(*reading.sentence_of(move.hit.start))])
    return "arc" not in reading.word(move.hit.start) and sentence.isdisjoint(("quarter", "slightly", "degrees", "half"))


def _hasty(reading: Reading, move: Move) -> bool:
    near = reading.words[max(0, move.hit.start - 2) : move.hit.end + 2]
    return not lexicon().words("hasty").isdisjoint(near)


def unseen_side(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """More than half way round somebody whose picture shows one side only."""
    fronts = [member for member in scene.cast if member.kind == "human" and member.refs and _front_only(member.refs)]
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
                if _of_the_camera(field.reading, hit):
                    yield told("unseen_side", field.path, variant="words", said=field.reading.said(hit))
                    return
        for field, move in facts.text_moves:
            if move.kind == "orbit" and _of_the_camera(field.reading, move.hit) and _all_round(field.reading, move):
                yield told("unseen_side", field.path, variant="words", said=field.reading.said(move.hit))
                return


def _of_the_camera(reading: Reading, hit: Hit) -> bool:
    """Whether the camera goes round, and not somebody who turns, walks or paints a circle."""
    begin, end = reading.sentence_of(hit.start)
    if any(begin <= camera.start < end for camera in reading.hits.get("camera_noun", ())) or "we" in reading.words:
        return True
    before = reading.words[begin : hit.start]
    return not any(word.endswith("s") or word.startswith("{") for word in before)


def _all_round(reading: Reading, move: Move) -> bool:
    """Twice, completely, by three quarters: more than half way."""
    begin, end = reading.sentence_of(move.hit.start)
    sentence = frozenset(reading.words[begin:end])
    if not sentence.isdisjoint(("once", "quarter", "half")) and "three" not in sentence:
        return False
    wide = any(word.isdigit() and 180 < int(word) <= 720 for word in sentence)
    return wide or not lexicon().words("all_round").isdisjoint(sentence)


def _front_only(refs: tuple[object, ...]) -> bool:
    roles = [str(getattr(ref, "role", "")).lower() for ref in refs]
    sided = any(side in role for role in roles for side in _FACE_SIDES)
    return not sided and (len(refs) < 2 or all("front" in role for role in roles))


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
