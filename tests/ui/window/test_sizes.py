"""The first window of a person fits on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from ui.windows.sizes import LEAST, USUAL, first_size


@pytest.mark.parametrize(
    ("room", "size"),
    [
        ((2560, 1400), (1440, 900)),
        ((1280, 760), (1280, 760)),
        ((1920, 800), (1440, 800)),
        ((1024, 700), (1024, 700)),
    ],
)
def test_it_is_no_larger_than_the_room_there_is(room: tuple[int, int], size: tuple[int, int]) -> None:
    assert first_size(QSize(*room)) == QSize(*size)


def test_where_not_even_the_least_has_room_it_is_the_usual_one() -> None:
    assert first_size(LEAST - QSize(1, 0)) == USUAL
