"""Sizes of the frame, and the order file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.animatic.order import frame_size, read_order
from app.domain.errors import BadFile


@pytest.mark.parametrize(
    ("aspect", "size"),
    [
        ("16:9", (1280, 720)),
        ("9:16", (720, 1280)),
        ("1:1", (720, 720)),
        ("4:3", (960, 720)),
        ("3:4", (720, 960)),
        ("21:9", (1680, 720)),
        ("2.39:1", (1720, 720)),
        ("1.85", (1332, 720)),
        ("9x16", (720, 1280)),
        ("1000:1", (2880, 720)),
        ("wide", (1280, 720)),
        ("", (1280, 720)),
        ("0:0", (1280, 720)),
    ],
)
def test_the_short_side_is_720(aspect: str, size: tuple[int, int]) -> None:
    assert frame_size(aspect) == size


def test_a_broken_order_is_said(tmp_path: Path) -> None:
    order = tmp_path / "order.json"
    for content in ("", "[]", '{"draft": 1}'):
        order.write_text(content)
        with pytest.raises(BadFile) as caught:
            read_order(order)
        assert caught.value.id == "order_unreadable"
