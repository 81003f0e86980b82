"""The steps that bring a library's database to today's shape, each whole or not at all; a newer one is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import apsw

APPLICATION_ID = 0x53484F54
"""`SHOT`, in the header of every library of ours."""


class Step(NamedTuple):
    """One step, known by its id for ever after."""

    id: str
    sql: str
    schema: str = ""
    """What the schema is known by after this step (`app.store.schema.digest_of`); "" has it worked out each time."""


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
        schema="b73de99240c21e9e",
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
        schema="38a4c60c7c0b20a8",
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
        schema="621820b8a6795fd6",
    ),
    Step(
        "answers",
        """
        ALTER TABLE attempts ADD COLUMN answer TEXT NOT NULL DEFAULT '';
        """,
        schema="e7217cb9077243b4",
    ),
)


def migrate(connection: apsw.Connection, version: int, steps: Sequence[Step]) -> None:
    """Apply the steps after `version`, each in one transaction: what is between two of them is never on disk."""
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
