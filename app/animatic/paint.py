"""Paints one moment of a stage with QPainter, the same for the film, the live view and the posters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from app.animatic.stage import Stage


def paint(
    painter: QPainter,
    size: tuple[int, int],
    stage: Stage,
    t: float,
    *,
    clean: bool = False,
    band: bool = True,
    guides: bool = True,
) -> None:
    """Fill `size` (pixels from 0, 0) with the stage at `t` seconds.

    `clean` leaves out all that is not in front of the camera; `band` and `guides` do so one by one.
    """
    width, height = size
    view = stage.at(t)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor("#A9BED1"))
    sky.setColorAt(1, QColor("#D8E0E4"))
    painter.fillRect(QRectF(0, 0, width, height), sky)
    if band and not clean and view.beat is not None:
        u = min(width, height) / 72
        painter.fillRect(QRectF(0, height - 11 * u, width, 11 * u), QColor(14, 15, 18, 235))
        painter.setPen(QColor("#FFFFFF"))
        place = QRectF(2 * u, height - 11 * u, width - 4 * u, 6 * u)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{view.beat.number} {view.beat.text}")
