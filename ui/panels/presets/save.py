"""Keeps the open draft or parts of it as a preset; the same name again makes the next version, and it says so."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.draft import Draft
from app.domain.errors import Fault
from app.domain.preset import Preset
from app.strings import tr
from ui.kit import notify
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.inputs import LineInput, TextInput
from ui.kit.labels import Label
from ui.kit.layout import row, settle
from ui.kit.popups import Popup
from ui.panels.presets.save_parts import PartsChooser, VariablesEditor
from ui.panels.presets.words import held_parts
from ui.panels.shelf.desk import ShelfDesk

WIDTH = 460


class SavePresetPopup(Popup):
    """Name, one sentence, which parts, and variables. `saved(id)` when it is kept."""

    saved = Signal(str)

    def __init__(self, desk: ShelfDesk, parent: QWidget | None = None) -> None:
        super().__init__(tr("presets.save"), inset=14, parent=parent)
        self._desk = desk
        draft = desk.snapshot.draft
        self._known = desk.presets()
        self.name = LineInput(
            draft.title if draft else "", name=tr("presets.name"), placeholder=tr("presets.name.example")
        )
        self.about = TextInput(name=tr("presets.about"), placeholder=tr("presets.about.example"), lines=2, most=4)
        self.note = LineInput(name=tr("presets.note"), placeholder=tr("presets.note.example"))
        self._note_label = Label(tr("presets.note"), "small", "text2")
        self.parts = PartsChooser(draft)
        self.variables = VariablesEditor()
        self.held = Label("", "small", "text2", wrap=True)
        self.says = Label("", "small", "text2", wrap=True)
        self.keep = Button(tr("presets.keep"), kind="primary")
        self.cancel = Button(tr("presets.cancel"), kind="quiet")
        self.name.textChanged.connect(self._say)
        self.parts.changed.connect(self._say)
        self.variables.changed.connect(self._say)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.close)
        self._arrange()
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.PopupFocusReason)
        self._say()

    def _arrange(self) -> None:
        self.column.setSpacing(6)
        self.column.addWidget(Label(tr("presets.save"), "head"))
        for label, field in ((tr("presets.name"), self.name), (tr("presets.about"), self.about)):
            self.column.addWidget(Label(label, "small", "text2"))
            self.column.addWidget(field)
        self.column.addWidget(self._note_label)
        self.column.addWidget(self.note)
        self.column.addWidget(Label(tr("presets.holds_what"), "small", "text2"))
        self.column.addWidget(self.parts)
        self.column.addWidget(self.held)
        self.column.addWidget(Label(tr("presets.variables"), "small", "text2"))
        self.column.addWidget(self.variables)
        self.column.addWidget(self.says)
        self.column.addSpacing(4)
        self.column.addLayout(row(None, self.cancel, self.keep))
        self.setFixedWidth(scaled(WIDTH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.about.hasFocus():
            self._keep()
        else:
            super().keyPressEvent(event)

    def _held(self, kept: Draft | None) -> str:
        """What it keeps, and which names are asked for because their cast or props do not come along."""
        draft = self._desk.snapshot.draft
        if draft is None:
            return ""
        said = [tr(f"presets.part.{part.id}") for part in held_parts(draft)]
        if self.parts.is_whole:
            return tr("presets.holds", parts=tr("diff.and").join(said)) if said else tr("presets.holds_nothing")
        own = {each.variable(()).label for each in self.variables.rows}
        asked = [each.label for each in kept.variables if each.label not in own] if kept is not None else []
        return tr("presets.asks_for", names=tr("diff.and").join(asked)) if asked else ""

    def _same(self) -> Preset | None:
        name = self.name.text().strip()
        return next((preset for preset in self._known if preset.name == name and not preset.builtin), None)

    def _say(self) -> None:
        """What keeping it under this name would do."""
        name, same = self.name.text().strip(), self._same()
        draft = self._desk.snapshot.draft
        made = self.variables.make(draft, self.parts.parts) if draft is not None else None
        self.held.setText(self._held(made.draft if made else None))
        self.held.setVisible(bool(self.held.text()))
        why = ""
        if made is None:
            why = tr("error.no_open_draft")
        elif not name:
            why = tr("error.empty_name")
        else:
            why = self.parts.why or made.why
        self.note.setVisible(same is not None)
        self._note_label.setVisible(same is not None)
        said = tr("presets.first_version")
        if same is not None:
            said = tr("presets.next_version", n=same.version + 1, name=name)
        elif any(preset.name == name for preset in self._known):
            said = tr("presets.beside_builtin")
        self.says.setText(why or said)
        self.keep.set_reason(why)
        self.keep.setText(tr("presets.keep_version", n=same.version + 1) if same is not None else tr("presets.keep"))
        settle()
        self.adjustSize()

    def _keep(self) -> None:
        if self.keep.reason:
            return
        draft = self._desk.snapshot.draft
        assert draft is not None
        parts = self.parts.parts
        made = self.variables.make(draft, parts).draft
        note = self.note.text().strip() if self._same() is not None else ""
        try:
            preset = self._desk.save_preset(self.name.text(), self.about.toPlainText().strip(), made, parts, note)
        except Fault as fault:
            notify.show_fault(fault)
            return
        self.close()
        self.saved.emit(preset.id)
