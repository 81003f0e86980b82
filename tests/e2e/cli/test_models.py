"""The verbs that add a model by what its provider publishes of it, and take it away again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cli.conftest import Verb
from tests.fakes.fal_server import FalServer

MODEL = "fal/maker/new-model/text-to-video"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FalServer]:
    """fal, and the key to it in the environment."""
    monkeypatch.setenv("MADE_UP_FAL_KEY", "made-up-key-0123456789")
    opened = FalServer(tmp_path / "fal", "Key made-up-key-0123456789")
    yield opened
    opened.close()
    assert opened.strange == []


def test_a_model_is_added_listed_and_removed(verb: Verb, server: FalServer) -> None:
    assert verb("models", "add", MODEL, "--json").json["error"]["id"] == "no_connection"
    assert verb("connect", "fal", "--name", "f", "--url", server.address, "--key-env", "MADE_UP_FAL_KEY").code == 0
    added = verb("models", "add", "maker/new-model/text-to-video", "--connection", "f", "--json")
    assert added.code == 0
    assert added.json["model"]["id"] == MODEL
    assert [option["name"] for option in added.json["options"]] == ["style", "strength", "loop"]
    assert MODEL in {row["id"] for row in verb("models", "--json").json["models"]}
    assert "style, strength, loop" in (said := verb("models", "add", MODEL)).out + said.err
    assert verb("models", "add", "fal/maker/none", "--json").json["error"]["id"] == "model_unknown_there"
    assert verb("models", "add", "fal/../x", "--json").json["error"]["id"] == "model_id_form"
    assert verb("models", "remove", MODEL, "--json").json == {"removed": MODEL}
    assert MODEL not in {row["id"] for row in verb("models", "--json").json["models"]}
    assert verb("models", "remove", MODEL, "--json").json["error"]["id"] == "unknown.model"
    assert verb("models", "remove", "kling/kling-3.0").code != 0
