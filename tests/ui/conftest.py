"""What all tests of the window share: Qt's word about the machine is let pass, and a look that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from app.desk import history
from app.desk.snapshot import Notice
from tests.fakes.ours import read_ours_once
from tests.patience import PATIENCE
from tests.ui.machine import MACHINE
from ui.fields import move_menu
from ui.kit import focus, notify, theme
from ui.panels.player import playback


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a machine without a screen, a graphics card and a loudspeaker says is no news of ours."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*MACHINE, extend=True))


class PatientBot(QtBot):
    """Waits as long as all tests do; pytest-qt's own five seconds are too few for a machine with much to do."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = int(PATIENCE * 1000)) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: SignalInstance, *, timeout: int = int(PATIENCE * 1000), **how: Any) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, with patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program judges by the clock, a machine that is busy with other things is no news: a clip whose first
    picture is late is none that cannot be shown, and keys that came late belong to the word before them."""
    for name in ("SILENCE_MS", "FROZEN_MS"):
        monkeypatch.setattr(playback, name, int(PATIENCE * 1000))
    monkeypatch.setattr(move_menu, "PATIENCE_MS", int(PATIENCE * 1000))
    monkeypatch.setattr(history, "COALESCE_SECONDS", PATIENCE)


@pytest.fixture(autouse=True)
def _ours_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each desk with what the program brings along at hand."""
    read_ours_once(monkeypatch)


@pytest.fixture
def still(qapp: QApplication) -> Iterator[None]:
    """The dark theme without motion; the look is as it was before afterwards."""
    look = theme.theme()
    mode, less, size, contrast = look.mode, look.less_motion, look.text_size, look.contrast
    theme.install(qapp)
    focus.install(qapp)
    look.set_mode("dark")
    look.set_less_motion(True)
    yield
    look.set_mode(mode)
    look.set_less_motion(less)
    look.set_text_size(size)
    look.set_more_contrast(contrast)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What a popup opens over."""
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def told() -> Iterator[list[Notice]]:
    """What the person is told through the one door."""
    heard: list[Notice] = []
    notify.set_door(heard.append)
    yield heard
    notify.set_door(None)


@pytest.fixture(autouse=True)
def _no_news_for_others() -> Iterator[None]:
    """What waits for a window when a test ends is not told in the next one."""
    yield
    notify.set_door(lambda _: None)
    notify.set_door(None)
