"""Days in minutes: thousands of jobs and an hour of trouble, by a clock that leaps to whatever is waited for.

Run as a program with `soak` or `outage` and a number of jobs it is one child of that, and prints one JSON line.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from app.domain.errors import ProviderFault
from app.domain.job import Job
from app.domain.model import Model
from app.domain.request import Request
from app.jobs.dispatch import Dispatch
from app.jobs.lanes import SteadyClock
from app.media import Inspection, verify
from app.providers.base import Connection, NotSent, Output, Payload, Progress, Remote, Sent, Spec, Throttled, Uploaded
from app.store.clips import Clips
from app.store.db import Database
from app.store.jobs import Jobs
from app.store.paths import find_home
from app.tasks import TaskSet
from tests.fakes.clock import LeapingLoop
from tests.fakes.film import make_film
from tests.fakes.provider import FakeProvider
from tests.faults.ends import environment
from tests.faults.promises import Extent, Figure, counted

MODEL = Model(id="fake/one", provider="fake", title="Fake One", dialect="timed", source="", checked_on="")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
WAVE = 100
"""Jobs that are open at once."""
HOUR = 3600.0
MOST_REAL = 1200.0
"""Seconds of real time after which a run hangs."""
MOST_AFTER, LEAST_GAP = 300.0, 30.0
FILES, MIB_IN_1000, WAL_MIB, LAG_MS = 3, 2.0, 8.0, 50.0
TROUBLE: tuple[Callable[[], Exception], ...] = (
    lambda: NotSent("unreachable", host="fake"),
    lambda: Throttled("server_busy", 20.0, host="fake"),
    lambda: NotSent("unreachable", host="fake"),
    lambda: ProviderFault("no_answer", host="fake", reason="503"),
)


class TimedLoop(LeapingLoop):
    """Notes how long each turn kept all others waiting, its own waiting for news left out."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: Counter[int] = Counter()
        """How often a turn took so many tenths of a millisecond."""
        self._slept = 0.0
        own = self._selector.select  # type: ignore[attr-defined]

        def select(timeout: float | None = None) -> Any:
            began = time.perf_counter()
            try:
                return own(timeout)
            finally:
                self._slept += time.perf_counter() - began

        self._selector.select = select  # type: ignore[attr-defined]

    def _run_once(self) -> None:
        began, slept = time.perf_counter(), self._slept
        super()._run_once()
        self.turns[round((time.perf_counter() - began - (self._slept - slept)) * 10_000)] += 1

    def lag(self) -> float:
        """The milliseconds that one turn in a hundred took longer than."""
        left = self.turns.total() // 100
        for tenths, times in sorted(self.turns.items(), reverse=True):
            left -= times
            if left < 0:
                return tenths / 10
        return 0.0


class LoopClock(SteadyClock):
    """The loop's time, which leaps."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()

    def now(self) -> float:
        """The loop's time, also in a thread."""
        return self._loop.time()

    def wall(self) -> datetime:
        """The wall clock that goes along."""
        return NOON + timedelta(seconds=self.now())


