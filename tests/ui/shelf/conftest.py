"""What the tests of shelf, presets, welcome, palette and settings share: the real desk over a home of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.build import build
from app.desk.desk import Desk
from app.desk.snapshot import Notice
from ui.kit import focus, notify, theme

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screenless platform says at every window what it cannot do; that is no news of ours."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def still(qapp: QApplication) -> Iterator[None]:
    """The dark theme without motion, and as it was before afterwards."""
    look = theme.theme()
    before = look.mode, look.less_motion, look.text_size, look.contrast
    theme.install(qapp)
    focus.install(qapp)
    look.set_mode("dark")
    look.set_less_motion(True)
    yield
    look.set_mode(before[0])
    look.set_less_motion(before[1])
    look.set_text_size(before[2])
    look.set_more_contrast(before[3])


@pytest.fixture
def desk(home: Path, still: None) -> Iterator[Desk]:
    """The program without a window, on a day after Sora closed."""
    made = build(home, clock=lambda: TODAY)
    yield made
    asyncio.run(made.close())


@pytest.fixture
def told() -> Iterator[list[Notice]]:
    """What the person is told through the one door."""
    heard: list[Notice] = []
    notify.set_door(heard.append)
    yield heard
    notify.set_door(None)
