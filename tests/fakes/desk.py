"""A whole desk over real rooms: the program without its window, with a scripted provider beside the animatic."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app.build import build
from app.desk.desk import Desk
from app.desk.snapshot import Notice, Snapshot
from app.domain.job import Job
from app.providers.base import Connection
from tests.fakes.floor import inspect_here
from tests.fakes.provider import FakeProvider
from tests.patience import until

DAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
MODEL = "fake/one"
ROWS = """
[[model]]
id = "fake/one"
title = "Fake One"
dialect = "timed"
prices = [{ usd_per_second = 0.125 }]
source = "made up"
price_source = "made up"
checked_on = "2026-11-01"
"""


class Told:
    """A desk, and everything it has told since it was made."""

    def __init__(self, home: Path, fake: FakeProvider | None = None, *, quick: bool = True) -> None:
        """`quick` judges files in this process, not in a child."""
        models = home / "resources" / "models"
        models.mkdir(parents=True, exist_ok=True)
        (models / "fake.toml").write_text(ROWS, encoding="utf-8")
        self.escaped: list[BaseException] = []
        own = (Connection(id="own", provider="fake", address="https://fake.test"),) if fake else ()
        self.desk: Desk = build(
            home,
            clock=lambda: DAY,
            providers={"fake": fake} if fake else {},
            connections=own,
            inspect=inspect_here if quick else None,
            report=self.escaped.append,
        )
        self.snapshots: list[Snapshot] = []
        self.jobs: list[Job] = []
        self.notices: list[Notice] = []
        self.clips = 0
        self.desk.changed.connect(self.snapshots.append)
        self.desk.job_changed.connect(self.jobs.append)
        self.desk.noticed.connect(self.notices.append)
        self.desk.clips_changed.connect(self._count)

    def _count(self) -> None:
        self.clips += 1

    def said(self) -> list[str]:
        """The ids of the notices."""
        return [notice.id for notice in self.notices]

    def states(self) -> list[str]:
        """The states that were told, each once where it stayed."""
        states = [job.state for job in self.jobs]
        return [state for place, state in enumerate(states) if not place or states[place - 1] != state]

    async def soon(self, true: Callable[[], object]) -> None:
        """Wait until something is so."""
        await until(true)
