"""Holds the operations on beats: who gives way to whom, what is brought back, what is named."""

from __future__ import annotations

import pytest

from app.domain.beats import (
    add_beat,
    merge_beats,
    move_beat,
    stretch_beat,
)
from app.domain.draft import Beat, Draft, Shot
from app.domain.errors import UnknownName
from tests.unit.domain.drafts import small_draft


def lengths(draft: Draft) -> list[float]:
    return [beat.seconds for beat in draft.shots[0].beats]


def test_beats_added_one_after_the_other_share_the_shot_evenly() -> None:
    draft = small_draft()
    draft = draft.replace(shots=(draft.shots[0].replace(seconds=8.0, beats=(Beat(id="b1", seconds=8.0),)),))
    last = "b1"
    for _ in range(3):
        draft, last = add_beat(draft, "s1", last)
    assert lengths(draft) == [2.0, 2.0, 2.0, 2.0]
    draft, _ = add_beat(draft, "s1", last)
    assert lengths(draft) == [2.0, 2.0, 2.0, 1.0, 1.0]


def test_neighbours_give_way_one_after_the_other() -> None:
    beats = tuple(Beat(id=f"b{n}", seconds=2.0) for n in (1, 2, 3))
    draft = Draft(id="d", form="f", aim="a", shots=(Shot(id="s1", seconds=6.5, beats=beats),))
    assert lengths(stretch_beat(draft, "s1", "b1", 3.0)) == [3.0, 1.0, 2.0]
    assert lengths(stretch_beat(draft, "s1", "b1", 4.0)) == [4.0, 0.5, 1.5]
    assert lengths(stretch_beat(draft, "s1", "b1", 40.0)) == [5.5, 0.5, 0.5]
    assert lengths(stretch_beat(draft, "s1", "b3", 9.0)) == [2.0, 2.0, 2.5]
    assert lengths(stretch_beat(draft, "s1", "b3", 3.0, "start")) == [2.0, 1.0, 3.0]
    assert lengths(stretch_beat(draft, "s1", "b2", 1.0)) == [2.0, 1.0, 3.0]
    assert lengths(stretch_beat(draft, "s1", "b3", 1.0)) == [2.0, 2.0, 1.0]


def test_beats_that_run_over_are_brought_back_first() -> None:
    beats = (Beat(id="b1", seconds=3.0), Beat(id="b2", seconds=3.0))
    draft = Draft(id="d", form="f", aim="a", shots=(Shot(id="s1", seconds=4.0, beats=beats),))
    after = stretch_beat(draft, "s1", "b1", 1.5)
    assert [beat.seconds for beat in after.shots[0].beats] == [1.5, 3.0]


def test_a_beat_taken_to_another_shot_takes_its_time_along() -> None:
    draft = small_draft()
    after = move_beat(draft, "s1", "b2", "s2", 0)
    assert [shot.seconds for shot in after.shots] == [2.0, 6.5]
    assert [key.t for key in after.shots[0].keys] == [0.0, 2.0]
    assert [beat.id for beat in after.shots[1].beats] == ["b2", "b3"]


def test_the_words_of_merged_beats_stand_one_after_the_other() -> None:
    merged = merge_beats(small_draft(), "s1", "b1").shots[0].beats[0]
    assert merged.seconds == 4.0
    assert merged.action == "sets {prop:boat} down; the jolt; it skids"


def test_an_unknown_beat_is_named() -> None:
    with pytest.raises(UnknownName):
        stretch_beat(small_draft(), "s1", "b9", 2.0)
    with pytest.raises(UnknownName):
        add_beat(small_draft(), "s7")
