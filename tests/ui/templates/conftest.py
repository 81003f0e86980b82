"""What the tests of templates share: the real desk over a home of its own, and the window of templates over it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.build import build
from app.desk.desk import Desk
from app.domain.template import Template
from ui.panels.templates.dialog import TemplatesDialog

STORY = "sora-story-beats"
Open = Callable[..., TemplatesDialog]


@pytest.fixture
def desk(home: Path, still: None) -> Iterator[Desk]:
    """The program without a window, with one draft open."""
    made = build(home)
    made.new("small-rescue", title="The kitten")
    yield made
    asyncio.run(made.close())


@pytest.fixture
def mine(desk: Desk) -> Template:
    """A copy of the story form."""
    return desk.own_templates.copy(STORY, "Adverts")


@pytest.fixture
def open_dialog(desk: Desk, qtbot: QtBot) -> Open:
    """Opens the window of templates at one of them."""

    def make(template_id: str = "") -> TemplatesDialog:
        made = TemplatesDialog(desk)
        qtbot.addWidget(made)
        made.choose(template_id)
        made.show()
        made.activateWindow()
        QApplication.processEvents()
        return made

    return make


def focus() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: str | Qt.Key) -> None:
    """Type words and keys into what has the keyboard, one after the other; Alt goes before an arrow as `Alt+`."""
    for each in keys:
        if isinstance(each, Qt.Key):
            QTest.keyClick(focus(), each)
        elif each.startswith("Alt+"):
            QTest.keyClick(focus(), Qt.Key[f"Key_{each[4:]}"], Qt.KeyboardModifier.AltModifier)
        elif each.startswith("Ctrl+"):
            QTest.keySequence(focus(), each)
        else:
            QTest.keyClicks(focus(), each)
    QApplication.processEvents()
