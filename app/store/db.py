"""The library's database: one thread writes, readers have a connection of their own, every fault has a sentence."""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

import apsw

from app.domain.errors import Fault, StorageFault
from app.store.files import open_own, storage_fault
from app.store.migrations import STEPS, Step, migrate
from app.store.paths import LIBRARY, Home
from app.store.schema import check_schema, harden, is_unclean, refuse_strange

T = TypeVar("T")
Write = Callable[[apsw.Connection], T]
BUSY_MS = 10_000
"""How long to wait for another process's transaction; ours take milliseconds."""
FULL_BYTES = 64 * 1024


class Database:
    """The database of one home (WAL, every commit confirmed by the disk).

    Opening creates or migrates it. StorageFault where it is newer, foreign, damaged, locked or cannot be written.
    """

    def __init__(self, home: Home, steps: Sequence[Step] = STEPS) -> None:
        self._path = home.database
        self._queue: queue.SimpleQueue[tuple[Write[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._reader: apsw.Connection | None = None
        self._closed = False
        with self._told():
            if self._path.exists():
                refuse_strange(self._path, len(steps))
            else:
                _refuse_lost(home)
                # what SQLite puts beside it is as private as the file
                os.close(open_own(self._path))
            self.is_unclean = is_unclean(self._path)
            """Whether its last writer did not close it."""
            self._writer = self._open(apsw.SQLITE_OPEN_READWRITE)
            try:
                self._prepare(home, steps)
            except BaseException:
                self._writer.close()
                raise

    def write(self, change: Write[T]) -> T:
        """Run `change` in a transaction on the writer thread and wait until the disk has it, or nothing of it."""
        return self._send(change).result()

    @contextlib.contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """A read-only connection; use it briefly and from one thread at a time."""
        with self._lock, self._told():
            if self._closed:
                raise StorageFault("database_closed")
            if self._reader is None:
                self._reader = self._open(apsw.SQLITE_OPEN_READONLY)
                self._reader.wal_autocheckpoint(0)
            yield self._reader

    @contextlib.contextmanager
    def copying(self) -> Iterator[apsw.Connection]:
        """A read-only connection of one's own, for what takes long, in a thread of one's own."""
        with self._told():
            connection = self._open(apsw.SQLITE_OPEN_READONLY)
            try:
                harden(connection)
                connection.wal_autocheckpoint(0)
                yield connection
            finally:
                connection.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with self.reading() as connection:
            return connection.execute(sql, values).fetchall()

    def data_version(self) -> int:
        """A number that is another one after anybody has written."""
        with self.reading() as connection:
            return int(connection.pragma("data_version"))

    def close(self) -> None:
        """Write what is queued, then close. Calling it twice is allowed."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
            if self._reader is not None:
                self._reader.close()
        if self._thread is not None:
            self._thread.join()
        self._writer.close()

    def _open(self, flags: int) -> apsw.Connection:
        connection = apsw.Connection(str(self._path), flags=flags)
        connection.set_busy_timeout(BUSY_MS)
        return connection

    def _prepare(self, home: Home, steps: Sequence[Step]) -> None:
        writer = self._writer
        # a file that is refused stays as it is, its journal too
        writer.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        harden(writer)
        version = check_schema(writer, self._path, steps)
        writer.config(apsw.SQLITE_DBCONFIG_ENABLE_FKEY, 1)
        writer.pragma("journal_mode", "wal")
        writer.pragma("synchronous", "full")
        if 0 < version < len(steps):
            from app.store.backups import Backups

            Backups(home.backups, steps=steps).make(writer, f"format-{version}")
        migrate(writer, version, steps)
        writer.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)

    def _send(self, change: Write[T]) -> Future[T]:
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise StorageFault("database_closed")
            if self._thread is None:
                # a daemon: a verb that only wrote and never closed must not hang at its end
                self._thread = threading.Thread(target=self._serve, name="library-writer", daemon=True)
                self._thread.start()
            self._queue.put((change, future))
        return future

    def _serve(self) -> None:
        while (work := self._queue.get()) is not None:
            change, future = work
            try:
                with self._told():
                    result = self._transact(change)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

    def _transact(self, change: Write[T]) -> T:
        self._writer.execute("BEGIN IMMEDIATE")
        try:
            result = change(self._writer)
            self._writer.execute("COMMIT")
        except BaseException:
            # a full disk may have ended the transaction already
            if self._writer.in_transaction:
                self._writer.execute("ROLLBACK")
            raise
        return result

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except Fault:
            raise
        except apsw.Error as error:
            raise self._fault(error) from error
        except OSError as error:
            raise storage_fault(error, self._path) from error
        except UnicodeDecodeError as error:
            # text that is none: a page has come to harm that no checksum guards
            raise StorageFault("database_broken", name=str(self._path), reason=str(error)) from error

    def _is_full(self) -> bool:
        """Whether the disk has no room for a few pages: some writes beside the file itself fail as mere I/O errors."""
        try:
            return shutil.disk_usage(self._path.parent).free < FULL_BYTES
        except OSError:
            return False

    def _fault(self, error: apsw.Error) -> StorageFault:
        name = str(self._path)
        if isinstance(error, apsw.FullError) or (isinstance(error, apsw.IOError) and self._is_full()):
            return StorageFault("disk_full", name=name)
        if isinstance(error, apsw.BusyError | apsw.LockedError):
            return StorageFault("database_busy", name=name)
        if isinstance(error, apsw.ReadOnlyError):
            return StorageFault("read_only", name=name)
        if isinstance(error, apsw.CantOpenError | apsw.PermissionsError | apsw.AuthError):
            return StorageFault("no_access", name=name)
        if isinstance(error, apsw.NotADBError):
            return StorageFault("database_foreign", name=name)
        if isinstance(error, apsw.CorruptError):
            return StorageFault("database_broken", name=name, reason=str(error))
        if isinstance(error, apsw.IOError):
            return StorageFault("storage_failed", name=name, reason=str(error))
        raise error


def _refuse_lost(home: Home) -> None:
    """Begin no empty library where there was one: its clips would be nobody's, its open jobs forgotten."""
    left = next((path for folder in (home.backups, home.records) for path in folder.glob("*.*")), None)
    if left is not None and home.database.name == LIBRARY:
        raise StorageFault("database_gone", name=str(home.database))


class ShutDatabase(Database):
    """Stands for a library that cannot be opened, so that everything else can go on: empty, and every write is told
    why it cannot be."""

    def __init__(self, why: StorageFault) -> None:
        self.why = why
        self.is_unclean = False
        self._path = Path()
        self._lock = threading.Lock()
        self._thread = None
        self._queue = queue.SimpleQueue()
        self._closed = False
        self._reader = self._writer = apsw.Connection(":memory:")
        migrate(self._writer, 0, STEPS)

    def write(self, change: Write[T]) -> T:
        """Refuse it."""
        raise self._again()

    def _open(self, flags: int) -> apsw.Connection:
        raise self._again()

    def _again(self) -> StorageFault:
        return StorageFault(self.why.id, **self.why.args_by_name)
