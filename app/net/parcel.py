"""A file as the body of a request: read piece by piece from the disk while it is sent, with its length told before."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import BinaryIO, Self

BLOCK = 1024 * 1024


class Parcel:
    """What is sent: a file with something before and behind it. Open it in a `with`; it can be sent once."""

    def __init__(self, file: Path, before: bytes = b"", behind: bytes = b"") -> None:
        self._path = file
        self._before = before
        self._behind = behind
        self._file: BinaryIO | None = None
        self._left: list[bytes] = []

    def __enter__(self) -> Self:
        self._file = self._path.open("rb")
        self._left = [self._behind, self._before]
        return self

    def __exit__(self, *told: object) -> None:
        assert self._file is not None
        self._file.close()

    @property
    def length(self) -> int:
        """Its bytes."""
        return len(self._before) + self._path.stat().st_size + len(self._behind)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        assert self._file is not None, "it is not open"
        if len(self._left) == 2 and (before := self._left.pop()):
            return before
        if block := await asyncio.to_thread(self._file.read, BLOCK):
            return block
        if self._left and (behind := self._left.pop()):
            return behind
        raise StopAsyncIteration
