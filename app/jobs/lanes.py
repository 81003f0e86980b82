"""How many jobs of a connection go at once, and how long to stay away from one that is in trouble."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator
from functools import lru_cache
from typing import Literal

from app.domain.connection import ServerState
from app.domain.errors import BadFile, BadValue, Fault, ProviderFault
from app.domain.job import Message
from app.jobs.deadlines import Berths
from app.net.recording import recorded, said_by, skew_of
from app.providers.base import (
    AccountStopped,
    Cancelled,
    Connection,
    Http,
    Progress,
    Provider,
    Refused,
    Rejected,
    Remote,
    Throttled,
)
from app.store.marks import Marks

LEAST_WAIT = 1.0
MOST_WAIT = 120.0
"""Seconds between tries while nothing answers: doubling from one second to two minutes. So an outage of an hour costs
forty tries, and five minutes after its end all that waited is done."""
SENDS = 8
"""Submissions of a connection that are on their way at once."""
FETCHES = 4
"""Clips of one connection that are brought here at once."""
MOST_LOOKS, AT_ONCE_SECONDS = 20.0, 1.0
"""Looks of a connection in a second where its provider states no limit, and the time whose looks may come at once. So a
thousand that wait are no load for a server of one's own, nor felt here."""
MOST_ASKED = 3600.0
"""The longest a provider's own wish to wait is heeded at once."""
JITTER = 0.2
STRANGER = "certificate"
"""The fault of who answers and cannot prove to be the one that is meant: a network that has to be seen to."""
CLEAR = (Rejected, Refused, BadFile, BadValue)
"""What is said of a request or its picture, here or there: not of the connection."""


