"""Edits make new drafts; the old one stays as it was."""

from __future__ import annotations

import pytest

from app.domain import edit as edits
from app.domain.edit import Edit
from app.domain.errors import BadValue, UnknownName
from tests.unit.domain.drafts import small_draft


def test_an_item_is_inserted_with_an_id_of_its_own() -> None:
    draft, beat_id = edits.insert(small_draft(), "shots[s1].beats", {"action": "it tips"}, 1)
    assert [beat.id for beat in draft.shots[0].beats] == ["b1", beat_id, "b2"]
    again, twin_id = edits.insert(draft, "shots[s1].beats", draft.shots[0].beats[0])
    assert twin_id not in ("b1", "b2", beat_id)
    assert again.shots[0].beats[-1].action == draft.shots[0].beats[0].action


def test_moving_away_and_back_leaves_the_draft_equal() -> None:
    draft = small_draft()
    moved = edits.move(draft, "shots[s1].beats[b1]", 1)
    assert [beat.id for beat in moved.shots[0].beats] == ["b2", "b1"]
    assert edits.move(moved, "shots[s1].beats[b1]", 0) == draft


def test_several_edits_are_all_or_none() -> None:
    draft = small_draft()
    good = Edit(op="set", path="title", value="Night tram")
    bad = Edit(op="set", path="shots[s1].seconds", value="x")
    with pytest.raises(BadValue):
        edits.apply_all(draft, [good, bad])
    assert draft == small_draft()
    changed = edits.apply_all(draft, [good, Edit(op="remove", path="shots[s2]")])
    assert (changed.title, len(changed.shots)) == ("Night tram", 1)


def test_removing_what_is_not_there_says_so() -> None:
    with pytest.raises(UnknownName):
        edits.remove(small_draft(), "shots[s1].beats[b9]")
    with pytest.raises(BadValue):
        edits.insert(small_draft(), "look.palette", {"id": "x"})


@pytest.mark.parametrize(
    ("wish", "taken", "given"),
    [
        ("b", ["b1", "b2"], "b3"),
        ("Late for the Train!", [], "late-for-the-train"),
        ("", [], "x1"),
        ("ines", ["ines"], "ines1"),
    ],
)
def test_free_ids_look_like_the_wish(wish: str, taken: list[str], given: str) -> None:
    assert edits.free_id(wish, taken) == given
