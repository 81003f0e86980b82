"""What was uploaded where: a picture goes to a provider once, as long as its reference there lasts."""

from __future__ import annotations

import apsw

from app.store.db import Database


class Uploads:
    """References to pictures by their content, for one server each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, server: str, asset: str, now: str) -> tuple[str, str] | None:
        """Reference and end (ISO, "" for unknown) of a picture at a server; None where there is none that lasts."""
        rows = self._database.rows(
            "SELECT reference, expires FROM uploads WHERE server = ? AND asset = ? AND (expires = '' OR expires > ?)",
            (server, asset, now),
        )
        return (str(rows[0][0]), str(rows[0][1])) if rows else None

    def keep(self, server: str, asset: str, reference: str, expires: str) -> None:
        """Write a reference down."""

        def change(connection: apsw.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO uploads (server, asset, reference, expires) VALUES (?, ?, ?, ?)",
                (server, asset, reference, expires),
            )

        self._database.write(change)
