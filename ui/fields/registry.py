"""Which widget serves which kind of field: the one place that knows them all."""

from __future__ import annotations

from app.domain.template import Field, FieldKind
from ui.fields.base import FieldWidget
from ui.fields.beats import BeatsField
from ui.fields.cast import CastField
from ui.fields.chips import ChipsField
from ui.fields.choice import ChoiceField
from ui.fields.colour import ColourField
from ui.fields.desk import FieldDesk
from ui.fields.image import ImageField
from ui.fields.lines import LinesField, SoundsField
from ui.fields.link import LinkField
from ui.fields.number import NumberField
from ui.fields.path import PathField
from ui.fields.shots import ShotsField
from ui.fields.switch import SwitchField
from ui.fields.terms import pattern_of
from ui.fields.text import ProseField, TextField

WIDGETS: dict[FieldKind, type[FieldWidget]] = {
    "text": TextField,
    "prose": ProseField,
    "choice": ChoiceField,
    "chips": ChipsField,
    "number": NumberField,
    "switch": SwitchField,
    "colour": ColourField,
    "image": ImageField,
    "cast": CastField,
    "lines": LinesField,
    "shots": ShotsField,
    "beats": BeatsField,
    "path": PathField,
}
"""One widget for each kind of field."""
BY_PATH: dict[str, type[FieldWidget]] = {
    "shots[*].beats[*].sounds": SoundsField,
    "shots[*].beats[*].link.type": LinkField,
}
"""Widgets for paths whose content is more than their kind says."""


def make_field(field: Field, path: str, desk: FieldDesk) -> FieldWidget:
    """The widget of a template's field at a concrete path (`[*]` filled in by the form)."""
    widget = BY_PATH.get(pattern_of(path)) or WIDGETS[field.kind]
    return widget(field, path, desk)
