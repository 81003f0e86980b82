"""What can be said of one section or field of a template: shown or not, its words, its depth, what it begins with."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desk.template_words import field_name, section_name
from app.domain.template import DEPTHS, MOST_WORDS, Field, Section, Template
from app.domain.template_edit import Place, at, can_hide, index_of
from app.strings import tr
from ui.kit.buttons import Button, IconButton
from ui.kit.choices import Segments, Switch
from ui.kit.inputs import LineInput
from ui.kit.labels import Elided, Label, ReasonLine
from ui.kit.layout import column, row


class PlacePanel(QWidget):
    """It shows a place and tells gestures; the editor does them."""

    hidden_asked = Signal(bool)
    typed = Signal(str)
    """The words as they are being written."""
    relabelled = Signal(str)
    depth_asked = Signal(str)
    take_asked = Signal()
    clear_asked = Signal()
    moved = Signal(int)
    """Up (-1) or down (1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Elided("", "head")
        self.where = Elided("", "fine", "text3")
        self.up = IconButton("chevron-up", tr("templates.up"), key="Alt+Up", size="compact")
        self.down = IconButton("chevron-down", tr("templates.down"), key="Alt+Down", size="compact")
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.shown = Switch(tr("templates.shown"))
        self.shown.setAccessibleName(tr("templates.shown"))
        self.shown.clicked.connect(lambda on: self.hidden_asked.emit(not on))
        self.why = ReasonLine()
        self.words = LineInput(name=tr("templates.words"))
        self.words.setMaxLength(MOST_WORDS)
        self.words.textEdited.connect(self.typed)
        self.words.committed.connect(self.relabelled)
        depths = [(depth, tr(f"form.depth.{depth}")) for depth in DEPTHS]
        self.depths = Segments(depths, "standard", name=tr("templates.depth"), small=True)
        self.depths.chosen.connect(self.depth_asked)
        self.begins = Label("", "small", "text", wrap=True)
        self.take = Button(tr("templates.take"), size="compact", tip=tr("templates.take.tip"))
        self.take.clicked.connect(self.take_asked)
        self.clear = Button(tr("templates.clear"), size="compact", kind="quiet", tip=tr("templates.clear.tip"))
        self.clear.clicked.connect(self.clear_asked)
        self.why_take = ReasonLine()
        self.why_take.follow(self.take)
        self._words_label = Label(tr("templates.words"), "small", "text2")
        head = row(self.title, self.up, self.down, gap=4)
        head.setStretch(0, 1)
        self._of_field = QWidget()
        depth = row(Label(tr("templates.depth"), "small", "text2"), None, self.depths)
        first = Label(tr("templates.begins_with"), "small", "text2")
        buttons = row(self.take, self.clear, None, gap=6)
        self._of_field.setLayout(column(depth, 2, first, self.begins, buttons, self.why_take, gap=4))
        parts = (self.shown, self.why, 2, self._words_label, self.words, 2, self._of_field)
        self.setLayout(column(head, self.where, 2, *parts, gap=4))

    def show_place(self, template: Template, place: Place, begins: str, own: bool, draft_reason: str) -> None:
        """Show a place. `begins` says what a new draft holds, `own` whether the template says so itself, and
        `draft_reason` why the open draft's value cannot be taken."""
        found = at(template, place)
        is_field = isinstance(found, Field)
        self.title.setText(field_name(found) if isinstance(found, Field) else section_name(found))
        here = index_of(template, place)
        row_of, where = len(template.sections), tr("templates.section")
        if is_field:
            section = at(template, Place(place.section))
            assert isinstance(section, Section)
            row_of, where = len(section.fields), section_name(section)
        self.where.setText(where)
        self.up.set_reason(None if here else tr("templates.first"))
        self.down.set_reason(None if here < row_of - 1 else tr("templates.last"))
        self.shown.setChecked(not found.hidden)
        last = not found.hidden and not can_hide(template, place)
        self.shown.setEnabled(not last)
        self.why.show_reason(tr("error.template_all_hidden") if last else "")
        self.shown.setAccessibleDescription(tr("error.template_all_hidden") if last else "")
        ours = found.replace(said="")
        self.words.setPlaceholderText(field_name(ours) if isinstance(ours, Field) else section_name(ours))
        self.words.set_value(found.said)
        self._of_field.setVisible(is_field)
        if isinstance(found, Field):
            self.depths.set_value(found.depth)
            self.begins.setText(begins or tr("templates.begins_plain"))
            self.begins.set_color("text" if begins else "text3")
            self.take.set_reason(draft_reason)
            self.clear.set_reason(None if own else tr("templates.nothing_set"))
