"""Rooms for tests of jobs: made over the test's own home, closed after it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from app.jobs import floor
from tests.fakes.floor import Room
from tests.fakes.provider import FakeProvider

OpenRoom = Callable[..., Room]


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for the writes of others more often than twice a second."""
    monkeypatch.setattr(floor, "WATCH_SECONDS", 0.03)


@pytest.fixture
def fake(tmp_path: Path) -> FakeProvider:
    """A provider that can be looked up by our own id."""
    return FakeProvider(tmp_path / "provider")


@pytest.fixture
async def open_room(home: Path, fake: FakeProvider) -> AsyncIterator[OpenRoom]:
    """Opens rooms over the test's home."""
    rooms: list[Room] = []

    def make(provider: FakeProvider | None = None, **options: Any) -> Room:
        rooms.append(Room(home, provider or fake, **options))
        return rooms[-1]

    yield make
    for room in rooms:
        await room.close()
        assert room.escaped == []
