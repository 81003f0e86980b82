"""What the tests of the jobs panel share: the real desk with a scripted paid provider, and the panel on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from app.build import build
from app.desk.desk import Desk
from app.domain.job import Job
from app.providers.base import Connection, Spec
from tests.fakes.provider import FakeProvider, Switches
from tests.patience import until
from ui.panels.jobs.panel import JobItem, JobsPanel
from ui.panels.jobs.settle import SettleArea

ROW = """
[[model]]
id = "fake/one"
title = "Fake One"
dialect = "timed"
prices = [{ usd_per_second = 0.08 }]
source = "made up"
checked_on = "2026-11-22"
"""


class Paid(FakeProvider):
    """The scripted provider, looked at more often than a real one would be."""

    @property
    def spec(self) -> Spec:
        spec: Spec = super().spec.replace(poll_seconds=0.02)
        return spec


class Shown(JobsPanel):
    """The panel on a desk, told of every job as the window tells it."""

    def __init__(self, desk: Desk, paid: Paid) -> None:
        super().__init__(desk)
        self.desk, self.paid = desk, paid
        self.watched: list[str] = []
        self.watch_asked.connect(self.watched.append)
        desk.job_changed.connect(self.show_job)
        self.refresh()

    def item(self, job: Job) -> JobItem:
        """The row of a job."""
        return self.items[job.id]

    def sentence(self, job: Job) -> str:
        """What the row of a job says."""
        return self.item(job).row.sentence.text()

    def button(self, job: Job) -> str:
        """What its button says; "" where it has none."""
        button = self.item(job).row.button
        return button.text() if button.isVisible() else ""

    def generate(self) -> Job:
        """Send the open draft."""
        job = self.desk.generate()
        assert job is not None
        return job

    def rehearse(self) -> Job:
        """Draw the open draft."""
        job = self.desk.rehearse()
        assert job is not None
        return job

    async def settle(self, job: Job) -> SettleArea:
        """Open the ways to settle a job."""
        self.item(job).row.button.click()
        area = self.item(job).settle
        assert area is not None
        await until(lambda: area.isVisible() and area.ways["look"].hasFocus())
        return area


@asynccontextmanager
async def _opened(home: Path, folder: Path) -> AsyncIterator[Shown]:
    rows = home / "resources" / "models"
    rows.mkdir(parents=True)
    (rows / "fake.toml").write_text(ROW)
    paid = Paid(folder / "provider", dedupe="none", switches=Switches())
    connection = Connection(id="own", provider="fake", address="https://x.test")
    desk = build(home, providers={"fake": paid}, connections=(connection,))
    panel = Shown(desk, paid)
    desk.new("small-rescue")
    desk.set_aim("fake/one")
    panel.resize(364, 420)
    panel.show()
    panel.activateWindow()
    await until(panel.isActiveWindow)
    try:
        yield panel
    finally:
        desk.job_changed.disconnect(panel.show_job)
        panel.close()
        panel.deleteLater()
        await desk.close()


def on_a_desk(test: Callable[[Shown], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """A test on the panel of a working desk, which ends within the test: the loop must not stand still under work."""

    async def run(home: Path, tmp_path: Path, still: None) -> None:
        async with _opened(home, tmp_path) as panel:
            await test(panel)

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run
