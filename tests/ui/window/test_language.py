"""Describes how the language is changed: in the settings, at once, with draft and history as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.strings import language
from tests.patience import until
from tests.ui.window.test_opening import left_open, let_go, window_over
from ui.kit.strings import set_language
from ui.windows.dialogs import SettingsDialog
from ui.windows.main import MainWindow

__all__ = ["left_open"]


@pytest.fixture(autouse=True)
def _back() -> Iterator[None]:
    yield
    set_language("en")


async def test_another_language_is_spoken_at_once(left_open: Path, qapp: QApplication) -> None:
    desk, window = window_over(left_open)
    window.show()
    await until(lambda: window.is_ready)
    desk.edit("title", "The last loaf")
    closed: list[bool] = []
    window.closing.connect(lambda: closed.append(True))
    window.plates.show_settings()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.pages.looks.language.chosen.emit("zh")
    await until(lambda: bool(closed))
    assert window.opens_again
    assert language() == "zh"
    window.shut()
    window.deleteLater()
    again = MainWindow(desk)
    again.show()
    await until(lambda: again.is_ready)
    assert again.send.foot.rehearse.text() == "预演"
    assert desk.snapshot.draft is not None
    assert desk.snapshot.draft.title == "The last loaf"
    desk.undo()
    assert desk.snapshot.draft.title == "Small rescue"
    await let_go(desk, again)
