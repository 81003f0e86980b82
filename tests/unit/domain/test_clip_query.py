"""What is typed into the library's search is read as words and filters, and written back the same."""

from __future__ import annotations

import pytest

from app.domain.clip_query import ClipQuery, day_start, read_query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", ClipQuery()),
        ("settles on", ClipQuery(words=("settles", "on"))),
        ("雨夜 is:kept", ClipQuery(words=("雨夜",), marks=("is:kept",))),
        ("is:rehearsal is:attached IS:KEPT", ClipQuery(marks=("is:kept",), kinds=("rehearsal", "attached"))),
        ("model:kling/kling-3.0 model:wan/wan-3", ClipQuery(models=("kling/kling-3.0", "wan/wan-3"))),
        ('tag:night tag:"client A" tag:night', ClipQuery(tags=("night", "client A"))),
        ("rating:3", ClipQuery(stars=3)),
        ("from:2026-09-01 to:2026-11-22", ClipQuery(since="2026-09-01", until="2026-11-22")),
        ("rating:9 from:yesterday to: tag: is:blue a:b", ClipQuery(
            words=("rating:9", "from:yesterday", "to:", "tag:", "is:blue", "a:b"))),
    ],
)  # fmt: skip
def test_a_query_is_words_and_filters(text: str, query: ClipQuery) -> None:
    assert read_query(text) == query
    assert read_query(query.text) == query
    assert query.narrows == (query.without_words() != ClipQuery())


def test_a_day_begins_where_the_person_is() -> None:
    assert day_start("2026-09-01") < day_start("2026-09-01", after=1) == day_start("2026-09-02")
    assert day_start("2026-09-01").endswith("+00:00")
