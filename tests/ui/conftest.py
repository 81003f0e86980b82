"""What all tests of the window share: Qt's word about the machine is let pass, and a look that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.machine import MACHINE
from ui.kit import focus, theme


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a machine without a screen, a graphics card and a loudspeaker says is no news of ours."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*MACHINE, extend=True))


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
