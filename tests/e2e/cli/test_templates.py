"""Templates on the command line: a copy is changed step by step, starts drafts, and goes out and in as one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.cli.conftest import Verb

STORY = "sora-story-beats"
MINE = f"{STORY}-adverts"


@pytest.fixture
def mine(verb: Verb) -> str:
    """A copy of the story form."""
    said = verb("templates", "copy", STORY, "--name", "Adverts", "--json")
    assert (said.code, said.json["id"]) == (0, MINE)
    return MINE


def fields(verb: Verb, template: str) -> dict[str, dict[str, Any]]:
    shown = verb("templates", "show", template, "--json").json
    return {field["path"]: field for section in shown["sections"] for field in section["fields"]}


def test_a_copy_is_listed_as_ones_own(verb: Verb, mine: str) -> None:
    rows = {row["id"]: row for row in verb("templates", "--json").json["templates"]}
    assert rows[mine] == {"id": mine, "title": "Adverts", "aim": "openai/sora-2", "own": True, "base": STORY}
    assert not rows[STORY]["own"]
    (line,) = [line for line in verb("templates").out.splitlines() if line.startswith(mine)]
    assert line.split("  ")[-1].strip() == "One of your own, made from Story beats"


def test_it_is_changed_by_one_line(verb: Verb, mine: str) -> None:
    said = verb(
        "templates", "set", mine, "--name", "Spots", "--aim", "kling-3.0",
        "--hide", "look.era", "--hide", "section:cast", "--label", "light=Lamps", "--label", "look.mood=Feeling",
        "--depth", "look.mood=sketch", "--place", "look.mood=1", "--place", "section:shots=1",
        "--default", "look.palette=[\"red\"]", "--default", "look.mood=wet", "--json",
    )  # fmt: skip
    assert (said.code, said.json["title"], said.json["aim"]) == (0, "Spots", "kling/kling-3.0")
    shown = verb("templates", "show", mine, "--json").json
    assert [section["id"] for section in shown["sections"]][:2] == ["shots", "look"]
    by_id = {section["id"]: section for section in shown["sections"]}
    assert (by_id["cast"]["hidden"], by_id["light"]["title"]) == (True, "Lamps")
    mood = by_id["look"]["fields"][0]
    assert (mood["path"], mood["title"], mood["depth"], mood["default"]) == ("look.mood", "Feeling", "sketch", "wet")
    assert fields(verb, mine)["look.era"]["hidden"]
    verb("new", mine, "-o", "a.draft.json")
    draft = json.loads(Path("a.draft.json").read_text(encoding="utf-8"))
    assert (draft["form"], draft["aim"], draft["look"]["palette"]) == (mine, "kling/kling-3.0", ["red"])
    assert verb("templates", "set", mine, "--show", "look.era", "--clear", "look.mood").code == 0
    assert (fields(verb, mine)["look.era"]["hidden"], fields(verb, mine)["look.mood"]["default"]) == (False, "")
    plain = verb("templates", "show", mine)
    assert "  look.palette" in plain.out
    assert "red" in plain.out


def test_fields_begin_with_what_a_draft_has(verb: Verb, mine: str, a_draft: Path) -> None:
    before = a_draft.read_bytes()
    assert verb("templates", "set", mine, "--take", "look.mood", "--from", str(a_draft)).code == 0
    assert fields(verb, mine)["look.mood"]["default"] == json.loads(before)["look"]["mood"]
    assert a_draft.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "code", "id"),
    [
        (["--hide", "look.smell"], 2, "unknown.field"),
        (["--label", "light"], 2, "set_without_equals"),
        (["--label", "light=" + "x" * 61], 1, "template_words_long"),
        (["--depth", "look.mood=deep"], 2, "unknown.depth"),
        (["--depth", "light=brief"], 1, "template_section_depth"),
        (["--place", "look.mood=0"], 2, "template_place"),
        (["--default", "shots[*].seconds=long"], 1, "bad_value"),
        (["--default", "look=1"], 2, "unknown.field"),
        (["--take", "look.mood"], 2, "template_take_from"),
        (["--take", "light.key", "--from", "small-rescue"], 2, "unknown.field"),
        (["--take", "ends.start_image", "--from", "small-rescue"], 1, "template_draft_empty"),
        (["--name", " "], 1, "template_no_name"),
        (["--aim", "nobody"], 2, "unknown.model"),
    ],
)
def test_what_cannot_be_changes_nothing(verb: Verb, mine: str, options: list[str], code: int, id: str) -> None:
    before = verb("templates", "show", mine, "--json").out
    said = verb("templates", "set", mine, "--hide", "look.mood", *options, "--json")
    assert (said.code, said.json["error"]["id"].replace("unknown_near", "unknown")) == (code, id)
    assert "{" not in said.json["error"]["message"]
    assert said.json["error"]["hint"]
    assert verb("templates", "show", mine, "--json").out == before


def test_ours_stay_as_they_are(verb: Verb) -> None:
    for arguments in (["set", STORY, "--hide", "look.mood"], ["set", STORY], ["delete", STORY]):
        said = verb("templates", *arguments, "--json")
        assert (said.code, said.json["error"]["id"]) == (1, "template_builtin")


def test_a_change_and_a_loss_are_taken_back(verb: Verb, mine: str) -> None:
    before = verb("templates", "show", mine, "--json").out
    verb("templates", "set", mine, "--hide", "look.mood")
    assert verb("templates", "restore", mine).code == 0
    assert verb("templates", "show", mine, "--json").out == before
    said = verb("templates", "delete", mine)
    assert (said.code, f"templates restore {mine}" in said.err) == (0, True)
    assert verb("templates", "show", mine, "--json").code == 2
    assert verb("templates", "restore", mine, "--json").json["title"] == "Adverts"
    assert verb("templates", "restore", "gone", "--json").code == 2


def test_one_file_goes_out_and_in(verb: Verb, mine: str) -> None:
    assert verb("templates", "export", mine, "--json").json == {"path": f"{mine}.template.toml", "id": mine}
    verb("templates", "delete", mine)
    again = verb("templates", "import", f"{mine}.template.toml", "--json").json
    assert (again["title"], again["base"]) == ("Adverts", STORY)
    assert verb("templates", "export", "gone").code == 2


def test_a_bad_file_lists_everything_that_is_wrong(verb: Verb) -> None:
    Path("bad.toml").write_text("id = 'x'\nrope = 1\nlayout = 'rows'\n[[sections]]\nid = 'y'\n", encoding="utf-8")
    said = verb("templates", "import", "bad.toml", "--json")
    assert (said.code, said.json["error"]["id"], len(said.json["error"]["problems"])) == (1, "template_faults", 4)
    plain = verb("templates", "import", "bad.toml")
    assert "rope is no field of a template." in plain.err
    assert len(verb("templates", "--json").json["templates"]) == 3


def test_a_draft_whose_template_is_gone_is_whole(verb: Verb, mine: str) -> None:
    verb("new", mine, "-o", "a.draft.json")
    verb("templates", "delete", mine)
    assert verb("compile", "a.draft.json", "--model", "kling/kling-3.0").code == 0
