"""Whole desks over loopback servers that speak the providers' protocols."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from app.domain.draft import Draft, ReferenceClip
from app.domain.job import Job
from app.jobs import floor, lanes, recovery
from app.providers import base
from tests.fakes.desk import Told
from tests.fakes.film import make_film
from tests.fakes.ours import read_certificates_once, read_ours_once

OpenTold = Callable[[], Told]


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for news often, and let a busy or silent server alone for moments only."""
    monkeypatch.setattr(floor, "WATCH_SECONDS", 0.03)
    monkeypatch.setattr(base, "THROTTLE_SECONDS", 0.05)
    for room in (lanes, recovery):
        monkeypatch.setattr(room, "LEAST_WAIT", 0.05)
    read_ours_once(monkeypatch)
    read_certificates_once(monkeypatch)


@pytest_asyncio.fixture
async def open_told(home: Path) -> AsyncIterator[OpenTold]:
    """Desks over the test's own home, closed at its end."""
    opened: list[Told] = []

    def make() -> Told:
        opened.append(Told(home))
        return opened[-1]

    yield make
    for told in opened:
        await told.desk.close()


async def take(told: Told, model: str, preset: str = "small-rescue", connection: str | None = None) -> Job:
    """One take of a preset at a model, followed to its end."""
    job = told.desk.submit(told.desk.make_draft(preset), model, connection, sure=True)
    return await told.desk.follow(job.id)


async def with_clip(told: Told, folder: Path, **fields: Any) -> Draft:
    """A draft with a clip of three seconds, large enough for every row, and what goes along beside it."""
    kept = await told.desk.references.keep_clip(make_film(folder / "orbit.mp4", seconds=3.0, size=(1280, 720)))
    clip = ReferenceClip(id="c1", asset=kept.asset, footage=kept.footage, **{"role": "camera", **fields})
    found: Draft = told.desk.make_draft("small-rescue").replace(clips=(clip,))
    return found
