"""The first minute: six animatics to start from, blank forms, what is known of models, a place to drop things."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from ui.kit.theme import theme
from ui.panels.welcome.panel import WelcomePanel
from ui.panels.welcome.side import DropPlace, ModelRow

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
FIRST_SIX = [
    "small-rescue", "slow-push-to-eyes", "heist-in-six", "rooftop-crane-away", "two-truths", "product-half-turn",
]  # fmt: skip


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> Iterator[WelcomePanel]:
    made = WelcomePanel(desk)
    made.resize(1215, 860)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.posters.stop()


def scrolls(panel: WelcomePanel) -> bool:
    bar = panel.area.verticalScrollBar()
    return bar.maximum() > bar.minimum()


def test_six_presets_greet(panel: WelcomePanel) -> None:
    assert [card.preset.id for card in panel.grid.cards] == FIRST_SIX
    assert [card.current for card in panel.grid.cards] == [True] + [False] * 5


def test_enter_or_a_click_on_a_card_starts_it(panel: WelcomePanel, qtbot: QtBot) -> None:
    panel.focus_first()
    with qtbot.waitSignal(panel.start_asked) as told:
        QTest.keyClick(panel.grid.cards[0], Key.Key_Return)
    assert told.args == ["small-rescue"]
    with qtbot.waitSignal(panel.start_asked) as told:
        QTest.mouseClick(panel.grid.cards[4], LEFT)
    assert told.args == ["two-truths"]


def test_arrows_walk_through_the_cards(panel: WelcomePanel) -> None:
    cards = panel.grid.cards
    panel.focus_first()
    at = 0
    for key, place in ((Key.Key_Right, 1), (Key.Key_Down, 4), (Key.Key_Down, 4), (Key.Key_Left, 3), (Key.Key_Up, 0)):
        QTest.keyClick(cards[at], key)
        at = place
        assert cards[place].hasFocus()
        assert [card.current for card in cards].index(True) == place


def test_a_card_plays_under_the_pointer_and_stops_when_left(panel: WelcomePanel, qtbot: QtBot) -> None:
    theme().set_less_motion(False)
    card = panel.grid.cards[1]
    QTest.mouseMove(card, QPoint(40, 40))
    qtbot.waitUntil(lambda: card.reel.playing)
    assert card.current
    QTest.mouseMove(panel.grid.cards[2], QPoint(40, 40))
    qtbot.waitUntil(lambda: not card.reel.playing)
    panel.hide()
    assert not panel.grid.cards[2].reel.playing


def test_a_card_plays_while_the_keyboard_is_on_it(panel: WelcomePanel, qtbot: QtBot) -> None:
    theme().set_less_motion(False)
    panel.focus_first()
    assert not panel.grid.cards[0].reel.playing
    QTest.keyClick(panel.grid.cards[0], Key.Key_Right)
    assert panel.grid.cards[1].reel.playing
    panel.side.drop.open.setFocus()
    assert not panel.grid.cards[1].reel.playing


def test_nothing_is_drawn_before_the_first_paint(desk: Desk, qtbot: QtBot) -> None:
    made = WelcomePanel(desk)
    qtbot.addWidget(made)
    assert made.posters.waiting == 0
    made.resize(1215, 860)
    made.show()
    made.grab()
    assert made.posters.waiting == 6
    qtbot.waitUntil(lambda: made.posters.waiting == 0)


def test_blank_forms_are_a_button_each(panel: WelcomePanel, qtbot: QtBot) -> None:
    assert list(panel.blank_buttons) == ["sora-story-beats", "kling-camera-path", "kling-shot-list"]
    with qtbot.waitSignal(panel.new_asked) as told:
        panel.blank_buttons["kling-camera-path"].click()
    assert told.args == ["kling-camera-path"]


def test_what_is_known_of_models_is_said_and_nothing_more(panel: WelcomePanel) -> None:
    rows = {row.accessibleName(): row.accessibleDescription() for row in panel.side.models.findChildren(ModelRow)}
    assert rows["Animatic"] == "Built in, free, offline"
    assert rows["Kling"] == "3.0, 3.0 Omni, 3.0 Turbo, 2.6, O1, 2.5 Turbo"
    assert rows["fal"].startswith("Kling 4.0, Kling 3.0 Standard, Kling 3.0 Pro, Seedance 2.5")
    assert rows["Replicate"].startswith("Runway Gen-4.5")
    assert rows["Sora 2, Sora 2 Pro"] == "Closed 24 Sep 2026. Its forms still work."
    panel.refresh()
    QApplication.processEvents()
    assert len([row for row in panel.side.models.findChildren(ModelRow) if row.isVisible()]) == len(rows)


def drop(place: DropPlace, *files: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    shared = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(10, 10), *shared)
    enter.ignore()
    QApplication.sendEvent(place, enter)
    if enter.isAccepted():
        QApplication.sendEvent(place, QDropEvent(QPointF(10, 10), *shared))
    return enter.isAccepted()


def test_clips_drafts_and_presets_can_be_dropped(panel: WelcomePanel, tmp_path: Path) -> None:
    dropped: list[Path] = []
    panel.file_dropped.connect(dropped.append)
    assert drop(panel.side.drop, tmp_path / "take.MP4", tmp_path / "a.draft.json", tmp_path / "notes.txt")
    assert [file.name for file in dropped] == ["take.MP4", "a.draft.json"]
    assert not drop(panel.side.drop, tmp_path / "notes.txt")


def test_files_can_be_opened_and_looks_chosen(panel: WelcomePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.open_asked):
        panel.side.drop.open.click()
    with qtbot.waitSignal(panel.looks_asked) as told:
        next(each for each in panel.side.looks.findChildren(QRadioButton) if each.accessibleName() == "Dark").click()
    assert told.args == ["dark"]
    panel.show_looks("light")
    assert panel.side.looks.value() == "light"


@pytest.mark.parametrize("size", [(1084, 760), (1215, 860), (2300, 1400)])
def test_everything_fits_where_there_is_a_window_of_its_own(panel: WelcomePanel, size: tuple[int, int]) -> None:
    panel.resize(QSize(*size))
    QApplication.processEvents()
    assert not scrolls(panel)
    cards = panel.grid.cards
    assert {card.y() for card in cards[:3]} == {cards[0].y()}
    assert cards[3].y() > cards[0].y()
    assert panel.side.mapTo(panel, QPoint()).x() > panel.grid.mapTo(panel, QPoint(panel.grid.width(), 0)).x()


@pytest.mark.parametrize("size", [(752, 570), (500, 600)])
def test_the_cards_come_first_where_it_is_narrow(panel: WelcomePanel, size: tuple[int, int]) -> None:
    panel.resize(QSize(*size))
    QApplication.processEvents()
    first, last = panel.grid.cards[0], panel.grid.cards[-1]
    assert panel.rect().contains(first.mapTo(panel, first.rect().bottomRight()))
    if size[0] > 560:
        assert panel.rect().contains(last.mapTo(panel, last.rect().bottomRight()))
    assert panel.area.horizontalScrollBar().maximum() == 0
    assert panel.side.mapTo(panel, QPoint()).y() > last.mapTo(panel, QPoint()).y()
