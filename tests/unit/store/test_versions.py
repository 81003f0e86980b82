"""Versions of a draft: readable files, kept once, named ones for good, the others thinned where they lie close."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from app.domain.draft import Draft
from app.domain.errors import BadFile, UnknownName
from app.store import versions as room
from app.store.paths import Home
from app.store.versions import SUFFIX, Versions

START = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.make()
    return made


@pytest.fixture
def store(place: Home) -> Versions:
    return Versions(place)


def draft(note: str = "") -> Draft:
    return Draft(id="rain", title="Rain", form="sora-story-beats", aim="kling/kling-3.0", note=note)


def at(minutes: float) -> str:
    return (START + timedelta(minutes=minutes)).isoformat(timespec="seconds")


def test_a_version_is_a_readable_file_and_comes_back_equal(store: Versions, place: Home) -> None:
    kept = store.keep(draft("first"), "hand", at(0), name="The quiet one")
    assert kept is not None
    fields = json.loads((place.versions / "rain" / f"{kept.id}{SUFFIX}").read_text())
    assert (fields["schema"], fields["name"], fields["draft"]["note"]) == ("version/1", "The quiet one", "first")
    assert Versions(place).list("rain") == [kept]
    assert store.load("rain", kept.id) == draft("first")


def test_the_newest_comes_first_also_within_a_second(store: Versions) -> None:
    for note in ("a", "b", "c"):
        store.keep(draft(note), "work", at(0))
    assert [store.load("rain", each.id).note for each in store.list("rain")] == ["c", "b", "a"]


def test_the_same_is_kept_once_and_takes_and_names_are_added_to_it(store: Versions) -> None:
    store.keep(draft(), "work", at(0))
    assert store.keep(draft(), "aim", at(1), about="Kling") is None
    store.keep(draft(), "take", at(2), takes=("1",))
    store.keep(draft(), "take", at(3), takes=("2",))
    store.keep(draft(), "hand", at(4), name="Good")
    (one,) = store.list("rain")
    assert (one.kind, one.takes, one.name, one.about) == ("work", ("1", "2"), "Good", "")
    store.keep(draft(), "hand", at(5), name="Better")
    assert [each.name for each in store.list("rain")] == ["Better", "Good"]


def test_many_are_thinned_where_they_lie_close_and_named_ones_stay(store: Versions) -> None:
    store.keep(draft("named"), "hand", at(0), name="Named")
    for number in range(room.MOST + 30):
        store.keep(draft(str(number)), "work", at(5 * (number + 1)))
    left = store.list("rain")
    assert len([each for each in left if not each.stays]) == room.MOST
    assert left[-1].name == "Named"
    minutes = [5 * (int(store.load("rain", each.id).note) + 1) for each in left[:-1]]
    assert minutes[: room.NEWEST] == [5 * (room.MOST + 30 - step) for step in range(room.NEWEST)]
    assert minutes[-1] == 5
    gaps = [late - early for late, early in pairwise(minutes)]
    assert max(gaps[: room.NEWEST]) < max(gaps[-room.NEWEST :]) <= 60


def test_bytes_are_capped_but_the_last_ones_stay(store: Versions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_BYTES", 1)
    for number in range(room.NEWEST + 3):
        store.keep(draft(str(number)), "work", at(number))
    assert len(store.list("rain")) == room.NEWEST


def test_a_thrown_one_comes_back_from_the_trash(store: Versions, place: Home) -> None:
    kept = store.keep(draft(), "work", at(0))
    assert kept is not None
    store.trash("rain", kept.id)
    assert store.list("rain") == []
    assert list((place.trash / "versions" / "rain").iterdir())
    store.bring_back("rain", kept.id)
    assert store.list("rain") == [kept]


def test_a_damaged_one_is_left_out_and_stays_on_disk(store: Versions, place: Home) -> None:
    good, bad = store.keep(draft("good"), "work", at(0)), store.keep(draft("bad"), "work", at(1))
    assert good is not None
    assert bad is not None
    file = place.versions / "rain" / f"{bad.id}{SUFFIX}"
    file.write_bytes(b"\0" * 400)
    assert store.list("rain") == [good]
    # one whose head still reads is listed; what comes back is the newest that reads whole
    half = store.keep(draft("half"), "work", at(2))
    assert half is not None
    whole = (place.versions / "rain" / f"{half.id}{SUFFIX}").read_bytes()
    (place.versions / "rain" / f"{half.id}{SUFFIX}").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadFile):
        store.load("rain", half.id)
    assert store.last_good("rain") == (good, draft("good"))
    assert file.exists()


def test_one_written_by_hand_in_another_layout_is_read(store: Versions, place: Home) -> None:
    kept = store.keep(draft("by hand"), "work", at(0))
    assert kept is not None
    file = place.versions / "rain" / f"{kept.id}{SUFFIX}"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"colour": "blue"}))
    assert store.list("rain") == [kept]


def test_what_is_not_there_is_said(store: Versions) -> None:
    store.keep(draft(), "work", at(0))
    for name in ("20261124t090000-009", "../rain", ""):
        with pytest.raises(UnknownName):
            store.load("rain", name)
