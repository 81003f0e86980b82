"""The only place that makes asyncio tasks, so that none is forgotten and every error is told.

asyncio is imported when it is used: verbs that only read a draft are a third slower with it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio


def running_loop() -> asyncio.AbstractEventLoop | None:
    """The loop that runs on this thread, or None."""
    loaded = sys.modules.get("asyncio")
    if loaded is None or not hasattr(loaded, "get_running_loop"):
        return None
    try:
        # asked with each key, and the window's binding hears of every import
        running: asyncio.AbstractEventLoop = loaded.get_running_loop()
    except RuntimeError:
        return None
    return running


class TaskSet:
    """Tasks that live until they end or `close` is called. `report` gets every exception that escapes one."""

    def __init__(self, report: Callable[[BaseException], None]) -> None:
        self._report = report
        self._tasks: set[asyncio.Task[Any]] = set()

    def spawn(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Start work on the running loop under a name."""
        import asyncio

        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def __len__(self) -> int:
        return len(self._tasks)

    async def close(self) -> None:
        """Cancel what is left and wait for it."""
        import asyncio

        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._report(error)
