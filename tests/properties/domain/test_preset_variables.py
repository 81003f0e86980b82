"""Any draft cut and filled is one that the door lets in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.draft import Draft
from app.domain.overlay import cut
from app.domain.variables import fill, map_texts
from tests.properties.prompting.strangest import strange_drafts

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")


@given(strange_drafts(), st.sampled_from(["beats", "camera", "look"]))
def test_filling_leaves_a_draft_that_the_door_lets_in(draft: Draft, part: str) -> None:
    assert map_texts(draft, lambda text: text) is draft
    cut_out = cut(draft, (part,))
    sure = cut_out.replace(
        variables=tuple(each.replace(kind="text", default=each.default or "x") for each in cut_out.variables)
    )
    filled = fill(sure, {})
    assert Draft.model_validate(filled.model_dump(by_alias=True)) == filled
    assert filled.variables == ()
