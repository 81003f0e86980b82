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
from app.domain.draft import Draft
from ui.kit.theme import theme
from ui.panels.presets import PresetsPopup
from ui.panels.presets_detail import ChangeRow
from ui.panels.presets_save import SavePresetPopup
from ui.panels.presets_words import changes, fact_words, held, held_parts

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    return made


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


def told_changes(popup: PresetsPopup) -> list[str]:
    return [row.accessibleName() for row in popup.detail.findChildren(ChangeRow)]


def with_beats(draft: Draft, *seconds: float) -> Draft:
    shot = draft.shots[0]
    beats = tuple(beat.replace(seconds=long) for beat, long in zip(shot.beats, seconds, strict=True))
    changed: Draft = draft.replace(shots=(shot.replace(beats=beats),))
    return changed


# ------------------------------------------------------------------------------------------------------ in words


def test_what_stays_the_same_is_not_told(desk: Desk) -> None:
    draft = desk.preset("small-rescue").draft
    assert changes(draft, draft) == []
    assert changes(draft, draft.replace(title="Another", note="x")) == []


def test_changes_are_told_in_film_terms(desk: Desk) -> None:
    story, camera = desk.preset("small-rescue").draft, desk.preset("product-half-turn").draft
    found = {change.part: change for change in changes(story, camera)}
    assert (found["camera"].before, found["camera"].after) == ("slow push in", "arc right")
    assert (found["frame"].before, found["frame"].after) == ("16:9, 720p, sound on", "1:1, 720p, no sound")
    assert (found["shots"].before, found["shots"].after) == ("One take, 8 s", "One take, 6 s")
    assert found["lines"].after == ""
    assert found["camera"].track == "cam"


def test_longer_and_shorter_beats_are_named(desk: Desk) -> None:
    draft = with_beats(desk.preset("small-rescue").draft, 2, 2, 2, 2)
    change = next(each for each in changes(draft, with_beats(draft, 2, 3.5, 2, 0.5)) if each.part == "beats")
    assert change.remark == "Beat 2: +1.5 s; Beat 4: −1.5 s"


def test_shots_that_move_otherwise_are_named(desk: Desk) -> None:
    draft = desk.preset("heist-in-six").draft
    keys = draft.shots[1].keys[:1]
    stilled = draft.replace(shots=(draft.shots[0].replace(keys=draft.shots[0].keys[:1]), *draft.shots[1:]))
    moved = stilled.replace(shots=(stilled.shots[0], draft.shots[1].replace(keys=keys), *draft.shots[2:]))
    camera = [each.remark for each in changes(draft, moved) if each.part == "camera"]
    assert camera
    assert camera[0].startswith("Shot 1: ")
    assert camera[0].endswith(" becomes locked off")


def test_a_preset_says_what_it_holds(desk: Desk) -> None:
    two = desk.preset("two-truths")
    assert [part.id for part in held_parts(two.draft)][:4] == ["beats", "camera", "lines", "sound"]
    assert {change.part for change in held(two.draft)} >= {"frame", "shots", "cast"}
    assert fact_words(two) == "Story beats, 12 s, built in"
    own = desk.save_preset("Mine", draft=two.draft)
    assert fact_words(own) == "Story beats, 12 s, v1 of 24 Nov 2026"


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
    popup = PresetsPopup(desk)
    qtbot.addWidget(popup)
    popup.open_over(window, "two-truths")
    assert popup.detail.over.text() == "Over “The last loaf” it changes"
    assert "Camera: slow push in becomes locked off" in told_changes(popup)
    popup.detail.apply.click()
    assert not popup.isVisible()
    laid = desk.snapshot.draft
    assert laid is not None
    assert (laid.id, laid.title, laid.seconds) == (draft.id, "The last loaf", 12.0)
    assert [(notice.id, notice.action) for notice in told] == [("notice.preset_applied", "undo")]
    desk.undo()
    assert desk.snapshot.draft == draft
    popup.posters.stop()


def test_a_preset_that_changes_nothing_is_off(desk: Desk, window: QWidget, qtbot: QtBot) -> None:
    desk.new("small-rescue")
    popup = PresetsPopup(desk)
    qtbot.addWidget(popup)
    popup.open_over(window, "small-rescue")
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
