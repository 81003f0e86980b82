"""A connection with several servers: each job goes to the one with the least to do, and stays there."""

from __future__ import annotations

import json
from collections import Counter

from app.domain.connection import Connection, Endpoint
from app.domain.errors import NotSent
from app.providers.base import Http, Payload, Progress, Remote
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.provider import FakeProvider

SERVERS = ("https://a.test", "https://b.test", "https://c.test")
OWN = Connection(
    id="own",
    provider="fake",
    address=SERVERS[0],
    parallelism=2,
    others=(Endpoint(address=SERVERS[1], parallelism=2), Endpoint(address=SERVERS[2], parallelism=2)),
)


class Watched(FakeProvider):
    """Writes down which server was asked for what; some are down."""

    sent: Counter[str]
    looked: set[tuple[str, str]]
    down: frozenset[str] = frozenset()

    async def submit(self, http: Http, connection: Connection, payload: Payload, client_id: str) -> Remote:
        if connection.address in self.down:
            raise NotSent("unreachable", host=connection.address)
        self.sent[connection.address] += 1
        remote = await super().submit(http, connection, payload, client_id)
        return Remote(id=f"{remote.id}@{connection.address}")

    async def poll(self, http: Http, connection: Connection, remotes: list[Remote]) -> list[Progress]:  # type: ignore[override]
        (remote,) = remotes
        name, _, address = remote.id.partition("@")
        self.looked.add((address, connection.address))
        return await super().poll(http, connection, [Remote(id=name)])


def watch(fake: FakeProvider) -> Watched:
    fake.__class__ = Watched
    assert isinstance(fake, Watched)
    fake.sent, fake.looked = Counter(), set()
    return fake


async def test_jobs_spread_over_the_servers_and_stay_where_they_were_taken(
    open_room: OpenRoom, fake: FakeProvider
) -> None:
    watched = watch(fake)
    fake.switches.looks = 3
    room = open_room()
    room.dispatch.connect((OWN,))
    jobs = [room.submit(f"shot {number}", draft=f"d{number}") for number in range(6)]
    await room.dispatch.run_until_idle()
    assert {room.jobs.get(job.id).state for job in jobs} == {"done"}
    assert watched.sent == dict.fromkeys(SERVERS, 2)
    assert all(taken == asked for taken, asked in watched.looked)
    addresses = {json.loads(room.jobs.extra(job.id).frozen.identity)["address"] for job in jobs}
    assert addresses == set(SERVERS)


async def test_a_server_that_is_down_holds_nothing_up(open_room: OpenRoom, fake: FakeProvider) -> None:
    watched = watch(fake)
    watched.down = frozenset(SERVERS[:2])
    room = open_room()
    room.dispatch.connect((OWN,))
    jobs = [room.submit(f"shot {number}") for number in range(4)]
    await room.dispatch.run_until_idle()
    assert {room.jobs.get(job.id).state for job in jobs} == {"done"}
    assert set(watched.sent) == {SERVERS[2]}
    assert len(watched.charges()) == 4


async def test_with_every_server_down_a_job_waits_and_then_goes(open_room: OpenRoom, fake: FakeProvider) -> None:
    watched = watch(fake)
    watched.down = frozenset(SERVERS)
    room = open_room()
    room.dispatch.connect((OWN,))
    job = room.submit()
    room.dispatch.start()
    await room.soon(lambda: room.clock.seconds > 8)
    assert watched.charges() == []
    watched.down = frozenset()
    await room.soon(lambda: room.jobs.get(job.id).state == "done")
    assert len(watched.charges()) == 1


async def test_what_was_sent_is_watched_at_its_server_after_the_connection_is_gone(
    open_room: OpenRoom, fake: FakeProvider
) -> None:
    watched = watch(fake)
    fake.switches.looks = 2
    room = open_room()
    room.dispatch.connect((OWN,))
    job = room.submit()
    await room.dispatch.send(job.id)
    room.dispatch.connect(())
    await room.dispatch.run_until_idle()
    assert room.jobs.get(job.id).state == "done"
    assert all(taken == asked for taken, asked in watched.looked)
