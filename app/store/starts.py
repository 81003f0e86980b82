"""How many starts of the window in a row came to nothing, so that a fault that recurs cannot lock a person out."""

from __future__ import annotations

import os
from contextlib import suppress

from app.store.files import open_own
from app.store.paths import Home

MOST_FAILED = 3
"""After so many the next one is careful."""


class Starts:
    """A number in a file of the home: written when a start begins, gone when it is ready."""

    def __init__(self, home: Home) -> None:
        self._path = home.starts

    def failed(self) -> int:
        """Starts in a row that did not come to be ready; one that is under way counts."""
        with suppress(OSError, ValueError):
            return max(0, int(self._path.read_bytes()[:9]))
        return 0

    def begin(self) -> bool:
        """Count a start. True where those before it failed so often that this one should be careful."""
        failed = self.failed()
        with suppress(OSError), os.fdopen(open_own(self._path, os.O_TRUNC), "wb") as file:
            file.write(str(failed + 1).encode())
        return failed >= MOST_FAILED

    def ready(self) -> None:
        """This one made it: the next begins at nothing."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
