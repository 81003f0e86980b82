"""Paints what is laid over the scene: guides, name tags, the cause's arrow, sound cues, subtitles and the weather."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from app.animatic.band import BEAT, CAM, LINE, LINE_TEXT, PLATE, SOUND, SOUND_TEXT
from app.animatic.figures import Body
from app.animatic.ink import NO_BRUSH, NO_PEN, SMOOTH, brush, qcolour
from app.animatic.letters import MEDIUM, NORMAL, SEMIBOLD, WHITE, Letters
from app.animatic.space import Point, Screen, Vec
from app.animatic.stage import Cause, Stage, View
from app.animatic.tones import Colour, Tone


def falls(weather: str) -> str:
    """What falls in this weather: rain, snow, or nothing."""
    if any(word in weather for word in ("rain", "storm", "drizzle", "雨")):
        return "rain"
    return "snow" if "snow" in weather or "雪" in weather else ""


def paint_weather(painter: QPainter, screen: Screen, weather: str, tone: Tone, t: float, u: float) -> None:
    """Rain as strokes, snow as specks, in front of everything; the same at the same moment."""
    width, height = screen.width, screen.height
    falling = falls(weather)
    if falling == "rain":
        pen = QPen(qcolour((206, 216, 228), 88 if tone.name in ("night", "lamp") else 120), 0.13 * u)
        painter.setPen(pen)
        lines = []
        for number in range(70):
            x = (number * 0.6180339 * width * 1.7) % (width * 1.15)
            y = (number * 0.7548777 * height + t * height * (1.5 + number % 5 * 0.12)) % (height * 1.1)
            lines.append(QLineF(x, y - 2.6 * u, x - 0.5 * u, y))
        painter.drawLines(lines)
    elif falling == "snow":
        painter.setPen(NO_PEN)
        painter.setBrush(brush((240, 243, 247), 210))
        for number in range(80):
            drift = math.sin(t * 0.9 + number) * 1.4 * u
            x = (number * 0.6180339 * width * 1.7) % width + drift
            y = (number * 0.7548777 * height + t * height * (0.1 + number % 4 * 0.03)) % height
            size = (0.14 + number % 3 * 0.09) * u
            painter.drawEllipse(QPointF(x, y), size, size)


def paint_cause(painter: QPainter, screen: Screen, cause: Cause, t: float, u: float) -> None:
    """A dotted arrow from cause to effect, and what is seen of it on the way."""
    start, end = screen.at(cause.start), screen.at(cause.end)
    if start is None or end is None or math.dist(start, end) < 3 * u:
        return
    limit = screen.width * 1.2
    start = (max(-limit, min(limit, start[0])), start[1])
    away = math.dist(start, end)
    reach = min(1.0, cause.part * 2.2)
    bend = min(away * 0.3, 12 * u)
    middle = ((start[0] + end[0]) / 2, min(start[1], end[1]) - bend * 0.6)
    stop = 1.0 - min(0.35, 6 * u / away)

    def at(part: float) -> Point:
        a = (1 - part) ** 2
        b, c = 2 * part * (1 - part), part * part
        return (a * start[0] + b * middle[0] + c * end[0], a * start[1] + b * middle[1] + c * end[1])

    if cause.marks == "specks":
        painter.setPen(NO_PEN)
        for number in range(26):
            part = (number / 26 * 0.9 + cause.part * 0.8) % 1.0 * reach
            x, y = at(part)
            wave = math.sin(number * 2.4 + t * 3) * 2.2 * u
            painter.setBrush(brush((235, 232, 224), 200 - number * 5))
            r = (0.22 + number % 3 * 0.12) * u
            painter.drawEllipse(QPointF(x + wave * 0.6, y + 5 * u + wave), r, r)
    elif cause.marks == "water":
        painter.setPen(NO_PEN)
        painter.setBrush(brush((150, 190, 214), 210))
        for number in range(9):
            x, y = at((number / 9 + cause.part) % 1.0 * reach)
            painter.drawEllipse(QPointF(x, y + 4 * u + math.sin(number * 2.1) * u), 0.3 * u, 0.55 * u)
    pen = QPen(qcolour(BEAT), 0.34 * u)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([1.6, 2.2])
    painter.setPen(pen)
    painter.setBrush(NO_BRUSH)
    path = QPainterPath(QPointF(*at(0.04)))
    tip = stop * reach
    for step in range(1, 17):
        path.lineTo(QPointF(*at(0.04 + (tip - 0.04) * step / 16)))
    painter.drawPath(path)
    if reach >= 0.5:
        (x, y), (bx, by) = at(tip), at(max(0.0, tip - 0.05))
        angle = math.atan2(y - by, x - bx)
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        for turn in (2.65, -2.65):
            painter.drawLine(
                QPointF(x, y), QPointF(x + 2 * u * math.cos(angle + turn), y + 2 * u * math.sin(angle + turn))
            )


def paint_guides(painter: QPainter, free: QRectF, view: View, target: Point | None, u: float) -> None:
    """Corner brackets at five per cent, and the target's mark while the camera moves."""
    inset = 0.05 * max(free.width(), free.height())
    inset = min(inset, 0.08 * min(free.width(), free.height()))
    box = free.adjusted(inset, inset * 0.3, -inset, -inset * 0.3)
    for left, x in ((True, box.left()), (False, box.right())):
        for top, y in ((True, box.top()), (False, box.bottom())):
            at, picture = _bracket(left, top, x, y, u)
            painter.drawImage(at, picture)
    if target is not None and view.slate.moving and free.contains(QPointF(*target)):
        painter.setPen(QPen(qcolour(CAM), 0.22 * u))
        x, y = target
        gap, size = 1.1 * u, 1.2 * u
        painter.drawLines(
            [
                QLineF(x - gap - size, y, x - gap, y),
                QLineF(x + gap, y, x + gap + size, y),
                QLineF(x, y - gap - size, x, y - gap),
                QLineF(x, y + gap, x, y + gap + size),
            ]
        )


