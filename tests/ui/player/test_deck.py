"""Where the player puts things: words under way over those of the stage, bar and buttons in a tall strip."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.animatic.paint import band_height
from ui.panels.player.panel import PlayerPanel


def test_what_is_under_way_leaves_nothing_of_the_words_of_the_stage(player: PlayerPanel) -> None:
    player.picture.set_note("Drawing", 0.5)
    area = player.picture.picture_rect()
    image = player.picture.grab().toImage()
    top = round(area.bottom() + 1 - band_height(area.width(), area.height())) + 1
    ground = image.pixel(2, area.bottom() - 1)
    # the words begin 12 pixels in
    assert {image.pixel(x, y) for x in range(11) for y in range(top, area.bottom())} == {ground}


def test_in_a_tall_strip_bar_and_buttons_stand_together_at_the_foot(qtbot: QtBot, player: PlayerPanel) -> None:
    def between() -> int:
        bar, buttons = player.bar.geometry(), player.transport.geometry()
        return int(buttons.top() - bar.bottom())

    low = between()
    player.resize(1500, 560)
    qtbot.waitUntil(lambda: between() < low)
    assert player.transport.mapTo(player, player.transport.rect().bottomLeft()).y() > 540


def test_in_a_tall_strip_each_beat_says_what_is_asked_of_it(qtbot: QtBot, player: PlayerPanel) -> None:
    lane = player.bar.beats
    assert lane.cards
    low = lane.height()
    player.resize(1500, 560)
    qtbot.waitUntil(lambda: lane.height() > 200)
    assert lane.told[0][0] == ("", lane.cards[0].action)
    told = lane.grab().toImage()
    # under the name there are words, and not one ground
    assert len({told.pixel(x, y) for x in range(10, 90) for y in range(30, 60)}) > 4
    player.resize(1500, 232)
    qtbot.waitUntil(lambda: lane.height() == low)
