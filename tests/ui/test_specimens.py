"""Every page of these rooms in the gallery can be painted, shows something, and fits its words at every text size."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui.fields import specimens as fields
from ui.gallery import shoot
from ui.kit import theme
from ui.panels import specimens_library as library
from ui.panels import specimens_player as player

LARGE = 16
ROOMS = {"fields": fields.SPECIMENS, "library": library.SPECIMENS, "player": player.SPECIMENS}
in_every_room = pytest.mark.parametrize("room", ROOMS)


def colours(file: Path) -> int:
    image = QImage(str(file))
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


@in_every_room
def test_pages_are_painted(room: str, still: None, tmp_path: Path) -> None:
    assert shoot(ROOMS[room], tmp_path, ["light"]) == 0
    for specimen in ROOMS[room]:
        assert colours(tmp_path / f"{specimen.name.replace(' ', '-')}-light.png") > 12, specimen.name


@in_every_room
def test_pages_are_no_wider_with_large_words(room: str, still: None) -> None:
    theme.theme().set_text_size(LARGE)
    for specimen in ROOMS[room]:
        made = specimen.build()
        made.resize(*specimen.size)
        assert made.minimumSizeHint().width() <= specimen.size[0], specimen.name
        made.deleteLater()
