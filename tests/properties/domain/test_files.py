"""Any draft comes back from its file equal, and anything else is refused with one clear fault."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.draft import Draft
from app.domain.errors import BadFile
from app.domain.upgrade import read_draft, write_draft
from tests.properties.domain.drafts import drafts
from tests.unit.domain.drafts import small_draft


@given(drafts())
def test_what_is_written_is_read_back_equal(draft: Draft) -> None:
    data = write_draft(draft)
    assert read_draft(data, "a") == draft
    assert write_draft(read_draft(data, "a")) == data


@given(st.binary(max_size=400))
def test_any_bytes_give_a_draft_or_a_clear_fault(data: bytes) -> None:
    with pytest.raises(BadFile):
        read_draft(data, "a")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=10,
    )
)
def test_any_json_in_any_field_gives_a_draft_or_a_clear_fault(value: object) -> None:
    for field in ("title", "shots", "cast", "frame", "options"):
        document = json.loads(write_draft(small_draft())) | {field: value}
        with contextlib.suppress(BadFile):
            assert read_draft(json.dumps(document).encode(), "a").id == "tram"
