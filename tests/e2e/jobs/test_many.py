"""Thousands of jobs in line: a start is ready in a moment, and sends no more at once than it may."""

from __future__ import annotations

import time

import apsw

from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.provider import FakeProvider

COUNT = 5000
MOST_SECONDS = 2.0
OWN = {"id": "printf('%010x', n)", "intent": "'i' || n", "draft_id": "'d' || n", "stamp": "stamp + n"}


def multiply(connection: apsw.Connection) -> None:
    """Make thousands of the one row there is, each of a draft of its own."""
    names = [str(row[1]) for row in connection.execute("PRAGMA table_info(jobs)") if row[1] != "seq"]
    connection.execute(
        f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {COUNT - 1})"
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
