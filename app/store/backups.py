"""Copies of the library's database: made while it is open, opened and checked before they count, thinned with age."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import apsw

from app.domain.errors import StorageFault
from app.domain.noun import Field, Noun
from app.store.clock import wall_clock
from app.store.files import make_folder, move, open_own, room_for, storage_fault
from app.store.migrations import STEPS, Step
from app.store.schema import check_schema, harden, refuse_strange

RESERVE_BYTES = 64 * 1024 * 1024
"""Left free on the disk beside a backup, for what is being worked on."""
STALE_SECONDS = 3600.0
NAME = re.compile(r"library-(\d{8}T\d{6}Z)-([a-z0-9-]+)\.db")
KEPT: tuple[tuple[str, int], ...] = (("%Y%m%d%H", 6), ("%Y%m%d", 12), ("%G%V", 10), ("%Y%m", 9))
"""One of each of the last six hours, twelve days, ten weeks and nine months that there are any of."""
REPLACED = ("restore", "rebuild")
TABLES = ("jobs", "attempts", "clips", "uploads")

Counts = dict[str, int]
Now = Callable[[], datetime]


class Backup(Noun):
    """One backup. `at` is ISO in UTC; `why` is `time`, `asked`, or what was about to be done."""

    path: Path
    at: str
    why: str
    size: int
    rows: Counts = Field(default_factory=dict)
    """Rows by table; only of one that was just made or checked."""


class Backups:
    """The backups of one library, in a folder."""

    def __init__(
        self, folder: Path, now: Now = wall_clock, steps: Sequence[Step] = STEPS, *, thinned: bool = True
    ) -> None:
        """`thinned`: whether older ones go; in a folder of the person's own none does."""
        self._folder, self._now, self._steps, self._thinned = folder, now, steps, thinned

    def list(self) -> list[Backup]:
        """Every backup, newest first; they are not opened."""
        found = [each for path in self._folder.glob("library-*.db") if (each := _backup(path)) is not None]
        return sorted(found, key=lambda each: each.path.name, reverse=True)

    def make(self, source: apsw.Connection, why: str) -> Backup:
        """Copy an open database, check the copy, and only then count it and let older ones go.

        StorageFault where there is no room or the copy is not whole; what there was before stays.
        """
        make_folder(self._folder)
        self._clear_halves()
        at = self._now().astimezone(UTC)
        target = _free(self._folder / f"library-{at:%Y%m%dT%H%M%SZ}-{why}.db")
        rows = copy_checked(source, target, self._steps)
        if self._thinned:
            self.thin()
        return Backup(path=target, at=at.isoformat(timespec="seconds"), why=why, size=target.stat().st_size, rows=rows)

    def newest_good(self) -> Backup | None:
        """The newest backup that is whole; of what a restore or rebuild was to replace only where there is no other."""
        for backup in sorted(self.list(), key=lambda each: each.why.startswith(REPLACED)):
            with contextlib.suppress(StorageFault):
                good: Backup = backup.replace(rows=check_copy(backup.path, self._steps))
                return good
        return None

    def thin(self) -> None:
        """Let backups go that newer ones of their hour, day, week and month stand for. The newest of each reason
        stays."""
        backups = self.list()
        kept = {each.path for each in _first_of(backups, lambda each: each.why)}
        for form, most in KEPT:
            kept |= {each.path for each in _first_of(backups, partial(_moment, form))[:most]}
        for backup in backups:
            if backup.path not in kept:
                backup.path.unlink(missing_ok=True)

    def _clear_halves(self) -> None:
        for half in self._folder.glob(".library-*.tmp*"):
            with contextlib.suppress(OSError):
                if time.time() - half.lstat().st_mtime > STALE_SECONDS:
                    half.unlink()


