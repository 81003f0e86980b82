"""The person's connections: one small file without secrets, which may be damaged and never stops the program."""

from __future__ import annotations

import json
import time

from app.domain.connection import Connection
from app.domain.errors import Fault, UnknownName
from app.domain.noun import ValidationError
from app.store.files import read_capped, write_atomic
from app.store.paths import Home

ASKED_SECONDS = 0.5


class Connections:
    """The connections of one home, in the order they were made."""

    def __init__(self, home: Home) -> None:
        self._path = home.root / "connections.json"
        self._kept: tuple[tuple[int, int], tuple[Connection, ...]] | None = None
        self._providers = frozenset[str]()
        self._asked = float("-inf")

    def load(self) -> tuple[Connection, ...]:
        """What is on disk, read anew only where the file is another. One connection that cannot be read is left out,
        and kept in the file until the file is next written."""
        try:
            facts = self._path.stat()
        except OSError:
            return ()
        sign = (facts.st_mtime_ns, facts.st_size)
        if self._kept is None or self._kept[0] != sign:
            self._kept = (sign, self._read_all())
        return self._kept[1]

    def providers(self) -> frozenset[str]:
        """The providers there is a connection to. It is asked at every key: what another process has written may be
        seen half a second later."""
        if time.monotonic() - self._asked >= ASKED_SECONDS:
            self._providers = frozenset(each.provider for each in self.load())
            self._asked = time.monotonic()
        return self._providers

    def put(self, connection: Connection) -> tuple[Connection, ...]:
        """Add a connection, or put it in the place of the one of its name. Returns all there are now."""
        by_id = {each.id: each for each in self.load()}
        by_id[connection.id] = connection
        return self._write(tuple(by_id.values()))

    def remove(self, name: str) -> tuple[Connection, ...]:
        """Take one away. UnknownName where there is none. Returns all there are now."""
        present = self.load()
        if name not in {each.id for each in present}:
            raise UnknownName("connection", name, (each.id for each in present))
        return self._write(tuple(each for each in present if each.id != name))

    def _read_all(self) -> tuple[Connection, ...]:
        try:
            found = json.loads(read_capped(self._path))
        except (Fault, ValueError, RecursionError):
            return ()
        listed = found.get("connections") if isinstance(found, dict) else None
        read = (self._read(each) for each in listed) if isinstance(listed, list) else ()
        by_id = {each.id: each for each in read if each is not None}
        return tuple(by_id.values())

    def _read(self, data: object) -> Connection | None:
        try:
            return Connection.model_validate(data)
        except ValidationError:
            return None

    def _write(self, connections: tuple[Connection, ...]) -> tuple[Connection, ...]:
        data = {"connections": [each.model_dump(mode="json", exclude_defaults=True) for each in connections]}
        write_atomic(self._path, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
        self._kept, self._asked = None, float("-inf")
        return connections
