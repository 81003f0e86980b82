"""Whole desks with jobs at work and children of their own, opened as the unit tests open theirs."""

from __future__ import annotations

import pytest

from app.jobs import lanes, recovery
from tests.unit.desk.conftest import _ours_once, _quick_looks, fake, open_desk

__all__ = ["_ours_once", "_quick_looks", "fake", "open_desk"]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a provider that says nothing alone for moments only."""
    for room in (lanes, recovery):
        monkeypatch.setattr(room, "LEAST_WAIT", 0.05)