@lru_cache(maxsize=64)
def _bracket(left: bool, top: bool, x: float, y: float, u: float) -> tuple[QPointF, QImage]:
    """The bracket of a corner and where its picture goes: shapes that are seen through take long to paint each time."""
    arm, w = 3.2 * u, 0.2 * u
    from_x, from_y = x if left else x - arm, y if top else y - arm
    level = QRectF(from_x - w / 2, y - w / 2, arm + w, w)
    # the two must not overlap
    upright = QRectF(x - w / 2, from_y + w / 2 if top else from_y - w / 2, w, arm)
    area = level.united(upright).toAlignedRect()
    picture = QImage(area.size(), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setRenderHint(SMOOTH)
    painter.translate(-area.topLeft())
    for each in (level, upright):
        painter.fillRect(each, qcolour((255, 255, 255), 128))
    painter.end()
    return QPointF(area.topLeft()), picture


def paint_tags(painter: QPainter, screen: Screen, bodies: tuple[Body, ...], free: QRectF, letters: Letters) -> None:
    """Names over heads in the first second of a shot."""
    u = letters.u
    taken: list[QRectF] = []
    for body in bodies:
        x, y, z = body.joints["head"]
        lift = 0.135 if body.look.kind in ("human", "robot") else 0.3
        over = screen.at((x, y, z + lift * body.look.height))
        if over is None or not body.tagged:
            continue
        wide = letters.width(body.look.name, 1.6, MEDIUM) + 1.8 * u
        plate = QRectF(over[0] - wide / 2, over[1] - 4.0 * u, wide, 2.8 * u)
        plate.moveLeft(max(free.left() + u, min(free.right() - wide - u, plate.left())))
        plate.moveTop(max(free.top() + u, plate.top()))
        if not free.adjusted(-wide, 0, wide, 0).contains(QPointF(*over)) and over[1] > free.bottom():
            continue
        while any(plate.intersects(other) for other in taken):
            plate.translate(0, -3.1 * u)
        taken.append(plate)
        painter.setPen(QPen(qcolour(body.look.sign), 0.28 * u))
        painter.drawLine(
            QPointF(plate.center().x(), plate.bottom()), QPointF(plate.center().x(), plate.bottom() + 1.1 * u)
        )
        painter.setPen(NO_PEN)
        painter.setBrush(brush(PLATE, 225))
        painter.drawRoundedRect(plate, 0.4 * u, 0.4 * u)
        painter.fillRect(QRectF(plate.left(), plate.top(), 0.42 * u, plate.height()), qcolour(body.look.sign))
        inner = plate.adjusted(0.9 * u, 0, -0.4 * u, 0)
        letters.write(painter, inner, body.look.name, 1.6, Qt.AlignmentFlag.AlignVCenter, WHITE, MEDIUM)


def paint_cues(
    painter: QPainter, screen: Screen, stage: Stage, view: View, free: QRectF, letters: Letters, taken: QRectF
) -> None:
    """Rings where a sound comes from and a pill with its words at the lower left, above what is `taken` there."""
    u = letters.u
    floor = free.bottom() - 5.3 * u
    widest = max((letters.width(cue.text, 1.8) for cue in view.cues[:2]), default=0.0) + 5.6 * u
    if taken.left() < free.left() + 0.06 * free.width() + widest + u:
        floor = min(floor, taken.top() - 4.2 * u) if not taken.isEmpty() else floor
    for number, cue in enumerate(view.cues[:2]):
        place = stage.sound_place(cue, view.t)
        if place is not None and number == 0:
            _paint_rings(painter, screen, place, view.t - cue.start, u, free)
        text = letters.elided(cue.text, 1.8, free.width() * 0.6)
        wide = letters.width(text, 1.8) + 5.6 * u
        pill = QRectF(free.left() + 0.06 * free.width(), floor - 3.9 * u * number, wide, 3.3 * u)
        painter.setPen(NO_PEN)
        painter.setBrush(brush(PLATE, 225))
        painter.drawRoundedRect(pill, 1.65 * u, 1.65 * u)
        _paint_speaker(painter, QPointF(pill.left() + 2.2 * u, pill.center().y()), u)
        inner = pill.adjusted(4.2 * u, 0, -u, 0)
        letters.write(painter, inner, text, 1.8, Qt.AlignmentFlag.AlignVCenter, SOUND_TEXT)


def _paint_rings(painter: QPainter, screen: Screen, place: Vec, since: float, u: float, free: QRectF) -> None:
    flat = screen.at(place)
    if flat is None or not free.contains(QPointF(*flat)):
        return
    painter.setBrush(NO_BRUSH)
    for number in range(3):
        part = (since * 1.1 + number / 3) % 1.0
        painter.setPen(QPen(qcolour(SOUND, round(230 * (1 - part * 0.85))), 0.26 * u))
        r = (1.1 + 2.6 * part) * u
        painter.drawEllipse(QPointF(*flat), r, r)


def _paint_speaker(painter: QPainter, centre: QPointF, u: float) -> None:
    """The sign of sound: a horn and two waves."""
    x, y = centre.x(), centre.y()
    painter.setPen(NO_PEN)
    painter.setBrush(brush(SOUND_TEXT))
    horn = QPainterPath(QPointF(x - 1.0 * u, y - 0.4 * u))
    for dx, dy in ((-0.45, -0.4), (0.15, -0.95), (0.15, 0.95), (-0.45, 0.4), (-1.0, 0.4)):
        horn.lineTo(QPointF(x + dx * u, y + dy * u))
    painter.drawPath(horn)
    pen = QPen(qcolour(SOUND_TEXT), 0.24 * u)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(NO_BRUSH)
    for r in (0.55, 1.0):
        painter.drawArc(QRectF(x + 0.15 * u - r * u, y - r * u, 2 * r * u, 2 * r * u), -50 * 16, 100 * 16)


def paint_subtitle(painter: QPainter, stage: Stage, view: View, free: QRectF, letters: Letters) -> QRectF:
    """Who speaks and what, on a plate above the band, with a bar that fills as long as the line takes. The plate."""
    line = view.line
    if line is None:
        return QRectF()
    u = letters.u
    who = line.speaker or ""
    if not line.on_screen:
        who = stage.words("animatic.off_screen", who=who) if who else stage.words("animatic.voice")
    narrow = free.width() < 90 * u
    room = free.width() * (0.86 if narrow else 0.78) - 4 * u
    name = letters.width(who, 2.0) if who else 0.0
    above = narrow and bool(who)
    lines = letters.lines(line.text, 3.0, room - (0 if above else name + 1.4 * u), 2, SEMIBOLD)
    wide = max(letters.width(text, 3.0, SEMIBOLD) for text in lines)
    lead = 0.0 if above or not who else name + 1.4 * u
    inner = max(wide + lead, name if above else 0.0)
    rows = len(lines) * 3.9 * u + (2.7 * u if above else 0.0)
    plate = QRectF(0, 0, inner + 4 * u, rows + 1.7 * u)
    plate.moveCenter(QPointF(free.center().x(), 0))
    plate.moveBottom(free.bottom() - 2.2 * u)
    painter.setPen(NO_PEN)
    painter.setBrush(brush(PLATE, 214))
    painter.drawRoundedRect(plate, 0.6 * u, 0.6 * u)
    y = plate.top() + 0.7 * u
    left = plate.left() + 2 * u
    vcentre = Qt.AlignmentFlag.AlignVCenter
    if above:
        letters.write(
            painter, QRectF(left, y, inner, 2.7 * u), who, 2.0, Qt.AlignmentFlag.AlignCenter, LINE_TEXT, MEDIUM
        )
        y += 2.7 * u
    elif who:
        letters.write(painter, QRectF(left, y + 0.3 * u, name + u, 3.6 * u), who, 2.0, vcentre, LINE_TEXT, NORMAL)
    for number, text in enumerate(lines):
        row = QRectF(left + lead, y + 3.9 * u * number, inner - lead + u, 3.9 * u)
        align = Qt.AlignmentFlag.AlignCenter if above else vcentre
        letters.write(painter, row, text, 3.0, align, (255, 255, 255), SEMIBOLD)
    part = max(0.0, min(1.0, (view.t - line.start) / max(0.1, line.end - line.start)))
    track = QRectF(left + lead, plate.bottom() - 0.75 * u, inner - lead, 0.22 * u)
    painter.fillRect(track, qcolour((255, 255, 255), 60))
    painter.fillRect(QRectF(track.left(), track.top(), track.width() * part, track.height()), qcolour(LINE))
    return plate


__all__ = ["Colour"]
