"""P20: a job over which the program ends again and again is left alone, says so, and all the others go on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Conflict
from app.domain.job import Job
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.floor import Room
from tests.fakes.provider import FakeProvider, Switches

POISON = "poison"


class Deadly(FakeProvider):
    """At one step of one job it calls what ends the program."""

    def __init__(self, folder: Path, step: str) -> None:
        super().__init__(folder, switches=Switches(by_url=True))
        self.step = step
        self.kill: Callable[[], object] = lambda: None
        """Says whether the program has ended."""

    async def submit(self, http: Any, connection: Any, payload: Any, client_id: str) -> Any:
        await self._die("submit", POISON in payload.body.decode())
        return await super().submit(http, connection, payload, client_id)

    async def poll(self, http: Any, connection: Any, remotes: Any) -> Any:
        await self._die("look", any(POISON in self._made(each.id) for each in remotes))
        return await super().poll(http, connection, remotes)

    async def download(self, output: Any, part: Path, connection: Any) -> None:
        remote = output.url.removesuffix(".mp4")
        await self._die("clip", POISON in self._made(remote))
        await super().download(output, part, connection)

    def _made(self, remote: str) -> str:
        return (self.folder / "jobs" / f"{remote}.json").read_text()

    async def _die(self, step: str, poison: bool) -> None:
        if poison and step == self.step and self.kill():
            await asyncio.Event().wait()


async def die(open_room: OpenRoom, fake: Deadly) -> None:
    """A start that ends at the step as a killed process does: what it wrote stays, what it would write does not."""
    room, left = open_room(fake), list[bytes]()

    def kill() -> bool:
        left.append(room.home.marks.read_bytes())
        return True

    fake.kill = kill
    room.dispatch.start()
    await room.soon(lambda: left)
    await room.crash()
    room.home.marks.write_bytes(left[0])


async def held(open_room: OpenRoom, fake: Deadly) -> tuple[Room, Job]:
    room = open_room(fake)
    others = [room.submit(f"dog {number}", draft=f"d{number}") for number in range(3)]
    poison = room.submit(POISON, draft="p")
    await room.close()
    for _ in range(2):
        await die(open_room, fake)
    last = open_room(fake)
    fake.kill = lambda: pytest.fail("it was not left alone")
    await last.dispatch.run_until_idle()
    # one that was being sent when the program ended is found first
    await last.soon(lambda: [last.jobs.get(each.id).state for each in others] == ["done"] * 3)
    return last, last.jobs.get(poison.id)


# matrix: C10
@pytest.mark.parametrize(("step", "state"), [("look", "waiting"), ("clip", "fetching")])
async def test_a_job_that_ends_the_program_twice_is_left_alone_until_a_person_says_otherwise(
    open_room: OpenRoom, tmp_path: Path, step: str, state: str
) -> None:
    fake = Deadly(tmp_path / "provider", step)
    room, job = await held(open_room, fake)
    assert (job.state, job.is_held) == (state, True)
    assert job in room.seen
    fake.kill = lambda: None
    again, candidates = await room.dispatch.settle(job.id)
    assert (again.is_held, candidates) == (False, [])
    assert (await room.dispatch.follow(job.id)).state == "done"
    assert len(fake.charges()) == 4


async def test_one_that_is_held_can_be_cancelled_without_being_touched(open_room: OpenRoom, tmp_path: Path) -> None:
    fake = Deadly(tmp_path / "provider", "look")
    room, job = await held(open_room, fake)
    ended = await room.dispatch.cancel(job.id)
    assert (ended.state, ended.message and ended.message.id) == ("cancelled", "message.let_go")


async def test_a_submission_that_ends_the_program_is_not_made_again(open_room: OpenRoom, tmp_path: Path) -> None:
    fake = Deadly(tmp_path / "provider", "submit")
    _, job = await held(open_room, fake)
    assert job.state == "unsure"
    assert not any(POISON in str(each) for each in fake.charges())


async def test_what_is_lost_or_expired_is_looked_for_once_more(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches = Switches(ends="expired")
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    assert (job.state, job.can_go_on) == ("expired", True)
    with pytest.raises(Conflict):
        await room.dispatch.settle(job.id, absent=True)
    fake.switches = Switches()
    assert (await room.dispatch.settle(job.id))[0].state == "waiting"
    assert (await room.dispatch.follow(job.id)).state == "done"
    assert len(fake.charges()) == 1
    with pytest.raises(Conflict):
        await room.dispatch.settle(job.id)
