"""Paints the slate at the top, and the plan or side view of a camera that travels."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from app.animatic.band import CAM, CAM_TEXT, PLATE
from app.animatic.ink import qcolour
from app.animatic.letters import GREY, NORMAL, SEMIBOLD, WHITE, Letters
from app.animatic.space import Point, Vec, heading
from app.animatic.stage import Stage, Take, View

HEIGHT = 4.4
PLAN_WIDTH, PLAN_HEIGHT = 18.0, 19.0
MARGIN = 1.8


def paint_slate(painter: QPainter, size: tuple[int, int], stage: Stage, view: View, letters: Letters) -> float:
    """The slate; gives back how far down it reaches, in pixels."""
    width, height = size
    u = letters.u
    painter.fillRect(QRectF(0, 0, width, HEIGHT * u), qcolour(PLATE, 219))
    row = QRectF(MARGIN * u, 0, width - 2 * MARGIN * u, HEIGHT * u)
    slate = view.slate
    time = f"{view.t:.1f} / {stage.words('animatic.seconds', seconds=f'{stage.seconds:.1f}')}"
    vcentre, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
    letters.write(painter, row, time, 1.75, vcentre | right, GREY)
    limit = row.right() - letters.width(time, 1.75) - 2.4 * u
    x = row.left()
    letters.write(painter, row, slate.shot, 1.75, vcentre, WHITE, SEMIBOLD)
    x += letters.width(slate.shot, 1.75, SEMIBOLD) + 1.5 * u
    wide = letters.width(slate.move, 1.75) + 2.9 * u
    framed = letters.width(slate.framing, 1.75)
    # a frame too narrow for both has the move on a second line
    tall = height > width * 1.2 or (width < 1.2 * height and x + framed + 2 * u > limit - wide)
    if not tall:
        left = max(x + 12 * u, limit - wide)
        _paint_move(painter, QRectF(left, 0, limit - left, HEIGHT * u), slate.move, letters)
        limit = left - 2 * u
    letters.write(painter, QRectF(x, 0, limit - x, HEIGHT * u), slate.framing, 1.75, vcentre, GREY)
    if not tall:
        return HEIGHT * u
    wide = letters.width(slate.move, 1.75) + 6.6 * u
    below = QRectF(0, HEIGHT * u, min(width, wide), HEIGHT * u)
    painter.fillRect(below, qcolour(PLATE, 150))
    _paint_move(painter, below.adjusted(MARGIN * u, 0, -MARGIN * u, 0), slate.move, letters)
    return 2 * HEIGHT * u


def _paint_move(painter: QPainter, area: QRectF, text: str, letters: Letters) -> None:
    u = letters.u
    y = area.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(qcolour(CAM)))
    painter.drawRoundedRect(QRectF(area.left(), y - 0.6 * u, 1.2 * u, 1.2 * u), 0.2 * u, 0.2 * u)
    lens = [(1.3, -0.1), (1.9, -0.6), (1.9, 0.6), (1.3, 0.1)]
    painter.drawPolygon(QPolygonF([QPointF(area.left() + dx * u, y + dy * u) for dx, dy in lens]))
    words = area.adjusted(2.6 * u, 0, 0.5 * u, 0)
    letters.write(painter, words, text, 1.75, Qt.AlignmentFlag.AlignVCenter, CAM_TEXT, NORMAL)


def paint_plan(
    painter: QPainter, free: QRectF, stage: Stage, take: Take, view: View, heads: list[Point], letters: Letters
) -> None:
    """Where the camera goes, from above; from the side when it mostly rises. Away from heads and hands."""
    u = letters.u
    path = stage.memory.get(("path", view.shot))
    if path is None:
        path = take.rig.path()
        stage.memory[("path", view.shot)] = path
    xs, ys, zs = ([p[axis] for p in path] for axis in range(3))
    side = max(zs) - min(zs) > 1.2 * max(max(xs) - min(xs), max(ys) - min(ys))
    box = QRectF(free.right() - (PLAN_WIDTH + 5.6) * u, free.top() + 1.4 * u, PLAN_WIDTH * u, PLAN_HEIGHT * u)
    if free.width() < 90 * u:
        box.moveRight(free.right() - 3.6 * u)
    if any(box.adjusted(-2 * u, -2 * u, 2 * u, 2 * u).contains(QPointF(*head)) for head in heads):
        box.moveLeft(free.left() + 5.6 * u)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(qcolour(PLATE, 209)))
    painter.drawRoundedRect(box, 0.6 * u, 0.6 * u)
    painter.save()
    painter.setClipRect(box)
    foot = 3.4 * u
    inner = box.adjusted(1.2 * u, 1.2 * u, -1.2 * u, -foot)
    plan = _Plan(painter, inner, path, view, side, u)
    plan.ratio = stage.ratio
    plan.paint(letters, stage)
    painter.restore()
    words = QRectF(box.left() + 1.4 * u, box.bottom() - 3 * u, box.width() - 2 * u, 2.4 * u)
    text = stage.words("animatic.side_view" if side else "animatic.top_view")
    letters.write(painter, words, text, 1.3, Qt.AlignmentFlag.AlignVCenter, GREY)


class _Plan:
    """The drawing inside the plan: metres to pixels."""

    def __init__(self, painter: QPainter, box: QRectF, path: list[Vec], view: View, side: bool, u: float) -> None:
        self.painter, self.box, self.view, self.side, self.u = painter, box, view, side, u
        self.path = path
        self.ratio = 16 / 9
        points = [*path, *(body.place for body in view.bodies)]
        points += [(p[0], p[1], 0.0) for p in points] if side else []
        across = [p[1] if side else p[0] for p in points]
        up = [p[2] if side else p[1] for p in points]
        wide, high = max(across) - min(across) + 2.0, max(up) - min(up) + (1.0 if side else 2.0)
        self.scale = min(box.width() / wide, box.height() / high)
        self.middle = ((max(across) + min(across)) / 2, (max(up) + min(up)) / 2)

    def at(self, p: Vec) -> QPointF:
        """A point of the world in the plan."""
        across = p[1] if self.side else p[0]
        up = p[2] if self.side else p[1]
        centre = self.box.center()
        return QPointF(
            centre.x() + (across - self.middle[0]) * self.scale, centre.y() - (up - self.middle[1]) * self.scale
        )

    def paint(self, letters: Letters, stage: Stage) -> None:
        """Grid, figures, the way of the camera and where it is."""
        painter, u = self.painter, self.u
        self._grid(letters, stage)
        for body in self.view.bodies:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(qcolour(body.look.sign)))
            if self.side:
                foot, top = self.at(body.place), self.at((body.place[0], body.place[1], body.look.height * 0.85))
                painter.drawRoundedRect(
                    QRectF(foot.x() - 0.35 * u, top.y(), 0.7 * u, foot.y() - top.y()), 0.3 * u, 0.3 * u
                )
                painter.setBrush(QBrush(qcolour((217, 204, 189))))
                painter.drawEllipse(self.at((body.place[0], body.place[1], body.look.height * 0.92)), 0.5 * u, 0.5 * u)
            else:
                painter.drawEllipse(self.at(body.place), 0.85 * u, 0.85 * u)
        painter.setPen(QPen(qcolour(CAM), 0.24 * u))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([self.at(p) for p in self.path]))
        painter.drawEllipse(self.at(self.path[0]), 0.4 * u, 0.4 * u)
        self._camera()

    def _grid(self, letters: Letters, stage: Stage) -> None:
        painter = self.painter
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

    def _camera(self) -> None:
        """A small camera and what it sees."""
        painter, u = self.painter, self.u
        camera = self.view.camera
        here = self.at(camera.eye)
        if self.side:
            ahead = camera.forward
            angle = math.atan2(-ahead[2], ahead[1] if abs(ahead[1]) > 1e-3 else 1e-3)
            open_ = math.atan(0.5 / camera.focal)
        else:
            ahead = heading(camera.yaw)
            angle = math.atan2(-ahead[1], ahead[0])
            open_ = math.atan(0.5 * max(1.0, self.ratio) / camera.focal)
        reach = 60 * u
        fan = [here]
        for turn in (angle - open_, angle + open_):
            fan += [QPointF(here.x() + reach * math.cos(turn), here.y() + reach * math.sin(turn))]
        painter.setPen(QPen(qcolour(CAM, 150), 0.12 * u))
        painter.setBrush(QBrush(qcolour(CAM, 46)))
        painter.drawPolygon(QPolygonF(fan))
        painter.save()
        painter.translate(here)
        painter.rotate(math.degrees(angle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(qcolour(CAM_TEXT)))
        painter.drawRect(QRectF(-1.5 * u, -0.65 * u, 1.5 * u, 1.3 * u))
        painter.drawPolygon(QPolygonF([QPointF(0.1 * u, 0), QPointF(0.8 * u, -0.7 * u), QPointF(0.8 * u, 0.7 * u)]))
        painter.restore()
