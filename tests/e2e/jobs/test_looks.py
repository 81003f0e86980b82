"""How the looks of a connection's jobs are gathered, where its provider tells of several in one answer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.connection import Connection
from app.domain.errors import NotSent, ProviderFault
from app.domain.job import Message
from app.jobs.lanes import AT_ONCE_SECONDS, MOST_LOOKS, Lane, SteadyClock
from app.providers.base import AccountStopped, Http, Progress, Remote, Spec
from app.store.marks import Marks
from app.store.paths import Home
from tests.fakes.provider import FakeProvider


class Telling(FakeProvider):
    """Tells of `looks` jobs at once, and remembers of which it was asked."""

    def __init__(self, folder: Path, looks: int) -> None:
        super().__init__(folder)
        self.looks = looks
        self.a_second: float | None = None
        self.asked: list[list[str]] = []
        self.faults = 0

    @property
    def spec(self) -> Spec:
        return super().spec.replace(  # type: ignore[no-any-return]
            looks=self.looks, poll_seconds=10.0, looks_a_second=self.a_second
        )

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        self.asked.append([remote.id for remote in remotes])
        await asyncio.sleep(0)
        if self.faults:
            self.faults -= 1
            raise ProviderFault("server_trouble", host="h", status=500, said="")
        return [Progress(state="running", status=remote.id) for remote in remotes]


class StillClock(SteadyClock):
    """Stands at 103 seconds, and does not wait."""

    def now(self) -> float:
        return 103.0

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)


def lane(folder: Path, looks: int, clock: SteadyClock | None = None) -> tuple[Lane, Telling]:
    provider = Telling(folder, looks)
    marks = Marks(Home(folder))
    return Lane(Connection(id="own", provider="fake"), provider, clock or SteadyClock(), marks), provider


async def look_at(where: Lane, *names: str) -> list[Progress | BaseException | None]:
    return await asyncio.gather(*(where.look(None, Remote(id=name), name) for name in names), return_exceptions=True)


async def test_jobs_that_look_at_the_same_time_share_one_request(tmp_path: Path) -> None:
    where, provider = lane(tmp_path, 3)
    found = await look_at(where, *"abcdefg")
    assert [each.status for each in found if isinstance(each, Progress)] == list("abcdefg")
    assert provider.asked == [list("abc"), list("def"), ["g"]]
    await look_at(where, "b")
    assert provider.asked[3:] == [["b"]], "news is told once, and asked for anew the next time"


async def test_where_an_answer_tells_of_one_job_each_asks_for_itself(tmp_path: Path) -> None:
    where, provider = lane(tmp_path, 1)
    await look_at(where, *"abc")
    assert provider.asked == [["a"], ["b"], ["c"]]


async def test_a_look_that_fails_fails_for_the_one_that_asked(tmp_path: Path) -> None:
    where, provider = lane(tmp_path, 20)
    provider.faults = 1
    first, *others = await asyncio.wait_for(look_at(where, *"abc"), 10)
    assert isinstance(first, ProviderFault)
    assert [each.status for each in others if isinstance(each, Progress)] == ["b", "c"]
    assert provider.asked == [list("abc"), list("bc")]


@pytest.mark.parametrize(("looks", "seconds", "wait"), [(1, 10.0, 10.0), (20, 10.0, 17.0), (20, 7.0, 7.0), (20, 8, 17)])
def test_looks_that_can_be_shared_come_at_the_same_moments(
    tmp_path: Path, looks: int, seconds: float, wait: float
) -> None:
    where, _ = lane(tmp_path, looks, StillClock())
    assert where.until_look(seconds) == wait


class Ticking(SteadyClock):
    """Goes on only where somebody waits."""

    def __init__(self) -> None:
        self.at = 50.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds
        await asyncio.sleep(0)


async def test_no_more_looks_a_second_than_the_provider_answers(tmp_path: Path) -> None:
    clock = Ticking()
    where, provider = lane(tmp_path, 1, clock)
    provider.a_second = 4.0
    await look_at(where, *"abcdefghi")
    assert len(provider.asked) == 9
    assert clock.at == 50.0 + 8 / 4


async def test_many_that_wait_are_looked_at_at_a_measured_pace_and_hold_up_nothing_else(tmp_path: Path) -> None:
    clock = Ticking()
    where, provider = lane(tmp_path, 1, clock)
    told: list[int] = []

    async def bring() -> None:
        async with where.turn():
            told.append(len(provider.asked))

    await asyncio.gather(look_at(where, *map(str, range(100))), bring())
    assert clock.at - 50.0 == pytest.approx(100 / MOST_LOOKS - AT_ONCE_SECONDS, abs=0.1)
    assert told[0] < 3, "what is not a look has its turn at once"


def test_who_cannot_prove_to_be_meant_stops_a_lane_until_one_who_can_answers(tmp_path: Path) -> None:
    where, _ = lane(tmp_path, 1)
    where.trouble(NotSent("certificate", host="h"))
    assert where.stopped == Message(id="error.certificate", args={"host": "h"})
    where.well()
    assert where.standing.stopped is None
    where.trouble(AccountStopped("key_refused", host="h", said=""))
    where.well()
    assert where.standing.stopped is not None, "an answer to a look says nothing of what may be sent"
