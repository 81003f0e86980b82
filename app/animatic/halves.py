"""Has a second worker draw the later pictures of a film: painting is what takes time, and it keeps one core busy."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.animatic.encode import GROUP, Stopped, read_part
from app.animatic.order import Order
from app.program import child_environment, own_command

SHARE = 0.56
"""Of the pictures for the first worker: it is drawing already while the second one still starts."""
WORTH = 72
"""Fewer pictures than this are drawn sooner by one."""
LOOK_SECONDS = 0.02


class SecondHand:
    """The second worker. It ends with the first one, whose end of its standard input closes then."""

    def __init__(self, order: Order, first: int) -> None:
        self.first = first
        out = Path(order.out)
        self._part = out.with_name(f"{out.name}.rest")
        self._progress = out.with_name(f"{out.name}.rest.json")
        self._order = out.with_name(f"{out.name}.order.json")
        share = order.replace(out=str(self._part), progress=str(self._progress), tags={}, first=first)
        self._order.write_text(share.model_dump_json(), encoding="utf-8")
        self._process = subprocess.Popen(
            own_command("_animatic", str(self._order)),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env=child_environment(),
        )

    def done(self) -> int:
        """How many pictures it has drawn."""
        try:
            return int(json.loads(self._progress.read_bytes()).get("frame", 0))
        except (OSError, ValueError):
            return 0

    def packets(self, stop: threading.Event) -> Iterator[tuple[bytes, bool]]:
        """What it made, in order, once it has ended. Stopped when `stop` is set; RuntimeError where it failed."""
        while self._process.poll() is None:
            if stop.wait(LOOK_SECONDS):
                raise Stopped
        if self._process.returncode != 0:
            raise RuntimeError(f"the second worker ended with {self._process.returncode}")
        yield from read_part(self._part)

    def end(self) -> None:
        """Let it go, with its files."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for path in (self._part, self._progress, self._order):
            path.unlink(missing_ok=True)


@contextmanager
def second_hand(order: Order, frames: int) -> Iterator[SecondHand | None]:
    """A second worker for the later pictures, where there are cores and pictures enough for two."""
    if frames < WORTH or cores() < 2:
        yield None
        return
    hand = SecondHand(order, round(frames * SHARE / GROUP) * GROUP)
    try:
        yield hand
    finally:
        hand.end()


def cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
