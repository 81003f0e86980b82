"""A long text in a large plate over the form, opened with Alt+Enter; what is typed there is in the field at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.draft import Draft
from app.strings import tr
from ui.fields.notes import Counter, RemarkLine
from ui.fields.token_input import TokenInput
from ui.kit.buttons import Button
from ui.kit.fonts import metrics, scaled
from ui.kit.labels import Label
from ui.kit.layout import row
from ui.kit.popups import Popup

LINES = 14
SIGNS = 64


class WholeText(Popup):
    """The whole text of one field. `typed(text)` at each keystroke; Esc or Alt+Enter closes it."""

    typed = Signal(str)

    def __init__(self, name: str, help: str, text: str, draft: Draft | None, limit: int, parent: QWidget) -> None:
        super().__init__(name, inset=12, parent=parent)
        self.input = TokenInput(many_lines=True, lines=LINES, most=LINES)
        self.input.setAccessibleName(name)
        self.input.setAccessibleDescription(help)
        self.input.setMinimumWidth(min(metrics("body").averageCharWidth() * SIGNS, scaled(640)))
        self.input.set_stored(text, draft)
        self.counter = Counter()
        self.counter.limit = limit
        self.remark = RemarkLine()
        close = Button(tr("fields.whole.close"), size="compact", kind="quiet", key="Esc")
        close.clicked.connect(self.close)
        self.column.addLayout(row(Label(name, "bold"), None, self.counter, close))
        self.column.addWidget(self.input)
        self.column.addWidget(self.remark)
        self.counter.count(len(text))
        self.input.typed.connect(self._typed)
        self.input.said.connect(self.remark.say)
        self.input.opened.connect(self.close)

    def start(self, under: QWidget, caret: int) -> None:
        """Open it under the field with the caret where it was there."""
        self.open_under(under)
        self.input.put_caret(caret)
        self.input.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self.counter.count(len(text))
        self.typed.emit(text)
