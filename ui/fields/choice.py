"""Fields that choose from a vocabulary; where the list is open, words of one's own are as good."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCompleter, QLineEdit, QSizePolicy, QWidget

from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.template import Field
from app.strings import tr
from ui.fields.base import FieldWidget
from ui.fields.desk import FieldDesk
from ui.fields.terms import Named, name_of, named_terms, pattern_of, value_of
from ui.kit import icons
from ui.kit.inputs import Choice

_LIMITS = {
    "frame.aspect": "aspects",
    "frame.resolution": "resolutions",
    "sound.language": "languages",
    "shots[*].beats[*].lines[*].language": "languages",
}
"""Which paths the aim's row may narrow, and by which of its limits."""
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class ChoiceField(FieldWidget):
    """One term of the vocabulary that serves the path, by its name."""

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        vocabulary = desk.vocabulary_for(path)
        self.terms = named_terms(vocabulary)
        self.open = vocabulary is None or vocabulary.open
        self.allowed: frozenset[str] | None = None
        self.input = Choice(name=self.name, placeholder=self._placeholder(), editable=self.open)
        self.input.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line: QLineEdit | None = None
        self.offers: QAbstractItemView | None = None
        self._value = ""
        self._list()
        self.fill(self.input)
        self.watch(self.input)
        self.input.picked.connect(self._picked)
        if self.open:
            self._make_editable()

    def value(self) -> str:
        return self._value

    def set_value(self, value: object, draft: Draft) -> None:
        self._draft = draft
        wanted = value if isinstance(value, str) else ""
        if wanted != self._value:
            self._value = wanted
            self._show()

    def set_allowed(self, allowed: Collection[str] | None, model: str = "") -> None:
        """Mark the terms that are not among these, as `model` does not offer them; None marks none."""
        wanted = frozenset(allowed) if allowed else None
        if wanted == self.allowed:
            return
        self.allowed = wanted
        for row in range(self.input.count()):
            value = self.input.itemData(row)
            off = wanted is not None and bool(value) and value not in wanted
            self.input.setItemIcon(row, icons.icon("forbidden", "text3") if off else QIcon())
            why = tr("fields.choice.not_offered", model=model) if off else None
            self.input.setItemData(row, why, Qt.ItemDataRole.ToolTipRole)

    def show_model(self, model: Model | None) -> None:
        limit = _LIMITS.get(pattern_of(self.path))
        if limit is not None:
            self.set_allowed(getattr(model.limits, limit) if model else None, model.title if model else "")

    def set_terms(self, terms: tuple[Named, ...]) -> None:
        """Offer these instead of the vocabulary's."""
        if terms != self.terms:
            self.terms = terms
            self._list()
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.input:
            self._show()
        elif watched is self.offers and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Enter and Tab over the open offers: take the marked one, or what is typed, and go on."""
        if self.offers is None or self.line is None or event.key() not in _ENDS:
            return False
        marked = self.offers.currentIndex()
        self.offers.hide()
        if marked.isValid():
            self.line.setText(str(marked.data()))
            self._typed(self.line.text())
        if event.key() == Qt.Key.Key_Tab:
            self.focusNextPrevChild(True)
        else:
            QApplication.sendEvent(self, event)
        return True

    def _make_editable(self) -> None:
        line = self.input.lineEdit()
        assert line is not None
        self.line = line
        line.setPlaceholderText(self._placeholder())
        completer = QCompleter(self.input.model(), self.input)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.offers = completer.popup()
        if self.offers is not None:
            self.offers.setProperty("surface", "raised")
            self.offers.setAccessibleName(self.name)
            self.offers.installEventFilter(self)
        self.input.setCompleter(completer)
        self.watch(line)
        line.textEdited.connect(self._typed)

    def _placeholder(self) -> str:
        return self.example or tr("fields.choice.none")

    def _list(self) -> None:
        options: list[tuple[object, str]] = [(each.value, each.name) for each in self.terms]
        if self.open and options:
            options.insert(0, ("", tr("fields.choice.none")))
        self.input.set_options(options)

    def _show(self) -> None:
        """Show the present value by its name."""
        known = self._value and self.input.findData(self._value) >= 0
        if known or not self.open:
            if self._value and not known:
                self.input.addItem(self._value, self._value)
            self.input.set_value(self._value or None)
        else:
            self.input.set_value(None)
        if self.line is not None and self.line.text() != name_of(self._value, self.terms):
            self.line.setText(name_of(self._value, self.terms))
        if self.line is not None and not self.line.hasFocus():
            # where there is little room, its beginning shows
            self.line.setCursorPosition(0)

    def _typed(self, text: str) -> None:
        value = value_of(text, self.terms) if text.strip() else ""
        if value != self._value:
            self._value = value
            self.tell(value)

    def _picked(self, value: object) -> None:
        self._value = value if isinstance(value, str) else ""
        self._show()
        self.tell(self._value)
