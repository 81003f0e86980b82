"""What is changed in the settings holds at once and is on disk; every row there does something."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.build import build
from app.desk.desk import Desk
from ui.kit import tips
from ui.kit.buttons import Button
from ui.kit.theme import theme
from ui.kit.timebar import usual_snap
from ui.kit.wearing import wear
from ui.panels.beats.editor import BeatsEditor
from ui.panels.settings.pages import SettingsPages

Key = Qt.Key


class Opener(QObject):
    """Takes what would be opened on the desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def pages(desk: Desk, qtbot: QtBot) -> Iterator[SettingsPages]:
    wear(desk.settings)
    made = SettingsPages(desk)
    made.resize(654, 460)
    qtbot.addWidget(made)
    made.show()
    yield made
    tips.show_keys(True)
    usual_snap().set_seconds(0.5)


def choose(where: QWidget, name: str) -> None:
    next(each for each in where.findChildren(QRadioButton) if each.accessibleName() == name).click()


def on_disk(home: Path, name: str) -> object:
    return json.loads((home / "settings.json").read_text())[name]


def test_looks_change_at_once_and_stay(pages: SettingsPages, home: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pages.changed) as told:
        choose(pages.looks.mode, "Light")
    assert told.args == ["theme"]
    assert not theme().tokens.dark
    assert on_disk(home, "theme") == "light"


def test_the_type_grows_step_by_step(pages: SettingsPages, home: Path) -> None:
    pages.looks.text_size.setFocus()
    QTest.keyClick(pages.looks.text_size, Key.Key_Right)
    assert theme().text_size == 14
    assert on_disk(home, "text_size") == 14


@pytest.mark.parametrize("name", ["more_contrast", "less_motion", "show_keys"])
def test_each_switch_does_what_it_says(pages: SettingsPages, home: Path, name: str, qtbot: QtBot) -> None:
    button = Button("Rehearse", tip="Rehearse", key="Ctrl+R")
    qtbot.addWidget(button)
    switch = pages.looks.switches[name]
    before = switch.isChecked()
    switch.click()
    assert on_disk(home, name) is (not before)
    assert theme().contrast is (name == "more_contrast")
    assert theme().less_motion is (name == "less_motion")
    assert ("Ctrl R" in button.toolTip()) is (name != "show_keys")
    switch.click()
    assert "Ctrl R" in button.toolTip()


def test_the_depth_of_the_open_form_follows(pages: SettingsPages, desk: Desk, home: Path) -> None:
    desk.new("sora-story-beats")
    pages.open_page("writing")
    choose(pages.writing.form_depth, "Brief")
    assert desk.snapshot.depth == "brief"
    assert on_disk(home, "depth") == "brief"


def test_the_snap_is_kept_and_every_beats_editor_follows(
    pages: SettingsPages, desk: Desk, home: Path, qtbot: QtBot
) -> None:
    editor = BeatsEditor(desk)
    qtbot.addWidget(editor)
    assert editor.scale.snap == 0.5
    choose(pages.writing.snap, "Frames")
    assert (desk.settings.snap, editor.scale.snap) == (0.0, 0.0)
    choose(pages.writing.snap, "0.25 s")
    assert editor.scale.snap == 0.25
    assert build(home).settings.snap == 0.25
    later = BeatsEditor(desk)
    qtbot.addWidget(later)
    assert later.scale.snap == 0.25


def test_it_says_where_everything_is_and_opens_it(pages: SettingsPages, desk: Desk, home: Path) -> None:
    desk.new("sora-story-beats")
    pages.open_page("places")
    assert pages.places.isVisible()
    assert pages.places.folder.text() == str(home)
    assert pages.places.sizes["drafts"].text().startswith("One file, ")
    assert pages.places.sizes["clips"].text() == "Nothing yet"
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")  # type: ignore[arg-type]
    pages.places.open.click()
    QDesktopServices.unsetUrlHandler("file")
    assert opener.opened == [str(home)]


def test_it_shows_what_was_changed_elsewhere(pages: SettingsPages, desk: Desk) -> None:
    desk.change_settings(theme="light", text_size=15, less_motion=True, snap=1.0, depth="sketch")
    pages.refresh()
    assert pages.looks.mode.value() == "light"
    assert pages.looks.text_size.value() == 15
    assert pages.looks.switches["less_motion"].isChecked()
    assert (pages.writing.snap.value(), pages.writing.form_depth.value()) == ("1.0", "sketch")
