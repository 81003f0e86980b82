"""Notices that the machine slept, or that this process stood still: what was waited for then is long due."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from app.jobs.lanes import SteadyClock

ASLEEP_SECONDS = 30.0
"""Less than that is a busy loop, or a clock that was set right."""


class Waking:
    """Asked now and then, it says whether time has passed in between that nobody counted.

    The clock that never jumps stands still while some systems sleep, and the wall clock does not; where both go on, the
    loop was not asked for too long. A wall clock that was set forward looks the same: then things are only done early.
    """

    def __init__(self, clock: Callable[[], datetime], steady: SteadyClock) -> None:
        self._clock, self._steady = clock, steady
        self._last: tuple[float, float, float] | None = None

    def has_slept(self) -> bool:
        """Whether that is so since the last call."""
        now = (self._clock().timestamp(), self._steady.now(), asyncio.get_running_loop().time())
        last, self._last = self._last, now
        if last is None:
            return False
        wall, steady, loop = (new - old for new, old in zip(now, last, strict=True))
        return wall - steady > ASLEEP_SECONDS or loop > ASLEEP_SECONDS
