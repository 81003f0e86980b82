"""Divides a clip into the time windows that timed prose is written in: they touch, never overlap, and fill it."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.draft import Beat, Shot
from app.prompting.fit import NEAR, whole_seconds
from app.prompting.sheet import Sheet


class Window(NamedTuple):
    """One stretch of a shot. Seconds are those of the clip; `drawn` those of the shot, as the camera path counts."""

    place: int
    shot: Shot
    beats: tuple[Beat, ...]
    start: float
    end: float
    drawn: tuple[float, float]

    @property
    def opens_shot(self) -> bool:
        """Whether the shot begins here."""
        return self.drawn[0] <= NEAR


def beat_windows(sheet: Sheet, *, least: float, whole: bool) -> list[Window]:
    """One window for each beat, short ones together with their neighbour; `whole` puts every border on a second."""
    rows: list[tuple[int, Shot, tuple[Beat, ...], tuple[float, float]]] = []
    for index, shot in enumerate(sheet.draft.shots):
        pace = sheet.fit.shots[index] / shot.seconds if shot.seconds > 0 else 1.0
        rows += [(index, shot, beats, drawn) for beats, drawn in _groups(shot, least / pace if pace else least)]
    lengths = [_length(sheet, row[0], row[1], row[3]) for row in rows]
    total = round(sheet.fit.seconds)
    # where the least does not fit for all, a second each does, or else nothing is rounded
    floor = next((each for each in (max(1.0, least), 1.0) if len(rows) * each <= total), 0.0)
    if whole and rows and floor:
        lengths = [float(each) for each in whole_seconds(lengths, total, floor)]
    found: list[Window] = []
    start = 0.0
    for (index, shot, beats, drawn), length in zip(rows, lengths, strict=True):
        end = round(start + length, 3)
        found.append(Window(index, shot, beats, start, end, drawn))
        start = end
    return found


def shot_windows(sheet: Sheet) -> list[Window]:
    """One window for each shot."""
    found: list[Window] = []
    start = 0.0
    for index, shot in enumerate(sheet.draft.shots):
        end = round(start + sheet.fit.shots[index], 3)
        found.append(Window(index, shot, shot.beats, start, end, (0.0, shot.seconds)))
        start = end
    return found


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


def _length(sheet: Sheet, index: int, shot: Shot, drawn: tuple[float, float]) -> float:
    share = (drawn[1] - drawn[0]) / shot.seconds if shot.seconds > 0 else 0.0
    return share * sheet.fit.shots[index]


def _groups(shot: Shot, least: float) -> list[tuple[tuple[Beat, ...], tuple[float, float]]]:
    """The beats of a shot in stretches of at least `least` seconds that fill it; its hold goes to the last one."""
    groups: list[list[Beat]] = []
    ends: list[float] = []
    at = start = 0.0
    for beat in shot.beats:
        if groups and (at - start < least - NEAR or shot.seconds - at < least - NEAR):
            groups[-1].append(beat)
        else:
            start = at
            groups.append([beat])
            ends.append(at)
        at = min(at + beat.seconds, shot.seconds)
    if not groups:
        return [((), (0.0, shot.seconds))]
    borders = [*ends, shot.seconds]
    return [(tuple(beats), (borders[place], borders[place + 1])) for place, beats in enumerate(groups)]
