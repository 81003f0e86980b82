"""Takes a template in from a file and hands one on, by file dialogs; what is wrong with a file is listed whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.desk.snapshot import Notice
from app.domain.errors import Fault
from app.strings import tr
from ui.kit import notify
from ui.panels.templates.words import TemplatesDesk


class TemplateFiles(QObject):
    """The two dialogs. `kept(id)`: a template was taken in."""

    kept = Signal(str)

    def __init__(self, desk: TemplatesDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def ask_import(self) -> None:
        """Choose a file to take in."""
        dialog = QFileDialog(self._window, tr("templates.import.title"), "", tr("templates.kinds"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, self.take_in)

    def ask_export(self, template_id: str) -> None:
        """Choose where a template goes."""
        dialog = QFileDialog(self._window, tr("templates.export.title"), "", tr("templates.kinds"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("template.toml")
        dialog.selectFile(f"{template_id}.template.toml")
        self._open(dialog, lambda path: self.hand_on(template_id, path))

    def take_in(self, path: Path) -> None:
        """Keep the template in a file, or list what is wrong with it."""
        try:
            made = self._desk.own_templates.take_in(path)
        except Fault as fault:
            self._refuse(path, fault)
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

    def _refuse(self, path: Path, fault: Fault) -> None:
        from ui.panels.presets.files import LISTED_FROM, RefusedPopup

        problems = fault.args_by_name.get("problems", ())
        if len(problems) < LISTED_FROM:
            notify.show_fault(fault)
            return
        popup = RefusedPopup(path.name, problems, self._window)
        popup.closed.connect(popup.deleteLater)
        popup.adjustSize()
        middle = self._window.mapToGlobal(self._window.rect().center())
        popup.move(middle - QPoint(popup.width() // 2, popup.height() // 2))
        popup.show()

    def _open(self, dialog: QFileDialog, act: Callable[[Path], object]) -> None:
        dialog.fileSelected.connect(lambda name: act(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
