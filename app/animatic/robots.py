"""Paints the head of a robot: a box with a visor, glowing eyes, bolts for ears and an antenna."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.animatic.figures import Body
from app.animatic.ink import NO_PEN, brush, limb, outlined
from app.animatic.space import Point, Vec, hull
from app.animatic.tones import Colour, darker, lighter

GLOW: Colour = (255, 226, 150)
ONE_EYE = re.compile(r"\b(?:one|single)\b(?: \w+){0,2} eyes?\b|cyclops")


class Frame(NamedTuple):
    """Where a head is: its middle and radius in pixels, and the face's own axes as the camera sees them."""

    centre: Point
    radius: float
    right: Vec
    ahead: Vec
    up: Vec

    def at(self, side: float, fore: float, rise: float) -> Point:
        """A point of the head, in its radii to its right, ahead and up."""
        x = self.right[0] * side + self.ahead[0] * fore + self.up[0] * rise
        y = self.right[1] * side + self.ahead[1] * fore + self.up[1] * rise
        return self.centre[0] + x * self.radius, self.centre[1] - y * self.radius


def paint_robot_head(painter: QPainter, frame: Frame, body: Body, metal: Colour, ink: Colour, line: float) -> None:
    """The box, and on its front, where it is seen, what it looks and speaks with."""
    r = frame.radius
    foot, tip = frame.at(0.0, 0.0, 0.9), frame.at(0.0, 0.0, 1.55)
    for extra, colour in ((line, ink), (0.0, darker(metal, 0.3))):
        painter.setPen(NO_PEN)
        painter.setBrush(brush(colour))
        painter.drawPath(limb(foot, r * 0.06, tip, r * 0.06, extra))
        painter.setBrush(brush(ink if extra else GLOW))
        painter.drawEllipse(QPointF(*tip), r * 0.16 + extra, r * 0.16 + extra)
    corners = [frame.at(x * 0.98, y * 0.86, z) for x in (-1, 1) for y in (-1, 1) for z in (-0.95, 0.95)]
    outlined(painter, hull(corners), darker(metal, 0.24), ink, line)
    if frame.ahead[2] > 0.1:
        return
    front = [frame.at(x * 0.98, 0.86, z * 0.95) for x, z in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    outlined(painter, front, metal, ink, line * 0.6)
    visor = [frame.at(x * 0.8, 0.87, z) for x, z in ((-1, -0.1), (1, -0.1), (1, 0.6), (-1, 0.6))]
    outlined(painter, visor, darker(metal, 0.62), ink, line * 0.5)
    eyes = (0.0,) if ONE_EYE.search(body.look.word) else (-0.38, 0.38)
    size = r * (0.26 if len(eyes) == 1 else 0.18)
    painter.setPen(NO_PEN)
    for side in eyes:
        x, y = frame.at(side, 0.88, 0.25)
        painter.setBrush(brush(GLOW if not body.blink else darker(GLOW, 0.5)))
        painter.drawEllipse(QPointF(x, y), size * max(0.3, -frame.ahead[2]), size)
    painter.setBrush(brush(lighter(metal, 0.2) if body.mouth > 0.2 else darker(metal, 0.5)))
    for slot in (-0.3, 0.0, 0.3):
        x, y = frame.at(slot, 0.88, -0.52)
        painter.drawEllipse(QPointF(x, y), r * 0.1, r * 0.13)
