"""The live framing beside a story's form: there where a window has room for it, and one moment with the time bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.form.conftest import Shown
from ui.panels.form.framing import FramingView

ROOMY, NARROW = (2300, 900), (2100, 900)


def shown(form: Shown, size: tuple[int, int] = ROOMY) -> FramingView:
    """The framing of a story in a window of a size."""
    form.open("small-rescue")
    form.panel.resize(*size)
    QApplication.processEvents()
    made = form.story.framing
    assert made is not None
    return made


def test_a_window_without_room_has_none_and_makes_none(form: Shown) -> None:
    form.open("small-rescue")
    form.panel.resize(*NARROW)
    QApplication.processEvents()
    assert form.story.framing is None
    assert form.story.upper.count() == 2


def test_a_wide_window_shows_it_beside_the_inspector_in_its_size(form: Shown) -> None:
    framing = shown(form)
    assert framing.isVisible()
    assert form.story.upper.indexOf(framing) == 2
    assert framing.live.picture.picture_rect().size().toTuple() == (640, 360)
    assert framing in form.story.regions()


def test_it_goes_where_the_window_gets_narrower_and_comes_back(form: Shown) -> None:
    framing = shown(form)
    form.panel.resize(*NARROW)
    QApplication.processEvents()
    assert not framing.isVisible()
    assert framing not in form.story.regions()
    form.panel.resize(*ROOMY)
    QApplication.processEvents()
    assert framing.isVisible()
    assert form.story.framing is framing


def test_dragging_in_it_moves_the_playhead_everywhere(form: Shown) -> None:
    framing = shown(form)
    picture = framing.live.picture
    assert form.story.beats is not None
    # a tenth of the picture is a tenth of eight seconds
    QTest.mousePress(picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(100, 100))
    QTest.mouseMove(picture, QPoint(164, 100))
    QTest.mouseRelease(picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(164, 100))
    assert form.told[-1] == pytest.approx(0.8)
    assert form.panel.time == pytest.approx(0.8)
    assert form.story.beats.time == pytest.approx(0.8)
    assert framing.live.clock_label.text() == "00.8 s"


def test_the_playhead_of_the_time_bar_moves_it(form: Shown) -> None:
    framing = shown(form)
    form.panel.set_time(6.5)
    assert framing.live.clock_label.text() == "06.5 s"
    assert "push in" in framing.live.picture.accessibleDescription().lower()


def test_it_plays_in_time_and_stops_when_it_is_not_seen(form: Shown, qtbot: QtBot) -> None:
    framing = shown(form)
    QTest.keyClick(framing.live.picture, Qt.Key.Key_Space)
    assert framing.live.playing
    qtbot.waitUntil(lambda: form.panel.time > 0)
    form.story.open_path()
    assert not framing.live.playing


def test_an_edit_is_drawn_after_the_words_and_only_where_it_is_seen(form: Shown, qtbot: QtBot) -> None:
    framing = shown(form)
    first = form.draft.shots[0]
    form.desk.edit(f"shots[{first.id}].keys[{first.keys[0].id}].framing.size", "ecu")
    before = framing.live.picture.accessibleDescription()
    assert "extreme close-up" not in before.lower()
    qtbot.waitUntil(lambda: "extreme close-up" in framing.live.picture.accessibleDescription().lower())
    form.panel.resize(*NARROW)
    QApplication.processEvents()
    form.desk.edit(f"shots[{first.id}].keys[{first.keys[0].id}].framing.size", "ws")
    assert "extreme close-up" in framing.live.picture.accessibleDescription().lower()
    form.panel.resize(*ROOMY)
    QApplication.processEvents()
    assert "wide shot" in framing.live.picture.accessibleDescription().lower()


def test_a_form_that_is_begun_early_keeps_its_place_and_makes_it_with_the_rest(form: Shown) -> None:
    form.desk.changed.disconnect(form.panel.show_snapshot)
    form.desk.new("small-rescue")
    form.panel.resize(*ROOMY)
    form.panel.show()
    form.panel.begin(form.desk.snapshot)
    QApplication.processEvents()
    assert not form.panel.findChildren(FramingView)
    place = form.story.upper.sizes()
    while form.panel.make_rest():
        pass
    assert form.story.framing is not None
    assert form.story.upper.sizes() == place
    form.desk.changed.connect(form.panel.show_snapshot)
