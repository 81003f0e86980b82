"""The verbs that look ahead of a paid clip: `advise` and `convert`, their JSON, their words, their exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.cli.conftest import Verb


def test_advise_ranks_the_living_models_with_reasons(verb: Verb, a_draft: Path) -> None:
    said = verb("advise", "a.draft.json", "--json")
    assert (said.code, said.err) == (0, "")
    ranking = said.json["ranking"]
    assert all(row.keys() >= {"model", "score", "reasons", "fits", "against", "losses"} for row in ranking)
    assert [row["score"] for row in ranking] == sorted((row["score"] for row in ranking), reverse=True)
    assert all(row["reasons"] and all(isinstance(each, str) for each in row["reasons"]) for row in ranking[:3])
    living = {row["id"] for row in verb("models", "--json").json["models"] if not row["is_retired"]}
    assert {row["model"] for row in ranking} == living - {"animatic/board"}
    assert said.json["winner"] == ranking[0]["model"]
    assert sorted(said.json["by_kept"]) == sorted(row["model"] for row in ranking)
    assert [row["model"] for row in said.json["retired"]] == ["openai/sora-2", "openai/sora-2-pro"]
    assert "2026-09-24" in said.json["retired"][0]["reasons"][0]
    assert (said.json["side"], said.json["lean"]) == ("story", said.json["story"] - said.json["motion"])
    assert said.json["points"][0].keys() == {"id", "side", "points", "paths", "message"}


def test_advise_says_it_to_people(verb: Verb, a_draft: Path) -> None:
    said = verb("advise", "a.draft.json")
    assert said.code == 0
    assert said.out.startswith("This draft leans to story: ")
    assert "  + " in said.out
    assert "  − " in said.out
    assert "Sora 2 closed on 2026-09-24." in said.out
    assert "{" not in said.out


def test_a_wish_for_many_drafts_counts(verb: Verb, a_draft: Path) -> None:
    plain = verb("advise", "a.draft.json", "--json").json
    many = verb("advise", "a.draft.json", "--many", "--json").json
    assert many["motion"] == plain["motion"] + 1


def test_a_preset_can_be_advised_on_and_a_split_is_said(verb: Verb) -> None:
    said = verb("advise", "heist-in-six", "--json").json
    assert set(said["split"]) == {"story", "motion"}
    assert "Story and motion are both strong here" in verb("advise", "heist-in-six").out


def test_convert_changes_only_the_aim(verb: Verb, a_draft: Path, tmp_path: Path) -> None:
    before = json.loads(a_draft.read_text(encoding="utf-8"))
    said = verb("convert", "a.draft.json", "--model", "openai/sora-2", "-o", "b.draft.json", "--json")
    assert said.code == 0
    assert said.json["path"] == "b.draft.json"
    assert said.json["draft"] == before | {"aim": "openai/sora-2"}
    assert json.loads((tmp_path / "b.draft.json").read_text(encoding="utf-8")) == said.json["draft"]
    assert {line["level"] for line in said.json["lines"]} <= {"kept", "reworded", "weakened", "dropped"}
    assert any(line["level"] == "weakened" and "may time it differently" in line["message"]
               for line in said.json["lines"])  # fmt: skip
    assert [finding["id"] for finding in said.json["findings"] if finding["level"] == "error"] == ["retired"]
    assert verb("convert", "b.draft.json", "--model", before["aim"], "-o", "c.draft.json").code == 0
    assert json.loads((tmp_path / "c.draft.json").read_text(encoding="utf-8")) == before


def test_convert_prints_the_draft_and_tells_people_what_is_lost(verb: Verb, a_draft: Path) -> None:
    said = verb("convert", "a.draft.json", "--model", "sora-2")
    assert said.json["aim"] == "openai/sora-2"
    assert "weakened: " in said.err
    assert "parts kept" in said.err
    assert "{" not in said.err


def test_what_there_is_to_decide_is_said(verb: Verb, a_draft: Path) -> None:
    said = verb("convert", "product-half-turn", "--model", "sora-2", "--json").json
    assert [choice["id"] for choice in said["choices"]] == ["length", "frame"]
    assert said["choices"][0]["options"][:2] == ["Shorten to 4 s", "Stretch to 8 s"]


@pytest.mark.parametrize(
    ("arguments", "code", "fault"),
    [
        (("advise", "nobody"), 2, "unknown"),
        (("convert", "small-rescue", "--model", "kling-9"), 2, "unknown"),
        (("convert", "small-rescue"), 2, "usage"),
        (("advise", "broken.json"), 1, ""),
    ],
)
def test_what_cannot_be_found_or_read(
    verb: Verb, tmp_path: Path, arguments: tuple[str, ...], code: int, fault: str
) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    said = verb(*arguments, "--json")
    assert said.code == code
    assert said.json["error"]["id"].startswith(fault)
