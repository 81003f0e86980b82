"""A draft file is readable JSON; whatever else comes is refused with one clear place and changes nothing."""

from __future__ import annotations

import json

import pytest

from app.domain.errors import BadFile
from app.domain.upgrade import MAX_BYTES, read_draft, read_json, upgrade, write_draft
from tests.unit.domain.drafts import small_draft


def test_keys_stand_in_the_order_of_the_document() -> None:
    keys = list(json.loads(write_draft(small_draft())))
    assert keys[:7] == ["schema", "id", "title", "note", "form", "aim", "options"]


@pytest.mark.parametrize(
    ("data", "fault", "place"),
    [
        (b"", "file_not_json", "1:1"),
        (b'{"schema": "draft/1",\n "id": }', "file_not_json", "2:8"),
        (b"\xff\xfe\x00", "file_not_text", None),
        (b"[]", "file_foreign", None),
        (b"{}", "file_foreign", "schema"),
        (b'{"schema": "preset/1"}', "file_foreign", "schema"),
        (b'{"schema": "draft/2", "id": "a"}', "file_newer", "schema"),
        (b'{"schema": "draft/1", "id": "a", "form": "f"}', "file_bad_field", "aim"),
        (b'{"schema": "draft/1", "id": "a", "form": "f", "aim": "m", "extra": 1}', "file_bad_field", "extra"),
        (b"[" * 100_000, "file_too_deep", None),
        (b'{"a":' * 30 + b"1" + b"}" * 30, "file_too_deep", None),
        (b" " * (MAX_BYTES + 1), "file_too_big", None),
    ],
)
def test_a_bad_file_is_named_with_its_place(data: bytes, fault: str, place: str | None) -> None:
    with pytest.raises(BadFile) as raised:
        read_draft(data, "a.draft.json")
    assert (raised.value.id, raised.value.path) == (fault, place)


def test_twin_ids_and_endless_lists_are_refused() -> None:
    value = json.loads(write_draft(small_draft()))
    value["shots"].append(value["shots"][0])
    with pytest.raises(BadFile, match="file_twin_id"):
        read_draft(json.dumps(value).encode(), "a")
    value["avoid"] = ["x"] * 3000
    with pytest.raises(BadFile, match="file_list_too_long"):
        read_draft(json.dumps(value).encode(), "a")


def test_older_schemas_are_upgraded_step_by_step() -> None:
    steps = {1: lambda value: value | {"two": True}, 2: lambda value: value | {"three": True, "schema": "draft/3"}}
    assert upgrade({"schema": "draft/1"}, "draft", 3, steps, "a") == {"schema": "draft/3", "two": True, "three": True}


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "' + "[" * 99 + '"}',
        '{"a": "\\"' + "[" * 99 + '"}',
        '{"a": ' + "[" * 23 + "]" * 23 + "}",
        '{"a": [' + "[]," * 99 + "1]}",
    ],
)
def test_brackets_in_texts_and_beside_each_other_do_not_nest(text: str) -> None:
    assert read_json(text.encode(), "a.json").keys() == {"a"}


@pytest.mark.parametrize(
    "text",
    [
        '{"a": ' + "[" * 24 + "]" * 24 + "}",
        '{"a": "\\\\", "b": ' + "[" * 99 + "1" + "]" * 99 + "}",
        "[" * 500_000,
    ],
    ids=["one", "after a text", "unclosed"],
)
def test_what_nests_too_deep_is_refused_before_it_is_read(text: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_json(text.encode(), "a.json")
    assert caught.value.id == "file_too_deep"


def test_a_draft_from_before_clips_is_read_as_it_was_and_a_clip_stands_where_the_document_says() -> None:
    value = json.loads(write_draft(small_draft()))
    del value["clips"]
    assert read_draft(json.dumps(value).encode(), "a") == small_draft()
    value["clips"] = [{"id": "c1", "asset": f"sha256:{'0' * 64}", "role": "edit", "address": "https://x.test/a.mp4"}]
    written = json.loads(write_draft(read_draft(json.dumps(value).encode(), "a")))
    assert list(written)[list(written).index("ends") + 1] == "clips"
    assert list(written["clips"][0]) == ["id", "asset", "role", "ignore", "keep_sound", "address", "footage"]
