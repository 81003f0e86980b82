"""Two programs over one home at the same instant, and one that is killed while the other waits (C15, C16, P13).

Run as a program with the folder for homes and how many rounds of each; prints one JSON line. Each child is a fork of a
process that has everything imported, so that both are as fast as they can be.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, NamedTuple

from app.build import build
from tests.patience import until

OWNS, WATCHES = b"o", b"w"


class Child(NamedTuple):
    """A program in a process of its own; what it says comes through a pipe."""

    pid: int
    said: int

    def hear(self) -> bytes:
        """One letter: it owns the home, or it watches. Waits for it."""
        return os.read(self.said, 1)

    def kill(self) -> None:
        """End it as a crash would."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.said)


def start(home: Path, at: float) -> Child:
    """A program that opens the home at this moment of the clock, says what it is, and again when that changes."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            _run(_live(home, at, lambda word: os.write(writing, word)))
        finally:
            os._exit(1)
    os.close(writing)
    return Child(pid, reading)


def _run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


async def _live(home: Path, at: float, say: Callable[[bytes], object]) -> None:
    desk = build(home)
    while time.monotonic() < at:
        pass
    desk.start_work()
    floor = desk.work.dispatch._floor
    await until(lambda: floor._asked_for_home)
    if not floor.drives:
        say(WATCHES)
    await until(lambda: floor.drives and floor._ready)
    say(OWNS)
    await asyncio.sleep(3600)


def double(folder: Path) -> list[str]:
    """Two starts at once. What each says it is."""
    at = time.monotonic() + 0.05
    children = [start(folder, at) for _ in range(2)]
    said = [child.hear().decode() for child in children]
    for child in children:
        child.kill()
    return said


def takeover(folder: Path) -> float:
    """Seconds from the end of an owner until who waited drives the home."""
    first = start(folder, 0.0)
    assert first.hear() == OWNS
    second = start(folder, 0.0)
    assert second.hear() == WATCHES
    first.kill()
    killed = time.monotonic()
    assert second.hear() == OWNS
    took = time.monotonic() - killed
    second.kill()
    return took


def main(folder: Path, doubles: int, takeovers: int) -> None:
    """Run the rounds and print what came of them."""
    said = [double(folder / f"double-{number % 5}") for number in range(doubles)]
    took = [takeover(folder / f"takeover-{number % 5}") for number in range(takeovers)]
    print(  # noqa: T201
        json.dumps(
            {
                "double_owners": sum(pair.count("o") > 1 for pair in said),
                "no_owner": sum(pair.count("o") < 1 for pair in said),
                "starts": doubles,
                "takeovers": takeovers,
                "slowest": round(max(took), 3),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
