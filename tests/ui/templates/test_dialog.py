"""The window of templates: a copy is made and changed by keyboard alone, kept at once, taken back, thrown and found."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desk.desk import Desk
from app.desk.snapshot import Notice
from app.domain.template import Template
from app.domain.template_edit import Place, at
from tests.ui.templates.conftest import STORY, Open, focus, press
from ui.kit.buttons import Button
from ui.panels.files import RefusedPopup
from ui.panels.templates.files import TemplateFiles

DOWN, SPACE, ENTER, TAB, DELETE = (
    Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Delete,
)  # fmt: skip
MOOD = Place("look", "look.mood")


def test_a_copy_is_made_and_changed_by_keyboard_alone(desk: Desk, open_dialog: Open) -> None:
    draft = desk.snapshot.draft
    dialog = open_dialog(STORY)
    assert focus() is dialog.list
    press(Qt.Key.Key_F2, "Adverts", ENTER)
    mine = dialog.editor.template
    assert mine is not None
    assert (mine.name, dialog.chosen) == ("Adverts", mine.id)
    assert focus() is dialog.editor.outline
    press(DOWN, SPACE)
    press("Alt+Down")
    press(ENTER, "Manner", ENTER)
    dialog.editor.outline.setFocus()
    press(DOWN, DOWN, DOWN, DOWN, "Alt+Up")
    kept = desk.own_templates.template(mine.id)
    look = kept.sections[0]
    assert [field.path for field in look.fields][:2] == ["look.medium", "look.style_line"]
    assert (look.fields[1].hidden, look.fields[1].said) == (True, "Manner")
    assert [field.path for field in look.fields][-2:] == ["look.mood", "look.palette"]
    press("Ctrl+Z", "Ctrl+Z")
    again = desk.own_templates.template(mine.id).sections[0].fields
    assert [field.path for field in again][-2:] == ["look.palette", "look.mood"]
    assert again[1].said == ""
    press("Ctrl+Shift+Z", "Ctrl+Y")
    assert desk.own_templates.template(mine.id) == kept
    assert desk.snapshot.draft is draft


def test_everything_in_it_is_reached_by_tab_and_named(open_dialog: Open, mine: Template) -> None:
    dialog = open_dialog(mine.id)
    dialog.editor.outline.choose(Place("look", "look.style_line"))
    seen: list[QWidget] = []
    while focus() not in seen:
        seen.append(focus())
        assert focus().accessibleName(), focus()
        press(TAB)
    editor = dialog.editor
    wanted = [
        dialog.list,
        editor.name,
        editor.outline,
        editor.place.words,
        editor.place.take,
        editor.more,
        dialog.start,
    ]
    assert [each for each in wanted if each not in seen] == []


def test_a_section_moves_with_its_fields(desk: Desk, open_dialog: Open, mine: Template) -> None:
    dialog = open_dialog(mine.id)
    dialog.editor.outline.setFocus()
    press("Alt+Down")
    assert [each.id for each in desk.own_templates.template(mine.id).sections][:2] == ["place", "look"]
    assert dialog.editor.outline.current == Place("look")
    press("Alt+Up", "Alt+Up")
    assert desk.own_templates.template(mine.id) == mine


def test_the_depth_and_the_label_of_a_field_are_changed_beside_it(
    desk: Desk, open_dialog: Open, mine: Template
) -> None:
    dialog = open_dialog(mine.id)
    dialog.editor.outline.choose(MOOD)
    dialog.editor.place.depths.chosen.emit("brief")
    dialog.editor.place.words.setFocus()
    press("Feeling")
    assert "Feeling" not in [field.said for field in desk.own_templates.template(mine.id).sections[0].fields]
    dialog.close()
    found = at(desk.own_templates.template(mine.id), MOOD)
    assert (found.said, getattr(found, "depth", "")) == ("Feeling", "brief"), "what was typed is kept on closing"


def test_a_field_begins_with_what_the_draft_has(desk: Desk, open_dialog: Open, mine: Template) -> None:
    dialog = open_dialog(mine.id)
    place = dialog.editor.place
    dialog.editor.outline.choose(Place("look", "look.style_line"))
    assert place.clear.reason
    place.take.click()
    draft = desk.snapshot.draft
    assert draft is not None
    assert desk.make_draft(mine.id).look.style_line == draft.look.style_line
    assert place.begins.text()
    place.clear.click()
    assert desk.make_draft(mine.id).look.style_line == ""
    dialog.editor.outline.choose(Place("ending", "ends.start_image"))
    assert place.take.reason


def test_without_a_draft_nothing_can_be_taken(desk: Desk, open_dialog: Open, mine: Template) -> None:
    desk.close_draft()
    dialog = open_dialog(mine.id)
    dialog.editor.outline.choose(MOOD)
    assert dialog.editor.place.take.reason
    assert dialog.editor.place.why_take.isVisible()


def test_the_last_thing_shown_stays_and_says_so(desk: Desk, open_dialog: Open, mine: Template) -> None:
    dialog = open_dialog(mine.id)
    outline = dialog.editor.outline
    for section in mine.sections[1:]:
        outline.hidden_asked.emit(Place(section.id), True)
    outline.choose(Place("look"))
    assert not dialog.editor.place.shown.isEnabled()
    assert dialog.editor.place.why.isVisible()
    outline.setFocus()
    press(SPACE)
    assert dialog.editor.fault.isVisible()
    assert not desk.own_templates.template(mine.id).sections[0].hidden


def test_a_drag_moves_a_field_within_its_section(desk: Desk, open_dialog: Open, mine: Template) -> None:
    outline = open_dialog(mine.id).editor.outline
    view = outline.viewport()

    def spot(line: int) -> QPoint:
        area = outline.visualRect(outline.rows.index(line))
        return QPoint(area.left() + 120, area.top() + 3)

    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=spot(1))
    for line in (2, 3, 4):
        QTest.mouseMove(view, spot(line))
        QApplication.processEvents()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=spot(4))
    paths = [field.path for field in desk.own_templates.template(mine.id).sections[0].fields]
    assert paths[:3] == ["look.medium", "look.era", "look.style_line"]


def test_a_click_on_the_box_hides(desk: Desk, open_dialog: Open, mine: Template) -> None:
    outline = open_dialog(mine.id).editor.outline
    area = outline.visualRect(outline.rows.index(1))
    QTest.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(area.left() + 40, area.center().y()))
    assert desk.own_templates.template(mine.id).sections[0].fields[0].hidden


def test_it_is_renamed_where_its_name_stands(desk: Desk, open_dialog: Open, mine: Template) -> None:
    dialog = open_dialog(mine.id)
    assert focus() is dialog.editor.name
    press("Spots", ENTER)
    assert desk.own_templates.template(mine.id).name == "Spots"
    assert dialog.isVisible(), "Enter presses no button of the foot"
    line = dialog.list.current
    assert line is not None
    assert line.title == "Spots"
    dialog.editor.name.selectAll()
    press(Qt.Key.Key_Backspace, ENTER)
    assert dialog.editor.fault.isVisible()
    assert dialog.editor.name.text() == "Spots"


def test_one_thrown_away_is_in_the_list_and_comes_back(desk: Desk, open_dialog: Open, mine: Template) -> None:
    dialog = open_dialog(mine.id)
    dialog.list.setFocus()
    press(DELETE)
    assert mine.id not in [each.id for each in desk.templates()]
    assert dialog.said.isVisible()
    assert dialog.list.rows.items[-1].kind == "trashed"
    button = dialog.said.findChild(Button)
    assert button is not None
    button.click()
    assert desk.own_templates.template(mine.id) == mine
    assert dialog.chosen == mine.id
    press(DELETE)
    dialog.refresh(mine.id)
    assert dialog.start.reason
    dialog.trashed.acted.emit()
    assert desk.own_templates.template(mine.id) == mine


def test_ours_cannot_be_thrown_away(desk: Desk, open_dialog: Open) -> None:
    dialog = open_dialog(STORY)
    press(DELETE)
    assert dialog.said.isVisible()
    assert len(desk.templates()) == 3


def test_a_duplicate_is_another_template(desk: Desk, open_dialog: Open, mine: Template) -> None:
    dialog = open_dialog(mine.id)
    dialog.editor.duplicate_asked.emit()
    assert [each.title for each in dialog.list.rows.items[:2]] == ["Adverts", "Adverts 2"]
    assert dialog.editor.template is not None
    assert dialog.editor.template.name == "Adverts 2"
    assert focus() is dialog.editor.name


def test_a_new_draft_starts_from_it(desk: Desk, open_dialog: Open, mine: Template) -> None:
    dialog = open_dialog(mine.id)
    asked: list[str] = []
    dialog.new_asked.connect(asked.append)
    dialog.start.click()
    assert (asked, dialog.isVisible()) == ([mine.id], False)


def test_a_disk_that_refuses_is_said_and_tried_again(desk: Desk, open_dialog: Open, mine: Template, home: Path) -> None:
    dialog = open_dialog(mine.id)
    folder = home / "resources" / "templates"
    aside = folder.with_name("aside")
    folder.rename(aside)
    folder.write_text("in the way", encoding="utf-8")
    dialog.editor.outline.hidden_asked.emit(MOOD, True)
    assert dialog.editor.fault.isVisible()
    assert dialog.editor.saved.text() == "Not saved"
    folder.unlink()
    aside.rename(folder)
    dialog.editor.fault.way_out.emit()
    assert not dialog.editor.fault.isVisible()
    assert at(desk.own_templates.template(mine.id), MOOD).hidden


def test_files_go_out_and_in(desk: Desk, open_dialog: Open, mine: Template, tmp_path: Path, told: list[Notice]) -> None:
    files = TemplateFiles(desk, open_dialog(mine.id))
    kept: list[str] = []
    files.kept.connect(kept.append)
    files.hand_on(mine.id, tmp_path / "adverts.template.toml")
    assert told[-1].id == "notice.template_written"
    files.take_in(tmp_path / "adverts.template.toml")
    assert desk.own_templates.template(kept[0]).name == "Adverts"


@pytest.mark.parametrize(("text", "listed"), [("nothing", 0), ("id = 1\nrope = 2\n", 4)])
def test_what_is_wrong_with_a_file_is_listed(
    desk: Desk, open_dialog: Open, tmp_path: Path, told: list[Notice], text: str, listed: int
) -> None:
    dialog = open_dialog()
    bad = tmp_path / "bad.toml"
    bad.write_text(text, encoding="utf-8")
    TemplateFiles(desk, dialog).take_in(bad)
    shown = dialog.findChildren(RefusedPopup)
    assert [len(each.lines) for each in shown] == ([listed] if listed else [])
    assert len(told) == (0 if listed else 1)
    for each in shown:
        each.close()


def test_the_picture_shows_what_is_left(open_dialog: Open, mine: Template) -> None:
    editor = open_dialog(mine.id).editor
    before = editor.preview.picture.height()
    editor.outline.hidden_asked.emit(Place("look"), True)
    assert editor.preview.picture.height() < before
    editor.depths.chosen.emit("sketch")
    assert "Look" not in editor.preview.picture.accessibleDescription()
