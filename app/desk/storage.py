"""The care of the library: its backups, a check of every file, and another one in its place where it is damaged."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.desk.versions import time_words
from app.domain.clip import Clip
from app.domain.errors import BadFile, Conflict, Fault, UnknownName
from app.domain.job import Message
from app.domain.noun import Noun
from app.domain.upgrade import draft_from, write_draft
from app.store.backups import Backup, Backups, problems_in
from app.store.clips import Clips
from app.store.db import Database
from app.store.jobs import Jobs
from app.store.mending import Mending
from app.store.paths import Home
from app.store.sweep import adopt_known, digest, id_in, unknown_files

if TYPE_CHECKING:
    from app.desk.core import Rooms
    from app.desk.desk import Desk
    from app.domain.draft import Draft
    from app.media import Inspection


class Checked(Noun):
    """What a check of the library found."""

    clips: int
    size: int
    """Bytes of all clips that are there."""
    decoded: bool
    problems: tuple[Message, ...]
    """Each with `path`, relative to the home, and `clip` where it is about one."""

    @property
    def words(self) -> Message:
        """What it comes to."""
        if not self.problems:
            return Message(id="storage.all_well", args={"n": self.clips})
        return Message(id="storage.checked", args={"n": len(self.problems), "clips": self.clips})


class Mended(Noun):
    """What came of putting another database in the library's place."""

    clips: int
    jobs: int
    adopted: int
    """Clips that got their rows by their record or by what their file carries."""
    unread: tuple[str, ...] = ()
    """Files that stay in their place without a row, because they are not whole."""
    aside: Path | None = None
    """Where the damaged one lies now."""


