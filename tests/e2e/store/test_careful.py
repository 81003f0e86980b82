"""A start that keeps failing becomes a careful one, and a library that cannot be opened does not end the window."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from pathlib import Path

import pytest

from app.cli import doctor
from app.desk.keeping import Keeping
from app.domain.errors import Conflict, StorageFault
from app.store.backups import Backups
from app.store.db import Database
from app.store.files import storage_fault
from app.store.paths import Home
from app.store.starts import MOST_FAILED, Starts
from tests.fakes.desk import DAY, Told
from tests.fakes.provider import FakeProvider


def test_starts_that_come_to_nothing_are_counted(place: Home) -> None:
    for _ in range(MOST_FAILED):
        assert not Starts(place).begin()
    assert Starts(place).failed() == MOST_FAILED
    assert Starts(place).begin()
    Starts(place).ready()
    assert Starts(place).failed() == 0
    assert not Starts(place).begin()


def test_the_doctor_tells_of_them_and_of_the_last_backup(place: Home) -> None:
    Database(place).close()
    for _ in range(MOST_FAILED):
        Starts(place).begin()
    told = {line["id"]: line["state"] for line in doctor._home(place.root)}
    assert (told["starts"], told["backup"]) == ("warning", "warning")
    Starts(place).ready()
    with contextlib.closing(Database(place)) as database, database.copying() as source:
        Backups(place.backups).make(source, "asked")
    told = {line["id"]: line["state"] for line in doctor._home(place.root)}
    assert (told["starts"], told["backup"]) == ("ok", "ok")


@pytest.mark.parametrize("content", [b"", b"many", b"\xff\xfe", b"-7"])
def test_a_count_that_cannot_be_read_is_none(place: Home, content: bytes) -> None:
    place.starts.write_bytes(content)
    assert not Starts(place).begin()


async def test_a_careful_start_works_on_nothing_until_it_goes_on(home: Path, tmp_path: Path) -> None:
    fake = FakeProvider(tmp_path / "provider")
    before = Told(home, fake)
    job = before.desk.submit(before.desk.new("small-rescue"), "fake/one")
    await before.desk.close()
    for _ in range(MOST_FAILED):
        Starts(Home(home)).begin()
    told = Told(home, fake)
    told.desk.begin_start()
    told.desk.begin_session()
    told.desk.start_work()
    told.desk.start_is_ready()
    assert told.desk.is_safe
    assert not told.desk.work.dispatch.drives
    with pytest.raises(Conflict) as caught:
        await told.desk.cancel(job.id)
    assert caught.value.id == "safe_mode"
    assert Starts(Home(home)).failed() > MOST_FAILED, "the next start is careful too"
    told.desk.go_on()
    await told.soon(lambda: told.desk.job(job.id).state == "done")
    assert Starts(Home(home)).failed() == 0
    await told.desk.close()


async def test_a_careful_start_that_was_asked_for_counts_nothing(home: Path) -> None:
    told = Told(home)
    told.desk.begin_start(safe=True)
    assert told.desk.is_safe
    await told.desk.close()
    assert Starts(Home(home)).failed() == 0


@pytest.mark.parametrize("way", ["restore", "rebuild"])
async def test_the_window_goes_on_without_its_library_and_mends_it(home: Path, tmp_path: Path, way: str) -> None:
    fake = FakeProvider(tmp_path / "provider")
    before = Told(home, fake)
    job = before.desk.submit(before.desk.new("small-rescue"), "fake/one")
    await before.desk.follow(job.id)
    await before.desk.storage.back_up()
    await before.desk.close()
    (home / "library.db").write_bytes(b"no library at all" * 400)
    told = Told(home, fake)
    told.desk.begin_session()
    told.desk.start_work()
    assert (told.desk.shut_by or Conflict("")).id == "database_foreign"
    assert told.desk.clips() == []
    with pytest.raises(StorageFault) as caught:
        told.desk.submit(told.desk.new("small-rescue"), "fake/one")
    assert caught.value.id == "database_foreign"
    assert len(list((home / "clips").iterdir())) == 1
    await (told.desk.storage.restore() if way == "restore" else told.desk.storage.rebuild())
    await told.desk.reopen()
    assert [clip.job for clip in told.desk.clips()] == [job.id]
    await told.soon(lambda: told.desk.work.dispatch.drives)
    await told.desk.close()


async def test_a_backup_is_made_when_it_is_due_and_something_has_changed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FakeProvider(tmp_path / "provider")
    told = Told(home, fake)
    keeping = Keeping(told.desk, told.desk._rooms, told.desk.storage)
    await keeping.tick()
    assert told.desk.storage.backups() == [], "nobody drives"
    told.desk.start_work()
    await told.soon(lambda: told.desk.work.dispatch.drives)
    await keeping.tick()
    assert told.desk.storage.backups() == [], "there is nothing in it"
    job = told.desk.submit(told.desk.new("small-rescue"), "fake/one")
    await told.desk.follow(job.id)
    (home / "records" / f"{job.id}.json").unlink()
    await keeping.tick()
    (made,) = told.desk.storage.backups()
    assert made.why == "time"
    assert (home / "records" / f"{job.id}.json").exists()
    # as if it had been made long ago
    old = DAY - timedelta(hours=2)
    made.path.rename(made.path.with_name(f"library-{old:%Y%m%dT%H%M%SZ}-time.db"))
    keeping._made = None
    await keeping.tick()
    assert len(told.desk.storage.backups()) == 1, "nothing has changed since"
    told.desk.rate(job.id, 3)
    await keeping.tick()
    assert len(told.desk.storage.backups()) == 2

    def refuse(*_: object) -> None:
        raise storage_fault(OSError(28, "No space left"), home)

    told.desk.rate(job.id, 4)
    for number, each in enumerate(told.desk.storage.backups(), 1):
        each.path.rename(each.path.with_name(f"library-2026010{number}T000000Z-time.db"))
    keeping._made = None
    monkeypatch.setattr(Backups, "make", refuse)
    for _ in range(2):
        await keeping.tick()
    assert told.said().count("error.disk_full") == 1
    await told.desk.close()


async def test_damage_after_a_crash_is_said(home: Path) -> None:
    told = Told(home)
    told.desk.start_work()
    await told.soon(lambda: told.desk.work.dispatch.drives)
    database = told.desk.work.jobs.database
    assert isinstance(database, Database)
    database.is_unclean = True
    keeping = Keeping(told.desk, told.desk._rooms, told.desk.storage)
    await keeping._look_after_crash()
    assert told.said() == []
    database.close()
    data = bytearray((home / "library.db").read_bytes())
    data[4096 * 5 :] = b"\xff" * (len(data) - 4096 * 5)
    (home / "library.db").write_bytes(bytes(data))
    await keeping._look_after_crash()
    assert told.said() == ["error.database_broken"]
    await told.desk.close()


async def test_only_one_thing_at_a_time(home: Path) -> None:
    told = Told(home)
    storage = told.desk.storage
    checking = asyncio.ensure_future(storage.check())
    await told.soon(lambda: storage.doing)
    with pytest.raises(Conflict) as caught:
        await storage.back_up()
    await checking
    assert caught.value.id == "storage_busy"
    await told.desk.close()
