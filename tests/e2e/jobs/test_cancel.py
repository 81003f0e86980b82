"""Cancelling in honest words: what it means depends on the provider."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.errors import Conflict
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.floor import QuickClock
from tests.fakes.provider import FakeProvider
from tests.patience import until


@pytest.mark.parametrize(("means", "message"), [("stops", None), ("asks", None), ("cannot", "message.not_watched")])
async def test_cancelling_says_what_it_meant(
    open_room: OpenRoom, fake: FakeProvider, means: str, message: str | None
) -> None:
    fake.switches.looks = 1_000_000
    fake.switches.cancel = means  # type: ignore[assignment]
    room = open_room()
    job = await room.dispatch.send(room.submit().id)
    ended = await room.dispatch.cancel(job.id)
    assert ended.state == "cancelled"
    assert (ended.message.id if ended.message else None) == message
    assert room.states(job.id)[-1] == "cancelled"


async def test_a_queued_job_is_never_sent(open_room: OpenRoom, fake: FakeProvider) -> None:
    room = open_room()
    job = room.submit()
    ended = await room.dispatch.cancel(job.id)
    assert ended.state == "cancelled"
    assert ended.message is not None
    assert ended.message.id == "message.not_sent"
    assert fake.submissions == []


class Halted(QuickClock):
    """Stands still: who waits, waits for news."""

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        await event.wait()


async def test_a_cancel_does_not_wait_until_a_connection_in_trouble_may_be_asked_again(
    open_room: OpenRoom, fake: FakeProvider
) -> None:
    fake.switches.not_sent = 1_000
    room = open_room(clock=Halted())
    job = room.submit()
    room.dispatch.start()
    await until(lambda: room.jobs.get(job.id).message is not None)
    ended = await room.dispatch.cancel(job.id)
    assert ended.message is not None
    assert (ended.state, ended.message.id) == ("cancelled", "message.not_sent")
    assert fake.charges() == []


async def test_an_ended_job_stays_as_it_is(open_room: OpenRoom) -> None:
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    assert await room.dispatch.cancel(job.id) == job


async def test_an_unsure_job_has_to_be_settled(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.dedupe = "none"
    fake.switches.lost_replies = 1
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    with pytest.raises(Conflict) as caught:
        await room.dispatch.cancel(job.id)
    assert caught.value.id == "unsure_not_cancelled"


async def test_a_cancel_outlives_the_process_that_was_asked(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.looks = 1_000_000
    room = open_room()
    job = await room.dispatch.send(room.submit().id)
    room.jobs.ask_cancel(job.id)
    await room.crash()
    again = open_room()
    await again.dispatch.run_until_idle()
    assert again.jobs.get(job.id).state == "cancelled"


class Jammed(Halted):
    """Whoever waits first for the moment of a look waits for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.jam = asyncio.Event()
        self.jammed = False

    async def sleep(self, seconds: float) -> None:
        if not self.jammed:
            self.jammed = True
            await self.jam.wait()


@pytest.mark.parametrize("means", ["stops", "asks"])
async def test_a_cancel_does_not_stand_in_line_with_the_looks_of_the_others(
    open_room: OpenRoom, fake: FakeProvider, means: str
) -> None:
    """Nor does the look that has to tell what became of it."""
    fake.switches.looks = 1_000_000
    fake.switches.cancel = means  # type: ignore[assignment]
    clock = Jammed()
    room = open_room(parallelism=30, clock=clock)
    sent = [room.submit() for _ in range(30)]
    room.dispatch.start()
    await until(lambda: clock.jammed and all(room.jobs.get(job.id).state == "waiting" for job in sent))
    last = max(sent, key=lambda job: int((room.jobs.get(job.id).remote_id or "r")[1:]))
    ended = await asyncio.wait_for(room.dispatch.cancel(last.id), 20)
    assert ended.state == "cancelled"
    assert not clock.jam.is_set(), "the look that is in everybody's way is still under way"


async def test_a_cancel_that_was_not_answered_is_asked_again_after_a_look(
    open_room: OpenRoom, fake: FakeProvider
) -> None:
    fake.switches.looks = 1_000_000
    fake.switches.deaf = 3
    room = open_room()
    job = await room.dispatch.send(room.submit().id)
    ended = await room.dispatch.cancel(job.id)
    assert ended.state == "cancelled"
    assert fake.switches.deaf == 0


async def test_a_clip_is_fetched_where_no_cancel_is_ever_answered(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.looks = 3
    fake.switches.deaf = 1_000_000
    room = open_room()
    job = await room.dispatch.send(room.submit().id)
    assert (await room.dispatch.cancel(job.id)).state == "done"
