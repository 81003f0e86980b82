"""One widget per field kind, all with one face, so that a form is data."""

from __future__ import annotations

from ui.fields.base import FieldWidget
from ui.fields.desk import FieldDesk
from ui.fields.registry import make_field

__all__ = ["FieldDesk", "FieldWidget", "make_field"]
