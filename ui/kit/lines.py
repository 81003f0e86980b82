"""Has only the part of a line painted again in which letters were exchanged: Qt would paint the whole paragraph."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine
from PySide6.QtWidgets import QTextEdit

SPARE = 2
"""Room over, under and before letters that they may reach into."""
_HELD = Qt.WidgetAttribute.WA_UpdatesDisabled
_FAR = 1 << 15
"""Beyond the end of any text: what is painted is cut there anyway."""
PLAIN = re.compile("[ -\u024f\u2010-\u2027\ufffc]*")
"""Words that run from left to right, each with a shape of its own between two spaces."""


class _Before(NamedTuple):
    """A line as it was: its place among the letters of its paragraph, and where its first word that changes begins."""

    block: QTextBlock
    layout: QTextLayout
    start: int
    length: int
    word: int
    scrolled: int


class LineHold:
    """Between `begin` and `end` a text paints nothing; then what looks otherwise of a line, or all from there on."""

    def __init__(self, text: QTextEdit) -> None:
        # bar and layout are asked for each time: what PySide once gave for them ends while they live on
        self._text, self._viewport = text, text.viewport()
        self._before: _Before | None = None

    def begin(self, block: QTextBlock, words: str, place: int) -> None:
        """Letters are about to be exchanged in a paragraph, from a place in it on. `words` are its own, and behind
        them the new ones."""
        layout = block.layout()
        line = layout.lineForTextPosition(place)
        if line.isValid():
            start = line.textStart()
            # the word ahead of the place as well: the place may be where it ends
            word = words.rfind(" ", start, place - 1) if place > start and PLAIN.fullmatch(words) else -1
            self._before = _Before(block, layout, start, line.textLength(), word, self._scrolled())
            self._viewport.setAttribute(_HELD)

    def end(self, place: int, more: int) -> None:
        """They were, up to a place in the paragraph as it is now, which has so many `more` letters."""
        if self._before is None:
            return
        block, layout, start, length, word, scrolled = self._before
        self._before = None
        self._viewport.setAttribute(_HELD, False)
        if self._scrolled() != scrolled:
            self._viewport.update()
            return
        line = layout.lineForTextPosition(place)
        valid = line.isValid()
        alone = valid and line.textStart() == start and line.textLength() == length + more
        if not alone:
            # a word that went to another line changes the one it was in, and all that come after
            first = layout.lineForTextPosition(max(0, start - 1)).lineNumber()
            line, word = layout.lineAt(max(0, first - 1)), -1
            valid = line.isValid()
        top = int(self._top(block) - scrolled + line.y()) if valid else 0
        left = max(0, int(left_of(line, word)) - SPARE) if word >= 0 else 0
        tall = int(line.height()) + 2 * SPARE + 1 if alone else _FAR
        self._viewport.update(QRect(left, top - SPARE, _FAR, tall))

    def _scrolled(self) -> int:
        return self._text.verticalScrollBar().value()

    def _top(self, block: QTextBlock) -> float:
        return self._text.document().documentLayout().blockBoundingRect(block).top()


def left_of(line: QTextLine, place: int) -> float:
    """Where a letter of a line begins: the binding gives it alone, or with the place it was moved to."""
    found: object = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
