"""What the tests of the window share: the real window over the real desk of a home of its own, opened and let go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from app.build import build
from app.desk.desk import Desk
from tests.patience import until
from ui.windows.main import MainWindow
from ui.windows.start import open_last

Opened = Callable[[], AbstractAsyncContextManager[MainWindow]]


@pytest.fixture
def opened(still: None, home: Path) -> Opened:
    """Opens the window as the program does; several times in one test is as many starts."""

    @asynccontextmanager
    async def open_window() -> AsyncIterator[MainWindow]:
        escaped: list[BaseException] = []
        desk: Desk = build(home, report=escaped.append)
        open_last(desk)
        window = MainWindow(desk)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        await until(lambda: window.is_ready)
        try:
            yield window
        finally:
            window.close()
            window.shut()
            await desk.close()
            window.deleteLater()
            await asyncio.sleep(0.01)
        assert not escaped, escaped

    return open_window


async def form_of(window: MainWindow) -> None:
    """Wait until the form shows the open draft."""
    await until(lambda: window.form.isVisible() and window.form.body is not None and window.send.isVisible())
    await until(lambda: is_settled(window))
    await asyncio.sleep(0.05)


def is_settled(window: MainWindow) -> bool:
    """Whether the panels show what the desk told last."""
    after = (window._following, window.form._after, window.send._after)
    return window._shown is window.desk.snapshot and not any(timer.isActive() for timer in after)
