"""Two processes over one home: one drives, the other queues and watches, and takes over when the first is gone."""

from __future__ import annotations

import asyncio

from app.store import owner
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.provider import FakeProvider


async def test_the_owner_works_for_both_and_both_are_told(open_room: OpenRoom, fake: FakeProvider) -> None:
    first, second = open_room(), open_room()
    first.dispatch.start()
    await first.soon(lambda: first.dispatch.drives)
    job = second.submit()
    done = await second.dispatch.follow(job.id)
    assert done.state == "done"
    assert (first.dispatch.drives, second.dispatch.drives) == (True, False)
    assert len(fake.charges()) == 1
    # a row is written before its owner tells of it
    await first.soon(lambda: "done" in {each.state for each in first.seen})
    assert "done" in {each.state for each in second.seen}
    assert [each.state for each in first.seen].count("done") == 1


async def test_the_other_one_cancels_through_the_owner(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.looks = 1_000_000
    first, second = open_room(), open_room()
    job = await first.dispatch.send(first.submit().id)
    assert (await second.dispatch.cancel(job.id)).state == "cancelled"


async def test_when_the_owner_goes_the_other_takes_over(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.looks = 1_000_000
    first, second = open_room(), open_room()
    job = await first.dispatch.send(first.submit().id)
    watching = asyncio.ensure_future(second.dispatch.follow(job.id))
    await second.soon(lambda: second.dispatch._floor._asked_for_home)
    assert not second.dispatch.drives
    fake.switches.looks = 0
    await first.close()
    assert (await watching).state == "done"
    await second.soon(lambda: second.dispatch.drives)
    assert len(fake.submissions) == 1


async def test_a_clip_attached_elsewhere_is_told(open_room: OpenRoom, fake: FakeProvider) -> None:
    first, second = open_room(), open_room()
    told: list[int] = []
    first.dispatch.clips_changed.connect(lambda: told.append(1))
    first.dispatch.start()
    await first.soon(lambda: first.dispatch.drives)
    await second.dispatch.attach(fake.folder / fake.output("r1").file, None)
    await first.soon(lambda: bool(told))


async def test_raising_the_first_window(open_room: OpenRoom) -> None:
    first = open_room()
    first.dispatch.start()
    await first.soon(lambda: first.dispatch.drives)
    assert owner.take(first.home) is None
    assert not first.dispatch.raise_asked()
    owner.request_raise(first.home)
    assert first.dispatch.raise_asked()
    assert not first.dispatch.raise_asked()
