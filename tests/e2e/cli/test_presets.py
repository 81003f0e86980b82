"""Presets on the command line: parts, variables, versions, differences, one file out and in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.cli.conftest import Verb


@pytest.fixture
def drafts(verb: Verb) -> None:
    assert verb("new", "small-rescue", "-o", "a.draft.json").code == 0
    assert verb("new", "two-truths", "-o", "b.draft.json", "--title", "Under").code == 0


def read(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(Path(name).read_text(encoding="utf-8"))
    return found


def test_a_look_is_kept_and_laid_over_nothing_but_the_look(verb: Verb, drafts: None) -> None:
    kept = verb("presets", "save", "a.draft.json", "--name", "Quiet", "--parts", "light, look", "--json").json
    assert (kept["id"], kept["parts"]) == ("quiet", ["look", "light"])
    before = read("b.draft.json")
    said = verb("presets", "apply", "quiet", "b.draft.json", "--parts", "look", "--json").json
    after = read("b.draft.json")
    assert {key for key in before if before[key] != after[key]} == {"look"}
    assert after["look"] == read("a.draft.json")["look"]
    assert [(row["where"], row["details"][1]) for row in said["changes"]] == [("Look", "era nothing → 1970s")]


def test_what_would_change_is_said_without_writing(verb: Verb, drafts: None) -> None:
    before = read("b.draft.json")
    said = verb("presets", "apply", "small-rescue", "b.draft.json", "--parts", "structure", "--dry-run")
    assert said.out.splitlines()[0].startswith("Beat 1: purpose hook → establish")
    assert (said.err, read("b.draft.json")) == ("Nothing was written.\n", before)
    assert verb("presets", "apply", "small-rescue", "a.draft.json", "--dry-run").err.startswith("Nothing differs.")
    heist = verb("presets", "apply", "heist-in-six", "b.draft.json", "--parts", "camera", "--dry-run")
    assert heist.err.startswith("5 of its shots find none here; ")


def test_variables_are_made_of_words_and_filled(verb: Verb, drafts: None) -> None:
    save = ("presets", "save", "a.draft.json", "--name", "Story", "--parts", "beats", "--set", "hand=right hand")
    assert verb(*save, "--json").json["variables"][:2] == ["hand", "maren"]
    assert "hand = right hand; maren = Maren" in verb("presets", "show", "story").out
    apply = ("presets", "apply", "story", "b.draft.json", "--set", "maren={cast:odile}", "--set", "hand=left fist")
    beat = verb(*apply, "--json").json["draft"]["shots"][0]["beats"][2]
    assert (beat["subject"], "in her left fist" in beat["action"]) == ("{cast:odile}", True)


def test_what_is_wrong_with_values_and_parts_is_told(verb: Verb, drafts: None) -> None:
    said = verb("presets", "apply", "small-rescue", "b.draft.json", "--set", "x=1", "--set", "y=2", "--json")
    assert (said.code, said.json["error"]["id"]) == (1, "preset_values")
    assert said.json["error"]["problems"] == ["There is no variable “x”.", "There is no variable “y”."]
    assert verb("presets", "apply", "small-rescue", "b.draft.json", "--parts", "lok", "--json").code == 2
    assert verb("presets", "apply", "small-rescue", "b.draft.json", "--set", "x", "--json").code == 2
    said = verb("presets", "save", "a.draft.json", "--name", "N", "--set", "x=nowhere to be found", "--json")
    assert (said.code, said.json["error"]["id"]) == (1, "variable_words")


def test_versions_stay_differ_and_come_back(verb: Verb, drafts: None) -> None:
    for draft, note in (("a", "quiet"), ("b", "late")):
        verb("presets", "save", f"{draft}.draft.json", "--name", "Look", "--parts", "look", "--note", note)
    shown = verb("presets", "show", "look", "--against", "1", "--json").json
    assert [(each["version"], each["note"]) for each in shown["versions"]] == [(2, "late"), (1, "quiet")]
    assert [row["where"] for row in shown["changes"]] == ["Look"]
    assert verb("presets", "show", "look", "--version", "1", "--json").json["note"] == "quiet"
    assert "Version 1, " in verb("presets", "show", "look").out
    assert verb("presets", "back", "look", "1", "--json").json["version"] == 3
    back = verb("presets", "show", "look", "--against", "1", "--json").json
    assert (back["version"], back["note"], back["changes"]) == (3, "quiet", [])
    assert verb("presets", "show", "look", "--version", "9", "--json").code == 2
    assert verb("presets", "back", "look", "3", "--json").json["error"]["id"] == "version_present"
    assert verb("presets", "back", "small-rescue", "1", "--json").json["error"]["id"] == "preset_builtin"
    against = verb("presets", "show", "look", "--against", "a.draft.json", "--json").json
    assert against["changes"] == []


def test_a_preset_goes_out_as_one_file_and_comes_in(verb: Verb, drafts: None) -> None:
    assert verb("presets", "export", "small-rescue", "-o", "out.json", "--json").json["pictures_missing"] == 0
    kept = verb("presets", "import", "out.json", "--json").json
    assert (kept["name"], kept["remarks"]) == ("Small rescue", [])
    own = verb("presets", "show", kept["id"], "--json").json
    assert own["draft"] == verb("presets", "show", "small-rescue", "--json").json["draft"]
    assert verb("presets", "export", "small-rescue").code == 0
    assert Path("small-rescue.preset.json").is_file()


def test_a_bad_file_is_refused_with_every_problem(verb: Verb, drafts: None) -> None:
    verb("presets", "export", "small-rescue", "-o", "bad.json")
    broken = read("bad.json") | {"webhook": "http://x", "version": "one"}
    Path("bad.json").write_text(json.dumps(broken), encoding="utf-8")
    before = verb("presets", "--json").out
    said = verb("presets", "import", "bad.json", "--json")
    assert (said.code, said.json["error"]["id"], len(said.json["error"]["problems"])) == (1, "preset_faults", 2)
    assert "webhook is no field of a preset." in verb("presets", "import", "bad.json").err
    assert verb("presets", "--json").out == before
