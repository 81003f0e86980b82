"""The steps that bring a library's database to today's shape, each whole or not at all; a newer one is refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import apsw

from app.domain.errors import StorageFault

APPLICATION_ID = 0x53484F54
"""`SHOT`, in the header of every library of ours."""
MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100


class Step(NamedTuple):
    """One step, known by its id for ever after."""

    id: str
    sql: str


STEPS: tuple[Step, ...] = (
    Step(
        "jobs-and-clips",
        """
        CREATE TABLE jobs (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            intent TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL,
            version INTEGER NOT NULL DEFAULT 0,
            model TEXT NOT NULL,
            connection TEXT NOT NULL DEFAULT '',
            identity TEXT NOT NULL DEFAULT '',
            draft_id TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            take INTEGER NOT NULL DEFAULT 1,
            request TEXT NOT NULL,
            payload TEXT NOT NULL DEFAULT '',
            body BLOB,
            remote_id TEXT,
            progress REAL,
            message TEXT,
            clip TEXT,
            outputs TEXT NOT NULL DEFAULT '[]',
            usd_estimate REAL,
            usd_actual REAL,
            cancel_asked INTEGER NOT NULL DEFAULT 0,
            created TEXT NOT NULL,
            changed TEXT NOT NULL,
            stamp INTEGER NOT NULL
        );
        CREATE INDEX jobs_by_state ON jobs (state, seq);
        CREATE INDEX jobs_by_draft ON jobs (draft_id);
        CREATE INDEX jobs_by_stamp ON jobs (stamp);
        CREATE TABLE attempts (
            job TEXT NOT NULL REFERENCES jobs (id),
            number INTEGER NOT NULL,
            state TEXT NOT NULL,
            at TEXT NOT NULL,
            message TEXT,
            remote_id TEXT,
            PRIMARY KEY (job, number)
        ) WITHOUT ROWID;
        CREATE TABLE clips (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            path TEXT NOT NULL,
            poster TEXT NOT NULL DEFAULT '',
            sha256 TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            draft_id TEXT NOT NULL DEFAULT '',
            draft TEXT NOT NULL DEFAULT '',
            model TEXT NOT NULL DEFAULT '',
            job TEXT NOT NULL DEFAULT '',
            take INTEGER NOT NULL DEFAULT 1,
            media TEXT NOT NULL,
            words TEXT NOT NULL DEFAULT '',
            created TEXT NOT NULL DEFAULT '',
            rating INTEGER NOT NULL DEFAULT 0,
            kept INTEGER NOT NULL DEFAULT 0,
            tags TEXT NOT NULL DEFAULT '[]',
            trashed TEXT NOT NULL DEFAULT '',
            hay TEXT NOT NULL DEFAULT '',
            stamp INTEGER NOT NULL
        );
        CREATE INDEX clips_by_draft ON clips (draft_id);
        CREATE INDEX clips_by_sha ON clips (sha256);
        CREATE INDEX clips_by_stamp ON clips (stamp);
        CREATE UNIQUE INDEX clips_by_job ON clips (job) WHERE job <> '';
        CREATE VIRTUAL TABLE clips_words USING fts5 (hay, content='clips', content_rowid='seq', tokenize='trigram');
        CREATE TRIGGER clips_added AFTER INSERT ON clips BEGIN
            INSERT INTO clips_words (rowid, hay) VALUES (new.seq, new.hay);
        END;
        CREATE TRIGGER clips_removed AFTER DELETE ON clips BEGIN
            INSERT INTO clips_words (clips_words, rowid, hay) VALUES ('delete', old.seq, old.hay);
        END;
        CREATE TRIGGER clips_reworded AFTER UPDATE OF hay ON clips BEGIN
            INSERT INTO clips_words (clips_words, rowid, hay) VALUES ('delete', old.seq, old.hay);
            INSERT INTO clips_words (rowid, hay) VALUES (new.seq, new.hay);
        END;
        """,
    ),
    Step(
        "remarks-and-notes",
        """
        ALTER TABLE jobs ADD COLUMN remarks TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE clips ADD COLUMN note TEXT NOT NULL DEFAULT '';
        CREATE INDEX clips_by_marks ON clips (trashed, model, kept, rating);
        CREATE INDEX clips_by_day ON clips (trashed, created);
        CREATE INDEX clips_by_tags ON clips (trashed, tags) WHERE tags <> '[]';
        """,
    ),
    Step(
        "uploads",
        """
        CREATE TABLE uploads (
            server TEXT NOT NULL,
            asset TEXT NOT NULL,
            reference TEXT NOT NULL,
            expires TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (server, asset)
        ) WITHOUT ROWID;
        """,
    ),
)


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


def migrate(connection: apsw.Connection, path: Path, backups: Path, steps: Sequence[Step]) -> None:
    """Apply the steps that are missing, each in a transaction of its own, after a copy was made.

    `connection` must not checkpoint when it closes until this returned, so that a refused file stays as it is.
    """
    version = int(connection.pragma("user_version"))
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").get
    if version > len(steps):
        raise StorageFault("database_newer", name=str(path), found=version, known=len(steps))
    if version == 0 and tables:
        raise StorageFault("database_foreign", name=str(path))
    if 0 < version < len(steps):
        _back_up(connection, backups / f"{path.stem}-format-{version}.db")
    for number, step in enumerate(steps[version:], version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # another process may have been quicker
            if int(connection.pragma("user_version")) < number:
                connection.execute(step.sql)
                connection.pragma("user_version", number)
                connection.pragma("application_id", APPLICATION_ID)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _back_up(connection: apsw.Connection, target: Path) -> None:
    """A copy by SQLite's own backup, opened and checked before it counts."""
    unfinished = target.with_suffix(".tmp")
    unfinished.unlink(missing_ok=True)
    copy = apsw.Connection(str(unfinished))
    try:
        with copy.backup("main", connection, "main") as backup:
            backup.step(-1)
        if copy.pragma("quick_check") != "ok":
            raise StorageFault("database_broken", name=str(unfinished), reason="quick_check")
    finally:
        copy.close()
    unfinished.replace(target)
