"""What is written over the animatic on a card: its beats, its cuts, its move or its line, as small as a card is."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.domain.beats import beat_spans
from app.domain.draft import Draft
from app.domain.moves import segments
from app.strings import tr
from ui.kit.fonts import font, metrics, scaled
from ui.kit.paint import CENTER, LEFT, fill, words
from ui.kit.timebar import short_time
from ui.kit.tokens import Tokens, load_tokens
from ui.panels.beats.words import move_words, plain
from ui.panels.posters import shown_shots

GROUND = 0.88
INSET = 6.0
BAND = 22.0


def lead(draft: Draft) -> str:
    """The track a draft is carried by: lines where most beats speak, beats in a story, else the camera."""
    beats = [beat for shot in draft.shots for beat in shot.beats]
    if "story" not in draft.form:
        return "cam"
    return "line" if beats and 2 * sum(bool(beat.lines) for beat in beats) > len(beats) else "beat"


def paint_plates(painter: QPainter, area: QRectF, draft: Draft, moment: float, columns: int = 1) -> None:
    """Write over the picture of a moment, or over a still of `columns` shots side by side."""
    # a picture is judged on the same ground in both themes, and so are the words on it
    dark = load_tokens("dark")
    if columns > 1:
        _paint_cuts(painter, area, draft, dark, columns)
    elif lead(draft) == "line":
        _paint_line(painter, area, draft, dark, moment)
    elif lead(draft) == "beat":
        _paint_beats(painter, area, draft, dark, moment)
    else:
        _paint_move(painter, area, draft, dark, moment)


def _paint_beats(painter: QPainter, area: QRectF, draft: Draft, dark: Tokens, moment: float) -> None:
    """The bar of beats with the present one lit, and the playhead."""
    band = QRectF(area.left(), area.bottom() - scaled(BAND), area.width(), scaled(BAND))
    fill(painter, band, _ground(dark))
    bar = QRectF(band.left() + 8, band.center().y() - 3, band.width() - 16, 6)
    whole = max(draft.seconds, 0.01)
    hue = dark.hue("beat")
    for span in beat_spans(draft):
        left = bar.left() + bar.width() * span.start / whole
        right = bar.left() + bar.width() * span.end / whole
        piece = QRectF(left, bar.top(), max(right - left - 2, 1), bar.height())
        here = span.start <= moment < span.end
        fill(painter, piece, hue.deep if here else dark.hue("beat").tint)
        fill(painter, QRectF(piece.left(), piece.top(), piece.width(), 2), hue.line if here else dark.rule)
    fill(painter, QRectF(bar.left() + bar.width() * min(moment / whole, 1) - 1, bar.top() - 4, 2, 14), dark.ink, 1)


def _paint_cuts(painter: QPainter, area: QRectF, draft: Draft, dark: Tokens, columns: int) -> None:
    """A plate with number and length on each shot, and a line at each cut."""
    shown = shown_shots(len(draft.shots), columns)
    wide = area.width() / len(shown)
    for place, number in enumerate(shown):
        left = area.left() + wide * place
        if place:
            fill(painter, QRectF(left - 1, area.top(), 2, area.height()), dark.well)
        text = tr("welcome.shot", n=number + 1, seconds=short_time(draft.shots[number].seconds))
        _plate(painter, QRectF(left, area.top(), wide, area.height()), text, dark, dark.text)


def _paint_line(painter: QPainter, area: QRectF, draft: Draft, dark: Tokens, moment: float) -> None:
    """Who speaks and what, as a subtitle."""
    spoken = [(span, span.beat.lines[0]) for span in beat_spans(draft) if span.beat.lines]
    now = [each for each in spoken if each[0].start <= moment < each[0].end]
    if not now:
        return
    line = now[0][1]
    speaker, text = plain(draft, line.speaker), line.text
    face = font("fine", 600)
    name = metrics("fine", 600).horizontalAdvance(speaker) + 6
    wide = min(name + metrics("fine", 600).horizontalAdvance(text) + 22.0, area.width() - 16)
    tall = scaled(22)
    plate = QRectF(area.center().x() - wide / 2, area.bottom() - tall - 8, wide, tall)
    fill(painter, plate, _ground(dark), 3)
    inner = plate.adjusted(10, 0, -10, 0)
    words(painter, inner, speaker, face, dark.hue("line").text, LEFT)
    words(painter, inner.adjusted(name, 0, 0, 0), text, face, dark.text, LEFT)


def _paint_move(painter: QPainter, area: QRectF, draft: Draft, dark: Tokens, moment: float) -> None:
    """The move that is under way, or the first one."""
    start, found = 0.0, ""
    for shot in draft.shots:
        for segment in segments(shot):
            if segment.moves and (not found or start + segment.leave <= moment):
                found = move_words(segment, short=True)
        start += shot.seconds
    _plate(painter, area, found or tr("path.still"), dark, dark.hue("cam").text)


def _plate(painter: QPainter, area: QRectF, text: str, dark: Tokens, color: QColor) -> None:
    wide = min(metrics("fine", 500).horizontalAdvance(text) + 12.0, area.width() - 2 * INSET)
    plate = QRectF(area.left() + INSET, area.bottom() - INSET - scaled(18), wide, scaled(18))
    fill(painter, plate, _ground(dark), 3)
    words(painter, plate, text, font("fine", 500), color, CENTER)


def _ground(dark: Tokens) -> QColor:
    ground = QColor(dark.well)
    ground.setAlphaF(GROUND)
    return ground
