"""Reads a picture for Kling: its kind and sides from its first bytes, checked against what is taken there."""

from __future__ import annotations

import base64
import struct
from pathlib import Path

from app.providers.base import Rejected
from app.providers.kling.tables import tables

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of a JPEG that hold its sides."""


def as_text(file: Path) -> str:
    """The picture as Base64 without a head. Rejected, with the limit, where Kling does not take it."""
    limits = tables()
    if file.stat().st_size > limits.picture_mb * 1024**2:
        raise Rejected("picture_too_big", mb=limits.picture_mb)
    data = file.read_bytes()
    sides = sides_of(data)
    if sides is None:
        raise Rejected("kling_picture_kind")
    wide, tall = sides
    if min(sides) < limits.picture_side:
        raise Rejected("kling_picture_small", wide=wide, tall=tall, limit=limits.picture_side)
    if max(sides) > limits.picture_ratio * min(sides):
        raise Rejected("kling_picture_shape", wide=wide, tall=tall, limit=f"{limits.picture_ratio:g}")
    return base64.b64encode(data).decode()


def sides_of(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and len(data) >= 24:
        wide, tall = struct.unpack(">II", data[16:24])
        return wide, tall
    return _jpeg(data) if data.startswith(b"\xff\xd8") else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _FRAMES:
            tall, wide = struct.unpack(">HH", data[at + 5 : at + 9])
            return wide, tall
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
