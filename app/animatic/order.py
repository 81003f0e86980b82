"""What the worker is asked to draw, read from the order file its parent wrote."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from app.domain.errors import BadFile
from app.domain.noun import Noun
from app.domain.upgrade import MAX_BYTES

FPS = 24
"""Pictures a second: what films run at, and what the models that are rehearsed here deliver."""
SHORT_SIDE = 720
WIDEST = 4.0
"""A frame wider (or taller) than this many to one is drawn as this many to one."""


class Order(Noun):
    """One animatic to make. `draft` is its JSON text; `tags` go into the file as they are."""

    draft: str
    out: str
    progress: str
    tags: dict[str, str] = Field(default_factory=dict)
    clean: bool = False
    fps: int = FPS
    short_side: int = SHORT_SIDE


def read_order(path: Path) -> Order:
    """The order in a file. BadFile where it is none."""
    try:
        data = path.read_bytes()
        if len(data) > 4 * MAX_BYTES:
            raise ValueError(len(data))
        return Order.model_validate_json(data)
    except (OSError, ValueError) as error:
        raise BadFile("order_unreadable", name=path.name) from error


def ratio(aspect: str) -> float:
    """Width by height of an aspect in words: `16:9`, `2.39:1`, `9x16`, `1.85`. Anything else is 16:9."""
    for sign in (":", "x", "×", "/"):
        aspect = aspect.replace(sign, " ")
    try:
        numbers = [float(part) for part in aspect.split()]
        value = numbers[0] / numbers[1] if len(numbers) == 2 else numbers[0]
    except (ValueError, IndexError, ZeroDivisionError):
        return 16 / 9
    if len(numbers) > 2 or not 0 < value < float("inf"):
        return 16 / 9
    return min(WIDEST, max(1 / WIDEST, value))


def frame_size(aspect: str, short_side: int = SHORT_SIDE) -> tuple[int, int]:
    """Pixels of the frame, both even: its shorter side is `short_side`."""
    value = ratio(aspect)
    long_side = max(value, 1 / value) * short_side
    long_side = round(long_side / 2) * 2
    return (long_side, short_side) if value >= 1 else (short_side, long_side)
