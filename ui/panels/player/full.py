"""The full picture: the player alone on the well; bar and transport at its foot, gone while the hand rests."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.strings import tr
from ui.kit.layout import set_surface

STILL_MS = 2000


class FullPicture(QWidget):
    """Takes picture and controls in while it is open; `left` when they have to go back where they were."""

    left = Signal()
    keyed = Signal(QKeyEvent)

    def __init__(self, picture: QWidget, controls: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(tr("player.full"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_surface(self, "well")
        self._picture, self._controls = picture, controls
        self._foot = QWidget(self)
        set_surface(self._foot, "panel")
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(24, 10, 24, 10)
        foot.addWidget(controls)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(picture)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(STILL_MS)
        self._rest.timeout.connect(self._hide_foot)
        for watched in (self, picture, self._foot):
            watched.setMouseTracking(True)
            watched.installEventFilter(self)
        controls.show()
        picture.show()
        self._show_foot()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress):
            self._show_foot()
        elif kind == QEvent.Type.Resize and watched is self:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            self.keyed.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._rest.stop()
        for watched in (self._picture, self._foot):
            watched.removeEventFilter(self)
        self.left.emit()
        super().closeEvent(event)

    def _show_foot(self) -> None:
        self._foot.show()
        self._foot.raise_()
        self._place()
        self.unsetCursor()
        self._rest.start()

    def _hide_foot(self) -> None:
        if self._foot.underMouse():
            self._rest.start()
            return
        self._foot.hide()
        self.setCursor(Qt.CursorShape.BlankCursor)

    def _place(self) -> None:
        tall = self._foot.sizeHint().height()
        self._foot.setGeometry(0, self.height() - tall, self.width(), tall)
