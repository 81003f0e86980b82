"""Fields of colours in words, each with a swatch where the word is a colour one can show."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPaintEvent

from app.domain.draft import Draft
from app.strings import tr
from ui.fields.chip_input import MovableChip
from ui.fields.chips import ChipsField
from ui.fields.swatches import colour_of
from ui.kit.paint import fill, painting, rim
from ui.kit.theme import tokens

SIDE = 10


class ColourChip(MovableChip):
    """A word with the colour it means."""

    def __init__(self, text: str, colour: QColor, remove_name: str) -> None:
        super().__init__(text, icon="square", remove_name=remove_name)
        self.colour = colour

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        box = QRectF(7, (self.height() - SIDE) / 2, SIDE, SIDE)
        with painting(self) as painter:
            fill(painter, box.adjusted(-1, -1, 1, 1), tokens().hover if self.underMouse() else tokens().control)
            fill(painter, box, self.colour, 2)
            rim(painter, box, tokens().rule, 2)


class ColourField(ChipsField):
    """A palette: colour words as chips. At a path that holds one text it keeps them as one, with commas."""

    def set_value(self, value: object, draft: Draft) -> None:
        self._one_text = isinstance(value, str)
        if isinstance(value, str):
            value = tuple(part.strip() for part in value.split(",") if part.strip())
        super().set_value(value, draft)

    def tell(self, value: object) -> None:
        super().tell(", ".join(self._values) if self._one_text else value)

    def chip(self, value: str) -> MovableChip:
        colour = colour_of(value)
        if colour is None:
            return super().chip(value)
        return ColourChip(value, colour, tr("fields.chips.remove", what=value))
