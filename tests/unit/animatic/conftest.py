"""Gives the tests that paint Qt's fonts, without asking pytest-qt, which loads Qt for every other test too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication


@pytest.fixture(scope="session")
def qapp() -> QCoreApplication:
    """The application; one of widgets, since in a whole run those come later."""
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication([])
