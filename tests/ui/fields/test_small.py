"""Chooses, switches, counts and strings chips together by keyboard and mouse."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.desk.desk import Desk
from tests.ui.fields.conftest import ALT, CTRL, Ear, Make, carry, press, write
from ui.fields.base import FieldWidget
from ui.fields.chips import ChipsField
from ui.fields.choice import ChoiceField
from ui.fields.link import LinkField
from ui.fields.number import NumberField
from ui.fields.specimens_draft import bakery
from ui.fields.switch import SwitchField

Key = Qt.Key
Kind = TypeVar("Kind", bound=FieldWidget)
SIZE = "shots[s1].keys[k1].framing.size"


def as_kind(ear: Ear, kind: type[Kind]) -> Kind:
    assert isinstance(ear.field, kind)
    return ear.field


# -------------------------------------------------------------------------------------------------------- choice


def test_a_choice_shows_the_names_of_its_vocabulary(make: Make) -> None:
    field = as_kind(make("choice", SIZE, "size"), ChoiceField)
    names = [field.input.itemText(row) for row in range(field.input.count())]
    assert names[0] == "Not said"
    assert {"Medium shot", "Close-up", "Point of view"} <= set(names)
    assert field.input.currentText() == "Medium shot"
    assert field.value() == "ms"


def test_typing_a_name_chooses_its_term_and_other_words_stand(make: Make) -> None:
    ear = make("choice", SIZE, "size")
    field = as_kind(ear, ChoiceField)
    line = field.line
    assert line is not None
    field.focus_input()
    line.selectAll()
    write(line, "close-up")
    assert ear.value == "cu"
    assert line.text() == "close-up"
    assert field.offers is not None
    press(field.offers, Key.Key_Escape)
    field.input.clearFocus()
    assert line.text() == "Close-up"
    field.focus_input()
    line.selectAll()
    write(line, "knees up")
    assert ear.value == "knees up"
    line.selectAll()
    press(line, Key.Key_Delete)
    assert ear.value == ""


def test_a_picked_term_is_told_once(make: Make) -> None:
    ear = make("choice", "shots[s1].beats[b2].link.type", "link")
    field = as_kind(ear, ChoiceField)
    assert field.line is None
    field.focus_input()
    press(field.input, Key.Key_Down)
    assert ear.edited == [("shots[s1].beats[b2].link.type", "therefore")]


def test_a_value_from_elsewhere_is_shown_without_telling(make: Make) -> None:
    ear = make("choice", SIZE, "size")
    field = as_kind(ear, ChoiceField)
    field.set_value("hands only", bakery())
    assert field.input.currentText() == "hands only"
    field.set_value("", bakery())
    assert field.input.currentText() == ""
    assert ear.edited == []


def test_terms_the_aim_does_not_offer_are_marked(make: Make, desk: Desk) -> None:
    field = as_kind(make("choice", "frame.aspect", "aspect"), ChoiceField)
    model = next(each for each in desk.models() if each.id == "kling/kling-3.0")
    field.show_model(model)
    tall, scope = field.input.findData("9:16"), field.input.findData("2.39:1")
    assert field.input.itemIcon(tall).isNull()
    assert not field.input.itemIcon(scope).isNull()
    assert model.title in field.input.itemData(scope, Qt.ItemDataRole.ToolTipRole)
    field.show_model(None)
    assert field.input.itemIcon(scope).isNull()


def test_a_link_names_the_beat_it_is_of(make: Make) -> None:
    ear = make("choice", "shots[s1].beats[b3].link.type", "link")
    field = as_kind(ear, LinkField)
    assert [field.to.itemText(row) for row in range(field.to.count())] == ["1", "2"]
    assert field.to.currentText() == ""
    field.to.setFocus()
    press(field.to, Key.Key_Down)
    assert ear.edited == [("shots[s1].beats[b3].link.to", "b1")]
    assert field.to.currentText() == "1"
    assert field.holds("shots[s1].beats[b3].link.to")
    first = as_kind(make("choice", "shots[s1].beats[b1].link.type", "link"), LinkField)
    assert not first.to.isVisible()


# ----------------------------------------------------------------------------------------------- number and switch


def test_a_number_is_told_when_it_stands(make: Make) -> None:
    ear = make("number", "shots[s1].beats[b2].seconds", "beat_seconds")
    field = as_kind(ear, NumberField)
    field.focus_input()
    press(field.input, Key.Key_Up)
    assert ear.edited == [("shots[s1].beats[b2].seconds", 2.5)]
    field.input.selectAll()
    write(field.input, "1.75")
    assert len(ear.edited) == 1
    press(field.input, Key.Key_Return)
    assert ear.value == 1.75
    field.set_value(3.0, bakery())
    assert len(ear.edited) == 2


def test_the_length_of_a_shot_takes_its_beats_along(make: Make) -> None:
    ear = make("number", "shots[s1].seconds", "shot_seconds")
    field = as_kind(ear, NumberField)
    field.input.selectAll()
    write(field.input, "12")
    press(field.input, Key.Key_Return)
    assert ear.edited == []
    assert len(ear.steps) == 1
    shot = ear.draft.shots[0]
    assert shot.seconds == 12.0 == sum(beat.seconds for beat in shot.beats)


def test_no_seed_is_none(make: Make) -> None:
    ear = make("number", "frame.seed", "seed")
    field = as_kind(ear, NumberField)
    assert field.value() is None
    assert field.input.text() == "Any"
    field.input.selectAll()
    write(field.input, "7")
    press(field.input, Key.Key_Return)
    assert ear.edited == [("frame.seed", 7)]
    assert isinstance(ear.value, int)


def test_a_switch_keeps_its_kind_of_value(make: Make) -> None:
    truth = make("switch", "shots[s1].beats[b3].lines[l1].on_screen", "audio")
    words = make("switch", "frame.audio", "audio")
    press(as_kind(truth, SwitchField).input, Key.Key_Space)
    press(as_kind(words, SwitchField).input, Key.Key_Space)
    assert truth.edited == [("shots[s1].beats[b3].lines[l1].on_screen", False)]
    assert words.edited == [("frame.audio", "off")]


# --------------------------------------------------------------------------------------------------------- chips


def test_enter_and_comma_add_and_backspace_takes_away(make: Make) -> None:
    ear = make("chips", "avoid", "avoid")
    field = as_kind(ear, ChipsField)
    field.focus_input()
    write(field.input, "text overlay,")
    assert ear.value == ("flicker", "extra fingers", "text overlay")
    write(field.input, "smoke")
    press(field.input, Key.Key_Return)
    assert ear.value[-1] == "smoke"
    press(field.input, Key.Key_Backspace)
    press(field.input, Key.Key_Backspace)
    assert ear.value == ("flicker", "extra fingers")
    assert len(ear.edited) == 4
    assert field.input.hasFocus()


def test_words_left_in_the_line_are_kept_when_one_leaves(make: Make) -> None:
    ear = make("chips", "avoid", "avoid")
    field = as_kind(ear, ChipsField)
    field.focus_input()
    write(field.input, "smoke")
    field.input.clearFocus()
    assert ear.value[-1] == "smoke"


def test_the_same_twice_is_said(make: Make) -> None:
    ear = make("chips", "avoid", "avoid")
    write(as_kind(ear, ChipsField).input, "flicker,")
    assert ear.edited == []
    assert "flicker" in ear.field.remark.text


def test_terms_are_offered_while_typing(make: Make) -> None:
    ear = make("chips", "look.texture", "texture")
    field = as_kind(ear, ChipsField)
    assert [chip.text() for chip in field.plate.chips()] == ["35 mm grain", "light leaks"]
    field.focus_input()
    write(field.input, "grain")
    assert field.input.completion.offers() == ["grain_16"]
    press(field.input, Key.Key_Down)
    press(field.input, Key.Key_Return)
    assert ear.value == ("grain_35", "light leaks", "grain_16")


def test_chips_are_put_in_order_by_keys(make: Make) -> None:
    ear = make("chips", "look.palette", "palette")
    ear.field.set_value(("a", "b", "c"), bakery())
    field = as_kind(ear, ChipsField)
    field.focus_input()
    press(field.input, Key.Key_Left)
    chip = field.plate.chips()[2]
    assert chip.hasFocus()
    press(chip, Key.Key_Left, ALT)
    assert ear.value == ("a", "c", "b")
    moved = field.plate.chips()[1]
    assert moved.hasFocus()
    press(moved, Key.Key_Delete)
    assert ear.value == ("a", "b")
    assert field.plate.chips()[1].hasFocus()


def test_chips_are_carried_by_hand(make: Make) -> None:
    ear = make("chips", "avoid", "avoid")
    field = as_kind(ear, ChipsField)
    first, second = field.plate.chips()
    carry(first, second.geometry().center() + QPoint(4, 0) - first.pos())
    assert ear.value == ("extra fingers", "flicker")
    assert len(ear.edited) == 1


def test_tab_walks_over_the_chips_to_the_line(make: Make) -> None:
    field = as_kind(make("chips", "avoid", "avoid"), ChipsField)
    first, second = field.plate.chips()
    first.setFocus()
    press(first, Key.Key_Tab)
    assert second.hasFocus()
    press(second, Key.Key_Tab)
    assert field.input.hasFocus()


def test_a_pasted_list_becomes_chips(make: Make) -> None:
    ear = make("chips", "avoid", "avoid")
    field = as_kind(ear, ChipsField)
    QApplication.clipboard().setText("haze, glare\nmud")
    press(field.input, Key.Key_V, CTRL)
    assert ear.value == ("flicker", "extra fingers", "haze", "glare", "mud")
