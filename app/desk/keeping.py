"""Looks after the library while somebody works: a backup every half hour, and records for clips that have none."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.errors import Conflict, Fault
from app.domain.model import is_drawn_here
from app.store.backups import problems_in, stamps_in
from app.store.db import Database

if TYPE_CHECKING:
    from app.desk.core import Core, Rooms
    from app.desk.storage import Storage

EVERY = timedelta(minutes=30)
LOOK_SECONDS = 60.0
RECORDS_AT_ONCE = 200


class Keeping:
    """What is done by itself, in the process that drives the home and never while it draws or fetches a clip."""

    def __init__(self, desk: Core, rooms: Rooms, storage: Storage) -> None:
        self._desk, self._rooms, self._storage = desk, rooms, storage
        self._told: set[str] = set()
        self._made: float | None = None

    async def run(self) -> None:
        """Until it is cancelled."""
        await self._look_after_crash()
        while True:
            await self.tick()
            await asyncio.sleep(LOOK_SECONDS)

    async def tick(self) -> None:
        """Do what is due. What fails is said once."""
        if not self._desk.work.dispatch.drives or self._storage.doing or await asyncio.to_thread(self._is_heavy):
            return
        try:
            await asyncio.to_thread(self._keep_records)
            if await asyncio.to_thread(self._is_due):
                await self._storage.back_up(why="time")
                self._made = time.monotonic()
        except Conflict:
            return
        except Fault as fault:
            if fault.id not in self._told:
                self._told.add(fault.id)
                self._desk.notice_fault(fault)

    async def _look_after_crash(self) -> None:
        """Look at the database where its last writer did not close it."""
        database = self._desk.work.jobs.database
        if database.is_unclean and (wrong := await asyncio.to_thread(_problems, database)) is not None:
            name = str(self._rooms.home.database)
            self._desk.notice("error.database_broken", "error", "library_care", name=name, reason=wrong)

    def _is_heavy(self) -> bool:
        """Whether the machine or the disk has better to do."""
        jobs = self._desk.work.jobs
        for row in jobs.queue():
            if row.state == "fetching" or (row.state != "queued" and is_drawn_here(jobs.get(row.id).model)):
                return True
        return False

    def _is_due(self) -> bool:
        """Whether the last backup is old and something has changed since. A clock that was set back counts once."""
        backups = self._storage.backups()
        if not backups:
            return any(self._stamps())
        age = self._rooms.clock() - datetime.fromisoformat(backups[0].at)
        old = not timedelta(0) <= age < EVERY
        lately = self._made is not None and time.monotonic() - self._made < EVERY.total_seconds()
        return old and not lately and self._stamps() != stamps_in(backups[0].path)

    def _stamps(self) -> tuple[int, int]:
        work = self._desk.work
        return work.jobs.newest_stamp(), work.clips.newest_stamp()

    def _keep_records(self) -> None:
        clips = self._desk.work.clips
        for clip in clips.unrecorded(RECORDS_AT_ONCE):
            clips.keep_record(clip)


def _problems(database: Database) -> str | None:
    with database.copying() as connection:
        return problems_in(connection)
