"""Every preset in every dialect reads as it did: a change of wording is seen, read and meant, never an accident."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest

from app.domain.request import Compiled
from app.prompting import dialects
from app.strings import has
from tests.golden.golden import HERE, SPOKEN, SWITCH, Spoken, every, page, place_of

EVERY = list(every())
each = pytest.mark.parametrize(
    ("spoken", "preset"), EVERY, ids=[f"{spoken.folder}-{preset}" for spoken, preset in EVERY]
)

in_every_dialect = pytest.mark.parametrize("spoken", SPOKEN, ids=[spoken.folder for spoken in SPOKEN])


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


@in_every_dialect
def test_the_words_are_clean(spoken: Spoken) -> None:
    for preset, found in pages(spoken).items():
        text = found.text
        assert "".join(span.text for span in found.spans) == text, preset
        assert not {"\t", "\r"} & set(text), preset
        if spoken.folder in ("json", "kling_json"):
            text = "\n".join(_texts(json.loads(text)))
        elif spoken.folder != "seedance_marked":
            assert not {"{", "}"} & set(text), preset
        for doubled in ("  ", ",,", ", ,", " ,", " .", "..", ";.", ",.", ". .", ":.", " of of ", " the the ", " a a "):
            assert doubled not in text, (preset, doubled)


def pages(spoken: Spoken) -> dict[str, Compiled]:
    """What every preset reads like in a dialect."""
    return {preset: page(spoken, preset)[0] for other, preset in EVERY if other is spoken}


def _texts(tree: object) -> Iterator[str]:
    """Every text of a JSON tree."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for item in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(item)


@in_every_dialect
def test_every_section_has_its_reason(spoken: Spoken) -> None:
    for preset, found in pages(spoken).items():
        reasons = dict(dialects()[found.dialect].why())
        assert {span.section for span in found.spans} <= set(reasons), preset
        assert all(has(sentence) for sentence in reasons.values())


def test_no_file_is_left_behind() -> None:
    expected = {place_of(spoken, preset) for spoken, preset in EVERY}
    there = {path for spoken in SPOKEN for path in (HERE / spoken.folder).glob("*")}
    assert there == expected
