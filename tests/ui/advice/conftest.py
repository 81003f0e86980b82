"""What the tests of the advice share: the real desk over a home of its own, with a preset open, and the popup on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.build import build
from app.desk.desk import Desk
from ui.kit import focus, theme
from ui.panels.advice import AdvicePopup


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
    mode, less = look.mode, look.less_motion
    theme.install(qapp)
    focus.install(qapp)
    look.set_mode("dark")
    look.set_less_motion(True)
    yield
    look.set_less_motion(less)
    look.set_mode(mode)


@pytest.fixture
def desk(home: Path) -> Desk:
    """A desk with the preset “Small rescue” open, aimed at Kling 3.0."""
    made = build(home)
    made.new("small-rescue")
    return made


@pytest.fixture
def popup(desk: Desk, still: None) -> Iterator[AdvicePopup]:
    """The advice about the open draft, not shown yet."""
    made = AdvicePopup(desk)
    yield made
    made.close()
    made.deleteLater()
