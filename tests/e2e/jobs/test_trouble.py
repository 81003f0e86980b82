"""A connection in trouble: how seldom it is asked, what is asked first, and what says nothing about it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from app.domain.errors import ProviderFault
from app.domain.request import Input
from app.providers.base import (
    Account,
    AccountStopped,
    Asset,
    Connection,
    Http,
    Payload,
    Rejected,
    Remote,
    Sent,
    Uploaded,
)
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.floor import Room
from tests.fakes.provider import FakeProvider, Switches


class Down(FakeProvider):
    """A server that is down for a while of the room's clock; remembers when it was asked, and for what."""

    room: Room
    minutes = 60
    made = True
    """Whether a submission arrives all the same, and only its answer is lost."""

    def _down(self, what: str) -> bool:
        down = self.room.clock.seconds < 60 * self.minutes
        if down:
            self.asked.append((self.room.clock.seconds, what))
        return down

    def __init__(self, folder: Path, switches: Switches | None = None) -> None:
        super().__init__(folder, switches=switches)
        self.asked: list[tuple[float, str]] = []

    async def check(self, http: Http, connection: Connection) -> Account:
        if self._down("check"):
            raise ProviderFault("server_trouble", host="h", status=503, said="")
        return Account(good=True)

    async def submit(self, http: Http, connection: Connection, payload: Payload, client_id: str) -> Remote:
        if self._down("submit"):
            if self.made:
                await super().submit(http, connection, payload, client_id)
            raise ProviderFault("server_trouble", host="h", status=503, said="")
        return await super().submit(http, connection, payload, client_id)

    async def find(self, http: Http, connection: Connection, attempt: Sent) -> list[Remote] | Literal["cannot"]:
        if self._down("find"):
            raise ProviderFault("server_trouble", host="h", status=503, said="")
        return await super().find(http, connection, attempt)


# matrix: R2 R5 N10
async def test_an_outage_makes_no_more_jobs_unsure_than_were_on_their_way(open_room: OpenRoom, tmp_path: Path) -> None:
    down = Down(tmp_path / "provider")
    down.room = room = open_room(down)
    jobs = [room.submit(f"shot {number}").id for number in range(12)]
    await room.dispatch.run_until_idle()
    await room.soon(lambda: {room.jobs.get(job).state for job in jobs} == {"done"})
    assert [what for _, what in down.asked].count("submit") <= down.spec.parallelism
    assert len(down.charges()) == len(jobs)
    assert len(down.asked) <= 60 * down.minutes / 30
    assert room.clock.seconds < 60 * (down.minutes + 5)


class Picky(FakeProvider):
    """Reads pictures itself, and does not take any."""

    async def upload(self, http: Http, connection: Connection, asset: Asset) -> Uploaded:
        raise Rejected("picture_too_big", mb=1)


async def test_a_picture_that_is_not_taken_is_no_trouble_of_the_connection(open_room: OpenRoom, tmp_path: Path) -> None:
    room = open_room(Picky(tmp_path / "provider"))
    picture = tmp_path / "a.png"
    picture.write_bytes(b"a picture")
    job = room.submit(inputs=(Input(role="first_frame", asset=room.home.add_asset(picture)),))
    done = await room.dispatch.follow(job.id)
    (server,) = room.dispatch.servers("own")
    assert (done.state, done.message and done.message.id) == ("failed", "error.picture_too_big")
    assert server.seconds == 0


async def test_a_picture_that_does_not_arrive_is_brought_again(open_room: OpenRoom, tmp_path: Path) -> None:
    class Shaky(FakeProvider):
        async def upload(self, http: Http, connection: Connection, asset: Asset) -> Uploaded:
            if len(self.uploads) < 2:
                self.uploads.append(asset.name)
                raise ProviderFault("server_trouble", host="h", status=503, said="")
            return await super().upload(http, connection, asset)

    room = open_room(Shaky(tmp_path / "provider"))
    picture = tmp_path / "a.png"
    picture.write_bytes(b"a picture")
    job = room.submit(inputs=(Input(role="first_frame", asset=room.home.add_asset(picture)),))
    assert (await room.dispatch.follow(job.id)).state == "done"
    assert room.clock.seconds >= 2


class Stopped(FakeProvider):
    """Says to every look and submission that the account is stopped, until it is mended."""

    stopped = True
    looked = 0

    async def submit(self, http: Http, connection: Connection, payload: Payload, client_id: str) -> Remote:
        if self.stopped:
            self.submissions.append((client_id, payload.body))
            raise AccountStopped("account_empty", host="h", said="")
        return await super().submit(http, connection, payload, client_id)


# matrix: R3
async def test_a_stopped_account_stops_the_line_until_a_person_acts(open_room: OpenRoom, tmp_path: Path) -> None:
    stopped = Stopped(tmp_path / "provider")
    room = open_room(stopped, parallelism=1)
    first, second = room.submit().id, room.submit().id
    await room.dispatch.run_until_idle()
    assert [room.jobs.get(job).state for job in (first, second)] == ["failed", "queued"]
    waiting = room.jobs.get(second)
    assert waiting.message is not None
    assert waiting.message.id == "error.account_empty"
    assert len(stopped.submissions) == 1
    stopped.stopped = False
    third = room.submit().id
    await room.dispatch.run_until_idle()
    assert {room.jobs.get(job).state for job in (second, third)} == {"done"}
