"""Edits of a draft: set, insert, remove, move. Each is pure, and one undo step when the desk applies it."""

import re
from collections.abc import Iterable
from typing import Any, Literal

from app.domain import path as paths
from app.domain.draft import Draft
from app.domain.errors import BadValue, UnknownName
from app.domain.noun import Noun

LONGEST_STEM = 34
"""Of an id that is made from a wish; with a number it stays below the 40 characters an id may have."""


class Edit(Noun):
    """One edit. `set` takes a value; `insert` an item (with or without id) and an index; `move` an index."""

    op: Literal["set", "insert", "remove", "move"]
    path: str
    value: Any = None
    index: int | None = None


def apply(draft: Draft, edit: Edit) -> Draft:
    """The draft after one edit. UnknownName for a path that does not exist, BadValue for a value that does not fit."""
    if edit.op == "set":
        return paths.write(draft, edit.path, edit.value)
    if edit.op == "insert":
        return insert(draft, edit.path, edit.value, edit.index)[0]
    if edit.op == "remove":
        return remove(draft, edit.path)
    return move(draft, edit.path, edit.index or 0)


def apply_all(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """The draft after several edits in order; all or nothing, since a draft is never changed in place."""
    for edit in edits:
        draft = apply(draft, edit)
    return draft


def insert(draft: Draft, list_path: str, item: Noun | dict[str, Any], index: int | None = None) -> tuple[Draft, str]:
    """Put an item into a list (at the end without `index`) and return the draft and the item's id."""
    items: tuple[Any, ...] = _list(draft, list_path)
    fields = item.model_dump(by_alias=True) if isinstance(item, Noun) else dict(item)
    taken = {each.id for each in items}
    if not fields.get("id") or fields["id"] in taken:
        fields["id"] = free_id(fields.get("id") or _stem(list_path), taken)
    place = len(items) if index is None else max(0, min(index, len(items)))
    return _with_list(draft, list_path, (*items[:place], fields, *items[place:])), str(fields["id"])


def remove(draft: Draft, item_path: str) -> Draft:
    """Take an item out of its list."""
    list_path, item_id = split_item(item_path)
    paths.read(draft, item_path)
    return _with_list(draft, list_path, tuple(each for each in _list(draft, list_path) if each.id != item_id))


def move(draft: Draft, item_path: str, index: int) -> Draft:
    """Put an item at another place of its list; `index` counts without the item."""
    list_path, item_id = split_item(item_path)
    item = paths.read(draft, item_path)
    rest = [each for each in _list(draft, list_path) if each.id != item_id]
    rest.insert(max(0, min(index, len(rest))), item)
    return _with_list(draft, list_path, tuple(rest))


def split_item(item_path: str) -> tuple[str, str]:
    """`shots[s1].beats[b2]` → (`shots[s1].beats`, `b2`). UnknownName if the path does not end in an id."""
    steps = paths.parse(item_path)
    last = steps[-1]
    if not isinstance(last, tuple):
        raise UnknownName("path", item_path, ())
    return paths.join(steps[:-1]), last[0]


def free_id(wish: str, taken: Iterable[str]) -> str:
    """An id that looks like `wish` and is not taken: the same with the next free number."""
    used = set(taken)
    stem = re.sub(r"[^a-z0-9_-]+", "-", wish.lower())[:LONGEST_STEM].strip("-_") or "x"
    if len(stem) > 1 and stem not in used:
        return stem
    stem = re.sub(r"\d+$", "", stem) or "x"
    number = 1
    while f"{stem}{number}" in used:
        number += 1
    return f"{stem}{number}"


def _list(draft: Draft, list_path: str) -> tuple[Any, ...]:
    items = paths.read(draft, list_path)
    if not isinstance(items, tuple) or (items and not isinstance(items[0], Noun)):
        raise BadValue("not_a_list", path=list_path, place=list_path)
    return items


def _with_list(draft: Draft, list_path: str, items: tuple[Any, ...]) -> Draft:
    return paths.write(draft, list_path, items)


def _stem(list_path: str) -> str:
    last = paths.parse(list_path)[-1]
    return str(last)[0]
