"""Checks whether what one place says of the camera agrees with what another asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting.lint.camera.kinds import opposed, said_of
from app.prompting.lint.camera.moves import Move
from app.prompting.lint.camera.text import CAMERA_LISTS, moves_in
from app.prompting.lint.camera.ways import text_way
from app.prompting.lint.face import shot_number, told
from app.prompting.lint.fields import Field
from app.prompting.lint.outside import WholeFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading, read

if TYPE_CHECKING:
    from app.prompting.lint.face import Scene
    from app.prompting.lint.facts import ShotFacts

_WHERE = ("setting", "foreground", "midground", "background", "style_line", "mood", "texture", "locks")
_IN_PLACE = frozenset({"pan", "tilt", "zoom", "whip", "crash", "roll"})
"""What a camera does that stays where it is."""
_PATHS = {
    "dolly_in": ("depth", "in"),
    "dolly_out": ("depth", "out"),
    "follow": ("depth", "in"),
    "lead": ("depth", "out"),
    "truck_l": ("side", "left"),
    "truck_r": ("side", "right"),
    "pan_l": ("turn", "left"),
    "pan_r": ("turn", "right"),
    "whip_pan_l": ("turn", "left"),
    "whip_pan_r": ("turn", "right"),
    "tilt_u": ("tilt", "up"),
    "tilt_d": ("tilt", "down"),
    "pedestal_u": ("height", "up"),
    "pedestal_d": ("height", "down"),
    "crane_u": ("height", "up"),
    "crane_d": ("height", "down"),
    "zoom_in": ("lens", "in"),
    "zoom_out": ("lens", "out"),
    "crash_zoom_in": ("lens", "in"),
    "crash_zoom_out": ("lens", "out"),
}
"""Along what a move of the path goes, and which way."""
_TEXTS = {
    "dolly_in": "depth",
    "dolly_out": "depth",
    "truck": "side",
    "pan": "turn",
    "whip": "turn",
    "tilt": "tilt",
    "crane": "height",
    "zoom": "lens",
    "crash": "lens",
}
"""The same of a move in words; what travels goes sideways, up or in by what is said with it."""
_OF_WAY = {"left": "side", "right": "side", "up": "height", "down": "height", "in": "depth", "out": "depth"}
_AGAINST = {"left": "right", "right": "left", "up": "down", "down": "up", "in": "out", "out": "in"}
_SIZES = ("ews", "ws", "mws", "cowboy", "ms", "mcu", "cu", "ecu")
_STEPS = 2
"""From so many sizes on a framing is another at its end because the camera came nearer or went away."""


def is_fixed(support: str) -> bool:
    """Whether a support stands still: the one that is called locked, or one in words of an author."""
    return support == "locked" or not _FIXED.isdisjoint(support.lower().replace("-", " ").split())


_FIXED = frozenset({"locked", "tripod", "static", "fixed", "sticks", "stationary"})
_SWAYING = frozenset({"handheld", "shoulder", "fpv", "body"})
"""Supports that never stand still."""


def unsteady(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A locked camera that shakes or goes along with somebody."""
    if facts.shot.shake or any(key.lock == "follow" for key in facts.camera.keys):
        yield told("cancel", f"{facts.at}.support", variant="locked", shot=shot_number(scene))


def against_path(facts: ShotFacts) -> tuple[Field, Move] | None:
    """A move in words that goes the other way than the path of its shot."""
    ways = {_PATHS[segment.name] for segment in facts.moving if segment.name in _PATHS}
    first, last = (_size(framing[0]) for framing in facts.camera.framings)
    if not facts.moving and min(first, last) >= 0 and abs(last - first) >= _STEPS:
        ways |= {(axis, "in" if last > first else "out") for axis in ("depth", "lens")}
    for field, move in facts.text_moves if ways else ():
        axis, way = heading(field.reading, move)
        if (axis, _AGAINST.get(way, "")) in ways and (axis, way) not in ways:
            return field, move
    return None


def _size(name: str) -> int:
    return _SIZES.index(name) if name in _SIZES else -1


def heading(reading: Reading, move: Move) -> tuple[str, str]:
    """Along what a move in words goes and which way; empty where that is not said."""
    if move.kind in ("dolly_in", "dolly_out"):
        return "depth", move.kind.removeprefix("dolly_")
    way = text_way(reading, move)
    if move.kind in ("travel", "fly", "track"):
        return (_OF_WAY.get(way, ""), way) if move.kind != "track" or way in ("left", "right") else ("", "")
    axis = _TEXTS.get(move.kind, "")
    if (axis in ("side", "turn")) != (way in ("left", "right")) or (axis in ("height", "tilt")) != (
        way in ("up", "down")
    ):
        return "", ""
    return axis, way


def still_on_the_move(facts: ShotFacts, said: tuple[Field, Move]) -> bool:
    """Whether words for a camera that stands on something stand beside a support that never does."""
    words = said[0].reading.words[said[1].hit.start : said[1].hit.end]
    return facts.shot.support in _SWAYING and not (words[0] in ("no", "without") and len(words) < 3)


