"""The last resort for a paid job: room kept on disk beforehand for its remote id, should the disk be full just then."""

from __future__ import annotations

import os
import threading

from app.store.files import open_own, storage_fault
from app.store.paths import Home

SLOT_BYTES = 1024
SLOTS = 64
"""More jobs than that are never between acceptance and their row at once."""


class Slots:
    """Remote ids by job, in a file that is written in place: that needs no room on the disk."""

    def __init__(self, home: Home) -> None:
        self._path = home.root / "remote-ids"
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Keep the room. StorageFault where there is none; then nothing that is paid for should be sent."""
        if self._path.exists() and self._path.stat().st_size == SLOTS * SLOT_BYTES:
            return
        try:
            with os.fdopen(open_own(self._path, os.O_TRUNC), "wb") as file:
                file.write(b" " * (SLOTS * SLOT_BYTES))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise storage_fault(error, self._path) from error

    def put(self, job_id: str, remote_id: str) -> None:
        """Write an id down. StorageFault where even that fails."""
        line = f"{job_id} {remote_id}".encode()
        with self._lock:
            taken = self._lines()
            free = next((number for number, text in enumerate(taken) if not text or text.startswith(f"{job_id} ")), 0)
            self._write(free, line[:SLOT_BYTES])

    def remote_ids(self) -> dict[str, str]:
        """What is written down, by job."""
        pairs = (text.partition(" ") for text in self._lines() if text)
        return {job_id: remote_id for job_id, _, remote_id in pairs}

    def clear(self, job_id: str) -> None:
        """Forget an id whose row is written by now."""
        with self._lock:
            for number, text in enumerate(self._lines()):
                if text.startswith(f"{job_id} "):
                    self._write(number, b"")

    def _lines(self) -> list[str]:
        data = self._path.read_bytes() if self._path.exists() else b""
        return [
            data[start : start + SLOT_BYTES].decode("utf-8", "ignore").strip()
            for start in range(0, len(data), SLOT_BYTES)
        ]

    def _write(self, number: int, line: bytes) -> None:
        try:
            with self._path.open("r+b") as file:
                file.seek(number * SLOT_BYTES)
                file.write(line.ljust(SLOT_BYTES))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise storage_fault(error, self._path) from error
