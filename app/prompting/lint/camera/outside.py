"""Checks what the place, the look and the last picture ask of the camera, which is often written there."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.finding import Finding
from app.prompting.lint.camera.kinds import family, in_turn, opposed, said_of
from app.prompting.lint.camera.reach import travelling_turn
from app.prompting.lint.camera.reveals import emptied
from app.prompting.lint.camera.text import CAMERA_LISTS, moves_in, speaks_of_camera
from app.prompting.lint.face import told
from app.prompting.lint.fields import Field
from app.prompting.lint.outside import WholeFacts

_WHERE = ("setting", "foreground", "midground", "background", "style_line", "final_picture")
_MOSTLY = frozenset({"mostly", "largely", "mainly", "usually", "often", "sometimes", "otherwise", "except", "unless"})
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
        field.reading.has("camera_words") or speaks_of_camera(field.reading) or bool(moves_in(field.reading))
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
        return
    if hit := emptied(reading):
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
