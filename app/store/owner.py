"""One process drives a home: an operating system's lock says who, and dies with it."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import BinaryIO

from app.store.files import open_own, storage_fault
from app.store.paths import Home

LOCKED_BYTE = 1 << 20
"""On Windows a locked byte cannot be read by others: ours lies far behind the text."""


class Ownership:
    """The lock on a home, held until `release` or the end of the process."""

    def __init__(self, home: Home, file: BinaryIO) -> None:
        self._home = home
        self._file: BinaryIO | None = file

    def raise_asked(self) -> bool:
        """Whether another start has asked for our window since the last look."""
        try:
            self._home.raise_request.unlink()
        except OSError:
            return False
        return True

    def release(self) -> None:
        """Let the home go."""
        if self._file is not None:
            self._file.close()
            self._file = None


def take(home: Home) -> Ownership | None:
    """Own a home, or None where another process does. StorageFault where it has gone or the lock cannot be written."""
    home.prove()
    try:
        file = os.fdopen(open_own(home.lock, os.O_APPEND), "ab+", buffering=0)
    except OSError as error:
        raise storage_fault(error, home.lock) from error
    if not lock(file):
        file.close()
        return None
    with contextlib.suppress(OSError):
        file.truncate(0)
        file.write(str(os.getpid()).encode())
    with contextlib.suppress(OSError):
        home.raise_request.unlink(missing_ok=True)
    return Ownership(home, file)


def who(home: Home) -> str:
    """The process number of the owner; ask after `take` gave None. "" where it cannot be told."""
    try:
        with home.lock.open("rb") as file:
            return file.read(32).decode("ascii", "ignore")
    except OSError:
        return ""


def request_raise(home: Home) -> None:
    """Ask the owner's window to come to the front; it looks about once a second."""
    try:
        with os.fdopen(open_own(home.raise_request, os.O_TRUNC), "wb") as file:
            file.write(str(os.getpid()).encode())
    except OSError as error:
        raise storage_fault(error, home.raise_request) from error


if sys.platform == "win32":
    import msvcrt

    def lock(file: BinaryIO) -> bool:
        """Lock an open file without waiting; False where somebody else has it. Closing the file unlocks it."""
        file.seek(LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

else:
    import fcntl

    def lock(file: BinaryIO) -> bool:
        """Lock an open file without waiting; False where somebody else has it. Closing the file unlocks it."""
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
