"""Holds the operations on shots and camera keys: time adds up, the camera goes on where it was, nothing is lost."""

from __future__ import annotations

import pytest

from app.domain.beats import beat_spans
from app.domain.cuts import cut_shot
from app.domain.draft import AXES, Axes, Draft, Key, Shot
from app.domain.keys import add_key, move_key, remove_key, set_axes, set_framing
from tests.unit.domain.drafts import camera, small_draft


def test_the_first_key_is_the_framing() -> None:
    draft = small_draft()
    assert move_key(draft, "s1", "k1", 2.0) == draft
    assert set_axes(draft, "s1", "k1", truck=2.0) == draft
    assert set_axes(draft, "s1", "k2", truck=2.0).shots[0].keys[1].axes == Axes(truck=2.0, dolly=4.0)
    assert set_framing(draft, "s1", "k1", angle="low").shots[0].keys[0].framing.size == "mcu"
    gone = remove_key(draft, "s1", "k1").shots[0].keys
    assert [(key.id, key.t, key.axes.dolly) for key in gone] == [("k2", 0.0, 0.0)]
    assert remove_key(remove_key(draft, "s1", "k1"), "s1", "k2").shots[0].keys == gone


def test_a_key_on_an_empty_path_brings_the_first_one() -> None:
    draft, made = add_key(small_draft(), "s2", 2.0)
    assert [(key.t, key.id == made) for key in draft.shots[1].keys] == [(0.0, False), (2.0, True)]


def test_a_hold_across_a_cut_is_kept() -> None:
    keys = (Key(id="k1", hold=3.0, ease="constant"), Key(id="k2", t=4.0, axes=Axes(dolly=4)))
    draft = Draft(id="d", form="f", aim="a", shots=(Shot(id="s1", seconds=4.0, keys=keys),))
    after, _ = cut_shot(draft, 2.0)
    assert after.shots[1].keys[0].hold == 1.0
    assert [camera(after, t)[2] for t in (1.0, 2.9, 3.5)] == pytest.approx([0.0, 0.0, 2.0])


def test_beats_across_a_cut_are_split() -> None:
    after, made = cut_shot(small_draft(), 3.0)
    assert [len(shot.beats) for shot in after.shots] == [2, 1, 1]
    assert [span.end for span in beat_spans(after)] == [2.0, 3.0, 4.0, 8.0]
    assert after.shots[1].id == made
    assert [key.t for key in after.shots[0].keys] == [0.0, 3.0]
    assert set(AXES) == set(Axes.model_fields)
