"""The program's icon for task bars and packages: its mark on a plate, drawn for every size that is asked for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from ui.kit import icons
from ui.kit.theme import tokens

SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Sides in pixels that systems ask for."""
PLATE = 0.2
"""Radius of the plate's corners, of its side."""
ROOM = 0.12
"""What is left free round the mark, of the side."""
BARE_BELOW = 32
"""Smaller ones have no plate: every pixel goes to the mark."""


def program_icon() -> QIcon:
    """The icon in the colours of the theme, at all `SIZES`."""
    made = QIcon()
    for side in SIZES:
        made.addPixmap(program_picture(side))
    return made


def program_picture(side: int) -> QPixmap:
    """The icon as a picture of `side` pixels."""
    t = tokens()
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(0, 0, side, side)
    if side >= BARE_BELOW:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.panel)
        painter.drawRoundedRect(area, side * PLATE, side * PLATE)
        room = round(side * ROOM)
        area.adjust(room, room, -room, -room)
    icons.draw(painter, "mark", area, t.text)
    painter.end()
    return picture
