"""With each key only the lines that look otherwise are painted, and the screen is as if all of them had been."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.send.conftest import Shown
from ui.panels.words.lines import changed_lines

BEAT = "shots[s1].beats[b1].action"


@pytest.mark.parametrize(
    ("before", "after", "new", "grown", "lines"),
    [
        ((0, 10, 20), (0, 10, 20), (12, 12), 0, (1, 1)),
        ((0, 10, 20), (0, 10, 21), (12, 13), 1, (1, 1)),
        ((0, 10, 20), (0, 10, 18), (12, 13), 1, (1, 2)),
        ((0, 10, 20, 30), (0, 10, 18, 31), (12, 13), 1, (1, 2)),
        ((0, 10, 20), (0, 13, 21), (14, 15), 1, (0, 1)),
        ((0, 10), (0, 10), (19, 20), 1, (1, 1)),
        ((0,), (0,), (0, 1), 1, (0, 0)),
    ],
)  # fmt: skip
def test_a_line_differs_where_it_begins_or_ends_otherwise_or_holds_the_new_words(
    before: tuple[int, ...], after: tuple[int, ...], new: tuple[int, int], grown: int, lines: tuple[int, int]
) -> None:
    assert changed_lines(before, after, new, grown) == lines


def test_the_screen_is_as_if_all_had_been_painted(panel: Shown) -> None:
    viewport = panel.words.text.viewport()
    panel.resize(364, 1400)
    seen = []
    for words in ("opens", "opens a", "opens a door", "opens a very heavy old door", "opens it", "运 opens 🎻 it"):
        QApplication.processEvents()
        panel.edit(BEAT, words)
        QApplication.processEvents()
        seen.append(_screen(panel))
        viewport.repaint()
        assert seen[-1] == _screen(panel)
    assert all(one != other for one, other in pairwise(seen))


def _screen(panel: Shown) -> QImage:
    """The words as they stand on the screen, nothing painted for it."""
    text = panel.words.text
    area = QRect(text.mapTo(panel, QPoint(0, 0)), text.size())
    return QApplication.primaryScreen().grabWindow(panel.winId()).copy(area).toImage()
