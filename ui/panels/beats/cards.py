"""Paints the card of a beat and the pill of a link, in every state, on the time bar."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from ui.kit import icons
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.labels import paint_badge
from ui.kit.paint import CENTER, fill, rim, top_rounded, words
from ui.kit.theme import tokens
from ui.panels.beats.words import Card, link_word

STRIPE = 3
NAME_WIDTH = 120
"""Cards narrower than this show badge and name only."""
BADGE_WIDTH = 44
"""Cards narrower than this show the badge only."""
INSET = 8


@dataclass(frozen=True, slots=True)
class Look:
    """The state a card is painted in. `left_pill` and `right_pill` are the widths links take of its corners."""

    hovered: bool = False
    chosen: bool = False
    focused: bool = False
    stretching: str = ""
    lifted: bool = False
    left_pill: float = 0.0
    right_pill: float = 0.0


def badge_size() -> int:
    """The side of a badge on a card."""
    return scaled(16)


def paint_card(painter: QPainter, area: QRectF, card: Card, look: Look) -> None:
    """One card that fills `area`."""
    t = tokens()
    hue = t.hue("error" if card.fault else "beat")
    lit = look.hovered or look.chosen or look.lifted
    shape = top_rounded(area, 3)
    painter.fillPath(shape, hue.deep if lit and not card.fault else hue.tint)
    painter.save()
    painter.setClipPath(shape)
    fill(painter, QRectF(area.left(), area.top(), area.width(), STRIPE), hue.line)
    painter.restore()
    if look.chosen or look.lifted:
        rim(painter, area.adjusted(0, STRIPE - 1, 0, 0), hue.line, 0)
    painter.save()
    painter.setClipRect(area.adjusted(1, 0, -1, 0))
    if area.width() < BADGE_WIDTH:
        side = min(badge_size(), area.width() - 2)
        top = area.top() + STRIPE + scaled(4)
        paint_badge(painter, QRectF(area.center().x() - side / 2, top, side, side), card.number)
    else:
        _paint_inside(painter, area, card, look)
    painter.restore()
    if look.stretching:
        held = area.right() - 4 if look.stretching == "end" else area.left()
        fill(painter, QRectF(held, area.top() + STRIPE, 4, area.height() - STRIPE), t.ink, 2)
    if look.focused:
        rim(painter, area.adjusted(0, 0, 0, 0), t.focus, 3, 2)


def paint_drop_place(painter: QPainter, area: QRectF) -> None:
    """Where a dragged card will lie."""
    rim(painter, area.adjusted(1, 1, -1, -1), tokens().hue("beat").line, 3, dashed=True)


def pill_size(link: str) -> tuple[float, float]:
    """Width and height of the pill of a link; no width where nothing is drawn."""
    if link in ("", "opens"):
        return 0.0, 0.0
    return metrics("fine", 500).horizontalAdvance(link_word(link)) + 14.0, float(scaled(17))


def paint_pill(painter: QPainter, middle: QPointF, link: str, *, hovered: bool = False) -> QRectF:
    """The link of a card on its seam, and where it lies."""
    t = tokens()
    wide, tall = pill_size(link)
    area = QRectF(round(middle.x() - wide / 2), round(middle.y() - tall / 2), round(wide), tall)
    hue = t.hue("beat")
    fill(painter, area, hue.deep if hovered else t.panel, tall / 2)
    rim(painter, area, hue.line, tall / 2)
    words(painter, area, link_word(link), font("fine", 500), hue.text, CENTER)
    return area


def _paint_inside(painter: QPainter, area: QRectF, card: Card, look: Look) -> None:
    t = tokens()
    side = badge_size()
    head = QRectF(area.left() + INSET, area.top() + STRIPE + scaled(4), area.width() - 2 * INSET, scaled(20))
    left = max(head.left(), area.left() + look.left_pill + (4 if look.left_pill else 0))
    if area.right() - left < side + 4:
        left = head.left()
    paint_badge(painter, QRectF(left, head.center().y() - side / 2, side, side), card.number)
    right = min(head.right(), area.right() - look.right_pill - (4 if look.right_pill else 0))
    if card.remark and not card.fault and right - left > side + 30:
        box = QRectF(right - 13, head.top(), 13, head.height())
        icons.draw(painter, "warning", box, t.hue("warn").line)
        right -= 17
    name = QRectF(left + side + 6, head.top(), right - left - side - 6, head.height())
    wanted = metrics("small", 600).horizontalAdvance(card.title)
    if area.width() < NAME_WIDTH and name.width() < wanted and area.bottom() - head.bottom() > scaled(16):
        name = QRectF(head.left(), head.bottom(), head.width(), scaled(18))
    if name.width() > 14:
        words(painter, name, card.title, font("small", 600), t.text)
    if area.width() >= NAME_WIDTH:
        below = QRectF(head.left(), head.bottom() + 1, head.width(), area.bottom() - head.bottom() - 5)
        _paint_action(painter, below, card.fault or card.action, bool(card.fault))


def _paint_action(painter: QPainter, room: QRectF, text: str, fault: bool) -> None:
    t = tokens()
    tall = line_height("fine")
    lines = max(1, int((room.height() + 3) // tall))
    painter.setPen(t.hue("error").text if fault else t.text2)
    paint_lines(painter, room, text, lines)


def paint_lines(painter: QPainter, room: QRectF, text: str, most: int) -> None:
    """Wrapped words in `fine`, at most so many lines, the last one elided."""
    face = font("fine")
    painter.setFont(face)
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid() and len(starts) <= most:
        line.setLineWidth(room.width())
        starts.append(line.textStart())
    layout.endLayout()
    tall = line_height("fine")
    measures = metrics("fine")
    for number, start in enumerate(starts[:most]):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        piece = text[start:end].strip() if number < most - 1 else text[start:].strip()
        shown = measures.elidedText(piece, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        line_box = QRectF(room.left(), room.top() + number * tall, room.width(), tall)
        painter.drawText(line_box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
