"""Keeps the quick tests quick: no process beside this one, no Qt, no chance."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import tomli

QT = "PySide6.QtCore"


class _NoProcess(subprocess.Popen[bytes]):
    def __init__(self, *arguments: object, **options: object) -> None:
        raise AssertionError("a test that starts a process belongs into tests/e2e")


def _read_once(read: Callable[[str], dict[str, Any]]) -> Callable[[str], dict[str, Any]]:
    """Our own data files are read for hundreds of desks; what they hold is unpacked five times as fast as parsed."""
    known: dict[str, bytes] = {}

    def table(text: str) -> dict[str, Any]:
        if text not in known:
            known[text] = pickle.dumps(read(text))
        found: dict[str, Any] = pickle.loads(known[text])
        return found

    return table


_table = _read_once(tomli.loads)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Watch over one test."""
    had_qt = QT in sys.modules
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "Popen", _NoProcess)
        patch.setattr(tomli, "loads", _table)
        yield
    assert had_qt or QT not in sys.modules, "a test that loads Qt belongs into tests/e2e or tests/ui"
