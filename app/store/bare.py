"""Takes out of a picture what it says beside what it shows: where, when, with what and by whom it was taken."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Literal

JPEG, PNG, WEBP = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"WEBP"
DROPPED = {0xE1, 0xED, 0xFE}
"""Segments of a JPEG: Exif and XMP, IPTC, comments."""
SCAN, END = 0xDA, 0xD9
TOLD = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
"""Chunks of a PNG."""
TURN = 0x0112
"""The one thing of Exif that is kept: a picture that lies on its side is shown upright by it."""
FLAGGED = 0x08 | 0x04
"""Bits of a WebP that say that Exif and XMP follow."""


def bare(data: bytes) -> bytes:
    """The picture without it, bit for bit what it shows; the very same bytes where there is nothing to take out, or
    where they are not what they seem."""
    try:
        if data.startswith(JPEG):
            found = _jpeg(data)
        elif data.startswith(PNG):
            found = _png(data)
        elif data[:4] == b"RIFF" and data[8:12] == WEBP:
            found = _webp(data)
        else:
            return data
    except (IndexError, ValueError):
        return data
    return data if found == data else found


def _jpeg(data: bytes) -> bytes:
    kept, turn = [JPEG], 1
    for marker, segment in _segments(data):
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            turn = _turn(segment[10:])
        if marker not in DROPPED:
            kept.append(segment)
    if turn > 1:
        exif = b"Exif\0\0" + _upright(turn)
        # behind what names the format, which has to come first
        place = 2 if len(kept) > 1 and kept[1][1] == 0xE0 else 1
        kept.insert(place, b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif)
    return b"".join(kept)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments behind the first, each with its marker; the picture's own data belong to the one before them. What
    lies behind the end is none: telephones put a film there."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker == END:
            yield marker, data[at : at + 2]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data) or end < at + 4:
            raise ValueError("cut")
        if marker == SCAN:
            end = _after_scan(data, end)
        yield marker, data[at:end]
        at = end


def _after_scan(data: bytes, at: int) -> int:
    while True:
        at = data.index(0xFF, at)
        if data[at + 1] == 0xFF:
            at += 1
        elif data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _png(data: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while True:
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind, chunk = data[at + 4 : at + 8], data[at:end]
        if end > len(data):
            raise ValueError("cut")
        if kind == b"eXIf" and (turn := _turn(chunk[8:-4])) > 1:
            body = kind + _upright(turn)
            kept.append((len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big"))
        elif kind not in TOLD:
            kept.append(chunk)
        if kind == b"IEND":
            return b"".join(kept)
        at = end


def _webp(data: bytes) -> bytes:
    whole = 8 + int.from_bytes(data[4:8], "little")
    if whole > len(data):
        raise ValueError("cut")
    kept, at, turn = list[bytes](), 12, 1
    while at < whole:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        kind = data[at : at + 4]
        if kind == b"EXIF":
            turn = _turn(data[at + 8 : at + 8 + size].removeprefix(b"Exif\0\0"))
        elif kind != b"XMP ":
            kept.append(data[at:end])
        at = end
    if kept and kept[0][:4] == b"VP8X":
        flags = kept[0][8] & ~FLAGGED | (0x08 if turn > 1 else 0)
        kept[0] = kept[0][:8] + bytes([flags]) + kept[0][9:]
    if turn > 1:
        exif = _upright(turn)
        kept.append(b"EXIF" + len(exif).to_bytes(4, "little") + exif)
    body = WEBP + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _turn(exif: bytes) -> int:
    """How a picture lies, 1 for upright."""
    order: Literal["big", "little"] = "big" if exif[:2] == b"MM" else "little"
    place = int.from_bytes(exif[4:8], order)
    for number in range(int.from_bytes(exif[place : place + 2], order)):
        entry = exif[place + 2 + 12 * number : place + 14 + 12 * number]
        if int.from_bytes(entry[:2], order) == TURN:
            found = int.from_bytes(entry[8:10], order)
            return found if 1 <= found <= 8 else 1
        if len(entry) < 12:
            break
    return 1


def _upright(turn: int) -> bytes:
    """Exif that says that alone."""
    entry = TURN.to_bytes(2, "big") + b"\0\x03\0\0\0\x01" + turn.to_bytes(2, "big") + b"\0\0"
    return b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
