"""Drives the shelf with real keys and a real mouse over the real desk: find, open, rename, throw away, take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from app.desk.snapshot import Notice
from ui.kit.popups import Popup
from ui.panels.posters import Posters
from ui.panels.shelf.panel import ShelfPanel
from ui.panels.shelf.popups import TrashPopup, WhyPopup
from ui.panels.shelf.rows import Row

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> Iterator[ShelfPanel]:
    desk.new("sora-story-beats", title="The last loaf")
    desk.new("kling-camera-path", title="Ferry turn")
    desk.close_draft()
    made = ShelfPanel(desk)
    made.resize(224, 700)
    desk.changed.connect(made.show_snapshot)
    made.show_snapshot(desk.snapshot)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: "Small rescue" in titles(made, "preset"))
    yield made
    made.posters.stop()
    desk.changed.disconnect(made.show_snapshot)


def titles(panel: ShelfPanel, kind: str = "draft") -> list[str]:
    return [row.title for row in panel.list.rows.items if row.kind == kind]


def line(panel: ShelfPanel, title: str) -> Row:
    found: Row = next(row for row in panel.list.rows.items if row.title == title)
    return found


def spot(panel: ShelfPanel, title: str) -> QPoint:
    index = panel.list.rows.index(panel.list.rows.row_of(line(panel, title).key))
    panel.list.scrollTo(index)
    return panel.list.visualRect(index).center()


def click(panel: ShelfPanel, title: str) -> None:
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=spot(panel, title))


def press(panel: ShelfPanel, title: str, key: Qt.Key) -> None:
    panel.list.choose(line(panel, title).key)
    panel.list.setFocus()
    QTest.keyClick(panel.list, key)


def popup_of(kind: type[Popup]) -> Popup:
    found = next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())
    assert isinstance(found, Popup)
    return found


def test_everything_stands_under_its_group(panel: ShelfPanel, desk: Desk) -> None:
    assert titles(panel, "group") == ["Drafts", "Presets", "Library"]
    assert sorted(titles(panel)) == ["Ferry turn", "The last loaf"]
    assert titles(panel, "preset")[0] == "Small rescue"
    assert line(panel, "Ferry turn").track == "cam"
    assert line(panel, "The last loaf").second.startswith("Story beats, ")


def test_a_first_day_says_what_belongs_here(desk: Desk, qtbot: QtBot) -> None:
    made = ShelfPanel(desk)
    qtbot.addWidget(made)
    made.show()
    said = titles(made, "empty")
    assert said[0].startswith("Your first draft appears here.")
    qtbot.waitUntil(lambda: "No clips yet." in titles(made, "empty"))


def test_a_click_asks_for_a_draft_and_the_open_one_is_chosen(panel: ShelfPanel, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.draft_asked) as told:
        click(panel, "The last loaf")
    desk.open_draft(told.args[0])
    assert panel.list.current == line(panel, "The last loaf")


def test_the_open_draft_says_what_is_typed_before_it_is_saved(panel: ShelfPanel, desk: Desk) -> None:
    desk.open_draft(line(panel, "Ferry turn").id)
    desk.edit("title", "Ferry turns")
    assert "Ferry turns" in titles(panel)
    assert panel.list.current == line(panel, "Ferry turns")


def test_typing_in_the_filter_leaves_what_holds_it(panel: ShelfPanel, qtbot: QtBot) -> None:
    QTest.keyClicks(panel.filter, "loaf")
    assert titles(panel) == ["The last loaf"]
    assert titles(panel, "group") == ["Drafts"]
    QTest.keyClicks(panel.filter, "xyz")
    assert titles(panel, "empty") == ["Nothing here is called “loafxyz”."]
    QTest.keyClick(panel.filter, Key.Key_Escape)
    assert len(titles(panel, "group")) == 3
    QTest.keyClick(panel.filter, Key.Key_Down)
    assert panel.list.hasFocus()


def typed(panel: ShelfPanel, title: str, text: str, key: Qt.Key) -> None:
    """Press F2 on a draft, type, and end it."""
    press(panel, title, Key.Key_F2)
    editor = panel.list.editor
    assert editor is not None
    assert editor.hasFocus()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, key)
    assert not editor.isVisible()


def test_f2_renames_in_place_and_escape_does_not(panel: ShelfPanel, desk: Desk) -> None:
    draft_id = line(panel, "Ferry turn").id
    typed(panel, "Ferry turn", "Slow ferry", Key.Key_Return)
    assert "Slow ferry" in titles(panel)
    assert desk.load_draft(draft_id).title == "Slow ferry"
    typed(panel, "Slow ferry", "x", Key.Key_Escape)
    assert panel.list.hasFocus()
    assert desk.load_draft(draft_id).title == "Slow ferry"


def test_a_draft_goes_to_the_trash_without_a_question_and_comes_back(
    panel: ShelfPanel, desk: Desk, qtbot: QtBot
) -> None:
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    draft_id = line(panel, "Ferry turn").id
    press(panel, "Ferry turn", Key.Key_Delete)
    assert titles(panel) == ["The last loaf"]
    assert [(notice.action, notice.target) for notice in heard] == [("restore_draft", draft_id)]
    QTest.mouseClick(panel.trash, LEFT)
    popup = popup_of(TrashPopup)
    assert isinstance(popup, TrashPopup)
    popup.buttons[draft_id].click()
    assert sorted(titles(panel)) == ["Ferry turn", "The last loaf"]
    assert popup.buttons == {}
    popup.close()


def test_the_open_draft_closes_when_it_is_thrown_away(panel: ShelfPanel, desk: Desk) -> None:
    desk.open_draft(line(panel, "Ferry turn").id)
    press(panel, "Ferry turn", Key.Key_Delete)
    assert desk.snapshot.draft is None
    assert titles(panel) == ["The last loaf"]


def test_an_unreadable_file_keeps_its_row_and_says_why(panel: ShelfPanel, home: Path, qtbot: QtBot) -> None:
    (home / "drafts" / "night.draft.json").write_text('{"schema": "draft/1",')
    panel.refresh()
    assert line(panel, "night.draft.json").second == "Cannot be read"
    with qtbot.assertNotEmitted(panel.draft_asked):
        click(panel, "night.draft.json")
    popup = popup_of(WhyPopup)
    assert isinstance(popup, WhyPopup)
    assert "line 1" in popup.sentence.text()
    popup.throw.click()
    assert "night.draft.json" not in titles(panel)
    assert list((home / "trash" / "drafts").iterdir())


def test_an_unreadable_preset_says_why_too(panel: ShelfPanel, home: Path) -> None:
    (home / "presets" / "old.preset.json").write_text("[]")
    panel.refresh()
    assert line(panel, "old.preset.json").second == "Cannot be read"
    click(panel, "old.preset.json")
    popup = popup_of(WhyPopup)
    assert isinstance(popup, WhyPopup)
    assert not popup.throw.isVisible()
    popup.close()
    press(panel, "old.preset.json", Key.Key_Delete)
    assert (home / "presets" / "old.preset.json").exists()


def test_a_draft_whose_aim_closed_says_when(panel: ShelfPanel, desk: Desk) -> None:
    desk.new("sora-story-beats", {"aim": "openai/sora-2"}, title="Old storyboard")
    panel.refresh()
    assert "24 Sep 2026" in line(panel, "Old storyboard").retired
    assert line(panel, "Ferry turn").retired == ""


def test_left_and_right_fold_groups(panel: ShelfPanel) -> None:
    press(panel, "The last loaf", Key.Key_Left)
    assert panel.list.current == line(panel, "Drafts")
    QTest.keyClick(panel.list, Key.Key_Left)
    assert titles(panel) == []
    assert not line(panel, "Drafts").open
    QTest.keyClick(panel.list, Key.Key_Right)
    assert len(titles(panel)) == 2
    click(panel, "Presets")
    assert titles(panel, "preset") == []


def test_presets_beyond_the_first_show_when_asked(panel: ShelfPanel, desk: Desk) -> None:
    assert len(titles(panel, "preset")) == 6
    click(panel, "23 more")
    assert len(titles(panel, "preset")) == 29


def test_own_presets_come_first_with_their_version(panel: ShelfPanel, desk: Desk, qtbot: QtBot) -> None:
    draft = desk.load_draft(line(panel, "The last loaf").id)
    desk.save_preset("Lamp and rain", draft=draft)
    desk.save_preset("Lamp and rain", draft=draft)
    panel.refresh()
    assert titles(panel, "preset")[0] == "Lamp and rain"
    assert line(panel, "Lamp and rain").second == "v2"
    with qtbot.waitSignal(panel.preset_asked) as told:
        press(panel, "Lamp and rain", Key.Key_Return)
    assert told.args == [line(panel, "Lamp and rain").id]
    press(panel, "Lamp and rain", Key.Key_Delete)
    assert "Lamp and rain" not in titles(panel, "preset")


def test_a_built_in_preset_stays_and_says_why(panel: ShelfPanel, told: list[Notice]) -> None:
    press(panel, "Small rescue", Key.Key_Delete)
    assert [notice.id for notice in told] == ["preset_builtin"]
    menu = panel.menu_for(line(panel, "Small rescue"))
    reasons = {action.text(): action.property("reason") for action in menu.actions() if action.text()}
    assert reasons["Move to trash"] == reasons["Rename"] == "built in"
    assert not reasons["New draft from it"]
    menu.close()


def test_searches_ask_the_library(panel: ShelfPanel, qtbot: QtBot) -> None:
    panel.list.show_rows([Row("search", "is:kept", "Kept takes", "3")])
    with qtbot.waitSignal(panel.clips_asked) as told:
        click(panel, "Kept takes")
    assert told.args == ["is:kept"]


def test_the_menu_duplicates_a_draft(panel: ShelfPanel, desk: Desk) -> None:
    menu = panel.menu_for(line(panel, "Ferry turn"))
    next(action for action in menu.actions() if action.text() == "Duplicate").trigger()
    menu.close()
    assert titles(panel).count("Ferry turn") == 2
    assert desk.snapshot.draft is not None


def test_new_offers_every_form(panel: ShelfPanel, qtbot: QtBot) -> None:
    panel.new_menu.aboutToShow.emit()
    names = [action.text() for action in panel.new_menu.actions() if action.text()]
    assert names == ["Story beats", "Camera path", "Shot list", "From a preset…", "Open a file…", "Templates…"]
    with qtbot.waitSignal(panel.new_asked) as told:
        panel.new_menu.actions()[1].trigger()
    assert told.args == ["kling-camera-path"]
    with qtbot.waitSignal(panel.command) as told:
        panel.new_menu.actions()[-2].trigger()
    assert told.args == ["open"]
    with qtbot.waitSignal(panel.command) as told:
        panel.new_menu.actions()[-1].trigger()
    assert told.args == ["templates"]


def test_in_a_narrow_window_signs_open_the_shelf_over_it(panel: ShelfPanel, qtbot: QtBot) -> None:
    panel.set_narrow(True)
    assert not panel.list.isVisible()
    panel.signs["presets"].click()
    assert panel.list.isVisible()
    assert titles(panel) == []
    with qtbot.waitSignal(panel.preset_asked):
        click(panel, "Small rescue")
    assert not panel.list.isVisible()
    panel.set_narrow(False)
    assert panel.list.isVisible()
    assert len(titles(panel)) == 2


def test_pictures_come_after_the_first_paint(desk: Desk, qtbot: QtBot) -> None:
    for form in ("sora-story-beats", "kling-camera-path"):
        desk.new(form)
    made = ShelfPanel(desk)
    made.resize(224, 700)
    qtbot.addWidget(made)
    made.refresh()
    assert made.posters.waiting == 0
    made.show()
    before = made.list.viewport().grab().toImage()
    assert made.posters.waiting == 2
    qtbot.waitUntil(lambda: made.posters.waiting == 0)
    QApplication.processEvents()
    assert made.list.viewport().grab().toImage() != before


def test_the_open_draft_is_drawn_again_when_typing_has_stopped(panel: ShelfPanel, desk: Desk, qtbot: QtBot) -> None:
    desk.open_draft(line(panel, "Ferry turn").id)
    before = line(panel, "Ferry turn").poster
    desk.edit("note", "by the second pier")
    assert line(panel, "Ferry turn").poster == before
    qtbot.waitUntil(lambda: line(panel, "Ferry turn").poster != before)


def test_presets_wait_for_the_first_paint(desk: Desk, qtbot: QtBot) -> None:
    made = ShelfPanel(desk)
    qtbot.addWidget(made)
    made.show()
    assert titles(made, "group") == ["Drafts", "Presets", "Library"]
    assert titles(made, "preset") == []
    qtbot.waitUntil(lambda: len(titles(made, "preset")) == 6)


def test_pictures_can_be_shared_with_other_panels(desk: Desk, qtbot: QtBot) -> None:
    posters = Posters()
    made = ShelfPanel(desk, posters)
    qtbot.addWidget(made)
    assert made.posters is posters
