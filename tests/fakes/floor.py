"""A jobs room to test with: a real home and database, the fake provider, and a clock that never really waits."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.job import Job
from app.domain.model import Model
from app.domain.request import Input, Request
from app.jobs.dispatch import Dispatch
from app.jobs.intake import Intake
from app.jobs.lanes import SteadyClock
from app.media import Inspection, frames, verify
from app.providers.base import Connection, Provider
from app.store.clips import Clips
from app.store.db import Database
from app.store.jobs import Jobs
from app.store.paths import Home, find_home
from app.tasks import TaskSet
from tests.patience import until

MODEL = Model(id="fake/one", provider="fake", title="Fake One", dialect="timed", source="", checked_on="")


class QuickClock(SteadyClock):
    """Time passes as soon as somebody waits for it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.off = 0.0
        """Seconds by which the wall clock goes wrong, or more of them passed than were counted."""

    def now(self) -> float:
        """Seconds waited so far."""
        return self.seconds

    def wall(self) -> datetime:
        """The wall clock that goes along."""
        return datetime(2026, 11, 24, 12, tzinfo=UTC) + timedelta(seconds=self.seconds + self.off)

    async def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.seconds += seconds
        await asyncio.sleep(0)

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        """Let the time pass, unless the event has come."""
        await asyncio.sleep(0)
        if not event.is_set():
            self.seconds += seconds


async def inspect_here(path: Path, poster: Path | None) -> Inspection:
    """What the child does, in this process: the same code without the start of a process."""
    media = verify(path)
    if poster is not None:
        frames.poster(path, poster)
    return Inspection(media=media)


class Room:
    """One process's worth of jobs room over a home."""

    def __init__(
        self,
        root: Path,
        provider: Provider,
        *,
        parallelism: int | None = None,
        in_child: bool = False,
        inspect: Callable[[Path, Path | None], Awaitable[Inspection]] = inspect_here,
        clock: QuickClock | None = None,
    ) -> None:
        self.home: Home = find_home(str(root))
        self.escaped: list[BaseException] = []
        self.clock = clock or QuickClock()
        self.database = Database(self.home)
        self.jobs, self.clips = Jobs(self.database), Clips(self.database, self.home)
        self.tasks = TaskSet(self.escaped.append)
        self.intake = Intake(self.home, self.clips, self.clock.wall, inspect)
        """A door into the library of its own."""
        self.connection = Connection(
            id="own", provider=provider.spec.id, address="https://x.test", parallelism=parallelism
        )
        more = {} if in_child else {"inspect": inspect}
        self.dispatch = Dispatch(
            home=self.home,
            jobs=self.jobs,
            clips=self.clips,
            providers={provider.spec.id: provider},
            connections=(self.connection,),
            tasks=self.tasks,
            clock=self.clock.wall,
            steady=self.clock,
            download=getattr(provider, "download", None),
            **more,
        )
        self.seen: list[Job] = []
        self.dispatch.job_changed.connect(self.seen.append)

    def submit(
        self, text: str = "A dog runs", *, intent: str = "", draft: str = "d1", inputs: tuple[Input, ...] = ()
    ) -> Job:
        """Queue a job for a text."""
        request = Request(model=MODEL.id, dialect="timed", text=text, seconds=1.0, draft="{}", inputs=inputs)
        return self.dispatch.submit(
            request=request,
            model=MODEL,
            connection=None,
            intent=intent or secrets.token_hex(8),
            usd_estimate=0.5,
            title="A shot",
            draft_id=draft,
        )

    async def crash(self) -> None:
        """End as a killed process does: nothing is told, nothing tidied; what was written stays."""
        await self.tasks.close()
        sends = self.dispatch._ground.sends
        await sends.close()
        await self.close()

    async def close(self) -> None:
        """End as the program does."""
        await self.tasks.close()
        await self.dispatch.close()

    async def soon(self, true: Callable[[], object]) -> None:
        """Wait until something is so."""
        await until(true, look=0.005)

    def states(self, job_id: str) -> list[str]:
        """The states a job went through."""
        return [attempt.state for attempt in self.jobs.attempts(job_id)]
