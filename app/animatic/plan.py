"""Paints the plan, or side view, of a camera that travels: where it goes, where it is, and who stands there."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from app.animatic.band import CAM, CAM_TEXT, PLATE
from app.animatic.figures import HEAD_RADIUS
from app.animatic.ink import NO_BRUSH, NO_PEN, SMOOTH, brush, qcolour
from app.animatic.letters import GREY, Letters
from app.animatic.space import Point, Screen, Vec, heading
from app.animatic.stage import Stage, View

WIDTH, HEIGHT = 18.0, 19.0
"""Of the plate, in units."""
SAMPLES = 9
"""Moments of a shot at which the plan looks where everybody is."""


class Spot(NamedTuple):
    """A head or a hand in the picture."""

    point: Point
    radius: float
    face: bool

    def is_in(self, box: QRectF) -> bool:
        """Whether any of it is in a box."""
        r = self.radius * 1.1
        return box.adjusted(-r, -r, r, r).contains(QPointF(*self.point))


def paint_plan(
    painter: QPainter, free: QRectF, stage: Stage, view: View, size: tuple[int, int], centre: Point, letters: Letters
) -> None:
    """The plan of the shot, away from heads and hands. All of it that stands still is painted once and kept."""
    key = ("plan", size)
    kept: Plan | None = stage.memory.get(key)
    if kept is None or kept.shot != view.shot:
        kept = Plan(free, stage, view, size, centre, letters)
        stage.memory[key] = kept
    kept.paint(painter, view)


class Plan:
    """The drawing of one shot at one size: metres to pixels, and what stays the same."""

    def __init__(
        self, free: QRectF, stage: Stage, view: View, size: tuple[int, int], centre: Point, letters: Letters
    ) -> None:
        self.shot, self.u, self.ratio = view.shot, letters.u, stage.ratio
        take = stage.takes[view.shot]
        self.path = take.rig.path()
        xs, ys, zs = ([p[axis] for p in self.path] for axis in range(3))
        self.side = max(zs) - min(zs) > 1.2 * max(max(xs) - min(xs), max(ys) - min(ys))
        views = [stage.at(take.start + take.shot.seconds * 0.999 * n / (SAMPLES - 1)) for n in range(SAMPLES)]
        found = self._plate(free, [spot for each in views for spot in _spots(each, size, centre)])
        self.shown = found is not None
        self.plate = found or QRectF(0, 0, 8, 8)
        u = self.u
        self.box = self.plate.adjusted(1.2 * u, 1.2 * u, -1.2 * u, -3.4 * u)
        self._fit([*self.path, *(body.place for each in views for body in each.bodies)])
        self.still = self._painted(stage, letters)

    def paint(self, painter: QPainter, view: View) -> None:
        """What stays the same, and on it the figures and the camera as they are now."""
        if not self.shown:
            return
        painter.drawPixmap(self.plate.topLeft(), self.still)
        painter.save()
        painter.setClipRect(self.plate)
        self._bodies(painter, view)
        self._camera(painter, view)
        painter.restore()

    def at(self, p: Vec) -> QPointF:
        """A point of the world in the plan."""
        across = p[1] if self.side else p[0]
        up = p[2] if self.side else p[1]
        centre = self.box.center()
        return QPointF(
            centre.x() + (across - self.middle[0]) * self.scale, centre.y() - (up - self.middle[1]) * self.scale
        )

    def _plate(self, free: QRectF, spots: list[Spot]) -> QRectF | None:
        """Top right, or top left where a head or hand comes there; nowhere if it would cover a face on both sides."""
        u = self.u
        box = QRectF(free.right() - (WIDTH + 5.6) * u, free.top() + 1.4 * u, WIDTH * u, HEIGHT * u)
        if free.width() < 90 * u:
            box.moveRight(free.right() - 3.6 * u)
        other = QRectF(box)
        other.moveLeft(free.left() + (5.6 if free.width() >= 90 * u else 3.6) * u)
        for place, faces_only in ((box, False), (other, False), (box, True), (other, True)):
            if not any(spot.is_in(place) for spot in spots if spot.face or not faces_only):
                return QRectF(place.toRect())
        return None

    def _fit(self, points: list[Vec]) -> None:
        points = points + [(p[0], p[1], 0.0) for p in points] if self.side else points
        across = [p[1] if self.side else p[0] for p in points]
        up = [p[2] if self.side else p[1] for p in points]
        wide, high = max(across) - min(across) + 2.0, max(up) - min(up) + (1.0 if self.side else 2.0)
        self.scale = min(self.box.width() / wide, self.box.height() / high)
        self.middle = ((max(across) + min(across)) / 2, (max(up) + min(up)) / 2)

    def _painted(self, stage: Stage, letters: Letters) -> QPixmap:
        """Plate, grid, the way of the camera and the name of the view."""
        u, plate = self.u, self.plate
        picture = QPixmap(plate.size().toSize())
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(-plate.topLeft())
        painter.setPen(NO_PEN)
        painter.setBrush(brush(PLATE, 209))
        painter.drawRoundedRect(plate, 0.6 * u, 0.6 * u)
        self._grid(painter, letters, stage)
        painter.setPen(QPen(qcolour(CAM), 0.24 * u))
        painter.setBrush(NO_BRUSH)
        painter.drawPolyline(QPolygonF([self.at(p) for p in self.path]))
        painter.drawEllipse(self.at(self.path[0]), 0.4 * u, 0.4 * u)
        words = QRectF(plate.left() + 1.4 * u, plate.bottom() - 3 * u, plate.width() - 2 * u, 2.4 * u)
        text = stage.words("animatic.side_view" if self.side else "animatic.top_view")
        letters.write(painter, words, text, 1.3, Qt.AlignmentFlag.AlignVCenter, GREY)
        painter.end()
        return picture

    def _bodies(self, painter: QPainter, view: View) -> None:
        u = self.u
        painter.setPen(NO_PEN)
        for body in view.bodies:
            x, y, z = body.place
            painter.setBrush(brush(body.look.sign))
            if not self.side:
                painter.drawEllipse(self.at(body.place), 0.85 * u, 0.85 * u)
                continue
            foot, top = self.at(body.place), self.at((x, y, z + body.look.height * 0.85))
            trunk = QRectF(foot.x() - 0.35 * u, top.y(), 0.7 * u, foot.y() - top.y())
            painter.drawRoundedRect(trunk, 0.3 * u, 0.3 * u)
            painter.setBrush(brush((217, 204, 189)))
            painter.drawEllipse(self.at((x, y, z + body.look.height * 0.92)), 0.5 * u, 0.5 * u)

    def _grid(self, painter: QPainter, letters: Letters, stage: Stage) -> None:
        painter.setPen(QPen(qcolour((255, 255, 255), 30), 1.0))
        step = next((each for each in (1, 2, 5, 10, 20, 50) if each * self.scale > 1.6 * self.u), 50)
        half_w, half_h = self.box.width() / 2 / self.scale + 2, self.box.height() / 2 / self.scale + 2
        lines = []
        centre = self.box.center()
        if self.side:
            step = next((each for each in (1, 2, 5, 10, 20, 50) if each * self.scale > 2.4 * self.u), 50)
            top = int((self.middle[1] + half_h) // step) * step
            for metres in range(0, top + 1, step):
                y = self.at((0.0, 0.0, float(metres))).y()
                if not self.box.top() - 0.6 * self.u <= y <= self.box.bottom() + self.u:
                    continue
                lines.append(QLineF(self.box.left(), y, self.box.right(), y))
                if metres:
                    row = QRectF(self.box.left(), y - 2 * self.u, self.box.width(), 1.9 * self.u)
                    text = stage.words("animatic.metres", metres=metres)
                    letters.write(
                        painter, row, text, 1.15, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, GREY
                    )
            painter.setPen(QPen(qcolour((255, 255, 255), 40), 1.0))
            painter.drawLines(lines)
            return
        for number in range(int((self.middle[0] - half_w) // step), int((self.middle[0] + half_w) // step) + 1):
            x = centre.x() + (number * step - self.middle[0]) * self.scale
            lines.append(QLineF(x, self.box.top() - 20, x, self.box.bottom() + 60))
        for number in range(int((self.middle[1] - half_h) // step), int((self.middle[1] + half_h) // step) + 1):
            y = centre.y() - (number * step - self.middle[1]) * self.scale
            lines.append(QLineF(self.box.left() - 20, y, self.box.right() + 20, y))
        painter.drawLines(lines)

    def _camera(self, painter: QPainter, view: View) -> None:
        """A small camera and what it sees."""
        u = self.u
        camera = view.camera
        here = self.at(camera.eye)
        if self.side:
            ahead = camera.forward
            angle = math.atan2(-ahead[2], ahead[1] if abs(ahead[1]) > 1e-3 else 1e-3)
            open_ = math.atan(0.5 / camera.focal)
        else:
            ahead = heading(camera.yaw)
            angle = math.atan2(-ahead[1], ahead[0])
            open_ = math.atan(0.5 * max(1.0, self.ratio) / camera.focal)
        # no further out than the fan has to reach to leave the plate: Qt takes long for what nobody sees
        plate = self.plate
        far = max(
            math.hypot(here.x() - x, here.y() - y)
            for x in (plate.left(), plate.right())
            for y in (plate.top(), plate.bottom())
        )
        reach = min(60 * u, (far + u) / max(0.2, math.cos(open_)))
        fan = [here]
        for turn in (angle - open_, angle + open_):
            fan += [QPointF(here.x() + reach * math.cos(turn), here.y() + reach * math.sin(turn))]
        # a fill whose edges lie under lines needs no smoothing, which would take Qt longer than all the rest here
        painter.setRenderHint(SMOOTH, False)
        painter.setPen(NO_PEN)
        painter.setBrush(brush(CAM, 46))
        painter.drawPolygon(QPolygonF(fan))
        painter.setRenderHint(SMOOTH, True)
        # a line that is seen through takes Qt many times as long where it is wider than a pixel
        painter.setPen(QPen(qcolour(CAM, 180), 1.0))
        painter.drawLines([QLineF(here, end) for end in fan[1:]])
        painter.save()
        painter.translate(here)
        painter.rotate(math.degrees(angle))
        painter.setPen(NO_PEN)
        painter.setBrush(brush(CAM_TEXT))
        painter.drawRect(QRectF(-1.5 * u, -0.65 * u, 1.5 * u, 1.3 * u))
        painter.drawPolygon(QPolygonF([QPointF(0.1 * u, 0), QPointF(0.8 * u, -0.7 * u), QPointF(0.8 * u, 0.7 * u)]))
        painter.restore()


def _spots(view: View, size: tuple[int, int], centre: Point) -> list[Spot]:
    """Where heads and hands are in the picture."""
    screen = Screen(view.camera, size[0], size[1], centre)
    found: list[Spot] = []
    for body in view.bodies:
        for name, metres in (("head", HEAD_RADIUS), ("l_hand", 0.03), ("r_hand", 0.03)):
            point = screen.at(body.joints[name])
            if point is not None:
                radius = metres * body.look.height * screen.scale(body.joints[name])
                found.append(Spot(point, radius, name == "head"))
    return found
