"""Puts what comes on the disk in a thread while more comes: neither the loop nor the network waits for a slow disk."""

from __future__ import annotations

import asyncio

from app.net.part import Part

WRITTEN = 1024 * 1024
"""Bytes that are put on the disk at once. As many again gather meanwhile, and no more: then the disk is waited for."""


class Spool:
    """One part file for as long as a connection brings it; at the end all that came is written, whatever ended it."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._held: list[bytes] = []
        self._size = 0
        self._writing: asyncio.Future[None] | None = None

    async def __aenter__(self) -> Spool:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._write()
        await self._written()

    async def put(self, block: bytes) -> None:
        """Take what has come. Raises what the disk said to an earlier piece."""
        self._held.append(block)
        self._size += len(block)
        if self._size >= WRITTEN:
            await self._write()

    async def _write(self) -> None:
        await self._written()
        held, self._held, self._size = self._held, [], 0
        self._writing = asyncio.get_running_loop().run_in_executor(None, self._part.add, held)

    async def _written(self) -> None:
        """Wait for the piece that is on its way. Whoever is stopped here leaves it to be waited for."""
        if self._writing is None:
            return
        try:
            await asyncio.shield(self._writing)
        finally:
            if self._writing.done():
                self._writing = None
