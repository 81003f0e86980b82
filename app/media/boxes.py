"""Looks at the outer boxes of an MP4 without decoding anything, because a cut file shows here first."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

from app.domain.errors import BadFile

MOST_BOXES = 10_000
"""More top-level boxes than any honest file has (fragmented ones have two for each fragment)."""


class Box(NamedTuple):
    """One top-level box: its four letters, where it starts and how many bytes it says it has."""

    kind: str
    start: int
    size: int


def is_mp4(path: Path) -> bool:
    """Whether the file begins like an MP4 or MOV: with an `ftyp` box."""
    with path.open("rb") as file:
        return file.read(12)[4:8] == b"ftyp"


def boxes(path: Path) -> list[Box]:
    """The top-level boxes in order. BadFile where their sizes do not make up the file."""
    total = path.stat().st_size
    found: list[Box] = []
    with path.open("rb") as file:
        start = 0
        while start < total:
            size, kind = _head(file, start, total, path)
            if size < 8 or start + size > total or len(found) >= MOST_BOXES:
                raise BadFile("clip_cut", name=path.name)
            found.append(Box(kind, start, size))
            start += size
    return found


def check_boxes(path: Path) -> None:
    """BadFile where an MP4 is cut, or lacks the box that describes it."""
    kinds = [box.kind for box in boxes(path)]
    if "moov" not in kinds or not {"mdat", "moof"} & set(kinds):
        raise BadFile("clip_cut", name=path.name)


def _head(file: BinaryIO, start: int, total: int, path: Path) -> tuple[int, str]:
    file.seek(start)
    head = file.read(16)
    if len(head) < 8:
        raise BadFile("clip_cut", name=path.name)
    size, kind = struct.unpack(">I4s", head[:8])
    if size == 1 and len(head) == 16:
        size = struct.unpack(">Q", head[8:16])[0]
    elif size == 0:
        size = total - start
    return size, kind.decode("latin-1")
