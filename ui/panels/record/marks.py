"""What a person puts on a clip: tags, which are chips with a plus behind them, and a note that is kept while typed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.chips import Chip, ChipRow
from ui.kit.fonts import scaled
from ui.kit.inputs import LineInput, TextInput
from ui.kit.theme import theme
from ui.panels.record.text import mark_words

SETTLE_MS = 600
"""How long the hand rests before a note is written down; the promise is a second."""


class TagLine(LineInput):
    """A line for one tag, completed by those in use. `tagged(tag)` at Enter; Esc leaves it: `left`."""

    tagged = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", placeholder=tr("record.tag"), name=tr("record.tag"), parent=parent)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        if (popup := completer.popup()) is not None:
            popup.setAccessibleName(tr("record.tags"))
        self.setCompleter(completer)
        self.setFixedWidth(scaled(132))
        self.returnPressed.connect(self._tell)

    def know(self, tags: Iterable[str]) -> None:
        """Complete these."""
        self._known.setStringList(list(tags))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        tag = self.text().strip()
        self.clear()
        if tag:
            self.tagged.emit(tag)


class TagEditor(ChipRow):
    """The tags of a clip. `tagged(tag, on)`: one was put on or taken off."""

    tagged = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._tags: tuple[str, ...] | None = None
        self.chips: list[Chip] = []
        self.add_button = Button(tr("record.tag"), icon="add", kind="quiet", size="compact", parent=self)
        self.add_button.clicked.connect(self.begin)
        self.line = TagLine(self)
        self.line.tagged.connect(lambda tag: self.tagged.emit(tag, True))
        self.line.left.connect(self._end)
        self.line.editingFinished.connect(self._end_if_empty)
        self.line.hide()
        self.show_tags((), ())

    def show_tags(self, tags: tuple[str, ...], known: Iterable[str]) -> None:
        """Show these; `known` are all there are."""
        self.line.know(known)
        if tags == self._tags:
            return
        self._tags = tags
        for part in (self.add_button, self.line):
            self.flow.removeWidget(part)
        self.chips = [Chip(tag, outline=True, removable=True, remove_name=tr("record.untag")) for tag in tags]
        for chip in self.chips:
            chip.removed.connect(partial(self.tagged.emit, chip.text(), False))
        self.set_chips(self.chips)
        self.flow.addWidget(self.line)
        self.flow.addWidget(self.add_button)

    def begin(self) -> None:
        """Open the line for another tag."""
        self.add_button.hide()
        self.line.show()
        self.line.setFocus()

    def _end(self) -> None:
        had_focus = self.line.hasFocus()
        self.add_button.show()
        self.line.hide()
        if had_focus:
            self.add_button.setFocus()

    def _end_if_empty(self) -> None:
        if not self.line.text() and not self.line.hasFocus():
            self._end()


class NoteField(TextInput):
    """A note. `written(text)` a moment after the last letter, and when the field is left."""

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", placeholder=tr("record.note.use"), name=tr("record.note"), lines=2, parent=parent)
        self._kept = self._query = ""
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.keep)
        self.textChanged.connect(self._settle.start)
        theme().theme_changed.connect(self._mark)

    def show_note(self, text: str, query: str = "") -> None:
        """Show a note with the words of a query marked in it; one that is being typed stays as it is."""
        self._kept, self._query = text, query
        if not self._settle.isActive() and not (self.hasFocus() and self.toPlainText().strip() == text):
            self.set_value(text)
        self._mark()

    def _mark(self) -> None:
        mark_words(self, self._query)

    def keep(self) -> None:
        """Write down what was typed, now."""
        self._settle.stop()
        text = self.toPlainText().strip()
        if text != self._kept:
            self._kept = text
            self.written.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()
