"""Divides a clip into the time windows that timed prose is written in: they touch, never overlap, and fill it."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.draft import Beat, Shot
from app.prompting.fit import NEAR, Fit, whole_seconds
from app.prompting.memory import Memory
from app.prompting.sheet import Sheet


class Times(NamedTuple):
    """When a window is, and which beats of its shot it holds: what no word changes.

    Seconds are those of the clip; `drawn` those of the shot, as the camera path counts.
    """

    place: int
    first: int
    behind: int
    start: float
    end: float
    drawn: tuple[float, float]
    before: float
    """Seconds of the clip in front of its shot."""
    given: float
    """Seconds that its shot gets."""


class Window(NamedTuple):
    """One stretch of a shot."""

    shot: Shot
    beats: tuple[Beat, ...]
    times: Times

    @property
    def place(self) -> int:
        """Which shot it is of."""
        return self.times.place

    @property
    def opens_shot(self) -> bool:
        """Whether the shot begins here."""
        return self.times.drawn[0] <= NEAR


Seconds = tuple[float, ...]
"""Of a shot, then of each of its beats."""
_DIVIDED: Memory[tuple[Times, ...]] = Memory(64)
_ALIKE: Memory[Times] = Memory(512)


def beat_windows(sheet: Sheet, *, least: float, whole: bool) -> list[Window]:
    """One window for each beat, short ones together with their neighbour; `whole` puts every border on a second."""
    seconds = tuple([outline.seconds for outline in sheet.outlines])
    times = _DIVIDED.get((sheet.fit,), (least, whole, seconds), _by_beat, sheet.fit, seconds, least, whole)
    return _windows(sheet, times)


def shot_windows(sheet: Sheet) -> list[Window]:
    """One window for each shot."""
    seconds = tuple([outline.seconds for outline in sheet.outlines])
    return _windows(sheet, _DIVIDED.get((sheet.fit,), seconds, _by_shot, sheet.fit, seconds))


def _windows(sheet: Sheet, divided: tuple[Times, ...]) -> list[Window]:
    shots = sheet.draft.shots
    found: list[Window] = []
    for times in divided:
        shot = shots[times.place]
        found.append(Window(shot, shot.beats[times.first : times.behind], times))
    return found


def _by_beat(fit: Fit, seconds: tuple[Seconds, ...], least: float, whole: bool) -> tuple[Times, ...]:
    rows: list[tuple[int, int, int, tuple[float, float]]] = []
    for place, each in enumerate(seconds):
        pace = fit.shots[place] / each[0] if each[0] > 0 else 1.0
        rows += [(place, *group) for group in _groups(each, least / pace if pace else least)]
    lengths = [_length(seconds[place][0], fit.shots[place], drawn) for place, _, _, drawn in rows]
    total = round(fit.seconds)
    # where the least does not fit for all, a second each does, or else nothing is rounded
    floor = next((each for each in (max(1.0, least), 1.0) if len(rows) * each <= total), 0.0)
    if whole and rows and floor:
        lengths = [float(each) for each in whole_seconds(lengths, total, floor)]
    found: list[Times] = []
    start = 0.0
    for (place, first, behind, drawn), length in zip(rows, lengths, strict=True):
        end = round(start + length, 3)
        found.append(_times(fit, place, (first, behind), (start, end), drawn))
        start = end
    return tuple(found)


def _by_shot(fit: Fit, seconds: tuple[Seconds, ...]) -> tuple[Times, ...]:
    found: list[Times] = []
    start = 0.0
    for place, each in enumerate(seconds):
        end = round(start + fit.shots[place], 3)
        found.append(_times(fit, place, (0, len(each) - 1), (start, end), (0.0, each[0])))
        start = end
    return tuple(found)


def _times(
    fit: Fit, place: int, beats: tuple[int, int], clip: tuple[float, float], drawn: tuple[float, float]
) -> Times:
    """The times of a window; the same while they are equal."""
    return _ALIKE.same(Times(place, *beats, *clip, drawn, sum(fit.shots[:place]), fit.shots[place]))


def beat_times(sheet: Sheet, index: int) -> list[tuple[float, float]]:
    """From when to when each beat of a shot lasts, in seconds of the clip."""
    shot = sheet.draft.shots[index]
    pace = sheet.fit.shots[index] / shot.seconds if shot.seconds > 0 else 1.0
    at = sum(sheet.fit.shots[:index])
    found: list[tuple[float, float]] = []
    for beat in shot.beats:
        end = at + beat.seconds * pace
        found.append((at, end))
        at = end
    return found


def _length(seconds: float, given: float, drawn: tuple[float, float]) -> float:
    share = (drawn[1] - drawn[0]) / seconds if seconds > 0 else 0.0
    return share * given


def _groups(seconds: Seconds, least: float) -> list[tuple[int, int, tuple[float, float]]]:
    """The beats of a shot in stretches of at least `least` seconds that fill it; its hold goes to the last one.

    Each is told by its first beat and the one behind it, and by when it is.
    """
    whole, *beats = seconds
    firsts: list[int] = []
    starts: list[float] = []
    at = start = 0.0
    for place, length in enumerate(beats):
        if not (firsts and (at - start < least - NEAR or whole - at < least - NEAR)):
            start = at
            firsts.append(place)
            starts.append(at)
        at = min(at + length, whole)
    if not firsts:
        return [(0, 0, (0.0, whole))]
    behind, ends = [*firsts[1:], len(beats)], [*starts[1:], whole]
    return [(first, behind[n], (starts[n], ends[n])) for n, first in enumerate(firsts)]
