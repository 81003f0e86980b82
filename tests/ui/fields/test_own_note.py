"""An author's own-language note stands under its text: opened by key or toggle, written by path, never in the words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain import path as paths
from tests.ui.fields.conftest import ALT, CTRL, Ear, Make, press, write
from ui.fields.cast import CastField
from ui.fields.specimens_draft import bakery
from ui.fields.text import TextField

Key = Qt.Key
ACTION = "shots[s1].beats[b2].action"


def text_of(ear: Ear) -> TextField:
    assert isinstance(ear.field, TextField)
    return ear.field


def ask(field: TextField) -> None:
    press(QApplication.focusWidget() or field.input, Key.Key_N, CTRL | ALT)


def test_without_a_note_nothing_is_made_for_one(make: Make) -> None:
    field = text_of(make("text", ACTION, "action"))
    field.show_note(bakery())
    assert field.note is None


def test_the_key_opens_a_note_and_what_is_typed_is_told_by_path(make: Make) -> None:
    ear = make("text", ACTION, "action")
    field = text_of(ear)
    field.input.setFocus()
    ask(field)
    assert field.note is not None
    assert field.note.isVisible()
    assert field.note.input.hasFocus()
    write(field.note.input, "sie bleibt stehen")
    assert ear.edited[-1] == (f"note:{ACTION}", "sie bleibt stehen")
    assert ear.draft.notes == {ACTION: "sie bleibt stehen"}
    assert ear.value == paths.read(bakery(), ACTION)
    ask(field)
    assert field.input.hasFocus()
    assert field.note.isVisible()


def test_an_empty_note_folds_when_the_keyboard_leaves_it(make: Make) -> None:
    ear = make("text", ACTION, "action")
    field = text_of(ear)
    field.open_note()
    assert field.note is not None
    write(field.note.input, "x")
    press(field.note.input, Key.Key_Backspace)
    assert ear.draft.notes == {}
    field.focus_input()
    assert field.note.isHidden()
    assert ear.edited[-1] == (f"note:{ACTION}", "")


def test_a_note_of_the_draft_is_shown_and_goes_with_it(make: Make) -> None:
    field = text_of(make("prose", "place.setting", "setting"))
    noted = paths.write(bakery(), "note:place.setting", "清晨的面包房")
    field.show_note(noted)
    assert field.note is not None
    assert field.note.isVisible()
    assert field.note.text() == "清晨的面包房"
    field.show_note(bakery())
    assert field.note.isHidden()
    assert field.note.text() == ""


def test_the_field_of_another_beat_shows_the_note_of_that_beat(make: Make) -> None:
    field = text_of(make("text", ACTION, "action"))
    noted = paths.write(bakery(), f"note:{ACTION}", "甲")
    field.show_note(noted)
    other = "shots[s1].beats[b1].action"
    field.set_path(other)
    assert field.note is not None
    assert field.note.isHidden()
    field.show_note(paths.write(noted, f"note:{other}", "乙"))
    assert field.note.text() == "乙"


def test_the_toggle_comes_with_the_keyboard_and_stays_with_a_note(make: Make, qtbot: QtBot) -> None:
    field = text_of(make("text", ACTION, "action"))
    field.focus_input()
    assert field.toggle is not None
    assert field.toggle.isVisible()
    assert field.toggle.accessibleName()
    assert not field.toggle.isChecked()
    QTest.mouseClick(field.toggle, Qt.MouseButton.LeftButton)
    assert field.note is not None
    assert field.note.input.hasFocus()
    assert field.toggle.isChecked()
    assert field.note.input.accessibleName() == "Does: own note"


def test_a_note_beside_a_text_of_the_cast_is_written_in_its_form(make: Make) -> None:
    ear = make("cast", "cast", "cast")
    assert isinstance(ear.field, CastField)
    member = ear.draft.cast[0].id
    ear.field.open_item(member)
    assert ear.field.form is not None
    wardrobe = next(field for field in ear.field.form.fields if field.path == f"cast[{member}].wardrobe")
    assert isinstance(wardrobe, TextField)
    wardrobe.open_note()
    assert wardrobe.note is not None
    write(wardrobe.note.input, "alter Pullover")
    assert ear.draft.notes == {f"cast[{member}].wardrobe": "alter Pullover"}
    ear.field.show_note(bakery())
    assert wardrobe.note.text() == ""
