"""Every place of any draft can be read by its path and written back."""

from __future__ import annotations

from hypothesis import given

from app.domain import path as paths
from app.domain.draft import Draft
from tests.properties.domain.drafts import drafts


@given(drafts())
def test_every_leaf_can_be_read_and_written_back(draft: Draft) -> None:
    for path, value in paths.leaves(draft):
        assert paths.read(draft, path) == value
        if not path.endswith(("id", "schema_id")):
            assert paths.write(draft, path, value) == draft
