"""Drafts and parts of them are kept as presets with variables; files come in whole or are refused with all reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from app.desk.snapshot import Notice
from ui.kit.notify import sentences
from ui.panels.files import RefusedPopup
from ui.panels.presets.files import PresetFiles
from ui.panels.presets.save import SavePresetPopup

Key = Qt.Key


# ------------------------------------------------------------------------------------------------------ kept


@pytest.fixture
def saving(desk: Desk, window: QWidget, qtbot: QtBot) -> SavePresetPopup:
    desk.new("small-rescue", title="The last loaf")
    made = SavePresetPopup(desk)
    qtbot.addWidget(made)
    made.open_under(window)
    return made


def test_a_draft_is_kept_under_its_name(saving: SavePresetPopup, desk: Desk, qtbot: QtBot) -> None:
    assert saving.name.text() == "The last loaf"
    assert saving.says.text() == "A new preset on the shelf."
    QTest.keyClicks(saving.about, "A bakery at night")
    with qtbot.waitSignal(saving.saved) as told:
        QTest.keyClick(saving.name, Key.Key_Return)
    kept = desk.preset(told.args[0])
    assert (kept.name, kept.about, kept.version) == ("The last loaf", "A bakery at night", 1)
    assert not saving.isVisible()


def test_the_same_name_says_that_it_becomes_a_version(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    desk.new("small-rescue", title="Mine")
    desk.save_preset("Mine")
    saving = SavePresetPopup(desk)
    qtbot.addWidget(saving)
    assert "becomes version 2" in saving.says.text()
    assert saving.keep.text() == "Save version 2"
    saving.keep.click()
    assert [preset.version for preset in desk.presets() if preset.name == "Mine"] == [2]


def test_a_built_in_name_stands_beside(saving: SavePresetPopup) -> None:
    saving.name.setText("Two truths")
    assert saving.says.text() == "A built-in preset has this name; yours stands beside it."
    saving.close()


def test_a_preset_needs_a_name_and_a_draft(saving: SavePresetPopup, desk: Desk, qtbot: QtBot) -> None:
    saving.name.clear()
    assert saving.keep.reason == saving.says.text() == "A preset needs a name."
    QTest.keyClick(saving.name, Key.Key_Return)
    assert saving.isVisible()
    saving.close()
    desk.close_draft()
    without = SavePresetPopup(desk)
    qtbot.addWidget(without)
    assert without.keep.reason == "No draft is open."


def test_parts_are_ticked_and_words_become_variables(saving: SavePresetPopup, desk: Desk, qtbot: QtBot) -> None:
    saving.parts.way.set_value("parts")
    saving.parts.way.chosen.emit("parts")
    assert saving.keep.reason == "No part is ticked."
    QTest.keyClick(saving.parts.boxes["structure"], Key.Key_Space)
    QTest.keyClick(saving.parts.boxes["beats"], Key.Key_Space)
    assert not saving.parts.boxes["structure"].isChecked(), "beats hold their structure"
    assert saving.held.text().startswith("Its cast and props stay behind, so it asks for Maren, ")
    saving.variables.add.click()
    row = saving.variables.rows[0]
    assert row.words.hasFocus()
    assert row.height() >= row.sizeHint().height(), "the plate grows with its rows"
    assert saving.keep.reason == "Say which words of the draft become the variable."
    QTest.keyClicks(row.words, "left hand")
    assert saving.keep.reason == "“left hand” stands nowhere in what is kept."
    row.words.setText("right hand")
    QTest.keyClicks(row.label, "Hand")
    with qtbot.waitSignal(saving.saved) as told:
        saving.keep.click()
    kept = desk.preset(told.args[0])
    assert (kept.parts, [each.id for each in kept.draft.variables]) == (("beats",), ["maren", "chart", "cup", "hand"])
    assert "in her {hand}" in kept.draft.shots[0].beats[2].action


def test_a_choice_has_choices_and_a_row_can_go(saving: SavePresetPopup) -> None:
    row = saving.variables.add_row()
    row.words.setText("right hand")
    row.kind.set_value("choice")
    row.kind.picked.emit("choice")
    assert row.height() >= row.sizeHint().height()
    assert saving.keep.reason == "The variable “right-hand” is a choice without choices."
    row.choices.setText("left hand")
    assert not saving.keep.reason
    row.away.click()
    assert saving.variables.rows == []
    assert not saving.keep.reason
    saving.close()


def test_a_version_has_a_note(desk: Desk, window: QWidget, qtbot: QtBot, saving: SavePresetPopup) -> None:
    assert saving.note.isHidden()
    desk.save_preset("The last loaf")
    again = SavePresetPopup(desk)
    qtbot.addWidget(again)
    assert not again.note.isHidden()
    again.note.setText("Warmer")
    again.keep.click()
    assert [each.note for each in desk.preset_versions("the-last-loaf")] == ["Warmer", ""]
    saving.close()


# ------------------------------------------------------------------------------------------------------ as a file


def test_a_file_goes_out_and_comes_in(
    desk: Desk, window: QWidget, qtbot: QtBot, tmp_path: Path, told: list[Notice]
) -> None:
    files = PresetFiles(desk, window)
    file = tmp_path / "two.preset.json"
    files.hand_on(desk.preset("two-truths"), file)
    with qtbot.waitSignal(files.kept) as kept:
        files.take_in(file)
    assert desk.preset(kept.args[0]).draft == desk.preset("two-truths").draft
    value = json.loads(file.read_text(encoding="utf-8"))
    value["draft"]["note"] = "{nobody}"
    file.write_text(json.dumps(value), encoding="utf-8")
    files.take_in(file)
    assert [notice.id for notice in told] == ["notice.preset_written", "notice.preset_remarks"]
    assert "{nobody} stands in its texts" in sentences(told[-1])[0]
    files.hand_on(desk.preset("two-truths"), tmp_path)
    assert told[-1].level == "error"


def test_a_bad_file_lists_what_is_wrong_and_changes_nothing(
    desk: Desk, window: QWidget, qtbot: QtBot, tmp_path: Path, told: list[Notice]
) -> None:
    files = PresetFiles(desk, window)
    file = tmp_path / "bad.json"
    file.write_text(json.dumps({"schema": "preset/1", "id": "x", "name": 2, "wat": 1, "draft": {}}), encoding="utf-8")
    files.take_in(file)
    assert [notice.id for notice in told] == ["file_foreign"]
    files.hand_on(desk.preset("two-truths"), file)
    value = json.loads(file.read_text(encoding="utf-8")) | {"name": 2, "wat": 1}
    file.write_text(json.dumps(value), encoding="utf-8")
    files.take_in(file)
    popup = window.findChild(RefusedPopup)
    assert popup is not None
    said = [line.text() for line in popup.lines]
    assert said == ["name: it has to be text.", "wat is no field of a preset."]
    popup.done.click()
    assert [preset.name for preset in desk.presets() if not preset.builtin] == []
