"""A growing text in which cast and props stand as plates: one sign to the caret, their token in what is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.domain.draft import Draft
from app.strings import tr
from ui.fields import token_plates
from ui.fields.cleaning import HUGE, LONGEST, clean
from ui.fields.completion import CompletionList, Offer
from ui.fields.mentions import OBJECT, TOKEN, found_for, labels, mentions, pieces
from ui.fields.terms import capital
from ui.fields.token_plates import KIND, Plates
from ui.kit.inputs import LINES, TextInput
from ui.kit.lines import LineHold
from ui.kit.theme import tokens

_QUERY = re.compile(r"\{([^{}\s]{0,40})$")


_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Token(str):
    """What a plate stands for."""


def ground(field: QWidget) -> QColor:
    """What the style sheet fills a field with."""
    t, lit = tokens(), field.property("lit")
    return t.field if not lit else t.select if lit == "neutral" else t.hue(lit).tint


class TokenInput(TextInput):
    """Text with tokens. `typed(text)` is what a person made of it, at each keystroke; `said(text)` a remark on a paste;
    `opened` asks for the whole text. Without `many_lines` Enter makes no line.
    """

    typed = Signal(str)
    said = Signal(str)
    opened = Signal()
    met = Signal(str, str)
    """Somebody or something new was named after a `{`: `cast` or `prop`, and the name. `mention` puts its token in."""

    def __init__(
        self,
        *,
        many_lines: bool = False,
        lines: int = 1,
        most: int = LINES,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", lines=lines, most=most, placeholder=placeholder, parent=parent)
        self._many_lines = many_lines
        self._quiet = self._composing = self._declined = False
        self._kept = self._shown = ""
        self._split: list[str] = []
        self._tokens: list[str] = []
        """What stands between the plates, and their tokens."""
        self.makes = False
        """Whether naming somebody new makes a card for them."""
        self._known: dict[str, str] = {}
        self._mentions = mentions(None)
        self.setUndoRedoEnabled(False)
        # it paints its own ground: what lies beneath is then not painted with each key
        self._viewport = self.viewport()
        self._viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._hold, self._typed_to = LineHold(self), 0
        self._plates = Plates(self)
        self.completion = CompletionList(tr("fields.mention"), self)
        self.completion.taken.connect(self._take)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._offer)

    # ---------------------------------------------------------------------------------------------------- its text

    def stored(self) -> str:
        """The text as the draft keeps it, tokens written out."""
        return self._stored(self.toPlainText())

    def set_stored(self, text: str, draft: Draft | None) -> None:
        """Show a text and the labels of a draft without telling. The caret stays where it was in the text."""
        self._mentions = mentions(draft)
        known = labels(draft)
        named = {token: known.get(token) for token in TOKEN.findall(text)}
        before = {token: self._known.get(token) for token in named}
        self._known = known
        if text != self.stored() or named != before:
            self._render(text)
        self._kept = text

    def caret(self) -> int:
        """Where the caret is in the stored text."""
        return self._stored_length(self.textCursor().position())

    def put_caret(self, stored: int) -> None:
        """Put the caret where so much of the stored text lies before it."""
        cursor = self.textCursor()
        cursor.setPosition(self._position(stored))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def caret_rect(self) -> QRect:
        """The caret in global coordinates."""
        rect = self.cursorRect()
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    # ------------------------------------------------------------------------------------------------ what it hears

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.completion.take_key(event):
            self._declined = event.key() == Qt.Key.Key_Escape
            return
        typed = event.text()
        if typed == "{":
            self._declined = False
        key = event.key()
        if key in _TABS:
            event.ignore()
            return
        if key in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.opened.emit()
                return
            if not self._many_lines:
                event.ignore()
                return
        self._hold_line(typed)
        super().keyPressEvent(event)
        self._hold.end(self._typed_to, 1)

    def _hold_line(self, typed: str) -> None:
        """Have only what a letter changes of its line painted; the first one takes the example away."""
        if len(typed) != 1 or not typed.isprintable() or typed > "\uffff" or not self._shown:
            return
        cursor = self.textCursor()
        if not cursor.hasSelection():
            place, block = cursor.positionInBlock(), cursor.block()
            self._typed_to = place + 1
            self._hold.begin(block, (block.text() if "\n" in self._shown else self._shown) + typed, place)

    def focusNextPrevChild(self, next: bool) -> bool:
        return (next and self.completion.take_current()) or super().focusNextPrevChild(next)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        # nobody listens for it, and it would go through everything the field lies in
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.completion.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._plates.forget()
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            # one that is off has no ground
            self._viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, self.isEnabled())

    def paintEvent(self, event: QPaintEvent) -> None:
        area = event.rect()
        if self.isEnabled():
            painter = QPainter(self._viewport)
            painter.fillRect(area, ground(self))
            painter.end()
        self._plates.area = QRectF(area.translated(0, self.verticalScrollBar().value()))
        if self._shown:
            # an example stands only where nothing is written
            QTextEdit.paintEvent(self, event)
        else:
            super().paintEvent(event)
        self._plates.area = None

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not source.hasText():
            return
        text = source.text()
        if len(text) > HUGE:
            self.said.emit(tr("fields.paste.huge", most=f"{LONGEST:,}"))
            return
        cleaned = clean(text, one_line=not self._many_lines)
        if self._size_with(cleaned.text) > LONGEST:
            self.said.emit(tr("fields.paste.long", count=f"{len(cleaned.text):,}", most=f"{LONGEST:,}"))
            return
        self.said.emit(tr("fields.paste.cleaned", n=cleaned.left_out) if cleaned.left_out else "")
        self.textCursor().insertText(cleaned.text)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        start, end = (self._stored_length(each) for each in (cursor.selectionStart(), cursor.selectionEnd()))
        # Qt's own object, as the clipboard keeps it longer than there is an interpreter; Qt fills it when first asked
        data = super().createMimeDataFromSelection()
        data.text()
        data.clear()
        data.setText(self.stored()[start:end])
        return data

    # --------------------------------------------------------------------------------------------------- completion

    def _offer(self) -> None:
        """Open the list where a `{` is being completed, close it elsewhere."""
        if "{" not in self._shown and not self.completion.is_open:
            self._declined = False
            return
        query = self._query()
        if query is None:
            self._declined = False
            if not self.completion.is_open:
                return
        if query is None or self._declined or self._quiet or self._composing or not self.hasFocus():
            self.completion.hide()
            return
        icons = {"cast": "user", "prop": "box"}
        hits = [Offer(each.token, each.label, icons[each.kind]) for each in found_for(query, self._mentions)]
        if not hits and query and self.makes:
            hits = [Offer(kind, tr(f"fields.mention.{kind}", name=capital(query)), icons[kind]) for kind in icons]
        self.completion.offer(hits, self.caret_rect())

    def _query(self) -> str | None:
        cursor = self.textCursor()
        text = cursor.block().text()
        if cursor.hasSelection() or "{" not in text:
            return None
        match = _QUERY.search(_cut(text, cursor.positionInBlock()))
        return match[1] if match else None

    def mention(self, token: str, label: str) -> None:
        """Put a token that is new to the draft in place of what is being completed, without telling."""
        self._known[token] = label
        self._quiet = True
        self._take(token)
        self._quiet = False
        self._kept = self.stored()

    def _take(self, token: str) -> None:
        query = self._query() or ""
        if token in ("cast", "prop"):
            self.met.emit(token, capital(query))
            return
        cursor = self.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(query.encode("utf-16-le")) // 2 + 1
        )
        cursor.insertText(OBJECT, self._plate(token))
        self.setTextCursor(cursor)

    # ------------------------------------------------------------------------------------------------- how it works

    def _changed(self) -> None:
        self._hold.end(self._typed_to, 1)
        if self._quiet:
            return
        self._shown = shown = self.toPlainText()
        text = self._stored(shown)
        if len(text) > LONGEST:
            self.said.emit(tr("fields.paste.long", count=f"{len(text):,}", most=f"{LONGEST:,}"))
            self._render(self._kept)
            return
        typed = TOKEN.findall(shown) if "{" in shown and not self._composing else ()
        if any(raw in self._known for raw in typed):
            self._render(text, self.caret())
        if text != self._kept:
            self._kept = text
            self.typed.emit(text)
        self._offer()

    def _render(self, text: str, caret: int | None = None) -> None:
        caret = self.caret() if caret is None else caret
        self._quiet = True
        self.completion.hide()
        blocked = self.blockSignals(True)
        self.setPlainText("")
        self._plates.clear()
        cursor = self.textCursor()
        for piece, is_token in pieces(text, self._known):
            if is_token:
                cursor.insertText(OBJECT, self._plate(piece))
            else:
                cursor.insertText(piece, QTextCharFormat())
        self._space()
        cursor.setPosition(self._position(min(caret, len(text))))
        self.setTextCursor(cursor)
        self.blockSignals(blocked)
        self._quiet = False
        self._shown, self._split = self.toPlainText(), []
        self._grow()

    def _stored(self, shown: str) -> str:
        """The text that is shown like this, with the tokens of its plates: looked up where one came or went."""
        if OBJECT not in shown:
            return shown
        split = self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n").split(OBJECT)
        known = self._split
        if len(split) != len(known) or sum(one != other for one, other in zip(split, known, strict=True)) > 1:
            self._tokens = [
                token
                for text, _ in self._runs()
                for token in ((text,) if isinstance(text, _Token) else OBJECT * text.count(OBJECT))
            ]
        self._split = split
        return "".join(part for pair in zip(split, [*self._tokens, ""], strict=True) for part in pair)

    def _plate(self, token: str) -> QTextCharFormat:
        form = QTextCharFormat()
        label = self._known.get(token, token)
        form.setObjectType(self._plates.kind(label))
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        form.setProperty(token_plates.TOKEN, token)
        return form

    def _runs(self) -> Iterator[tuple[str, int]]:
        """The document in runs of stored text, each with how many positions it takes in the document."""
        block = self.document().begin()
        while block.isValid():
            if block.position():
                yield "\n", 1
            run = block.begin()
            while not run.atEnd():
                fragment = run.fragment()
                if fragment.charFormat().objectType() >= KIND:
                    token = _Token(fragment.charFormat().property(token_plates.TOKEN))
                    yield from ((token, 1) for _ in range(fragment.length()))
                else:
                    yield fragment.text().replace("\u2028", "\n"), fragment.length()
                run += 1
            block = block.next()

    def _stored_length(self, position: int) -> int:
        """How much of the stored text lies before a position of the document."""
        length = at = 0
        for text, size in self._runs():
            if at + size > position:
                return length + (len(_cut(text, position - at)) if size > 1 else 0)
            length, at = length + len(text), at + size
        return length

    def _position(self, stored: int) -> int:
        """The position of the document where so much of the stored text lies before it."""
        length = at = 0
        for text, size in self._runs():
            if length + len(text) > stored:
                inside = text[: stored - length] if size > 1 else ""
                return at + len(inside.encode("utf-16-le")) // 2
            length, at = length + len(text), at + size
        return at

    def _size_with(self, pasted: str) -> int:
        cursor = self.textCursor()
        gone = self._stored_length(cursor.selectionEnd()) - self._stored_length(cursor.selectionStart())
        return len(self.stored()) - gone + len(pasted)


def _cut(text: str, units: int) -> str:
    """The first part of a text, measured in the units that Qt counts."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")
