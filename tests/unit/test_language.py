"""Describes which language is spoken: the wanted one, else the system's, else English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app import strings
from app.desk.preset_words import in_words
from tests.unit.prompting.cases import catalog


@pytest.fixture(autouse=True)
def _back() -> Iterator[None]:
    yield
    strings.set_language("en")


@pytest.mark.parametrize(
    ("wanted", "system", "spoken"),
    [
        ("zh", ["en_GB"], "zh"),
        ("en", ["zh_CN.UTF-8"], "en"),
        ("system", ["zh_CN.UTF-8", "en"], "zh"),
        ("system", ["zh-Hans-CN"], "zh"),
        ("system", ["fr_FR", "zh_CN"], "zh"),
        ("system", ["C"], "en"),
        ("system", ["C", "zh_CN"], "en"),
        ("system", [], "en"),
        ("", ["zh_TW"], "zh"),
        ("tlh", ["zh_CN"], "en"),
    ],
)
def test_the_nearest_language_is_spoken(wanted: str, system: list[str], spoken: str) -> None:
    assert strings.nearest_language(wanted, system) == spoken


def test_the_surroundings_choose_for_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv(strings.VARIABLE, raising=False)
    strings.speak_as_surroundings()
    assert strings.tr("send.rehearse") == "预演"
    monkeypatch.setenv(strings.VARIABLE, "en")
    strings.speak_as_surroundings()
    assert strings.tr("send.rehearse") == "Rehearse"


def test_a_sentence_that_is_missing_is_said_in_english() -> None:
    strings.set_language("zh")
    assert strings.tr("no.such.sentence") == "no.such.sentence"
    assert strings.tr("beats.count", n=1, seconds=2.0) == "一个节拍，2 秒"


def test_built_in_presets_are_called_in_the_language_of_the_screen() -> None:
    rescue = catalog().preset("small-rescue")
    assert in_words(rescue) is rescue
    strings.set_language("zh")
    assert in_words(rescue).name == "小小救援"
    assert in_words(rescue) is in_words(rescue)
    assert in_words(rescue.replace(builtin=False)).name == "Small rescue"
