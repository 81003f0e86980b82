"""The verbs that list: whole in JSON, readable without, and undisturbed by a bad file of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.cli.conftest import Verb


@pytest.mark.parametrize(
    ("name", "keys", "known"),
    [
        ("templates", {"id", "title", "aim"}, "sora-story-beats"),
        ("models", {"id", "title", "is_retired", "source", "checked_on"}, "kling/kling-3.0"),
        ("presets", {"id", "name", "version", "builtin", "form"}, "small-rescue"),
        ("providers", {"id", "cancel", "dedupe"}, "animatic"),
        ("connections", {"id", "provider", "parallelism"}, "animatic"),
    ],
)
def test_a_list(verb: Verb, name: str, keys: set[str], known: str) -> None:
    said = verb(name, "--json")
    assert said.code == 0
    rows = said.json[name]
    assert all(keys <= row.keys() for row in rows)
    assert known in {row["id"] for row in rows}
    plain = verb(name)
    assert plain.code == 0
    assert any(line.split()[0] == known for line in plain.out.splitlines())
    assert plain.err == ""
    assert "{" not in plain.out, "every gap is filled"


def test_the_animatic_is_called_by_a_name_and_not_by_its_id(verb: Verb) -> None:
    assert "provider.animatic" not in verb("providers").out


def test_retired_models_say_since_when(verb: Verb) -> None:
    rows = {row["id"]: row for row in verb("models", "--json").json["models"]}
    assert rows["openai/sora-2"]["is_retired"]
    assert not rows["animatic/board"]["is_retired"]
    (line,) = [line for line in verb("models").out.splitlines() if line.startswith("openai/sora-2 ")]
    assert "retired 2026-09-24" in line


def test_connections_tell_their_servers_and_no_folder(verb: Verb) -> None:
    rows = {row["id"]: row for row in verb("connections", "--json").json["connections"]}
    assert rows.keys() == {"animatic", "own"}
    assert rows["animatic"]["endpoints"] == []
    assert [end["url"] for end in rows["own"]["endpoints"]] == ["https://fake.test"]
    assert rows["own"]["key"] is None


def test_bad_files_of_ones_own_are_named_and_left_out(verb: Verb, home: Path) -> None:
    verb("presets")
    (home / "presets" / "bad.preset.json").write_text("{")
    templates = home / "resources" / "templates"
    templates.mkdir(parents=True)
    (templates / "mine.toml").write_text("= nothing")
    for name in ("presets", "templates", "models"):
        said = verb(name, "--json")
        assert said.code == 0
        assert len(said.json[name]) >= 3
        assert [line.split()[0] for line in said.err.splitlines()] == ["bad.preset.json", "mine.toml"]


@pytest.mark.parametrize("ask", ["-h", "--help"])
def test_help_names_every_verb(verb: Verb, ask: str) -> None:
    from app.cli.main import is_verb
    from app.cli.verbs import GROUPS, VERBS

    assert is_verb([ask])
    said = verb(ask)
    assert said.code == 0
    assert all(name in said.out for name in [*VERBS, *GROUPS])
    for group, verbs in GROUPS.items():
        assert all(name in verb(group, ask).out for name in verbs)


def test_every_verb_can_be_asked_for_alone(verb: Verb) -> None:
    from app.cli.verbs import VERBS

    for name in VERBS:
        said = verb(name, "-h")
        assert (said.code, said.err) == (0, "")
        assert f"shotwright {name} " in said.out


def test_the_version(verb: Verb) -> None:
    said = verb("--version")
    assert (said.code, said.out.split()[0]) == (0, "Shotwright")


@pytest.mark.parametrize("wrong", [["dance"], ["compile"], ["compile", "a", "b"], ["render", "a"], ["clips", "--what"]])
def test_wrong_usage(verb: Verb, wrong: list[str]) -> None:
    said = verb(*wrong)
    assert (said.code, said.out) == (2, "")
    assert "--help" in said.err
    said = verb(*wrong, "--json")
    assert (said.code, said.json["error"]["id"]) == (2, "usage")
    assert said.json["error"]["message"]
