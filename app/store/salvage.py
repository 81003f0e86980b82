"""Reads what can still be read of a damaged library, row by row, into one that is whole."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw

from app.domain.clip import Clip
from app.domain.errors import Fault
from app.domain.job import Job
from app.store.clips import COLUMNS
from app.store.db import Database
from app.store.jobs import find_row
from app.store.migrations import STEPS
from app.store.schema import check_schema, harden, refuse_strange

TABLES = {"jobs": "stamp", "clips": "stamp", "attempts": "", "uploads": ""}
"""In the order they depend on each other; the column that tells which of two rows is the later one."""


def salvage(damaged: Path, database: Database) -> int:
    """Add the rows of a damaged file that are newer than those there are, without a change to it. Returns how many."""
    with contextlib.suppress(apsw.Error, Fault, OSError):
        refuse_strange(damaged, len(STEPS))
        source = apsw.Connection(str(damaged), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            harden(source)
            check_schema(source, damaged, STEPS)
            return sum(database.write(_adding(source, table)) for table in TABLES)
        finally:
            source.close()
    return 0


def _adding(source: apsw.Connection, table: str) -> Any:
    def change(connection: apsw.Connection) -> int:
        return sum(_put(connection, table, row) for row in _readable(source, table))

    return change


def _readable(source: apsw.Connection, table: str) -> Iterator[dict[str, Any]]:
    """The rows before the first that cannot be read."""
    with contextlib.suppress(apsw.Error):
        cursor = source.execute(f"SELECT * FROM {table}")
        names: Sequence[str] = [column[0] for column in cursor.description]
        for row in cursor:
            yield {name: value for name, value in zip(names, row, strict=True) if name != "seq"}


def _put(connection: apsw.Connection, table: str, row: dict[str, Any]) -> int:
    stamp = TABLES[table]
    marks = ", ".join("?" * len(row))
    sets = ", ".join(f"{name} = excluded.{name}" for name in row if name != "id")
    later = f" ON CONFLICT (id) DO UPDATE SET {sets} WHERE excluded.{stamp} > {table}.{stamp}" if stamp else ""
    either = "" if stamp else "OR IGNORE "
    sql = f"INSERT {either}INTO {table} ({', '.join(row)}) VALUES ({marks}){later}"
    try:
        with connection:
            connection.execute(sql, tuple(row.values()))
            _judge(connection, table, row)
    except (apsw.Error, ValueError, KeyError, TypeError):
        # a row that means nothing is no row
        return 0
    return connection.changes()


def _judge(connection: apsw.Connection, table: str, row: dict[str, Any]) -> None:
    """ValidationError for a row whose content is damaged."""
    if table == "jobs":
        Job.model_validate(find_row(connection, row["id"]).model_dump())  # type: ignore[union-attr]
    elif table == "clips":
        fields = {name: row[name] for name in COLUMNS if name in row}
        Clip.model_validate(fields | {"media": json.loads(row["media"]), "tags": json.loads(row["tags"])})
