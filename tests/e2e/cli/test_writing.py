"""The verbs on a draft file: start one, set its values, read its words and findings; and what bad input meets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.cli.conftest import Verb
from tests.fakes.film import make_film


def test_a_draft_is_written_to_a_file_or_to_stdout(verb: Verb, tmp_path: Path) -> None:
    said = verb("new", "sora-story-beats", "-o", "a.draft.json", "--json")
    written = json.loads((tmp_path / "a.draft.json").read_text(encoding="utf-8"))
    assert said.json == {"path": "a.draft.json", "draft": written}
    assert list(written)[:4] == ["schema", "id", "title", "note"]
    for form in ([], ["--json"]):
        printed = verb("new", "sora-story-beats", *form).json
        assert printed | {"id": written["id"]} == written
    assert verb("new", "sora-story-beats", "-o", "b.draft.json").err == "Wrote b.draft.json.\n"


def test_values_are_json_or_text(verb: Verb, tmp_path: Path) -> None:
    sets = {
        "look.palette": '["mustard", "brass"]',
        "frame.seed": "7",
        "note": "just = text",
        "title": "雨夜",
        "shots[s1].seconds": "4.5",
    }
    arguments = [part for path, value in sets.items() for part in ("--set", f"{path}={value}")]
    draft = verb("new", "kling-camera-path", *arguments).json
    assert draft["look"]["palette"] == ["mustard", "brass"]
    assert (draft["frame"]["seed"], draft["note"], draft["title"]) == (7, "just = text", "雨夜")
    assert draft["shots"][0]["seconds"] == 4.5


def test_a_file_is_kept_where_a_picture_or_clip_can_stand(verb: Verb, tmp_path: Path) -> None:
    make_film(tmp_path / "orbit.mp4", seconds=0.5)
    sets = ("--set", "clips=@orbit.mp4", "--set", "clips[clip].role=camera", "--set", "note=@orbit.mp4")
    draft = verb("new", "kling-camera-path", "-o", "a.draft.json", *sets, "--json").json["draft"]
    assert draft["note"] == "@orbit.mp4"
    assert draft["clips"][0]["footage"] == {
        "seconds": 0.5, "width": 64, "height": 48, "fps": 24.0, "size": (tmp_path / "orbit.mp4").stat().st_size,
        "kind": "mp4", "sound": False,
    }  # fmt: skip
    said = verb("compile", "a.draft.json", "--model", "fal/kling-4.0")
    assert said.out.startswith("@Video1 is the reference for how the camera moves.\n")
    told = verb("lint", "a.draft.json", "--model", "fal/kling-4.0", "--json").json["findings"]
    assert {"clip_length", "clip_shape"} <= {each["id"] for each in told if each["level"] == "error"}
    refused = verb("new", "kling-camera-path", "--set", "clips=@a.draft.json", "--json")
    assert (refused.code, refused.json["error"]["id"]) == (1, "clip_unreadable")


@pytest.mark.parametrize(
    ("given", "code", "fault"),
    [
        ("no equals", 2, "set_without_equals"),
        ("frame.seed=abc", 1, "bad_value"),
        ("id=other", 1, "fixed_path"),
        ("look.palete=[]", 2, "unknown_near.path"),
        ("shots[s9].seconds=2", 2, "unknown"),
        ("=3", 2, "unknown"),
    ],
)
def test_values_that_do_not_fit(verb: Verb, tmp_path: Path, given: str, code: int, fault: str) -> None:
    said = verb("new", "kling-camera-path", "-o", "a.draft.json", "--set", given, "--json")
    assert said.code == code
    assert said.json["error"]["id"].startswith(fault)
    assert said.json["error"]["hint"]
    assert list(tmp_path.glob("*.json")) == []


def test_compile_prints_exactly_the_text(verb: Verb, a_draft: Path) -> None:
    plain = verb("compile", "a.draft.json", "--model", "kling/kling-3.0")
    whole = verb("compile", "a.draft.json", "--model", "kling/kling-3.0", "--json").json
    assert (plain.code, plain.err) == (0, "")
    assert whole["text"] == plain.out == "".join(part["text"] for part in whole["parts"])
    assert whole.keys() >= {"model", "dialect", "seconds", "parameters", "payload", "findings", "losses", "estimate"}
    assert whole["estimate"].keys() == {"usd", "per", "source", "checked_on"}
    assert whole["payload"]["prompt"] == whole["text"]
    paid = verb("compile", "a.draft.json", "--model", "fake/one", "--json").json
    assert paid["payload"]["text"] == paid["text"]
    drawn = verb("compile", "a.draft.json", "--model", "animatic/board", "--json").json
    assert (drawn["losses"], drawn["estimate"]["usd"]) == ([], 0.0)


def test_the_aim_is_used_without_a_model(verb: Verb, a_draft: Path) -> None:
    aim = json.loads(a_draft.read_text(encoding="utf-8"))["aim"]
    assert verb("compile", "a.draft.json", "--json").json["model"] == aim


@pytest.mark.parametrize(
    ("name", "model"), [("kling-2.6", "kling/kling-2.6"), ("one", "fake/one"), ("board", "animatic/board")]
)
def test_a_bare_model_name_is_enough_where_only_one_has_it(verb: Verb, a_draft: Path, name: str, model: str) -> None:
    assert verb("compile", "a.draft.json", "--model", name, "--json").json["model"] == model


def test_a_bare_name_of_several_models_is_refused_with_their_ids(verb: Verb, a_draft: Path, home: Path) -> None:
    rows = (home / "resources" / "models" / "fake.toml").read_text(encoding="utf-8")
    (home / "resources" / "models" / "other.toml").write_text(rows.replace("fake/one", "other/one"), encoding="utf-8")
    said = verb("compile", "a.draft.json", "--model", "one", "--json")
    assert said.code == 2
    assert {"fake/one", "other/one"} <= set(said.json["error"]["hint"].removesuffix(".").split(": ")[1].split(", "))


def test_lint_and_compile_end_with_1_over_an_error(verb: Verb, a_draft: Path) -> None:
    assert verb("lint", "a.draft.json", "--json").code == 0
    verb("new", "small-rescue", "-o", "long.draft.json", "--set", "shots[s1].seconds=400")
    said = verb("lint", "long.draft.json", "--model", "kling/kling-3.0", "--json")
    assert said.code == 1
    errors = [finding for finding in said.json["findings"] if finding["level"] == "error"]
    assert errors
    assert all(finding.keys() >= {"id", "level", "path", "message"} for finding in errors)
    plain = verb("lint", "long.draft.json", "--model", "kling/kling-3.0")
    assert plain.code == 1
    assert f"error  {errors[0]['id']}  " in plain.out
    assert verb("compile", "long.draft.json", "--model", "kling/kling-3.0").code == 1
    refused = verb("submit", "long.draft.json", "--model", "kling/kling-3.0", "--json")
    assert (refused.code, refused.json["error"]["id"]) == (1, "findings_block")
    assert refused.json["error"]["path"] == errors[0]["path"]


def test_a_draft_is_a_file_a_preset_or_one_of_the_shelf(verb: Verb, home: Path, a_draft: Path) -> None:
    (home / "drafts" / "kept.draft.json").write_bytes(a_draft.read_bytes())
    for name in ("a.draft.json", "small-rescue", "kept"):
        assert verb("compile", name).code == 0
    (a_draft.parent / "small-rescue").mkdir()
    assert verb("compile", "small-rescue").code == 0, "a folder of that name is not meant"


BAD = {
    "file_not_json": (b'{"schema": "draft/1",\n  "id" 7}', "2:8"),
    "file_not_text": (b"\x89PNG\r\n\x1a\n\x00\xff", None),
    "file_too_deep": (b'{"a":' * 500, None),
    "file_too_big": (b'{"note": "' + b"x" * (1024 * 1024) + b'"}', None),
    "file_foreign": (b'{"schema": "elsewhere/1"}', "schema"),
    "file_newer": (b'{"schema": "draft/9", "id": "x"}', "schema"),
    "file_bad_field": (b'{"schema": "draft/1", "id": "x", "form": "", "aim": "", "shots": [{"id": 3}]}', "shots.0.id"),
}


@pytest.mark.parametrize("fault", BAD)
@pytest.mark.parametrize("place", ["given", "shelf"])
def test_a_bad_draft_is_one_sentence_with_its_place(
    verb: Verb, home: Path, tmp_path: Path, fault: str, place: str
) -> None:
    content, where = BAD[fault]
    verb("templates")
    file = tmp_path / "bad.draft.json" if place == "given" else home / "drafts" / "bad.draft.json"
    file.write_bytes(content)
    name = "bad.draft.json" if place == "given" else "bad"
    said = verb("compile", name, "--json")
    assert said.code == 1
    error = said.json["error"]
    assert (error["id"], error.get("path")) == (fault, where)
    assert "bad.draft.json" in error["message"]
    assert error["hint"]
    assert verb("render", name, "--model", "animatic/board", "--json") == said
    plain = verb("lint", name)
    assert (plain.code, plain.out) == (1, "")
    assert plain.err == f"{error['message']}\n{error['hint']}\n"
    assert file.read_bytes() == content


@pytest.mark.parametrize("fault", BAD)
@pytest.mark.parametrize("place", ["given", "own"])
def test_a_bad_preset_is_one_sentence_with_its_place(
    verb: Verb, home: Path, tmp_path: Path, fault: str, place: str
) -> None:
    content, where = BAD[fault]
    content = content.replace(b"draft/", b"preset/")
    if fault == "file_bad_field":
        content, where = b'{"schema": "preset/1", "id": "x", "draft": ' + BAD[fault][0] + b"}", "shots.0.id"
    verb("templates")
    file = tmp_path / "bad.preset.json" if place == "given" else home / "presets" / "bad.preset.json"
    file.write_bytes(content)
    verbs = [["compile", "bad.preset.json"]] if place == "given" else [["presets", "show", "bad"], ["new", "bad"]]
    for more in verbs:
        said = verb(*more, "--json")
        assert (said.code, said.json["error"]["id"]) == (1, fault)
        assert said.json["error"].get("path") == where
        assert "bad.preset.json" in said.json["error"]["message"]
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["new", "sora-story-beet"], "sora-story-beats"),
        (["new", "small-rescu"], "small-rescue"),
        (["compile", "small-rescu"], "small-rescue"),
        (["compile", "small-rescue", "--model", "kling-3"], "kling-3.0"),
        (["new", "small-rescue", "--set", "look.palete=[]"], "look.palette"),
        (["presets", "show", "small-rescu"], "small-rescue"),
        (["presets", "delete", "small-rescu"], "small-rescue"),
        (["submit", "small-rescue", "--model", "fake/one", "--connection", "ovn"], "own"),
    ],
)
def test_unknown_names_offer_what_comes_near(verb: Verb, arguments: list[str], near: str) -> None:
    said = verb(*arguments, "--json")
    assert said.code == 2
    assert near in said.json["error"]["hint"]
    assert "unknown" in said.json["error"]["id"]


def test_a_file_that_is_not_there(verb: Verb) -> None:
    said = verb("compile", "nowhere.draft.json", "--json")
    assert (said.code, said.json["error"]["id"]) == (1, "not_found")
    assert verb("compile", "../..", "--json").code == 2
    (Path.cwd() / "folder.json").mkdir()
    assert verb("compile", "folder.json", "--json").json["error"]["id"] == "not_a_file"


def test_presets_are_kept_shown_applied_and_deleted(verb: Verb, a_draft: Path, tmp_path: Path) -> None:
    assert verb("presets", "save", "a.draft.json", "--name", "My rescue").err == "Kept as “my-rescue”, version 1.\n"
    assert verb("presets", "save", "a.draft.json", "--name", "My rescue", "--json").json["version"] == 2
    shown = verb("presets", "show", "my-rescue", "--json").json
    assert (shown["schema"], shown["draft"]["title"], shown["builtin"]) == ("preset/1", "雨夜电车", False)
    assert "My rescue" in verb("presets", "show", "my-rescue").out
    verb("new", "kling-camera-path", "-o", "b.draft.json", "--title", "Under")
    before = (tmp_path / "b.draft.json").read_bytes()
    laid = verb("presets", "apply", "my-rescue", "b.draft.json", "-o", "c.draft.json", "--json").json["draft"]
    assert (laid["title"], laid["form"], laid["cast"]) == ("Under", "kling-camera-path", shown["draft"]["cast"])
    assert (tmp_path / "b.draft.json").read_bytes() == before
    assert verb("presets", "apply", "my-rescue", "b.draft.json").code == 0
    assert json.loads((tmp_path / "b.draft.json").read_text(encoding="utf-8")) == laid
    assert verb("presets", "delete", "my-rescue", "--json").json == {"id": "my-rescue", "trashed": True}
    assert verb("presets", "show", "my-rescue", "--json").code == 2
    said = verb("presets", "delete", "small-rescue", "--json")
    assert (said.code, said.json["error"]["id"]) == (1, "preset_builtin")
    assert verb("presets", "save", "a.draft.json", "--name", " ", "--json").json["error"]["id"] == "empty_name"
