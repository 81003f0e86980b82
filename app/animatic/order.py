"""What the worker is asked to draw, read from the order file its parent wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

FPS = 24
"""Pictures a second: what films run at, and what the models that are rehearsed here deliver."""
SHORT_SIDE = 720
MAX_BYTES = 4 * 1024 * 1024
"""Four times what a draft may take: an order holds it twice, once as a tag."""
WIDEST = 4.0
"""A frame wider (or taller) than this many to one is drawn as this many to one."""


class Order(NamedTuple):
    """One animatic to make. `draft` is its JSON text; `tags` go into the file as they are."""

    draft: str
    out: str
    progress: str
    tags: Mapping[str, str] = MappingProxyType({})
    clean: bool = False
    fps: int = FPS
    short_side: int = SHORT_SIDE


_KINDS: dict[str, type] = {
    **dict.fromkeys(("draft", "out", "progress"), str),
    "clean": bool,
    **dict.fromkeys(("fps", "short_side"), int),
    "tags": dict,
}


def read_order(path: Path) -> Order:
    """The order in a file. BadFile where it is none."""
    from app.domain.errors import BadFile

    try:
        data = path.read_bytes()
        if len(data) > MAX_BYTES:
            raise ValueError(len(data))
        fields = json.loads(data)
        if any(type(value) is not _KINDS[name] for name, value in fields.items()):
            raise ValueError(sorted(fields))
        return Order(**fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
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
