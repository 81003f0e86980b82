"""A preset: a saved draft or some parts of one, to start from or to lay over the open draft; and its file."""

import json
from typing import Any

from app.domain.draft import Draft, Text
from app.domain.errors import BadFile, BadValue
from app.domain.job import Message
from app.domain.noun import Field, Noun, ValidationError
from app.domain.overlay import PartId, beyond, is_whole
from app.domain.upgrade import MAX_BYTES, bad_field, draft_from, read_json, upgrade
from app.domain.variables import declared_faults

SCHEMA = "preset/1"
LISTED = 40
"""Faults of a file that are listed; a file with more is another kind of file."""
TOLD = 3
_OF_DRAFT = frozenset({"schema", "id", "form", "aim"})


class Preset(Noun):
    """One saved draft. `builtin` ones are ours and cannot be changed or deleted; `name` is the person's own words."""

    schema_id: str = Field(default=SCHEMA, alias="schema")
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")
    name: Text
    about: Text = ""
    version: int = Field(default=1, ge=1)
    note: Text = ""
    """What is new in this version."""
    created: str = ""
    parts: tuple[PartId, ...] = ()
    """The parts it holds and carries; none named: the whole draft."""
    draft: Draft
    builtin: bool = Field(default=False, exclude=True)

    @property
    def is_whole(self) -> bool:
        """Whether it holds a whole draft."""
        return is_whole(self.parts)


def read_preset(data: bytes, name: str, *, builtin: bool = False) -> Preset:
    """The preset in a file's bytes. BadFile says what is wrong and where, all of it."""
    return preset_from(read_json(data, name), name, builtin=builtin)


def preset_from(value: dict[str, Any], name: str, *, builtin: bool = False, listed: bool = False) -> Preset:
    """The preset in a JSON object; pictures beside it are left alone. BadFile says what is wrong and where, `listed`
    all of it."""
    fields = {key: each for key, each in upgrade(value, "preset", 1, {}, name).items() if key != "pictures"}
    inner = fields.get("draft")
    try:
        draft = draft_from(inner if isinstance(inner, dict) else {}, name)
    except BadFile as fault:
        if fault.id != "file_bad_field" or not listed:
            raise
        raise _faults(fields, name) or fault from fault
    try:
        preset = Preset.model_validate({**fields, "draft": draft, "builtin": builtin})
    except ValidationError as error:
        raise (_faults(fields, name) if listed else None) or bad_field(error, name) from error
    wrong = declared_faults(preset.draft.variables)
    wrong += [
        Message(id="presets.fault.beyond", args={"place": f"draft.{each}"})
        for each in beyond(preset.draft, preset.parts)
    ]
    if wrong:
        raise faulty_file(name, "draft", wrong)
    return preset


def faulty_file(name: str, path: str, wrong: list[Message]) -> BadFile:
    """A file with all that is wrong with it; `told` is as much of it as one sentence bears."""
    told = wrong[:TOLD]
    if len(wrong) > TOLD:
        told = [*told, Message(id="presets.fault.more", args={"n": len(wrong) - TOLD})]
    problems = tuple(wrong[:LISTED])
    return BadFile("preset_faults", path=path, name=name, n=len(wrong), problems=problems, told=tuple(told))


def is_preset(value: dict[str, Any]) -> bool:
    """Whether a JSON object means to be a preset, of whatever schema."""
    return str(value.get("schema", "")).startswith("preset/")


def dump_preset(preset: Preset) -> dict[str, Any]:
    """The JSON object of a preset file, keys in the order of the noun; of a part only what it says."""
    fields = preset.model_dump(mode="json", by_alias=True)
    if preset.is_whole:
        del fields["parts"]
    else:
        said = preset.draft.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        fields["draft"] = {key: fields["draft"][key] for key in fields["draft"] if key in _OF_DRAFT} | said
    if not preset.note:
        del fields["note"]
    return fields


def write_preset(preset: Preset) -> bytes:
    """The file's bytes: readable UTF-8 JSON. BadValue where they would be more than a file may hold."""
    data = (json.dumps(dump_preset(preset), ensure_ascii=False, indent=2) + "\n").encode()
    if len(data) > MAX_BYTES:
        raise BadValue("preset_too_big", size_kb=len(data) // 1024, cap_kb=MAX_BYTES // 1024)
    return data


def check_name(name: str) -> str:
    """The name without outer space. BadValue if nothing is left."""
    if not name.strip():
        raise BadValue("empty_name")
    return name.strip()


def _faults(fields: dict[str, Any], name: str) -> BadFile | None:
    """Every complaint about a file's fields as one fault; None where there is but one, which has a fault of its own."""
    from app.domain.complaint import complaints

    try:
        Preset.model_validate(fields)
    except ValidationError as error:
        found = complaints(error)
    else:
        return None
    if len(found) < 2:
        return None
    wrong = []
    for place, kind, reason in found:
        told = "unknown_field" if kind == "extra_forbidden" else "bad_field"
        wrong.append(Message(id=f"presets.fault.{told}", args={"place": place, "reason": reason}))
    return faulty_file(name, found[0][0], wrong)
