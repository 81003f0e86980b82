"""What the top view knows of a set: where the camera is, who stands there, and what is aimed at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PySide6.QtGui import QColor


class Pose(NamedTuple):
    """The camera in the set: metres east, away from the first camera, and up; where it looks; its view's half angle."""

    x: float
    y: float
    z: float
    yaw: float
    """Radians to the left of straight away."""
    pitch: float
    half: float


class Figure(NamedTuple):
    """Someone in the set, with where they stand and how tall they are (metres)."""

    id: str
    name: str
    x: float
    y: float
    height: float
    color: QColor


class Thing(NamedTuple):
    """A prop or a furnishing: the middle of its foot, its size across, along and up, and how it is turned."""

    name: str
    x: float
    y: float
    z: float
    wide: float
    deep: float
    tall: float
    yaw: float


class Ground(Protocol):
    """What the view asks of a set: where the camera and the figures are at a moment of the draft."""

    def pose(self, t: float) -> Pose:
        """The camera."""

    def figures(self, t: float) -> Sequence[Figure]:
        """Everybody who is there."""

    def things(self, t: float) -> Sequence[Thing]:
        """Everything that stands there."""

    def target(self, t: float) -> tuple[float, float, float] | None:
        """What the camera is aimed at, where it is something."""


def nearest_figure(figures: Sequence[Figure], x: float, y: float, *, side: bool, within: float = 0.6) -> Figure | None:
    """The figure near a point of the view, in metres."""
    found: list[tuple[float, Figure]] = []
    for figure in figures:
        if side:
            gone = math.hypot(figure.y - x, max(0.0, y - figure.height, -y))
        else:
            gone = math.hypot(figure.x - x, figure.y - y)
        if gone <= within:
            found.append((gone, figure))
    return min(found, key=lambda each: each[0])[1] if found else None
