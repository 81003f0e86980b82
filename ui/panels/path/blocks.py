"""The lanes of words in the camera path editor: shots with their moves, holds and locks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from app.strings import tr
from ui.kit import icons
from ui.kit.fonts import font, metrics
from ui.kit.paint import CENTER, LEFT, fill, rim, words
from ui.kit.theme import tokens
from ui.kit.timebar import TimeScale
from ui.panels.lanes import Lane
from ui.panels.path.words import HoldWords, ShotWords

GRAB = 5


class ShotLane(Lane):
    """Shots by number and length, with what their cameras do. A move without a name offers to be split."""

    chosen = Signal(str)
    split_asked = Signal(str, str)
    cut_moved = Signal(str, float)
    """The cut at the end of a shot is held, at this moment of the draft."""
    dropped = Signal()
    given_up = Signal()

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        super().__init__(scale, tr("path.shots"), 24, parent)
        self.shots: tuple[ShotWords, ...] = ()
        self.current = ""
        self.held = ""
        """The shot whose end the mouse holds."""
        self._moved = False
        self.setMouseTracking(True)

    def show_shots(self, shots: Sequence[ShotWords], current: str) -> None:
        """Show these, one of them chosen."""
        if (tuple(shots), current) == (self.shots, self.current):
            return
        self.shots, self.current = tuple(shots), current
        self.setAccessibleDescription("; ".join(f"{shot.name}: {shot.moves}" for shot in shots))
        self.refresh()

    def pill_rect(self, shot: ShotWords) -> QRectF:
        """Where a shot offers to split its nameless move; empty where it has none, or no room."""
        left, right = self.span(shot.start, shot.end)
        wide = metrics("fine", 500).horizontalAdvance(tr("path.split_it")) + 14
        if not shot.complex_key or right - left < wide + 40:
            return QRectF()
        return QRectF(right - wide - 5, 3, wide, self.height() - 6)

    def cut_at(self, x: float) -> str:
        """The shot whose end is under a pixel and has a shot after it; empty where there is none."""
        for shot in self.shots[:-1]:
            if abs(self.scale.x(shot.end) - x) <= GRAB:
                return shot.shot_id
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        self._moved = False
        for shot in self.shots:
            if self.pill_rect(shot).contains(point):
                self.split_asked.emit(shot.shot_id, shot.complex_key)
                return
        if cut := self.cut_at(point.x()):
            self.held = cut
            return
        for shot in self.shots:
            left, right = self.span(shot.start, shot.end)
            if left <= point.x() < right:
                self.chosen.emit(shot.shot_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self.held and event.buttons() & Qt.MouseButton.LeftButton:
            self._moved = True
            self.cut_moved.emit(self.held, self.scale.t(x))
            return
        shape = Qt.CursorShape.SplitHCursor if self.cut_at(x) else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self.held = self.held, ""
        if held and self._moved:
            self.dropped.emit()

    def give_up(self) -> bool:
        """End the gesture under way without doing it; says whether there was one."""
        if not self.held or not self._moved:
            return False
        self.held = ""
        self.given_up.emit()
        return True

    def paint_still(self, painter: QPainter) -> None:
        for shot in self.shots:
            self._paint_shot(painter, shot)

    def _paint_shot(self, painter: QPainter, shot: ShotWords) -> None:
        t = tokens()
        left, right = self.span(shot.start, shot.end)
        area = QRectF(left, 0, max(right - left - 1, 2), self.height())
        fill(painter, area, t.select if shot.shot_id == self.current else t.control, 3)
        room = area.adjusted(8, 0, -6, 0)
        pill = self.pill_rect(shot)
        if not pill.isEmpty():
            rim(painter, pill, t.hue("warn").line, pill.height() / 2)
            words(painter, pill, tr("path.split_it"), font("fine", 500), t.hue("warn").text, CENTER)
            room.setRight(pill.left() - 6)
        if room.width() < 14:
            return
        name_wide = metrics("small", 600).horizontalAdvance(shot.name) + 8
        words(painter, room, shot.name, font("small", 600), t.text)
        rest = room.adjusted(name_wide, 0, 0, 0)
        if shot.loss and rest.width() > 60:
            wide = min(metrics("fine").horizontalAdvance(shot.loss) + 6, rest.width() / 2)
            box = QRectF(rest.right() - wide, 0, wide, area.height())
            words(painter, box, shot.loss, font("fine"), t.hue("warn").text)
            rest.setRight(box.left() - 6)
        if rest.width() > 30:
            color = t.hue("warn").text if shot.complex_key else t.text2
            words(painter, rest, shot.moves, font("small"), color)


class HoldLane(Lane):
    """Where the camera waits, and where it is tied to its target."""

    chosen = Signal(str, str)

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        super().__init__(scale, tr("path.holds"), 22, parent)
        self.stretches: tuple[HoldWords, ...] = ()

    def show_holds(self, stretches: Sequence[HoldWords]) -> None:
        """Show these."""
        self.stretches = tuple(stretches)
        self.setAccessibleDescription("; ".join(each.text for each in stretches))
        self.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for each in reversed(self.stretches):
            left, right = self.span(each.start, each.end)
            if left <= event.position().x() < right:
                self.chosen.emit(*each.where)
                return

    def paint_still(self, painter: QPainter) -> None:
        t = tokens()
        fill(painter, QRectF(self.rect()), t.field, 3)
        for each in self.stretches:
            left, right = self.span(each.start, each.end)
            area = QRectF(left, 0, max(right - left - 1, 2), self.height())
            held = each.icon == "pause"
            fill(painter, area, t.hue("cam").tint if held else t.control, 3)
            color = t.hue("cam").text if held else t.text2
            box = QRectF(area.left() + 6, 0, 12, area.height())
            if area.width() > 22:
                icons.draw(painter, each.icon, box, color)
            room = QRectF(box.right() + 5, 0, area.right() - box.right() - 9, area.height())
            # half a figure would be another figure
            if room.width() > (metrics("fine").horizontalAdvance(each.text) - 1 if held else 16):
                words(painter, room, each.text, font("fine"), color, LEFT)
