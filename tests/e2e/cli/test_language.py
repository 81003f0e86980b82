"""On the command line a prompt is written in the language one names, and an author's own notes are written and read."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.cli.conftest import Verb


def test_words_are_compiled_in_the_language_named_or_in_that_of_the_draft(verb: Verb, a_draft: Path) -> None:
    english = verb("compile", "a.draft.json").out
    chinese = verb("compile", "a.draft.json", "--language", "zh").out
    assert "镜头" in chinese
    assert "镜头" not in english
    fields = json.loads(a_draft.read_text(encoding="utf-8")) | {"language": "zh"}
    a_draft.write_text(json.dumps(fields), encoding="utf-8")
    assert verb("compile", "a.draft.json").out == chinese
    assert verb("compile", "a.draft.json", "--language", "en").out == english


def test_a_language_nobody_writes_is_refused(verb: Verb, a_draft: Path) -> None:
    for name in ("compile", "lint"):
        said = verb(name, "a.draft.json", "--language", "fr", "--json")
        assert said.code == 1
        assert said.json["error"]["path"] == "language"


def test_a_new_draft_takes_a_language_and_notes(verb: Verb, tmp_path: Path) -> None:
    sets = ("--set", "language=zh", "--set", "note:place.setting=厨房 = 家", "--set", "note:look.palette=7")
    verb("new", "sora-story-beats", "-o", "b.draft.json", *sets)
    draft = json.loads((tmp_path / "b.draft.json").read_text(encoding="utf-8"))
    assert draft["language"] == "zh"
    assert draft["notes"] == {"place.setting": "厨房 = 家", "look.palette": "7"}
    told = verb("notes", "b.draft.json", "--json").json["notes"]
    assert [row["note"] for row in told] == ["厨房 = 家", "7"]
    assert verb("notes", "b.draft.json").out == "place.setting  厨房 = 家\nlook.palette  7\n"
    assert "厨房" not in verb("compile", "b.draft.json").out


def test_a_note_beside_nothing_is_refused(verb: Verb, tmp_path: Path) -> None:
    said = verb("new", "sora-story-beats", "--set", "note:no.such=x", "--json")
    assert (said.code, said.json["error"]["id"]) == (2, "unknown_near.path")


def test_a_draft_without_notes_says_so(verb: Verb, a_draft: Path) -> None:
    said = verb("notes", "a.draft.json")
    assert (said.out, said.err) == ("", "No notes.\n")
