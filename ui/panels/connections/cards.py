"""The ways to reach a model, a card each: what it is, where its keys are made, and the button to begin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.fonts import font
from ui.kit.labels import Label
from ui.kit.layout import clear, column, row
from ui.kit.panels import Card
from ui.panels.connections.desk import SpecFace
from ui.panels.connections.words import provider_sentence, provider_title


class ProviderCards(QWidget):
    """`chosen(provider)` when a person begins a connection, `guide_asked` for the page on servers of one's own."""

    chosen = Signal(str)
    guide_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = column(gap=8)
        self.buttons: dict[str, Button] = {}
        self.guides: dict[str, Button] = {}
        head = Label(tr("connections.choose"), "title")
        self.setLayout(column(head, Label(tr("connections.choose.means"), "small", "text2", wrap=True), 4, self._cards,
                              None, gap=6, margins=(20, 14, 20, 16)))  # fmt: skip

    def show_providers(self, specs: Sequence[SpecFace]) -> None:
        """Those that need a connection."""
        clear(self._cards)
        self.buttons, self.guides = {}, {}
        for spec in specs:
            if spec.id != "animatic":
                self._cards.addWidget(self._card(spec))

    def _card(self, spec: SpecFace) -> Card:
        card = Card(rimmed=True)
        title = provider_title(spec)
        begin = Button(tr("connections.connect"), icon="connect", name=tr("connections.connect_to", provider=title))
        begin.clicked.connect(partial(self._choose, spec.id))
        self.buttons[spec.id] = begin
        buttons: list[QWidget | None] = [begin]
        if spec.servers:
            guide = Button(tr("connections.guide"), kind="quiet", icon="hint")
            guide.clicked.connect(self.guide_asked)
            self.guides[spec.id] = guide
            buttons.insert(0, guide)
        line = row(Label(title, "strong"), None, *buttons, gap=6)
        card.column.addLayout(line)
        card.column.addWidget(Label(provider_sentence(spec.id), "small", "text2", wrap=True))
        if spec.key_page:
            page = Label(tr("connections.key_page", page=spec.key_page), "small", "cam.text", wrap=True)
            page.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            card.column.addWidget(page)
        return card

    def _choose(self, provider: str, *_: object) -> None:
        self.chosen.emit(provider)


class GuideView(QTextBrowser):
    """A page of our own guide. Links go nowhere, and nothing is fetched for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setProperty("bare", True)
        self.document().setDocumentMargin(20)
        self.setAccessibleName(tr("connections.guide"))

    def show_page(self, markdown: str) -> None:
        """Show a page from its beginning."""
        self.document().setDefaultFont(font("body"))
        self.setMarkdown(markdown)
        self._dress()

    def _dress(self) -> None:
        """Headings as everywhere else in the program, air between parts, and commands that wrap in one piece."""
        block, was_code = self.document().begin(), False
        while block.isValid():
            cursor, shape = QTextCursor(block), block.blockFormat()
            level, is_code = shape.headingLevel(), shape.hasProperty(QTextFormat.Property.BlockCodeFence)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            if level or is_code:
                letters = QTextCharFormat()
                letters.setFont(font("mono" if is_code else "title" if level == 1 else "head"))
                cursor.setCharFormat(letters)
            shape.setNonBreakableLines(False)
            shape.setTopMargin(0 if not block.blockNumber() else 20 if level else 2 if is_code and was_code else 8)
            shape.setBottomMargin(0)
            cursor.setBlockFormat(shape)
            block, was_code = block.next(), is_code

    def loadResource(self, kind: int, name: object) -> object:
        """Nothing: neither a picture nor a style comes from anywhere."""
        return None
