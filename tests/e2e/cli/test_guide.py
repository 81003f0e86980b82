"""The guide's commands for Shotwright are real: each of them is taken as it stands there."""

from __future__ import annotations

import re
import shlex

import pytest

from app.resources import resources
from tests.e2e.cli.conftest import Verb

PAGES = ("en", "zh")


def commands(language: str) -> list[list[str]]:
    page = (resources() / "guide" / language / "servers.md").read_text(encoding="utf-8")
    return [shlex.split(line)[1:] for line in re.findall(r"^shotwright .*$", page, re.MULTILINE)]


@pytest.mark.parametrize("language", PAGES)
def test_every_connection_of_the_guide_can_be_typed(verb: Verb, language: str) -> None:
    typed = [words for words in commands(language) if words[0] == "connect" and "--check" not in words]
    assert {words[words.index("--name") + 1] for words in typed} == {"box", "farm", "ray", "proxy", "cluster"}
    for words in typed:
        assert verb(*words).code == 0, words
    kept = {row["id"]: row for row in verb("connections", "--json").json["connections"]}
    assert len(kept["farm"]["endpoints"]) == 2
    assert kept["proxy"]["kind"] == "litellm"


def test_both_pages_say_the_same_commands() -> None:
    assert commands("en") == commands("zh")
    assert all(words[0] in ("connect", "render") for words in commands("en"))
