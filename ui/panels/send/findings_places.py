"""Names a place in a draft as people say it: “Beat 4, Lines” for `shots[s1].beats[b4].lines[l1].text`."""

from __future__ import annotations

import re
from functools import lru_cache

from app.desk.template_words import field_name
from app.domain.draft import Draft, Shot
from app.domain.template import Template
from app.strings import has, language, listed, tr

_OWNERS = ("shots[*]", "beats[*]", "keys[*]", "cast[*]", "props[*]")
"""What is named by number or label already."""
_ITEM = re.compile(r"\[([^\[\]]+)\]")


def place_name(draft: Draft | None, template: Template | None, path: str) -> str:
    """A path in words: whose it is (a beat, key, shot, cast member, prop), then the form's own label of the field."""
    owner = owner_name(draft, path) if draft is not None else ""
    owner = owner[:1].upper() + owner[1:]
    return listed(part for part in (owner, field_label(template, path)) if part)


def same_names(one: Draft | None, other: Draft | None) -> bool:
    """Whether whatever lies in two drafts is called alike, so far as that is told by what both of them share."""
    if one is None or other is None or one.cast is not other.cast or one.place is not other.place:
        return one is other
    if len(one.shots) != len(other.shots):
        return False
    differ = [pair for pair in zip(one.shots, other.shots, strict=True) if pair[0] is not pair[1]]
    return all(_ids(before) == _ids(now) for before, now in differ)


def _ids(shot: Shot) -> tuple[str, list[str], list[str]]:
    return shot.id, [beat.id for beat in shot.beats], [key.id for key in shot.keys]


def owner_name(draft: Draft, path: str) -> str:
    """The item of a list that a path lies in, by its number or its label; "" for none."""
    ids = _ITEM.findall(path)
    if path.startswith("cast[") and ids:
        member = draft.cast_member(ids[0])
        return (member.label if member else "") or ids[0]
    if path.startswith("place.props[") and ids:
        prop = draft.prop(ids[0])
        return (prop.label if prop else "") or ids[0]
    if not path.startswith("shots[") or not ids:
        return ""
    for kind, name in (("beats", "beat"), ("keys", "key")):
        if len(ids) > 1 and f".{kind}[" in path:
            return _numbered(name, _number(draft, kind, ids[0], ids[1]))
    shots = [shot.id for shot in draft.shots]
    return _numbered("shot", shots.index(ids[0]) + 1 if ids[0] in shots else 0)


def _number(draft: Draft, kind: str, shot_id: str, item_id: str) -> int:
    """Which of all beats or keys one is, from 1 on; 0 for none."""
    before = 0
    for shot in draft.shots:
        items = getattr(shot, kind)
        if shot.id == shot_id:
            return next((before + place for place, item in enumerate(items, 1) if item.id == item_id), 0)
        before += len(items)
    return 0


@lru_cache(512)
def _in_words(language: str, kind: str, number: int) -> str:
    return tr(f"place_of.{kind}", n=number)


def _numbered(kind: str, number: int) -> str:
    return _in_words(language(), kind, number) if number else ""


def field_label(template: Template | None, path: str) -> str:
    """The label a form gives to a field, or to what it lies in; "" where no form shows it and nothing names it."""
    general = _general(path)
    labels = _LABELS.of(template)
    while general:
        if general in labels:
            return labels[general]
        if general.endswith(_OWNERS):
            return ""
        last = re.split(r"[.\[]", general.removesuffix("[*]"))[-1].strip("]")
        if last and has(f"field.{last}"):
            return tr(f"field.{last}")
        general = general.rpartition(".")[0] if "." in general else ""
    return ""


@lru_cache(4096)
def _general(path: str) -> str:
    """A path with `[*]` for every item."""
    return _ITEM.sub("[*]", path)


class _Labels:
    """The labels of a form's fields by their paths, kept for the form and the language that were asked for last."""

    def __init__(self) -> None:
        self._template: Template | None = None
        self._language = ""
        self._labels: dict[str, str] = {}

    def of(self, template: Template | None) -> dict[str, str]:
        if template is not self._template or language() != self._language:
            sections = template.sections if template else ()
            self._labels = {_general(field.path): field_name(field) for section in sections for field in section.fields}
            self._template, self._language = template, language()
        return self._labels


_LABELS = _Labels()
