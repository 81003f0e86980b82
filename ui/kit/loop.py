"""Runs asyncio inside Qt and lets both end cleanly; the only module that knows qasync."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
import traceback
from collections.abc import Callable, Coroutine
from typing import Any

import qasync
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

COLLECT_MS = 2000
SETTLED_MS = 10_000
"""When all is there that stays: what is there then is never looked at again, for looking through it holds a key up by
five frames (76 ms with the window, 2026-11-26), and nearly all of it is classes, catalogue and open panels."""
log = logging.getLogger(__name__)

Report = Callable[[BaseException], None]


def run(app: QApplication, main: Callable[[], Coroutine[Any, Any, int]], report: Report) -> int:
    """Run `main()` until it returns and give its exit code. Build the window inside `main`; let it wait for the
    window's `closing` signal (`wait_for`) and then close what is open. Nothing may call `app.quit()`.

    `report` gets every exception that nobody caught. Garbage is collected only here, on the UI thread: a collection
    on another thread destroys widgets there and crashes (seen with 6.11.3, 2026-11-22).
    """
    app.setQuitOnLastWindowClosed(False)
    before, was_on = sys.excepthook, gc.isenabled()
    sys.excepthook = lambda kind, error, trace: _uncaught(report, error) if isinstance(error, Exception) else None
    gc.disable()
    collector = QTimer(app)
    collector.timeout.connect(collect)
    collector.start(COLLECT_MS)
    settled = QTimer(app, singleShot=True, interval=SETTLED_MS)
    settled.timeout.connect(gc.freeze)
    settled.start()
    try:
        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
            loop = runner.get_loop()
            loop.set_exception_handler(lambda _, context: _uncaught(report, _error_of(context)))
            return runner.run(main())
    finally:
        for timer in (collector, settled):
            timer.stop()
            timer.deleteLater()
        gc.unfreeze()
        sys.excepthook = before
        if was_on:
            gc.enable()


async def wait_for(source: QObject, name: str = "closing") -> None:
    """Wait until a signal of a QObject is emitted once, or SIGINT or SIGTERM asks the program to end."""
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    tied = getattr(source, name)
    tied.connect(done.set)
    for number in (signal.SIGINT, signal.SIGTERM):
        _on_signal(loop, number, done.set)
    try:
        await done.wait()
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            _off_signal(loop, number)


def collect() -> None:
    """One round of garbage collection, young objects only unless many are old."""
    gc.collect(1 if gc.get_count()[2] < 20 else 2)


def _uncaught(report: Report, error: BaseException) -> None:
    # only here: it is needed when something went wrong. What listens to the net and guards every log may not be there
    from app.domain.redaction import redact

    log.error("nobody caught this\n%s", redact("".join(traceback.format_exception(error)).rstrip()))
    report(error)


def _error_of(context: dict[str, Any]) -> BaseException:
    error = context.get("exception")
    return error if isinstance(error, BaseException) else RuntimeError(str(context.get("message", "")))


def _on_signal(loop: asyncio.AbstractEventLoop, number: int, act: Callable[[], object]) -> None:
    try:
        loop.add_signal_handler(number, act)
    except (NotImplementedError, RuntimeError, ValueError):
        # Windows has no handlers on the loop; there the console's own one ends the program
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(act))


def _off_signal(loop: asyncio.AbstractEventLoop, number: int) -> None:
    try:
        loop.remove_signal_handler(number)
    except (NotImplementedError, RuntimeError, ValueError):
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
