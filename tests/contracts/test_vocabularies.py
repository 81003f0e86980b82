"""Every vocabulary is whole: its terms have phrases and labels, its paths are a draft's, its source has a date."""

from __future__ import annotations

from collections import Counter

import pytest

from app.catalog.schema import kind_at
from app.domain.vocabulary import Vocabulary
from app.resources import resources
from app.strings import has
from tests.contracts.rows import ISO_DAY, catalog, literals, patterns

VOCABULARIES = catalog().vocabularies()
AGREED = (
    *("shot_size", "angle", "lens", "depth_of_field", "support", "move", "speed", "ease", "light_quality"),
    *("light_side", "light_source", "light_height", "time_of_day", "weather", "medium", "era", "texture"),
    *("transition", "delivery", "link", "purpose", "ending", "music", "aspect"),
)
WORDED = (
    *("shot_size", "angle", "lens", "depth_of_field", "support", "light_source", "light_quality", "light_side"),
    *("light_height", "time_of_day", "weather", "medium", "era", "texture", "delivery", "language", "line_at"),
    *("direction", "music", "purpose", "reference_role", "side", "depth"),
)
"""Those whose phrases are written into prompts."""
every = pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda each: each.id)


def test_those_that_other_rooms_ask_for_are_there() -> None:
    assert set(AGREED) <= {vocabulary.id for vocabulary in VOCABULARIES}


@every
def test_a_vocabulary_is_whole(vocabulary: Vocabulary) -> None:
    assert vocabulary.terms
    assert vocabulary.source
    assert ISO_DAY.match(vocabulary.checked_on)
    assert (resources() / "vocabulary" / f"{vocabulary.id}.toml").is_file()


@every
def test_terms_have_phrases_and_labels(vocabulary: Vocabulary) -> None:
    for term in vocabulary.terms:
        assert term.phrase.strip() == term.phrase != ""
        assert has(f"term.{vocabulary.id}.{term.id}"), term.id


@every
def test_phrases_of_another_language_are_those_of_every_term(vocabulary: Vocabulary) -> None:
    for language, phrases in vocabulary.phrases.items():
        assert list(phrases) == [term.id for term in vocabulary.terms], language
        assert all(phrase.strip() == phrase != "" for phrase in phrases.values())


@pytest.mark.parametrize("name", WORDED)
def test_what_stands_in_prompts_is_there_in_chinese(name: str) -> None:
    assert catalog().vocabulary(name).phrases.keys() == {"zh"}


@every
def test_paths_are_those_of_a_draft(vocabulary: Vocabulary) -> None:
    for path in vocabulary.paths:
        assert kind_at(path) is not None, path


@every
def test_a_closed_choice_offers_exactly_what_a_draft_takes(vocabulary: Vocabulary) -> None:
    for path in vocabulary.paths:
        values = literals(kind_at(path))
        assert vocabulary.open == (not values), path
        assert not values or [term.id for term in vocabulary.terms] == list(values), path


def test_no_path_is_served_twice() -> None:
    served = Counter(path for vocabulary in VOCABULARIES for path in vocabulary.paths)
    assert [path for path, times in served.items() if times > 1] == []


def test_every_closed_choice_of_a_draft_is_served() -> None:
    served = {path for vocabulary in VOCABULARIES for path in vocabulary.paths}
    closed = {path for path in patterns() if literals(kind_at(path))}
    assert closed - served == {"variables[*].kind"}
