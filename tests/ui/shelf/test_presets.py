"""Presets are looked at, laid over a draft as one step, kept as versions; built-in ones stay and say so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from app.desk.snapshot import Notice
from app.domain.draft import Variable
from app.domain.variables import make_variable
from ui.kit.inputs import Choice, LineInput
from ui.kit.theme import theme
from ui.panels.presets.popup import PresetsPopup
from ui.panels.presets.words import fact_words, held, held_parts

Key = Qt.Key


@pytest.fixture
def popup(desk: Desk, window: QWidget, qtbot: QtBot) -> Iterator[PresetsPopup]:
    made = PresetsPopup(desk)
    qtbot.addWidget(made)
    made.open_over(window, "two-truths")
    QApplication.processEvents()
    yield made
    made.close()
    made.posters.stop()


def names(popup: PresetsPopup) -> list[str]:
    return [row.title for row in popup.list.rows.items]


def told_changes(popup: PresetsPopup) -> dict[str, list[str]]:
    return {part: [line.text() for line in row.lines] for part, row in popup.detail.overlay.rows.items()}


def over(desk: Desk, window: QWidget, qtbot: QtBot, preset_id: str) -> PresetsPopup:
    """The popup over an open draft."""
    made = PresetsPopup(desk)
    qtbot.addWidget(made)
    made.open_over(window, preset_id)
    return made


# ------------------------------------------------------------------------------------------------------ in words


def test_a_preset_says_what_it_holds(desk: Desk) -> None:
    two = desk.preset("two-truths")
    assert [part.id for part in held_parts(two.draft)][:4] == ["beats", "camera", "lines", "sound"]
    assert {change.part for change in held(two.draft)} >= {"frame", "shots", "cast"}
    assert fact_words(two) == "Story beats, 12 s, built in"
    own = desk.save_preset("Mine", draft=two.draft)
    assert fact_words(own) == "Story beats, 12 s, v1 of 24 Nov 2026"
    part = desk.save_preset("Part", draft=two.draft, parts=["look", "light"])
    assert fact_words(part) == "Look, light only, v1 of 24 Nov 2026"
    assert [each.id for each in held_parts(part.draft, part.parts)] == ["look", "light"]


# ------------------------------------------------------------------------------------------------------ looked at


def test_it_opens_at_the_preset_that_was_asked_for(popup: PresetsPopup, window: QWidget) -> None:
    assert popup.chosen == "two-truths"
    assert popup.detail.title.text() == "Two truths"
    middle = window.mapToGlobal(window.rect().center())
    assert popup.frameGeometry().contains(middle)
    popup.list.setFocus()
    QTest.keyClick(popup.list, Key.Key_Down)
    assert popup.detail.title.text() == "Product half-turn"


def test_without_a_draft_it_says_what_it_holds_and_why_it_cannot_lie_over(popup: PresetsPopup) -> None:
    assert popup.detail.over.text() == "It holds"
    assert popup.detail.apply.reason == "Laying over needs an open draft."
    assert popup.detail.reason.text().startswith("Laying over needs an open draft.")


def test_laying_over_says_what_changes_and_is_one_step(
    desk: Desk, window: QWidget, qtbot: QtBot, told: list[Notice]
) -> None:
    draft = desk.new("small-rescue", title="The last loaf")
    popup = over(desk, window, qtbot, "two-truths")
    assert popup.detail.over.text() == "Over “The last loaf” it changes"
    assert told_changes(popup)["shots"] == ["Shot 1: +4 s, purpose turn → pressure"]
    assert told_changes(popup)["beats"][0].startswith("Beat 1: +1 s, purpose establish → hook")
    popup.detail.apply.click()
    assert not popup.isVisible()
    laid = desk.snapshot.draft
    assert laid is not None
    assert (laid.id, laid.title, laid.seconds) == (draft.id, "The last loaf", 12.0)
    assert [(notice.id, notice.action) for notice in told] == [("notice.preset_applied", "undo")]
    desk.undo()
    assert desk.snapshot.draft == draft
    popup.posters.stop()


def test_only_what_is_ticked_lies_over(desk: Desk, window: QWidget, qtbot: QtBot, told: list[Notice]) -> None:
    draft = desk.new("small-rescue")
    popup = over(desk, window, qtbot, "two-truths")
    rows = popup.detail.overlay.rows
    for part in list(rows):
        if part not in ("look", "structure"):
            QTest.keyClick(popup.detail.overlay.rows[part].box, Key.Key_Space)
    assert popup.detail.overlay.parts == ("frame", "look"), "of the frame nothing is another"
    popup.detail.apply.click()
    assert desk.snapshot.draft == draft.replace(look=desk.preset("two-truths").draft.look)
    popup.posters.stop()


def test_nothing_ticked_lies_over_nothing(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    desk.new("small-rescue")
    kept = desk.save_preset("Look", draft=desk.preset("two-truths").draft, parts=["look"])
    popup = over(desk, window, qtbot, kept.id)
    assert list(popup.detail.overlay.rows) == ["look"]
    popup.detail.overlay.rows["look"].box.click()
    assert popup.detail.apply.reason == "No part is ticked."
    popup.detail.overlay.rows["look"].box.click()
    assert not popup.detail.apply.reason
    popup.close()
    popup.posters.stop()


def test_shots_that_find_none_are_named(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    desk.new("small-rescue")
    popup = over(desk, window, qtbot, "heist-in-six")
    assert not any("find none here" in line for line in told_changes(popup)["camera"])
    popup.detail.overlay.rows["shots"].box.click()
    assert told_changes(popup)["camera"][-1] == "5 of its shots find none here; tick Length to bring them along"
    popup.close()
    popup.posters.stop()


def test_beats_or_their_structure_lie_over(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    desk.new("small-rescue")
    popup = over(desk, window, qtbot, "two-truths")
    overlay = popup.detail.overlay
    assert (overlay.rows["beats"].box.isChecked(), overlay.rows["structure"].box.isChecked()) == (True, False)
    overlay.rows["structure"].box.click()
    assert (overlay.rows["beats"].box.isChecked(), overlay.rows["structure"].box.isChecked()) == (False, True)
    assert "structure" in overlay.parts
    overlay.rows["beats"].box.click()
    assert (overlay.rows["beats"].box.isChecked(), overlay.rows["structure"].box.isChecked()) == (True, False)
    assert overlay.parts == ()
    popup.close()
    popup.posters.stop()


def test_variables_are_asked_for_and_the_changes_follow(
    desk: Desk, window: QWidget, qtbot: QtBot, told: list[Notice]
) -> None:
    desk.new("small-rescue")
    kept = desk.save_preset("Story", draft=desk.preset("two-truths").draft, parts=["beats"])
    popup = over(desk, window, qtbot, kept.id)
    fields = popup.detail.overlay.variables.fields
    bram = fields["bram"]
    assert isinstance(bram, LineInput)
    assert (bram.accessibleName(), bram.text()) == ("Bram", "Bram")
    bram.clear()
    QTest.keyClicks(bram, "The harbour master")
    assert "“The harbour master”" in told_changes(popup)["beats"][0]
    assert popup.detail.overlay.variables.fields["bram"] is bram, "the field stays while one types"
    bram.setText("maren")
    popup.detail.apply.click()
    laid = desk.snapshot.draft
    assert laid is not None
    assert laid.shots[0].beats[0].subject == "{cast:maren}", "who has the name of one of the cast is that one"
    popup.posters.stop()


def test_a_variable_without_a_value_keeps_it_from_lying_over(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    desk.new("two-truths")
    drink = Variable(id="drink", label="Drink", kind="choice", choices=("rum", "gin"))
    kept = desk.save_preset("Tea", draft=make_variable(desk.preset("small-rescue").draft, "tea", drink))
    popup = over(desk, window, qtbot, kept.id)
    assert popup.detail.apply.reason == popup.detail.reason.text() == "“Drink” has no value."
    field = popup.detail.overlay.variables.fields["drink"]
    assert isinstance(field, Choice)
    field.set_value("gin")
    field.picked.emit("gin")
    assert not popup.detail.apply.reason
    popup.detail.new.click()
    assert "gin rocking" in str(desk.snapshot.draft)
    popup.posters.stop()


def test_versions_are_listed_and_brought_back(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    desk.new("small-rescue")
    desk.save_preset("Mine")
    desk.edit("look.mood", "wry")
    kept = desk.save_preset("Mine", note="Wry now")
    popup = over(desk, window, qtbot, kept.id)
    assert popup.detail.view.isVisible()
    popup.detail.view.set_value("versions")
    popup.detail.view.chosen.emit("versions")
    rows = popup.detail.versions.rows
    assert [row.title.text() for row in rows] == ["Version 2", "Version 1"]
    assert rows[0].note.text() == "Wry now"
    assert [line.text() for line in rows[1].lines] == ["Look: mood “wry” → “tender, dry”"]
    assert rows[0].back.isHidden()
    with qtbot.waitSignal(popup.changed):
        rows[1].back.click()
    assert desk.preset(kept.id).version == 3
    assert desk.preset(kept.id).draft.look.mood == "tender, dry"
    assert popup.detail.versions.isVisible(), "one stays at the versions"
    popup.close()
    popup.posters.stop()


def test_a_preset_that_changes_nothing_is_off(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    desk.new("small-rescue")
    popup = over(desk, window, qtbot, "small-rescue")
    assert popup.detail.apply.reason == "The open draft says the same already."
    popup.close()
    popup.posters.stop()


def test_a_new_draft_is_asked_for(popup: PresetsPopup, qtbot: QtBot) -> None:
    with qtbot.waitSignal(popup.new_asked) as told:
        popup.detail.new.click()
    assert told.args == ["two-truths"]
    assert not popup.isVisible()


def test_the_filter_looks_into_names_and_sentences(popup: PresetsPopup) -> None:
    QTest.keyClicks(popup.filter, "ticket")
    QTest.keyClicks(popup.filter, "zz")
    assert popup.chosen == ""
    assert not popup.detail.isVisible()
    popup.filter.clear()
    QTest.keyClicks(popup.filter, "bottle")
    assert names(popup) == ["Product half-turn"]
    assert popup.detail.title.text() == "Product half-turn"


def test_built_in_presets_stay(popup: PresetsPopup, told: list[Notice]) -> None:
    assert popup.detail.rename.reason.startswith("Built-in presets stay")
    assert popup.detail.throw.reason
    QTest.keyClick(popup.list, Key.Key_Delete)
    assert [notice.id for notice in told] == ["preset_builtin"]


def test_an_own_preset_is_renamed_and_thrown_away(popup: PresetsPopup, desk: Desk, qtbot: QtBot) -> None:
    own = desk.save_preset("Mine", draft=desk.preset("two-truths").draft)
    popup.refresh(own.id)
    popup.detail.rename.click()
    assert popup.detail.name.isVisible()
    with qtbot.waitSignal(popup.changed):
        QTest.keyClicks(popup.detail.name, "Lamp")
        QTest.keyClick(popup.detail.name, Key.Key_Return)
    assert desk.preset(own.id).name == "Lamp"
    assert popup.detail.title.text() == "Lamp"
    with qtbot.waitSignal(popup.changed):
        popup.detail.throw.click()
    assert "Lamp" not in names(popup)
    desk.restore_preset(own.id)
    assert desk.preset(own.id).name == "Lamp"


def test_its_animatic_plays_under_the_pointer(popup: PresetsPopup, qtbot: QtBot) -> None:
    theme().set_less_motion(False)
    picture = popup.detail.picture
    QTest.mouseMove(picture, QPoint(20, 20))
    qtbot.waitUntil(lambda: picture.reel.playing)
    first = picture.grab().toImage()
    qtbot.waitUntil(lambda: picture.reel.time > 0.3)
    assert picture.grab().toImage() != first
    picture.leaveEvent(None)
    assert not picture.reel.playing


def test_it_is_asked_to_import_and_export(popup: PresetsPopup, qtbot: QtBot) -> None:
    with qtbot.waitSignal(popup.export_asked) as told:
        popup.detail.export.click()
    assert told.args[0].id == "two-truths"
    assert not popup.isVisible()
    with qtbot.waitSignal(popup.import_asked):
        popup.take_in.click()
