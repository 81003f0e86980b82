"""One job among others ends the program whenever it is touched: how many starts it takes until all others go on.

Run as a program with a folder, a step and a signal it is one start of that; without a signal the job does no harm.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.store.sweep import id_in
from tests.fakes.floor import Room, inspect_here
from tests.fakes.provider import FakeProvider, Switches
from tests.faults.ends import environment
from tests.faults.promises import Extent, Figure

POISON, OTHERS = "poison", 8
STEPS = ("submit", "look", "clip", "judge")
WAYS = ("SIGSEGV", "SIGKILL", "SIGABRT")
MOST_DEAD, MOST_STARTS = 2, 6


class Deadly(FakeProvider):
    """Whoever touches its one job at a step dies."""

    def __init__(self, folder: Path, step: str, way: str) -> None:
        super().__init__(folder, switches=Switches(by_url=True, looks=1))
        self._step, self._way = step, way

    async def submit(self, http: Any, connection: Any, payload: Any, client_id: str) -> Any:
        """Once it is accepted: what costs money has happened."""
        self.switches.on_accept = lambda: self.touch("submit", payload.body.decode())
        return await super().submit(http, connection, payload, client_id)

    async def poll(self, http: Any, connection: Any, remotes: Any) -> Any:
        """Among others."""
        for remote in remotes:
            self.touch("look", self._made(remote.id))
        return await super().poll(http, connection, remotes)

    async def download(self, output: Any, part: Path, connection: Any) -> None:
        """While it comes."""
        await super().download(output, part, connection)
        self.touch("clip", self._made(output.url.removesuffix(".mp4")))

    def touch(self, step: str, words: str) -> None:
        """The end, if it is that job and that step."""
        if self._way and step == self._step and POISON in words:
            os.kill(os.getpid(), signal.Signals[self._way])

    def _made(self, remote: str) -> str:
        return (self.folder / "jobs" / f"{remote}.json").read_text()


async def start(folder: Path, step: str, way: str) -> dict[str, Any]:
    """One start, to its end where it has one: a person's first one asks for everything."""
    provider = Deadly(folder / "provider", step, way)
    room = Room(folder / "home", provider)

    async def judge(path: Path, poster: Path | None) -> Any:
        # its folder is the job's, or it has its place by now
        job = room.jobs.get(id_in(path) if path.parent == room.home.clips else path.parent.name)
        provider.touch("judge", job.request.text)
        return await inspect_here(path, poster)

    room.dispatch._ground.intake._judge = judge
    for number in range(OTHERS):
        room.submit(f"shot {number}", intent=f"i{number}", draft=f"d{number}")
        if number == OTHERS // 2:
            room.submit(POISON, intent=POISON, draft="p")
    if not way:
        for job in room.jobs.open_jobs():
            if job.is_held:
                await room.dispatch.settle(job.id)
    await room.dispatch.run_until_idle()
    # what was being sent when the last start died is looked for
    await room.soon(lambda: not any(not task.done() for task in room.tasks._tasks if "settle" in task.get_name()))
    await room.dispatch.run_until_idle()
    jobs = room.jobs.list()
    states = {job.request.text: "held" if job.is_held else job.state for job in jobs}
    await room.close()
    return {"states": states, "charges": len(provider.charges())}


def one(folder: Path, step: str, way: str) -> tuple[int, list[str]]:
    """How many starts died, and what is wrong."""
    dead, ended = 0, _start(folder, step, way)
    while ended.returncode < 0 and dead < MOST_STARTS:
        dead, ended = dead + 1, _start(folder, step, way)
    found = json.loads(ended.stdout or "{}")
    states = found.get("states", {})
    poison = states.pop(POISON, "")
    wrong = [f"{words} is {state}" for words, state in states.items() if state != "done"]
    wrong += [] if len(states) == OTHERS else [f"it ended with {ended.returncode}: {ended.stderr[-300:]}"]
    wrong += [] if poison == ("unsure" if step == "submit" else "held") or dead < 2 else [f"the job itself is {poison}"]
    cured = json.loads(_start(folder, step, "").stdout or "{}")
    if set(cured.get("states", {}).values()) != {"done"} or cured["charges"] != OTHERS + 1:
        wrong.append(f"once it does no harm: {cured}")
    return dead, wrong


def _start(folder: Path, step: str, way: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.faults.poison", str(folder), step, way]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env=environment(Path.cwd())
    )


def measure(extent: Extent) -> list[Figure]:
    """Every step and every way to die, or one of each."""
    wrong, most = list[str](), 0
    pairs = [(step, way) for step in STEPS for way in WAYS]
    pairs = pairs[:: extent.size(1, 7)]
    for step, way in pairs:
        folder = extent.folder / f"{step}-{way}"
        folder.mkdir()
        dead, found = one(folder, step, way)
        most = max(most, dead)
        wrong += [f"{way} at {step}: {each}" for each in found]
    wrong += [f"{most} starts came to nothing"] if most > MOST_DEAD else []
    value = f"at most {most} starts came to nothing of {len(pairs)} jobs that end the program; the others went on"
    return [Figure("P20", value, not wrong, tuple(wrong))]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(start(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))) + "\n")
