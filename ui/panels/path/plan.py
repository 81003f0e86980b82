"""The set and the camera path seen from above or from the side: grid, figures, path, keys, what the lens sees."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.strings import tr
from ui.kit.choices import Segments
from ui.kit.fonts import font, line_height, metrics
from ui.kit.paint import CENTER, LEFT, RIGHT, fill, painting, words
from ui.kit.theme import theme, tokens
from ui.kit.tips import set_tip
from ui.panels.beats.tracks import paint_diamond
from ui.panels.path.lanes import NOWHERE, Grip, Spot, Where
from ui.panels.path.set import Ground, Pose

MARGIN = 34
HEAD = 26
"""Room that the choice of views takes at the top."""
REACH = 9
SAMPLES = 48
LEAST_METRES = 3.0


class PlanView(QWidget):
    """The set and the path of one shot, from above or from the side. What stands still is kept as a picture."""

    focus_radius = 2

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = False
        self.ground: Ground | None = None
        self.spots: tuple[Spot, ...] = ()
        self.current: Where = NOWHERE
        self.grip: Grip | None = None
        self._shot = ""
        self._window = (0.0, 0.0)
        self._time = 0.0
        self._zoom = 1.0
        self._scale = 40.0
        self._middle = QPointF(0, 0)
        self._hover: Where = NOWHERE
        self._note = ""
        self._kept: QPixmap | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("path.top"))
        set_tip(self, tr("path.top.tip"))
        names = [("top", tr("path.top.top")), ("side", tr("path.top.side"))]
        self.views = Segments(names, "top", name=tr("path.top"), small=True, parent=self)
        self.views.chosen.connect(self.set_view)
        self.views.move(8, 8)
        theme().theme_changed.connect(self.refresh)

    def sizeHint(self) -> QSize:
        return QSize(286, 216)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def show_ground(
        self,
        ground: Ground | None,
        spots: Sequence[Spot],
        current: Where,
        shot_id: str = "",
        window: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """Show a set with the path of one shot, which lies in `window` (seconds of the draft)."""
        self.ground, self.spots, self.current = ground, tuple(spots), current
        self._shot, self._window = shot_id, window
        if self.grip is None:
            self._fit()
        self._note = self._risen()
        self.setAccessibleDescription(self._note or tr("path.top.keys"))
        self.refresh()

    def set_time(self, seconds: float) -> None:
        """Where the playhead is."""
        if seconds != self._time:
            self._time = seconds
            self.update()

    def set_view(self, view: str) -> None:
        """`top` or `side`."""
        self.side = view == "side"
        self.views.set_value(view)
        self._fit()
        self.refresh()

    def zoom_by(self, factor: float) -> None:
        """Nearer or further."""
        self._zoom = min(max(self._zoom * factor, 0.3), 6.0)
        self._fit()
        self.refresh()

    def refresh(self) -> None:
        """Paint anew."""
        self._kept = None
        self.update()

    # ---------------------------------------------------------------------------------------------- geometry

    def flat(self, x: float, y: float, z: float) -> QPointF:
        """A point of the set in metres of the view: right and up."""
        return QPointF(y, z) if self.side else QPointF(x, y)

    def spot_point(self, spot: Spot) -> QPointF:
        """Where a key is, in pixels."""
        assert self.ground is not None
        pose = self.ground.pose(self._moment(spot))
        return self.pixel(self.flat(pose.x, pose.y, pose.z))

    def pixel(self, metres: QPointF) -> QPointF:
        """Metres of the view as pixels of the widget."""
        gone = metres - self._middle
        return QPointF(self.width() / 2 + gone.x() * self._scale, self._level() - gone.y() * self._scale)

    def metres(self, pixel: QPointF) -> QPointF:
        """Pixels of the widget as metres of the view."""
        x = (pixel.x() - self.width() / 2) / self._scale
        y = (self._level() - pixel.y()) / self._scale
        return self._middle + QPointF(x, y)

    def _level(self) -> float:
        return (self.height() + HEAD) / 2

    def spot_at(self, point: QPointF) -> Spot | None:
        """The key under a point."""
        if self.ground is None:
            return None
        found = [(QPointF(self.spot_point(spot) - point).manhattanLength(), spot) for spot in self._shown()]
        near = [each for each in found if each[0] <= REACH * 1.4]
        return min(near, key=lambda each: each[0])[1] if near else None

    def _shown(self) -> list[Spot]:
        low, high = self._window
        return [spot for spot in self.spots if spot.shot_id == self._shot and low - 1e-6 <= spot.t <= high + 1e-6]

    def _moment(self, spot: Spot) -> float:
        # at the very end of a shot the set already shows the next one
        return min(spot.t, self._window[1] - 1e-3) if spot.shot_id == self._shot else spot.t

    def _samples(self) -> list[float]:
        low, high = self._window
        return [low + (high - 1e-3 - low) * step / SAMPLES for step in range(SAMPLES + 1)]

    def _fit(self) -> None:
        if self.ground is None or self._window[1] <= self._window[0]:
            return
        points = []
        for t in self._samples():
            pose = self.ground.pose(t)
            points.append(self.flat(pose.x, pose.y, pose.z))
        for figure in self.ground.figures(self._window[0]):
            points += [self.flat(figure.x, figure.y, 0), self.flat(figure.x, figure.y, figure.height)]
        if target := self.ground.target(self._window[0]):
            points.append(self.flat(*target))
        area = QPolygonF(points).boundingRect()
        self._middle = area.center()
        wide, tall = max(area.width(), LEAST_METRES), max(area.height(), LEAST_METRES)
        room_x, room_y = max(self.width() - 2 * MARGIN, 40), max(self.height() - 2 * MARGIN - HEAD / 2, 40)
        self._scale = min(room_x / wide, room_y / tall) * self._zoom

    def _risen(self) -> str:
        if self.ground is None or self._window[1] <= self._window[0]:
            return ""
        start, end = self.ground.pose(self._window[0]).z, self.ground.pose(self._window[1] - 1e-3).z
        if abs(end - start) < 0.4:
            return ""
        return tr("path.rises" if end > start else "path.sinks", start=f"{start:.1f}", end=f"{end:.1f}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._kept = None

    # ---------------------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            ratio = self.devicePixelRatioF()
            if self._kept is None or self._kept.devicePixelRatioF() != ratio:
                self._kept = self._keep(ratio)
            painter.drawPixmap(0, 0, self._kept)
            if self.ground is not None:
                self._paint_look(painter, self.ground)
                if (spot := next((each for each in self._shown() if each.where == self._hover), None)) is not None:
                    hue = tokens().hue("cam")
                    paint_diamond(painter, self.spot_point(spot), hue.text, hue.deep, 6)
            if self.hasFocus():
                self._paint_help(painter)

    def _keep(self, ratio: float) -> QPixmap:
        kept = QPixmap((QSize(self.size()) * ratio).expandedTo(QSize(1, 1)))
        kept.setDevicePixelRatio(ratio)
        kept.fill(tokens().field)
        painter = QPainter(kept)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid(painter)
        if self.ground is not None:
            self._paint_things(painter, self.ground)
            self._paint_path(painter, self.ground)
            self._paint_figures(painter, self.ground)
            self._paint_keys(painter)
        self._paint_legend(painter)
        painter.end()
        return kept

    def _paint_grid(self, painter: QPainter) -> None:
        t = tokens()
        step = 1 if self._scale >= 9 else 5
        low, high = self.metres(QPointF(0, self.height())), self.metres(QPointF(self.width(), 0))
        for metre in range(math.floor(low.x() / step) * step, math.ceil(high.x()) + 1, step):
            x = round(self.pixel(QPointF(metre, 0)).x())
            fill(painter, QRectF(x, 0, 1, self.height()), t.edge if metre % 5 == 0 else t.hair)
        for metre in range(math.floor(low.y() / step) * step, math.ceil(high.y()) + 1, step):
            y = round(self.pixel(QPointF(0, metre)).y())
            strong = metre == 0 if self.side else metre % 5 == 0
            fill(painter, QRectF(0, y, self.width(), 1), t.edge if strong else t.hair)

    def _paint_path(self, painter: QPainter, ground: Ground) -> None:
        hue = tokens().hue("cam")
        line = QPolygonF()
        for t in self._samples():
            pose = ground.pose(t)
            line.append(self.pixel(self.flat(pose.x, pose.y, pose.z)))
        for spot in self._shown():
            self._paint_frustum(painter, ground.pose(self._moment(spot)), 0.30)
        painter.setPen(QPen(hue.line, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(line)

    def _paint_things(self, painter: QPainter, ground: Ground) -> None:
        t = tokens()
        painter.setPen(QPen(t.rule, 1))
        painter.setBrush(t.control)
        for thing in ground.things(self._window[0]):
            half_x, half_y = thing.wide / 2, thing.deep / 2
            if self.side:
                low = self.pixel(QPointF(thing.y - half_y, thing.z))
                high = self.pixel(QPointF(thing.y + half_y, thing.z + thing.tall))
                painter.drawRect(QRectF(low.x(), high.y(), high.x() - low.x(), low.y() - high.y()))
                continue
            cos, sin = math.cos(thing.yaw), math.sin(thing.yaw)
            corners = [
                self.pixel(QPointF(thing.x + x * cos - y * sin, thing.y + x * sin + y * cos))
                for x, y in ((-half_x, -half_y), (half_x, -half_y), (half_x, half_y), (-half_x, half_y))
            ]
            painter.drawPolygon(QPolygonF(corners))

    def _paint_figures(self, painter: QPainter, ground: Ground) -> None:
        t = tokens()
        for figure in ground.figures(self._window[0]):
            foot = self.pixel(self.flat(figure.x, figure.y, 0))
            if self.side:
                head = self.pixel(self.flat(figure.x, figure.y, figure.height))
                plate = QRectF(foot.x() - 4, head.y(), 8, foot.y() - head.y())
                fill(painter, plate, figure.color, 4)
                spot = head
            else:
                radius = min(max(6.0, 0.22 * self._scale), 10.0)
                fill(
                    painter, QRectF(foot.x() - radius, foot.y() - radius, 2 * radius, 2 * radius), figure.color, radius
                )
                spot = foot
            wide = metrics("fine", 600).horizontalAdvance(figure.name) + 4
            tall = line_height("fine")
            box = QRectF(spot.x() - wide - 12, spot.y() - tall / 2, wide, tall)
            if box.left() < 4:
                # above: at the right are the path and the line of sight
                box.moveTo(max(4.0, spot.x() - wide / 2), spot.y() - 12 - tall)
            under = QColor(t.field)
            under.setAlphaF(0.75)
            fill(painter, box.adjusted(-1, 1, 1, -1), under, 3)
            words(painter, box, figure.name, font("fine", 600), t.text, CENTER)

    def _paint_keys(self, painter: QPainter) -> None:
        t = tokens()
        hue = t.hue("cam")
        points = {spot: self.spot_point(spot) for spot in self._shown()}
        for spot, point in points.items():
            chosen = spot.where == self.current
            inside = t.ink if chosen else hue.line if spot.key.hold > 0 else t.field
            paint_diamond(painter, point, t.ink if chosen else hue.line, inside, 6)
        said: set[Spot] = set()
        for spot, point in points.items():
            if spot in said:
                continue
            same = [each for each, other in points.items() if (other - point).manhattanLength() < 14]
            said.update(same)
            chosen = any(each.where == self.current for each in same)
            text = ", ".join(str(each.number) for each in same)
            box = QRectF(point.x() + 9, point.y() - 8, 60, 16)
            plate = QColor(t.field)
            plate.setAlphaF(0.75)
            wide = metrics("fine", 600).horizontalAdvance(text)
            fill(painter, QRectF(box.left() - 2, box.top() + 1, wide + 4, box.height() - 2), plate, 3)
            words(painter, box, text, font("fine", 600), t.text if chosen else hue.text, LEFT)

    def _paint_help(self, painter: QPainter) -> None:
        """What the arrow keys do, while the view has the keyboard."""
        views = QRectF(self.views.geometry())
        room = QRectF(views.right() + 8, views.top(), self.width() - views.right() - 16, views.height())
        words(painter, room, tr("path.top.keys"), font("fine", 500), tokens().text2, RIGHT)

    def _paint_look(self, painter: QPainter, ground: Ground) -> None:
        if not self._window[0] <= self._time <= self._window[1]:
            return
        moment = min(self._time, self._window[1] - 1e-3)
        pose = ground.pose(moment)
        hue = tokens().hue("cam")
        self._paint_frustum(painter, pose, 0.75)
        eye = self.pixel(self.flat(pose.x, pose.y, pose.z))
        if target := ground.target(moment):
            pen = QPen(hue.text, 1.25)
            pen.setDashPattern([1, 3])
            painter.setPen(pen)
            painter.drawLine(eye, self.pixel(self.flat(*target)))
        fill(painter, QRectF(eye.x() - 3, eye.y() - 3, 6, 6), hue.text, 3)

    def _paint_frustum(self, painter: QPainter, pose: Pose, strength: float) -> None:
        look = pose.pitch if self.side else pose.yaw
        reach = 1.1 if self.side else 1.1 * max(math.cos(pose.pitch), 0.25)
        eye = self.pixel(self.flat(pose.x, pose.y, pose.z))
        shape = QPolygonF([eye])
        for turn in (-pose.half, pose.half):
            angle = look + turn
            if self.side:
                across = math.cos(angle) * math.copysign(1.0, math.cos(pose.yaw))
                gone = QPointF(across, math.sin(angle))
            else:
                gone = QPointF(-math.sin(angle), math.cos(angle))
            shape.append(eye + QPointF(gone.x(), -gone.y()) * reach * self._scale)
        color = QColor(tokens().hue("cam").line)
        color.setAlphaF(strength * 0.6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(shape)

    def _paint_legend(self, painter: QPainter) -> None:
        t = tokens()
        metre = 1 if self._scale >= 14 else 5
        wide = metre * self._scale
        foot = self.height() - 12
        fill(painter, QRectF(12, foot, wide, 1), t.text3)
        for x in (12.0, 12 + wide):
            fill(painter, QRectF(round(x), foot - 3, 1, 7), t.text3)
        tall = line_height("fine")
        said = tr("path.metres", n=metre)
        words(painter, QRectF(18 + wide, foot - tall / 2, 60, tall), said, font("fine"), t.text3, LEFT)
        if self._note:
            width = metrics("fine", 500).horizontalAdvance(self._note) + 12
            plate = QRectF(self.width() - width - 8, foot - tall / 2 - 2, width, tall + 4)
            if plate.left() < 22 + wide + metrics("fine").horizontalAdvance(said):
                # over the scale where both have no room beside each other
                plate.translate(0, -tall - 6)
            fill(painter, plate, t.panel, 3)
            words(painter, plate, self._note, font("fine", 500), t.text2, CENTER)
