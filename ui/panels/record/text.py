"""The words a clip was asked for with: to read and to copy, with what was searched for marked in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from app.domain.clip_query import read_query
from ui.kit.inputs import TextInput
from ui.kit.theme import theme, tokens

LINES = 400


class RecordText(TextInput):
    """As high as its words; `show_text(text, query)` marks every word of the query."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", name=name, most=LINES, parent=parent)
        self._query = ""
        self.setReadOnly(True)
        self.setProperty("bare", True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme().theme_changed.connect(self._mark)

    def show_text(self, text: str, query: str = "") -> None:
        """Show these words."""
        self.set_value(text)
        self._query = query
        self._mark()

    def marks(self) -> list[str]:
        """What is marked, in order."""
        return [each.cursor.selectedText() for each in self.extraSelections()]

    def _mark(self) -> None:
        mark_words(self, self._query)


def mark_words(edit: QTextEdit, query: str) -> None:
    """Mark every word of a query where it stands in a text."""
    hue = tokens().hue("cam")
    text = edit.toPlainText()
    found = []
    for start, end in matches(text, query):
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(edit.document())
        cursor.setPosition(_halves(text[:start]))
        cursor.setPosition(_halves(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format.setBackground(hue.tint)
        mark.format.setForeground(hue.text)
        found.append(mark)
    edit.setExtraSelections(found)


def _halves(text: str) -> int:
    """How long Qt takes a text to be: letters beyond the first 65,536 count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def matches(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text, whatever their case."""
    low = text.casefold()
    if len(low) != len(text):  # a letter that folds to two would shift all that follow
        low = text.lower()
    found: set[tuple[int, int]] = set()
    for word in map(str.casefold, read_query(query).words):
        place = low.find(word)
        while place >= 0:
            found.add((place, place + len(word)))
            place = low.find(word, place + len(word))
    return sorted(found)
