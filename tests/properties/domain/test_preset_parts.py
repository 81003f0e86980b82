"""Parts of any draft over any other touch only what is theirs, and lie the same the second time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import path as paths
from app.domain.draft import Draft
from app.domain.overlay import KEPT, PARTS, PATHS, PartId, beyond, cut, lay, sorted_parts
from app.domain.variables import fill_loosely
from tests.properties.prompting.strangest import strange_drafts

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
some_parts = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4, unique=True).map(sorted_parts).filter(bool)


def owned(path: str, parts: tuple[PartId, ...]) -> bool:
    """Whether a path of a leaf belongs to one of these parts, or is the number or id of a shot or beat they bring."""
    bare = re.sub(r"\[[^\]]*\]", "[*]", path)
    stems = [stem for part in parts for stem in PATHS[part]]
    if any(bare == stem or bare.startswith((f"{stem}.", f"{stem}[")) for stem in stems):
        return True
    # an author's note goes where its text goes
    return (
        path == "notes"
        or ("shots" in parts and path.startswith("shots"))
        or ("structure" in parts and bare.startswith("shots[*].beats"))
    )


@given(strange_drafts(), strange_drafts(), some_parts)
def test_a_part_touches_only_paths_of_its_own(under: Draft, over: Draft, parts: tuple[PartId, ...]) -> None:
    laid = lay(under, over, parts)
    before, after = dict(paths.leaves(under)), dict(paths.leaves(laid))
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert [path for path in sorted(changed) if not owned(path, parts)] == []
    Draft.model_validate(laid.model_dump(by_alias=True))


@given(strange_drafts(), strange_drafts(), some_parts)
def test_laying_over_twice_is_laying_over_once_and_a_cut_lays_the_same(
    under: Draft, over: Draft, parts: tuple[PartId, ...]
) -> None:
    if "structure" in parts:
        # beats beyond the structure make room for it each time
        parts = tuple(part for part in parts if part != "structure") or ("look",)
    once = lay(under, over, parts)
    assert lay(once, over, parts) == once
    carried = fill_loosely(cut(over, parts), {})
    assert lay(under, carried, parts) == lay(under, carried.replace(title="x", note="y"), parts)


@given(strange_drafts(), st.lists(st.sampled_from(PARTS), max_size=5))
def test_a_cut_carries_only_its_parts_and_is_its_own_cut(source: Draft, names: list[PartId]) -> None:
    parts = sorted_parts(names)
    carried = cut(source, parts)
    assert beyond(carried, parts) == ()
    assert cut(carried, parts) == carried
    Draft.model_validate(carried.model_dump(by_alias=True))


@given(strange_drafts(), strange_drafts())
def test_a_whole_draft_leaves_only_what_a_draft_keeps(under: Draft, over: Draft) -> None:
    laid = lay(under, over, ())
    assert {name for name in Draft.model_fields if getattr(laid, name) != getattr(over, name)} <= set(KEPT)
    assert all(getattr(laid, name) == getattr(under, name) for name in KEPT)
