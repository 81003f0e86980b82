"""A page of a form of tabs: the face that all of them have, and what they pass on of their fields."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.panels.form.rows import FieldRows, Row
from ui.panels.form.words import View


class TabPage(QWidget):
    """One section as a page. `parts` are the rows of its fields."""

    chosen_beat = Signal(str, str)
    chosen_key = Signal(str, str)
    edited = Signal(str, object)
    stepped = Signal(object)
    pointed = Signal(str)
    depth_asked = Signal(str)
    time_changed = Signal(float)
    item_chosen = Signal(str)
    place_asked = Signal(str)
    """A path whose field stands on another page."""
    left = Signal()
    """Esc where there was nothing to give up."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[FieldRows] = []

    def show_view(self, view: View) -> None:
        """Show another view."""
        for part in self.parts:
            part.show_view(view)

    def set_time(self, seconds: float) -> None:
        """Move the playhead without telling."""

    def row_of(self, path: str) -> Row | None:
        """The row of the field a path belongs to."""
        return next((row for part in self.parts if (row := part.row_of(path)) is not None), None)

    def go_to(self, path: str) -> bool:
        """Give the keyboard to the field of a path."""
        found = self.row_of(path)
        if found is not None:
            self.reveal(found.widget)
            found.widget.focus_input()
        return found is not None

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a field is seen."""

    def light(self, path: str) -> None:
        """Light what a path is about beyond its field."""

    def add_rows(self, rows: FieldRows) -> None:
        """One more part."""
        self.parts.append(rows)
        rows.edited.connect(self.edited)
        rows.stepped.connect(self.stepped)
        rows.pointed.connect(self.pointed)
        rows.depth_asked.connect(self.depth_asked)
        rows.item_chosen.connect(self.item_chosen)
