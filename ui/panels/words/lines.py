"""Has only those lines of a paragraph painted again that look otherwise after some words in it were exchanged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QTextEdit, QWidget

SPARE = 2
"""Room over and under a line that its letters may reach into."""


@contextmanager
def lines_only(text: QTextEdit, viewport: QWidget, place: int, changed: Sequence[tuple[int, int]]) -> Iterator[None]:
    """While words are exchanged in the paragraph at `place`, from and to where the first of `changed` then says: Qt
    would paint all of it again.
    """
    document, bar, block = text.document(), text.verticalScrollBar(), text.document().findBlock(place)
    starts, length = _starts(block), block.length()
    stood = document.size(), bar.value()
    viewport.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled)
    try:
        yield
    finally:
        viewport.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, False)
    if stood != (document.size(), bar.value()) or not changed:
        viewport.update()
        return
    start, end = (each - block.position() for each in changed[0])
    first, last = changed_lines(starts, _starts(block), (start, end), block.length() - length)
    layout, top = block.layout(), document.documentLayout().blockBoundingRect(block).top() - bar.value()
    above, below = layout.lineAt(first), layout.lineAt(last)
    height = below.y() + below.height() - above.y()
    viewport.update(QRect(0, int(top + above.y()) - SPARE, viewport.width(), round(height) + 2 * SPARE + 1))


def changed_lines(before: Sequence[int], after: Sequence[int], new: tuple[int, int], grown: int) -> tuple[int, int]:
    """The first and the last line that differ, from where the lines began and begin, where the new words are, and by
    how much they are longer than the old ones. A word that moved to another line changes both.
    """
    first = bisect_right(after, new[0]) - 1
    while first > 0 and before[: first + 1] != after[: first + 1]:
        first -= 1
    last = len(after) - 1
    while last > first and after[last] > new[1] and last < len(before) and before[last] + grown == after[last]:
        last -= 1
    return first, last


def _starts(block: QTextBlock) -> list[int]:
    layout = block.layout()
    return [layout.lineAt(number).textStart() for number in range(layout.lineCount())]
