"""Changes one template of one's own: its outline, the place that is chosen in it, and the form it makes beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain import template_edit as edits
from app.domain.errors import Fault
from app.domain.template import DEPTHS, MOST_WORDS, Depth, Field, Template
from app.domain.template_edit import Place
from app.strings import has, listed, tr
from ui.kit.buttons import IconButton, MenuButton
from ui.kit.choices import Segments
from ui.kit.fonts import scaled
from ui.kit.labels import Label, ReasonLine
from ui.kit.layout import boxed, column, row
from ui.kit.menus import Menu
from ui.kit.panels import Separator
from ui.panels.form.head import TitleInput
from ui.panels.templates.outline import Outline
from ui.panels.templates.place import PlacePanel
from ui.panels.templates.preview import Preview
from ui.panels.templates.words import TemplatesDesk, beginnings_in_words, held_in_words

SIDE = 316


class TemplateEditor(QWidget):
    """Every change is on disk at once; Ctrl+Z takes it back. `kept` tells that the template is another one now."""

    kept = Signal()
    duplicate_asked = Signal()
    export_asked = Signal()
    delete_asked = Signal()

    def __init__(self, desk: TemplatesDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.template: Template | None = None
        self._past: list[Template] = []
        self._future: list[Template] = []
        self._unkept: Template | None = None
        self._depth: Depth = "standard"
        self._values: dict[str, Any] = {}
        self._begins: dict[str, str] = {}
        """What fields begin with by the template's own word, and in `_held` all that a new draft holds."""
        self._held: dict[str, str] = {}
        self._make_head()
        self.outline = Outline()
        self.place = PlacePanel()
        self.preview = Preview()
        depths = [(depth, tr(f"form.depth.{depth}")) for depth in DEPTHS]
        self.depths = Segments(depths, "standard", name=tr("templates.preview.depth"), small=True)
        self.depths.chosen.connect(self._show_depth)
        self.fault = ReasonLine(icon="error")
        self.fault.way_out.connect(self._again)
        self._lay_out()
        self._tie()

    def _make_head(self) -> None:
        self.name = TitleInput(tr("templates.name"))
        self.name.setMaxLength(MOST_WORDS)
        self.name.committed.connect(self._rename)
        self.saved = Label("", "small", "text2")
        self.undo_button = IconButton("undo", tr("form.undo"), key="Ctrl+Z")
        self.redo_button = IconButton("redo", tr("form.redo"), key="Ctrl+Shift+Z")
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        menu = Menu(tr("templates.more"), self)
        menu.add(tr("templates.duplicate"), self.duplicate_asked.emit, icon="copy")
        menu.add(tr("templates.export"), self.export_asked.emit, icon="sending")
        menu.addSeparator()
        menu.add(tr("templates.delete"), self.delete_asked.emit, icon="trash", danger=True)
        self.more = MenuButton("", menu, icon="more", kind="quiet", name=tr("templates.more"), tip=tr("templates.more"))
        for keys, act in (("Ctrl+Z", self.undo), ("Ctrl+Shift+Z", self.redo), ("Ctrl+Y", self.redo)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        head = row(self.name, self.saved, self.undo_button, self.redo_button, self.more, gap=6, margins=(12, 8, 8, 8))
        head.setStretch(0, 1)
        side = column(boxed(column(self.place, margins=(12, 10, 12, 8))), Separator(), gap=0)
        side.addLayout(row(Label(tr("templates.preview"), "strong"), None, self.depths, margins=(12, 6, 12, 4)))
        side.addWidget(self.preview, 1)
        right = boxed(side)
        right.setFixedWidth(scaled(SIDE))
        body = row(self.outline, Separator(vertical=True), right, gap=0)
        body.setStretch(0, 1)
        self._fault_line = boxed(row(self.fault, margins=(12, 0, 12, 6)))
        self._fault_line.hide()
        whole = column(boxed(head), self._fault_line, Separator(), body, gap=0)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _tie(self) -> None:
        self.outline.chosen.connect(self._look)
        self.outline.hidden_asked.connect(self._set_hidden)
        self.outline.moved.connect(self._move)
        self.outline.words_asked.connect(lambda: self.place.words.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.place.hidden_asked.connect(lambda hidden: self._at_place(lambda place: self._set_hidden(place, hidden)))
        self.place.typed.connect(self._preview_words)
        self.place.relabelled.connect(self._relabel)
        self.place.depth_asked.connect(self._set_depth)
        self.place.moved.connect(self._step)
        own = self._desk.own_templates
        self.place.take_asked.connect(lambda: self._change(lambda now, place: own.begin_as_draft(now, place.path)))
        self.place.clear_asked.connect(lambda: self._change(lambda now, place: own.begin_plain(now, place.path)))

    # ------------------------------------------------------------------------------------------ what is shown

    def show_template(self, template: Template) -> None:
        """Work on a template."""
        if self.template is None or self.template.id != template.id:
            self._past, self._future, self._unkept = [], [], None
            self._desk.own_templates.begin_session(template.id)
            self._clear_fault()
        self.template = template
        self._show()

    def commit(self) -> None:
        """Take in what is being written."""
        for line, act in ((self.name, self._rename), (self.place.words, self._relabel)):
            if line.hasFocus() and line.isModified():
                line.setModified(False)
                act(line.text())

    def _show(self, place: Place | None = None) -> None:
        template = self.template
        if template is None:
            return
        self._values = self._desk.own_templates.beginnings(template)
        self._begins = beginnings_in_words(template, self._values, self._desk)
        self._held = held_in_words(template, self._desk)
        self.name.set_value(template.name)
        self.saved.setText(tr("form.saved.failed" if self._unkept is not None else "form.saved.saved"))
        self.saved.set_color("error.text" if self._unkept is not None else "text2")
        self.undo_button.set_reason(None if self._past else tr("form.why.no_undo"))
        self.redo_button.set_reason(None if self._future else tr("form.why.no_redo"))
        self.outline.show_template(template, self._begins, place)
        self._look(self.outline.current)

    def _look(self, place: Place | None) -> None:
        template = self.template
        if template is None or place is None:
            return
        begins = self._begins.get(place.path, "")
        own = place.path in self._values
        self.place.show_place(template, place, begins, own, self._why_no_take(template, place))
        self.preview.show_template(template, self._held, self._depth, place)

    def _why_no_take(self, template: Template, place: Place) -> str:
        draft = self._desk.snapshot.draft
        if not place.path:
            return ""
        if draft is None:
            return tr("templates.no_draft")
        found = edits.at(template, place)
        held = edits.first_value(draft, place.path)
        empty = held in (None, "", ())
        return tr("templates.draft_empty") if empty and isinstance(found, Field) else ""

    def _show_depth(self, depth: str) -> None:
        self._depth = next(each for each in DEPTHS if each == depth)
        self._look(self.outline.current)

    def _preview_words(self, words: str) -> None:
        place, template = self.outline.current, self.template
        if place is not None and template is not None:
            seen = edits.relabel(template, place, words)
            self.preview.show_template(seen, self._held, self._depth, place)

    # ------------------------------------------------------------------------------------------ gestures

    def undo(self) -> None:
        """Take the last change back."""
        if self._past and self.template is not None:
            self._future.append(self.template)
            self._keep(self._past.pop())

    def redo(self) -> None:
        """Make it again."""
        if self._future and self.template is not None:
            self._past.append(self.template)
            self._keep(self._future.pop())

    def _set_hidden(self, place: Place, hidden: bool) -> None:
        self._change(lambda now, _: edits.set_hidden(now, place, hidden))

    def _move(self, place: Place, to: int) -> None:
        self._change(lambda now, _: edits.move(now, place, to), place)

    def _step(self, by: int) -> None:
        place, template = self.outline.current, self.template
        if place is not None and template is not None:
            self._move(place, max(0, edits.index_of(template, place) + by))

    def _relabel(self, words: str) -> None:
        self._change(lambda now, place: edits.relabel(now, place, words))

    def _set_depth(self, depth: str) -> None:
        wanted = next(each for each in DEPTHS if each == depth)
        self._change(lambda now, place: edits.set_depth(now, place, wanted))

    def _rename(self, name: str) -> None:
        self._change(lambda now, _: edits.rename(now, name))

    def _at_place(self, act: Callable[[Place], None]) -> None:
        if (place := self.outline.current) is not None:
            act(place)

    def _change(self, act: Callable[[Template, Place], Template], place: Place | None = None) -> None:
        """Do it to the template and keep it; what cannot be is said."""
        here, template = self.outline.current, self.template
        if here is None or template is None:
            return
        try:
            made = act(template, here)
        except Fault as fault:
            self._say(fault)
            self._show()
            return
        if made != template:
            self._past.append(template)
            self._future.clear()
            self._keep(made, place)

    def _keep(self, made: Template, place: Place | None = None) -> None:
        self.template, self._unkept = made, None
        try:
            self.template = self._desk.own_templates.keep(made, session=True)
        except Fault as fault:
            self._unkept = made
            self._say(fault)
        else:
            self._clear_fault()
        self._show(place)
        self.kept.emit()

    def _again(self) -> None:
        if self._unkept is not None:
            self._keep(self._unkept)
        else:
            self._clear_fault()

    def _clear_fault(self) -> None:
        self.fault.show_reason("")
        self._fault_line.hide()

    def _say(self, fault: Fault) -> None:
        key = f"error.{fault.id}"
        hint = tr(f"{key}.hint", **fault.args_by_name) if has(f"{key}.hint") else ""
        said = listed((each for each in (tr(key, **fault.args_by_name), hint) if each), "words")
        self.fault.show_reason(said, tr("templates.again" if self._unkept is not None else "templates.understood"))
        self._fault_line.show()
