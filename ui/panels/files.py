"""What taking a file in and handing one on share: the dialogs over the window, and all that is wrong with a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QWidget

from app.domain.errors import Fault
from app.domain.job import Message
from app.strings import tr
from ui.kit import notify
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.labels import Label, Sign
from ui.kit.layout import boxed, column, row
from ui.kit.popups import Popup

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


class Files(QObject):
    """File dialogs over a window, about files of one kind."""

    def __init__(self, window: QWidget, kinds: str) -> None:
        """`kinds` as `QFileDialog` filters by them."""
        super().__init__(window)
        self._window, self._kinds = window, kinds

    def ask_file(self, title: str, act: Callable[[Path], object]) -> None:
        """Choose a file to take in, and do so."""
        dialog = QFileDialog(self._window, title, "", self._kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, act)

    def ask_place(self, title: str, name: str, suffix: str, act: Callable[[Path], object]) -> None:
        """Choose where something goes as a file, `name` and `suffix` being offered, and write it there."""
        dialog = QFileDialog(self._window, title, "", self._kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{name}.{suffix}")
        self._open(dialog, act)

    def refuse(self, path: Path, fault: Fault) -> None:
        """Say what is wrong with a file that was not taken in."""
        problems = fault.args_by_name.get("problems", ())
        if len(problems) < LISTED_FROM:
            notify.show_fault(fault)
            return
        popup = RefusedPopup(path.name, problems, self._window)
        popup.closed.connect(popup.deleteLater)
        popup.adjustSize()
        popup.open_amid(self._window)

    def _open(self, dialog: QFileDialog, act: Callable[[Path], object]) -> None:
        dialog.fileSelected.connect(lambda name: act(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
