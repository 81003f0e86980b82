"""How many jobs of a connection go at once, and how long to stay away from one that is in trouble."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator

from app.domain.job import Message
from app.providers.base import AccountStopped, Connection, Http, Progress, Provider, Remote, Throttled

LEAST_WAIT = 1.0
MOST_WAIT = 300.0
"""Seconds between tries while nothing answers: doubling from one second to five minutes."""
MOST_ASKED = 3600.0
"""The longest a provider's own wish to wait is heeded at once."""
JITTER = 0.2


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

    def __init__(self, connection: Connection, provider: Provider, clock: SteadyClock) -> None:
        self.connection = connection
        self.provider = provider
        self.parallelism = connection.parallelism or provider.spec.parallelism
        self.running: dict[str, str] = {}
        """Draft by job, of the jobs that hold a place."""
        self.stopped: Message | None = None
        """Why nothing is sent any more until the person has acted; None while all is well."""
        self._clock = clock
        self._wanted: dict[str, Remote] = {}
        self._seen: dict[str, Progress] = {}
        self._turn = asyncio.Lock()
        self._failures = 0
        self._until = 0.0

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

    async def clear(self) -> None:
        """Wait until this connection may be asked again."""
        while (left := self._until - self._clock.now()) > 0:
            await self._clock.sleep(left)

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One request that may be repeated: one at a time, none while the connection is in trouble. What it raises
        counts as trouble."""
        async with self._turn:
            await self.clear()
            try:
                yield
            except asyncio.CancelledError:
                raise
            except Exception as error:
                self.trouble(error)
                raise
            self.well()

    async def look(self, http: Http, remote: Remote) -> Progress:
        """How a job stands. Those that wait for their own look meanwhile are looked at in the same request, as many as
        the provider takes."""
        self._wanted[remote.id] = remote
        try:
            async with self.turn():
                if self.provider.spec.looks > 1:
                    # those that woke with this one are about to ask
                    await asyncio.sleep(0)
                if remote.id not in self._seen:
                    others = [each for name, each in self._wanted.items() if name not in {remote.id, *self._seen}]
                    some = [remote, *others[: self.provider.spec.looks - 1]]
                    found = await self.provider.poll(http, self.connection, some)
                    told = zip((each.id for each in some), found, strict=True)
                    self._seen |= {name: each for name, each in told if name in self._wanted}
                return self._seen[remote.id]
        finally:
            self._wanted.pop(remote.id, None)
            self._seen.pop(remote.id, None)

    def until_look(self, seconds: float) -> float:
        """Seconds to the next look of a job; where one look tells of several, all of them come at the same moment."""
        spec = self.provider.spec
        if spec.looks == 1:
            return seconds
        return seconds + -(self._clock.now() + seconds) % spec.poll_seconds

    def trouble(self, error: Exception) -> None:
        """Stay away for a while: as long as asked, else twice as long as the last time."""
        if isinstance(error, AccountStopped):
            self.stopped = Message(id=f"error.{error.id}", args=error.args_by_name)
            return
        self._failures += 1
        wait = min(MOST_WAIT, LEAST_WAIT * 2 ** min(self._failures - 1, 16))
        if isinstance(error, Throttled):
            wait = max(wait, min(error.wait, MOST_ASKED))
        self._until = self._clock.now() + wait * random.uniform(1 - JITTER, 1 + JITTER)

    def well(self) -> None:
        """The connection answered."""
        self._failures = 0
