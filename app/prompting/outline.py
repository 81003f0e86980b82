"""Reads off a shot, once, what every compile asks of it: whom its texts name, its lines, which fields hold content."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.draft import Beat, Draft, Line, Shot
from app.prompting.filled_shot import paths_of_shot
from app.prompting.memory import Memory, read_once
from app.prompting.named import Named, named_in
from app.prompting.spans import holds_words


class Said(NamedTuple):
    """A line with the shot and beat it is said in."""

    shot: Shot
    beat: Beat
    line: Line

    @property
    def path(self) -> str:
        """The line's draft path."""
        return f"shots[{self.shot.id}].beats[{self.beat.id}].lines[{self.line.id}]"


def lines_of(shot: Shot) -> list[Said]:
    """The lines of a shot that hold words, in order."""
    return [Said(shot, beat, line) for beat in shot.beats for line in beat.lines if holds_words(line.text)]


class Outline:
    """What is read off one shot."""

    def __init__(self, shot: Shot, later: bool, language: str) -> None:
        self.lines = lines_of(shot)
        """The lines that hold words, in order."""
        self.seconds = (shot.seconds, *[beat.seconds for beat in shot.beats])
        """Of the shot, and of each beat."""
        self.filled = _FILLED.same(paths_of_shot(shot, later, language))
        """Every path with content; the same ones while they are equal."""
        self._shot = shot

    @read_once
    def named(self) -> Named:
        """Whom and what its texts name."""
        return named_in(self._shot)


_KEPT: Memory[Outline] = Memory(128)
_FILLED: Memory[tuple[str, ...]] = Memory(128)


_NAMED: Memory[Named] = Memory(128)


def outlines(draft: Draft) -> tuple[Outline, ...]:
    """What is read off each shot of a draft; the same ones while the shots are the same."""
    return _KEPT.each(draft.shots, draft.sound.language, _outline, draft)


def _outline(place: int, draft: Draft) -> Outline:
    shot, language = draft.shots[place], draft.sound.language
    return _KEPT.get((shot,), (place > 0, language), Outline, shot, place > 0, language)


def named_by(shots: tuple[Outline, ...]) -> tuple[Named, ...]:
    """Whom and what the texts of each shot name; the same tuple while all of it is."""
    return _NAMED.each(shots, None, lambda place: shots[place].named)


def filled_in(shots: tuple[Outline, ...]) -> tuple[tuple[str, ...], ...]:
    """The paths with content of each shot; the same tuple while all of them are."""
    return _FILLED.each(shots, None, lambda place: shots[place].filled)
