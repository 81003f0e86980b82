"""When a provider removes a clip, as far as anybody says: what goes first is looked for first, and brought first."""

from __future__ import annotations

import asyncio
import heapq
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

ASSUMED_SECONDS = 3600.0
"""How long a clip is kept where nobody says: for the order alone, nothing is given up by it."""


def moment(text: str) -> datetime | None:
    """An ISO time; None where there is none or it does not say in which zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def removal(sent: str, outputs: str, kept: float | None) -> datetime | None:
    """When a clip is removed by the provider's word: at the time its results name, else `kept` seconds after it was
    sent at the earliest. None where neither is told."""
    named = moment(_expires(outputs))
    if named is None and kept is not None and (begun := moment(sent)) is not None:
        return begun + timedelta(seconds=kept)
    return named


def urgency(sent: str, outputs: str, kept: float | None) -> float:
    """What is smaller the sooner a clip is removed."""
    found = removal(sent, outputs, ASSUMED_SECONDS if kept is None else kept)
    return found.timestamp() if found is not None else float("inf")


def _expires(outputs: str) -> str:
    try:
        return str(json.loads(outputs)[0]["expires"])
    except (ValueError, LookupError, TypeError):
        return ""


class Berths:
    """So many places at once. Of those who wait for one, whoever is in the greatest hurry has the next."""

    def __init__(self, count: int) -> None:
        self._free, self._count = count, 0
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def taken(self, hurry: float) -> AsyncIterator[None]:
        """Hold a place. The smaller `hurry`, the sooner one comes."""
        await self._take(hurry)
        try:
            yield
        finally:
            self._give()

    async def _take(self, hurry: float) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._waiting, (hurry, self._count, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give()
            raise

    def _give(self) -> None:
        while self._waiting:
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
