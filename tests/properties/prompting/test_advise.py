"""Any draft gets advice in whole sentences, the best model first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.draft import Draft
from app.strings import has
from tests.properties.prompting.strangest import strange_drafts
from tests.unit.prompting.cases import TODAY, catalog, gaps
from tests.unit.prompting.full import full_draft
from tests.unit.prompting.leanings import advised

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")


@given(strange_drafts(), st.booleans())
def test_any_draft_gets_advice_in_whole_sentences(draft: Draft, many: bool) -> None:
    advice = advised(draft, *catalog().models(), connected=("kling",), many=many)
    scores = [each.score for each in advice.ranking]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert not any(each.model.is_retired(TODAY) or each.model.provider == "animatic" for each in advice.ranking)
    fits = [each.fits for each in advice.ranking]
    assert fits == sorted(fits, reverse=True)
    for each in advice.ranking:
        assert each.fits or each.reasons
        for reason in (*each.reasons, *((each.against,) if each.against else ())):
            assert has(reason.id), reason.id
            assert gaps(reason.id, reason.args) == set()
    for point in advice.points:
        assert gaps(f"advice.point.{point.id}", point.args) == set()
    assert advice.flip is None or gaps(advice.flip.id, advice.flip.args) == set()


def test_the_same_draft_gets_the_same_advice_whatever_its_aim() -> None:
    draft = full_draft()
    other = draft.replace(aim="openai/sora-2")
    one, two = advised(draft, *catalog().models()), advised(other, *catalog().models())
    assert [each.model.id for each in one.ranking] == [each.model.id for each in two.ranking]
