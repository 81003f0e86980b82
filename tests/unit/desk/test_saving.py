"""Writing beside the typing: a slow disk holds nobody up, and what was begun earlier never replaces what is newer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.desk import authoring
from app.domain.draft import Draft
from app.domain.errors import StorageFault
from app.store.drafts import Drafts
from app.store.versions import Versions
from tests.patience import PATIENCE
from tests.unit.desk.conftest import OpenDesk

NAME = "autosave"


class SlowDisk:
    """Holds the first write up until it is let go."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.free = threading.Event()
        self.notes: list[str] = []

    def take(self, note: str) -> None:
        """One write."""
        self.notes.append(note)
        if not self.begun.is_set():
            self.begun.set()
            assert self.free.wait(PATIENCE)


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    """The disk takes its time over what is typed first."""
    disk, save = SlowDisk(), Drafts.save

    def slowly(self: Drafts, draft: Draft) -> None:
        if draft.note:
            disk.take(draft.note)
        save(self, draft)

    monkeypatch.setattr(Drafts, "save", slowly)
    monkeypatch.setattr(authoring, "SAVE_DELAY", 0.0)
    yield disk
    disk.free.set()


@contextmanager
def soon_free(disk: SlowDisk) -> Iterator[None]:
    """The disk goes on while this thread waits for it."""
    timer = threading.Timer(0.05, disk.free.set)
    timer.start()
    yield
    timer.join()


async def test_a_slow_disk_holds_nobody_up(open_desk: OpenDesk, slow_disk: SlowDisk) -> None:
    told = open_desk()
    desk = told.desk
    draft = desk.new("small-rescue")
    desk.edit("note", "one")
    await told.soon(slow_disk.begun.is_set)
    desk.edit("note", "two")
    assert desk.snapshot.saved == "saving"
    slow_disk.free.set()
    await told.soon(lambda: desk.snapshot.saved == "saved")
    assert desk.load_draft(draft.id).note == "two"
    assert slow_disk.notes == ["one", "two"]


async def test_what_is_written_at_once_waits_its_turn_and_stays(open_desk: OpenDesk, slow_disk: SlowDisk) -> None:
    told = open_desk()
    desk = told.desk
    draft = desk.new("small-rescue")
    desk.edit("note", "one")
    await told.soon(slow_disk.begun.is_set)
    desk.edit("note", "two")
    with soon_free(slow_disk):
        desk.close_draft()
    assert slow_disk.notes == ["one", "two"]
    other = desk.new("small-rescue", {"look.mood": "hushed"})
    await told.soon(lambda: all(task.get_name() != NAME for task in asyncio.all_tasks()))
    assert desk.load_draft(draft.id).note == "two"
    assert (desk.snapshot.draft, desk.snapshot.saved) == (other, "saved")
    assert told.said() == []


async def test_a_late_refusal_of_an_older_state_is_not_told(open_desk: OpenDesk, slow_disk: SlowDisk) -> None:
    told = open_desk()
    desk = told.desk
    desk.new("small-rescue")
    take = slow_disk.take

    def refuse(note: str) -> None:
        take(note)
        if note == "one":
            raise StorageFault("disk_full", name="x")

    slow_disk.take = refuse  # type: ignore[method-assign]
    desk.edit("note", "one")
    await told.soon(slow_disk.begun.is_set)
    desk.edit("note", "two")
    with soon_free(slow_disk):
        desk.save_now()
    await told.soon(lambda: all(task.get_name() != NAME for task in asyncio.all_tasks()))
    assert (desk.snapshot.saved, told.said()) == ("saved", [])


async def test_a_version_is_kept_in_another_thread(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authoring, "SAVE_DELAY", 0.0)
    threads: list[threading.Thread] = []
    keep = Versions.keep

    def noted(self: Versions, *args: object, **said: object) -> object:
        threads.append(threading.current_thread())
        return keep(self, *args, **said)  # type: ignore[arg-type]

    monkeypatch.setattr(Versions, "keep", noted)
    told = open_desk()
    desk = told.desk
    desk.new("small-rescue")
    desk.edit("note", "one")
    await told.soon(lambda: len(desk.versions.list()) == 1)
    assert [version.kind for version in desk.versions.list()] == ["opened"]
    assert threads != [threading.main_thread()]
