"""Whole desks with jobs at work and children of their own, opened as the unit tests open theirs."""

from __future__ import annotations

from tests.unit.desk.conftest import _quick_looks, fake, open_desk

__all__ = ["_quick_looks", "fake", "open_desk"]
