"""Puts another database in the library's place: a backup, or one made anew; the old one is kept, whatever it is."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import apsw

from app.domain.errors import Conflict, StorageFault
from app.domain.job import Message
from app.domain.model import is_drawn_here
from app.store import owner
from app.store.backups import Backups, Now, check_copy, copy_checked, problems_in
from app.store.clock import wall_clock
from app.store.db import Database
from app.store.files import copy_atomic, make_folder, move, storage_fault
from app.store.jobs import Jobs, move_row
from app.store.paths import Home
from app.store.salvage import salvage
from app.store.schema import harden

DAMAGED = frozenset({"database_broken", "database_foreign", "database_gone", "database_strange"})
"""Faults of a database that another one may take the place of."""
NEW = "library.new.db"
ALONE_MS = 1000


class Mending:
    """Another database for one home. Use it inside `alone`."""

    def __init__(self, home: Home, now: Now = wall_clock) -> None:
        self._home, self._now = home, now
        self.new = Home(home.root)
        """The same home over the database that is being made."""
        self.new.database = home.root / NEW
        self._backups = Backups(home.backups, now)
        self._whole = False

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Own the home meanwhile. Conflict where another process does."""
        held = owner.take(self._home)
        if held is None:
            raise Conflict("home_in_use", owner=owner.who(self._home))
        try:
            yield
        finally:
            held.release()
            _forget(self.new.database)

    def begin(self, why: str, backup: Path | None = None) -> bool:
        """Make the new database out of this backup; without one, out of the library as it is where that is whole, else
        out of the newest good backup and what can still be read of the library. True where the library is whole.

        A library that is whole is backed up first. StorageFault where there is no room, or the backup is not whole.
        """
        _forget(self.new.database)
        if backup is not None:
            # before the library is backed up: that may let this one go
            check_copy(backup)
            _copy_backup(backup, self.new.database)
        whole = self._whole = self._keep(why, copy=backup is None)
        if whole and backup is None:
            return True
        if backup is None and (good := self._backups.newest_good()) is not None:
            _copy_backup(good.path, self.new.database)
        database = Database(self.new)
        try:
            if not whole and backup is None:
                salvage(self._home.database, database)
            _doubt(database, self._now().isoformat(timespec="milliseconds"))
        finally:
            database.close()
        return whole

    def put_in_place(self) -> Path | None:
        """Let the new database, which nobody has open, take the library's place. A damaged one is set aside before;
        returns where. Conflict where another process has the library open."""
        aside = None
        if self._whole:
            self._settle()
        elif self._home.database.exists():
            aside = self._set_aside()
        for name in _beside(self._home.database):
            name.unlink(missing_ok=True)
        move(self.new.database, self._home.database)
        return aside

    def _keep(self, why: str, *, copy: bool) -> bool:
        """Back the library up where it is whole, and say whether it is; with `copy` the new database is a copy."""
        if not self._home.database.exists():
            return False
        try:
            with contextlib.closing(Database(self._home)) as database, database.copying() as source:
                if problems_in(source) is not None:
                    return False
                self._backups.make(source, why)
                if copy:
                    copy_checked(source, self.new.database)
        except StorageFault as fault:
            if fault.id in DAMAGED:
                return False
            raise
        return True

    def _settle(self) -> None:
        """Bring everything of the library into its one file. Conflict while another process has it open."""
        try:
            connection = apsw.Connection(str(self._home.database), flags=apsw.SQLITE_OPEN_READWRITE)
            try:
                harden(connection)
                connection.set_busy_timeout(ALONE_MS)
                connection.pragma("journal_mode", "delete")
            finally:
                connection.close()
        except (apsw.BusyError, apsw.LockedError) as error:
            raise Conflict("home_in_use", owner="?") from error
        except apsw.Error as error:
            raise StorageFault("storage_failed", name=str(self._home.database), reason=str(error)) from error

    def _set_aside(self) -> Path:
        """Keep the damaged files as they are, beside the backups."""
        folder = self._home.backups / f"set-aside-{self._now():%Y%m%dT%H%M%S%f}"
        make_folder(folder)
        for path in (self._home.database, *_beside(self._home.database)):
            if path.exists():
                try:
                    os.link(path, folder / path.name)
                except OSError:
                    copy_atomic(path, folder / path.name)
        return folder


def _copy_backup(backup: Path, target: Path) -> None:
    address = f"{backup.absolute().as_uri()}?immutable=1"
    try:
        source = apsw.Connection(address, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
        try:
            copy_checked(source, target)
        finally:
            source.close()
    except apsw.Error as error:
        raise StorageFault("backup_bad", name=backup.name, reason=str(error)) from error
    except OSError as error:
        raise storage_fault(error, backup) from error


def _doubt(database: Database, at: str) -> None:
    """What a backup has as queued may have been sent since: such a job is looked for at its provider, never sent by
    itself. One whose bytes are not known ends, and says so."""

    def change(connection: apsw.Connection) -> None:
        for job in Jobs(database).open_jobs():
            if job.state == "queued" and not is_drawn_here(job.model):
                state = "sending" if job.body else "failed"
                words = Message(id="message.restored" if job.body else "message.restored_unsent")
                move_row(connection, job, state, at, {"message": words})  # type: ignore[arg-type]

    database.write(change)


def _beside(database: Path) -> tuple[Path, Path]:
    wal, shm = (database.with_name(f"{database.name}-{end}") for end in ("wal", "shm"))
    return wal, shm


def _forget(database: Path) -> None:
    """Remove what an earlier try left; it holds nothing that is not in the library or its backups."""
    for path in (database, *_beside(database)):
        path.unlink(missing_ok=True)
