"""The lanes of a camera path: the keys as diamonds on one line, and each axis as a curve through them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from app.domain.camera import keys_in_order
from app.domain.draft import Draft, Key
from app.strings import tr
from ui.kit.paint import fill, hair, rim
from ui.kit.theme import tokens
from ui.kit.timebar import TimeScale
from ui.panels.beats.tracks import paint_diamond
from ui.panels.lanes import FocusLane, Lane

Where = tuple[str, str]
NOWHERE: Where = ("", "")
REACH = 7
COLUMN = 9
VALUE_STEP = 0.5


class Spot(NamedTuple):
    """A key with its place: `number` counts over the whole draft, `t` in seconds of the draft."""

    shot_id: str
    key: Key
    number: int
    t: float
    first: bool

    @property
    def where(self) -> Where:
        """Shot and key id."""
        return self.shot_id, self.key.id


def spots(draft: Draft) -> tuple[Spot, ...]:
    """Every key of a draft in order of time."""
    found: list[Spot] = []
    for shot in draft.shots:
        start = draft.shot_start(shot.id)
        for place, key in enumerate(keys_in_order(shot)):
            found.append(Spot(shot.id, key, len(found) + 1, round(start + key.t, 4), place == 0))
    return tuple(found)


def _painted(spot: Spot) -> tuple[object, ...]:
    """What of a key a lane paints."""
    key = spot.key
    return spot.shot_id, key.id, spot.number, spot.t, key.axes, key.hold, key.ease, key.lock


class Grip(NamedTuple):
    """A key that the mouse holds. `way` is decided by the first few pixels: along time, or along the value."""

    where: Where
    at: QPoint
    way: str = ""


class KeyedLane(Lane):
    """A lane with a diamond at every key. It tells what the hand wants; the editor does it."""

    chosen = Signal(str, str)
    timed = Signal(str, str, float)
    """Shot, key, and the moment in seconds of the draft it is held at."""
    valued = Signal(str, str, str, float)
    """Shot, key, axis, and the value it is held at."""
    dropped = Signal()
    given_up = Signal()
    add_asked = Signal(float)
    picked = Signal(str)
    """The axis of the lane was clicked."""

    def __init__(self, scale: TimeScale, name: str, height: int, axis: str = "", parent: QWidget | None = None) -> None:
        super().__init__(scale, name, height, parent)
        self.axis = axis
        self.spots: tuple[Spot, ...] = ()
        self.current: Where = NOWHERE
        self.draft: Draft | None = None
        self.grip: Grip | None = None
        self._hover: Where = NOWHERE
        self.setMouseTracking(True)

    def show_path(self, draft: Draft | None, found: Sequence[Spot], current: Where) -> None:
        """Show the keys of a draft with one of them chosen."""
        before = [_painted(each) for each in self.spots], self.current, self._lengths()
        self.draft, self.spots, self.current = draft, tuple(found), current
        if before != ([_painted(each) for each in self.spots], self.current, self._lengths()):
            self.refresh()

    def _lengths(self) -> list[float]:
        return [shot.seconds for shot in self.draft.shots] if self.draft else []

    def spot(self, where: Where) -> Spot | None:
        """The key with these ids."""
        return next((each for each in self.spots if each.where == where), None)

    def y_of(self, spot: Spot) -> float:
        """The height of a key's diamond."""
        return self.height() / 2

    def point_of(self, spot: Spot) -> QPointF:
        """The middle of a key's diamond, kept within the lane."""
        x = min(max(round(self.scale.x(spot.t)), 5), self.width() - 5)
        return QPointF(x, self.y_of(spot))

    def spot_at(self, point: QPointF) -> Spot | None:
        """The key under a point; the nearer one where two are close."""
        near = [each for each in self.spots if abs(self.point_of(each).x() - point.x()) <= REACH]
        return min(near, key=lambda each: abs(self.point_of(each).x() - point.x()), default=None)

    def value_at(self, y: float) -> float | None:
        """The value of the axis at a height; None where the lane has no values."""
        return None

    # ---------------------------------------------------------------------------------------------- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.axis:
            self.picked.emit(self.axis)
        if spot := self.spot_at(event.position()):
            self.chosen.emit(*spot.where)
            self.grip = Grip(spot.where, event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self.grip is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._look_under(point)
            return
        if not self.grip.way:
            gone = point.toPoint() - self.grip.at
            if gone.manhattanLength() < 4:
                return
            upright = abs(gone.y()) > abs(gone.x()) and self.value_at(point.y()) is not None
            self.grip = self.grip._replace(way="value" if upright else "time")
        self.carry(point)

    def carry(self, point: QPointF) -> None:
        """Take the held key along to a point."""
        if self.grip is None:
            return
        value = self.value_at(point.y())
        if self.grip.way == "value" and value is not None:
            self.valued.emit(*self.grip.where, self.axis, round(value / VALUE_STEP) * VALUE_STEP)
        else:
            self.timed.emit(*self.grip.where, self.scale.t(point.x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self.grip = self.grip, None
        if held is not None and held.way:
            self.dropped.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.grip = None
        if self.spot_at(event.position()) is None:
            self.add_asked.emit(self.scale.t(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self._look_under(QPointF(-99, -99))

    def give_up(self) -> bool:
        """End the gesture under way without doing it; says whether there was one."""
        if self.grip is None or not self.grip.way:
            return False
        self.grip = None
        self.given_up.emit()
        return True

    def _look_under(self, point: QPointF) -> None:
        spot = self.spot_at(point)
        where = spot.where if spot else NOWHERE
        if where != self._hover:
            self._hover = where
            self.setCursor(Qt.CursorShape.SizeHorCursor if spot and not spot.first else Qt.CursorShape.ArrowCursor)
            self.update()

    # ---------------------------------------------------------------------------------------------- painting

    def paint_column(self, painter: QPainter) -> None:
        """The band of the chosen key."""
        if spot := self.spot(self.current):
            x = self.point_of(spot).x()
            fill(painter, QRectF(x - COLUMN, 0, 2 * COLUMN, self.height()), tokens().control)

    def paint_diamonds(self, painter: QPainter, size: float = 5) -> None:
        """Every key as it is: hollow, filled in a hold, in ink when chosen."""
        t = tokens()
        hue = t.hue("cam")
        for spot in self.spots:
            inside = hue.line if spot.key.hold > 0 else t.field
            line = hue.line
            if spot.where == self.current:
                inside = line = t.ink
            paint_diamond(painter, self.point_of(spot), line, inside, size)

    def paint_live(self, painter: QPainter) -> None:
        spot = self.spot(self._hover)
        if spot is not None and spot.where != self.current:
            hue = tokens().hue("cam")
            paint_diamond(painter, self.point_of(spot), hue.text, hue.deep, 5)


class KeyLane(KeyedLane, FocusLane):
    """All keys on one line: where the keyboard lives. Holds are thick pieces of the line."""

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        super().__init__(scale, tr("path.keys"), 24, parent=parent)

    def in_hand(self) -> bool:
        return self.grip is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_key = False
        super().mousePressEvent(event)

    def focus_rect(self) -> QRect:
        """Where the chosen key is."""
        spot = self.spot(self.current)
        if spot is None:
            return self.rect()
        point = self.point_of(spot).toPoint()
        return QRect(point - QPoint(8, 8), QSize(16, 16))

    def paint_still(self, painter: QPainter) -> None:
        t = tokens()
        fill(painter, QRectF(self.rect()), t.field, 3)
        self.paint_column(painter)
        if self.draft is None:
            return
        middle = self.height() / 2
        for shot in self.draft.shots:
            start = self.draft.shot_start(shot.id)
            left, right = self.span(start, start + shot.seconds)
            hair(painter, QPointF(left + 4, middle), QPointF(right - 4, middle), t.rule)
        for spot in self.spots:
            if spot.key.hold > 0:
                left, right = self.span(spot.t, spot.t + spot.key.hold)
                fill(painter, QRectF(left, middle - 1.5, right - left, 3), t.hue("cam").line, 1.5)
        self.paint_diamonds(painter, 5.5)

    def paint_live(self, painter: QPainter) -> None:
        super().paint_live(painter)
        if self.hasFocus() and self.by_key:
            rim(painter, QRectF(self.focus_rect()), tokens().focus, 4, 2)
