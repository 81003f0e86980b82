"""A preset: a saved draft with a name, to start from or to lay over the open draft."""

from typing import Any

from pydantic import Field, ValidationError

from app.domain.draft import Draft, Text
from app.domain.errors import BadValue
from app.domain.noun import Noun
from app.domain.upgrade import bad_field, draft_from, read_json, upgrade

SCHEMA = "preset/1"


class Preset(Noun):
    """One saved draft. `builtin` ones are ours and cannot be changed or deleted; `name` is the person's own words."""

    schema_id: str = Field(default=SCHEMA, alias="schema")
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")
    name: Text
    about: Text = ""
    version: int = Field(default=1, ge=1)
    created: str = ""
    draft: Draft
    builtin: bool = Field(default=False, exclude=True)


def read_preset(data: bytes, name: str, *, builtin: bool = False) -> Preset:
    """The preset in a file's bytes. BadFile says what is wrong and where."""
    fields = upgrade(read_json(data, name), "preset", 1, {}, name)
    inner = fields.get("draft")
    draft = draft_from(inner if isinstance(inner, dict) else {}, name)
    try:
        return Preset.model_validate({**fields, "draft": draft, "builtin": builtin})
    except ValidationError as error:
        raise bad_field(error, name) from error


def dump_preset(preset: Preset) -> dict[str, Any]:
    """The JSON object of a preset file, keys in the order of the noun."""
    return preset.model_dump(mode="json", by_alias=True)


def check_name(name: str) -> str:
    """The name without outer space. BadValue if nothing is left."""
    if not name.strip():
        raise BadValue("empty_name")
    return name.strip()
