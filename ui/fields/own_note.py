"""An author's own-language note beside a text: under its field, opened by a small toggle or Ctrl+Alt+N, never sent."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.draft import Draft
from app.strings import tr
from ui.fields.token_input import TokenInput
from ui.kit.buttons import IconButton
from ui.kit.fonts import scaled
from ui.kit.labels import Label

KEY = "Ctrl+Alt+N"
SIDE = 20
"""How wide and high the toggle is, at 100 %."""


class NoteToggle(IconButton):
    """Lies in the right corner of a text while the pointer or the keyboard is there; shows whether there is a note."""

    def __init__(self, input: QWidget) -> None:
        super().__init__("languages", tr("fields.note.toggle"), key=KEY, size="compact", checkable=True, parent=input)
        self._input = input
        # the key does the same, so that Tab goes from text to text
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.place()

    def place(self) -> None:
        """Go to the corner."""
        side = scaled(SIDE)
        self.setFixedSize(side, side)
        self.move(self._input.width() - side - 2, 3)


class OwnNote(QWidget):
    """One note under its text. `written(text)` at each keystroke; `left` when the keyboard goes elsewhere."""

    written = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = Label(tr("fields.note.mark"), "fine", "text3")
        self.input = TokenInput(many_lines=True, placeholder=tr("fields.note.placeholder"))
        self.input.setAccessibleName(tr("fields.note.name", field=name))
        self.input.setAccessibleDescription(tr("fields.note.help"))
        self.input.setObjectName("own_note")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.input, 1)
        self.mark.setContentsMargins(0, scaled(7), 0, 0)
        self.input.typed.connect(self.written)
        self.input.installEventFilter(self)

    def text(self) -> str:
        """The note; nothing where there are no words in it."""
        words = self.input.stored()
        return words if words.strip() else ""

    def show_text(self, text: str, draft: Draft | None) -> None:
        """Show a note without telling."""
        if text != self.input.stored():
            self.input.set_stored(text, draft)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.input and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return False
