"""A home with a database for tests of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.clips import Clips
from app.store.db import Database
from app.store.jobs import Jobs
from app.store.paths import Home, find_home


@pytest.fixture
def place(home: Path) -> Home:
    """The test's home, with its folders."""
    return find_home(str(home))


@pytest.fixture
def database(place: Home) -> Iterator[Database]:
    """An open database, closed after the test."""
    database = Database(place)
    yield database
    database.close()


@pytest.fixture
def jobs(database: Database) -> Jobs:
    """The ledger."""
    return Jobs(database)


@pytest.fixture
def clips(database: Database, place: Home) -> Clips:
    """The library."""
    return Clips(database, place)
