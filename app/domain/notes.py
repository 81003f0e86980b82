"""Keeps the authors' own notes beside their texts: when beats move, shots are cut, presets laid over. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain import path as paths
from app.domain.draft import Draft


def follow(before: Draft, after: Draft) -> Draft:
    """The draft after an edit, with every note at the text it was written beside.

    An item that went to another list (a beat whose shot was cut) takes its notes along. Notes of what is gone go too.
    """
    if not after.notes or (before.shots is after.shots and before.cast is after.cast and before.place is after.place):
        return after
    kept: dict[str, str] = {}
    for place, note in after.notes.items():
        owner = place[: place.rfind("]") + 1]
        now = owner if not owner or paths.exists(after, owner) else _moved(after, owner)
        if now or not owner:
            kept[now + place[len(owner) :]] = note
    return after if kept == after.notes else _with(after, kept)


def carried(source: Draft, target: Draft) -> dict[str, str]:
    """The notes of a source whose texts stand, word for word, in a target; shots meet by their order."""
    if not source.notes:
        return {}
    names = {f"shots[{a.id}]": f"shots[{b.id}]" for a, b in zip(source.shots, target.shots, strict=False)}
    found: dict[str, str] = {}
    for place, note in source.notes.items():
        head, dot, rest = place.partition(".")
        there = f"{names.get(head, head)}{dot}{rest}"
        if paths.exists(target, there) and paths.exists(source, place):
            words = paths.read(target, there)
            if words and words == paths.read(source, place):
                found[there] = note
    return found


def laid(draft: Draft, under: Draft, over: Draft) -> Draft:
    """A draft made by laying `over` on `under`, with the notes of either where its text came along."""
    if not (under.notes or over.notes):
        return draft
    stayed = {place: note for place, note in under.notes.items() if _same(under, draft, place)}
    return _with(draft, {**carried(over, draft), **stayed})


def _same(one: Draft, other: Draft, place: str) -> bool:
    """Whether the text a note stands beside is the same in both, or was in neither."""
    if not paths.exists(one, place):
        return True
    return paths.exists(other, place) and paths.read(one, place) == paths.read(other, place)


def _with(draft: Draft, notes: dict[str, str]) -> Draft:
    changed: Draft = draft.replace(notes=notes)
    return changed


def _moved(draft: Draft, owner: str) -> str:
    """Where an item is that is not at its path: the only one of its kind with its id; empty where there is none."""
    kind, name = _kind(owner), owner[owner.rfind("[") :]
    found = [path for path in _items(draft) if path.endswith(name) and _kind(path) == kind]
    return found[0] if len(found) == 1 else ""


def _kind(path: str) -> str:
    """The list an item is in, without whose it is: `beats`, `lines`."""
    return path[: path.rfind("[")].rpartition(".")[2]


def _items(draft: Draft) -> Iterator[str]:
    """The path of everything that can go from one shot to another."""
    for shot in draft.shots:
        at = f"shots[{shot.id}]"
        yield from (f"{at}.keys[{key.id}]" for key in shot.keys)
        for beat in shot.beats:
            inner = f"{at}.beats[{beat.id}]"
            yield inner
            yield from (f"{inner}.lines[{line.id}]" for line in beat.lines)
            yield from (f"{inner}.sounds[{sound.id}]" for sound in beat.sounds)
