"""Adds, copies, orders, opens and removes the items of list fields, each by keyboard and as one step."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.animatic.tones import CAST_COLOURS
from app.domain.draft import At
from app.domain.finding import Finding
from tests.ui.fields.conftest import ALT, CTRL, Ear, Make, carry, press, write
from ui.fields.base import FieldWidget
from ui.fields.beats import BeatsField
from ui.fields.cast import CastField
from ui.fields.chips import ChipsField
from ui.fields.items import ItemsField
from ui.fields.lines import LinesField, SoundsField
from ui.fields.path import PathField
from ui.fields.shots import ShotsField
from ui.fields.specimens_draft import bakery
from ui.fields.standing import StandingField
from ui.fields.swatches import cast_colour
from ui.fields.text import TextField

Key = Qt.Key
Kind = TypeVar("Kind", bound=FieldWidget)
BEATS = "shots[s1].beats"


def as_kind(ear: Ear, kind: type[Kind]) -> Kind:
    assert isinstance(ear.field, kind)
    return ear.field


def ids(ear: Ear) -> list[str]:
    return [each.id for each in ear.value]


def inner(field: ItemsField, place: int, kind: type[Kind]) -> Kind:
    assert field.form is not None
    found = field.form.fields[place]
    assert isinstance(found, kind)
    return found


# ---------------------------------------------------------------------------------------------------------- cast


def test_cards_say_who_they_are(make: Make) -> None:
    field = as_kind(make("cast", "cast", "cast"), CastField)
    said = field.faces["marta"].said
    assert said.title == "Marta"
    assert said.second == "late fifties, copper hair pinned up, striped shirt, flour-dusted apron"
    assert field.faces["marta"].accessibleName() == "Marta"


def test_the_cast_has_the_colours_of_the_stage() -> None:
    for place, colour in enumerate(CAST_COLOURS):
        assert (cast_colour(place).red(), cast_colour(place).green(), cast_colour(place).blue()) == tuple(colour)[:3]


def test_a_new_member_gets_a_name_and_an_id_that_reads_like_it(make: Make) -> None:
    ear = make("cast", "cast", "cast")
    field = as_kind(ear, CastField)
    field.focus_input()
    press(field.adder, Key.Key_Space)
    assert field.namer.hasFocus()
    write(field.namer, "Old Bakker")
    press(field.namer, Key.Key_Return)
    assert len(ear.steps) == 1
    assert ids(ear) == ["marta", "teo", "old-bakker"]
    assert ear.value[2].label == "Old Bakker"
    assert field.form_shows
    assert field.form is not None
    assert field.form.path == "cast[old-bakker]"


def test_esc_adds_nobody(make: Make) -> None:
    ear = make("cast", "cast", "cast")
    field = as_kind(ear, CastField)
    field.adder.click()
    write(field.namer, "Old")
    press(field.namer, Key.Key_Escape)
    assert not ear.steps
    assert field.adder.hasFocus()


def test_an_open_card_edits_its_fields(make: Make) -> None:
    ear = make("cast", "cast", "cast")
    field = as_kind(ear, CastField)
    face = field.faces["teo"]
    face.setFocus()
    press(face, Key.Key_Return)
    name = inner(field, 0, TextField)
    assert name.input.hasFocus()
    name.input.selectAll()
    write(name.input, "Te")
    assert ear.last() == ("cast[teo].label", "Te")
    assert face.said.title == "Te"
    assert name.input.caret() == 2
    write(inner(field, 2, ChipsField).input, "gap tooth,")
    assert ear.last() == ("cast[teo].identity", (*bakery().cast[1].identity, "gap tooth"))
    press(name.input, Key.Key_Escape)
    assert not field.form_shows
    assert face.hasFocus()


def test_standing_is_set_by_arrows_and_left_open(make: Make) -> None:
    ear = make("cast", "cast", "cast")
    field = as_kind(ear, CastField)
    field.open_item("marta")
    plan = inner(field, 4, StandingField).plan
    press(plan, Key.Key_Right)
    assert ear.last() == ("cast[marta].at", At(side="centre", depth="mid"))
    press(plan, Key.Key_Up)
    assert ear.last() == ("cast[marta].at", At(side="centre", depth="far"))
    press(plan, Key.Key_Delete)
    assert ear.last() == ("cast[marta].at", None)
    press(plan, Key.Key_Down)
    assert ear.value[0].at == At()


def test_members_are_put_in_order_copied_and_removed_by_keys(make: Make) -> None:
    ear = make("cast", "cast", "cast")
    field = as_kind(ear, CastField)
    face = field.faces["marta"]
    face.setFocus()
    press(face, Key.Key_Right, ALT)
    assert ids(ear) == ["teo", "marta"]
    assert face.hasFocus()
    press(face, Key.Key_D, CTRL)
    assert ids(ear) == ["teo", "marta", "marta1"]
    assert ear.value[2].identity == ear.value[1].identity
    press(field.faces["marta1"], Key.Key_Delete)
    assert ids(ear) == ["teo", "marta"]
    assert field.faces["marta"].hasFocus()
    press(field.faces["marta"], Key.Key_Left)
    assert field.faces["teo"].hasFocus()
    assert len(ear.steps) == 3


def test_a_card_is_carried_to_another_place(make: Make) -> None:
    ear = make("cast", "cast", "cast")
    field = as_kind(ear, CastField)
    teo, marta = field.faces["teo"], field.faces["marta"]
    carry(teo, marta.geometry().topLeft() + QPoint(2, 4) - teo.pos())
    assert ids(ear) == ["teo", "marta"]


def test_tab_walks_over_cards_and_the_open_form_to_the_button(make: Make) -> None:
    field = as_kind(make("cast", "place.props", "props"), CastField)
    field.open_item("loaf")
    face = field.faces["loaf"]
    face.setFocus()
    walked: list[QWidget | None] = []
    for _ in range(6):
        holder = QApplication.focusWidget()
        assert holder is not None
        press(holder, Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    standing = inner(field, 3, StandingField)
    texts = [inner(field, place, TextField).input for place in range(3)]
    assert walked == [*texts, standing.plan, standing.away, field.adder]


def test_props_have_fields_of_their_own(make: Make) -> None:
    ear = make("cast", "place.props", "props")
    field = as_kind(ear, CastField)
    field.open_item("loaf")
    assert field.form is not None
    assert [each.path for each in field.form.fields] == [
        f"place.props[loaf].{part}" for part in ("label", "description", "state", "at")
    ]


def test_a_finding_inside_stands_in_the_open_form(make: Make) -> None:
    field = as_kind(make("cast", "cast", "cast"), CastField)
    told = Finding(id="made_up", variant="hint", level="hint", path="cast[teo].wardrobe")
    field.open_item("teo")
    field.show_findings([told])
    assert inner(field, 3, TextField).findings == (told,)
    assert field.findings == ()


def test_the_menu_says_what_cannot_be(make: Make) -> None:
    field = as_kind(make("cast", "cast", "cast"), CastField)
    field.open_menu("marta")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    off = [each.text() for each in menu.actions() if each.text() and not each.isEnabled()]
    assert off == ["Move forward"]
    menu.close()


# --------------------------------------------------------------------------------------------- lines and sounds


def test_lines_are_chips_with_who_and_how(make: Make) -> None:
    field = as_kind(make("lines", "shots[s1].beats[b3].lines", "lines"), LinesField)
    assert field.faces["l1"].said.title == "Teo, hushed: That's all."
    assert not field.none.isVisible()
    empty = as_kind(make("lines", "shots[s1].beats[b2].lines", "lines"), LinesField)
    assert empty.none.isVisible()


def test_a_new_line_is_by_who_acts_and_opens(make: Make) -> None:
    ear = make("lines", "shots[s1].beats[b2].lines", "lines")
    field = as_kind(ear, LinesField)
    field.focus_input()
    press(field.adder, Key.Key_Space)
    assert ear.value[0].speaker == "{cast:marta}"
    says = inner(field, 0, TextField)
    assert says.input.hasFocus()
    write(says.input, "Hm")
    assert ear.last() == (f"shots[s1].beats[b2].lines[{ids(ear)[0]}].text", "Hm")
    assert field.faces[ids(ear)[0]].said.title == "Marta: Hm"


def test_a_sound_says_when(make: Make) -> None:
    ear = make("chips", "shots[s1].beats[b2].sounds", "sounds")
    field = as_kind(ear, SoundsField)
    assert field.faces["n1"].said.title == "door bell, on the action"
    face = field.faces["n1"]
    face.setFocus()
    press(face, Key.Key_Delete)
    assert ear.value == ()
    field.adder.click()
    assert len(ear.value) == 1
    assert field.form_shows


def test_another_beat_folds_the_form(make: Make) -> None:
    ear = make("lines", "shots[s1].beats[b3].lines", "lines")
    field = as_kind(ear, LinesField)
    field.open_item("l1")
    field.set_path("shots[s1].beats[b4].lines")
    field.set_value(bakery().shots[0].beats[3].lines, bakery())
    assert not field.form_shows
    assert field.faces["l2"].said.title.startswith("Marta, warm")


# ------------------------------------------------------------------------------------------- beats, shots, keys


def test_beats_are_chosen_and_told(make: Make) -> None:
    ear = make("beats", BEATS, "beats")
    field = as_kind(ear, BeatsField)
    assert field.faces["b2"].said.number == 2
    assert field.faces["b2"].said.title == "Hook"
    field.faces["b1"].setFocus()
    press(field.faces["b1"], Key.Key_Down)
    assert ear.chosen == ["shots[s1].beats[b2]"]
    assert field.faces["b2"].hasFocus()
    assert ear.pointed[-1] == "shots[s1].beats[b2]"


def test_beats_are_added_split_merged_stretched_moved_and_removed_by_keys(make: Make) -> None:
    ear = make("beats", BEATS, "beats")
    field = as_kind(ear, BeatsField)
    press(field.faces["b2"], Key.Key_S)
    assert [beat.seconds for beat in ear.value] == [2.0, 1.0, 1.0, 2.0, 2.0]
    press(field.faces["b2"], Key.Key_M)
    assert ids(ear) == ["b1", "b2", "b3", "b4"]
    press(field.faces["b2"], Key.Key_BracketRight)
    assert [beat.seconds for beat in ear.value] == [2.0, 2.5, 1.5, 2.0]
    press(field.faces["b2"], Key.Key_Down, ALT)
    assert ids(ear) == ["b1", "b3", "b2", "b4"]
    assert field.faces["b2"].hasFocus()
    press(field.faces["b2"], Key.Key_A)
    assert ids(ear) == ["b1", "b3", "b2", "b5", "b4"]
    assert field.faces["b5"].hasFocus()
    assert field.faces["b5"].accessibleName().count("Beat") == 1, "one without a purpose says its number once"
    press(field.faces["b5"], Key.Key_Delete)
    assert ids(ear) == ["b1", "b3", "b2", "b4"]
    assert ear.draft.seconds == 8.0
    assert len(ear.steps) == 6


def test_buttons_say_why_they_are_off(make: Make) -> None:
    field = as_kind(make("beats", BEATS, "beats"), BeatsField)
    assert field.buttons["merge"].reason
    field.choose("b4")
    assert field.buttons["merge"].reason == "This is the last beat."
    field.choose("b2")
    assert not field.buttons["merge"].reason


def test_an_empty_shot_gets_its_first_beat(make: Make) -> None:
    draft = bakery()
    ear = make("beats", BEATS, "beats", draft.replace(shots=(draft.shots[0].replace(beats=()),)))
    field = as_kind(ear, BeatsField)
    assert field.none.isVisible()
    field.buttons["add"].click()
    assert len(ear.value) == 1
    assert not field.none.isVisible()


def test_shots_are_cut_joined_added_and_removed(make: Make) -> None:
    ear = make("shots", "shots", "shots")
    field = as_kind(ear, ShotsField)
    face = field.faces["s1"]
    press(face, Key.Key_S)
    assert [shot.seconds for shot in ear.value] == [4.0, 4.0]
    press(field.faces["s1"], Key.Key_M)
    assert [shot.seconds for shot in ear.value] == [8.0]
    press(field.faces["s1"], Key.Key_A)
    assert [shot.seconds for shot in ear.value] == [8.0, 3.0]
    new = ear.value[1]
    keys = [key.id for shot in ear.value for key in shot.keys]
    assert len(set(keys)) == len(keys)
    assert sum(beat.seconds for beat in new.beats) == new.seconds
    press(field.faces[new.id], Key.Key_D, CTRL)
    assert len({beat.id for shot in ear.value for beat in shot.beats}) == 6
    press(field.faces[new.id], Key.Key_Up, ALT)
    assert ids(ear)[0] == new.id
    press(field.faces[new.id], Key.Key_Delete)
    assert ids(ear)[0] == "s1"
    assert len(ear.steps) == 6


def test_the_last_shot_stays(make: Make) -> None:
    ear = make("shots", "shots", "shots")
    field = as_kind(ear, ShotsField)
    press(field.faces["s1"], Key.Key_Delete)
    assert not ear.steps
    field.choose("s1")
    assert field.buttons["remove"].reason


def test_an_open_shot_has_what_it_alone_decides(make: Make) -> None:
    ear = make("shots", "shots", "shots")
    field = as_kind(ear, ShotsField)
    press(field.faces["s1"], Key.Key_Return)
    light = inner(field, 4, TextField)
    write(light.input, "x")
    assert ear.edited == [("shots[s1].light_override", "x")]


def test_keys_are_added_moved_in_time_and_removed(make: Make) -> None:
    ear = make("path", "shots[s1].keys", "camera_path")
    field = as_kind(ear, PathField)
    assert field.faces["k1"].said.title == "Medium shot, eye level, Marta"
    assert "ush in" in field.faces["k2"].said.second
    press(field.faces["k2"], Key.Key_Down, ALT)
    assert [key.t for key in ear.value] == [0.0, 3.75, 7.0]
    press(field.faces["k2"], Key.Key_A)
    assert [key.t for key in ear.value] == [0.0, 3.75, 5.5, 7.0]
    press(field.faces[ids(ear)[2]], Key.Key_Delete)
    assert len(ear.value) == 3
    assert len(ear.steps) == 3


def test_a_move_leaves_the_chosen_key(make: Make) -> None:
    ear = make("path", "shots[s1].keys", "camera_path")
    field = as_kind(ear, PathField)
    assert field.mover.reason
    field.choose("k1")
    field.moves.fill()
    entry = next(each for each in field.moves.actions() if each.text() == "Truck right")
    entry.trigger()
    assert ear.value[1].axes.truck > 0
    assert "ruck right" in field.faces["k1"].said.second


def test_letters_find_a_move_in_the_menu(make: Make) -> None:
    ear = make("path", "shots[s1].keys", "camera_path")
    field = as_kind(ear, PathField)
    field.choose("k1")
    press(field.faces["k1"], Key.Key_M)
    assert field.moves.isVisible()
    found = []
    for letter in ("p", "p", "x"):
        write(field.moves, letter)
        found.append(field.moves.activeAction().text())
    field.moves.close()
    press(field.faces["k1"], Key.Key_M)
    write(field.moves, "cran")
    assert field.moves.activeAction().text() == "Crane up"
    press(field.moves, Key.Key_Return)
    assert found == ["Push in", "Pull back", "Pull back"]
    assert ear.value[1].axes.pedestal > 0
