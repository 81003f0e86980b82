"""Starts more processes that draw pictures of the same film: painting is Python, and keeps one core busy."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.animatic.copies import Copy
from app.animatic.parts import Stopped, parts_of

if TYPE_CHECKING:
    from subprocess import Popen

WORTH = 72
"""Fewer pictures than this are drawn by one process: others would hardly have started."""
MOST = 4
"""Processes for one film."""
LOOK_SECONDS = 0.01


class Crew:
    """The other processes. They end with this one, whose end of their standard input closes then."""

    def __init__(self, parts: Path, count: int, order_file: Path | None = None) -> None:
        """Started at once where there is an order file for them to read; else copies, once there is what to copy."""
        self._told = [parts / f"told-{number}.json" for number in range(count)]
        self._processes: list[Popen[bytes] | Copy] = []
        self._waits = order_file is None
        if order_file is not None:
            self._processes += _started(order_file, self._told)

    def copy(self, draw: Callable[[Path, threading.Event], None]) -> None:
        """Let copies of this process, as it is now, draw: each with where to tell, and what stops it."""
        if not self._waits:
            return
        for told in self._told:
            copies = [each for each in self._processes if isinstance(each, Copy)]
            try:
                self._processes.append(Copy(draw, told, copies))
            except OSError:
                # where the system allows no more processes, this one draws alone
                return

    def done(self) -> int:
        """How many pictures they have drawn."""
        return sum(map(_done, self._told))

    def join(self, stop: threading.Event) -> None:
        """Wait until they find nothing left to draw. Stopped when `stop` is set; RuntimeError where one failed."""
        for process in self._processes:
            while process.poll() is None:
                if stop.wait(LOOK_SECONDS):
                    raise Stopped
            if process.returncode != 0:
                raise RuntimeError(f"a process that draws with this one ended with {process.returncode}")

    def end(self) -> None:
        """Let them go."""
        for process in self._processes:
            assert process.stdin is not None
            process.stdin.close()
            if process.poll() is None:
                process.kill()
            process.wait()


def _started(order_file: Path, told: Sequence[Path]) -> Iterator[Popen[bytes]]:
    # only here: copies do without it
    import subprocess

    from app.program import child_environment, own_command

    for file in told:
        yield subprocess.Popen(
            own_command("_animatic", str(order_file), str(file)),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env=child_environment(),
        )


def copies_itself() -> bool:
    """Whether this system lets a process with PySide in it go on as two. Elsewhere others are started anew."""
    return sys.platform == "linux"


@contextmanager
def crew(order_file: Path, *, copies: bool = False) -> Iterator[Crew | None]:
    """The other processes for an order, where there are cores and pictures enough.

    Asked for before anything large is imported, so that those started anew start at the same time. With `copies` they
    are copies of this process instead, which has to have no threads that draw and no application of Qt.
    """
    order = peek(order_file)
    count = min(MOST, cores()) - 1
    if not count or _frames(order) < WORTH:
        yield None
        return
    parts = parts_of(order["out"])
    shutil.rmtree(parts, ignore_errors=True)
    try:
        parts.mkdir()
    except OSError:
        # the process that makes the film says what is wrong with its place
        yield None
        return
    others = Crew(parts, count, None if copies else order_file)
    try:
        yield others
    finally:
        others.end()
        shutil.rmtree(parts, ignore_errors=True)


def cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def peek(order_file: Path) -> dict[str, Any]:
    """An order as far as it can be read without the program's own nouns."""
    try:
        order = json.loads(order_file.read_bytes())
        return {**order, "shots": json.loads(order["draft"])["shots"]}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _frames(order: dict[str, Any]) -> float:
    try:
        return float(sum(shot["seconds"] for shot in order["shots"])) * float(order.get("fps", 24))
    except (TypeError, KeyError):
        return 0.0


def _done(told: Path) -> int:
    try:
        return int(json.loads(told.read_bytes()).get("frame", 0))
    except (OSError, ValueError):
        return 0
