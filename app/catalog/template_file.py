"""The file of a template: strict at the door with everything that is wrong in one list, and written to be read."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import tomli

from app.catalog.schema import kind_at, pattern_of
from app.domain.complaint import complaints
from app.domain.draft import SCHEMA
from app.domain.errors import BadFile
from app.domain.job import Message
from app.domain.noun import Noun, ValidationError
from app.domain.template import Field, Section, Template
from app.domain.template_edit import shown
from app.domain.upgrade import draft_from

MAX_BYTES = 256 * 1024
"""A template file is at most 256 KiB; ours are below 10."""
MOST_SECTIONS, MOST_FIELDS = 60, 400
LISTED, TOLD = 40, 3
FIXED: dict[str, tuple[str, ...]] = {
    "shots": ("shots",),
    "shots[*].keys": ("path",),
    "shots[*].beats": ("beats",),
    "shots[*].beats[*].lines": ("lines",),
    "shots[*].beats[*].sounds": ("chips",),
    "cast": ("cast",),
    "place.props": ("cast",),
    "ends.start_image": ("image",),
    "ends.end_image": ("image",),
    "clips": ("clips",),
    "look.palette": ("colour", "chips"),
}
"""Fields that only some widgets can show, by path."""
NOT_SHOWN = ("title", "form", "aim", "options", "continues", "variables")
"""What the head of a form, the target and presets set."""
OTHER_ITEMS = re.compile(r"(?<!^shots)(?<!^shots\[\*\]\.keys)(?<!^shots\[\*\]\.beats)\[\*\]")
PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def read_template(data: bytes, name: str) -> Template:
    """The template in a file's bytes. BadFile lists all that is wrong with it."""
    if len(data) > MAX_BYTES:
        raise BadFile("file_too_big", name=name, size_kb=len(data) // 1024, cap_kb=MAX_BYTES // 1024)
    try:
        table = tomli.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomli.TOMLDecodeError, RecursionError) as error:
        raise BadFile("template_not_toml", name=name, reason=str(error)) from error
    table.pop("rank", None)
    wrong = table_faults(table)
    if wrong:
        told = [*wrong[:TOLD]]
        if len(wrong) > TOLD:
            told.append(Message(id="templates.fault.more", args={"n": len(wrong) - TOLD}))
        raise BadFile("template_faults", name=name, n=len(wrong), problems=tuple(wrong[:LISTED]), told=tuple(told))
    made: Template = Template.model_validate(table).replace(own=True)
    return made


def write_template(template: Template) -> bytes:
    """The file's bytes: TOML that a person can read and change. Same template, same bytes."""
    fields = template.model_dump(mode="json", exclude_defaults=True)
    lines = [f"{key} = {_value(fields[key])}" for key in fields if key not in ("sections", "start")]
    for section in fields["sections"]:
        lines += ["", "[[sections]]"]
        lines += [f"{key} = {_value(section[key])}" for key in section if key != "fields"]
        lines += ["fields = [", *(f"  {_value(field)}," for field in section["fields"]), "]"]
    if fields.get("start"):
        lines += ["", "[start]", *(f"{_key(key)} = {_value(value)}" for key, value in fields["start"].items())]
    return ("\n".join(lines) + "\n").encode()


def table_faults(table: dict[str, Any]) -> list[Message]:
    """All that keeps a table from being a template of the person's own."""
    if "own" in table:
        return [Message(id="templates.fault.unknown_field", args={"place": "own"})]
    try:
        template = Template.model_validate(table)
    except ValidationError as error:
        return [_fault(*each) for each in complaints(error)]
    return list(faults(template))


def faults(template: Template) -> Iterator[Message]:
    """All that keeps a template from being a form that can be filled."""
    every = [(section, field) for section in template.sections for field in section.fields]
    if not PLAIN_ID.fullmatch(template.id):
        yield Message(id="templates.fault.id", args={"given": template.id[:60]})
    if len(template.sections) > MOST_SECTIONS or len(every) > MOST_FIELDS:
        yield Message(id="templates.fault.too_many", args={"sections": MOST_SECTIONS, "fields": MOST_FIELDS})
        return
    for section_id in _twice(section.id for section in template.sections):
        yield Message(id="templates.fault.section_twice", args={"given": section_id[:60]})
    for path in _twice(field.path for _, field in every):
        yield Message(id="templates.fault.path_twice", args={"given": path[:80]})
    for section in template.sections:
        if not section.fields:
            yield Message(id="templates.fault.no_fields", args={"given": section.id[:60]})
    for section, field in every:
        yield from _field_faults(section, field)
    if not shown(template).sections:
        yield Message(id="templates.fault.all_hidden")
    yield from _start_faults(template)


def kinds_at(path: str) -> tuple[str, ...]:
    """The kinds of field that can show a path; none where no form can."""
    if path != pattern_of(path) or path.startswith(NOT_SHOWN) or OTHER_ITEMS.search(path):
        return ()
    return FIXED.get(path) or _by_type(kind_at(path))


def _by_type(kind: Any) -> tuple[str, ...]:
    options = [each for each in get_args(kind) if each is not NoneType] if NoneType in get_args(kind) else [kind]
    only = options[0]
    while hasattr(only, "__metadata__"):
        only = get_args(only)[0]
    if get_origin(only) is Literal:
        return ("choice",)
    if get_origin(only) is tuple:
        inner = get_args(only)[0]
        return () if isinstance(inner, type) and issubclass(inner, Noun) else ("chips",)
    return {str: ("text", "prose", "choice"), bool: ("switch",), int: ("number",), float: ("number",)}.get(only, ())


def _field_faults(section: Section, field: Field) -> Iterator[Message]:
    kinds = kinds_at(field.path)
    place = f"{section.id}.{field.label}"[:80]
    if not kinds:
        yield Message(id="templates.fault.no_path", args={"place": place, "given": field.path[:80]})
    elif field.kind not in kinds:
        args = {"place": place, "given": field.kind, "kinds": ", ".join(kinds)}
        yield Message(id="templates.fault.kind", args=args)


def _start_faults(template: Template) -> Iterator[Message]:
    fields = {**template.start, "schema": SCHEMA, "id": "x", "title": "", "form": template.id, "aim": template.aim}
    try:
        draft_from(fields, "start")
    except BadFile as fault:
        place = f"start.{fault.path or ''}".rstrip(".")
        reason = fault.args_by_name.get("reason") or Message(id=f"error.{fault.id}", args=fault.args_by_name)
        yield Message(id="templates.fault.bad_field", args={"place": place, "reason": reason})


def _fault(place: str, kind: str, reason: Message) -> Message:
    told = "unknown_field" if kind == "extra_forbidden" else "bad_field"
    return Message(id=f"templates.fault.{told}", args={"place": place[:120], "reason": reason})


def _twice(names: Iterator[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_value(each) for each in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    return repr(value)


def _text(text: str) -> str:
    # JSON's escapes are TOML's, but for one sign that JSON lets stand
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
