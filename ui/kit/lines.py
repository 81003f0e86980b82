"""Has only the line of a text painted again in which letters were exchanged: Qt would paint the whole paragraph."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextBlock, QTextLayout
from PySide6.QtWidgets import QTextEdit

SPARE = 2
"""Room over and under a line that its letters may reach into."""
_HELD = Qt.WidgetAttribute.WA_UpdatesDisabled


class LineHold:
    """Between `begin` and `end` a text paints nothing; then the line that looks otherwise, or all from there on."""

    def __init__(self, text: QTextEdit) -> None:
        self._text, self._viewport = text, text.viewport()
        self._before: tuple[QTextBlock, QTextLayout, int, int, int, int] | None = None

    def begin(self, block: QTextBlock, place: int) -> None:
        """Letters are about to be exchanged in a paragraph, from a place in it on."""
        layout = block.layout()
        line = layout.lineForTextPosition(place)
        if line.isValid():
            scrolled = self._text.verticalScrollBar().value()
            self._before = block, layout, line.textStart(), line.textLength(), block.length(), scrolled
            self._viewport.setAttribute(_HELD)

    def end(self, place: int) -> None:
        """They were, up to a place in the paragraph as it is now."""
        if self._before is None:
            return
        block, layout, start, length, long, scrolled = self._before
        self._before = None
        self._viewport.setAttribute(_HELD, False)
        wide, tall = self._viewport.width(), self._viewport.height()
        if self._text.verticalScrollBar().value() != scrolled:
            self._viewport.update()
            return
        line = layout.lineForTextPosition(place)
        alone = line.isValid() and line.textStart() == start and line.textLength() == length + block.length() - long
        if not alone:
            # a word that went to another line changes the one before as well, and all that come after
            line = layout.lineForTextPosition(max(0, start - 1))
        top = 0.0
        if line.isValid():
            top = self._text.document().documentLayout().blockBoundingRect(block).top() - scrolled + line.y()
        bottom = top + line.height() if alone else tall
        self._viewport.update(QRect(0, int(top) - SPARE, wide, int(bottom - top) + 2 * SPARE + 1))
