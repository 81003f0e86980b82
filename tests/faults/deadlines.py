"""Clips that are soon removed at their provider: each is fetched before, also after a while in which nobody was there.

Run as a program with a number of jobs and a seed it is one child of that, in virtual time, and prints one JSON line.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.domain.job import Job
from app.net.download import LinkGone
from app.providers.base import Connection, Output, Payload, Progress, Remote
from tests.faults.ends import environment
from tests.faults.promises import Extent, Figure
from tests.faults.soak import NOON, Remembering, Yard, leap

KEPT = (360.0, 3600.0, 86_400.0)
"""Seconds: fal's result, Replicate's clip, and one that nobody has to hurry for."""
MAKING = (30.0, 200.0)
AT_ONCE = 4
"""So many are fetched together, in no order; the first of them before it is known of all when they go."""
FETCHING, AWAY = 20.0, 230.0
"""A clip takes so long to come, and nobody was there for so long: those that go first come first, or are gone."""


class Forgetful(Remembering):
    """Removes what it made, and says when; a clip takes a while to come."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder)
        self.chance = random.Random(seed)
        self.ready: dict[str, float] = {}
        self.until: dict[str, float] = {}
        self.begun: list[str] = []
        """In the order in which their clips were asked for."""

    async def submit(self, http: Any, connection: Connection, payload: Payload, client_id: str) -> Remote:
        """Take it; made in a while, and removed after another."""
        remote = await super().submit(http, connection, payload, client_id)
        self.ready[remote.id] = asyncio.get_running_loop().time() + self.chance.uniform(*MAKING)
        self.until[remote.id] = self.ready[remote.id] + self.chance.choice(KEPT)
        return remote

    async def poll(self, http: Any, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        """Running, then done, then removed."""
        return [self._look(remote.id) for remote in remotes]

    async def download(self, output: Output, part: Path, connection: Connection) -> None:
        """The film, unless it is removed by then."""
        self.begun.append(output.url)
        await asyncio.sleep(FETCHING)
        if asyncio.get_running_loop().time() > self.until[output.url]:
            raise LinkGone("link_gone", host="fake")
        await asyncio.to_thread(part.write_bytes, self.film)

    def _look(self, remote: str) -> Progress:
        now = asyncio.get_running_loop().time()
        if now < self.ready[remote]:
            return Progress(state="running")
        if now > self.until[remote]:
            return Progress(state="expired")
        expires = (NOON + timedelta(seconds=self.until[remote])).isoformat()
        return Progress(state="done", outputs=(Output(url=remote, expires=expires),), usd=0.5)


async def hurry(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """So many jobs; all of them are sent, then nobody is there for a while, then a start carries on. The seconds each
    clip was here before it was removed, and in which order they were asked for after the start."""
    provider = Forgetful(folder / "provider", seed)
    first = Yard(folder, provider)
    jobs = [first.submit(number) for number in range(count)]
    first.dispatch.start()
    # all are sent by then, and none is made
    await asyncio.sleep(MAKING[0] / 2)
    await first.close()
    await asyncio.sleep(AWAY)
    provider.begun.clear()
    margins: dict[str, float] = {}
    again = Yard(folder, provider)

    def hear(job: Job) -> None:
        if job.state == "done" and job.remote_id:
            margins[job.id] = provider.until[job.remote_id] - asyncio.get_running_loop().time()

    again.dispatch.job_changed.connect(hear)
    await again.dispatch.run_until_idle()
    states = [again.jobs.get(job.id).state for job in jobs]
    untils = [provider.until[remote] for remote in dict.fromkeys(provider.begun)]
    found = {
        "states": {state: states.count(state) for state in set(states)}, "margins": sorted(margins.values()),
        "late": sum(until > min(untils[place + AT_ONCE :]) for place, until in enumerate(untils[:-AT_ONCE])
                    if place >= AT_ONCE),
        "escaped": [repr(each) for each in again.escaped],
    }  # fmt: skip
    await again.close()
    return found


def run(count: int, seed: int) -> dict[str, Any]:
    """One such day."""
    with tempfile.TemporaryDirectory() as name:
        return leap(hurry(Path(name), count, seed))


def measure(extent: Extent) -> list[Figure]:
    """The margin of every clip."""
    margins, wrong, days = list[float](), list[str](), extent.size(20, 1)
    late = 0
    for day in range(days):
        child = subprocess.run(
            [sys.executable, "-m", "tests.faults.deadlines", "45", str(extent.seed * 1000 + day)],
            cwd=extent.root, env=environment(extent.root, TMPDIR=str(extent.folder)), capture_output=True, text=True,
            check=True, timeout=300,
        )  # fmt: skip
        found = json.loads(child.stdout.splitlines()[-1])
        margins += found["margins"]
        late += found["late"]
        wrong += [f"{number} {state}" for state, number in found["states"].items() if state != "done"]
        wrong += found["escaped"]
    margins.sort()
    wrong += [f"{late} clips were asked for after one that goes later"] if late else []
    hundredth = margins[len(margins) // 100]
    value = f"{len(margins)} clips came {margins[0]:.0f} s before they went at the least, p1 {hundredth:.0f} s"
    return [Figure("P9", value, not wrong and margins[0] > 0, tuple(wrong))]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]))) + "\n")
