"""Times spoken lines: how many words, how long they take to say, and whether they fit where they stand.

Used by the checks, the beats editor and the animatic's subtitles, so that all three agree.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from app.domain.draft import Beat, Draft, Line, Shot
from app.domain.timing import rounded

COMFORTABLE = 1.8
"""Words a second of window up to which a line fits (own scale, from lip-sync practice; checked 2026-11-22)."""
MOST = 3.0
"""Words a second of window from which a line will be rushed or cut (the same)."""
PAUSE = 0.5
"""Seconds at the end of a window that stay silent (the same)."""
WORDS_A_SECOND = 2.5
"""A calm speaking rate: 150 words a minute, the usual rate of narration."""
SIGNS_A_WORD = 1.8
"""Chinese characters, kana or hangul that take as long to say as one English word: 4.5 signs a second."""
LEAST = 0.6
"""No line is shorter to say than this (seconds)."""
MID = 0.35
"""Where in its beat a line `mid` begins."""
AFTER_ACTION = 0.5
"""Where in its beat a line `after_action` begins: the action has had half of the time."""

_TOKEN = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

Fits = Literal["fits", "tight", "late"]


class LineWindow(NamedTuple):
    """A line in time. `end` is where the next line, or the shot, begins; `spoken_end` when it is said calmly."""

    path: str
    start: float
    end: float
    spoken_end: float
    words: int
    rate: float
    """Words a second that the window asks for; infinite where there is no window."""
    fits: Fits


def words_in(text: str) -> int:
    """Spoken words of a text; a token is one. Signs of Chinese, Japanese and Korean count by the time they take."""
    text = _TOKEN.sub(" token ", text)
    if text.isascii():
        return len(_WORD.findall(text))
    signs = len(_sign().findall(text))
    others = len(_WORD.findall(_sign().sub(" ", text)))
    return others + (max(1, round(signs / SIGNS_A_WORD)) if signs else 0)


@cache
def _sign() -> re.Pattern[str]:
    # so many signs take long to compile, and most drafts have none
    return re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def speaking_seconds(line: Line) -> float:
    """How long a line takes to say calmly; 0 for one without words."""
    count = words_in(line.text)
    return max(LEAST, count / WORDS_A_SECOND) if count else 0.0


def windows(owner: Draft | Shot) -> tuple[LineWindow, ...]:
    """The window of every line with words, in order. Seconds are those of the draft, or of the shot alone."""
    if isinstance(owner, Shot):
        return tuple(_shot_windows(owner, 0.0))
    found: list[LineWindow] = []
    start = 0.0
    for shot in owner.shots:
        found += _shot_windows(shot, start)
        start = rounded(start + shot.seconds)
    return tuple(found)


def line_start(line: Line, beat_start: float, beat_seconds: float, seconds: float) -> float:
    """When a line of a beat begins by its `at`, if it is the only one."""
    if line.at == "mid":
        return beat_start + beat_seconds * MID
    if line.at == "after_action":
        return beat_start + beat_seconds * AFTER_ACTION
    if line.at == "end":
        return max(beat_start, beat_start + beat_seconds - seconds)
    return beat_start


def _shot_windows(shot: Shot, shot_start: float) -> list[LineWindow]:
    rows: list[tuple[str, Line, float, float]] = []
    start, free = shot_start, shot_start
    for beat in shot.beats:
        for line in beat.lines:
            seconds = speaking_seconds(line)
            if seconds:
                begin = max(free, line_start(line, start, beat.seconds, seconds))
                rows.append((_path(shot, beat, line), line, begin, seconds))
                free = begin + seconds
        start = rounded(start + beat.seconds)
    end = shot_start + shot.seconds
    borders = [*(row[2] for row in rows[1:]), end][: len(rows)]
    return [
        _window(path, line, begin, border, seconds)
        for (path, line, begin, seconds), border in zip(rows, borders, strict=True)
    ]


def _window(path: str, line: Line, begin: float, end: float, seconds: float) -> LineWindow:
    count = words_in(line.text)
    room = end - begin - PAUSE
    rate = round(count / room, 2) if room > 1e-6 else float("inf")
    fits: Fits = "fits" if rate <= COMFORTABLE else ("tight" if rate <= MOST else "late")
    return LineWindow(path, round(begin, 3), round(max(begin, end), 3), round(begin + seconds, 3), count, rate, fits)


def _path(shot: Shot, beat: Beat, line: Line) -> str:
    return f"shots[{shot.id}].beats[{beat.id}].lines[{line.id}]"
