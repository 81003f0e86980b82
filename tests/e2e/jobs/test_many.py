"""Thousands of jobs in line: a start is soon ready and sends no more at once than it may; an end costs no more."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

import apsw

from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.floor import Room
from tests.fakes.provider import FakeProvider

COUNT = 5000
FEW, ENDS = 50, 12
MOST_GROWTH = 1.5
"""Where the whole queue was read at each end it took fourteen times as much."""
MOST_SECONDS = 2.0
OWN = {"id": "printf('%010x', n)", "intent": "'i' || n", "draft_id": "'d' || n", "stamp": "stamp + n"}


def multiply(connection: apsw.Connection, count: int = COUNT) -> None:
    """Make thousands of the one row there is, each of a draft of its own."""
    names = [str(row[1]) for row in connection.execute("PRAGMA table_info(jobs)") if row[1] != "seq"]
    connection.execute(
        f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count - 1})"
        f" INSERT INTO jobs ({', '.join(names)}) SELECT {', '.join(OWN.get(name, name) for name in names)}"
        " FROM jobs, numbers"
    )


# matrix: C18
async def test_a_start_with_thousands_in_line(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.looks = COUNT
    room = open_room()
    room.submit()
    room.database.write(multiply)
    began = time.process_time()
    room.dispatch.start()
    await room.soon(lambda: len(fake.charges()) == fake.spec.parallelism)
    assert time.process_time() - began < MOST_SECONDS
    assert len(room.jobs.queue()) == COUNT


class Calls:
    """Counts the calls of Python in this thread: they are the same however busy the machine is."""

    def __init__(self) -> None:
        self.count = 0

    def hear(self, frame: FrameType, event: str, what: Any) -> None:
        """One call or return."""
        self.count += event == "call"

    def __enter__(self) -> Calls:
        self._before = sys.getprofile()
        sys.setprofile(self.hear)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(self._before)


async def calls_to_end(folder: Path, count: int) -> int:
    """What it takes until some more jobs of so many have ended."""
    room = Room(folder / "home", FakeProvider(folder / "provider"))
    room.submit()
    room.database.write(lambda connection: multiply(connection, count))
    ends: asyncio.Queue[str] = asyncio.Queue()
    room.dispatch.job_changed.connect(lambda job: ends.put_nowait(job.id) if job.state == "done" else None)
    room.dispatch.start()
    await ends.get()
    with Calls() as calls:
        for _ in range(ENDS):
            await ends.get()
    await room.close()
    return calls.count


async def test_an_end_costs_the_same_however_many_are_in_line(tmp_path: Path) -> None:
    few, many = await calls_to_end(tmp_path / "few", FEW), await calls_to_end(tmp_path / "many", COUNT)
    assert many <= MOST_GROWTH * few, (many, few)
