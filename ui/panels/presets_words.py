"""What a preset holds and what it would change in a draft, part by part, in film terms. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import Any, NamedTuple

from app.domain.draft import Draft, Shot
from app.domain.moves import segments
from app.domain.preset import Preset
from app.strings import tr
from ui.kit.timebar import short_time
from ui.panels.beats_words import move_words, plain, small, term
from ui.panels.send_figures import day_words
from ui.panels.shelf_rows import form_name

LISTED = 4


class Part(NamedTuple):
    """A part of a draft: its name, its track, what of the draft it is, and that in a few words."""

    id: str
    track: str
    content: Callable[[Draft], Any]
    words: Callable[[Draft], str]


class Change(NamedTuple):
    """What happens to one part. `before` is "" where there was nothing, `after` where nothing will be."""

    part: str
    track: str
    before: str
    after: str
    remark: str = ""
    """What changes inside a part whose summary stays the same, or beside it: lengths, moves."""


def changes(draft: Draft, laid: Draft) -> list[Change]:
    """What differs, part by part, when `laid` takes the place of `draft`."""
    found = []
    for part in PARTS:
        if part.content(draft) == part.content(laid):
            continue
        before, after = part.words(draft), part.words(laid)
        remark = _REMARKS.get(part.id, _inside)(draft, laid) if before and after else ""
        found.append(Change(part.id, part.track, before, after, remark))
    return found


def held_parts(draft: Draft) -> list[Part]:
    """The parts in which a draft says something."""
    return [part for part in PARTS if part.id not in ("frame", "shots") and part.words(draft)]


def held(draft: Draft) -> list[Change]:
    """What a draft says, part by part."""
    return [Change(part.id, part.track, "", part.words(draft)) for part in PARTS if part.words(draft)]


def fact_words(preset: Preset) -> str:
    """Form, length and, of own ones, version and day."""
    facts = [tr("shelf.draft", form=form_name(preset.draft.form), seconds=short_time(preset.draft.seconds))]
    if preset.builtin:
        facts.append(tr("shelf.builtin"))
    elif preset.created:
        facts.append(tr("presets.version_of", n=preset.version, day=day_words(preset.created)))
    else:
        facts.append(tr("shelf.version", n=preset.version))
    return ", ".join(facts)


def _frame(draft: Draft) -> str:
    sound = tr("presets.sound_on" if draft.frame.audio == "on" else "presets.sound_off")
    return f"{draft.frame.aspect}, {draft.frame.resolution}, {sound}"


def _shots(draft: Draft) -> str:
    return tr("presets.shots", n=len(draft.shots), seconds=short_time(draft.seconds)) if draft.shots else ""


def _look(draft: Draft) -> str:
    look = draft.look
    named = [term("medium", look.medium), term("era", look.era), look.mood, *look.palette]
    return look.style_line or _some([each for each in named if each])


def _light(draft: Draft) -> str:
    light = draft.light
    time, weather = term("time_of_day", light.time_of_day), term("weather", light.weather)
    key = term("light_source", light.key.source)
    return _some([small(each) for each in (key, time, weather) if each] + [*light.practicals])


def _place(draft: Draft) -> str:
    return plain(draft, draft.place.setting) or _some([prop.label or prop.id for prop in draft.place.props])


def _cast(draft: Draft) -> str:
    return _some([member.label or member.id for member in draft.cast])


def _beats(draft: Draft) -> str:
    beats = [beat for shot in draft.shots for beat in shot.beats]
    named = [term("purpose", beat.purpose) for beat in beats if beat.purpose]
    if not beats:
        return ""
    count = tr("presets.beats", n=len(beats))
    return tr("presets.beats_named", count=count, names=_some([small(name) for name in named])) if named else count


def _camera(draft: Draft) -> str:
    return _some([_moves(shot) for shot in draft.shots])


def _moves(shot: Shot) -> str:
    moving = [small(move_words(segment, short=True)) for segment in segments(shot) if segment.moves]
    return tr("path.then").join(moving) or small(tr("path.still"))


def _lines(draft: Draft) -> str:
    said = [line.text for shot in draft.shots for beat in shot.beats for line in beat.lines if line.text]
    return tr("presets.lines", n=len(said), first=said[0]) if said else ""


def _sound(draft: Draft) -> str:
    music = small(term("music", draft.sound.music)) if draft.sound.music else ""
    return _some([*draft.sound.ambience, *draft.sound.effects, music])


def _ends(draft: Draft) -> str:
    return _some([plain(draft, draft.ends.final_picture), *draft.avoid])


def _inside(draft: Draft, laid: Draft) -> str:
    return ""


def _beat_lengths(draft: Draft, laid: Draft) -> str:
    """“Beat 2: +1.5 s”, where the number of beats stays."""
    before = [beat.seconds for shot in draft.shots for beat in shot.beats]
    after = [beat.seconds for shot in laid.shots for beat in shot.beats]
    if len(before) != len(after):
        return ""
    grown = [
        tr("presets.beat_longer" if new > old else "presets.beat_shorter", n=n, seconds=short_time(abs(new - old)))
        for n, (old, new) in enumerate(zip(before, after, strict=True), 1)
        if abs(new - old) > 1e-6
    ]
    return "; ".join(grown)


def _other_moves(draft: Draft, laid: Draft) -> str:
    """“Pan right becomes arc right”, shot by shot, where the number of shots stays."""
    if len(draft.shots) < 2 or len(draft.shots) != len(laid.shots):
        return ""
    pairs = [(_moves(old), _moves(new)) for old, new in zip(draft.shots, laid.shots, strict=True)]
    told = [
        tr("presets.move_becomes", n=n, before=old, after=new) for n, (old, new) in enumerate(pairs, 1) if old != new
    ]
    return "; ".join(told)


def _shot_lengths(draft: Draft, laid: Draft) -> str:
    lengths = [
        tuple(short_time(shot.seconds) if shot else "–" for shot in pair)
        for pair in zip_longest(draft.shots, laid.shots)
    ]
    if len(lengths) < 2 or len(draft.shots) != len(laid.shots):
        return ""
    return ", ".join(tr("presets.seconds", before=old, after=new) for old, new in lengths if old != new)


def _some(parts: Iterable[Any]) -> str:
    """The first few of a list in words."""
    said = [str(part).strip().rstrip(".") for part in parts if part]
    if len(said) > LISTED:
        return tr("presets.and_more", some=", ".join(said[:LISTED]), n=len(said) - LISTED)
    return ", ".join(said)


_REMARKS: dict[str, Callable[[Draft, Draft], str]] = {
    "beats": _beat_lengths,
    "camera": _other_moves,
    "shots": _shot_lengths,
}
PARTS: tuple[Part, ...] = (
    Part("frame", "", lambda draft: draft.frame, _frame),
    Part("shots", "", lambda draft: [(shot.seconds, shot.cut_in) for shot in draft.shots], _shots),
    Part("beats", "beat", lambda d: [b.replace(id="x", lines=(), sounds=()) for s in d.shots for b in s.beats], _beats),
    Part("camera", "cam", lambda draft: [(shot.keys, shot.support, shot.lens) for shot in draft.shots], _camera),
    Part("lines", "line", lambda draft: [beat.lines for shot in draft.shots for beat in shot.beats], _lines),
    Part("sound", "snd", lambda d: (d.sound, [beat.sounds for shot in d.shots for beat in shot.beats]), _sound),
    Part("place", "", lambda draft: draft.place, _place),
    Part("cast", "", lambda draft: draft.cast, _cast),
    Part("look", "", lambda draft: draft.look, _look),
    Part("light", "", lambda draft: draft.light, _light),
    Part("ends", "", lambda draft: (draft.ends, draft.avoid, draft.locks, draft.continues), _ends),
)
"""What a draft consists of, in the order a person reads a change."""
