"""Lists the fields of one shot that hold content, its keys and beats as they were while they are the same."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.camera import keys_in_order
from app.domain.draft import AXES, Axes, Beat, Framing, Key, Line, Shot, SoundCue
from app.domain.moves import STILL, new_framing
from app.prompting.memory import Memory
from app.prompting.spans import holds_words

_NO_AXES = Axes()
_NO_FRAMING = Framing()
_BEAT_TEXTS = ("subject", "action", "touches", "moves_to", "ends_as", "feeling_shown", "facing", "eyeline")
_KEPT: Memory[tuple[str, ...]] = Memory(256)
"""What was found in the keys and beats asked for last."""


def paths_of_shot(shot: Shot, later: bool, language: str) -> tuple[str, ...]:
    """The paths of a shot with content, in its order. `later`: it is not the first; `language`: of all lines."""
    at = f"shots[{shot.id}]"
    found = [f"{at}.seconds"]
    texts(shot, ("support", "light_override", "lens"), at, found)
    if shot.shake:
        found.append(f"{at}.shake")
    if shot.cut_in != "cut" and (later or shot.cut_in == "fade"):
        found.append(f"{at}.cut_in")
    found += _KEPT.get((shot.keys,), ("keys", shot.id, shot.seconds), _keys, shot)
    for beat in shot.beats:
        if len(shot.beats) > 1 or abs(beat.seconds - shot.seconds) > 0.05:
            found.append(f"{at}.beats[{beat.id}].seconds")
        found += _KEPT.get((beat,), ("beat", at, language), _beat, language, beat, f"{at}.beats[{beat.id}]")
    return tuple(found)


def _keys(shot: Shot) -> tuple[str, ...]:
    found: list[str] = []
    keys = keys_in_order(shot)
    for place, key in enumerate(keys):
        _key(shot, keys, place, key, found)
    return tuple(found)


def _key(shot: Shot, keys: tuple[Key, ...], place: int, key: Key, found: list[str]) -> None:
    at = f"shots[{shot.id}].keys[{key.id}]"
    before = keys[place - 1].axes if place else _NO_AXES
    if place and 0 < key.t < shot.seconds - 0.05:
        found.append(f"{at}.t")
    if key.framing is not _NO_FRAMING:
        texts(new_framing(keys, place), ("size", "angle", "target"), f"{at}.framing", found)
    if key.axes is not before:
        found += (f"{at}.axes.{axis}" for axis in AXES if getattr(key.axes, axis) != getattr(before, axis))
    texts(key, ("focus", "reveal"), at, found)
    if key.hold > 0:
        found.append(f"{at}.hold")
    after = keys[place + 1].axes if place + 1 < len(keys) else key.axes
    if key.ease != "in_out" and after is not key.axes and _apart(key.axes, after):
        found.append(f"{at}.ease")
    if key.lock != "none":
        found.append(f"{at}.lock")


def _apart(one: Axes, other: Axes) -> bool:
    return any(abs(getattr(one, axis) - getattr(other, axis)) >= STILL for axis in AXES)


def _beat(language: str, beat: Beat, at: str) -> tuple[str, ...]:
    found: list[str] = []
    texts(beat, _BEAT_TEXTS, at, found)
    if beat.link.type not in ("opens", "then"):
        found.append(f"{at}.link.type")
    if holds_words(beat.link.evidence):
        found.append(f"{at}.link.evidence")
    for line in beat.lines:
        _line(language, line, f"{at}.lines[{line.id}]", found)
    for sound in beat.sounds:
        _sound(sound, f"{at}.sounds[{sound.id}]", found)
    return tuple(found)


def _line(language: str, line: Line, at: str, found: list[str]) -> None:
    texts(line, ("speaker", "delivery", "text"), at, found)
    if line.language and line.language != language:
        found.append(f"{at}.language")
    if not line.on_screen:
        found.append(f"{at}.on_screen")
    if line.at != "start":
        found.append(f"{at}.at")


def _sound(sound: SoundCue, at: str, found: list[str]) -> None:
    if sound.kind in ("silence", "music"):
        found.append(f"{at}.kind")
    texts(sound, ("text",), at, found)
    if sound.sync != "on_action" and (sound.kind == "silence" or holds_words(sound.text)):
        found.append(f"{at}.sync")


def texts(noun: object, names: Iterable[str], at: str, found: list[str]) -> None:
    """Add the texts of a noun that hold words."""
    for name in names:
        value = getattr(noun, name)
        if value and holds_words(value):
            found.append(f"{at}.{name}")


def listed(values: tuple[str, ...], path: str, found: list[str]) -> None:
    """Add a list of texts, where one of them holds words."""
    if values and any(map(holds_words, values)):
        found.append(path)
