"""Whether the window ended cleanly last time, and what to say of the draft that came back where it did not."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from app.desk.versions import time_words
from app.domain.errors import Fault
from app.store.files import move, open_own, storage_fault
from app.store.owner import lock
from app.store.paths import Home

if TYPE_CHECKING:
    from app.desk.authoring import Authoring

OPEN = b"open\n"


class Session:
    """A file of the home that says a window is open; locked while it is, so that a second window changes nothing."""

    def __init__(self, desk: Authoring, home: Home) -> None:
        self._desk = desk
        self._home = home
        self._file: BinaryIO | None = None

    def begin(self) -> None:
        """Say that a window is open, and of what came back after an end that was not clean."""
        path = self._home.root / "window.session"
        try:
            file = os.fdopen(open_own(path, os.O_APPEND), "ab+", buffering=0)
        except OSError as error:
            self._desk.notice_fault(storage_fault(error, path))
            return
        if not lock(file):
            file.close()
            return
        self._file = file
        file.seek(0)
        if file.read(len(OPEN)):
            self._tell()
            self._put_away_halves()
        self._say(OPEN)

    def end(self) -> None:
        """Say that it ended cleanly, unless something is not on disk."""
        if self._file is not None:
            if self._desk.snapshot.saved == "saved":
                self._say(b"")
            self._file.close()
            self._file = None

    def _tell(self) -> None:
        draft = self._desk.snapshot.draft
        if draft is None:
            return
        with suppress(OSError):
            changed = (self._home.drafts / f"{draft.id}.draft.json").stat().st_mtime
            time = time_words(datetime.fromtimestamp(changed, UTC).isoformat(), self._desk.now())
            self._desk.notice("notice.draft_restored", "info", "versions", title=draft.title, time=time)

    def _put_away_halves(self) -> None:
        """Files whose writing the end cut off: the drafts themselves are whole beside them."""
        for half in self._home.drafts.glob(".*.tmp"):
            with suppress(Fault):
                move(half, self._home.trash / "drafts" / half.name)

    def _say(self, word: bytes) -> None:
        assert self._file is not None
        with suppress(OSError):
            self._file.truncate(0)
            self._file.write(word)
            os.fsync(self._file.fileno())
