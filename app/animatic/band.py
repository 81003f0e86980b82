"""Paints the band at the foot: the beat in words, and the bar of all beats with lines, cues, cuts and playhead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap, QPolygonF

from app.animatic.ink import NO_PEN, brush, qcolour
from app.animatic.letters import GREY, MEDIUM, NORMAL, SEMIBOLD, WHITE, Letters
from app.animatic.stage import Stage, View
from app.animatic.tones import Colour, colour

PLATE: Colour = colour("#0E0F12")
BEAT, BEAT_TEXT, BEAT_DEEP = colour("#E3B04B"), colour("#EBBF66"), colour("#453819")
CAM, CAM_TEXT = colour("#5EA5EE"), colour("#82BBF5")
LINE, LINE_TEXT = colour("#CB85DC"), colour("#D99BE8")
SOUND, SOUND_TEXT = colour("#5DBB86"), colour("#7ACB9D")
REST: Colour = colour("#23252A")
REST_STRIPE: Colour = colour("#6B6250")
HEIGHT, TALL_HEIGHT = 11.0, 15.4
"""Height of the band, and in tall frames, in units."""
MARGIN = 1.8


def band_height(width: float, height: float) -> float:
    """Height of the band in pixels."""
    u = min(width, height) / 72
    return (TALL_HEIGHT if height > width * 1.2 else HEIGHT) * u


def paint_band(painter: QPainter, size: tuple[int, int], stage: Stage, view: View) -> None:
    """The whole band. What stays the same during a beat is painted once and kept."""
    width, height = size
    u = min(size) / 72
    high = band_height(width, height)
    top = height - high
    key = ("band", size, view.beat.number if view.beat else 0)
    kept = stage.memory.get(key)
    if kept is None:
        kept = QPixmap(width, round(high) + 1)
        kept.fill(Qt.GlobalColor.transparent)
        inner = QPainter(kept)
        inner.setRenderHints(painter.renderHints())
        _paint_still(inner, QRectF(0, 0, width, high), stage, view, Letters(u))
        inner.end()
        stage.memory[key] = kept
    painter.drawPixmap(QPointF(0, top), kept)
    _paint_playhead(painter, _bar(QRectF(0, top, width, high), u), stage, view.t, u)


def _bar(area: QRectF, u: float) -> QRectF:
    """Where the beats stand."""
    return QRectF(area.left() + MARGIN * u, area.bottom() - 4.6 * u, area.width() - 2 * MARGIN * u, 3.4 * u)


def _paint_still(painter: QPainter, area: QRectF, stage: Stage, view: View, letters: Letters) -> None:
    u = letters.u
    painter.fillRect(area, qcolour(PLATE, 235))
    bar = _bar(area, u)
    if view.beat is not None:
        _paint_words(painter, area, view, letters)
    seconds = max(stage.seconds, 1e-6)
    for span in stage.timeline.beats:
        left = bar.left() + bar.width() * span.start / seconds
        right = bar.left() + bar.width() * span.end / seconds
        here = view.beat is not None and span.number == view.beat.number
        block = QRectF(left, bar.top(), max(0.2 * u, right - left - 0.3 * u), bar.height())
        painter.setPen(NO_PEN)
        painter.setBrush(brush(BEAT_DEEP if here else REST))
        painter.drawRoundedRect(block, 0.3 * u, 0.3 * u)
        painter.fillRect(
            QRectF(block.left(), block.top(), block.width(), 0.5 * u), qcolour(BEAT if here else REST_STRIPE)
        )
        words = QRectF(block.left() + u, block.top() + 0.5 * u, block.width() - 1.5 * u, block.height() - 0.9 * u)
        if words.width() > 1.2 * u:
            text = f"{span.number} {span.name}" if words.width() > 4 * u else str(span.number)
            vcentre = Qt.AlignmentFlag.AlignVCenter
            weight = SEMIBOLD if here else MEDIUM
            letters.write(painter, words, text, 1.55, vcentre, (255, 243, 217) if here else GREY, weight)
    for line in stage.timeline.lines:
        left = bar.left() + bar.width() * line.start / seconds
        right = bar.left() + bar.width() * min(line.end, seconds) / seconds
        painter.fillRect(QRectF(left, bar.bottom() - 0.5 * u, max(right - left, 0.3 * u), 0.5 * u), qcolour(LINE))
    _paint_marks(painter, bar, stage, u)


def _paint_words(painter: QPainter, area: QRectF, view: View, letters: Letters) -> None:
    """Badge, link word and action, in as many lines as the band has room for."""
    span = view.beat
    assert span is not None
    u = letters.u
    tall = area.height() > 13 * u
    badge = QRectF(area.left() + MARGIN * u, area.top() + 1.3 * u, 2.7 * u, 2.7 * u)
    painter.setPen(NO_PEN)
    painter.setBrush(brush(BEAT))
    painter.drawEllipse(badge)
    letters.write(painter, badge, str(span.number), 1.6, Qt.AlignmentFlag.AlignCenter, (27, 22, 8), SEMIBOLD)
    left = badge.right() + 1.1 * u
    room = area.right() - MARGIN * u - left
    link = f"{span.link} " if span.link else ""
    size, top, step = 2.1, 1.15, 2.9
    if not tall and letters.width(link + span.text, size, NORMAL) > room:
        # a long sentence takes two smaller lines where the band has room for one
        size, top, step = 1.8, 0.3, 2.2
    shown = letters.lines(link + span.text, size, room, 2)
    if len(shown) == 1:
        top, step = 1.15, 2.9
    for number, text in enumerate(shown):
        line = QRectF(left, area.top() + (top + step * number) * u, room, (step + 0.1) * u)
        if number == 0 and link:
            letters.write(painter, line, link.strip(), size, Qt.AlignmentFlag.AlignVCenter, BEAT_TEXT)
            line.setLeft(left + letters.width(link, size, NORMAL))
            text = text[len(link) :]
        letters.write(painter, line, text, size, Qt.AlignmentFlag.AlignVCenter, WHITE)


def _paint_marks(painter: QPainter, bar: QRectF, stage: Stage, u: float) -> None:
    """Sound cues as diamonds above the bar, cuts as white lines through it."""
    seconds = max(stage.seconds, 1e-6)
    painter.setPen(NO_PEN)
    painter.setBrush(brush(SOUND))
    for cue in stage.timeline.cues:
        x, y, r = bar.left() + bar.width() * cue.start / seconds, bar.top() - 0.45 * u, 0.65 * u
        points = [QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)]
        painter.drawPolygon(QPolygonF(points))
    for start in stage.timeline.starts[1:]:
        x = bar.left() + bar.width() * start / seconds
        painter.fillRect(
            QRectF(x - 0.25 * u, bar.top() - 1.1 * u, 0.3 * u, bar.height() + 1.3 * u), qcolour((214, 212, 206))
        )


def _paint_playhead(painter: QPainter, bar: QRectF, stage: Stage, t: float, u: float) -> None:
    x = bar.left() + bar.width() * t / max(stage.seconds, 1e-6)
    ink = qcolour((255, 255, 255))
    painter.setPen(NO_PEN)
    painter.fillRect(QRectF(x - 0.14 * u, bar.top() - 1.2 * u, 0.28 * u, bar.height() + 1.6 * u), ink)
    painter.setBrush(QBrush(ink))
    top, w = bar.top() - 1.75 * u, 0.8 * u
    points = [(x - w, top), (x + w, top), (x + w, top + 0.75 * u), (x, top + 1.5 * u), (x - w, top + 0.75 * u)]
    painter.drawPolygon(QPolygonF([QPointF(a, b) for a, b in points]))