class Remembering(FakeProvider):
    """Its jobs are in memory, and it may be in trouble for a while."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.made: dict[str, tuple[str, int]] = {}
        """Those that nobody has fetched yet: what it remembers is not the program's memory."""
        self.charged = 0
        self.trouble = (0.0, 0.0)
        self.asked: list[float] = []
        self.chance = random.Random(1)
        self.film = make_film(folder / "film.mp4").read_bytes()

    @property
    def spec(self) -> Spec:
        """With room for many at once."""
        roomy: Spec = super().spec.replace(parallelism=50)
        return roomy

    def payload(
        self, request: Request, uploaded: Mapping[str, Uploaded], to: Connection | None = None, client_id: str = ""
    ) -> Payload:
        """As little as there can be."""
        return Payload(path="/make", body=request.text.encode())

    async def submit(self, http: Any, connection: Connection, payload: Payload, client_id: str) -> Remote:
        """Take it, and charge for it each time."""
        self._ask()
        self.charged += 1
        remote = f"r{self.charged}"
        self.made[remote] = (client_id, 0)
        return Remote(id=remote)

    async def poll(self, http: Any, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        """Running once, then done."""
        self._ask()
        found = []
        for remote in remotes:
            own, looks = self.made[remote.id]
            self.made[remote.id] = (own, looks + 1)
            done = Progress(state="done", outputs=(Output(url=remote.id),), usd=0.5)
            found.append(done if looks else Progress(state="running", fraction=0.5))
        return found

    async def find(self, http: Any, connection: Connection, attempt: Sent) -> list[Remote] | Literal["cannot"]:
        """By our own id."""
        self._ask()
        return [Remote(id=remote) for remote, (own, _) in self.made.items() if own == attempt.client_id]

    async def download(self, output: Output, part: Path, connection: Connection) -> None:
        """The same film for everybody."""
        await asyncio.to_thread(part.write_bytes, self.film)
        self.made.pop(output.url)

    def _ask(self) -> None:
        now = asyncio.get_running_loop().time()
        if self.trouble[0] <= now < self.trouble[1]:
            self.asked.append(now)
            raise self.chance.choice(TROUBLE)()


class Yard:
    """A jobs room in virtual time."""

    def __init__(self, folder: Path, provider: Remembering | None = None) -> None:
        self.home = find_home(str(folder / "home"))
        self.provider = provider or Remembering(folder / "provider")
        self.database, self.clock = Database(self.home), LoopClock()
        self.jobs, self.clips = Jobs(self.database), Clips(self.database, self.home)
        self.escaped: list[BaseException] = []
        self.tasks = TaskSet(self.escaped.append)
        self._media: Inspection | None = None
        self.dispatch = Dispatch(
            home=self.home, jobs=self.jobs, clips=self.clips, providers={"fake": self.provider},
            connections=(Connection(id="own", provider="fake", address="https://x.test"),), tasks=self.tasks,
            clock=self.clock.wall, steady=self.clock, download=self.provider.download, inspect=self._inspect,
        )  # fmt: skip

    async def _inspect(self, path: Path, poster: Path | None) -> Inspection:
        # each film is the same one, so it is judged once
        self._media = self._media or Inspection(media=verify(path))
        return self._media

    def submit(self, number: int) -> Job:
        """Queue one."""
        request = Request(model=MODEL.id, dialect="timed", text=f"shot {number}", seconds=1.0, draft="{}")
        ask: dict[str, Any] = {"model": MODEL, "connection": None, "usd_estimate": 0.5, "title": f"Shot {number}"}
        return self.dispatch.submit(request=request, intent=f"i{number}", draft_id=f"d{number}", **ask)

    async def close(self) -> None:
        """End as the program does."""
        await self.tasks.close()
        await self.dispatch.close()


async def soak(yard: Yard, count: int) -> dict[str, Any]:
    """So many jobs in waves, with the files, the memory and the write-ahead log looked at after each."""
    looks: list[tuple[int, int, float, float]] = []
    for start in range(0, count, WAVE):
        for number in range(start, min(start + WAVE, count)):
            yard.submit(number)
            await asyncio.sleep(0)
        await yard.dispatch.run_until_idle()
        wal = yard.home.root / "library.db-wal"
        looks.append((start + WAVE, _files(), _memory(), wal.stat().st_size / 2**20))
    states = [row[0] for row in yard.database.rows("SELECT DISTINCT state FROM jobs")]
    loop = asyncio.get_running_loop()
    assert isinstance(loop, TimedLoop)
    return {
        "states": states, "jobs": count, "files": looks[-1][1] - looks[0][1], "slope": _slope(looks),
        "wal": max(wal for *_, wal in looks), "lag": loop.lag(),
        "escaped": [repr(each) for each in yard.escaped],
    }  # fmt: skip


async def outage(yard: Yard, count: int) -> dict[str, Any]:
    """So many jobs, of which the first are under way when an hour of trouble begins."""
    loop = asyncio.get_running_loop()
    for number in range(count):
        yard.submit(number)
    start = loop.time() + 4.0
    yard.provider.trouble = (start, start + HOUR)
    yard.dispatch.start()
    await asyncio.sleep(start + HOUR - loop.time())
    before = yard.database.rows("SELECT count(*) FROM jobs WHERE state = 'done'")[0][0]
    for _ in range(int(MOST_AFTER)):
        if yard.database.rows("SELECT count(*) FROM jobs WHERE state = 'done'")[0][0] < count:
            await asyncio.sleep(1.0)
    left = yard.database.rows("SELECT state, count(*) FROM jobs WHERE state <> 'done' GROUP BY state")
    charged = yard.provider.charged
    return {
        "jobs": count, "before": before, "left": left, "after": loop.time() - start - HOUR,
        "asked": len(yard.provider.asked), "charged": charged, "escaped": [repr(each) for each in yard.escaped],
    }  # fmt: skip


def run(what: str, count: int) -> dict[str, Any]:
    """One of the two, on a loop of its own."""
    kinds: dict[str, Callable[[Yard, int], Coroutine[Any, Any, dict[str, Any]]]] = {"soak": soak, "outage": outage}

    async def go() -> dict[str, Any]:
        with tempfile.TemporaryDirectory() as name:
            yard = Yard(Path(name))
            try:
                return await kinds[what](yard, count)
            finally:
                await yard.close()

    return leap(go())


def leap(work: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    """Do something in virtual time."""
    with asyncio.Runner(loop_factory=TimedLoop) as runner:
        return runner.run(work)


def measure(extent: Extent) -> list[Figure]:
    """The figures of both."""
    return [_soaked(extent), *_outlasted(extent)]


def _soaked(extent: Extent) -> Figure:
    found = _child(extent, "soak", extent.size(5000, 400))
    wrong = [f"{found['files']:+d} open files"] if abs(found["files"]) > FILES else []
    # a short run has its first allocations in it
    wrong += [f"{found['slope']:.2f} MiB in 1,000 jobs"] if found["slope"] > MIB_IN_1000 and not extent.sample else []
    wrong += [f"a write-ahead log of {found['wal']:.1f} MiB"] if found["wal"] > WAL_MIB else []
    wrong += [f"a lag of {found['lag']:.0f} ms"] if found["lag"] > LAG_MS else []
    wrong += [f"jobs are {found['states']}"] if found["states"] != ["done"] else []
    wrong += found["escaped"]
    value = "{jobs:,} jobs: files {files:+d}, {slope:.2f} MiB in 1,000 jobs, log {wal:.1f} MiB, lag p99 {lag:.0f} ms"
    return Figure("P23", value.format(**found), not wrong, tuple(wrong))


def _outlasted(extent: Extent) -> list[Figure]:
    found = _child(extent, "outage", extent.size(200, 60))
    wrong = [f"{count} jobs are {state}" for state, count in found["left"]]
    wrong += [f"{found['asked']} requests in the hour"] if found["asked"] > HOUR / LEAST_GAP else []
    wrong += found["escaped"]
    value = "{jobs} jobs, all but {open} done {after:.0f} s after the hour, {asked} requests in it by one lane"
    twice = max(0, found["charged"] - found["jobs"])
    return [
        Figure("P8", value.format(open=sum(count for _, count in found["left"]), **found), not wrong, tuple(wrong)),
        counted("P2", [f"{twice} second charges"] if twice else [], f"{found['jobs']} jobs over an outage"),
    ]


def _child(extent: Extent, *arguments: object) -> dict[str, Any]:
    child = subprocess.run(
        [sys.executable, "-m", "tests.faults.soak", *map(str, arguments)],
        cwd=extent.root,
        env=environment(extent.root, TMPDIR=str(extent.folder)),
        capture_output=True,
        text=True,
        check=True,
        timeout=MOST_REAL,
    )
    found: dict[str, Any] = json.loads(child.stdout.splitlines()[-1])
    return found


def _files() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a count, and the folder is none


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _slope(looks: Sequence[tuple[int, int, float, float]]) -> float:
    """MiB in a thousand jobs, by the least squares of all but the first fifth."""
    some = [(jobs / 1000, memory) for jobs, _, memory, _ in looks[len(looks) // 5 :]]
    middle = sum(x for x, _ in some) / len(some)
    spread = sum((x - middle) ** 2 for x, _ in some)
    return sum((x - middle) * y for x, y in some) / spread if spread else 0.0


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(sys.argv[1], int(sys.argv[2]))) + "\n")
