"""Every page of the kit can be painted in both themes, and each differs between them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from ui.gallery import Gallery, shoot
from ui.kit import theme
from ui.kit.specimens import SPECIMENS


def colours(file: Path) -> set[int]:
    image = QImage(str(file))
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 5)}


def test_pages_are_painted_in_both_themes(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    assert shoot(SPECIMENS, tmp_path, ["dark", "light"]) == 0
    theme.theme().set_mode("system")
    for specimen in SPECIMENS:
        name = specimen.name.replace(" ", "-")
        dark, light = colours(tmp_path / f"{name}-dark.png"), colours(tmp_path / f"{name}-light.png")
        assert len(dark) > 4, name
        assert len(dark & light) < len(dark), name


def test_nothing_chosen_is_an_error(tmp_path: Path, qapp: QApplication) -> None:
    assert shoot([], tmp_path, ["dark"]) == 1


def test_every_page_opens_in_the_window(qtbot: QtBot) -> None:
    window = Gallery(SPECIMENS)
    qtbot.addWidget(window)
    window.show()
    pages = window.findChild(QListWidget)
    assert pages is not None
    assert pages.count() == len(SPECIMENS)
    for index in range(pages.count()):
        pages.setCurrentRow(index)
    assert len({each.name for each in SPECIMENS}) == len(SPECIMENS)
