"""Dies at every step that touches the disk or the provider, one step further each time, and carries on after each.

Run as a program: a warm process forks one child that dies at step N (as after a kill, nothing is tidied) and one
that recovers, until a child has no step left to die at. Prints one JSON line per grade of dedupe.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import app.jobs.intake as intake
import app.jobs.runner as runner
from app.store.db import Database
from tests.fakes.floor import Room
from tests.fakes.provider import FakeProvider, Switches

KILLED = 9
GRADES: tuple[Any, ...] = ("local", "client_id", "list", "none")


class Steps:
    """Counts the steps of this process and ends it at one of them."""

    def __init__(self, last: int) -> None:
        self.left = last

    def around(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """`act` with a step before it and one after it."""

        def counted(*args: Any, **kwargs: Any) -> Any:
            self.count()
            result = act(*args, **kwargs)
            self.count()
            return result

        return counted

    def count(self) -> None:
        """One step more."""
        self.left -= 1
        if self.left == 0:
            os._exit(KILLED)


def in_child(act: Callable[[], Any]) -> tuple[int, Any]:
    """Run `act` in a fork of this process; its exit code, and what it returned if it came to its end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.write(writing, json.dumps(act()).encode())
            code = 0
        except BaseException as error:
            sys.stderr.write(f"{error!r}\n")
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), json.loads(said) if said else None


def work(folder: Path, dedupe: Any, last: int, *, by_url: bool) -> list[str]:
    """Submit one job and work until nothing is open, or die at a step."""
    steps = Steps(last)
    Database._transact = steps.around(Database._transact)  # type: ignore[method-assign]
    for module, name in ((intake, "move"), (intake, "sync_file"), (intake, "remove_folder"), (runner, "remove_folder")):
        setattr(module, name, steps.around(getattr(module, name)))
    FakeProvider._maybe_exit = lambda *_: steps.count()  # type: ignore[method-assign]
    return carry_on(folder, dedupe, by_url=by_url, submit=True)


def carry_on(folder: Path, dedupe: Any, *, by_url: bool, submit: bool = False) -> list[str]:
    """Work until nothing is open and what can settle itself is settled. Returns what is wrong then."""

    async def go() -> list[str]:
        fake = FakeProvider(folder / "provider", dedupe, Switches(looks=1, by_url=by_url))
        room = Room(folder / "home", fake)
        if submit:
            room.submit(intent="one")
        await room.dispatch.run_until_idle()
        if dedupe in ("client_id", "list"):
            await room.soon(
                lambda: not any(not task.done() for task in room.tasks._tasks if "settle" in task.get_name())
            )
            await room.dispatch.run_until_idle()
        wrong = complaints(room, fake)
        await room.close()
        return wrong

    return asyncio.run(go())


def complaints(room: Room, fake: FakeProvider) -> list[str]:
    """Every promise that is broken."""
    jobs, clips, home = room.jobs.list(), room.clips.search(), room.home
    charges = len(fake.charges())
    allowed = {"local": {"done"}, "client_id": {"done"}}.get(fake.dedupe, {"done", "unsure"})
    wrong = [repr(error) for error in room.escaped]
    if len(jobs) > 1 or any(job.state not in allowed for job in jobs):
        wrong.append(f"jobs {[job.state for job in jobs]}")
    done = [job for job in jobs if job.state == "done"]
    if [clip.job for clip in clips] != [job.id for job in done] or any(clip.missing for clip in clips):
        wrong.append(f"{len(clips)} clips of {len(done)} jobs")
    if set(home.clips.iterdir()) != {home.root / clip.path for clip in clips}:
        wrong.append(f"files {[path.name for path in home.clips.iterdir()]}")
    if {path.stem for path in home.posters.iterdir()} != {clip.id for clip in clips}:
        wrong.append(f"posters {[path.name for path in home.posters.iterdir()]}")
    if done and any(home.incoming.iterdir()):
        wrong.append(f"left in incoming: {[path.name for path in home.incoming.iterdir()]}")
    if home.quarantine.exists():
        wrong.append("a file in the quarantine")
    if fake.dedupe != "local" and charges > 1:
        wrong.append(f"{charges} charges")
    if charges and not jobs:
        wrong.append("a charge without a job")
    return wrong


def every_point(dedupe: Any, *, by_url: bool) -> dict[str, Any]:
    """Die at step 1, 2, 3 … until there is none left."""
    wrong: dict[int, list[str]] = {}
    point = 1
    while True:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            code, said = in_child(partial(work, folder, dedupe, point, by_url=by_url))
            if code == 0:
                return {"dedupe": dedupe, "by_url": by_url, "points": point - 1, "wrong": wrong, "whole": said}
            if code != KILLED:
                return {"dedupe": dedupe, "by_url": by_url, "points": point - 1, "wrong": {point: ["it crashed"]}}
            code, said = in_child(partial(carry_on, folder, dedupe, by_url=by_url))
            if code or said:
                wrong[point] = said or [f"ended with {code}"]
        point += 1


if __name__ == "__main__":
    for grade in GRADES:
        print(json.dumps(every_point(grade, by_url=grade in ("client_id", "none"))), flush=True)  # noqa: T201
