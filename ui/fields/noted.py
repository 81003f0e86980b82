"""The face of fields whose text may have an author's own-language note: a toggle, Ctrl+Alt+N, and the note under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.draft import Draft
from app.domain.path import NOTE
from app.domain.template import Field
from ui.fields.base import FieldWidget
from ui.fields.desk import FieldDesk
from ui.kit.fonts import scaled

if TYPE_CHECKING:
    from ui.fields.own_note import NoteToggle, OwnNote
    from ui.fields.token_input import TokenInput

ROOM = 24
"""Width kept free at the right of a text for the toggle, at 100 %."""


class NotedField(FieldWidget):
    """A field of words with a note beside it. Toggle and note are made when they are first wanted."""

    input: TokenInput

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self.note: OwnNote | None = None
        self.toggle: NoteToggle | None = None
        self._above: QWidget = self.remark

    def have_note(self, input: TokenInput, *, after: QWidget) -> None:
        """Let this text have a note, which stands under `after`."""
        self._above = after
        input.setViewportMargins(0, 0, scaled(ROOM), 0)

    def set_path(self, path: str) -> None:
        if path != self.path and self.note is not None:
            self.note.show_text("", None)
            self._fold_note()
        super().set_path(path)

    def show_note(self, draft: Draft) -> None:
        words = draft.notes.get(self.path, "") if draft.notes else ""
        if self.note is None and not words:
            return
        note = self._own_note()
        note.show_text(words, draft)
        if words:
            note.show()
        elif not note.input.hasFocus():
            self._fold_note()
        self._mark_toggle()

    def open_note(self) -> None:
        """Put the keyboard into the note beside this text."""
        note = self._own_note()
        note.show()
        self._mark_toggle()
        note.input.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_note(self) -> None:
        """Open the note, or go back to the text where the keyboard is in it."""
        if self.note is not None and self.note.input.hasFocus():
            self.focus_input()
        else:
            self.open_note()

    def heard(self, kind: QEvent.Type, event: QEvent) -> bool:
        if kind is QEvent.Type.FocusIn:
            self.offer_toggle()
        elif kind is QEvent.Type.FocusOut:
            self._drop_toggle()
        elif kind is QEvent.Type.Resize and self.toggle is not None:
            self.toggle.place()
        elif kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and _asks_for_note(event):
            event.accept()
            if kind is QEvent.Type.KeyPress:
                self.toggle_note()
            return True
        return super().heard(kind, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.offer_toggle()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._drop_toggle()

    def _own_note(self) -> OwnNote:
        if self.note is None:
            from ui.fields.own_note import OwnNote

            self.note = OwnNote(self.name)
            self.column.insertWidget(self.column.indexOf(self._above) + 1, self.note)
            self.note.input.installEventFilter(self)
            self.note.written.connect(self._write_note)
            self.note.input.said.connect(self.remark.say)
            self.note.left.connect(self._leave_note)
            self.put_in_order(self.input, self.note.input)
        return self.note

    def offer_toggle(self) -> None:
        """Show the toggle. It is made when the pointer or the keyboard first comes."""
        if self._reason or not self.input.isEnabled():
            return
        if self.toggle is None:
            from ui.fields.own_note import NoteToggle

            self.toggle = NoteToggle(self.input)
            self.toggle.clicked.connect(self.toggle_note)
        self._mark_toggle()
        self.toggle.place()
        self.toggle.show()

    def _drop_toggle(self) -> None:
        noted = self.note is not None and self.note.isVisible()
        busy = self.input.hasFocus() or self.underMouse()
        if self.toggle is not None and not (noted or busy):
            self.toggle.hide()

    def _mark_toggle(self) -> None:
        if self.toggle is not None:
            self.toggle.setChecked(self.note is not None and not self.note.isHidden())

    def _write_note(self, _: str) -> None:
        if self.note is not None:
            self.edited.emit(f"{NOTE}{self.path}", self.note.text())

    def _leave_note(self) -> None:
        if self.note is not None and not self.note.text():
            self._fold_note()

    def _fold_note(self) -> None:
        if self.note is not None:
            self.note.hide()
        self._mark_toggle()
        self._drop_toggle()


def _asks_for_note(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_N:
        return False
    wanted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return event.modifiers() == wanted