def copy_checked(source: apsw.Connection, target: Path, steps: Sequence[Step] = STEPS) -> Counts:
    """Copy an open database to a file that is not there yet; it stands there only when it was opened and found whole.

    Returns its rows by table. StorageFault where there is no room, the disk refuses, or the copy is not whole.
    """
    size = int(source.pragma("page_count")) * int(source.pragma("page_size"))
    half = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        if not room_for(target.parent, size, RESERVE_BYTES):
            raise StorageFault("backup_no_room", name=str(target.parent), size_mb=(size + RESERVE_BYTES) // 10**6)
        os.close(open_own(half, os.O_EXCL))
        rows = _copy(source, half)
        if check_copy(half, steps) != rows:
            raise StorageFault("backup_bad", name=target.name, reason="rows")
        move(half, target)
    except OSError as error:
        raise storage_fault(error, target) from error
    finally:
        half.unlink(missing_ok=True)
    return rows


def check_copy(path: Path, steps: Sequence[Step] = STEPS) -> Counts:
    """Open a file as a library that nobody has open, check all of it, and return its rows by table.

    StorageFault says what is wrong; nothing is written.
    """
    try:
        refuse_strange(path, len(steps))
        connection = _open_closed(path)
        try:
            if check_schema(connection, path, steps) == 0:
                raise StorageFault("database_foreign", name=str(path))
            if (wrong := problems_in(connection)) is not None:
                raise StorageFault("backup_bad", name=path.name, reason=wrong)
            return _count(connection)
        finally:
            connection.close()
    except apsw.Error as error:
        raise StorageFault("backup_bad", name=path.name, reason=str(error)) from error
    except OSError as error:
        raise storage_fault(error, path) from error


def stamps_in(path: Path) -> tuple[int, int] | None:
    """The numbers of the last changes to jobs and clips in a backup; None where they cannot be read."""
    with contextlib.suppress(apsw.Error, OSError, StorageFault):
        connection = _open_closed(path)
        try:
            return stamps(connection)
        finally:
            connection.close()
    return None


def stamps(connection: apsw.Connection) -> tuple[int, int]:
    """The numbers of the last changes to jobs and clips."""
    jobs, clips = (connection.execute(f"SELECT coalesce(max(stamp), 0) FROM {name}").get for name in ("jobs", "clips"))
    return int(jobs), int(clips)


def _open_closed(path: Path) -> apsw.Connection:
    """A file that nobody has open, to be read and left without a trace."""
    address = f"{path.absolute().as_uri()}?immutable=1"
    connection = apsw.Connection(address, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    harden(connection)
    return connection


def problems_in(connection: apsw.Connection) -> str | None:
    """What SQLite finds wrong in a whole database, None for nothing."""
    try:
        said = connection.execute("PRAGMA integrity_check(3)").get
        loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    except (apsw.CorruptError, apsw.NotADBError) as error:
        return str(error)
    if said != "ok":
        return str(said).replace("\n", "; ")
    return f"foreign_key_check: {loose[0]}" if loose else None


def _copy(source: apsw.Connection, half: Path) -> Counts:
    copy = apsw.Connection(str(half), flags=apsw.SQLITE_OPEN_READWRITE)
    source.execute("BEGIN")
    try:
        rows = _count(source)
        with copy.backup("main", source, "main") as backup:
            backup.step(-1)
        # one file, whoever opens it
        copy.pragma("journal_mode", "delete")
    finally:
        copy.close()
        source.execute("ROLLBACK")
    return rows


def _count(connection: apsw.Connection) -> Counts:
    there = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return {name: int(connection.execute(f"SELECT count(*) FROM {name}").get) for name in TABLES if name in there}


def _backup(path: Path) -> Backup | None:
    if (matched := NAME.fullmatch(path.name)) is None:
        return None
    with contextlib.suppress(OSError, ValueError):
        at = datetime.fromisoformat(matched[1]).isoformat(timespec="seconds")
        return Backup(path=path, at=at, why=matched[2], size=path.stat().st_size)
    return None


def _moment(form: str, backup: Backup) -> str:
    return datetime.fromisoformat(backup.at).strftime(form)


def _first_of(backups: Iterable[Backup], key: Callable[[Backup], str]) -> list[Backup]:
    """The first backup of each key, in their order."""
    found: dict[str, Backup] = {}
    for backup in backups:
        found.setdefault(key(backup), backup)
    return list(found.values())


def _free(path: Path) -> Path:
    """A name that is not taken: two backups may be made within one second."""
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free
