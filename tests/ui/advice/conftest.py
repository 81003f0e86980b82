"""What the tests of the advice share: the real desk over a home of its own, with a preset open, and the popup on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.build import build
from app.desk.desk import Desk
from ui.panels.advice.popup import AdvicePopup


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
