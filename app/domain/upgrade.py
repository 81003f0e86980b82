"""Reads drafts from JSON: size, depth and schema are refused at the door, older schemas upgraded step by step."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from app.domain.draft import SCHEMA, Draft
from app.domain.errors import BadFile
from app.domain.noun import ValidationError

MAX_BYTES = 1024 * 1024
"""A draft or preset file is at most 1 MiB; the largest honest one measured is below 200 kB."""
MAX_DEPTH = 24
"""Nesting of brackets; a draft needs 8."""
MAX_ITEMS = 2_000
"""Items in any one list."""

_NESTING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
"""Brackets, and texts as a whole, so that a bracket in a text does not count."""

Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: dict[int, Step] = {}
"""Upgrade steps by the schema number they start from: `STEPS[1]` turns draft/1 into draft/2."""


def read_json(data: bytes, name: str, cap: int = MAX_BYTES) -> dict[str, Any]:
    """The JSON object in `data`. BadFile for huge, deeply nested, broken or foreign content, with the place in it."""
    if len(data) > cap:
        raise BadFile("file_too_big", name=name, size_kb=len(data) // 1024, cap_kb=cap // 1024)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile("file_not_text", name=name, at=error.start) from error
    _refuse_depth(text, name)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadFile(
            "file_not_json", path=f"{error.lineno}:{error.colno}", name=name, line=error.lineno, column=error.colno
        ) from error
    except (RecursionError, ValueError) as error:
        raise BadFile("file_too_deep", name=name, cap=MAX_DEPTH) from error
    if not isinstance(value, dict):
        raise BadFile("file_foreign", name=name)
    if "\\u" in text:
        _refuse_half_characters(value, name)
    return value


def read_draft(data: bytes, name: str) -> Draft:
    """The draft in a file's bytes, upgraded to today's schema. BadFile says what is wrong and where."""
    return draft_from(read_json(data, name), name)


def draft_from(value: dict[str, Any], name: str) -> Draft:
    """The draft in a JSON object. BadFile says what is wrong and where."""
    fields = upgrade(value, "draft", int(SCHEMA.split("/")[1]), STEPS, name)
    _refuse_long_lists(fields, name, "")
    try:
        draft = Draft.model_validate(fields)
    except ValidationError as error:
        raise bad_field(error, name) from error
    _refuse_twin_ids(draft, name)
    return draft


def write_draft(draft: Draft) -> bytes:
    """The file's bytes: readable UTF-8 JSON with keys in the order of the nouns. Same draft, same bytes."""
    return draft.model_dump_json(by_alias=True, indent=2).encode() + b"\n"


def upgrade(value: dict[str, Any], kind: str, newest: int, steps: dict[int, Step], name: str) -> dict[str, Any]:
    """Bring an object with a `schema` of `<kind>/<number>` up to `newest`. BadFile for foreign or newer ones."""
    schema = value.get("schema")
    family, _, number = str(schema).partition("/")
    if family != kind or not number.isdigit():
        raise BadFile("file_foreign", path="schema", name=name)
    if int(number) > newest:
        raise BadFile("file_newer", path="schema", name=name, schema=schema, known=f"{kind}/{newest}")
    for step in range(int(number), newest):
        value = steps[step](value)
    return value


def bad_field(error: ValidationError, name: str) -> BadFile:
    """The first complaint of a validation as a fault with the place in the file."""
    from app.domain.complaint import complaints

    place, _, reason = complaints(error)[0]
    return BadFile("file_bad_field", path=place or "schema", name=name, place=place or "schema", reason=reason)


def _refuse_half_characters(value: dict[str, Any], name: str) -> None:
    """Half of a pair, written as an escape, is a text that no file can hold again."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise BadFile("file_not_text", name=name, at=error.start) from error


def _refuse_depth(text: str, name: str) -> None:
    depth = 0
    for found in _NESTING.finditer(text):
        if found[0] in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise BadFile("file_too_deep", name=name, cap=MAX_DEPTH)
        elif found[0] in "]}":
            depth -= 1


def _refuse_long_lists(value: Any, name: str, place: str) -> None:
    if isinstance(value, list):
        if len(value) > MAX_ITEMS:
            raise BadFile("file_list_too_long", path=place, name=name, place=place, cap=MAX_ITEMS)
        for index, item in enumerate(value):
            _refuse_long_lists(item, name, f"{place}.{index}")
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_long_lists(item, name, f"{place}.{key}" if place else key)


def _refuse_twin_ids(draft: Draft, name: str) -> None:
    lists: list[tuple[str, tuple[Any, ...]]] = [
        ("cast", draft.cast),
        ("place.props", draft.place.props),
        ("shots", draft.shots),
        ("clips", draft.clips),
        ("variables", draft.variables),
    ]
    lists += [(f"cast[{member.id}].refs", member.refs) for member in draft.cast]
    for shot in draft.shots:
        lists += [(f"shots[{shot.id}].keys", shot.keys), (f"shots[{shot.id}].beats", shot.beats)]
        for beat in shot.beats:
            stem = f"shots[{shot.id}].beats[{beat.id}]"
            lists += [(f"{stem}.lines", beat.lines), (f"{stem}.sounds", beat.sounds)]
    for place, items in lists:
        ids = [item.id for item in items]
        for item_id in ids:
            if ids.count(item_id) > 1:
                raise BadFile("file_twin_id", path=place, name=name, place=place, twin=item_id)
