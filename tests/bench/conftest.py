"""Prints the table of figures at the end of a bench run."""

from __future__ import annotations

import pytest

from tests.bench.clock import RESULTS, table


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures of this run."""
    if RESULTS:
        terminalreporter.write_sep("-", "figures")
        terminalreporter.write_line(table())
