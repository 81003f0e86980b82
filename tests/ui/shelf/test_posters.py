"""Stills are drawn when nothing else waits and kept; a moving one runs only while somebody looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from app.domain.draft import Draft
from app.domain.errors import UnknownName
from ui.kit.theme import theme
from ui.panels.posters import Posters, Reel, shown_shots

SIZE = QSize(88, 50)


@pytest.fixture
def draft(desk: Desk) -> Draft:
    found: Draft = desk.preset("slow-push-to-eyes").draft
    return found


def image_of(reel: Reel) -> QImage:
    picture = QImage(160, 90, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    reel.paint(painter, QRect(0, 0, 160, 90))
    painter.end()
    return picture


def test_a_still_comes_a_little_later_and_is_kept(qtbot: QtBot, draft: Draft) -> None:
    posters = Posters()
    assert posters.still("a@1", lambda: draft, SIZE, 2.0) is None
    assert posters.waiting == 1
    with qtbot.waitSignal(posters.drawn) as told:
        pass
    assert told.args == ["a@1"]
    still = posters.still("a@1", lambda: draft, SIZE, 2.0)
    assert still is not None
    assert (still.width(), still.height()) == (176, 100)
    image = still.toImage()
    assert len({image.pixel(x, y) for x in range(0, 176, 8) for y in range(0, 100, 8)}) > 10
    again = posters.still("a@1", lambda: draft, SIZE, 2.0)
    assert again is not None
    assert again.cacheKey() == still.cacheKey()


def test_they_are_drawn_one_at_a_time(qtbot: QtBot, draft: Draft) -> None:
    posters = Posters()
    for number in range(3):
        posters.still(f"d{number}@1", lambda: draft, SIZE)
    for left in (2, 1, 0):
        with qtbot.waitSignal(posters.drawn):
            pass
        assert posters.waiting == left


def test_what_is_looked_at_comes_first_and_a_small_still_stands_in_for_it(qtbot: QtBot, draft: Draft) -> None:
    posters = Posters()
    large = QSize(176, 100)
    posters.still("a@1", lambda: draft, SIZE)
    with qtbot.waitSignal(posters.drawn):
        pass
    assert posters.other_size("b@1") is None
    posters.still("b@1", lambda: draft, SIZE)
    assert posters.still("a@1", lambda: draft, large, first=True) is None
    small = posters.other_size("a@1")
    assert small is not None
    assert small.size() == SIZE
    with qtbot.waitSignal(posters.drawn) as told:
        pass
    assert told.args == ["a@1"]
    found = posters.still("a@1", lambda: draft, large)
    assert found is not None
    assert found.size() == large
    posters.stop()


def test_a_draft_that_cannot_be_loaded_gives_an_empty_picture_once(qtbot: QtBot) -> None:
    asked = []

    def load() -> Draft:
        asked.append(1)
        raise UnknownName("draft", "x", ())

    posters = Posters()
    posters.still("x@1", load, SIZE)
    with qtbot.waitSignal(posters.drawn):
        pass
    still = posters.still("x@1", load, SIZE)
    assert still is not None
    assert still.isNull()
    assert asked == [1]


def test_shots_stand_side_by_side(qtbot: QtBot, desk: Desk) -> None:
    heist = desk.preset("heist-in-six").draft
    posters = Posters()
    for columns in (1, 3):
        posters.still("h@1", lambda: heist, SIZE, 1.0, columns)
        with qtbot.waitSignal(posters.drawn):
            pass
    one, three = (posters.still("h@1", lambda: heist, SIZE, 1.0, columns) for columns in (1, 3))
    assert one is not None
    assert three is not None
    assert one.toImage() != three.toImage()
    assert shown_shots(6, 3) == [0, 2, 5]
    assert shown_shots(2, 3) == [0, 1]
    assert shown_shots(1, 3) == [0]


def test_a_reel_moves_until_it_is_left(qtbot: QtBot, draft: Draft) -> None:
    theme().set_less_motion(False)
    posters = Posters()
    reel = Reel(posters)
    reel.play("a@1", lambda: draft)
    assert reel.playing
    first = image_of(reel)
    qtbot.waitUntil(lambda: reel.time > 0.4)
    assert image_of(reel) != first
    with qtbot.waitSignal(reel.moved):
        reel.stop()
    assert not reel.playing


def test_with_less_motion_nothing_plays(qtbot: QtBot, draft: Draft) -> None:
    reel = Reel(Posters())
    reel.play("a@1", lambda: draft)
    assert not reel.playing


def test_stopping_forgets_what_was_asked_for(qtbot: QtBot, draft: Draft, tmp_path: Path) -> None:
    posters = Posters()
    posters.still("a@1", lambda: draft, SIZE)
    posters.stop()
    assert posters.waiting == 0
