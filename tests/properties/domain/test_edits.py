"""What is put into any draft and taken out again leaves it equal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain import edit as edits
from app.domain.draft import Beat, Draft
from tests.properties.domain.drafts import drafts


@given(drafts(), st.integers(0, 5))
def test_inserting_and_removing_leaves_the_draft_equal(draft: Draft, index: int) -> None:
    path = f"shots[{draft.shots[0].id}].beats"
    longer, beat_id = edits.insert(draft, path, Beat(id="new", action="x"), index)
    assert edits.remove(longer, f"{path}[{beat_id}]") == draft
