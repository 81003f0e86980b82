"""The library's search: words are typed, and what narrows the search besides stands in it as chips."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.clip_query import ClipQuery
from app.strings import tr
from ui.kit.chips import Chip
from ui.kit.fonts import scaled
from ui.kit.inputs import SearchField
from ui.kit.layout import clear
from ui.kit.tips import plain_tip

TALL = 32
GLASS = 20
WORDS = 150
"""What is left for words, however many chips there are."""


class QueryField(SearchField):
    """`narrowed(query)`: a chip was taken away, and this is left. Backspace before the words takes the last one."""

    narrowed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("library.search"), name=tr("library.search"), parent=parent)
        self._chips: list[tuple[str, ClipQuery]] = []
        self.chips: list[Chip] = []
        self._holder = QWidget(self)
        self._row = QHBoxLayout(self._holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(scaled(TALL))
        self._fit()

    def show_chips(self, chips: Sequence[tuple[str, ClipQuery]]) -> None:
        """Show these: each chip's words, and what is asked without it."""
        if list(chips) != self._chips:
            self._chips = list(chips)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.cursorPosition() == 0 and not self.hasSelectedText()
        if event.key() == Qt.Key.Key_Backspace and before and self._chips:
            self.narrowed.emit(self._chips[-1][1])
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """As many chips as leave room for words; of the rest it is said how many there are."""
        clear(self._row)
        self.chips = []
        room = self.width() - scaled(WORDS) - GLASS - 16
        wide = 0
        for place, (text, rest) in enumerate(self._chips):
            chip = Chip(text, removable=True, remove_name=tr("library.chip.remove"))
            step = chip.sizeHint().width() + 4
            if place and wide + step > room:
                chip.deleteLater()
                more = Chip(tr("library.chip.more", n=len(self._chips) - place))
                more.setToolTip(plain_tip(", ".join(words for words, _ in self._chips[place:])))
                self._row.addWidget(more)
                wide += more.sizeHint().width() + 4
                break
            for signal in (chip.removed, chip.clicked):
                signal.connect(partial(self._take_away, rest))
            self.chips.append(chip)
            self._row.addWidget(chip)
            wide += step
        self._holder.setVisible(bool(self._chips))
        self._holder.setFixedSize(max(0, wide - 4), self.height() - 8)
        self._holder.move(self.width() - self._holder.width() - 6, 4)
        self.setTextMargins(GLASS, 0, wide + 6 if self._chips else 0, 0)

    def _take_away(self, rest: ClipQuery, *_: object) -> None:
        # the chip is still in its own event
        self.setFocus()
        self.narrowed.emit(rest)
