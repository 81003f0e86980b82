"""Says what the camera does as a noun, for dialects that want one move in a list: “one slow push-in”."""

from __future__ import annotations

from app.domain.draft import Key, Shot
from app.domain.moves import Segment, arc_degrees
from app.prompting.camera_prose import (
    Path,
    arrived,
    axis_verbs,
    framing,
    lock_clause,
    path_of,
    revealed,
    support_words,
    target_words,
    toward,
)
from app.prompting.camera_words import AXIS_OF, NOUNS, PACES, SLIGHT
from app.prompting.fit import spoken
from app.prompting.sheet import Sheet
from app.prompting.spans import Phrase, Piece, inner, joined, trimmed

_LEAVES = {"in": "starting gently", "hold": "in one jump"}
_STOPS = {"out": "slowing to a stop", "snap": "snapping to a stop"}
"""What an ease says at the beginning of a move, or where it arrives."""


def main_move(path: Path) -> Segment | None:
    """The move that changes most: the one a dialect keeps that takes one move a shot."""
    if not path.moves:
        return None
    return max(path.moves, key=lambda each: sum(map(abs, each.deltas.values())))


def note_second_moves(sheet: Sheet) -> None:
    """Note what a dialect drops that takes one move a shot: the axes of every other move."""
    for index, shot in enumerate(sheet.draft.shots):
        for dropped in sheet.keep((shot.keys,), ("moves", shot.id), _second_moves, sheet, shot, index):
            sheet.losses.note("one_move", "dropped", dropped, model=sheet.model.title)


def _second_moves(sheet: Sheet, shot: Shot, index: int) -> list[str]:
    path = path_of(sheet, shot, index)
    kept = main_move(path)
    return [
        f"{path.at(path.key(segment.end_key))}.axes.{axis}"
        for segment in path.moves
        if segment is not kept
        for axis in segment.deltas
    ]


def move_phrase(sheet: Sheet, path: Path) -> Phrase:
    """The main move as a noun with where it leads: `one slow push-in toward the ledge`; “locked off” without one."""
    segment = main_move(path)
    support = support_words(sheet, path)
    if segment is None:
        first = path.keys[0] if path.keys else None
        if first is not None and first.lock != "none":
            return joined([_lock_alone(sheet, path, first), support])
        return joined([support, [Piece("locked off")] if not support else []])
    start, end = path.key(segment.start_key), path.key(segment.end_key)
    begin, to = path.at(start), path.at(end)
    phrase: Phrase = []
    if start.hold > 0:
        phrase += [Piece(f"held for {spoken(start.hold * path.pace)}", f"{begin}.hold"), Piece(", then ")]
    phrase.append(Piece(f"one {PACES[segment.speed]} ".replace("  ", " ")))
    phrase += _noun(segment, to)
    if segment.name in ("dolly_in", "dolly_out"):
        phrase += toward(sheet, path, segment)
    if start.ease == "constant" and segment.moves:
        phrase.append(Piece(" at a constant pace", f"{begin}.ease"))
    elif start.ease in _LEAVES and segment.moves:
        phrase.append(Piece(f", {_LEAVES[start.ease]}", f"{begin}.ease"))
    phrase += lock_clause(sheet, path, start, segment)
    if segment.secondary:
        slight = Piece(SLIGHT[segment.secondary], f"{to}.axes.{AXIS_OF[segment.secondary]}")
        phrase += [Piece(", with a slight "), slight]
    phrase += _noun_arrival(sheet, path, segment)
    return joined([support, phrase])


def _noun(segment: Segment, to: str) -> Phrase:
    if segment.name == "static":
        return [Piece("hold")]
    if segment.name == "complex":
        verbs = axis_verbs(segment, to)
        return [Piece("move that "), *joined(verbs[:-1]), Piece(" and "), *verbs[-1]]
    return [
        Piece(text.format(degrees=arc_degrees(segment)) if "{" in text else text, f"{to}.axes.{axis}")
        for text, axis in NOUNS[segment.name]
        if axis in segment.deltas
    ]


def _noun_arrival(sheet: Sheet, path: Path, segment: Segment) -> Phrase:
    end = path.key(segment.end_key)
    to = path.at(end)
    start = path.key(segment.start_key)
    picture = [] if path.leads_to_target(segment) else framing(sheet, path, end, article=True)
    phrase: Phrase = []
    stops = _STOPS.get(start.ease) if segment.moves else None
    if stops or picture:
        arrives = Piece(stops, f"{path.at(start)}.ease") if stops else Piece("settling")
        phrase += [Piece(", "), arrives, *arrived(path, end, picture)]
    focus = trimmed(sheet.text(end.focus, f"{to}.focus"))
    if focus:
        phrase += [Piece(", pulling focus to "), *inner(focus)]
    phrase += revealed(sheet, path, start, end)
    if end.hold > 0 and end is path.keys[-1]:
        phrase.append(Piece(f", holding there for {spoken(end.hold * path.pace)}", f"{to}.hold"))
    return phrase


def _lock_alone(sheet: Sheet, path: Path, key: Key) -> Phrase:
    what = target_words(sheet, path, key) or [Piece("the subject")]
    at = f"{path.at(key)}.lock"
    if key.lock == "follow":
        return [Piece("following ", at), *what]
    return [Piece("keeping ", at), *what, Piece(" centred", at)]
