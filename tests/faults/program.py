"""Starts the program's real verbs a thousand times: imported once, forked for each start, under strace where asked.

Run as a program it takes one JSON line for each start and answers with one. A start is one of the program in all but
its imports, with waits that are made short; what it does with disk and network is its own.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import pkgutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partialmethod
from importlib import import_module
from pathlib import Path
from typing import Any

PATIENCE = 60.0
"""Seconds after which a start that does not end is killed, and counts as one that hangs."""
LOOK = 0.002
PROVIDERS = ("openai_videos", "kling", "fal", "replicate", "animatic")
QUICK: dict[str, Any] = {
    "WATCH_SECONDS": 0.02, "STUCK_SECONDS": 0.3, "SETTLE_SECONDS": 0.2, "LOOK_GAPS": (0.0, 0.05, 0.05, 0.1),
    "LATE_GAPS": (0.1,), "DISK_SECONDS": 0.2, "NOTE_SECONDS": 0.05, "GONE_SECONDS": 0.4, "LEAST_WAIT": 0.05,
    "MOST_WAIT": 0.5, "FRESH_SECONDS": 0.0,
}  # fmt: skip
"""Waits of the jobs' room that nothing is found out by, wherever in it they are."""
POLL_SECONDS = 0.02


def hasten() -> None:
    """Make the waits short, read what never changes once, and judge clips in this process."""
    import httpx
    import pytest

    import app.build
    import app.jobs
    from app.cli import frame
    from tests.fakes.floor import inspect_here
    from tests.fakes.ours import read_ours_once

    for _, name, _ in pkgutil.iter_modules(app.jobs.__path__, "app.jobs."):
        module = import_module(name)
        vars(module).update({wait: seconds for wait, seconds in QUICK.items() if hasattr(module, wait)})
    for name in PROVIDERS[:4]:
        _look_often(type(import_module(f"app.providers.{name}").PROVIDER))
    # one thread beside the loop and the library's writer: strace counts each thread's calls by themselves
    ThreadPoolExecutor.__init__ = partialmethod(ThreadPoolExecutor.__init__, 1)  # type: ignore[method-assign,assignment]
    httpx.create_ssl_context = cache(httpx.create_ssl_context)
    httpx.create_ssl_context()
    read_ours_once(pytest.MonkeyPatch())
    frame.open_desk = lambda home: app.build.build(home, inspect=inspect_here, clock=_clock)


def _clock() -> datetime:
    """The wall clock, as wrong as a start is told that it is."""
    return datetime.now(UTC) + timedelta(seconds=float(os.environ.get("RIG_SKEW", "0")))


def _look_often(provider: type[Any]) -> None:
    own = provider.spec

    def spec(self: Any) -> Any:
        return own.fget(self).replace(poll_seconds=float(os.environ.get("RIG_POLL", POLL_SECONDS)))

    provider.spec = property(spec)


def warm(folder: Path) -> None:
    """Do everything once that a first time makes slow, without a thread that stays."""
    import app.cli.verbs  # noqa: F401
    from app.cli import frame

    for name in ("app.jobs.dispatch", "app.cli.work", "app.net.download", "app.media.frames", "av", "anyio"):
        import_module(name)
    desk = frame.open_desk(folder)
    for model in ("kling/kling-3.0", "fal/kling-v3-standard", "replicate/kling-v3-video", "animatic/board"):
        desk.compile(desk.make_draft("small-rescue"), model)
    gc.collect()
    gc.freeze()


def learn(file: Path) -> None:
    """Import what a start has imported beyond what is here."""
    for name in file.read_text().split() if file.exists() else ():
        with contextlib.suppress(ImportError):
            import_module(name)
    gc.freeze()


@dataclass
class Acts:
    """What is still to be done to a start, in its order."""

    left: list[tuple[float, str]]
    since: str
    begun: float
    last: float = 0.0
    """When something was done."""

    def next(self, now: float) -> str:
        """What is due; "" while nothing is."""
        self.last = self.last or self.begun
        if self.since:
            if not Path(self.since).exists():
                return ""
            self.since, self.begun = "", now
        if not self.left or now <= self.begun + self.left[0][0]:
            return ""
        self.last = now
        return self.left.pop(0)[1]


def start(order: dict[str, Any]) -> dict[str, Any]:
    """One start: `verb` with its arguments, `out` as the beginning of the names of what it says, `env`, and `trace`,
    the arguments of strace, where it is wanted. `acts` are seconds and what is done to it then: a signal's name, or
    `untrace`; they count from the start, or from when the file `since` is there. Returns how it ended, how long it
    took, how much of that the processor was at it, and when it was acted upon last."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(writing)
        _live(order, reading)
    os.close(reading)
    began = time.monotonic()
    try:
        tracer = _trace(child, order["trace"]) if order.get("trace") else None
        with contextlib.suppress(BrokenPipeError):
            os.write(writing, b"!")
    finally:
        os.close(writing)
    acts = Acts([(after, what) for after, what in order.get("acts", ())], order.get("since", ""), began)
    code, busy = _wait(child, tracer, acts)
    if tracer is not None:
        tracer.wait()
    if order.get("learn") and code >= 0:
        learn(Path(order["learn"]))
    seconds = round(time.monotonic() - began, 4)
    return {"code": code, "seconds": seconds, "busy": round(busy, 3), "acted": round(acts.last - began, 4)}


def _live(order: dict[str, Any], reading: int) -> None:
    """The child: it never returns."""
    code = 70
    try:
        os.setpgid(0, 0)
        os.read(reading, 1)
        os.close(reading)
        for name, number in (("out", 1), ("err", 2)):
            file = os.open(f"{order['out']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(file, number)
            os.close(file)
        os.environ.update(order.get("env", {}))
        before = set(sys.modules)
        sys.stdout, sys.stderr = open(1, "w"), open(2, "w")  # noqa: SIM115 - as a start finds them
        from app.cli.main import main

        code = main(order["verb"])
        if order.get("learn"):
            Path(order["learn"]).write_text(" ".join(set(sys.modules) - before))
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:
        # before the verb has begun Python itself ends with that
        code = 130
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _trace(child: int, arguments: list[str]) -> subprocess.Popen[bytes]:
    tracer = subprocess.Popen(["strace", "-f", "-qq", "-p", str(child), *arguments], stderr=subprocess.DEVNULL)
    status = Path(f"/proc/{child}/status")
    until = time.monotonic() + PATIENCE
    while "TracerPid:\t0\n" in status.read_text() and tracer.poll() is None and time.monotonic() < until:
        threading.Event().wait(LOOK)
    return tracer


def _wait(child: int, tracer: subprocess.Popen[bytes] | None, acts: Acts) -> tuple[int, float]:
    """How a child ended: its exit code, or minus the signal; and its processor time. One that hangs is killed and
    counts as 124."""
    until = time.monotonic() + PATIENCE
    while True:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
        what = acts.next(time.monotonic())
        if what and what != "untrace":
            os.kill(child, signal.Signals[what])
        elif what and tracer is not None:
            tracer.terminate()
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return 124, 0.0
        threading.Event().wait(LOOK)


def main(folder: Path) -> None:
    """Answer orders until the input ends."""
    hasten()
    warm(folder)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(start(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
