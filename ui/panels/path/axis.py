"""The lane of one axis of a camera path, with its name and its value at the playhead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.camera import state_at
from app.domain.draft import Draft, Shot
from app.strings import tr
from ui.kit.fonts import font, metrics, scaled
from ui.kit.paint import CENTER, RIGHT, fill, painting, words
from ui.kit.theme import tokens
from ui.kit.timebar import TimeScale
from ui.kit.tips import plain_tip
from ui.panels.path.lanes import KeyedLane, Spot, Where

TALL = 50
SMALL = 18
FIGURES = 30
"""Room for a figure of the scale."""
CLEAR = 10
"""How far figures stay from a diamond."""


class AxisLane(KeyedLane):
    """One axis over time. It scales itself; chosen it is tall and has figures."""

    def __init__(self, scale: TimeScale, axis: str, parent: QWidget | None = None) -> None:
        super().__init__(scale, tr(f"path.axis.{axis}"), SMALL, axis, parent)
        self.tall = False
        self.remark = ""
        self._range = (-1.0, 1.0)

    def set_tall(self, tall: bool) -> None:
        """High with figures, or low."""
        if tall != self.tall:
            self.tall = tall
            self._height = TALL if tall else SMALL
            self.updateGeometry()
            self.refresh()

    def show_path(self, draft: Draft | None, found: Sequence[Spot], current: Where) -> None:
        if self.grip is None:
            values = [self._value(spot) for spot in found]
            low, high = min([0.0, *values]), max([0.0, *values])
            self._range = (low, high) if high - low >= 2 else (low - 1, high + 1)
        super().show_path(draft, found, current)

    def y_of(self, spot: Spot) -> float:
        return self._y(self._value(spot))

    def value_at(self, y: float) -> float | None:
        if not self.tall:
            return None
        low, high = self._range
        return high - (y - self._inset()) / max(self.height() - 2 * self._inset(), 1) * (high - low)

    def moves(self, shot: Shot) -> bool:
        """Whether this axis changes in a shot."""
        values = [getattr(key.axes, self.axis) for key in shot.keys]
        return bool(values) and max(values) - min(values) > 1e-6

    def set_remark(self, remark: str) -> None:
        """What becomes of the axis at the target, at the end of the lane; "" where it is kept."""
        if remark != self.remark:
            self.remark = remark
            self.setToolTip(plain_tip(remark))
            self.refresh()

    def paint_still(self, painter: QPainter) -> None:
        t = tokens()
        fill(painter, QRectF(self.rect()), t.raised if self.tall else t.field, 3)
        self.paint_column(painter)
        if self.draft is None:
            return
        if self.tall:
            self._paint_scale(painter)
        for shot in self.draft.shots:
            self._paint_curve(painter, shot)
        if self.tall:
            self._paint_figures(painter)
        moving = {shot.id for shot in self.draft.shots if self.moves(shot)}
        if self.remark:
            wide = metrics("fine").horizontalAdvance(self.remark) + 10
            plate = QRectF(self.width() - wide, self.height() - 15, wide, 14)
            fill(painter, plate, t.field, 3)
            words(painter, plate, self.remark, font("fine"), t.hue("warn").text, CENTER)
        kept = self.spots
        self.spots = tuple(spot for spot in kept if spot.shot_id in moving or (self.tall and not spot.first))
        self.paint_diamonds(painter, 5 if self.tall else 4)
        self.spots = kept

    def _paint_curve(self, painter: QPainter, shot: Shot) -> None:
        assert self.draft is not None
        start = self.draft.shot_start(shot.id)
        left, right = self.span(start, start + shot.seconds)
        if right <= 0 or left >= self.width():
            return
        if not self.moves(shot):
            fill(painter, QRectF(left + 1, round(self._y(0.0)), right - left - 2, 1), tokens().edge)
            return
        path = QPainterPath()
        x = float(left)
        while x <= right:
            y = self._y(getattr(state_at(shot, self.scale.t(x) - start).axes, self.axis))
            path.lineTo(x, y) if path.elementCount() else path.moveTo(x, y)
            x += 2
        painter.setPen(QPen(tokens().hue("cam").line, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _figures(self) -> list[tuple[float, float]]:
        """The values that have a line, with their heights."""
        low, high = self._range
        figures = sorted({0.0, _round_half(high), _round_half(low), _round_half((low + high) / 2)})
        found: list[tuple[float, float]] = []
        for value in reversed(figures):
            y = round(self._y(value)) + 0.5
            if not low - 1e-6 <= value <= high + 1e-6 or (found and abs(y - found[-1][1]) < 11):
                continue
            found.append((value, y))
        return found

    def _paint_scale(self, painter: QPainter) -> None:
        t = tokens()
        for value, y in self._figures():
            pen = QPen(t.rule if value == 0 else t.edge, 1)
            pen.setDashPattern([1, 3])
            painter.setPen(pen)
            painter.drawLine(QPointF(0, y), QPointF(self.width() - 30, y))

    def figures_right(self) -> float:
        """Where the figures end: at the end of the lane, or before the diamonds that stand there."""
        right = self.width() - 4.0
        for spot in sorted(self.spots, key=lambda each: -each.t):
            x = self.point_of(spot).x()
            if right - FIGURES - CLEAR < x < right + CLEAR:
                right = x - CLEAR
        return right

    def _paint_figures(self, painter: QPainter) -> None:
        """The values of the scale, on plates so that a curve under them does not cross them out."""
        t = tokens()
        right = self.figures_right()
        plate = QColor(t.raised)
        plate.setAlphaF(0.85)
        for value, y in self._figures():
            text = signed(value, short=True)
            wide = metrics("tick").horizontalAdvance(text)
            fill(painter, QRectF(right - wide - 2, y - 6, wide + 4, 12), plate, 2)
            words(painter, QRectF(right - FIGURES, y - 7, FIGURES, 14), text, font("tick"), t.text3, RIGHT)

    def _value(self, spot: Spot) -> float:
        return float(getattr(spot.key.axes, self.axis))

    def _y(self, value: float) -> float:
        low, high = self._range
        inset = self._inset()
        return inset + (high - value) / (high - low) * (self.height() - 2 * inset)

    def _inset(self) -> float:
        return 8.0 if self.tall else 5.0


class AxisName(QWidget):
    """An axis by name, with its value at the playhead; a click makes its lane tall."""

    clicked = Signal(str)

    def __init__(self, axis: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axis = axis
        self._value = 0.0
        self._chosen = False
        self.setAccessibleName(tr(f"path.axis.{axis}"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_value(self, value: float) -> None:
        """The value now."""
        value = round(value, 1) + 0.0
        if value != self._value:
            self._value = value
            self.setAccessibleDescription(signed(value))
            self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Whether its lane is the tall one."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(96), scaled(SMALL))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit(self.axis)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            area = QRectF(self.rect()).adjusted(0, 0, -10, 0)
            name, face = tr(f"path.axis.{self.axis}"), font("small", 600 if self._chosen else None)
            words(painter, area, name, face, t.text if self._chosen else t.text2 if self._value else t.text3)
            color = t.hue("cam").text if self._value else t.text3
            words(painter, area, signed(self._value), font("small"), color, RIGHT)


def signed(value: float, *, short: bool = False) -> str:
    """A value with its sign: `+6.2`, `−6.0`, `0.0`."""
    text = f"{abs(value):g}" if short else f"{abs(value):.1f}"
    return text if abs(value) < 0.05 else f"{'+' if value > 0 else '−'}{text}"


def _round_half(value: float) -> float:
    return round(value * 2) / 2
