"""Checks what the place, the look and the last picture ask of the camera, which is often written there."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting.lint.camera.checks import ends_on, says_how
from app.prompting.lint.camera.kinds import family, in_turn, opposed, said_of
from app.prompting.lint.camera.reach import travelling_turn
from app.prompting.lint.camera.reveals import emptied
from app.prompting.lint.camera.text import CAMERA_LISTS, moves_in, speaks_of_camera
from app.prompting.lint.face import told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.fields import Field
from app.prompting.lint.outside import WholeFacts

_WHERE = ("setting", "foreground", "midground", "background", "style_line", "final_picture")
_MOSTLY = frozenset({"mostly", "largely", "mainly", "usually", "often", "sometimes", "otherwise", "except", "unless"})
_OFTEN = _MOSTLY | frozenset(
    {"always", "never", "every", "moves", "shots", "frames", "constantly", "style", "whenever", "ever", "little"}
)
"""What makes of a move a habit of the whole, which ends nowhere."""
_LISTS = CAMERA_LISTS | {"camera_words", "turns", "reveals"}


def camera_outside(outside: WholeFacts) -> Iterator[Finding]:
    """Moves outside the shots that are too many, deny each other, or turn and travel at once."""
    for field in _filming(outside):
        yield from _asked(field)


def films(outside: WholeFacts, *, english: bool) -> bool:
    """Whether these texts say what the camera does."""
    if any(field.reading.votes < 0 for field in outside.fields):
        from app.prompting.lint.chinese import camera as chinese_camera

        if any(chinese_camera.speaks_of_camera(field.text) for field in outside.named(*_WHERE)):
            return True
    return english and any(
        says_how(field.reading, acted=False) or speaks_of_camera(field.reading) or bool(moves_in(field.reading))
        for field in _filming(outside)
    )


def _filming(outside: WholeFacts) -> list[Field]:
    """The texts that may speak of the camera; most have none of its words."""
    if _LISTS.isdisjoint(outside.lists) and not any("we" in each.reading.words for each in outside.fields):
        return []
    return [
        field
        for field in outside.named(*_WHERE)
        if not _LISTS.isdisjoint(field.reading.hits) or "we" in field.reading.words
    ]


def _asked(field: Field) -> Iterator[Finding]:
    reading = field.reading
    if "turns" in reading.hits and (turn := travelling_turn(reading)):
        yield told("turn_travel", field.path, said=reading.said(turn))
    elif hit := emptied(reading):
        yield told("empty_reveal", field.path, said=reading.said(hit))
    moves = [(field, move) for move in moves_in(reading) if move.kind != "shake"]
    still = [pair for pair in moves if pair[1].kind == "still"]
    going = [pair for pair in moves if pair[1].kind != "still"]
    if still and going and not in_turn(still[0], going[0]) and _MOSTLY.isdisjoint(reading.words):
        yield told("cancel", field.path, variant="words", first=said_of(still[0]), second=said_of(going[0]))
    elif swing := opposed(going):
        yield told("cancel", field.path, variant="words", first=swing[1], second=swing[2])
    elif len({family(move.kind) for _, move in going}) > 1:
        first, second = said_of(going[0]), said_of(going[-1])
        yield told("moves", field.path, variant="place", first=first, second=second)


def open_outside(draft: Draft, outside: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """A move that the place asks for, where neither it nor any shot nor the last picture says on what it ends."""
    ends = draft.ends
    last = draft.shots[-1].beats[-1].ends_as if draft.shots and draft.shots[-1].beats else ""
    if ends.final_picture.strip() or ends.end_image or last.strip() or any(fact.moves for fact in facts):
        return
    for field in _filming(outside):
        style = field.name == "style_line"
        if field.name == "final_picture" or (style and not _OFTEN.isdisjoint(field.reading.words)):
            continue
        going = [move for move in moves_in(field.reading) if move.kind not in ("still", "shake")]
        if going and "drone" not in field.reading.words and not any(ends_on(field.reading, move) for move in going):
            yield told("open_move", field.path, said=said_of((field, going[-1])))
            return