def shaking(facts: ShotFacts) -> tuple[Field, str] | None:
    """Words that have the camera of a shot in somebody's hands."""
    for field in facts.holding("camera_words"):
        if word := _by_hand(field.reading):
            return field, word
    return None


def _by_hand(reading: Reading) -> str:
    """`Handheld`, where it is the camera that is held so: not a handheld fan."""
    for hit in reading.of("camera_words"):
        word = reading.words[hit.start]
        if word in ("steadicam", "gimbal") and reading.word(hit.end) in _FILMS:
            return reading.said(hit)
        if word in ("handheld", "hand", "shoulder") and reading.words[hit.end - 1] in (
            "handheld",
            "held",
            "mounted",
            "cam",
        ):
            behind = reading.word(hit.end)
            if not behind.isalpha() or behind in _FILMS or behind in lexicon().words("still_heads"):
                return reading.said(hit)
    return ""


_FILMS = frozenset(
    [
        *("and", "with", "documentary", "feel", "look", "style", "footage", "energy", "reportage", "video", "film"),
        *("phone", "throughout", "cinematography", "realism", "drama", "coverage", "move", "movement", "sway", "shake"),
        *("as", "while", "from", "in", "the", "follow", "tracking", "home", "news", "war", "street", "intimacy"),
    ]
)


