"""The column beside the words: the names of their sections, and stripes in the colours of their tracks."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.strings import has, tr
from ui.kit.fonts import font, line_height, metrics
from ui.kit.paint import RIGHT, painting, words
from ui.kit.theme import tokens
from ui.panels.words.blocks import Block
from ui.panels.words.text import SpanText

GUTTER = 56
STRIPE = 2
INSET = 12
LEADING = 2
"""What Qt leaves out of a paragraph's height under its last line, of lines as high as ours."""

Place = tuple[float, float, str, str, int, bool]
"""Top and height of a paragraph, and what its name and stripe depend on."""


class Gutter(QWidget):
    """The column beside the words: each section's name at its first line and a stripe in its track's colour."""

    def __init__(self, text: SpanText) -> None:
        super().__init__(text)
        self._text = text
        self._places: list[Place] | None = None
        self._named: dict[tuple[str, int], Block] = {}
        self.names: list[str] = []
        """What it says, each name once."""
        self._numbered = False
        """Whether the entries of shots have numbers to be named by."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.width_wanted = GUTTER + STRIPE + 8

    def measure(self) -> int:
        """As wide as the longest name wants, and no narrower than the design's."""
        named = {(block.section, block.part): block for block in self._text.shown.blocks if block.heads}
        if named.keys() != self._named.keys():
            self._named = named
            self._numbered = any(part for _, part in named)
            self.names = [section_name(block, numbered=self._numbered) for block in named.values()]
            wide = max((metrics("small").horizontalAdvance(name) for name in self.names), default=0)
            self.width_wanted = max(GUTTER, wide + 8 + INSET) + STRIPE + 8
        return self.width_wanted

    def follow(self) -> None:
        """Paint again where a paragraph begins, ends or is called otherwise than before."""
        # one paragraph alone cannot grow without the document, which tells its size itself
        may_differ = self._text.reshaped or self._text.changes > 1
        if may_differ and self._places is not None and self._places != self._found():
            self.refresh()

    def refresh(self) -> None:
        """Paint all of it again; where the paragraphs lie is asked only then, for now they may be about to move."""
        self._places = None
        self.update()

    def _found(self) -> list[Place]:
        layout, block = self._text.document().documentLayout(), self._text.document().begin()
        places: list[Place] = []
        for shown in self._text.shown.blocks:
            area = layout.blockBoundingRect(block)
            places.append((area.top(), area.height(), shown.section, shown.track, shown.part, shown.heads))
            block = block.next()
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        scrolled = self._text.verticalScrollBar().value()
        stripe = self.width_wanted - STRIPE - 8
        self._places = self._found()
        with painting(self) as painter:
            for (top, tall, *_), shown in zip(self._places, self._text.shown.blocks, strict=False):
                top -= scrolled
                if top + tall < 0 or not shown.section:
                    continue
                if top > self.height():
                    break
                color = t.hue(shown.track).line if shown.track else t.edge
                painter.fillRect(QRectF(stripe, top, STRIPE, tall + LEADING), color)
                if shown.heads:
                    line = QRectF(0, top, stripe - 8, line_height("body"))
                    name = section_name(shown, numbered=self._numbered)
                    words(painter, line, name, font("small"), t.text3, RIGHT)


def section_name(block: Block, *, numbered: bool = True) -> str:
    """The name of a paragraph's section; of a shot's entry its number, where each is a part of its own."""
    if block.section == "shot" and numbered:
        return tr("words.shot", n=block.part + 1)
    return tr(f"section.{block.section}") if has(f"section.{block.section}") else block.section
