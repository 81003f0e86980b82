"""What is written on a picture's well: why nothing is shown, how far drawing is, a name, the play sign."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextOption

from ui.kit import icons
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.paint import CENTER, fill, ring, words
from ui.kit.theme import tokens
from ui.kit.tokens import Tokens, load_tokens

INSET = 8
PLATE_ALPHA = 0.88
SHADE_ALPHA = 0.86
MOST_WIDE = 360


class Saying(NamedTuple):
    """Why there is no picture: a name, a sentence, and the words of a button where there is a way out."""

    title: str = ""
    sentence: str = ""
    button: str = ""
    sign: str = ""
    reason: str = ""
    """Why the button is off."""


def well_tokens() -> Tokens:
    """The colours on the well, which is as dark in the light theme."""
    dark = load_tokens("dark")
    return dark.more_contrast() if tokens().text3 == tokens().text2 else dark


def shade(painter: QPainter, area: QRectF) -> None:
    """Darken a picture so that words on it can be read."""
    color = QColor(well_tokens().well)
    color.setAlphaF(SHADE_ALPHA)
    painter.fillRect(area, color)


def saying_height(saying: Saying, wide: float, button: int) -> float:
    """The height a saying takes at a width, with a button of some height."""
    tall = line_height("strong") + (26.0 if saying.sign else 0)
    if saying.sentence:
        tall += 2 + _sentence_height(saying.sentence, wide)
    return tall + (10 + button if saying.button else 0)


def paint_saying(painter: QPainter, area: QRectF, saying: Saying, button: int) -> float:
    """Paint a saying in the middle of `area`; returns where its button begins."""
    t = well_tokens()
    wide = min(area.width() - 2 * INSET, float(scaled(MOST_WIDE)))
    left = area.center().x() - wide / 2
    tall = saying_height(saying, wide, button)
    with_sign = saying.sign and tall <= area.height()
    y = max(area.top() + 2, area.center().y() - (tall if with_sign else tall - 26 * bool(saying.sign)) / 2)
    if with_sign:
        icons.draw(painter, saying.sign, QRectF(area.center().x() - 9, y, 18, 18), t.text3)
        y += 26
    words(painter, QRectF(left, y, wide, line_height("strong")), saying.title, font("strong"), t.text, CENTER)
    y += line_height("strong") + 2
    if saying.sentence:
        high = _sentence_height(saying.sentence, wide)
        painter.setFont(font("body"))
        painter.setPen(t.text2)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        painter.drawText(QRectF(left, y, wide, high), saying.sentence, option)
        y += high
    return y + 10


def paint_progress(
    painter: QPainter, area: QRectF, text: str, share: float | None, turn: float, band_top: float
) -> None:
    """The plate at the foot: what is under way, and a bar; without a share a piece of it slides.

    A rehearsal has words of its own from `band_top` down, of which nothing may be left over.
    """
    t = well_tokens()
    top = min(area.bottom() - scaled(30), band_top)
    tall = area.bottom() - top
    plate = QRectF(area.left(), top, area.width(), tall)
    painter.fillRect(plate, t.well)
    room = plate.adjusted(INSET + 4, 0, -INSET - 4, 0)
    wide = min(metrics("body").horizontalAdvance(text) + 4.0, room.width())
    words(painter, QRectF(room.left(), room.top(), wide, tall), text, font("body"), t.text)
    bar = QRectF(room.left() + wide + 10, room.center().y() - 2, 0, 4)
    bar.setRight(min(room.right(), bar.left() + 160))
    if bar.width() < 30:
        return
    fill(painter, bar, t.control, 2)
    if share is None:
        piece = bar.width() * 0.2
        start = bar.left() + (bar.width() + piece) * turn - piece
        done = QRectF(max(start, bar.left()), bar.top(), 0, 4)
        done.setRight(min(start + piece, bar.right()))
    else:
        done = QRectF(bar.left(), bar.top(), bar.width() * share, 4)
    if done.width() > 0:
        fill(painter, done, t.ink, 2)


def paint_play(painter: QPainter, center: QPointF, *, over: bool) -> None:
    """The round play sign on a still."""
    t = well_tokens()
    color = QColor(t.well)
    color.setAlphaF(1.0 if over else PLATE_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(center, 22, 22)
    icons.draw(painter, "play", QRectF(center.x() - 9, center.y() - 10, 20, 20), t.text)


def paint_ring(painter: QPainter, center: QPointF, turn: float) -> None:
    """The busy mark on a still."""
    t = well_tokens()
    color = QColor(t.well)
    color.setAlphaF(PLATE_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(center, 22, 22)
    ring(painter, QRectF(center.x() - 10, center.y() - 10, 20, 20), t.text, turn, 2)


def _sentence_height(text: str, wide: float) -> float:
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
    return float(metrics("body").boundingRect(0, 0, int(wide), 10_000, int(flags), text).height())
