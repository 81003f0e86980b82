"""Desks for tests: made over the test's own home, closed after it, and nothing may escape a task of theirs."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from app.jobs import floor
from tests.fakes.clock import LeapingLoop
from tests.fakes.desk import Told
from tests.fakes.ours import read_ours_once
from tests.fakes.provider import FakeProvider

OpenDesk = Callable[..., Told]


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for the writes of others more often than twice a second."""
    monkeypatch.setattr(floor, "WATCH_SECONDS", 0.03)


@pytest.fixture(autouse=True)
def _ours_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each desk with what the program brings along at hand."""
    read_ours_once(monkeypatch)


@pytest.fixture
def fake(tmp_path: Path) -> FakeProvider:
    """A provider that can be looked up by our own id."""
    return FakeProvider(tmp_path / "provider")


@pytest.fixture
async def open_desk(home: Path) -> AsyncIterator[OpenDesk]:
    """Opens desks over the test's home."""
    opened: list[Told] = []

    def make(fake: FakeProvider | None = None, *, quick: bool = True) -> Told:
        opened.append(Told(home, fake, quick=quick))
        return opened[-1]

    yield make
    for told in opened:
        await told.desk.close()
        assert told.escaped == []


@pytest.fixture
def leaping(monkeypatch: pytest.MonkeyPatch) -> Iterator[LeapingLoop]:
    """A loop to run work on that waits for the desk's own timers; the desk's clock goes with it."""
    loop = LeapingLoop()
    monkeypatch.setattr(time, "monotonic", loop.time)
    yield loop
    monkeypatch.undo()
    loop.close()
