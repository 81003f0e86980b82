"""Lists the fields of a draft that hold content: each has to be worded, sent as a parameter, or reported as a loss.

Left out are what only people and the program read: ids, title, note, form, aim, variables, purposes of shots and
beats (for advice and order), the weight of a beat, the kind of a member of the cast, options of other models, where
else a clip lies and what is inside it; and what goes without saying: a hard cut, a plain link, an ease of the usual
kind, a key at its shot's border, framing that stays as it was at the key before, the middle of the set, the seconds
of a beat that fills its shot, a voice nobody hears, a delivery that no line leaves open, a language said for all
lines.
"""

from __future__ import annotations

from app.domain.draft import At, CastMember, Draft, Line, Prop, Voice
from app.prompting.filled_shot import listed, texts
from app.prompting.memory import Memory
from app.prompting.outline import Outline, filled_in, outlines
from app.prompting.spans import holds_words

_NO_VOICE = Voice()
_LIGHT_TEXTS = ("fill", "rim", "time_of_day", "weather")
_LOOK_TEXTS = ("style_line", "medium", "era", "mood", "lens", "depth_of_field")


_KEPT: Memory[tuple[str, ...]] = Memory(64)
"""What was found in the drafts asked for last."""


Voices = dict[str, tuple[str, ...]]
"""The fields of each voice that are said, by member of the cast."""


def filled_paths(draft: Draft) -> tuple[str, ...]:
    """Every path with content, in the order of the draft. Lists of texts are one path."""
    shots = outlines(draft)
    spoken = any(shot.lines for shot in shots)
    return _filled(draft, filled_in(shots), voices(draft), spoken)


def filled_of(draft: Draft, around: object, shots: tuple[Outline, ...], voiced: Voices) -> tuple[str, ...]:
    """The same of a draft whose shots and voices are read off already; the same ones while they are equal.

    `around` stands for all of the draft but its shots.
    """
    spoken = any(shot.lines for shot in shots)
    inside = filled_in(shots)
    return _KEPT.get((around, voiced, inside), spoken, _filled, draft, inside, voiced, spoken)


def _filled(draft: Draft, inside: tuple[tuple[str, ...], ...], voiced: Voices, spoken: bool) -> tuple[str, ...]:
    found = ["frame.aspect", "frame.resolution", "frame.audio"]
    if draft.frame.seed is not None:
        found.append("frame.seed")
    found += (f"options[{draft.aim}].{name}" for name in draft.options.get(draft.aim, {}))
    _look_and_light(draft, found)
    _place(draft, found)
    for member in draft.cast:
        _member(member, voiced[member.id], found)
    for each in inside:
        found += each
    _rest(draft, found, spoken=spoken)
    return tuple(found)


def _at(at: At | None, path: str, found: list[str]) -> None:
    if at is not None:
        if at.side != "centre":
            found.append(f"{path}.side")
        if at.depth != "mid":
            found.append(f"{path}.depth")


def _look_and_light(draft: Draft, found: list[str]) -> None:
    texts(draft.look, _LOOK_TEXTS, "look", found)
    listed(draft.look.texture, "look.texture", found)
    listed(draft.look.palette, "look.palette", found)
    texts(draft.light.key, ("source", "side", "height", "quality", "colour"), "light.key", found)
    texts(draft.light, _LIGHT_TEXTS, "light", found)
    listed(draft.light.practicals, "light.practicals", found)


def _place(draft: Draft, found: list[str]) -> None:
    texts(draft.place, ("setting", "foreground", "midground", "background"), "place", found)
    for prop in draft.place.props:
        _prop(prop, found)


def _prop(prop: Prop, found: list[str]) -> None:
    at = f"place.props[{prop.id}]"
    texts(prop, ("label", "description", "state"), at, found)
    _at(prop.at, f"{at}.at", found)


def _member(member: CastMember, voiced: tuple[str, ...], found: list[str]) -> None:
    at = f"cast[{member.id}]"
    texts(member, ("label", "wardrobe"), at, found)
    listed(member.identity, f"{at}.identity", found)
    if member.voice is not _NO_VOICE:
        texts(member.voice, voiced, f"{at}.voice", found)
    _at(member.at, f"{at}.at", found)
    for ref in member.refs:
        found.append(f"{at}.refs[{ref.id}].asset")
        texts(ref, ("role", "ignore"), f"{at}.refs[{ref.id}]", found)


_VOICES: Memory[Voices] = Memory(16)
_ALIKE: Memory[Voices] = Memory(16)


def voices(draft: Draft) -> Voices:
    """The fields of each voice that are said: not what every line, or the language of all lines, says already.

    Those that say the same are the same, so that a word typed into one line leaves the other lines as they are.
    """
    lines = [beat.lines for shot in draft.shots for beat in shot.beats if beat.lines]
    return _VOICES.get((draft.cast, *lines), (draft.sound.language,), _voices, draft, lines)


def _voices(draft: Draft, lines: list[tuple[Line, ...]]) -> Voices:
    spoken: dict[str, list[Line]] = {}
    for line in (line for each in lines for line in each if holds_words(line.text)):
        spoken.setdefault(line.speaker.strip(), []).append(line)
    found = [
        (member.id, _voice_fields(member, spoken.get(f"{{cast:{member.id}}}", []), draft.sound.language))
        for member in draft.cast
    ]
    return _ALIKE.get((), tuple(found), dict, found)


def _voice_fields(member: CastMember, lines: list[Line], language: str) -> tuple[str, ...]:
    if not lines:
        return ()
    fields = ["timbre", "accent"]
    if member.voice.language != language and not all(line.language for line in lines):
        fields.append("language")
    if not all(holds_words(line.delivery) for line in lines):
        fields.append("delivery")
    return tuple(fields)


def _rest(draft: Draft, found: list[str], *, spoken: bool) -> None:
    sound = draft.sound
    listed(sound.ambience, "sound.ambience", found)
    listed(sound.effects, "sound.effects", found)
    texts(sound, ("music",), "sound", found)
    if sound.language and spoken:
        found.append("sound.language")
    if draft.ends.start_image:
        found.append("ends.start_image")
    if draft.ends.end_image:
        found.append("ends.end_image")
    texts(draft.ends, ("final_picture",), "ends", found)
    for clip in draft.clips:
        found += [f"clips[{clip.id}].asset", f"clips[{clip.id}].role"]
        texts(clip, ("ignore",), f"clips[{clip.id}]", found)
        if clip.keep_sound:
            found.append(f"clips[{clip.id}].keep_sound")
    if draft.continues is not None:
        found.append("continues.take")
    listed(draft.avoid, "avoid", found)
    listed(draft.locks, "locks", found)
