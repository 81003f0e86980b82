"""Words on own-painted widgets are broken into lines at a width, and say where they were cut."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.kit.fonts import font, metrics
from ui.kit.paint import broken

TEXT = "Two people, one table, four short lines, and the last one gets no answer."


def test_lines_are_no_wider_than_asked_and_lose_nothing(qapp: QApplication) -> None:
    lines = broken(TEXT, font("body"), 160)
    assert len(lines) > 2
    assert all(metrics("body").horizontalAdvance(line) <= 160 for line in lines)
    assert " ".join(lines) == TEXT


def test_the_last_line_says_that_there_is_more(qapp: QApplication) -> None:
    lines = broken(TEXT, font("body"), 160, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert broken(TEXT, font("body"), 4000, most=2) == [TEXT]
    assert broken("", font("body"), 160) in ([], [""])
