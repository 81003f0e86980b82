"""Opens a stranger's file as the one kind of container its first bytes say, so that it cannot be anything cleverer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import BadFile

if TYPE_CHECKING:
    from av.container import InputContainer

OLD_MOV = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
"""Boxes that a QuickTime file without `ftyp` begins with."""
EBML = b"\x1a\x45\xdf\xa3"


def kind_of(path: Path) -> str:
    """`mov` for MP4 and MOV, `matroska` for WebM and MKV; "" for playlists, scripts, pages and whatever else there is:
    given to a decoder as they are, some of them open further files."""
    with path.open("rb") as file:
        head = file.read(12)
    if head[4:8] == b"ftyp" or head[4:8] in OLD_MOV:
        return "mov"
    return "matroska" if head.startswith(EBML) else ""


def container_of(path: Path) -> str:
    """`mp4`, `mov`, `webm` or `mkv`, by the first bytes; "" for anything else."""
    kind = kind_of(path)
    with path.open("rb") as file:
        head = file.read(64)
    if kind == "mov":
        return "mp4" if head[4:8] == b"ftyp" and head[8:10] != b"qt" else "mov"
    return ("webm" if b"webm" in head else "mkv") if kind else ""


def open_clip(path: Path) -> InputContainer:
    """The file, opened to be read. BadFile `clip_unreadable` where it is no clip, OSError and FFmpegError besides."""
    import av

    kind = kind_of(path)
    if not kind:
        raise BadFile("clip_unreadable", name=path.name, reason="MP4, MOV, WebM, MKV: 0")
    return av.open(str(path), format=kind, options={"protocol_whitelist": "file"})
