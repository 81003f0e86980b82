"""Verbs for tests: the real command line in this process, over the test's own home, with a scripted provider."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.main import get_command

from app.cli import frame, verbs
from app.cli.main import main
from app.desk.desk import Desk
from tests.fakes.desk import Told
from tests.fakes.ours import read_ours_once
from tests.fakes.provider import FakeProvider


class Said(NamedTuple):
    """What a verb said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its one JSON document."""
        return json.loads(self.out)


Verb = Callable[..., Said]
_application = verbs.application


@cache
def _command(verb: str) -> Any:
    """What a start of the program makes out of its functions' signatures; here once for hundreds of them."""
    return get_command(_application(verb))


@pytest.fixture(autouse=True)
def _ours_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each desk with what the program brings along at hand."""
    read_ours_once(monkeypatch)


@pytest.fixture
def fake(tmp_path: Path) -> FakeProvider:
    """A provider that can be looked up by our own id."""
    return FakeProvider(tmp_path / "provider")


@pytest.fixture
def verb(
    home: Path, fake: FakeProvider, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Verb:
    """Runs one verb; `fake/one` is a model that `fake` makes clips for."""
    monkeypatch.chdir(tmp_path)

    def open_desk(given: Path | None) -> Desk:
        return Told(given or home, fake).desk

    monkeypatch.setattr(frame, "open_desk", open_desk)
    monkeypatch.setattr(verbs, "application", _command)

    def run(*arguments: str) -> Said:
        code = main(arguments)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return run


@pytest.fixture
def a_draft(verb: Verb, tmp_path: Path) -> Path:
    """The file of a draft that nothing stands in the way of."""
    verb("new", "small-rescue", "-o", "a.draft.json", "--title", "雨夜电车")
    return tmp_path / "a.draft.json"
