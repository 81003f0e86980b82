"""Lays chosen parts of one draft over another: a look, a light, a camera path, a beat structure. Pure.

What runs in time is stretched to the shot it lands on, unless the lengths come along. Shots and beats meet by their
order; a draft keeps the ids it has.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, get_args

from app.domain.draft import Beat, Draft, Key, Shot, Variable
from app.domain.edit import free_id
from app.domain.notes import carried as carried_notes
from app.domain.notes import laid as laid_notes
from app.domain.variables import NAME, TOKEN, map_texts, used

PartId = Literal["frame", "shots", "beats", "structure", "camera", "sound", "place", "cast", "look", "light", "ends"]
PARTS: tuple[PartId, ...] = get_args(PartId)
"""What a draft can be taken apart into, in the order people read it. `structure` is the beats without their words."""
PATHS: dict[str, tuple[str, ...]] = {
    "frame": ("frame",),
    "shots": ("shots[*].seconds", "shots[*].cut_in", "shots[*].purpose", "shots[*].light_override"),
    "beats": ("shots[*].beats",),
    "structure": tuple(f"shots[*].beats[*].{name}" for name in ("seconds", "purpose", "link", "weight")),
    "camera": tuple(f"shots[*].{name}" for name in ("keys", "support", "shake", "lens")),
    "sound": ("sound",),
    "place": ("place",),
    "cast": ("cast",),
    "look": ("look",),
    "light": ("light",),
    "ends": ("ends", "clips", "avoid", "locks", "continues"),
}
"""The paths a part owns; laying it over touches no other. `shots` also owns how many there are."""
TIMED: tuple[PartId, ...] = ("beats", "structure", "camera")
"""Parts that lie on shots, and are stretched to them."""
KEPT = ("id", "title", "form", "aim", "variables")
"""What a draft keeps of its own when a whole preset is laid over it."""
_NO_VALUES: Mapping[str, str] = {}


def is_whole(parts: Sequence[str]) -> bool:
    """Whether these parts are the whole draft: none named, or every one (beats hold their structure)."""
    return not parts or {*parts, "structure"} >= set(PARTS)


def sorted_parts(parts: Iterable[str]) -> tuple[PartId, ...]:
    """The parts in reading order, each once; () for the whole draft."""
    wanted = set(parts)
    chosen = tuple(part for part in PARTS if part in wanted and not (part == "structure" and "beats" in wanted))
    return () if is_whole(chosen) else chosen


def parts_within(held: Sequence[str]) -> tuple[PartId, ...]:
    """The parts one can choose from where these are held: every one in a whole draft, the structure within beats."""
    if not held:
        return PARTS
    return tuple(part for part in PARTS if part in held or (part == "structure" and "beats" in held))


def cut(draft: Draft, parts: Sequence[str]) -> Draft:
    """A draft that carries only these parts (and, for what runs in time, the lengths of the shots it was made for).

    Cast and props that are named but not carried become variables whose defaults are their labels.
    """
    if is_whole(parts):
        return draft
    bare = Draft(id=draft.id, form=draft.form, aim=draft.aim)
    carried: dict[str, Any] = {path: getattr(draft, path) for part in parts for path in PATHS[part] if "[" not in path}
    if any(path.startswith("shots") for part in parts for path in PATHS[part]):
        carried["shots"] = tuple(_cut_shot(shot, parts) for shot in draft.shots)
    loose = _loosened(bare.replace(**carried, variables=draft.variables), draft)
    return loose.replace(notes=carried_notes(draft, loose)) if draft.notes else loose


def beyond(draft: Draft, parts: Sequence[str]) -> tuple[str, ...]:
    """The parts in which a draft says something although it is said not to hold them."""
    if is_whole(parts):
        return ()
    carried = cut(draft, parts)
    fields = [name for name in Draft.model_fields if name not in ("title", "note", "language", "variables", "notes")]
    return tuple(name for name in fields if getattr(carried, name) != getattr(draft, name))


def lay(draft: Draft, source: Draft, parts: Sequence[str]) -> Draft:
    """The draft with these parts of `source` over it; without parts, all of it but what every draft keeps."""
    if is_whole(parts):
        whole: Draft = source.replace(**{name: getattr(draft, name) for name in KEPT})
        return whole
    taken: dict[str, Any] = {path: getattr(source, path) for part in parts for path in PATHS[part] if "[" not in path}
    if source.shots and any(path.startswith("shots") for part in parts for path in PATHS[part]):
        taken["shots"] = _laid_shots(draft, source, parts)
    laid: Draft = draft.replace(**taken)
    return laid_notes(laid, draft, source)


def shots_left(draft: Draft, source: Draft, parts: Sequence[str]) -> int:
    """How many shots of `source` find no shot in the draft to lie on."""
    timed = set(TIMED) & set(parts)
    return max(0, len(source.shots) - len(draft.shots)) if timed and "shots" not in parts else 0


def for_draft(source: Draft, draft: Draft, values: Mapping[str, str] = _NO_VALUES) -> dict[str, str]:
    """Values as they suit a draft: who or what has the name of one of its cast or props is that one.

    A variable without a value gets the draft's own member of the same id, where there is one.
    """
    own = [(f"{{cast:{each.id}}}", each.id, each.label) for each in draft.cast]
    own += [(f"{{prop:{each.id}}}", each.id, each.label) for each in draft.place.props]
    by_id = {id: token for token, id, _ in reversed(own)}
    by_label = {label.strip().casefold(): token for token, _, label in reversed(own) if label.strip()}
    suited = dict(values)
    for variable in source.variables:
        if variable.kind == "text":
            value = values.get(variable.id, "").strip()
            token = by_label.get((value or variable.default).strip().casefold())
            if token is None and not value:
                token = by_id.get(variable.id)
            if token is not None:
                suited[variable.id] = token
    return suited


def _cut_shot(shot: Shot, parts: Sequence[str]) -> Shot:
    kept: dict[str, Any] = {"id": shot.id, "seconds": shot.seconds}
    for part in parts:
        for path in PATHS[part]:
            if path.startswith("shots[*].") and path.count(".") == 1:
                name = path.partition(".")[2]
                kept[name] = getattr(shot, name)
    if "structure" in parts and "beats" not in parts:
        kept["beats"] = tuple(_structure(beat) for beat in shot.beats)
    return Shot(id=shot.id).replace(**kept)  # type: ignore[no-any-return]


def _structure(beat: Beat) -> Beat:
    bare = Beat(id=beat.id, seconds=beat.seconds, purpose=beat.purpose, weight=beat.weight)
    return bare.replace(link=beat.link.replace(evidence=""))  # type: ignore[no-any-return]


def _loosened(carried: Draft, draft: Draft) -> Draft:
    """Tokens of cast and props that do not come along, as variables."""
    there = {("cast", member.id) for member in carried.cast} | {("prop", prop.id) for prop in carried.place.props}
    names: dict[tuple[str, str], str] = {}
    variables = list(carried.variables)
    known = {variable.id: variable.default or variable.label or variable.id for variable in variables}

    def loosen(match: re.Match[str]) -> str:
        who = (match[1], match[2])
        if who in there:
            return match[0]
        if who not in names:
            names[who] = free_id(match[2], [variable.id for variable in variables])
            item = draft.cast_member(who[1]) if who[0] == "cast" else draft.prop(who[1])
            label = NAME.sub(lambda name: known.get(name[1], name[0]), (item.label if item else "") or who[1])
            variables.append(Variable(id=names[who], label=label, default=label))
        return f"{{{names[who]}}}"

    loose: Draft = map_texts(carried, lambda text: TOKEN.sub(loosen, text))
    inside = set(used(loose))
    return loose.replace(variables=tuple(each for each in variables if each.id in inside))  # type: ignore[no-any-return]


def _laid_shots(draft: Draft, source: Draft, parts: Sequence[str]) -> tuple[Shot, ...]:
    count = len(source.shots) if "shots" in parts else len(draft.shots)
    made: list[Shot] = []
    for place in range(count):
        over = source.shots[place] if place < len(source.shots) else None
        if place < len(draft.shots):
            under = draft.shots[place]
        else:
            under = Shot(id=free_id(source.shots[place].id, [shot.id for shot in (*made, *draft.shots)]))
        made.append(under if over is None else _laid_shot(under, over, parts))
    return tuple(made)


def _laid_shot(under: Shot, over: Shot, parts: Sequence[str]) -> Shot:
    taken: dict[str, Any] = {}
    if "shots" in parts:
        taken.update(seconds=over.seconds, cut_in=over.cut_in, purpose=over.purpose, light_override=over.light_override)
    seconds = taken.get("seconds", under.seconds)
    stretch = seconds / over.seconds if over.seconds else 1.0
    if "camera" in parts:
        taken.update(support=over.support, shake=over.shake, lens=over.lens)
        taken["keys"] = tuple(_stretched_key(key, stretch) for key in over.keys)
    if "beats" in parts:
        taken["beats"] = tuple(_stretched(beat, stretch) for beat in over.beats)
    elif "structure" in parts:
        taken["beats"] = _structured(under.beats, over.beats, stretch, seconds)
    laid: Shot = under.replace(**taken)
    return laid


def _structured(under: Sequence[Beat], over: Sequence[Beat], stretch: float, seconds: float) -> tuple[Beat, ...]:
    """The beats with the lengths, purposes and links of others. Beats beyond theirs stay, and all have to fit."""
    ids = [beat.id for beat in under]
    for beat in over[len(under) :]:
        ids.append(free_id(beat.id, ids))
    renamed = {beat.id: ids[place] for place, beat in enumerate(over)}
    made: list[Beat] = []
    for place, beat in enumerate(over):
        own = under[place] if place < len(under) else Beat(id=ids[place])
        link = own.link.replace(type=beat.link.type, to=renamed.get(beat.link.to, beat.link.to))
        made.append(
            own.replace(seconds=_times(beat.seconds, stretch), purpose=beat.purpose, weight=beat.weight, link=link)
        )
    made += under[len(over) :]
    total = sum(beat.seconds for beat in made)
    if len(under) > len(over) and total > seconds + 1e-6:
        made = [_stretched(beat, seconds / total) for beat in made]
    return tuple(made)


def _stretched(beat: Beat, stretch: float) -> Beat:
    return beat if stretch == 1 else beat.replace(seconds=_times(beat.seconds, stretch))


def _stretched_key(key: Key, stretch: float) -> Key:
    return key if stretch == 1 else key.replace(t=_times(key.t, stretch), hold=_times(key.hold, stretch))


def _times(seconds: float, stretch: float) -> float:
    return min(600.0, round(seconds * stretch, 3))
