"""What the tests of shelf, presets, welcome, palette and settings share: the real desk over a home of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.build import build
from app.desk.desk import Desk

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def desk(home: Path, still: None) -> Iterator[Desk]:
    """The program without a window, on a day after Sora closed."""
    made = build(home, clock=lambda: TODAY)
    yield made
    asyncio.run(made.close())
