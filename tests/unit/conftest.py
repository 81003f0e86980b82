"""Keeps the quick tests quick: no process beside this one, no Qt but where the animatic paints, few examples each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.fakes.depth import EXAMPLES

PAINTS = "animatic"
"""The one room here that draws, and so the one whose tests load Qt; they come last."""
QT = "PySide6.QtCore"
STARTS = ("subprocess.Popen", "os.fork", "os.posix_spawn")

settings.register_profile("house", max_examples=EXAMPLES, deadline=None)
settings.load_profile("house")

_at_work: list[pytest.Item] = []


def _forbid(event: str, _: tuple[Any, ...]) -> None:
    if _at_work and event in STARTS:
        raise AssertionError("a test that starts a process belongs into tests/e2e")


sys.addaudithook(_forbid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Watch over one test."""
    had_qt = QT in sys.modules
    _at_work.append(item)
    try:
        yield
    finally:
        _at_work.clear()
    assert had_qt or QT not in sys.modules or item.path.parent.name == PAINTS, "it loads Qt"
