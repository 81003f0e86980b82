"""A path names one place in a draft, for reading, writing and for every message about it."""

from __future__ import annotations

import pytest

from app.domain import path as paths
from app.domain.draft import Continues
from app.domain.errors import BadValue, UnknownName
from tests.unit.domain.drafts import small_draft


def test_a_path_goes_through_ids_not_places() -> None:
    draft = small_draft()
    assert paths.read(draft, "shots[s1].beats[b2].link.evidence") == "the jolt"
    assert paths.read(draft, "cast[ines].identity") == ("silver braid",)


def test_writing_changes_that_place_and_nothing_else() -> None:
    draft = small_draft()
    changed = paths.write(draft, "shots[s2].beats[b3].action", "she waits")
    assert paths.read(changed, "shots[s2].beats[b3].action") == "she waits"
    assert changed.shots[0] is draft.shots[0]
    assert paths.write(changed, "shots[s2].beats[b3].action", "") == draft


def test_options_of_a_model_are_reached_by_its_id() -> None:
    draft = paths.write(small_draft(), "options[kling/kling-3.0].cfg", 0.5)
    assert draft.options == {"kling/kling-3.0": {"cfg": 0.5}}
    assert paths.read(draft, "options[kling/kling-3.0].cfg") == 0.5


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("shots[s1].beets", "shots[s1].beats"),
        ("look.pallete", "look.palette"),
        ("shots[s9].seconds", "shots[s1]"),
        ("tittle", "title"),
    ],
)
def test_an_unknown_path_offers_what_comes_near(path: str, near: str) -> None:
    with pytest.raises(UnknownName) as fault:
        paths.read(small_draft(), path)
    assert near in fault.value.nearest


@pytest.mark.parametrize("path", ["", "[s1]", "shots[s1", "shots..id", "shots[]"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(UnknownName):
        paths.read(small_draft(), path)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("shots[s1].seconds", "long"),
        ("shots[s1].seconds", -1),
        ("shots[s1].seconds", float("nan")),
        ("shots[s1].keys[k1].axes.pan", 1e9),
        ("frame.audio", "loud"),
        ("look.palette", "red"),
        ("id", "other"),
        ("shots[s1].id", "other"),
        ("note", "x" * 20_001),
        ("ends.start_image", "/tmp/picture.png"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_place(path: str, value: object) -> None:
    with pytest.raises(BadValue) as fault:
        paths.write(small_draft(), path, value)
    assert fault.value.path == path


def test_a_part_that_is_not_there_yet_is_made_by_writing_into_it() -> None:
    draft = paths.write(small_draft(), "place.props[boat].at.side", "left")
    assert draft.place.props[0].at is not None
    assert draft.place.props[0].at.side == "left"
    continued = paths.write(draft, "continues", {"take": "t1"})
    assert continued.continues == Continues(take="t1")
    with pytest.raises(BadValue):
        paths.write(draft, "continues.how", "extend")