class Storage:
    """One at a time of what takes long; `doing` says which, `done` of `of` how far it is, `said` how the last ended."""

    def __init__(self, desk: Desk, rooms: Rooms) -> None:
        self._desk, self._rooms = desk, rooms
        self._backups = Backups(rooms.home.backups, rooms.clock)
        self.doing = ""
        """`check`, `backup`, `restore`, `rebuild`, or "" for nothing."""
        self.done, self.of = 0, 0
        self.said: Message | None = None
        self.found: Checked | None = None
        """What the last check of this run found."""

    # ------------------------------------------------------------------------------------------------------ backups

    def backups(self) -> list[Backup]:
        """The backups there are, newest first."""
        return self._backups.list()

    async def back_up(self, folder: Path | None = None, why: str = "asked") -> Backup:
        """Make a backup now, into this folder or beside the library. StorageFault where it could not be made whole."""
        backups = self._backups if folder is None else Backups(folder, self._rooms.clock, thinned=False)

        def make() -> Backup:
            with database.copying() as source:
                return backups.make(source, why)

        with self._alone("backup"):
            database = self._desk.work.jobs.database
            made = await asyncio.to_thread(make)
            self.said = Message(id="storage.backed_up", args={"size_kb": made.size // 1024})
        return made

    def last(self) -> dict[str, Any] | None:
        """Time in words, bytes, and how many there are, of the newest backup; None where there is none."""
        backups = self._backups.list()
        if not backups:
            return None
        newest = backups[0]
        time = time_words(newest.at, self._desk.now())
        return {"time": time, "size": newest.size, "n": len(backups)}

    def begin(self, what: str) -> None:
        """Do one of `backup`, `check`, `restore`, `rebuild` in the background; `said` tells how it ended. A library
        that was mended is opened."""
        self._rooms.tasks.spawn(self._do(what), f"library {what}")

    async def _do(self, what: str) -> None:
        acts: dict[str, Callable[[], Awaitable[object]]] = {
            "backup": self.back_up,
            "check": self.check,
            "restore": self.restore,
            "rebuild": self.rebuild,
        }
        # it is in `said`
        with contextlib.suppress(Fault):
            await acts[what]()
            if what in ("restore", "rebuild"):
                await self._desk.reopen()

    # -------------------------------------------------------------------------------------------------------- check

    async def check(self, *, decode: bool = True) -> Checked:
        """Hold the database and every file against each other; with `decode` every picture of every clip is read."""
        with self._alone("check"):
            work = self._desk.work
            contents = await asyncio.to_thread(work.clips.contents)
            self.of = len(contents)
            problems = await asyncio.to_thread(_database_problems, work.jobs.database)
            size = 0
            for clip_id, path, sha256 in contents:
                file = self._rooms.home.root / path
                found = await self._problem_of(file, sha256, decode=decode)
                if found is not None:
                    problems.append(found.replace(args={"path": path, "clip": clip_id}))
                with contextlib.suppress(OSError):
                    size += file.stat().st_size
                self.done += 1
            problems += await asyncio.to_thread(_strays, self._rooms.home, work.clips, work.jobs)
            self.found = Checked(clips=len(contents), size=size, decoded=decode, problems=tuple(problems))
            self.said = self.found.words
        return self.found

    async def _problem_of(self, file: Path, sha256: str, *, decode: bool) -> Message | None:
        try:
            if await asyncio.to_thread(digest, file) != sha256:
                return Message(id="storage.file_other")
            if decode:
                await self._rooms.inspect(file)
        except Fault as fault:
            return Message(id="storage.file_missing" if fault.id == "not_found" else "storage.file_broken")
        return None

    # ------------------------------------------------------------------------------------------------------ mending

    async def restore(self, backup: Path | None = None) -> Mended:
        """Put a backup, or the newest good one, in the library's place. Needs a home that nobody has open.

        UnknownName where there is none; StorageFault where it is not whole, and nothing has changed then."""
        with self._alone("restore"):
            if backup is None:
                good = await asyncio.to_thread(self._backups.newest_good)
                if good is None:
                    raise UnknownName("backup", "", ())
                backup = good.path
            return await self._mend("restore", backup)

    async def rebuild(self) -> Mended:
        """Make the library anew: what can be kept of its database or of the newest good backup, and every clip file by
        its record, or by what it carries. Needs a home that nobody has open."""
        with self._alone("rebuild"):
            return await self._mend("rebuild", None)

    async def _mend(self, why: str, backup: Path | None) -> Mended:
        mending = Mending(self._rooms.home, self._rooms.clock)
        with mending.alone():
            await asyncio.to_thread(mending.begin, why, backup)
            database = await asyncio.to_thread(Database, mending.new)
            try:
                clips = Clips(database, mending.new)
                adopted = await asyncio.to_thread(adopt_known, mending.new, clips, self._now())
                read, unread = (0, []) if backup is not None else await self._read_in(clips)
                rows = database.rows("SELECT (SELECT count(*) FROM clips), (SELECT count(*) FROM jobs)")[0]
            finally:
                await asyncio.to_thread(database.close)
            aside = await asyncio.to_thread(mending.put_in_place)
        self.said = Message(id=f"storage.{why}d", args={"n": int(rows[0]), "jobs": int(rows[1])})
        count = len(adopted) + read
        return Mended(clips=rows[0], jobs=rows[1], adopted=count, unread=tuple(unread), aside=aside)

    async def _read_in(self, clips: Clips) -> tuple[int, list[str]]:
        """Give rows to files of which nothing is known but what they carry. Returns how many, and those not whole."""
        files = await asyncio.to_thread(unknown_files, self._rooms.home, clips)
        unread = []
        self.of = len(files)
        for file in files:
            try:
                inspection = await self._rooms.inspect(file)
                clip = await asyncio.to_thread(_clip_of, self._rooms.home, file, inspection, self._now())
                await asyncio.to_thread(clips.add, clip)
            except BadFile:
                unread.append(file.relative_to(self._rooms.home.root).as_posix())
            self.done += 1
        return len(files) - len(unread), unread

    def _now(self) -> str:
        return self._rooms.clock().isoformat(timespec="milliseconds")

    @contextlib.contextmanager
    def _alone(self, what: str) -> Iterator[None]:
        if self.doing:
            raise Conflict("storage_busy")
        self.doing, self.done, self.of, self.said = what, 0, 0, None
        try:
            yield
        except Fault as fault:
            plain = {name: str(value) for name, value in fault.args_by_name.items()}
            self.said = Message(id=f"error.{fault.id}", args=plain)
            raise
        finally:
            self.doing = ""


def _database_problems(database: Database) -> list[Message]:
    with database.copying() as connection:
        wrong = problems_in(connection)
    if wrong is None:
        return []
    return [Message(id="storage.database_damaged", args={"path": "library.db", "reason": wrong})]


def _strays(home: Home, clips: Clips, jobs: Jobs) -> list[Message]:
    """Files without a row, and what lies in `incoming` for no job."""
    wanted = {row.id for row in jobs.queue()} | {job.id for job in jobs.unsure()}
    files = [(path, "storage.file_unknown") for path in unknown_files(home, clips) if id_in(path) not in wanted]
    parts = [
        (path, "storage.part_left")
        for path in sorted(home.incoming.iterdir())
        if path.name.partition(".")[0] not in wanted and not path.name.startswith("attach-")
    ]
    return [Message(id=id, args={"path": path.relative_to(home.root).as_posix()}) for path, id in files + parts]


def _clip_of(home: Home, file: Path, inspection: Inspection, at: str) -> Clip:
    """The clip in a file by what it carries and how it is called."""
    from app.jobs.intake import new_id

    draft = _draft_of(inspection)
    title, _, _ = file.stem.rpartition("-take-") if "-take-" in file.stem else file.stem.rpartition("-rehearsal-")
    record = inspection.record or {}
    return Clip(
        id=new_id(),
        path=file.relative_to(home.root).as_posix(),
        sha256=digest(file),
        title=(draft.title if draft else "") or title.replace("-", " ") or file.stem,
        draft_id=draft.id if draft else "",
        draft=write_draft(draft).decode() if draft else "",
        model=str(record.get("model", "")),
        words=str(record.get("text", "")),
        media=inspection.media,
        created=at,
    )


def _draft_of(inspection: Inspection) -> Draft | None:
    if inspection.draft is None:
        return None
    with contextlib.suppress(Fault):
        return draft_from(inspection.draft, "")
    return None
