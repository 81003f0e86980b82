"""Lets a process go on as two, so that what it has imported and read is there twice and was paid for once."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from app.animatic.parts import Stopped

GRACE_SECONDS = 3.0
"""How long a process may take to clean up after its parent has gone, before it ends all the same."""


class Copy:
    """A copy of this process that does one thing and ends; it ends as well when this one does."""

    def __init__(self, act: Callable[[Path, threading.Event], None], told: Path, before: Sequence[Copy]) -> None:
        """Start it. `before` are the copies there are: their ends of pipes are none of its business."""
        its_end, our_end = os.pipe()
        self.stdin = os.fdopen(our_end, "wb")
        self.returncode: int | None = None
        try:
            self._pid = os.fork()
        except OSError:
            os.close(its_end)
            self.stdin.close()
            raise
        if self._pid == 0:
            for each in (*before, self):
                each.stdin.close()
            os.dup2(its_end, 0)
            os.close(its_end)
            _live(act, told)
        os.close(its_end)

    def poll(self) -> int | None:
        """How it ended, None while it runs."""
        return self._look(os.WNOHANG)

    def wait(self) -> int | None:
        """Wait for its end."""
        return self._look(0)

    def kill(self) -> None:
        """End it at once."""
        os.kill(self._pid, signal.SIGKILL)

    def _look(self, how: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self._pid, how)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def _live(act: Callable[[Path, threading.Event], None], told: Path) -> NoReturn:
    """What the copy does from its first moment to its last: nothing that stands further out is its own."""
    code = 1
    try:
        stop = threading.Event()
        watch_parent(stop)
        act(told, stop)
        code = 0
    except Stopped:
        code = 2
    except BaseException:
        # only here: most copies end well
        import traceback

        traceback.print_exc()
    sys.stderr.flush()
    os._exit(code)


def watch_parent(stop: threading.Event) -> None:
    """End when standard input closes: the parent has died, or wants no more."""

    def watch() -> None:
        with contextlib.suppress(OSError, ValueError):
            while os.read(0, 64):
                pass
        stop.set()
        threading.Event().wait(GRACE_SECONDS)
        os._exit(2)

    threading.Thread(target=watch, name="parent", daemon=True).start()