def cancel_across(draft: Draft, outside: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """What the place, the look, the locks or the things to avoid ask of the camera, and a shot does otherwise."""
    if draft.avoid and (wanted := _avoided(draft, facts)):
        yield wanted
        return
    if draft.locks and any(fact.moves for fact in facts) and (kept := next(filter(_locks_camera, draft.locks), "")):
        yield told("cancel", "locks", variant="path", first=kept)
        return
    if CAMERA_LISTS.isdisjoint(outside.lists) and "camera_words" not in outside.lists:
        return
    for field in outside.named(*_WHERE):
        moves = (
            [] if CAMERA_LISTS.isdisjoint(field.reading.hits) else [(field, move) for move in moves_in(field.reading)]
        )
        finding = next((each for move in moves if (each := _denied(move, facts))), None) or _held_still(field, facts)
        if finding:
            yield finding
            return


def never_rests(outside: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """A look that keeps the camera going, over several shots none of which stands."""
    if (
        len(facts) < _SEVERAL
        or "camera_noun" not in outside.lists
        or any(is_fixed(fact.shot.support) for fact in facts)
    ):
        return
    for field in outside.named("style_line", "mood", "texture", "setting"):
        reading = field.reading
        for camera in reading.hits.get("camera_noun", ()):
            begin, end = reading.sentence_of(camera.start)
            words = reading.words[begin:end]
            keeps = not _ALWAYS.isdisjoint(words) or ("every" in words and "shot" in words) or _goes_on(words)
            if keeps and any(word in lexicon().kinds("camera_verbs") or word in _MOVING for word in words):
                yield told("restless", field.path, n=len(facts))
                return


def _goes_on(words: list[str]) -> bool:
    return "never" in words and not {"stops", "rests", "still", "stands", "settles", "pauses"}.isdisjoint(words)


_SEVERAL = 3
_ALWAYS = frozenset(
    {"always", "constant", "constantly", "perpetual", "perpetually", "nonstop", "endlessly", "throughout", "ceaseless"}
)


def _locks_camera(text: str) -> bool:
    """Whether what must not change is where the camera stands or what it frames: `the framing`, `tripod position`."""
    words = frozenset(read(text).words)
    return words <= _FRAMED and not _FIXES.isdisjoint(words)


_FIXES = frozenset({"framing", "composition", "tripod", "camera", "frame", "viewpoint"})
_FRAMED = _FIXES | {
    "the",
    "position",
    "of",
    "a",
    "fixed",
    "same",
    "static",
    "place",
    "and",
    "locked",
    "exact",
    "unchanged",
}


def _denied(said: tuple[Field, Move], facts: tuple[ShotFacts, ...]) -> Finding | None:
    """A move, or a camera that stands, outside the shots, and the first shot that does the opposite."""
    field, move = said
    if _is_of_some(field.reading, move):
        return None
    if move.kind == "still":
        return _moved(said, facts)
    if move.kind == "shake" or "drone" in field.reading.words:
        return None
    standing = facts and all(is_fixed(fact.shot.support) and not fact.moves for fact in facts)
    if standing and move.kind not in _IN_PLACE and field.name in ("style_line", "setting", "locks"):
        return told("cancel", field.path, variant="support", second=said_of(said))
    for fact in facts:
        if swing := opposed([said, *fact.text_moves]):
            return told("cancel", swing[0].path, variant="words", first=swing[1], second=swing[2])
        axis, way = heading(field.reading, move)
        if axis and any(_PATHS.get(each.name) == (axis, _AGAINST.get(way)) for each in fact.moving):
            return told("cancel", field.path, variant="path", first=said_of(said))
    return None


def _moved(said: tuple[Field, Move], facts: tuple[ShotFacts, ...]) -> Finding | None:
    """The first shot that moves its camera, where one was said to stand."""
    for place, fact in enumerate(facts):
        going = [each for each in fact.text_moves if each[1].kind not in ("still", "shake")]
        if fact.moving:
            return told("cancel", said[0].path, variant="path", first=said_of(said))
        if going:
            return told("cancel", going[0][0].path, variant="words", first=said_of(said), second=said_of(going[0]))
        if fact.shot.support in _SWAYING:
            return told("cancel", f"{fact.at}.support", variant="locked", shot=place + 1)
    return None


def _is_of_some(reading: Reading, move: Move) -> bool:
    """Whether a text says so of a part only: `mostly static`, `the first shot is locked off`."""
    begin, end = reading.sentence_of(move.hit.start)
    return not _PARTLY.isdisjoint(reading.words[begin:end])


_PARTLY = frozenset(
    [
        *("mostly", "largely", "mainly", "usually", "often", "sometimes", "otherwise", "except", "unless", "until"),
        *("opening", "opens", "begins", "starts", "first", "last", "second", "third", "then", "before", "after"),
        *("ends", "closing", "almost", "nearly", "or", "some", "between", "when"),
    ]
)


def _held_still(field: Field, facts: tuple[ShotFacts, ...]) -> Finding | None:
    """A look in somebody's hands, and every camera on a locked tripod."""
    if field.name != "style_line" or not facts or "camera_words" not in field.reading.hits:
        return None
    if not _PARTLY.isdisjoint(field.reading.words) or not (word := _by_hand(field.reading)):
        return None
    for fact in facts:
        for each in fact.text_moves:
            if each[1].kind == "still":
                return told("cancel", each[0].path, variant="words", first=word, second=said_of(each))
    if not all(is_fixed(fact.shot.support) for fact in facts):
        return None
    return told("cancel", field.path, variant="support", second=word)


_KINDS_AVOIDED = {
    "dolly": ("dolly_in", "dolly_out"),
    "dollying": ("dolly_in", "dolly_out"),
    "push-in": ("dolly_in",),
    "tracking": ("track", "truck", "follow", "lead"),
    "trucking": ("truck",),
    "pan": ("pan",),
    "pans": ("pan",),
    "panning": ("pan",),
    "zoom": ("zoom", "crash"),
    "zooms": ("zoom", "crash"),
    "zooming": ("zoom", "crash"),
    "tilting": ("tilt",),
    "tilts": ("tilt",),
    "crane": ("crane",),
    "orbit": ("orbit", "arc"),
    "orbits": ("orbit", "arc"),
    "orbiting": ("orbit", "arc"),
}
_BARE = frozenset(
    {"any", "all", "the", "a", "of", "in", "kind", "camera", "shots", "shot", "moves", "move", "movement"}
)
_MOVING = frozenset({"movement", "movements", "motion", "moves", "move", "moving", "travel"})
_UNMOVED = frozenset({"static", "stationary", "locked", "fixed", "unmoving", "still", "tripod"})
_HEADS = frozenset({"camera", "cameras", "shot", "shots", "frame", "frames", "framing", "take", "takes"})


def _avoided(draft: Draft, facts: tuple[ShotFacts, ...]) -> Finding | None:
    """A move that is to be avoided, and is asked for: `camera movement`, `zooms`, `static shots`."""
    for text in draft.avoid:
        words = [word for word in read(text).words if word.isalpha() or "-" in word]
        if 0 < len(words) <= 5 and (variant := _asked_for(frozenset(words), facts)):
            return told("cancel", "avoid", variant=variant, first=text, second=text)
    return None


def _asked_for(own: frozenset[str], facts: tuple[ShotFacts, ...]) -> str:
    """Whether shots do what these words name: on their way, or by standing on a tripod."""
    rest = own - _BARE - _MOVING
    if "camera" in own and not rest and not _MOVING.isdisjoint(own):
        return "path" if any(fact.moves for fact in facts) else ""
    if rest and rest <= _UNMOVED and not _HEADS.isdisjoint(own):
        standing = facts and all(is_fixed(fact.shot.support) and not fact.moves for fact in facts)
        return "support" if standing else ""
    names = _KINDS_AVOIDED.get(next(iter(rest)), ()) if len(rest) == 1 and own - rest <= _BARE else ()
    return "path" if names and any(_does(fact, names) for fact in facts) else ""


def _does(fact: ShotFacts, names: tuple[str, ...]) -> bool:
    """Whether a shot makes a move whose name begins so; a dolly zoom is one by itself."""
    named = [each.name for each in fact.moving if not each.name.startswith("dolly_zoom")]
    return any(name.startswith(names) for name in (*named, *(move.kind for _, move in fact.text_moves)))
