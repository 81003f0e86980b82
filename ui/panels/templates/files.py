"""Takes a template in from a file and hands one on, by file dialogs over the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desk.snapshot import Notice
from app.domain.errors import Fault
from app.strings import tr
from ui.kit import notify
from ui.panels.files import Files
from ui.panels.templates.words import TemplatesDesk


class TemplateFiles(Files):
    """The two dialogs. `kept(id)`: a template was taken in."""

    kept = Signal(str)

    def __init__(self, desk: TemplatesDesk, window: QWidget) -> None:
        super().__init__(window, tr("templates.kinds"))
        self._desk = desk

    def ask_import(self) -> None:
        """Choose a file to take in."""
        self.ask_file(tr("templates.import.title"), self.take_in)

    def ask_export(self, template_id: str) -> None:
        """Choose where a template goes."""
        title = tr("templates.export.title")
        self.ask_place(title, template_id, "template.toml", lambda path: self.hand_on(template_id, path))

    def take_in(self, path: Path) -> None:
        """Keep the template in a file, or list what is wrong with it."""
        try:
            made = self._desk.own_templates.take_in(path)
        except Fault as fault:
            self.refuse(path, fault)
        else:
            self.kept.emit(made.id)

    def hand_on(self, template_id: str, path: Path) -> None:
        """Write a template to a file."""
        try:
            self._desk.own_templates.export(template_id, path)
        except Fault as fault:
            notify.show_fault(fault)
        else:
            notify.show(Notice(level="good", id="notice.template_written", args={"name": path.name}))
