"""Whatever is typed into the search, what is written of it is read the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.clip_query import read_query


@given(st.text(st.sampled_from("ab:\"#'- \trating tag is:kept model:"), max_size=30))
def test_what_is_written_is_read_the_same(text: str) -> None:
    query = read_query(text)
    assert read_query(query.text) == query
