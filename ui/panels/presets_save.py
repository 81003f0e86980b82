"""Keeps the open draft as a preset under a name; the same name again makes the next version, and it says so."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import Fault
from app.domain.preset import Preset
from app.strings import tr
from ui.kit import notify
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.inputs import LineInput, TextInput
from ui.kit.labels import Label
from ui.kit.layout import row
from ui.kit.popups import Popup
from ui.panels.presets_words import held_parts
from ui.panels.shelf_desk import ShelfDesk

WIDTH = 380


class SavePresetPopup(Popup):
    """Name and one sentence. `saved(id)` when it is kept."""

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
        self.says = Label("", "small", "text2", wrap=True)
        self.keep = Button(tr("presets.keep"), kind="primary")
        cancel = Button(tr("presets.cancel"), kind="quiet")
        self.name.textChanged.connect(self._say)
        self.keep.clicked.connect(self._keep)
        cancel.clicked.connect(self.close)
        self.column.setSpacing(6)
        self.column.addWidget(Label(tr("presets.save"), "head"))
        self.column.addWidget(Label(self._held(), "small", "text2", wrap=True))
        for label, field in ((tr("presets.name"), self.name), (tr("presets.about"), self.about)):
            self.column.addWidget(Label(label, "small", "text2"))
            self.column.addWidget(field)
        self.column.addWidget(self.says)
        self.column.addSpacing(4)
        self.column.addLayout(row(None, cancel, self.keep))
        self.setFixedWidth(scaled(WIDTH))
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.PopupFocusReason)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.about.hasFocus():
            self._keep()
        else:
            super().keyPressEvent(event)

    def _held(self) -> str:
        draft = self._desk.snapshot.draft
        parts = [tr(f"presets.part.{part.id}") for part in held_parts(draft)] if draft else []
        return tr("presets.holds", parts=", ".join(parts)) if parts else tr("presets.holds_nothing")

    def _same(self) -> Preset | None:
        name = self.name.text().strip()
        return next((preset for preset in self._known if preset.name == name and not preset.builtin), None)

    def _say(self) -> None:
        """What keeping it under this name would do."""
        name, same = self.name.text().strip(), self._same()
        why = ""
        if self._desk.snapshot.draft is None:
            why = tr("error.no_open_draft")
        elif not name:
            why = tr("error.empty_name")
        said = tr("presets.first_version")
        if same is not None:
            said = tr("presets.next_version", n=same.version + 1, name=name)
        elif any(preset.name == name for preset in self._known):
            said = tr("presets.beside_builtin")
        self.says.setText(why or said)
        self.keep.set_reason(why)
        self.keep.setText(tr("presets.keep_version", n=same.version + 1) if same is not None else tr("presets.keep"))

    def _keep(self) -> None:
        if self.keep.reason:
            return
        try:
            preset = self._desk.save_preset(self.name.text(), self.about.toPlainText().strip())
        except Fault as fault:
            notify.show_fault(fault)
            return
        self.close()
        self.saved.emit(preset.id)
