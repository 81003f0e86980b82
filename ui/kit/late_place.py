"""Where a part will stand that is made a little later: whoever clicks there already clicks in the part."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.layout import settle

_PRESS, _RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease


class LatePlace(QWidget):
    """Keeps the place of a part. A press makes the part, which takes the place, and is a click on what then lies under
    the pointer: Qt hands what is let go to where it was pressed, which is gone by then.
    """

    def __init__(self, make: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot, window = event.globalPosition(), self.window()
        self._make()
        settle()
        under = window.childAt(window.mapFromGlobal(spot).toPoint())
        if under is not None and under is not self:
            place, button, keys = under.mapFromGlobal(spot), event.button(), event.modifiers()
            for kind, held in ((_PRESS, button), (_RELEASE, Qt.MouseButton.NoButton)):
                QApplication.sendEvent(under, QMouseEvent(kind, place, spot, button, held, keys))
