"""Which widget serves which kind of field: the one place that knows them all."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from app.domain.template import Field, FieldKind
from ui.fields.base import FieldWidget
from ui.fields.desk import FieldDesk
from ui.fields.terms import pattern_of

WIDGETS: dict[FieldKind, str] = {
    "text": "text.TextField",
    "prose": "text.ProseField",
    "choice": "choice.ChoiceField",
    "chips": "chips.ChipsField",
    "number": "number.NumberField",
    "switch": "switch.SwitchField",
    "colour": "colour.ColourField",
    "image": "image.ImageField",
    "clips": "clips.ClipsField",
    "cast": "cast.CastField",
    "lines": "lines.LinesField",
    "shots": "shots.ShotsField",
    "beats": "beats.BeatsField",
    "path": "path.PathField",
}
"""One widget for each kind of field, by its module here; imported when the first of its kind is made."""
BY_PATH = {
    # what a beat shows is one sentence: Enter goes on to the next field
    "shots[*].beats[*].action": "text.TextField",
    "shots[*].beats[*].link.evidence": "text.TextField",
    "shots[*].beats[*].sounds": "lines.SoundsField",
    "shots[*].beats[*].link.type": "link.LinkField",
}
"""Widgets for paths whose content is more than their kind says."""


@cache
def widget_class(name: str) -> type[FieldWidget]:
    """The class behind a name of these tables."""
    module, _, kind = name.partition(".")
    found: type[FieldWidget] = getattr(import_module(f"ui.fields.{module}"), kind)
    return found


def make_field(field: Field, path: str, desk: FieldDesk) -> FieldWidget:
    """The widget of a template's field at a concrete path (`[*]` filled in by the form)."""
    return widget_class(BY_PATH.get(pattern_of(path)) or WIDGETS[field.kind])(field, path, desk)
