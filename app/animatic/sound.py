"""Makes the sound of an animatic: a quiet tick where a beat begins and a tone for each cue, so that timing is heard."""

from __future__ import annotations

import math
import operator
from array import array
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

RATE = 48_000
TICK_SECONDS = 0.035
TICK_PITCH = 1_760.0
FIRST_PITCH = 1_174.7
"""The tick of a shot's first beat is lower, so that a cut is heard."""
TICK_LEVEL = 0.14
TONE_LEVEL = 0.09
MOST_TONE = 0.6
"""Seconds a cue's tone sounds at most."""
PITCHES = {"sfx": 523.3, "ambience": 261.6, "music": 392.0}
"""Pitch of a cue's tone by its kind; silence has none."""


class Blip(NamedTuple):
    """One sound: when it begins (seconds), how long, how high (hertz), how loud (0 to 1)."""

    start: float
    seconds: float
    pitch: float
    level: float


def tick(start: float, first: bool = False) -> Blip:
    """The tick at the start of a beat."""
    return Blip(start, TICK_SECONDS, FIRST_PITCH if first else TICK_PITCH, TICK_LEVEL)


def tone(start: float, seconds: float, kind: str) -> Blip | None:
    """The tone of a cue; None for silence."""
    pitch = PITCHES.get(kind)
    return Blip(start, min(seconds, MOST_TONE), pitch, TONE_LEVEL) if pitch else None


def sound_track(blips: Iterable[Blip], samples: int) -> array[float]:
    """The whole track: `samples` values of -1 … 1 at `RATE`, silent where nothing sounds."""
    track = array("f", bytes(4 * samples))
    for blip in blips:
        _add(track, blip)
    return track


def _add(track: array[float], blip: Blip) -> None:
    first = round(blip.start * RATE)
    count = min(round(blip.seconds * RATE), len(track) - first)
    if first < 0 or count <= 0:
        return
    place = slice(first, first + count)
    track[place] = array("f", map(operator.add, track[place], _wave(count, blip.pitch, blip.level)))


@lru_cache(maxsize=16)
def _wave(count: int, pitch: float, level: float) -> array[float]:
    """So many samples of a pitch that swell and fade."""
    attack, release = min(120, count // 4 or 1), max(1, count // 2)
    step = 2 * math.pi * pitch / RATE
    sine = math.sin
    wave = array("f", [level * sine(step * number) for number in range(count)])
    for number in range(attack):
        wave[number] *= number / attack
    for number in range(count - release, count):
        wave[number] *= (count - number) / release
    return wave
