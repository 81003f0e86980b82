"""A draft of any kind, sound or damaged anywhere, is read and told as pydantic alone would."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.domain.draft import Draft
from app.domain.noun import Noun
from tests.contracts.rows import catalog
from tests.properties.prompting.strangest import strange_drafts
from tests.unit.domain.test_noun import judged, outcome

ADAPTER = TypeAdapter(Draft)
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("\ud800"), st.just("x" * 20_001),
    st.lists(st.integers(), max_size=2), st.dictionaries(st.sampled_from(("id", "t")), st.text(max_size=2), max_size=2),
)  # fmt: skip


@given(strange_drafts())
def test_a_draft_is_read_and_told_as_by_pydantic(draft: Draft) -> None:
    told = ADAPTER.dump_python(draft, by_alias=True)
    assert draft.model_dump(by_alias=True) == told
    assert draft.model_dump(mode="json") == ADAPTER.dump_python(draft, mode="json")
    assert Draft.plain(told) == ADAPTER.validate_python(told) == draft


@given(strange_drafts(), st.data())
def test_a_damaged_draft_is_taken_or_refused_as_by_pydantic(draft: Draft, data: st.DataObject) -> None:
    told = draft.model_dump(mode="json", by_alias=True)
    holder, key = data.draw(st.sampled_from(list(places(told))))
    holder[key] = data.draw(ODD)
    assert outcome(Draft.model_validate, told) == outcome(ADAPTER.validate_python, told)


def places(value: Any) -> Any:
    """Every place in a JSON value: what holds it, and under which key."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(inner, (dict, list)):
            yield from places(inner)


def test_every_row_of_ours_is_read_without_pydantic_and_as_by_it() -> None:
    rows: list[Noun] = [*catalog().models(), *catalog().templates(), *catalog().vocabularies()]
    assert len(rows) > 60
    for row in rows:
        told = row.model_dump()
        assert type(row).plain(told) == judged(type(row), told) == row
