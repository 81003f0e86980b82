"""A file is sent piece by piece: never more of it in memory than one piece, and with its length told before."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.net import parcel
from app.net.parcel import Parcel


@pytest.mark.parametrize(("before", "behind"), [(b"", b""), (b"head", b"tail"), (b"head", b"")])
async def test_it_is_read_in_pieces_between_what_stands_round_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes, behind: bytes
) -> None:
    monkeypatch.setattr(parcel, "BLOCK", 4)
    file = tmp_path / "a.mp4"
    file.write_bytes(b"0123456789")
    with Parcel(file, before, behind) as sent:
        pieces = [piece async for piece in sent]
        assert sent.length == len(b"".join(pieces))
    assert pieces == [*filter(None, [before]), b"0123", b"4567", b"89", *filter(None, [behind])]
