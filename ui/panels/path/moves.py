"""The tool bar of a camera path: a key, a cut, nine named moves, and the menu of all."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.domain.moves import NAMED_MOVES
from app.strings import tr
from ui.fields.move_menu import MoveMenu
from ui.kit.buttons import Button, MenuButton
from ui.kit.fonts import scaled
from ui.panels.beats.words import term

NINE = (
    ("dolly_in", "dolly_out"), ("dolly_out", "dolly_in"), ("truck_r", "truck_l"), ("pedestal_u", "pedestal_d"),
    ("pan_r", "pan_l"), ("tilt_u", "tilt_d"), ("arc_r", "arc_l"), ("crane_u", "crane_d"), ("follow", "lead"),
)  # fmt: skip
"""The moves with a button of their own, each with the one that Shift makes of it."""


class MoveBar(QWidget):
    """Key and Cut first, then moves, as many as there is room for; `All n` has every one."""

    key_asked = Signal()
    cut_asked = Signal()
    move_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key_button = Button(tr("path.add_key"), icon="add", size="compact", tip=tr("path.add_key.tip"), key="N")
        self.cut_button = Button(tr("path.cut"), icon="cut", size="compact", tip=tr("path.cut.tip"), key="X")
        self.key_button.clicked.connect(self.key_asked)
        self.cut_button.clicked.connect(self.cut_asked)
        self.menu = MoveMenu(tr("path.moves"), self.move_asked.emit, self)
        self.all_button = MenuButton(tr("path.all", n=len(NAMED_MOVES)), self.menu, size="compact")
        self.buttons = [self._button(*pair) for pair in NINE]
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 0, 12, 0)
        self._line.setSpacing(0)
        self._line.addWidget(self.key_button)
        self._line.addSpacing(6)
        self._line.addWidget(self.cut_button)
        self._line.addSpacing(6)
        for button in self.buttons:
            self._line.addWidget(button)
        self._line.addStretch(1)
        self._line.addWidget(self.all_button)
        self.setFixedHeight(scaled(34))

    def set_reason(self, reason: str | None) -> None:
        """Why no move can be made, or None."""
        for button in (self.key_button, self.cut_button, self.all_button, *self.buttons):
            button.set_reason(reason)

    def sizeHint(self) -> QSize:
        return QSize(600, scaled(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, scaled(34))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fixed = (self.key_button, self.cut_button, self.all_button)
        room = self.width() - 24 - sum(each.sizeHint().width() for each in fixed) - 12
        for button in self.buttons:
            room -= button.sizeHint().width()
            button.setVisible(room >= 0)

    def _button(self, move: str, other: str) -> Button:
        words = tr("path.shift", move=term("move", move), other=term("move", other))
        button = Button(tr(f"path.short.{move}"), icon=f"move.{move}", kind="quiet", size="compact", tip=words)
        button.clicked.connect(lambda _=False: self._ask(move, other))
        return button

    def _ask(self, move: str, other: str) -> None:
        shifted = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.move_asked.emit(other if shifted else move)
