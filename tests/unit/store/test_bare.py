"""What a picture says beside what it shows stays at home: where it was taken, when, with what and by whom."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from app.store.bare import bare
from app.store.paths import find_home

WHERE = b"52.3702 N, 4.8952 E"


def exif(turn: int, order: str = "MM") -> bytes:
    """As cameras write it: how it lies, and where it was taken."""
    big = order == "MM"

    def number(value: int, size: int) -> bytes:
        return value.to_bytes(size, "big" if big else "little")

    entries = number(0x010F, 2) + number(2, 2) + number(len(WHERE), 4) + number(38, 4)
    entries += number(0x0112, 2) + number(3, 2) + number(1, 4) + number(turn, 2) + bytes(2)
    return order.encode() + number(42, 2) + number(8, 4) + number(2, 2) + entries + number(0, 4) + WHERE


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


def jpeg(*more: bytes, behind: bytes = b"") -> bytes:
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
    head = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    return b"\xff\xd8" + head + b"".join(more) + segment(0xDB, bytes(65)) + scan + scan + b"\xff\xd9" + behind


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def png(*more: bytes) -> bytes:
    end = chunk(b"IDAT", zlib.compress(b"\0\1\2\3")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + b"".join(more) + end


def webp(flags: int, *more: bytes) -> bytes:
    body = b"WEBP" + riff(b"VP8X", bytes([flags]) + bytes(9)) + riff(b"VP8 ", b"abc") + b"".join(more)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def riff(kind: bytes, data: bytes) -> bytes:
    return kind + len(data).to_bytes(4, "little") + data + bytes(len(data) % 2)


# matrix: S33
@pytest.mark.parametrize(
    ("told", "plain"),
    [
        (jpeg(segment(0xE1, b"Exif\0\0" + exif(1)), segment(0xED, WHERE), segment(0xFE, WHERE)), jpeg()),
        (jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + WHERE), behind=b"ftyp" + WHERE), jpeg()),
        (png(chunk(b"eXIf", exif(1)), chunk(b"iTXt", WHERE), chunk(b"tIME", bytes(7))), png()),
        (webp(0x1C, riff(b"EXIF", exif(1)), riff(b"XMP ", WHERE)), webp(0x10)),
    ],
)
def test_nothing_is_left_but_the_picture(told: bytes, plain: bytes) -> None:
    assert bare(told) == plain
    assert bare(plain) is plain


@pytest.mark.parametrize("order", ["MM", "II"])
def test_a_picture_that_lies_on_its_side_still_says_so(order: str) -> None:
    pictures = (
        jpeg(segment(0xE1, b"Exif\0\0" + exif(6, order))), png(chunk(b"eXIf", exif(6, order))),
        webp(0x08, riff(b"EXIF", exif(6, order))),
    )  # fmt: skip
    for picture in pictures:
        kept = bare(picture)
        assert WHERE not in kept
        assert b"\x01\x12\0\x03\0\0\0\x01\0\x06" in kept
        assert bare(kept) is kept


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a" + WHERE, jpeg()[:90], png()[:40], webp(0)[:30], b"\xff\xd8\xff", b"\xff\xd8"]
)
def test_what_is_not_what_it_seems_is_left_to_who_judges_it(data: bytes) -> None:
    assert bare(data) is data


def test_a_picture_is_kept_without_it(tmp_path: Path) -> None:
    home = find_home(str(tmp_path / "home"))
    told, plain = tmp_path / "told.jpg", tmp_path / "plain.jpg"
    told.write_bytes(jpeg(segment(0xE1, b"Exif\0\0" + exif(1))))
    plain.write_bytes(jpeg())
    assert home.add_asset(told) == home.add_asset(plain)
    assert home.asset_file(home.add_asset(told)).read_bytes() == jpeg()
