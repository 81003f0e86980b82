"""Lists the fields of a draft that hold content: each has to be worded, sent as a parameter, or reported as a loss.

Left out are what only people and the program read: ids, title, note, form, aim, variables, purposes of shots and
beats (for advice and order), the weight of a beat, the kind of a member of the cast, options of other models; and
what goes without saying: a hard cut, a plain link, an ease of the usual kind, a key at its shot's border, framing that
stays as it was at the key before, the middle of the set, the seconds of a beat that fills its shot, a voice nobody
hears, a delivery that no line leaves open, a language said for all lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from app.domain.camera import keys_in_order
from app.domain.draft import AXES, At, Axes, Beat, CastMember, Draft, Framing, Key, Line, Prop, Shot, SoundCue, Voice
from app.domain.moves import STILL, new_framing
from app.prompting.memory import Memory
from app.prompting.spans import clean

_NO_AXES = Axes()
_NO_FRAMING = Framing()
_NO_VOICE = Voice()
_BEAT_TEXTS = ("subject", "action", "touches", "moves_to", "ends_as", "feeling_shown", "facing", "eyeline")
_LIGHT_TEXTS = ("fill", "rim", "time_of_day", "weather")
_LOOK_TEXTS = ("style_line", "medium", "era", "mood", "lens", "depth_of_field")


_KEPT: Memory[tuple[str, ...]] = Memory(512)
"""What was found in the drafts asked for last."""


Voices = dict[str, tuple[str, ...]]
"""The fields of each voice that are said, by member of the cast."""


def filled_paths(draft: Draft) -> tuple[str, ...]:
    """Every path with content, in the order of the draft. Lists of texts are one path."""
    found = ["frame.aspect", "frame.resolution", "frame.audio"]
    if draft.frame.seed is not None:
        found.append("frame.seed")
    found += (f"options[{draft.aim}].{name}" for name in draft.options.get(draft.aim, {}))
    found += _KEPT.get((draft.look, draft.light, draft.place), (), partial(_set, draft))
    voiced = voices(draft)
    found += _KEPT.get((draft.cast, voiced), (), partial(_cast, draft.cast, voiced))
    for index, shot in enumerate(draft.shots):
        found += _KEPT.get(
            (shot,), (index > 0, draft.sound.language), partial(_shot, shot, index, draft.sound.language)
        )
    _rest(draft, found)
    return tuple(found)


def _set(draft: Draft) -> tuple[str, ...]:
    found: list[str] = []
    _look_and_light(draft, found)
    _place(draft, found)
    return tuple(found)


def _texts(noun: object, names: Iterable[str], at: str, found: list[str]) -> None:
    for name in names:
        value = getattr(noun, name)
        if value and clean(value):
            found.append(f"{at}.{name}")


def _list(values: tuple[str, ...], path: str, found: list[str]) -> None:
    if values and any(clean(value) for value in values):
        found.append(path)


def _at(at: At | None, path: str, found: list[str]) -> None:
    if at is not None:
        if at.side != "centre":
            found.append(f"{path}.side")
        if at.depth != "mid":
            found.append(f"{path}.depth")


def _look_and_light(draft: Draft, found: list[str]) -> None:
    _texts(draft.look, _LOOK_TEXTS, "look", found)
    _list(draft.look.texture, "look.texture", found)
    _list(draft.look.palette, "look.palette", found)
    _texts(draft.light.key, ("source", "side", "height", "quality", "colour"), "light.key", found)
    _texts(draft.light, _LIGHT_TEXTS, "light", found)
    _list(draft.light.practicals, "light.practicals", found)


def _place(draft: Draft, found: list[str]) -> None:
    _texts(draft.place, ("setting", "foreground", "midground", "background"), "place", found)
    for prop in draft.place.props:
        _prop(prop, found)


def _prop(prop: Prop, found: list[str]) -> None:
    at = f"place.props[{prop.id}]"
    _texts(prop, ("label", "description", "state"), at, found)
    _at(prop.at, f"{at}.at", found)


def _cast(cast: tuple[CastMember, ...], voiced: Voices) -> tuple[str, ...]:
    found: list[str] = []
    for member in cast:
        _member(member, voiced[member.id], found)
    return tuple(found)


def _member(member: CastMember, voiced: tuple[str, ...], found: list[str]) -> None:
    at = f"cast[{member.id}]"
    _texts(member, ("label", "wardrobe"), at, found)
    _list(member.identity, f"{at}.identity", found)
    if member.voice is not _NO_VOICE:
        _texts(member.voice, voiced, f"{at}.voice", found)
    _at(member.at, f"{at}.at", found)
    for ref in member.refs:
        found.append(f"{at}.refs[{ref.id}].asset")
        _texts(ref, ("role", "ignore"), f"{at}.refs[{ref.id}]", found)


_VOICES: Memory[Voices] = Memory(16)
_ALIKE: Memory[Voices] = Memory(16)


def voices(draft: Draft) -> Voices:
    """The fields of each voice that are said: not what every line, or the language of all lines, says already.

    Those that say the same are the same, so that a word typed into one line leaves the other lines as they are.
    """
    lines = [beat.lines for shot in draft.shots for beat in shot.beats if beat.lines]
    return _VOICES.get((draft.cast, *lines), (draft.sound.language,), partial(_voices, draft, lines))


def _voices(draft: Draft, lines: list[tuple[Line, ...]]) -> Voices:
    spoken: dict[str, list[Line]] = {}
    for line in (line for each in lines for line in each if clean(line.text)):
        spoken.setdefault(line.speaker.strip(), []).append(line)
    found = [
        (member.id, _voice_fields(member, spoken.get(f"{{cast:{member.id}}}", []), draft.sound.language))
        for member in draft.cast
    ]
    return _ALIKE.get((), tuple(found), lambda: dict(found))


def _voice_fields(member: CastMember, lines: list[Line], language: str) -> tuple[str, ...]:
    if not lines:
        return ()
    fields = ["timbre", "accent"]
    if member.voice.language != language and not all(line.language for line in lines):
        fields.append("language")
    if not all(clean(line.delivery) for line in lines):
        fields.append("delivery")
    return tuple(fields)


def _shot(shot: Shot, index: int, language: str) -> tuple[str, ...]:
    at = f"shots[{shot.id}]"
    found = [f"{at}.seconds"]
    _texts(shot, ("support", "light_override", "lens"), at, found)
    if shot.shake:
        found.append(f"{at}.shake")
    if shot.cut_in != "cut" and (index or shot.cut_in == "fade"):
        found.append(f"{at}.cut_in")
    found += _KEPT.get((shot.keys,), ("keys", shot.id, shot.seconds), partial(_keys, shot))
    for beat in shot.beats:
        if len(shot.beats) > 1 or abs(beat.seconds - shot.seconds) > 0.05:
            found.append(f"{at}.beats[{beat.id}].seconds")
        found += _KEPT.get((beat,), ("beat", at, language), partial(_beat, language, beat, f"{at}.beats[{beat.id}]"))
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
        _texts(new_framing(keys, place), ("size", "angle", "target"), f"{at}.framing", found)
    if key.axes is not before:
        found += (f"{at}.axes.{axis}" for axis in AXES if getattr(key.axes, axis) != getattr(before, axis))
    _texts(key, ("focus", "reveal"), at, found)
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
    _texts(beat, _BEAT_TEXTS, at, found)
    if beat.link.type not in ("opens", "then"):
        found.append(f"{at}.link.type")
    if clean(beat.link.evidence):
        found.append(f"{at}.link.evidence")
    for line in beat.lines:
        _line(language, line, f"{at}.lines[{line.id}]", found)
    for sound in beat.sounds:
        _sound(sound, f"{at}.sounds[{sound.id}]", found)
    return tuple(found)


def _line(language: str, line: Line, at: str, found: list[str]) -> None:
    _texts(line, ("speaker", "delivery", "text"), at, found)
    if line.language and line.language != language:
        found.append(f"{at}.language")
    if not line.on_screen:
        found.append(f"{at}.on_screen")
    if line.at != "start":
        found.append(f"{at}.at")


def _sound(sound: SoundCue, at: str, found: list[str]) -> None:
    if sound.kind in ("silence", "music"):
        found.append(f"{at}.kind")
    _texts(sound, ("text",), at, found)
    if sound.sync != "on_action" and (sound.kind == "silence" or clean(sound.text)):
        found.append(f"{at}.sync")


def _rest(draft: Draft, found: list[str]) -> None:
    sound = draft.sound
    _list(sound.ambience, "sound.ambience", found)
    _list(sound.effects, "sound.effects", found)
    _texts(sound, ("music",), "sound", found)
    if sound.language and any(clean(line.text) for shot in draft.shots for beat in shot.beats for line in beat.lines):
        found.append("sound.language")
    if draft.ends.start_image:
        found.append("ends.start_image")
    if draft.ends.end_image:
        found.append("ends.end_image")
    _texts(draft.ends, ("final_picture",), "ends", found)
    if draft.continues is not None:
        found.append("continues.take")
    _list(draft.avoid, "avoid", found)
    _list(draft.locks, "locks", found)
