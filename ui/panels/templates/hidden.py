"""Says that a form hides fields that hold something, and shows them when asked: nothing written drops from view."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.draft import Draft
from app.domain.template import Field, Template
from app.domain.template_edit import hidden_fields
from app.strings import tr
from ui.kit.labels import ReasonLine
from ui.kit.layout import INSET, row
from ui.panels.form.words import Chosen, View, Watch, holds_content


def holds_anywhere(field: Field, draft: Draft) -> bool:
    """Whether a field holds something of the person's in any shot, key or beat."""
    if "shots[*]" not in field.path:
        return holds_content(field, draft, Chosen())
    for shot in draft.shots:
        keys = [each.id for each in shot.keys] if "keys[*]" in field.path else [""]
        beats = [each.id for each in shot.beats] if "beats[*]" in field.path else [""]
        if any(holds_content(field, draft, Chosen(shot.id, key, beat)) for key in keys for beat in beats):
            return True
    return False


class HiddenNote(QWidget):
    """One line over the form. `asked(True)`: show what the template hides, `asked(False)`: hide it again."""

    asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = False
        self.line = ReasonLine(icon="hint")
        self.line.way_out.connect(lambda: self.asked.emit(not self._all))
        self.setLayout(row(self.line, margins=(INSET, 3, INSET, 3)))
        self._template: Template | None = None
        self._fields: tuple[Field, ...] = ()
        self._watch = Watch(())
        self.count = -1
        """How many hidden fields hold something."""

    def show_view(self, template: Template, view: View, *, all_shown: bool) -> None:
        """Count what this template hides of a draft; `all_shown`: it is seen at present."""
        if template is not self._template:
            self._template, self._fields = template, hidden_fields(template)
            self._watch = Watch(self._fields)
            self.count = -1
        if not self._watch.differs(view) and all_shown == self._all:
            return
        count = sum(holds_anywhere(field, view.draft) for field in self._fields)
        if (count, all_shown) != (self.count, self._all):
            self.count, self._all = count, all_shown
            said = tr("templates.all_shown") if all_shown else tr("templates.filled_hidden", n=count)
            self.line.show_reason(said, tr("templates.hide_again") if all_shown else tr("templates.show_them"))
        self.setVisible(bool(self._fields) and (count > 0 or all_shown))
