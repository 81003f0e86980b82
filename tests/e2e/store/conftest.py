"""A home for tests of what lies in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store.paths import Home, find_home


@pytest.fixture
def place(home: Path) -> Home:
    """The test's home, with its folders."""
    return find_home(str(home))
