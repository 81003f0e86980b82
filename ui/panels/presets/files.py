"""Takes a preset in from a file and hands one on, by file dialogs over the window; what is wrong is listed whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QWidget

from app.desk.snapshot import Notice
from app.domain.errors import Fault
from app.domain.job import Message
from app.domain.preset import Preset
from app.strings import tr
from ui.kit import notify
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.labels import Label, Sign
from ui.kit.layout import boxed, column, row
from ui.kit.popups import Popup
from ui.panels.shelf.desk import ShelfDesk

WIDTH = 460
TALLEST = 320
LISTED_FROM = 2
"""Problems from which on they are listed; one is a sentence."""


class RefusedPopup(Popup):
    """Everything that is wrong with a file that was not taken in."""

    def __init__(self, name: str, problems: tuple[Message, ...], parent: QWidget | None = None) -> None:
        super().__init__(tr("presets.refused", name=name), inset=14, parent=parent)
        said = [tr(each.id, **each.args) for each in problems]
        self.lines = [Label(each, "small", "text", wrap=True) for each in said]
        area = QScrollArea()
        area.setAccessibleName(tr("presets.refused", name=name))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(boxed(column(*self.lines, None, gap=6, margins=(0, 0, 6, 0)), "raised"))
        area.setFixedHeight(min(scaled(TALLEST), scaled(24) * len(said) + scaled(18)))
        self.done = Button(tr("presets.refused.close"))
        self.done.clicked.connect(self.close)
        head = row(Sign("error", "error.text", 16), Label(tr("presets.refused", name=name), "head", wrap=True), gap=8)
        head.setStretch(1, 1)
        self.column.addLayout(head)
        self.column.addWidget(Label(tr("presets.refused.means"), "small", "text2", wrap=True))
        self.column.addSpacing(4)
        self.column.addWidget(area)
        self.column.addLayout(row(None, self.done))
        self.setFixedWidth(scaled(WIDTH))


class PresetFiles(QObject):
    """The two dialogs. `kept(id)`: a preset was taken in."""

    kept = Signal(str)

    def __init__(self, desk: ShelfDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def ask_import(self) -> None:
        """Choose a file to take in."""
        dialog = QFileDialog(self._window, tr("presets.import.title"), "", tr("presets.kinds"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, self.take_in)

    def ask_export(self, preset: Preset) -> None:
        """Choose where a preset goes."""
        dialog = QFileDialog(self._window, tr("presets.export.title"), "", tr("presets.kinds"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("preset.json")
        dialog.selectFile(f"{preset.id}.preset.json")
        self._open(dialog, lambda path: self.hand_on(preset, path))

    def take_in(self, path: Path) -> None:
        """Keep the preset in a file, or list what is wrong with it."""
        try:
            taken = self._desk.import_preset(path)
        except Fault as fault:
            self._refuse(path, fault)
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

    def _refuse(self, path: Path, fault: Fault) -> None:
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
