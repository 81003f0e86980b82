"""Every page of the player in the gallery can be painted, shows something, and fits its words at every text size."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ui.gallery import shoot
from ui.kit import theme
from ui.panels.specimens_player import SPECIMENS


def colours(file: Path) -> int:
    image = QImage(str(file))
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def test_pages_are_painted(qapp: QApplication, tmp_path: Path) -> None:
    look = theme.theme()
    mode = look.mode
    theme.install(qapp)
    assert shoot(SPECIMENS, tmp_path, ["light"]) == 0
    look.set_mode(mode)
    for specimen in SPECIMENS:
        assert colours(tmp_path / f"{specimen.name.replace(' ', '-')}-light.png") > 12, specimen.name


def test_pages_are_no_wider_with_large_words(qapp: QApplication) -> None:
    look = theme.theme()
    look.set_text_size(16)
    try:
        for specimen in SPECIMENS:
            made = specimen.build()
            made.resize(*specimen.size)
            assert made.minimumSizeHint().width() <= specimen.size[0], specimen.name
            made.deleteLater()
    finally:
        look.set_text_size(13)
