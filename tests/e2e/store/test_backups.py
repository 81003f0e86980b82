"""Backups: whole or not there, checked before they count, thinned with age; a bad one takes no good one's place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from app.domain.errors import StorageFault
from app.store import backups
from app.store.backups import Backups, check_copy
from app.store.db import Database
from app.store.jobs import Frozen, Jobs
from app.store.paths import Home
from tests.unit.store.rows import a_job

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Clock:
    """A clock to set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keeper(place: Home, clock: Clock) -> Backups:
    return Backups(place.backups, clock)


@pytest.fixture
def source(place: Home) -> Iterator[apsw.Connection]:
    """A library that is open and written into, read through another connection."""
    database = Database(place)
    Jobs(database).add(a_job("0000000001"), Frozen())
    reader = apsw.Connection(str(place.database), flags=apsw.SQLITE_OPEN_READONLY)
    yield reader
    reader.close()
    database.close()


def test_one_is_made_while_the_library_is_open(source: apsw.Connection, keeper: Backups, place: Home) -> None:
    made = keeper.make(source, "asked")
    assert (made.at, made.why, made.rows) == ("2026-11-24T12:00:00+00:00", "asked",
                                              {"jobs": 1, "attempts": 1, "clips": 0, "uploads": 0})  # fmt: skip
    assert [path.name for path in place.backups.iterdir()] == ["library-20261124T120000Z-asked.db"]
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert [each.replace(rows={}) for each in keeper.list()] == [made.replace(rows={})]
    assert keeper.newest_good() == made


def test_a_second_one_in_the_same_second_has_a_name_of_its_own(source: apsw.Connection, keeper: Backups) -> None:
    first, second = keeper.make(source, "asked"), keeper.make(source, "asked")
    assert first.path != second.path
    assert second.path.exists()


def test_damage_in_the_library_makes_no_backup_and_takes_none_away(
    source: apsw.Connection, keeper: Backups, place: Home, clock: Clock
) -> None:
    good = keeper.make(source, "time")
    damaged = place.root / "damaged.db"
    data = bytearray(good.path.read_bytes())
    data[4096 * 3 : 4096 * 3 + 64] = b"\xff" * 64
    damaged.write_bytes(bytes(data))
    clock.now += timedelta(hours=1)
    other = apsw.Connection(str(damaged))
    with pytest.raises(StorageFault) as caught:
        keeper.make(other, "time")
    other.close()
    assert caught.value.id == "backup_bad"
    assert list(place.backups.iterdir()) == [good.path]


def test_without_room_nothing_is_begun(
    source: apsw.Connection, keeper: Backups, place: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "RESERVE_BYTES", 1 << 60)
    with pytest.raises(StorageFault) as caught:
        keeper.make(source, "time")
    assert caught.value.id == "backup_no_room"
    assert list(place.backups.iterdir()) == []


def test_the_newest_good_one_is_found_behind_bad_ones(
    source: apsw.Connection, keeper: Backups, place: Home, clock: Clock
) -> None:
    good = keeper.make(source, "time")
    clock.now += timedelta(hours=1)
    keeper.make(source, "time").path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    (place.backups / "library-20991124T120000Z-time.db").mkdir()
    found = keeper.newest_good()
    assert found is not None
    assert found.path == good.path


def test_they_are_thinned_with_age(keeper: Backups, place: Home, clock: Clock) -> None:
    for hours in (*range(0, 24, 3), *range(24, 24 * 400, 31)):
        at = NOON - timedelta(hours=hours)
        (place.backups / f"library-{at:%Y%m%dT%H%M%SZ}-time.db").write_bytes(b"")
    old = place.backups / "library-20200101T000000Z-format-1.db"
    old.write_bytes(b"")
    keeper.thin()
    kept = keeper.list()
    assert 20 <= len(kept) <= 6 + 12 + 10 + 9 + 1
    assert kept[0].at == NOON.isoformat(timespec="seconds")
    assert NOON - datetime.fromisoformat(kept[-2].at) > timedelta(days=200)
    assert old.exists(), "what was there before a change of format"
    keeper.thin()
    assert keeper.list() == kept


def test_a_link_in_the_place_of_a_backup_is_not_followed(
    source: apsw.Connection, keeper: Backups, place: Home, tmp_path: Path
) -> None:
    target = tmp_path / "precious"
    target.write_bytes(b"precious")
    (place.backups / "library-20261124T120000Z-asked.db").symlink_to(target)
    made = keeper.make(source, "asked")
    assert target.read_bytes() == b"precious"
    assert check_copy(made.path)["jobs"] == 1
