"""What differs between two drafts, as a person who makes films would list it: beats, moves, shots, cast, set. Pure."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

from app.domain.beats import beat_spans
from app.domain.draft import Draft, Key, Shot
from app.domain.moves import segments
from app.domain.noun import Noun
from app.domain.path import leaves

Where = Literal["draft", "shot", "beat", "key", "cast", "prop"]
Item = TypeVar("Item", bound=Noun)
FLAT: dict[str, tuple[str, ...]] = {
    "frame": ("frame",),
    "sound": ("sound",),
    "look": ("look",),
    "light": ("light",),
    "ends": ("ends", "avoid", "locks", "continues"),
}
"""Parts whose fields are compared one by one."""
_SHOT_FIELDS = ("cut_in", "purpose", "light_override")
_CAMERA_FIELDS = ("support", "shake", "lens")
_MOVING = ("axes", "t")


class Difference(NamedTuple):
    """One thing that differs. `what` is a field's path inside its place, or `added`, `removed`, `seconds`, `moves`,
    `path`."""

    part: str
    where: Where
    number: int
    """Of the shot, beat or key, counted over the whole draft (keys: over their shot); 0 where nothing is counted."""
    name: str
    """The label of a member of the cast or a prop, or the number of a key's shot."""
    what: str
    before: Any = None
    after: Any = None


def differences(before: Draft, after: Draft) -> tuple[Difference, ...]:
    """Everything of content that differs, in the order a person reads a draft. Ids, title and notes are none."""
    found = [*_frame(before, after), *_shots(before, after)]
    for part in ("sound", "look", "light", "ends"):
        found += _flat(part, before, after)
    found += _place(before, after)
    found += _cast(before, after)
    found += _clips(before, after)
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.part)))


_ORDER = ("frame", "shots", "beats", "camera", "sound", "place", "cast", "look", "light", "ends")


def _frame(before: Draft, after: Draft) -> list[Difference]:
    found = _flat("frame", before, after)
    if before.language != after.language:
        found.append(Difference("frame", "draft", 0, "", "prompt_language", before.language, after.language))
    return found


def _flat(part: str, before: Draft, after: Draft) -> list[Difference]:
    found: list[Difference] = []
    for name in FLAT[part]:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if isinstance(old, Noun) and isinstance(new, Noun):
            found += (Difference(part, "draft", 0, "", *each) for each in _fields(old, new))
        else:
            found.append(Difference(part, "draft", 0, "", name, old, new))
    return found


def _fields(old: Noun, new: Noun, skip: Sequence[str] = ()) -> Iterator[tuple[str, Any, Any]]:
    """The fields of two nouns of one kind that differ."""
    olds, news = dict(leaves(old)), dict(leaves(new))
    for name in dict.fromkeys((*olds, *news)):
        first, last = re.split(r"[.\[]", name, maxsplit=1)[0], name.rpartition(".")[2]
        if last != "id" and first not in skip and olds.get(name) != news.get(name):
            yield name, olds.get(name), news.get(name)


def _paired(old: Sequence[Item], new: Sequence[Item], *, named: bool = False) -> list[tuple[Item | None, Item | None]]:
    """Items that are the same one: by id where both lists have ids in common or the items have names, else by their
    order."""
    olds = {each.id: each for each in old}  # type: ignore[attr-defined]
    news = {each.id: each for each in new}  # type: ignore[attr-defined]
    if not named and not olds.keys() & news.keys():
        most = max(len(old), len(new))
        return [(old[i] if i < len(old) else None, new[i] if i < len(new) else None) for i in range(most)]
    pairs: list[tuple[Item | None, Item | None]] = [(olds.get(id), item) for id, item in news.items()]
    return pairs + [(item, None) for id, item in olds.items() if id not in news]


def _cast(before: Draft, after: Draft) -> list[Difference]:
    return _named("cast", "cast", before.cast, after.cast)


def _clips(before: Draft, after: Draft) -> list[Difference]:
    """Clips that go along: which came, which went, what is another in those that stay."""
    found: list[Difference] = []
    for one, other in _paired(before.clips, after.clips, named=True):
        if one is None or other is None:
            what = f"clips.{'removed' if other is None else 'added'}"
            found.append(Difference("ends", "draft", 0, "", what, one, other))
        else:
            fields = _fields(one, other, ("footage",))
            found += (Difference("ends", "draft", 0, "", f"clips.{name}", *rest) for name, *rest in fields)
    return found


def _place(before: Draft, after: Draft) -> list[Difference]:
    fields = _fields(before.place, after.place, ("props",))
    found = [Difference("place", "draft", 0, "", *each) for each in fields if not each[0].startswith("props[")]
    return found + _named("place", "prop", before.place.props, after.place.props)


def _named(part: str, where: Where, old: Sequence[Any], new: Sequence[Any]) -> list[Difference]:
    found: list[Difference] = []
    for one, other in _paired(old, new, named=True):
        if one is None or other is None:
            item: Any = other if one is None else one
            found.append(Difference(part, where, 0, item.label or item.id, "removed" if other is None else "added"))
        else:
            name = one.label or one.id
            found += (Difference(part, where, 0, name, *each) for each in _fields(one, other, ("refs",)))
            found += _pictures(name, getattr(one, "refs", ()), getattr(other, "refs", ()))
    return found


def _pictures(name: str, old: Sequence[Any], new: Sequence[Any]) -> list[Difference]:
    """Pictures of a member: which came, which went, what is another in those that stay."""
    found: list[Difference] = []
    for one, other in _paired(old, new, named=True):
        if one is None or other is None:
            what = f"refs.{'removed' if other is None else 'added'}"
            found.append(Difference("cast", "cast", 0, name, what, one, other))
        else:
            found += (Difference("cast", "cast", 0, name, f"refs.{each[0]}", *each[1:]) for each in _fields(one, other))
    return found


