"""Checks that every language says everything English says, and that no sentence was left behind by its English."""

from __future__ import annotations

import json
import os
import re
import tomllib
import zlib
from pathlib import Path

import pytest

from app.resources import resources
from app.strings import languages, sentences

SEEN = Path(__file__).parent / "translated"
SWITCH = "SHOTWRIGHT_WRITE_TRANSLATED"
"""Set to 1 once every changed sentence was read again: this writes down which English each language was made from."""
GAP = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
OTHERS = [each for each in languages() if each != "en"]
ALIKE = {
    *("field.target.example", "field.subject.example", "option.words.json", "doctor.python.title", "doctor.qt.title"),
    *("send.provider.kling", "send.provider.fal", "send.provider.openai", "send.provider.replicate"),
    *("provider.fal", "provider.replicate", "settings.language.en", "settings.language.zh"),
    *(f"connections.kind.{name}" for name in ("vllm-omni", "sglang", "tensorrt-llm", "new-api")),
}
"""Names and tokens that are words, and the same in every language."""
PLAIN = re.compile(r"(\{\w+\}|[\W\d_]|GiB|PySide6|Shotwright|px|mm|fps|v(?=\{)|Ctrl|K|Id|k|p)*")
"""Names, numbers, units and gaps read alike everywhere."""


def _sum(text: str) -> int:
    return zlib.crc32(text.encode())


@pytest.mark.parametrize("other", OTHERS)
def test_every_sentence_is_there_and_none_is_left_over(other: str) -> None:
    english, theirs = sentences("en"), sentences(other)
    assert sorted(english.keys() - theirs.keys()) == []
    assert sorted(theirs.keys() - english.keys()) == []


@pytest.mark.parametrize("other", OTHERS)
def test_every_sentence_has_the_gaps_of_its_english(other: str) -> None:
    english, theirs = sentences("en"), sentences(other)
    wrong = [
        key
        for key, text in theirs.items()
        # a count may be said as a word, or by its number where English says "one"
        if set(GAP.findall(text)) - {"n"} != set(GAP.findall(english.get(key, ""))) - {"n"}
        and not key.startswith("field.")
    ]
    assert wrong == []


@pytest.mark.parametrize("other", OTHERS)
def test_no_sentence_is_older_than_its_english(other: str) -> None:
    now = {key: _sum(text) for key, text in sorted(sentences("en").items()) if key in sentences(other)}
    file = SEEN / f"{other}.json"
    if os.environ.get(SWITCH) == "1":
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(now, indent=0) + "\n", encoding="utf-8")
    seen = json.loads(file.read_text(encoding="utf-8"))
    assert sorted(key for key, value in now.items() if seen.get(key) != value) == []


def test_chinese_is_written_in_chinese() -> None:
    english, chinese = sentences("en"), sentences("zh")
    same = {key for key, text in chinese.items() if text == english.get(key) and not re.fullmatch(PLAIN, text)}
    assert same - ALIKE == set(), "these read as in English"


@pytest.mark.parametrize("language", languages())
def test_files_of_a_language_are_those_of_english(language: str) -> None:
    names = {path.name for path in (resources() / "i18n" / language).glob("*.toml")}
    assert names == {path.name for path in (resources() / "i18n" / "en").glob("*.toml")}


def test_what_presets_are_called_is_as_their_files_say() -> None:
    files = [json.loads(path.read_text(encoding="utf-8")) for path in (resources() / "presets").glob("*.json")]
    words = {f"preset.{each['id']}.{name}": each[name] for each in files for name in ("name", "about")}
    table = tomllib.loads((resources() / "i18n" / "en" / "preset_words.toml").read_text(encoding="utf-8"))["preset"]
    assert words == {f"preset.{key}.{name}": text for key, said in table.items() for name, text in said.items()}
