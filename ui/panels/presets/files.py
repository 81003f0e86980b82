"""Takes a preset in from a file and hands one on, by file dialogs over the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desk.snapshot import Notice
from app.domain.errors import Fault
from app.domain.preset import Preset
from app.strings import tr
from ui.kit import notify
from ui.panels.files import Files
from ui.panels.shelf.desk import ShelfDesk


class PresetFiles(Files):
    """The two dialogs. `kept(id)`: a preset was taken in."""

    kept = Signal(str)

    def __init__(self, desk: ShelfDesk, window: QWidget) -> None:
        super().__init__(window, tr("presets.kinds"))
        self._desk = desk

    def ask_import(self) -> None:
        """Choose a file to take in."""
        self.ask_file(tr("presets.import.title"), self.take_in)

    def ask_export(self, preset: Preset) -> None:
        """Choose where a preset goes."""
        self.ask_place(tr("presets.export.title"), preset.id, "preset.json", lambda path: self.hand_on(preset, path))

    def take_in(self, path: Path) -> None:
        """Keep the preset in a file, or list what is wrong with it."""
        try:
            taken = self._desk.import_preset(path)
        except Fault as fault:
            self.refuse(path, fault)
            return
        if taken.remarks:
            args = {"name": taken.preset.name, "told": taken.remarks}
            notify.show(Notice(level="warning", id="notice.preset_remarks", args=args))
        self.kept.emit(taken.preset.id)

    def hand_on(self, preset: Preset, path: Path) -> None:
        """Write a preset to a file."""
        try:
            missing = self._desk.export_preset(preset, path)
        except Fault as fault:
            notify.show_fault(fault)
            return
        id = "notice.preset_written_without" if missing else "notice.preset_written"
        notify.show(Notice(level="warning" if missing else "good", id=id, args={"name": path.name, "n": missing}))
