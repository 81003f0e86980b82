"""The child's main that draws and encodes one animatic, so that a crash or a kill costs nothing but the drawing."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any, NoReturn

import app
from app.animatic.copies import watch_parent
from app.animatic.crew import Crew, copies_itself, crew
from app.animatic.parts import Stopped

TELL_SECONDS = 0.1
"""Progress is written at most this often."""


def main(arguments: list[str]) -> NoReturn:
    """`_animatic ORDER.json`: make the film the order asks for. 0 done, 1 the order is at fault, 2 stopped.

    `_animatic ORDER.json TOLD.json` helps another process to make it, and notes in that file how many pictures it drew.
    """
    stop = threading.Event()
    watch_parent(stop)
    # a process that lives for seconds and paints tuples of numbers has no garbage worth looking for
    gc.disable()
    app.leaves_judging = True
    if len(arguments) > 1:
        code = help_with(Path(arguments[0]), Path(arguments[1]), stop)
    else:
        code = run(Path(arguments[0]), stop, copies=copies_itself())
    sys.stderr.flush()
    # nothing is left to do, and taking Python and Qt down piece by piece takes twice as long as ending
    os._exit(code)


def run(order_file: Path, stop: threading.Event, *, copies: bool = False) -> int:
    """Make the film of an order, telling how far it is in the order's progress file.

    With `copies`, in a process that does nothing else, others that draw with it are copies of itself.
    """
    with crew(order_file, copies=copies) as others:
        return _run(order_file, stop, None, others)


def help_with(order_file: Path, told: Path, stop: threading.Event) -> int:
    """Draw pictures of the film of an order, telling how many in a file of its own."""
    return _run(order_file, stop, told, None)


def _run(order_file: Path, stop: threading.Event, told_file: Path | None, others: Crew | None) -> int:
    from app.animatic.order import read_order
    from app.domain.errors import Fault

    try:
        order = read_order(order_file)
    except Fault as fault:
        sys.stderr.write(f"{fault.id}\n")
        return 1
    told = Progress(told_file or Path(order.progress))
    from app.pyside import import_lightly

    # the modules imported below bring PySide
    import_lightly()
    from app.animatic.film import assist, make

    try:
        if told_file is None:
            make(order, told, stop, others)
        else:
            assist(order, told, stop)
    except Stopped:
        told.write("stopped")
        return 2
    except Fault as fault:
        args = {key: str(value) for key, value in fault.args_by_name.items()}
        told.write("failed", error={"id": fault.id, "args": args})
        return 1
    except OSError as error:
        full = error.errno == 28
        told.write("failed", error={"id": "disk_full" if full else "storage_failed", "args": _about(error, order.out)})
        return 1
    if told_file is None:
        told.frame = told.frames
        told.write("done")
    return 0


class Progress:
    """The progress file: {"frame", "frames", "state", "error"?, "findings"?}, exchanged as a whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._next = 0.0
        self.frame = 0
        self.frames = 0
        self.findings: list[dict[str, object]] = []
        """What can only be drawn as a plain box."""
        self.beside: Crew | None = None
        """Who draws with this process."""

    def beside_it(self, path: Path) -> Progress:
        """Another one of the same film, in a file of its own."""
        other = Progress(path)
        other.frames = self.frames
        return other

    def tell(self, frame: int) -> None:
        """Note how many pictures are drawn; on disk a few times a second."""
        now = time.monotonic()
        self.frame = frame
        if now >= self._next:
            self._next = now + TELL_SECONDS
            self.frame += self.beside.done() if self.beside is not None else 0
            self.write("running")

    def write(self, state: str, error: dict[str, Any] | None = None) -> None:
        """Put the file down now. A disk that refuses it does not stop the drawing."""
        content: dict[str, Any] = {"frame": self.frame, "frames": self.frames, "state": state}
        if error:
            content["error"] = error
        if self.findings:
            content["findings"] = self.findings
        beside = self._path.with_name(self._path.name + ".new")
        with contextlib.suppress(OSError):
            beside.write_text(json.dumps(content), encoding="utf-8")
            beside.replace(self._path)


def _about(error: OSError, name: str) -> dict[str, str]:
    return {"name": Path(name).name, "reason": error.strerror or "?"}
