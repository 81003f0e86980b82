"""Copies of clips made for looking only: found by the content of the clip, and swept so that they never fill a disk."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from app.store.files import move
from app.store.paths import Home

CAP = 2 * 1024**3
"""Bytes all copies may take together; the ones not looked at for longest go first."""
STALE_SECONDS = 24 * 3600.0
"""When a copy that was never finished belongs to nobody any more."""
PART = ".part"


class Copies:
    """The copies of one home. Nothing here is worth keeping: everything can be made again from the library."""

    def __init__(self, home: Home, cap: int = CAP) -> None:
        self._home = home
        self._folder = home.cache / "playable"
        self._cap = cap

    def find(self, sha256: str) -> Path | None:
        """The copy of a clip with this content, or None. It counts as looked at now."""
        place = self._place(sha256)
        try:
            os.utime(place)
        except OSError:
            return None
        return place

    def begin(self, sha256: str) -> Path:
        """Where a copy is to be written. StorageFault where there cannot be one."""
        self._home.make_inside(self._folder)
        return self._folder / f"{sha256}.{secrets.token_hex(4)}{PART}"

    def keep(self, part: Path, sha256: str) -> Path:
        """Keep a finished copy, and make room for it."""
        place = self._place(sha256)
        move(part, place)
        self.sweep(place)
        return place

    def sweep(self, spared: Path | None = None) -> None:
        """Remove the oldest copies beyond the cap (never `spared`), and what was left unfinished long ago."""
        found = []
        for path in self._folder.glob("*"):
            with suppress(OSError):
                stat = path.stat()
                if path.suffix == PART:
                    if time.time() - stat.st_mtime > STALE_SECONDS:
                        path.unlink()
                else:
                    found.append((stat.st_mtime, stat.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self._cap:
                break
            if path != spared:
                # one that is being played stays on systems that do not let go of it
                with suppress(OSError):
                    path.unlink()
                    total -= size

    def _place(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.mp4"
