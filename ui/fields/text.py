"""Fields of words: one thought (`text`) or several lines (`prose`), with cast and props as tokens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.template import Field
from ui.fields.cleaning import LONGEST
from ui.fields.desk import FieldDesk
from ui.fields.mentions import card_id, plain
from ui.fields.noted import NotedField
from ui.fields.notes import Counter
from ui.fields.token_input import TokenInput
from ui.fields.whole_text import WholeText


class TextField(NotedField):
    """A text that grows to eight lines and then scrolls. Enter makes no line; pasted lines become one."""

    many_lines = False

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self.input = TokenInput(many_lines=self.many_lines, placeholder=plain(self.example, None))
        self.counter = Counter()
        self.counter.limit = LONGEST
        self.whole: WholeText | None = None
        self.fill(self.input)
        self.column.insertWidget(1, self.counter, 0, Qt.AlignmentFlag.AlignRight)
        self.have_note(self.input, after=self.counter)
        self.watch(self.input)
        self.input.typed.connect(self._typed)
        self.input.said.connect(self.remark.say)
        self.input.opened.connect(self.open_whole)
        self.input.makes = True
        self.input.met.connect(self._meet)

    def value(self) -> str:
        return self.input.stored()

    def set_value(self, value: object, draft: Draft) -> None:
        self._draft = draft
        text = value if isinstance(value, str) else ""
        self.input.set_stored(text, draft)
        self.counter.count(len(text))
        if self.whole is not None:
            self.whole.input.set_stored(text, draft)

    def set_limit(self, limit: int | None) -> None:
        """Count against a limit of the aim; None counts against what a draft holds."""
        self.counter.limit = limit or LONGEST
        self.counter.count(len(self.value()))

    def open_whole(self) -> None:
        """Show the whole text in a large plate."""
        if self.whole is not None:
            return
        self.whole = WholeText(self.name, self.help, self.value(), self._draft, self.counter.limit, self)
        self.whole.typed.connect(self._typed_whole)
        self.whole.closed.connect(self._shut_whole)
        self.whole.start(self.input, self.input.caret())

    def _meet(self, kind: str, name: str) -> None:
        """Give somebody or something that is named for the first time a card, in one step with the words."""
        draft = self._draft
        if draft is None:
            return
        item_id = card_id(name, kind, [each.id for each in (draft.cast if kind == "cast" else draft.place.props)])
        self.input.mention(f"{{{kind}:{item_id}}}", name)
        path, cards = ("cast", draft.cast) if kind == "cast" else ("place.props", draft.place.props)
        card = Edit(op="insert", path=path, value={"id": item_id, "label": name}, index=len(cards))
        self.steps.emit((card, Edit(op="set", path=self.path, value=self.value())))

    def _typed(self, text: str) -> None:
        self.counter.count(len(text))
        self.tell(text)

    def _typed_whole(self, text: str) -> None:
        self.input.set_stored(text, self._draft)
        self._typed(text)

    def _shut_whole(self) -> None:
        whole, self.whole = self.whole, None
        if whole is not None:
            self.input.put_caret(whole.input.caret())
            whole.deleteLater()
            self.input.setFocus(Qt.FocusReason.PopupFocusReason)


class ProseField(TextField):
    """A text of several lines and paragraphs."""

    many_lines = True
