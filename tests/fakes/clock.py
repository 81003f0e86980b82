"""A loop whose clock stands still while somebody works, and leaps to whatever is waited for as soon as nobody does."""

from __future__ import annotations

import asyncio


class LeapingLoop(asyncio.SelectorEventLoop):
    """For what waits only for time: a thread's work would be waited for no longer than the next timer."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0
        """The time; a test may set it on, as a loop too busy for its timers does."""

    def time(self) -> float:
        """The time that has passed for those who wait."""
        return self.now

    def _run_once(self) -> None:
        due = [handle.when() for handle in self._scheduled if not handle.cancelled()]  # type: ignore[attr-defined]
        if due and not self._ready:  # type: ignore[attr-defined]
            self.now = max(self.now, min(due))
        super()._run_once()  # type: ignore[misc]
