"""Checks the craft of the camera: one move that agrees with itself, ends on a picture and has the time it needs."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.finding import Finding
from app.domain.moves import Segment, arc_degrees
from app.prompting.lint.camera_text import Move
from app.prompting.lint.face import Scene, catalogue, mend, put, shot_number, told
from app.prompting.lint.facts import Field, ShotFacts
from app.prompting.lint.reading import Hit, Reading
from app.prompting.lint.ways import text_way

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
_OUTWARD = ("dolly_out", "zoom_out", "crash_zoom_out", "crane_u", "pedestal_u")
_FACE_SIDES = ("back", "behind", "rear", "side", "profile", "three", "turn", "all", "other", "angle", "round")
_ARTICLES = ("the", "a", "an", "his", "her", "their", "its")
_EVEN = 0.6
"""A second axis with this part of the first is a move of its own, not a slight one."""
_FASTEST = 5.0
"""Units a second beyond which no camera travels."""
_CLOSE = ("cu", "ecu", "mcu", "macro", "insert", "close-up", "extreme close-up", "medium close-up", "macro shot")
_FAR = ("ews", "extreme wide shot", "aerial")


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
    kinds = list(dict.fromkeys(_family(move.kind) for _, move in spoken))
    if scene.english and len(kinds) > 1:
        yield told(
            "moves", spoken[-1][0].path, shot=number, n=len(kinds), first=_said(spoken[0]), second=_said(spoken[-1])
        )
    elif (
        scene.english
        and kinds
        and named
        and not any(_family(name) == kinds[0] or _akin(name, kinds[0]) for name in named)
    ):
        yield told("moves", spoken[0][0].path, variant="path", shot=number, second=_said(spoken[0]))
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


def _family(kind: str) -> str:
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


def _said(pair: tuple[Field, Move]) -> str:
    field, move = pair
    return field.reading.said(move.hit)


def cancel(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Moves that deny each other: there and back, or a still camera that moves."""
    names = {segment.name for segment in facts.moving}
    for name in names:
        if _OPPOSITE.get(name) in names:
            path = f"{facts.at}.keys[{facts.moving[-1].end_key}].axes"
            yield told("cancel", path, shot=shot_number(scene))
            return
    if facts.shot.support == "locked" and (facts.moving and not _turns_only(facts)):
        fix = mend("clear_support", [put(f"{facts.at}.support", "")])
        yield told("cancel", f"{facts.at}.support", variant="locked", fix=fix, shot=shot_number(scene))
        return
    if scene.english:
        yield from _cancelled_words(facts, scene)


def _turns_only(facts: ShotFacts) -> bool:
    """A tripod still pans, tilts and zooms."""
    return all(set(segment.deltas) <= {"pan", "tilt", "zoom", "roll"} for segment in facts.moving)


