"""Rows out of what providers publish of their models: what we know by name, options for the rest, all of it capped."""

from __future__ import annotations

from typing import Any

import pytest

from app.desk.own_models import written
from app.domain.errors import BadValue
from app.domain.model import Lengths, Model
from app.domain.published import CHOICES_MOST, OPTIONS_MOST, input_schema, row_of


def row(required: list[str] | None = None, **properties: Any) -> Model:
    fields = {"prompt": {"type": "string"}, **properties}
    document = {"components": {"schemas": {"XInput": {"properties": fields, "required": required or []}}}}
    return row_of("fal/maker/x", "maker/x", input_schema(document, "maker/x"), source="https://x.test")


@pytest.mark.parametrize(
    ("duration", "name", "lengths"),
    [
        ({"type": "string", "enum": ["5", "10"]}, "duration:text", Lengths(list=(5, 10))),
        ({"type": "string", "enum": ["auto", "4s", "8s"]}, "duration:s", Lengths(list=(4, 8))),
        ({"type": "integer", "minimum": 3, "maximum": 15}, "duration:int", Lengths(least=3, most=15)),
        ({"type": "integer", "enum": [6, 8]}, "duration:int", Lengths(list=(6, 8))),
        ({"type": "number"}, "duration", None),
        ({"anyOf": [{"type": "integer", "maximum": 1e9}, {"type": "null"}]}, "duration:int", None),
    ],
)
def test_seconds_are_sent_in_the_form_that_is_wanted(duration: Any, name: str, lengths: Any) -> None:
    model = row(duration=duration)
    assert model.wire is not None
    assert (model.wire.names["seconds"], model.limits.lengths) == (name, lengths)


def test_pictures_find_their_places() -> None:
    model = row(
        ["prompt", "image_url"],
        image_url={"type": "string"},
        end_image_url={"type": "string"},
        reference_image_urls={"type": "array"},
    )
    wire = model.wire
    assert wire is not None
    assert wire.text is None
    assert wire.image is not None
    assert wire.image.names == {"first_frame": "image_url", "last_frame": "end_image_url"}
    assert wire.reference is not None
    assert wire.reference.names["reference"] == "reference_image_urls:list"
    assert model.options == ()


def test_what_is_strange_or_too_much_is_left_out() -> None:
    many = {f"field_{number}": {"type": "boolean"} for number in range(90)}
    text = {"type": "string"}
    odd: dict[str, Any] = {"bad name": text, "x" * 90: text, "nothing": None, "loras": {"type": "array"}, **many}
    choice = {"type": "string", "enum": [str(number) for number in range(500)], "default": {"a": 1}}
    model = row(choice=choice, size={"type": "string"}, **odd)
    assert len(model.options) == OPTIONS_MOST
    assert len(model.options[0].choices) == CHOICES_MOST
    assert not {"bad name", "loras", "size"} & {option.name for option in model.options}


@pytest.mark.parametrize(
    "document",
    [None, [], {}, {"components": {"schemas": {"XInput": 7}}}, {"paths": {"/x": {"post": 1}}},
     {"components": {"schemas": {"XInput": {"$ref": "#/components/schemas/XInput"}}}}],
)  # fmt: skip
def test_a_document_without_a_schema_is_said_so(document: Any) -> None:
    with pytest.raises(BadValue) as fault:
        input_schema(document, "maker/x")
    assert fault.value.id == "schema_unreadable"


def test_a_model_that_takes_no_words_is_said_so() -> None:
    document = {"components": {"schemas": {"Input": {"properties": {"image": {"type": "string"}}}}}}
    with pytest.raises(BadValue) as fault:
        row_of("fal/x", "x", input_schema(document), source="")
    assert fault.value.id == "schema_without_words"


def test_a_row_is_written_so_that_nothing_in_it_is_more_than_text() -> None:
    nasty = 'a"]\n[[model]]\nid = "kling/kling-3.0" # \\ \x7f \u2028 雨'
    model = row(
        style={"type": "string", "enum": [nasty, "b"]}, note={"type": "string", "default": nasty},
        big={"type": "number", "maximum": 1e11, "minimum": -0.5},
    ).replace(checked_on="2026-11-27")  # fmt: skip
    assert [option.default for option in model.options][:2] == [nasty, nasty]
    assert written(model).count("[[model]]\nid") == 1


@pytest.mark.parametrize(
    ("fields", "required", "names", "needed"),
    [
        (
            {"video_url": {"type": "string"}, "keep_audio": {"type": "boolean"}},
            ["video_url"],
            {"edit": "video_url"},
            True,
        ),
        ({"video_urls": {"type": "array"}}, [], {"clip": "video_urls:list"}, False),
        ({"reference_video": {"type": "string"}}, [], {"clip": "reference_video"}, False),
    ],
)
def test_clips_are_known_by_their_names(
    fields: dict[str, Any], required: list[str], names: dict[str, str], needed: bool
) -> None:
    table = {"properties": {"prompt": {"type": "string"}, **fields}, "required": ["prompt", *required]}
    model = row_of("fal/x/y", "x/y", (table, table), source="s")
    ((role, name),) = names.items()
    limits, task = {
        "clip": (model.limits.clips, model.wire and model.wire.clip),
        "edit": (model.limits.edits, model.wire and model.wire.edit),
    }[role]
    assert limits is not None
    assert task is not None
    assert task.names == {role: name}
    assert (limits.needed, limits.most) == (needed, 0 if name.endswith(":list") else 1)
    assert limits.keeps_sound == ("keep_audio" in fields)
    assert (model.wire is not None and model.wire.text is None) == needed
    assert f"{role}s = {{" in written(model)
    assert model.options == ()
