"""Whether a database file is a library of ours: by its header, then by its schema, before anything else is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import apsw

from app.domain.errors import StorageFault
from app.store.migrations import APPLICATION_ID, Step

MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
OWN_TABLES = ("sqlite_sequence", "sqlite_stat1", "sqlite_stat4")
"""SQLite makes them."""
SHADOWS = tuple(f"clips_words_{name}" for name in ("data", "idx", "docsize", "config", "content"))
"""The tables of the index of words; how they are written down is up to the SQLite that made them."""

Rows = list[tuple[str, ...]]


def refuse_strange(path: Path, known: int) -> None:
    """Refuse a newer or foreign file by its header alone, without opening it as a database: nothing is touched."""
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
    if not header:
        return
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise StorageFault("database_foreign", name=str(path))
    version, application = int.from_bytes(header[60:64], "big"), int.from_bytes(header[68:72], "big")
    if application not in (0, APPLICATION_ID):
        raise StorageFault("database_foreign", name=str(path))
    if version > known:
        raise StorageFault("database_newer", name=str(path), found=version, known=known)


def harden(connection: apsw.Connection) -> None:
    """Before the first word with a file that anybody may have made: what its schema says runs nothing of its own."""
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    connection.pragma("cell_size_check", True)
    connection.pragma("mmap_size", 0)


def check_schema(connection: apsw.Connection, path: Path, steps: Sequence[Step]) -> int:
    """The format of an open file whose tables, indexes and triggers are exactly ours. 0 for an empty one.

    StorageFault `database_newer`, `database_foreign`, or `database_strange` with what does not belong there.
    """
    version = int(connection.pragma("user_version"))
    if version > len(steps):
        raise StorageFault("database_newer", name=str(path), found=version, known=len(steps))
    rows = _told(connection)
    if version == 0:
        if rows:
            raise StorageFault("database_foreign", name=str(path))
        return 0
    if _digest(rows) == steps[version - 1].schema:
        return version
    ours = _told(_made(steps[:version]))
    if strange := _names(rows, ours) or _names(ours, rows):
        raise StorageFault("database_strange", name=str(path), what=", ".join(strange[:3]))
    return version


def digest_of(steps: Sequence[Step]) -> str:
    """What the schema of these steps is known by."""
    return _digest(_told(_made(steps)))


def _made(steps: Sequence[Step]) -> apsw.Connection:
    made = apsw.Connection(":memory:")
    for step in steps:
        made.execute(step.sql)
    return made


def _told(connection: apsw.Connection) -> Rows:
    """What a schema says, without what SQLite adds by itself."""
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    rows = [tuple(map(str, row)) for row in found]
    return sorted(row for row in rows if not _is_added(*row))


def _is_added(kind: str, name: str, table: str, sql: str) -> bool:
    return kind == "table" and name == table in (*OWN_TABLES, *SHADOWS) and sql.startswith("CREATE TABLE ")


def _names(rows: Rows, others: Rows) -> list[str]:
    known = set(map(_plain, others))
    return [f"{row[0]} {row[1]}" for row in rows if _plain(row) not in known]


def _plain(row: tuple[str, ...]) -> str:
    return " ".join(" ".join(row).split())


def _digest(rows: Rows) -> str:
    return hashlib.sha256("\n".join(map(_plain, rows)).encode()).hexdigest()[:16]


def is_unclean(path: Path) -> bool:
    """Whether the last one to write into it ended without closing it, or still has it open."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False
