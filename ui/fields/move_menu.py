"""The menu of every named camera move; letters typed over it find a move by its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.moves import NAMED_MOVES
from ui.fields.terms import term
from ui.kit.menus import Menu

PATIENCE_MS = 1000
"""Letters that follow one another within this time belong together."""


class MoveMenu(Menu):
    """Every named move with its sign, filled when it is first shown; `make(move)` for the one that is chosen."""

    def __init__(self, title: str, make: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(title, parent)
        self._make = make
        self._typed = ""
        self._since = QElapsedTimer()
        self.aboutToShow.connect(self.fill)
        self.aboutToShow.connect(self.forget)

    def fill(self) -> None:
        """Put the moves in, once."""
        if not self.actions():
            for move in NAMED_MOVES:
                self.add(term("move", move), partial(self._make, move), icon=f"move.{move}")

    def forget(self) -> None:
        """Let the next letter begin a name of its own."""
        self._since.invalidate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.text().isalpha():
            super().keyPressEvent(event)
            return
        fresh = not self._since.isValid() or self._since.elapsed() > PATIENCE_MS
        self._since.start()
        self._typed = event.text() if fresh else self._typed + event.text()
        if (found := self._named(self._typed)) is not None:
            self.setActiveAction(found)

    def _named(self, typed: str) -> QAction | None:
        """The first move whose name begins so; the same letter again means the next one that does."""
        again = len(set(typed.casefold())) == 1
        wanted = typed[0].casefold() if again else typed.casefold()
        hits = [each for each in self.actions() if each.text().casefold().startswith(wanted)]
        return hits[(len(typed) - 1) % len(hits)] if again and hits else next(iter(hits), None)