class SteadyClock:
    """Seconds that never jump, and waiting by them. Tests hand in one that does not really wait."""

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        """Wait for the event, at most this long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()


class Lane:
    """One connection's jobs: at most `parallelism` of them between sending and their end."""

    def __init__(self, connection: Connection, provider: Provider, clock: SteadyClock, marks: Marks) -> None:
        self.connection = connection
        self.provider = provider
        self.parallelism = connection.parallelism or provider.spec.parallelism
        self.running: dict[str, str] = {}
        """Draft by job, of the jobs that hold a place."""
        self.stopped: Message | None = None
        """Why nothing is sent any more until the person has acted; None while all is well."""
        self._clock, self._marks = clock, marks
        self.said = ""
        """What was answered to the last look, to the letter."""
        self.skew = 0.0
        """Seconds by which the clock there is before ours, as far as it was told."""
        self._wanted: dict[str, tuple[Remote, str]] = {}
        """Who waits for a look, by the id there: with our own."""
        self._seen: dict[str, Progress] = {}
        self._turn, self._news = asyncio.Lock(), asyncio.Event()
        self._looks = asyncio.Lock()
        """Held by the look whose turn is next: the others do not stand in the way of who asks for something else."""
        self._front = asyncio.Lock()
        """The same for who is to be cancelled, and goes before the others."""
        self._patience: dict[str, asyncio.Timeout] = {}
        """What ends the wait of those in line for a look, by the id there."""
        self._brought: dict[str, asyncio.Lock] = {}
        """By clip: held by who brings it there."""
        self.fetches = Berths(FETCHES)
        """Held by whoever brings a clip here."""
        self._sends = asyncio.Semaphore(SENDS)
        self._account: str | None = None
        self._failures = 0
        self._until = 0.0
        self._next_look = 0.0
        self._doubtful = False
        self._answers: bool | None = None

    @property
    def standing(self) -> ServerState:
        """How it stands, for people."""
        address, jobs, left = self.connection.address, len(self.running), self.seconds_left
        return ServerState(address=address, jobs=jobs, answers=self._answers, seconds=left, stopped=self.stopped)

    @property
    def has_room(self) -> bool:
        """Whether another job may be sent."""
        return self.stopped is None and len(self.running) < self.parallelism

    @property
    def load(self) -> float:
        """How much of its room is taken."""
        return len(self.running) / self.parallelism

    @property
    def seconds_left(self) -> float:
        """How long it has to be left alone, 0 while all is well."""
        return max(0.0, self._until - self._clock.now())

    async def clear(self, given_up: asyncio.Event | None = None) -> None:
        """Wait until this connection may be asked again, or until who waits has given up and told so by `stir`."""
        while (left := self._until - self._clock.now()) > 0 and not (given_up is not None and given_up.is_set()):
            await self._clock.wait(self._news, left)
            self._news.clear()

    def stir(self) -> None:
        """Let everybody who waits here look at what they wait for."""
        self._news.set()

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One request that may be repeated: one at a time, none while the connection is in trouble. What it raises
        counts as trouble, except a clear no: that says nothing about the connection."""
        async with self._turn, self._watched():
            yield

    @contextlib.asynccontextmanager
    async def bringing(self, asset: str) -> AsyncIterator[None]:
        """The same for a clip that is brought there, which may take minutes: only who brings the same one waits."""
        lock = self._brought.setdefault(asset, asyncio.Lock())
        async with lock, self._watched():
            yield

    @contextlib.asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        await self.clear()
        async with self._heeded():
            yield
        self.well()

    @contextlib.asynccontextmanager
    async def _heeded(self) -> AsyncIterator[None]:
        try:
            yield
        except asyncio.CancelledError:
            raise
        except Exception as error:
            if isinstance(error, AccountStopped) or not isinstance(error, CLEAR):
                self.trouble(error)
            raise

    @contextlib.asynccontextmanager
    async def cautiously(self, http: Http) -> AsyncIterator[None]:
        """One submission. While the connection is in trouble only one goes at a time, when it may be asked again; and
        after one of unknown outcome only once something free was answered, so that an outage makes one job unsure and
        not all of them. ProviderFault where that was not."""
        if not self._failures:
            async with self._sends:
                yield
            return
        async with self._turn:
            await self.clear()
            if self._doubtful:
                await self._probe(http)
            yield

    async def _probe(self, http: Http) -> None:
        """Ask for something free. A server that answers, if only that there is no such thing, is there."""
        try:
            await self.provider.check(http, self.connection)
        except ProviderFault as fault:
            status = fault.args_by_name.get("status", 500)
            if isinstance(fault, AccountStopped) or not (isinstance(status, int) and status < 500):
                self.trouble(fault)
                raise
        self._doubtful = False

    async def ask(self, http: Http) -> None:
        """Ask whether it is there, whatever it was in before. What is in the way shows in how it stands."""
        self.retry()
        with contextlib.suppress(ProviderFault):
            async with self.turn():
                await self.provider.check(http, self.connection)

    async def account(self, http: Http) -> str:
        """By whose key it asks; "" where there is none, or it cannot be had."""
        if self._account is None and http is not None:
            with contextlib.suppress(ProviderFault):
                self._account = await http.account(self.connection)
        return self._account or ""

    async def prove(self, http: Http, identity: str) -> None:
        """ProviderFault `other_account` where the key here is another account's than the one a job was sent with."""
        own = connection_in(identity).account if identity else ""
        if own and (now := await self.account(http)) and now != own:
            raise ProviderFault("other_account", connection=self.connection.id)

    async def look(self, http: Http, remote: Remote, job_id: str, *, first: bool = False) -> Progress | None:
        """How a job stands; None where it left the line before its turn. Those that wait for their own look meanwhile
        are looked at in the same request, as many as the provider takes. `first`: before those in line."""
        self._wanted[remote.id] = (remote, job_id)
        try:
            async with contextlib.AsyncExitStack() as turn:
                try:
                    async with asyncio.timeout(None) as self._patience[remote.id]:
                        await turn.enter_async_context(self._front if first else self._looks)
                except TimeoutError:
                    return None
                finally:
                    self._patience.pop(remote.id, None)
                if remote.id in self._seen:
                    return self._seen[remote.id]
                await self._keep_time()
                async with self.turn():
                    if self.provider.spec.looks > 1:
                        # those that woke with this one are about to ask
                        await asyncio.sleep(0)
                    await self._look_at(http, [(remote, job_id), *self._others(remote, job_id)])
                return self._seen[remote.id]
        finally:
            self._wanted.pop(remote.id, None)
            self._seen.pop(remote.id, None)

    def leave_line(self, remote_id: str) -> None:
        """Let a job that is in line for a look stop waiting for it: there is something else to ask."""
        if patience := self._patience.get(remote_id):
            patience.reschedule(asyncio.get_running_loop().time())

    async def cancel(self, http: Http, remote: Remote) -> Cancelled | Literal["cannot"]:
        """Ask for a job's work to be stopped: before the looks that are in line, at their pace."""
        async with self._front:
            await self._keep_time()
            async with self._heeded():
                return await self.provider.cancel(http, self.connection, remote)

    def _others(self, remote: Remote, job_id: str) -> list[tuple[Remote, str]]:
        """Those that one answer may tell of as well. What the program may have died over is asked for alone."""
        if self.provider.spec.looks == 1:
            return []
        doubts = self._marks.doubts
        others = [
            (each, own) for each, own in self._wanted.values()
            if each.id != remote.id and each.id not in self._seen and not doubts(own)
        ]  # fmt: skip
        return [] if doubts(job_id) else others[: self.provider.spec.looks - 1]

    async def _look_at(self, http: Http, some: list[tuple[Remote, str]]) -> None:
        heard = recorded(http)
        async with self._marks.acting(*(own for _, own in some)):
            found = await self.provider.poll(heard, self.connection, [each for each, _ in some])
        self.said = said_by(heard)
        self.skew = skew_of(heard, self.skew)
        told = zip((each.id for each, _ in some), found, strict=True)
        self._seen |= {name: each for name, each in told if name in self._wanted}

    async def _keep_time(self) -> None:
        """Let a look wait for its moment."""
        stated = self.provider.spec.looks_a_second
        if (left := self._next_look - self._clock.now()) > 0:
            await self._clock.sleep(left)
        begun = self._clock.now() - (0.0 if stated else AT_ONCE_SECONDS)
        self._next_look = max(self._next_look, begun) + 1 / min(stated or MOST_LOOKS, MOST_LOOKS)

    def until_look(self, seconds: float) -> float:
        """Seconds to the next look of a job; where one look tells of several, all of them come at the same moment."""
        spec = self.provider.spec
        if spec.looks == 1:
            return seconds
        return seconds + -(self._clock.now() + seconds) % spec.poll_seconds

    def trouble(self, error: Exception, *, doubtful: bool = False) -> None:
        """Stay away for a while: as long as asked, else twice as long as the last time. `doubtful` where nobody knows
        what became of a submission."""
        self._doubtful = self._doubtful or doubtful
        # one that is busy, or does not want us, is there
        self._answers = isinstance(error, AccountStopped | Throttled)
        if isinstance(error, AccountStopped) or (isinstance(error, Fault) and error.id == STRANGER):
            self.stopped = Message(id=f"error.{error.id}", args=error.args_by_name)
        self._failures += 1
        wait = backoff(self._failures)
        if isinstance(error, Throttled):
            # never sooner than was asked for
            wait = max(wait, min(error.wait * random.uniform(1, 1 + JITTER), MOST_ASKED))
        self._until = self._clock.now() + wait

    def retry(self) -> None:
        """Ask again at once: the way there is another one now, or a person has acted."""
        self.stopped = self._account = None
        self._failures, self._until, self._doubtful = 0, 0.0, False
        self._news.set()

    def well(self) -> None:
        """The connection answered: so it is the one that is meant."""
        if self.stopped is not None and self.stopped.id == f"error.{STRANGER}":
            self.stopped = None
        self._failures, self._doubtful, self._answers = 0, False, True


@lru_cache(maxsize=64)
def connection_in(identity: str) -> Connection:
    """The connection that is frozen in a job; a thousand rows name the same few."""
    return Connection.model_validate_json(identity)


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures, one after the other."""
    doubled: float = LEAST_WAIT * 2 ** min(failures - 1, 16)
    return min(MOST_WAIT, doubled) * random.uniform(1 - JITTER, 1 + JITTER)
