"""What a preset holds and what it would change in a draft, part by part, in film terms. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from app.desk.film_words import Row, diff_rows
from app.desk.template_words import form_name
from app.domain.draft import Draft, Shot
from app.domain.moves import segments
from app.domain.overlay import TIMED, parts_within, shots_left
from app.domain.preset import Preset
from app.strings import listed, tr
from ui.kit.timebar import short_time
from ui.panels.beats.words import move_words, plain, small, term
from ui.panels.send.figures import day_words
from ui.panels.shelf.desk import ShelfDesk

LISTED = 4
DETAILS = 3
"""Things of one place that are told before “and more”."""


class Part(NamedTuple):
    """A part of a draft: its name, its track, what of the draft it is, and that in a few words."""

    id: str
    track: str
    content: Callable[[Draft], Any]
    words: Callable[[Draft], str]


class Holding(NamedTuple):
    """What one part says, in a few words."""

    part: str
    track: str
    after: str


def overlay_rows(
    desk: ShelfDesk, draft: Draft, preset: Preset, parts: Sequence[str], values: Mapping[str, str]
) -> dict[str, list[Row]]:
    """What each part of a preset would change in a draft; ticked `parts` together, every other one by itself."""
    together: list[Row] = []
    if parts:
        laid = desk.lay_over(draft, preset, parts, values, loosely=True)
        together = diff_rows(draft, laid, by_part=True)
    found: dict[str, list[Row]] = {}
    for part in parts_within(preset.parts):
        told = "beats" if part == "structure" else part
        if part in parts:
            rows = [each for each in together if each.part == told]
        else:
            alone = desk.lay_over(draft, preset, [part], values, loosely=True)
            rows = [each for each in diff_rows(draft, alone, by_part=True) if each.part == told]
        if part in TIMED and (left := shots_left(draft, preset.draft, parts if part in parts else [part])):
            rows.append(Row(told, "", (tr("presets.shots_left", n=left),)))
        if rows:
            found[part] = rows
    return found


def row_words(line: Row) -> str:
    """A row of a difference, short: the first few things that differ there."""
    if len(line.details) <= DETAILS:
        return line.text
    more = tr("diff.more", some=tr("diff.and").join(line.details[:DETAILS]), n=len(line.details) - DETAILS)
    return Row(line.part, line.where, (more,)).text


def track_of(part: str) -> str:
    """The track a part belongs to, "" for none."""
    return next((each.track for each in PARTS if each.id == ("beats" if part == "structure" else part)), "")


def held_parts(draft: Draft, parts: Sequence[str] = ()) -> list[Part]:
    """The parts in which a draft says something; of a preset of `parts`, those among them."""
    found = [part for part in PARTS if part.id not in ("frame", "shots") and part.words(draft)]
    return [part for part in found if _is_held(part, parts)]


def held(draft: Draft, parts: Sequence[str] = ()) -> list[Holding]:
    """What a draft, or these parts of it, says."""
    return [
        Holding(part.id, part.track, part.words(draft)) for part in PARTS if _is_held(part, parts) and part.words(draft)
    ]


def _is_held(part: Part, parts: Sequence[str]) -> bool:
    inside = {"lines": ("beats",), "beats": ("beats", "structure")}.get(part.id, (part.id,))
    return not parts or any(each in parts for each in inside)


def fact_words(preset: Preset) -> str:
    """Form and length, or the parts it holds, and, of own ones, version and day."""
    facts = [second_words(preset)]
    if preset.builtin:
        facts.append(tr("shelf.builtin"))
    elif preset.created:
        facts.append(tr("presets.version_of", n=preset.version, day=day_words(preset.created)))
    else:
        facts.append(tr("shelf.version", n=preset.version))
    return tr("diff.and").join(facts)


def second_words(preset: Preset) -> str:
    """What stands under a preset's name: form and length, or the parts it holds."""
    if preset.is_whole:
        return tr("shelf.draft", form=form_name(preset.draft.form), seconds=short_time(preset.draft.seconds))
    first, *rest = (tr(f"presets.part.{part}") for part in preset.parts)
    return tr("presets.of_parts", parts=tr("diff.and").join((first, *(small(each) for each in rest))))


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


def _some(parts: Iterable[Any]) -> str:
    """The first few of a list in words."""
    said = [str(part).strip().rstrip(".") for part in parts if part]
    if len(said) > LISTED:
        return tr("presets.and_more", some=listed(said[:LISTED]), n=len(said) - LISTED)
    return listed(said)


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
"""What a draft consists of, in the order people read it."""
