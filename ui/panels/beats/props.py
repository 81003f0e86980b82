"""The states of the props that the chosen beat names, to read and edit where the beat is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.draft import Beat, Draft
from app.domain.template import Field
from app.strings import tr
from ui.fields import FieldDesk, FieldWidget, make_field
from ui.kit.layout import FIELD_GAP
from ui.panels.beats.words import apart, named_props
from ui.panels.form.rows import Row
from ui.panels.form.words import View


class PropStates(QWidget):
    """One row for each prop that a beat names; the next beat's are shown in the same rows.

    A state belongs to the prop: every beat that names it shows the same.
    """

    edited = Signal(str, object)
    stepped = Signal(object)
    pointed = Signal(str)

    def __init__(self, desk: FieldDesk, label_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._label_width = label_width
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, FIELD_GAP, 0, 0)
        self._column.setSpacing(FIELD_GAP)
        self.rows: list[Row] = []

    def show_view(self, view: View, named: Sequence[str]) -> None:
        """Show the states of these props, in this order."""
        labels = {each.id: each.label or each.id for each in view.draft.place.props}
        while len(self.rows) < len(named):
            self.rows.append(self._made(named[len(self.rows)]))
        for prop_id, row in zip(named, self.rows, strict=False):
            row.field = _field(prop_id)
            _name(row.widget, tr("inspector.prop_state", prop=apart(labels[prop_id])))
            row.show_view(view)
        for place, row in enumerate(self.rows):
            row.set_shown(place < len(named))
        self.setVisible(bool(named))

    def _made(self, prop_id: str) -> Row:
        field = _field(prop_id)
        widget = make_field(field, field.path, self._desk)
        self._column.addWidget(widget)
        widget.edited.connect(self._tell_edit)
        widget.steps.connect(self.stepped)
        widget.pointed.connect(self.pointed)
        widget.set_label_width(self._label_width)
        return Row(field, widget, None)

    def _tell_edit(self, path: str, value: object) -> None:
        next(row for row in self.rows if row.widget.path == path).keep(value)
        self.edited.emit(path, value)


def _field(prop_id: str) -> Field:
    return Field(path=f"place.props[{prop_id}].state", kind="text", label="prop_state")


def shown_props(draft: Draft, beat: Beat, depth: str) -> tuple[str, ...]:
    """The props whose states are shown with a beat: those its texts name, from the standard depth on."""
    return () if depth == "sketch" or not draft.place.props else named_props(draft, beat)


def _name(widget: FieldWidget, name: str) -> None:
    """Call a field by the prop it is about."""
    if widget.label.text() != name:
        widget.label.setText(name)
        if (input := widget.focusProxy()) is not None:
            input.setAccessibleName(name)