def _shots(before: Draft, after: Draft) -> list[Difference]:
    found: list[Difference] = []
    numbers = (_numbers(before.shots), _numbers(after.shots))
    beats = (_beat_numbers(before), _beat_numbers(after))
    for old, new in _paired(before.shots, after.shots):
        if old is None or new is None:
            here = new or old
            assert here is not None
            number = (numbers[0] if new is None else numbers[1])[here.id]
            found.append(Difference("shots", "shot", number, "", "removed" if new is None else "added", here, here))
            continue
        number = numbers[1][new.id]
        if numbers[0][old.id] != number and old.id == new.id:
            found.append(Difference("shots", "shot", number, "", "moved", numbers[0][old.id], number))
        found += _of_fields("shots", "shot", number, old, new, ("seconds", *_SHOT_FIELDS))
        found += _of_fields("camera", "shot", number, old, new, _CAMERA_FIELDS)
        found += _beats(old, new, beats)
        found += _camera(number, old, new, beats[1])
    return found


def _of_fields(part: str, where: Where, number: int, old: Noun, new: Noun, names: Sequence[str]) -> list[Difference]:
    return [
        Difference(part, where, number, "", name, getattr(old, name), getattr(new, name))
        for name in names
        if getattr(old, name) != getattr(new, name)
    ]


def _beats(
    old: Shot, new: Shot, numbers: tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]
) -> list[Difference]:
    found: list[Difference] = []
    for one, other in _paired(old.beats, new.beats):
        if other is None:
            assert one is not None
            found.append(Difference("beats", "beat", numbers[0][old.id, one.id], "", "removed", one, None))
        elif one is None:
            found.append(Difference("beats", "beat", numbers[1][new.id, other.id], "", "added", None, other))
        else:
            was, number = numbers[0][old.id, one.id], numbers[1][new.id, other.id]
            if one.id == other.id and old.beats.index(one) != new.beats.index(other):
                found.append(Difference("beats", "beat", number, "", "moved", was, number))
            fields = _fields(one, other, ("lines", "sounds"))
            found += (Difference("beats", "beat", number, "", *each) for each in fields if each[0] != "link.to")
            found += _inside("lines", number, one.lines, other.lines)
            found += _inside("sounds", number, one.sounds, other.sounds)
    return found


def _inside(kind: str, number: int, old: Sequence[Any], new: Sequence[Any]) -> list[Difference]:
    """Lines and sounds of a beat: which came, which went, what is another in those that stay."""
    found: list[Difference] = []
    for one, other in _paired(old, new):
        if one is None or other is None:
            what = f"{kind}.{'removed' if other is None else 'added'}"
            found.append(Difference("beats", "beat", number, "", what, one, other))
        else:
            fields = _fields(one, other)
            found += (Difference("beats", "beat", number, "", f"{kind}.{name}", *rest) for name, *rest in fields)
    return found


def _camera(number: int, old: Shot, new: Shot, beats: dict[tuple[str, str], int]) -> list[Difference]:
    """Moves by beat where the beats meet, else by shot; what else of the keys differs, key by key."""
    if old.keys == new.keys:
        return []
    found: list[Difference] = []
    if len(old.beats) == len(new.beats) > 1:
        for place, beat in enumerate(new.beats):
            moves = moves_in_beat(old, place), moves_in_beat(new, place)
            if moves[0] != moves[1]:
                found.append(Difference("camera", "beat", beats[new.id, beat.id], "", "moves", *moves))
    elif moves_of(old) != moves_of(new):
        found.append(Difference("camera", "shot", number, "", "moves", moves_of(old), moves_of(new)))
    told = bool(found)
    found += _keys(number, old.keys, new.keys, told)
    return found or [Difference("camera", "shot", number, "", "path")]


def _keys(number: int, old: Sequence[Key], new: Sequence[Key], told: bool) -> list[Difference]:
    """What keys hold beside the way; the way too where it keeps its name."""
    found: list[Difference] = []
    if len(old) != len(new):
        found.append(Difference("camera", "shot", number, "", "keys", len(old), len(new)))
    for place, (one, other) in enumerate(zip(old, new, strict=False), 1):
        fields = _fields(one, other, _MOVING if told else ("axes",))
        found += (Difference("camera", "key", place, str(number), *each) for each in fields)
    return found


def moves_of(shot: Shot) -> tuple[tuple[str, str], ...]:
    """The moves of a shot as name and speed, in order; () where the camera stands."""
    return tuple((segment.name, segment.speed) for segment in segments(shot) if segment.moves)


def moves_in_beat(shot: Shot, place: int) -> tuple[tuple[str, str], ...]:
    """The moves that run for a good part of a beat."""
    start = sum(beat.seconds for beat in shot.beats[:place])
    end = start + shot.beats[place].seconds
    least = min(0.5, (end - start) / 2)
    return tuple(
        (segment.name, segment.speed)
        for segment in segments(shot)
        if segment.moves and min(end, segment.leave + segment.seconds) - max(start, segment.leave) >= least
    )


def _numbers(shots: Sequence[Shot]) -> dict[str, int]:
    return {shot.id: number for number, shot in enumerate(shots, 1)}


def _beat_numbers(draft: Draft) -> dict[tuple[str, str], int]:
    return {(span.shot_id, span.beat.id): span.number for span in beat_spans(draft)}
