"""The camera path editor inside of a form: as a page of its own, and in place of a story's form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.template import Section
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.layout import INSET, column, row
from ui.kit.panels import Separator
from ui.panels.form.body import BodyDesk
from ui.panels.form.page import TabPage
from ui.panels.form.words import View
from ui.panels.path.editor import PathEditor


class PathPage(QWidget):
    """The camera path editor in place of the form, with the way back."""

    def __init__(self, desk: BodyDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = PathEditor(desk)
        self.back = Button(tr("form.back"), icon="previous", kind="quiet", size="compact", key="Esc")
        head = row(self.back, None, margins=(INSET - 8, 4, INSET, 4))
        whole = column(head, Separator(), self.editor, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.click()
        else:
            super().keyPressEvent(event)


class CameraPage(TabPage):
    """The camera path editor; the section's fields stand in its inspector."""

    def __init__(self, section: Section, desk: BodyDesk) -> None:
        super().__init__()
        fields = tuple(field for field in section.fields if field.kind != "path")
        self.editor = PathEditor(desk, fields)
        rows = self.editor.inspector.rows
        self.parts.append(rows)
        rows.pointed.connect(self.pointed)
        rows.depth_asked.connect(self.depth_asked)
        self.editor.chosen.connect(self.chosen_key)
        self.editor.time_changed.connect(self.time_changed)
        self.editor.left.connect(self.left)
        self.setLayout(column(self.editor, gap=0))

    def show_view(self, view: View) -> None:
        """Show another view."""
        self.editor.show_snapshot(view.snapshot)
        self.editor.choose(view.chosen.shot, view.chosen.key)

    def set_time(self, seconds: float) -> None:
        """Move the playhead."""
        if seconds != self.editor.time:
            self.editor.set_time(seconds)

    def go_to(self, path: str) -> bool:
        """Give the keyboard to the field of a path, or to the key itself."""
        if not super().go_to(path):
            self.editor.keyboard()
        return True

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a field is seen."""
        self.editor.inspector.scroller.reveal(widget)
