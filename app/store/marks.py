"""Which jobs are acted upon at this moment, in a file that outlives the program: twice dead over one, it is held."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from app.store.files import open_own
from app.store.paths import Home

MOST_DEATHS = 2
"""So often the program may end over the same job before that is left alone until a person says otherwise."""
MOST_BYTES = 1 << 20
ACTING, IDLE = "acting", "idle"


class Marks:
    """What one start knows of those before it. Nothing is read or written before `begin`.

    A mark stands only while something is really done: an answer read, a file judged. It is written without waiting for
    the disk, for it has to outlive the program and not the machine.
    """

    def __init__(self, home: Home) -> None:
        self._path = home.marks
        self._deaths: Counter[str] = Counter()
        self._acting: Counter[str] = Counter()
        self._alone = asyncio.Lock()
        self._file: int | None = None
        self._size = 0

    def begin(self) -> list[str]:
        """Read what the last start has left. Returns the jobs that are held from now on."""
        with suppress(OSError):
            self._file = open_own(self._path)
            text = os.pread(self._file, MOST_BYTES, 0)
            self._size = len(text)
            left = [words for line in text.decode("ascii", "ignore").splitlines() if len(words := line.split()) == 3]
            self._deaths = +Counter({job: _count(deaths) + (what == ACTING) for job, deaths, what in left})
            self._write()
            return [job for job, _, what in left if what == ACTING and self.holds(job)]
        return []

    def end(self) -> None:
        """Let the file go."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def holds(self, job_id: str) -> bool:
        """Whether a job is left alone."""
        return self._deaths[job_id] >= MOST_DEATHS

    def held(self) -> list[str]:
        """The jobs that are left alone."""
        return [job for job, deaths in self._deaths.items() if deaths >= MOST_DEATHS]

    def doubts(self, job_id: str) -> bool:
        """Whether the program has ended over this job, or over others that were acted upon with it."""
        return job_id in self._deaths

    def forget(self, job_id: str) -> None:
        """It has come to its end, or a person wants it tried again."""
        if self._deaths.pop(job_id, 0):
            self._write()

    @asynccontextmanager
    async def acting(self, *job_ids: str) -> AsyncIterator[None]:
        """Something is done with these. One that is in doubt is acted upon alone among those, so that the next death
        tells which of them it was."""
        if any(map(self.doubts, job_ids)):
            async with self._alone:
                with self._marked(*job_ids):
                    yield
        else:
            with self._marked(*job_ids):
                yield

    @contextmanager
    def _marked(self, *job_ids: str) -> Iterator[None]:
        self._acting.update(job_ids)
        self._write()
        try:
            yield
        finally:
            self._acting.subtract(job_ids)
            self._acting = +self._acting
            self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        jobs = sorted({*self._deaths, *self._acting})
        lines = [f"{job} {self._deaths[job]} {ACTING if job in self._acting else IDLE}\n" for job in jobs]
        text = "".join(lines).encode("ascii", "replace")
        # a disk that is full takes no mark; what there is to be done is done all the same
        with suppress(OSError):
            os.pwrite(self._file, text.ljust(self._size), 0)
            self._size = max(self._size, len(text))


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else 0
