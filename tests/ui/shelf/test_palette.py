"""A few letters find what is meant; what cannot run now comes last, says why, and does not run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.panels.palette import CommandPalette
from ui.panels.palette_match import Item, how_well, nearest, ranked

Key = Qt.Key
COMMANDS = [
    Item("command", "merge", "Merge split beats", "scissors", "Shot", reason="needs two chosen beats"),
    Item("command", "split", "Split beat at playhead", "scissors", "Shot", "S"),
    Item("command", "jobs", "Split this shot into two jobs", "scissors", "Shot"),
    Item("command", "rehearse", "Rehearse", "play", "Take", "Ctrl+R"),
    Item("command", "settings", "Settings", "gear", "File", "Ctrl+,"),
]
THINGS = [
    Item("draft", "d1", "Splinter", "draft", "Draft"),
    Item("preset", "p1", "Two truths", "preset", "Preset"),
    Item("clip", "c1", "The last loaf, take 2", "clip", "Clip"),
]


def ids(items: Sequence[Item]) -> list[str]:
    return [item.id for item in items]


# ------------------------------------------------------------------------------------------------------ what is meant


def test_with_nothing_typed_everything_shows_and_what_is_off_comes_last() -> None:
    assert ids(ranked(COMMANDS, "")) == ["split", "jobs", "rehearse", "settings", "merge"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("reh", "rehearse"),
        ("SET", "settings"),
        ("splb", "split"),
        ("sbp", "split"),
        ("st2", None),
        ("two jobs", "jobs"),
        ("stwo", "jobs"),
        ("playhead", "split"),
    ],
)
def test_letters_in_order_find_it(query: str, first: str | None) -> None:
    found = ids(ranked(COMMANDS, query))
    assert (found[0] if found else None) == first


def test_the_start_of_a_name_beats_the_start_of_a_word_beats_the_middle() -> None:
    names = ["Unsplit", "A split", "Split"]
    scores = [how_well(name, "split") for name in names]
    assert scores == sorted(scores, key=lambda score: score or 0)
    assert how_well("Wipe between two takes", "wbtt") is not None


def test_a_whole_word_beats_the_start_of_a_longer_one() -> None:
    assert (how_well("Looks: light", "light") or 0) > (how_well("Lighthouse rise", "light") or 0)


def test_letters_strewn_by_chance_are_not_meant() -> None:
    assert how_well("Rehearse the whole thing once more", "hgo") is None


def test_a_sign_asks_for_commands_only() -> None:
    assert ids(ranked([*COMMANDS, *THINGS], "> spl")) == ["split", "jobs", "merge"]
    assert ids(ranked([*COMMANDS, *THINGS], "spl"))[0] == "d1"


def test_the_nearest_is_offered_where_nothing_is_found() -> None:
    assert ranked(COMMANDS, "slpit") == []
    offered = nearest(COMMANDS, "slpit")
    assert offered is not None
    assert offered.id in ("split", "jobs")
    assert nearest(COMMANDS, "qqqq") is None


# ------------------------------------------------------------------------------------------------------ by hand


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def palette(qtbot: QtBot, still: None, asked: list[str]) -> Iterator[CommandPalette]:
    window = QWidget()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    window.show()

    def find(query: str) -> Sequence[Item]:
        asked.append(query)
        return THINGS

    made = CommandPalette()
    qtbot.addWidget(made)
    made.open_over(window, COMMANDS, find)
    QApplication.processEvents()
    yield made
    made.close()


def test_it_opens_under_the_top_bar_with_the_keyboard(palette: CommandPalette) -> None:
    assert palette.isVisible()
    assert palette.width() == 430
    assert palette.field.hasFocus()
    assert ids(palette.rows.items)[0] == "split"
    assert palette.list.sizeHintForRow(0) == 34


def test_enter_runs_the_chosen_one(palette: CommandPalette, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.field, "split")
    QTest.keyClick(palette.field, Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as told:
        QTest.keyClick(palette.field, Key.Key_Return)
    assert told.args == ["command", "jobs"]
    assert not palette.isVisible()


def test_arrows_go_round(palette: CommandPalette) -> None:
    QTest.keyClick(palette.field, Key.Key_Up)
    assert palette.current == COMMANDS[0]
    QTest.keyClick(palette.field, Key.Key_Down)
    assert palette.current == COMMANDS[1]


def test_what_cannot_run_does_not(palette: CommandPalette, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.field, "merge")
    with qtbot.assertNotEmitted(palette.chosen):
        QTest.keyClick(palette.field, Key.Key_Return)
    assert palette.isVisible()


def test_drafts_presets_and_clips_are_found_too(palette: CommandPalette, asked: list[str], qtbot: QtBot) -> None:
    QTest.keyClicks(palette.field, "truths")
    assert "truths" in asked
    assert palette.current == THINGS[1]
    with qtbot.waitSignal(palette.chosen) as told:
        QTest.keyClick(palette.field, Key.Key_Return)
    assert told.args == ["preset", "p1"]


def test_a_clip_is_shown_where_only_its_words_hold_the_query(palette: CommandPalette) -> None:
    QTest.keyClicks(palette.field, "flour")
    assert ids(palette.rows.items) == ["c1"]


def test_a_click_runs(palette: CommandPalette, qtbot: QtBot) -> None:
    place = palette.list.visualRect(palette.rows.index(2)).center()
    with qtbot.waitSignal(palette.chosen) as told:
        QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["command", "rehearse"]


def test_the_offer_runs_by_enter(palette: CommandPalette, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.field, "> rehaerse")
    assert palette.none.text() == "Nothing called “rehaerse”."
    assert palette.offer.text() == "Rehearse?"
    with qtbot.waitSignal(palette.chosen) as told:
        QTest.keyClick(palette.field, Key.Key_Return)
    assert told.args == ["command", "rehearse"]


def test_escape_closes(palette: CommandPalette) -> None:
    QTest.keyClicks(palette.field, "x")
    QTest.keyClick(palette.field, Key.Key_Escape)
    assert not palette.isVisible()
