"""Every page of the kit can be painted in both themes, and each differs between them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from ui.gallery import Gallery, shoot, specimens
from ui.kit import theme
from ui.kit.specimens import SPECIMENS

ROOT = Path(__file__).resolve().parents[3]


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


def test_chosen_rooms_are_painted_as_sharp_as_asked(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ui.gallery", "--shots", str(tmp_path), "--rooms", "kit", "--only", "kit toggles"]
    subprocess.run([*command, "--themes", "light", "--scale", "2"], check=True, capture_output=True, cwd=ROOT)
    assert [file.name for file in tmp_path.iterdir()] == ["kit-toggles-light.png"]
    assert QImage(str(tmp_path / "kit-toggles-light.png")).width() == 2 * 560


def test_a_room_that_is_not_asked_for_is_not_loaded() -> None:
    assert {each.name.split()[0] for each in specimens(["ui.kit.specimens"])} == {"kit"}
    assert specimens([]) == []


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
