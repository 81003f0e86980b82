"""The hands of the top view: keys are chosen, dragged, nudged, and turned to what they look at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from ui.panels.path.lanes import NOWHERE, Grip
from ui.panels.path.plan import PlanView


class TopView(PlanView):
    """Top or side. A click chooses a key; dragging moves it, with Alt held turns its look; the wheel zooms."""

    chosen = Signal(str, str)
    placed = Signal(str, str, float, float)
    """Shot, key, and where it is held: metres across and along the view."""
    aimed = Signal(str, str, float, float)
    """The same for what it looks at."""
    dropped = Signal()
    given_up = Signal()
    nudged = Signal(int, int)
    """An arrow key: steps to the right and up in the view."""
    turned = Signal(int, int)
    """An arrow key with Shift: the look goes by steps to the right and up."""

    # ---------------------------------------------------------------------------------------------- hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (spot := self.spot_at(event.position())):
            self.chosen.emit(*spot.where)
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.grip = Grip(spot.where, event.position().toPoint(), "look" if alt else "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self.grip is None or not event.buttons() & Qt.MouseButton.LeftButton:
            spot = self.spot_at(point)
            where = spot.where if spot else NOWHERE
            if where != self._hover:
                self._hover = where
                self.setCursor(Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor)
                self.update()
            return
        if not self.grip.way:
            if (point.toPoint() - self.grip.at).manhattanLength() < 4:
                return
            self.grip = self.grip._replace(way="place")
        self.carry(point)

    def carry(self, point: QPointF) -> None:
        """Take the held key, or what it looks at, along to a point."""
        if self.grip is None:
            return
        there = self.metres(point)
        signal = self.aimed if self.grip.way == "look" else self.placed
        signal.emit(*self.grip.where, there.x(), there.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self.grip = self.grip, None
        if held is not None and held.way:
            self.dropped.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(1.0015 ** event.angleDelta().y())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
        }  # fmt: skip
        if event.key() == Qt.Key.Key_Escape and self.grip is not None:
            self.grip = None
            self.given_up.emit()
        elif (step := steps.get(Qt.Key(event.key()))) is not None:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.turned if shift else self.nudged).emit(*step)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = NOWHERE
        self.update()
