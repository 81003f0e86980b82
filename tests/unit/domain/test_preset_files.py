"""Preset files: of a part only what it says, whole or refused with all that is wrong, handed on with their pictures."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest

from app.domain import share
from app.domain.draft import Ends, Look, ReferenceClip
from app.domain.errors import BadFile, BadValue
from app.domain.preset import dump_preset, write_preset
from app.domain.share import assets, pack, unpack
from tests.unit.domain.drafts import small_draft
from tests.unit.domain.presets import ASSET, PICTURE, preset, taken


def raw(**fields: Any) -> dict[str, Any]:
    return {
        "schema": "preset/1",
        "id": "p",
        "name": "P",
        "draft": {"schema": "draft/1", "id": "d", "form": "f", "aim": "a"},
    } | fields


def refused(value: dict[str, Any]) -> BadFile:
    with pytest.raises(BadFile) as caught:
        unpack(json.dumps(value).encode(), "p.json")
    return caught.value


def test_a_part_carries_only_itself() -> None:
    fields = dump_preset(preset(small_draft().replace(look=Look(mood="wry")), "look"))
    assert fields["parts"] == ["look"]
    assert fields["draft"].keys() == {"schema", "id", "form", "aim", "look"}
    assert fields["draft"]["look"] == {"mood": "wry"}
    assert "parts" not in dump_preset(preset(small_draft()))


def test_pictures_travel_by_their_content() -> None:
    made = preset(small_draft().replace(ends=Ends(start_image=ASSET)), "ends")
    assert assets(made.draft) == (ASSET,)
    shared = unpack(pack(made, {ASSET: PICTURE}), "p")
    assert shared.pictures == {ASSET: (".png", PICTURE)}
    assert (shared.preset, shared.remarks) == (made, ())
    (remark,) = unpack(pack(made, {}), "p").remarks
    assert (remark.id, remark.args) == ("presets.remark.pictures", {"n": 1})
    assert unpack(pack(made, {}), "p", frozenset({ASSET})).remarks == ()


def test_a_clip_does_not_travel_and_is_told_where_it_is_not_here() -> None:
    made = preset(small_draft().replace(clips=(ReferenceClip(id="c1", asset=ASSET),)), "ends")
    assert assets(made.draft) == ()
    shared = unpack(pack(made, {}), "p")
    assert shared.preset == made
    assert [(remark.id, remark.args) for remark in shared.remarks] == [("presets.remark.clips", {"n": 1})]
    assert unpack(pack(made, {}), "p", frozenset({ASSET})).remarks == ()


@pytest.mark.parametrize(
    "data", ["", "!", 5, None, base64.b64encode(b"MZ program").decode(), base64.b64encode(PICTURE + b"x").decode()]
)
def test_a_picture_that_is_none_refuses_the_file(data: Any) -> None:
    value = dump_preset(preset(small_draft().replace(ends=Ends(start_image=ASSET)), "ends"))
    program = f"sha256:{hashlib.sha256(b'MZ program').hexdigest()}"
    fault = refused(value | {"pictures": {ASSET: data, program: base64.b64encode(b"MZ program").decode()}})
    assert [each.id for each in fault.args_by_name["problems"]] == ["presets.fault.picture_broken"] * 2
    assert refused(value | {"pictures": [data]}).path == "pictures"


def test_a_picture_nobody_asked_for_refuses_the_file() -> None:
    fault = refused(raw(pictures={ASSET: base64.b64encode(PICTURE).decode()}))
    assert [each.id for each in fault.args_by_name["problems"]] == ["presets.fault.picture_unasked"]


def test_a_file_that_grows_too_large_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    assert share.MOST_BYTES == 32 * 1024 * 1024
    monkeypatch.setattr(share, "MOST_BYTES", 1024 * 1024)
    made = preset(small_draft().replace(ends=Ends(start_image=ASSET)), "ends")
    with pytest.raises(BadValue) as caught:
        pack(made, {ASSET: b"\x00" * share.MOST_BYTES})
    assert (caught.value.id, caught.value.args_by_name["cap_mb"]) == ("share_too_big", 1)
    long = small_draft().replace(avoid=tuple(str(n) * 600 for n in range(1000, 1900)))
    with pytest.raises(BadValue) as caught:
        write_preset(preset(long))
    assert caught.value.id == "preset_too_big"


def test_every_problem_is_listed_and_nothing_is_read_by_halves() -> None:
    value = raw(wat=1, name=3, url="http://x", parts=["look", "smell"])
    value["draft"] |= {
        "shot": [],
        "frame": {"aspect": 5},
        "shots": [{"id": "s1", "beats": [{"id": "B", "command": "rm"}]}],
    }
    fault = refused(value)
    places = {each.args["place"]: each.id.rpartition(".")[2] for each in fault.args_by_name["problems"]}
    assert places == {
        "wat": "unknown_field",
        "url": "unknown_field",
        "name": "bad_field",
        "parts.1": "bad_field",
        "draft.shot": "unknown_field",
        "draft.frame.aspect": "bad_field",
        "draft.shots.0.beats.0.id": "bad_field",
        "draft.shots.0.beats.0.command": "unknown_field",
    }
    assert fault.args_by_name["n"] == len(places)


def test_one_problem_is_told_by_itself() -> None:
    assert (refused(raw(wat=1)).id, refused(raw(wat=1)).path) == ("file_bad_field", "wat")
    assert refused(raw(draft=None)).id == "file_foreign"
    assert refused(raw(schema="preset/9")).id == "file_newer"


def test_a_part_that_is_not_named_may_not_be_carried() -> None:
    value = raw(parts=["look"])
    value["draft"] |= {"light": {"fill": "none"}, "avoid": ["x"], "look": {"mood": "wry"}}
    problems = refused(value).args_by_name["problems"]
    assert [each.args["place"] for each in problems] == ["draft.light", "draft.avoid"]


def test_variables_that_make_no_sense_are_refused_and_those_without_a_value_are_named() -> None:
    value = raw()
    value["draft"] |= {"variables": [{"id": "a", "kind": "choice"}, {"id": "b", "kind": "number", "default": "x"}]}
    assert [each.id.rpartition(".")[2] for each in refused(value).args_by_name["problems"]] == [
        "no_choices",
        "not_number",
    ]
    value["draft"] |= {"variables": [{"id": "a", "label": "Drink"}], "note": "{a} {b} {{c}}"}
    told = unpack(json.dumps(value).encode(), "p").remarks
    assert [(each.id.rpartition(".")[2], each.args["names"]) for each in told] == [
        ("undeclared", "{b}, {c}"),
        ("no_default", "Drink"),
    ]


def test_half_a_character_is_refused() -> None:
    data = json.dumps(raw(about="half \ud800")).encode()
    assert isinstance(taken(data), BadFile)
    data = json.dumps(raw()).replace('"f"', '"\\ud800"').encode()
    assert isinstance(taken(data), BadFile)
    assert isinstance(taken(json.dumps(raw(pictures={"\ud800": "x"})).encode()), BadFile)
