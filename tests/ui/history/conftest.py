"""What the tests of the versions share: the real desk over a home of its own, with a clock that goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.build import build
from app.desk.desk import Desk
from ui.panels.history.popup import HistoryPopup


class Clock:
    """Noon of a day, until it is put forward."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **time: float) -> None:
        """Later by so many `minutes`, `hours`, `days`."""
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    """The desk's clock."""
    return Clock()


@pytest.fixture
def desk(home: Path, still: None, clock: Clock) -> Iterator[Desk]:
    """The program without a window, with one draft open."""
    made = build(home, clock=clock)
    made.new("small-rescue", title="The kitten")
    yield made
    asyncio.run(made.close())


@pytest.fixture
def popup(desk: Desk, window: QWidget, qtbot: QtBot) -> HistoryPopup:
    """The versions, opened by hand where a test has made some."""
    made = HistoryPopup(desk)
    qtbot.addWidget(made)
    made.open_over(window)
    QApplication.processEvents()
    return made
