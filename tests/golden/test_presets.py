"""Every preset in every dialect reads as it did: a change of wording is seen, read and meant, never an accident."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest

from app.prompting import dialects
from app.strings import has
from tests.golden.golden import HERE, SPOKEN, SWITCH, Spoken, every, page, place_of

EVERY = list(every())
each = pytest.mark.parametrize(
    ("spoken", "preset"), EVERY, ids=[f"{spoken.folder}-{preset}" for spoken, preset in EVERY]
)


@each
def test_the_words_are_those_of_the_file(spoken: Spoken, preset: str) -> None:
    found, written = page(spoken, preset)
    place = place_of(spoken, preset)
    assert found.dialect == spoken.folder.partition("-")[0]
    assert [finding.id for finding in found.findings if finding.id == "option"] == []
    if os.environ.get(SWITCH) == "1":
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(written)
    assert place.is_file(), f"{place.name} is not there yet; set {SWITCH}=1 to write it"
    assert written.decode() == place.read_bytes().decode(), f"set {SWITCH}=1 if these words are meant"


@each
def test_the_words_are_clean(spoken: Spoken, preset: str) -> None:
    found, _ = page(spoken, preset)
    text = found.text
    assert "".join(span.text for span in found.spans) == text
    assert not {"\t", "\r"} & set(text)
    if spoken.folder in ("json", "kling_json"):
        text = "\n".join(_texts(json.loads(text)))
    elif spoken.folder != "seedance_marked":
        assert not {"{", "}"} & set(text)
    for doubled in ("  ", ",,", ", ,", " ,", " .", "..", ";.", ",.", ". .", ":.", " of of ", " the the ", " a a "):
        assert doubled not in text, doubled


def _texts(tree: object) -> Iterator[str]:
    """Every text of a JSON tree."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for item in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(item)


@each
def test_every_section_has_its_reason(spoken: Spoken, preset: str) -> None:
    found, _ = page(spoken, preset)
    reasons = dict(dialects()[found.dialect].why())
    assert {span.section for span in found.spans} <= set(reasons)
    assert all(has(sentence) for sentence in reasons.values())


def test_no_file_is_left_behind() -> None:
    expected = {place_of(spoken, preset) for spoken, preset in EVERY}
    there = {path for spoken in SPOKEN for path in (HERE / spoken.folder).glob("*")}
    assert there == expected
