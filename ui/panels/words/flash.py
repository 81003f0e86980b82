"""Lays a plate under the phrases that just changed and lets it fade: no word is laid out or marked for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QRegion
from PySide6.QtWidgets import QTextEdit

from ui.kit.lines import left_of
from ui.kit.theme import theme, tokens
from ui.panels.words.blocks import Run
from ui.panels.words.marks import blended

FLASH_MS = 160
STEPS = 4
"""Fading in few steps: somebody is typing."""


class Flash(QObject):
    """The plates of one text, painted by it before its words."""

    def __init__(self, text: QTextEdit) -> None:
        super().__init__(text)
        self._text = text
        self._strength = 0.0
        self._plates: list[tuple[QRectF, str]] = []
        """Where they lie in the document, and the track in whose colour."""
        self._runs: tuple[Run, ...] = ()
        self._covers = self._found_them = False
        self._area = QRegion()
        """All plates together."""
        self._fading = QTimer(self)
        self._fading.timeout.connect(self._fade)

    def begin(self, runs: Sequence[Run]) -> None:
        """Flash these, once the words are painted; nothing does where motion is not wanted. The plates of phrases that
        flash already lie until then: with each key they would go and come again."""
        if [run.path for run in runs] != [run.path for run in self._runs]:
            self.stop()
        if runs and theme().motion(FLASH_MS):
            self._runs, self._strength, self._found_them = tuple(runs), 1.0, False
            self._fading.start(0)

    @property
    def shown(self) -> tuple[tuple[int, int], ...]:
        """The stretches that flash now."""
        return tuple((run.start, run.end) for run in self._runs)

    def stop(self) -> None:
        """Flash no longer."""
        if self._runs:
            self._update()
            self._runs, self._plates, self._area = (), [], QRegion()
            self._fading.stop()

    def cover_ground(self) -> None:
        """Paint the panel's ground under the plates from now on: so nothing beneath is painted with each key."""
        self._covers = True
        self._text.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paint(self, area: QRect) -> None:
        """Paint what lies under the words; only while the viewport of the text is painted."""
        if not (self._covers or self._plates):
            return
        t = tokens()
        painter = QPainter(self._text.viewport())
        if self._covers:
            painter.fillRect(area, t.panel)
        painter.translate(0, -self._text.verticalScrollBar().value())
        colors: dict[str, QColor] = {}
        for plate, track in self._plates:
            if track not in colors:
                colors[track] = blended(t.hue(track).deep, t.panel, self._strength)
            painter.fillRect(plate, colors[track])
        painter.end()

    def _fade(self) -> None:
        if self._found_them:
            self._strength -= 1 / STEPS
        else:
            self._update()
            self._plates = [(plate, run.track) for run in self._runs for plate in self._found(run)]
            self._found_them, self._area = True, QRegion()
            for plate, _ in self._plates:
                self._area += plate.toAlignedRect()
            self._fading.setInterval(FLASH_MS // STEPS)
        if self._strength <= 0 or not self._plates:
            self.stop()
        else:
            self._update()

    def _update(self) -> None:
        self._text.viewport().update(self._area.translated(0, -self._text.verticalScrollBar().value()))

    def _found(self, run: Run) -> Iterator[QRectF]:
        """The plates of a run, one in each line."""
        document = self._text.document()
        block = document.findBlock(run.start)
        while block.isValid() and block.position() < run.end:
            start, end, layout = run.start - block.position(), run.end - block.position(), block.layout()
            corner = document.documentLayout().blockBoundingRect(block).topLeft()
            for line in map(layout.lineAt, range(layout.lineCount())):
                first = max(start, line.textStart())
                last = min(end, line.textStart() + line.textLength())
                if first < last:
                    left, right = left_of(line, first), left_of(line, last)
                    yield QRectF(corner.x() + left, corner.y() + line.y(), right - left, line.height())
            block = block.next()
