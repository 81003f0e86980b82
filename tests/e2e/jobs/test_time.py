"""Time that nobody counted, and clocks that are wrong: what is due is done at once, and nothing is done early."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from app.jobs.lanes import SteadyClock
from app.jobs.waking import Waking
from app.providers.base import Spec
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.floor import QuickClock
from tests.fakes.provider import FakeProvider, Switches


class TrueClock(QuickClock):
    """Really waits; only the wall clock can be set."""

    now = SteadyClock.now
    sleep = SteadyClock.sleep
    wait = SteadyClock.wait


class Slow(FakeProvider):
    """Wants to be looked at once an hour."""

    @property
    def spec(self) -> Spec:
        return super().spec.replace(poll_seconds=3600.0)  # type: ignore[no-any-return]


# matrix: C11
async def test_after_a_sleep_every_look_is_made_at_once(open_room: OpenRoom, tmp_path: Path) -> None:
    """P12: long before ten seconds have passed."""
    slow = Slow(tmp_path / "provider", switches=Switches(looks=1))
    room = open_room(slow, clock=TrueClock())
    room.dispatch.start()
    job = room.submit()
    await room.soon(lambda: room.jobs.get(job.id).state == "waiting" and room.jobs.get(job.id).progress == 0.0)
    began = asyncio.get_running_loop().time()
    room.clock.off += 3600
    await room.soon(lambda: room.jobs.get(job.id).state == "done")
    assert asyncio.get_running_loop().time() - began < 5


# matrix: C8
async def test_a_busy_loop_or_a_clock_set_back_is_no_sleep() -> None:
    clock = QuickClock()
    waking = Waking(clock.wall, clock)
    told = [waking.has_slept()]
    for passed, off in ((3600.0, 0.0), (0.0, 20.0), (0.0, -86400.0), (0.0, 86400.0)):
        clock.seconds += passed
        clock.off = clock.off + off
        told.append(waking.has_slept())
    assert told == [False, False, False, False, True], "the last one cannot be told from a sleep"


# matrix: C12
@pytest.mark.parametrize("off", [-86400.0, 86400.0])
async def test_absence_is_proven_by_time_that_passed_and_not_by_the_wall_clock(
    open_room: OpenRoom, fake: FakeProvider, off: float
) -> None:
    room = open_room()
    job = room.jobs.move(room.submit(), "sending", at=room.clock.wall().isoformat())
    await room.crash()
    clock = QuickClock()
    clock.off = off
    again = open_room(clock=clock)
    again.dispatch.start()
    await again.soon(lambda: again.jobs.get(job.id).state == "done")
    said = [each.message.id for each in again.jobs.attempts(job.id) if each.message]
    assert said.count("message.proven_absent") == len(fake.charges()) == 1
    assert clock.seconds >= 180 + 60 + 180


# matrix: C14
async def test_another_time_zone_changes_nothing(
    open_room: OpenRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_room(FakeProvider(tmp_path / "provider"))
    first = room.submit()
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        second = room.submit()
        assert first.created <= second.created
        assert second.created.endswith("+00:00")
        assert [(await room.dispatch.follow(each.id)).state for each in (first, second)] == ["done", "done"]
    finally:
        monkeypatch.undo()
        time.tzset()
