"""A loop whose clock stands still while somebody works, and leaps to whatever is waited for as soon as nobody does."""

from __future__ import annotations

import asyncio
from typing import Any


class LeapingLoop(asyncio.SelectorEventLoop):
    """Tells the time of those who wait, in a moment. A thread's work takes no time either."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0
        """The time; a test may set it on, as a loop too busy for its timers does."""
        self._threads = 0

    def time(self) -> float:
        """The time that has passed for those who wait."""
        return self.now

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:  # type: ignore[override]
        """Run in a thread, for which the clock stands still."""
        work = super().run_in_executor(executor, func, *args)
        self._threads += 1
        work.add_done_callback(self._on_done)
        return work

    def _on_done(self, work: Any) -> None:
        self._threads -= 1

    def _run_once(self) -> None:
        due = [handle.when() for handle in self._scheduled if not handle.cancelled()]  # type: ignore[attr-defined]
        if due and not self._ready and not self._threads:  # type: ignore[attr-defined]
            self.now = max(self.now, min(due))
        super()._run_once()  # type: ignore[misc]