def _cancelled_words(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    still = [(field, move) for field, move in facts.text_moves if move.kind == "still"]
    going = [(field, move) for field, move in facts.text_moves if move.kind != "still"]
    if still and going and not _in_turn(still[0], going[0]):
        yield told("cancel", going[0][0].path, variant="words", first=_said(still[0]), second=_said(going[0]))
    elif still and facts.moving:
        yield told("cancel", still[0][0].path, variant="path", first=_said(still[0]))
    elif (
        going
        and facts.shot.support == "locked"
        and not facts.moving
        and not all(move.kind in ("pan", "tilt", "zoom", "whip", "crash", "roll") for _, move in going)
    ):
        yield told("cancel", going[0][0].path, variant="support", second=_said(going[0]))
    else:
        kinds = {move.kind: (field, move) for field, move in going}
        ways = {text_way(field.reading, move): (field, move) for field, move in going}
        for one, other in (("dolly_in", "dolly_out"), ("left", "right"), ("up", "down"), ("in", "out")):
            both = (kinds | ways) if one == "dolly_in" else ways
            if one in both and other in both and _family_of(both[one]) == _family_of(both[other], one == "dolly_in"):
                yield told(
                    "cancel", both[other][0].path, variant="words", first=_said(both[one]), second=_said(both[other])
                )
                return


def _family_of(pair: tuple[Field, Move], any_kind: bool = False) -> str:
    kind = pair[1].kind
    return "dolly_in" if kind == "dolly_out" else kind


def _in_turn(one: tuple[Field, Move], other: tuple[Field, Move]) -> bool:
    """Whether one comes after the other: holds, then pushes in."""
    if one[0] is not other[0]:
        return False
    reading: Reading = one[0].reading
    begin, end = sorted((one[1].hit, other[1].hit))
    return not frozenset(("then", "before", "until", "after", "afterwards", "finally")).isdisjoint(
        reading.words[begin.end : end.start]
    )


def turn_travel(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A word for turning in place used for going somewhere."""
    if not scene.english:
        return
    for field in facts.holding("turns"):
        reading = field.reading
        if "travel_after_turn" not in reading.hits:
            continue
        hit = _travelling_turn(reading)
        if hit is not None:
            yield told("turn_travel", field.path, said=reading.said(hit))
            return


def _travelling_turn(reading: Reading) -> Hit | None:
    stays = reading.hits.get("stays_turning", ())
    things = reading.hits.get("pan_things", ())
    for turn in reading.of("turns"):
        if any(thing.start <= turn.start < thing.end for thing in things):
            continue
        end = reading.sentence_of(turn.start)[1]
        for travel in reading.of("travel_after_turn"):
            if not turn.end - 1 <= travel.start < min(end, turn.end + 8):
                continue
            between = reading.words[turn.end : travel.start]
            if any(
                word in (",", "as", "while", "and", "then", "where", "who", "that", "when", "following")
                for word in between
            ):
                break
            if not any(stay.start <= travel.start < stay.end for stay in stays):
                return Hit(turn.start, travel.end)
    return None


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
    if scene.english and (facts.text_moves or facts.has("camera_words", "still_camera", "camera_noun")):
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
    if spoken and not any(_ends(field.reading, move) for field, move in spoken):
        field, move = spoken[-1]
        fix = mend("and_settles", [put(field.path, _settled(field.text))])
        yield told("open_move", field.path, fix=fix, said=_said((field, move)))


def _ends(reading: Reading, move: Move) -> bool:
    if any(hit.end > move.hit.start for hit in reading.of("camera_ends")):
        return True
    words = reading.words[move.hit.end : reading.sentence_of(move.hit.start)[1]]
    return (
        any(
            one == "to" and two in _ARTICLES and three not in ("left", "right", "side", "front", "back")
            for one, two, three in zip(words, words[1:], words[2:], strict=False)
        )
        or "onto" in words
    )


def _settled(text: str) -> str:
    bare = text.rstrip()
    stop = bare[-1] if bare[-1:] in ".!?…" else ""
    return f"{bare.rstrip('.!?… ,;')}, and settles{stop}"


def empty_reveal(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A move that opens up the picture, and nothing told of what comes into it."""
    if facts.moving and facts.moving[-1].name in _OUTWARD and not (scene.last and scene.final_picture):
        keys = {key.id: key for key in facts.shot.keys}
        told_of = any(key.reveal.strip() for key in facts.shot.keys)
        if not told_of and not facts.has("opened_up"):
            path = f"{facts.at}.keys[{keys[facts.moving[-1].start_key].id}].reveal"
            yield told("empty_reveal", path, variant="path", shot=shot_number(scene))
            return
    if not scene.english or not ("reveals" in facts.lists or "outward" in facts.lists):
        return
    for field in facts.fields:
        hit = _emptied(field.reading) if field.name not in ("target", "focus") else None
        if hit is not None:
            yield told("empty_reveal", field.path, said=field.reading.said(hit))
            return


def _emptied(reading: Reading) -> Hit | None:
    hits = reading.hits
    if "reveals" in hits:
        for hit in reading.of("reveals"):
            end = reading.sentence_of(hit.start)[1]
            if not _names_something(reading, hit.end, end):
                return hit
        return None
    for hit in reading.of("outward") if "outward" in hits else ():
        if not any(
            move.hit.start <= hit.start < move.hit.end or move.hit.start == hit.start for move in _moves(reading)
        ):
            continue
        if not any(opened.start >= hit.end - 1 for opened in hits.get("opened_up", ())):
            return hit
    return None


def _moves(reading: Reading) -> list[Move]:
    from app.prompting.lint.camera_text import moves_in

    return moves_in(reading)


def _names_something(reading: Reading, begin: int, end: int) -> bool:
    from app.prompting.lint.lexicon import lexicon

    empty = lexicon().words("not_open")
    for word in reading.words[begin:end]:
        if word in (",", ":"):
            continue
        if word in ("and", "as", "then", "while", "before"):
            return False
        if word not in empty:
            return True
    return False


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
                for hit in field.reading.of("speech_break"):
                    yield told("mouth", field.path, variant="words", said=field.reading.said(hit))
                    return


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
                yield told("unseen_side", field.path, variant="words", said=field.reading.said(hit))
                return


def _front_only(refs: tuple[object, ...]) -> bool:
    roles = [str(getattr(ref, "role", "")).lower() for ref in refs]
    sided = any(side in role for role in roles for side in _FACE_SIDES)
    return not sided and (len(refs) < 2 or all("front" in role for role in roles))


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
                far = field.reading.of("impossible") and facts.shot.seconds <= 20
                said = (
                    field.reading.said(field.reading.of("impossible")[0])
                    if far
                    else _way(field.reading, beat.beat.seconds or facts.shot.seconds)
                )
                if said:
                    yield told("too_far", field.path, said=said, seconds=f"{beat.beat.seconds:g}")
                    return


def _way(reading: Reading, seconds: float) -> str:
    from app.prompting.lint.ways import too_long

    return too_long(reading, seconds)


def size_content(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A framing that cannot hold, or cannot show, what happens in it."""
    sizes = [key.framing.size for key in facts.shot.keys if key.framing.size]
    if not scene.english:
        return
    if sizes and all(size in _CLOSE for size in sizes):
        yield from _ill_framed(facts, "wide_things", "close", sizes[0])
    elif sizes and all(size in _FAR for size in sizes):
        yield from _ill_framed(facts, "tiny_things", "far", sizes[0])
    for field in facts.fields:
        text = field.text.lower()
        if (
            field.name in ("action", "ends_as", "target")
            and "close" in text
            and ("close-up" in text or "close up" in text or "closeup" in text)
        ):
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
    if variant == "close" and any(word in targets for word in whole) and "face" not in targets:
        return
    for field in facts.fields:
        if field.name in ("action", "ends_as", "target", "touches", "feeling_shown"):
            hits = field.reading.of(name)
            if hits:
                yield told("size_content", field.path, variant=variant, said=field.reading.said(hits[0]), size=size)
                return


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


SHOT_CHECKS = (
    moves,
    cancel,
    turn_travel,
    no_camera,
    open_move,
    empty_reveal,
    mouth,
    unseen_side,
    too_far,
    size_content,
    short_shot,
)
