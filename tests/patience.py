"""How tests wait: for what is to come and never for a while, with a ceiling that no machine is too slow for."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds until something is believed never to come; where it comes, nobody waits that long."""
LOOK = 0.01
"""Seconds between two looks, at most."""


async def until(true: Callable[[], object], seconds: float = PATIENCE, look: float = LOOK) -> None:
    """Let the loop run until something is so."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not true():
        assert loop.time() < end, f"it did not come to pass within {seconds} seconds"
        await asyncio.sleep(look)


def block_until(true: Callable[[], object], seconds: float = PATIENCE, look: float = LOOK) -> None:
    """The same without a loop, for what another process or thread does."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"it did not come to pass within {seconds} seconds"
        threading.Event().wait(look)
