"""What the tests of Send share: the real desk over a home of its own, with a preset open, and the panel on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.build import build
from app.desk.desk import Desk
from ui.panels.send.panel import SendPanel


@pytest.fixture
def desk(home: Path) -> Desk:
    """A desk with the preset “Small rescue” open, aimed at Kling 3.0."""
    made = build(home)
    made.new("small-rescue")
    return made


class Shown(SendPanel):
    """Send on a desk, told of every change as the window tells it, keeping what it says."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.said: list[tuple[str, str]] = []
        self.pointed.connect(lambda path: self.said.append(("pointed", path)))
        self.chosen.connect(lambda path: self.said.append(("chosen", path)))
        self.command.connect(lambda command: self.said.append(("command", command)))
        self.connect_asked.connect(lambda provider: self.said.append(("connect", provider)))
        self.caps_asked.connect(lambda: self.said.append(("caps", "")))
        self.tell()

    def tell(self) -> None:
        """Show the desk's present snapshot."""
        self.show_snapshot(self.desk.snapshot)

    def edit(self, path: str, value: object) -> None:
        """Edit the open draft and show what came of it."""
        self.desk.edit(path, value)
        self.tell()

    @property
    def document(self) -> str:
        """The shown words, with the signs that stand between two paragraphs put back."""
        text = self.words.text
        return "".join(shown + block.break_ for shown, block in zip(self.lines, text.shown.blocks, strict=True))

    @property
    def lines(self) -> list[str]:
        """The paragraphs as the document holds them."""
        return self.words.text.document().toPlainText().split("\n")


@pytest.fixture
def panel(desk: Desk, still: None) -> Iterator[Shown]:
    """Send, shown at its size."""
    made = Shown(desk)
    made.resize(364, 652)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()
