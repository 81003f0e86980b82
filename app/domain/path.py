"""Paths into a draft, such as `shots[s2].beats[b3].action`: parsed, read, written and listed.

A step is a field name, or an id in brackets after a list. The same paths are used by spans, findings, losses,
undo, diffs and the command line. `note:` before the path of a text is the author's own note beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from app.domain.draft import Draft
from app.domain.errors import BadValue, UnknownName
from app.domain.noun import Noun, ValidationError

_STEP = re.compile(r"(?:^|\.)([a-z_]+)|\[([^\[\]]+)\]")
NOTE = "note:"
"""What stands before the path of a text for the note beside it."""
Steps = tuple[str | tuple[str], ...]
"""Field names as text, ids of list items (and keys of `options`) as one-tuples."""


@cache
def parse(path: str) -> Steps:
    """The steps of a path. UnknownName if it cannot be one."""
    if path.startswith(NOTE):
        return ("notes", (join(parse(path[len(NOTE) :])),))
    steps: list[str | tuple[str]] = []
    at = 0
    for match in _STEP.finditer(path):
        if match.start() != at:
            break
        steps.append(match[1] if match[1] else (match[2],))
        at = match.end()
    if not steps or at != len(path) or not isinstance(steps[0], str):
        raise UnknownName("path", path, Draft.model_fields)
    return tuple(steps)


def join(steps: Steps) -> str:
    """The text of a path from its steps."""
    if len(steps) == 2 and steps[0] == "notes":
        return f"{NOTE}{steps[1][0]}"
    text = ""
    for step in steps:
        text += f"[{step[0]}]" if isinstance(step, tuple) else (f".{step}" if text else step)
    return text


def read(draft: Draft, path: str) -> Any:
    """The value at a path. UnknownName, with the nearest names, where there is none. A text without a note has ""."""
    if path.startswith(NOTE):
        return draft.notes.get(noted(draft, path), "")
    value: Any = draft
    for number, step in enumerate(parse(path)):
        value = _descend(value, step, path, number)
    return value


def exists(draft: Draft, path: str) -> bool:
    """Whether this path leads somewhere in this draft."""
    try:
        read(draft, path)
    except UnknownName:
        return False
    return True


def write(draft: Draft, path: str, value: Any) -> Draft:
    """A draft with the value at `path` exchanged, checked by the field's type. BadValue if it does not fit."""
    if path.startswith(NOTE):
        return _with_note(draft, path, value)
    changed = _write(draft, parse(path), value, path, 0)
    assert isinstance(changed, Draft)
    return changed


def noted(draft: Draft, path: str) -> str:
    """The path of the text that a note stands beside. UnknownName where there is no such text."""
    target = path[len(NOTE) :]
    if target.startswith((NOTE, "notes")) or not _is_words(read(draft, target)):
        raise UnknownName("path", path, ())
    return target


def _is_words(value: Any) -> bool:
    """Whether somebody can write a note beside it: a text, or a list of texts."""
    return isinstance(value, str) or (isinstance(value, tuple) and all(isinstance(each, str) for each in value))


def _with_note(draft: Draft, path: str, note: Any) -> Draft:
    target = noted(draft, path)
    kept = {place: text for place, text in draft.notes.items() if place != target}
    if note != "":
        kept = {**draft.notes, target: note}
    changed: Draft = draft.replace(notes=_check(Draft, "notes", kept, path))
    return changed


def leaves(noun: Noun, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every path of this noun that holds a value of its own (not a noun, not a list of nouns), with the value."""
    for name in type(noun).model_fields:
        value = getattr(noun, name)
        path = f"{prefix}.{name}" if prefix else name
        if isinstance(value, Noun):
            yield from leaves(value, path)
        elif isinstance(value, tuple) and value and isinstance(value[0], Noun):
            for item in value:
                yield from leaves(item, f"{path}[{item.id}]")
        else:
            yield path, value


def _descend(value: Any, step: str | tuple[str], path: str, number: int) -> Any:
    if isinstance(value, dict):
        name = step if isinstance(step, str) else step[0]
        if name in value:
            return value[name]
        raise UnknownName("path", path, (f"{join(parse(path)[:number])}.{each}" for each in value))
    if isinstance(step, str):
        if isinstance(value, Noun) and step in (fields := vars(value)):
            return fields[step]
        raise UnknownName("path", path, _siblings(value, path, number))
    if isinstance(value, tuple):
        for item in value:
            if getattr(item, "id", None) == step[0]:
                return item
    raise UnknownName("path", path, _siblings(value, path, number))


def _siblings(value: Any, path: str, number: int) -> list[str]:
    stem = join(parse(path)[:number])
    if isinstance(value, Noun):
        return [f"{stem}.{name}" if stem else name for name in type(value).model_fields if name != "schema_id"]
    if isinstance(value, tuple):
        return [f"{stem}[{item.id}]" for item in value if isinstance(item, Noun) and hasattr(item, "id")]
    return []


def _write(target: Any, steps: Steps, value: Any, path: str, number: int) -> Any:
    step = steps[number]
    last = number == len(steps) - 1
    if isinstance(target, dict):
        name = step if isinstance(step, str) else step[0]
        inner = value if last else _write(target.get(name, {}), steps, value, path, number + 1)
        return {**target, name: inner}
    if isinstance(step, tuple):
        item = _descend(target, step, path, number)
        new = value if last else _write(item, steps, value, path, number + 1)
        return tuple([new if each is item else each for each in target])
    current = _descend(target, step, path, number)
    if current is None and not last:
        current = _empty(type(target), step, path)
    new = value if last else _write(current, steps, value, path, number + 1)
    checked = _check(type(target), step, new, path) if last or isinstance(new, dict) else new
    return target.replace(**{step: checked})


def _check(noun: type[Noun], field: str, value: Any, path: str) -> Any:
    if field in ("schema_id", "id"):
        raise BadValue("fixed_path", path=path, place=path)
    try:
        return noun.fitted(field, value)
    except ValidationError as error:
        raise _unfit(error, path) from error


def _unfit(error: ValidationError, path: str) -> BadValue:
    """What the first complaint says of the value of a path."""
    from app.domain.complaint import complaints

    return BadValue("bad_value", path=path, place=path, reason=complaints(error)[0][2])


def _empty(noun: type[Noun], field: str, path: str) -> Any:
    kind = noun.model_fields[field].annotation
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    try:
        return kind()
    except ValidationError as error:
        raise _unfit(error, path) from error
