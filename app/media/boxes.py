"""Looks at the outer boxes of an MP4 without decoding anything, because a cut file shows here first."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

from app.domain.errors import BadFile

MOST_BOXES = 10_000
"""More top-level boxes than any honest file has (fragmented ones have two for each fragment)."""
MOST_TRACKS = 32
MOST_INDEX = 64 * 1024**2
"""Bytes of the box that describes an hour of film, several times over."""
PACKED = "cmov"
"""An index packed by QuickTime of the nineties: how large it becomes is known too late."""


class Box(NamedTuple):
    """One top-level box: its four letters, where it starts and how many bytes it says it has."""

    kind: str
    start: int
    size: int


def boxes(path: Path, within: Box | None = None) -> list[Box]:
    """The boxes of the file, or of one of them, in order. BadFile where their sizes do not make up the whole."""
    start, total = (within.start + 8, within.start + within.size) if within else (0, path.stat().st_size)
    found: list[Box] = []
    with path.open("rb") as file:
        while start < total:
            size, kind = _head(file, start, total, path)
            if size < 8 or start + size > total or len(found) >= MOST_BOXES:
                raise BadFile("clip_cut", name=path.name)
            found.append(Box(kind, start, size))
            start += size
    return found


def check_boxes(path: Path) -> None:
    """BadFile where an MP4 is cut, lacks the box that describes it, or describes what no camera or model makes."""
    found = boxes(path)
    kinds = [box.kind for box in found]
    if "moov" not in kinds or not {"mdat", "moof"} & set(kinds):
        raise BadFile("clip_cut", name=path.name)
    for index in (box for box in found if box.kind == "moov"):
        inner = [box.kind for box in boxes(path, index)] if index.size <= MOST_INDEX else [PACKED]
        if PACKED in inner or inner.count("trak") > MOST_TRACKS:
            raise BadFile("clip_unreadable", name=path.name, reason="moov")


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
