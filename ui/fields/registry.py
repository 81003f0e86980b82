"""Which widget serves which kind of field: the one place that knows them all."""

from __future__ import annotations

from app.domain.template import Field, FieldKind
from ui.fields.base import FieldWidget
from ui.fields.chips import ChipsField
from ui.fields.choice import ChoiceField
from ui.fields.desk import FieldDesk
from ui.fields.number import NumberField
from ui.fields.switch import SwitchField
from ui.fields.text import ProseField, TextField

WIDGETS: dict[FieldKind, type[FieldWidget]] = {
    "text": TextField,
    "prose": ProseField,
    "choice": ChoiceField,
    "chips": ChipsField,
    "number": NumberField,
    "switch": SwitchField,
}
"""One widget for each kind of field."""


def make_field(field: Field, path: str, desk: FieldDesk) -> FieldWidget:
    """The widget of a template's field at a concrete path (`[*]` filled in by the form)."""
    return WIDGETS[field.kind](field, path, desk)
