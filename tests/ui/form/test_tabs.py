"""The form of a camera path: tabs made when looked at, the path editor first, beats editable too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.strings import tr
from tests.ui.form.conftest import Shown
from ui.kit.tab_order import tab_order
from ui.panels.form.camera import CameraPage
from ui.panels.form.tabs import FieldsPage

CAMERA = "kling-camera-path"
CRANE = "rooftop-crane-away"


def test_the_path_is_first_and_other_pages_wait(form: Shown) -> None:
    form.open(CRANE)
    assert list(form.tabs.pages) == ["path"]
    page = form.tabs.page
    assert isinstance(page, CameraPage)
    assert page.editor.isVisible()
    form.tabs.tabs.setCurrentIndex(1)
    assert list(form.tabs.pages) == ["path", "place"]
    assert form.field("place.setting").value() == form.draft.place.setting


def test_the_counts_say_what_the_path_is_made_of(form: Shown) -> None:
    form.open(CAMERA)
    assert form.tabs.counts.text() == "One shot, one key, uncut"


def test_a_key_that_is_chosen_is_in_the_inspector(form: Shown) -> None:
    form.open(CRANE)
    page = form.tabs.page
    assert isinstance(page, CameraPage)
    shot = form.draft.shots[0]
    page.editor.choose(shot.id, shot.keys[-1].id)
    assert form.panel.chosen.key == shot.keys[-1].id
    path = f"shots[{shot.id}].keys[{shot.keys[-1].id}].reveal"
    form.field(path).tell("the whole harbour")
    assert form.value(path) == "the whole harbour"
    form.desk.undo()
    assert form.field(path).value() == shot.keys[-1].reveal


def test_a_shot_can_be_made_longer_in_its_field_with_all_that_is_in_it(form: Shown) -> None:
    form.open(CRANE)
    shot = form.draft.shots[0]
    form.field(f"shots[{shot.id}].seconds").tell(shot.seconds * 2)
    now = form.draft.shots[0]
    assert now.seconds == shot.seconds * 2
    assert now.keys[-1].t == shot.keys[-1].t * 2


def test_beats_are_edited_on_their_tab(form: Shown) -> None:
    form.open(CRANE)
    form.tabs.tabs.setCurrentIndex([section.id for section in form.tabs.sections].index("action"))
    page = form.tabs.page
    assert isinstance(page, FieldsPage)
    before = sum(len(shot.beats) for shot in form.draft.shots)
    assert page.beats is not None
    page.beats.add()
    assert sum(len(shot.beats) for shot in form.draft.shots) == before + 1
    chosen = form.panel.chosen
    form.field(f"shots[{chosen.shot}].beats[{chosen.beat}].action").tell("turns")
    assert form.value(f"shots[{chosen.shot}].beats[{chosen.beat}].action") == "turns"


def test_go_to_turns_to_the_tab_of_a_field(form: Shown, focused: Callable[[], QWidget]) -> None:
    form.open(CRANE)
    beat = form.draft.shots[0].beats[0].id
    shot = form.draft.shots[0].id
    for path, tab in (
        ("ends.final_picture", "end"),
        (f"shots[{shot}].beats[{beat}].ends_as", "action"),
        ("sound.ambience", "sound"),
        (f"shots[{shot}].keys[{form.draft.shots[0].keys[0].id}].framing.size", "path"),
    ):
        form.panel.go_to(path)
        assert form.tabs.sections[form.tabs.tabs.currentIndex()].id == tab
        field = form.field(path)
        assert field is focused() or field.isAncestorOf(focused())


def test_lit_is_the_hue_of_the_tab(form: Shown) -> None:
    form.open(CRANE)
    key = form.draft.shots[0].keys[0].id
    path = f"shots[{form.draft.shots[0].id}].keys[{key}].framing.size"
    form.panel.light(path)
    lit = [each.property("lit") for each in form.field(path).findChildren(QWidget) if each.property("lit")]
    assert lit
    assert lit[0] == "cam"


def test_a_keystroke_makes_no_widget(form: Shown) -> None:
    form.open(CRANE)
    form.panel.go_to("place.setting")
    before, said = form.fields(), form.value("place.setting")
    form.type("place.setting", "fog")
    assert form.fields() == before
    assert form.value("place.setting") == f"fog{said}"


def test_every_stop_of_tab_on_every_page_has_a_name(form: Shown) -> None:
    form.open(CRANE)
    form.desk.set_depth("brief")
    for place in range(form.tabs.tabs.count()):
        form.tabs.tabs.setCurrentIndex(place)
        QApplication.processEvents()
        nameless = [type(each).__name__ for each in tab_order(form.panel.regions()) if not each.accessibleName()]
        assert not nameless, form.tabs.sections[place].id


def test_ctrl_down_turns_the_page(form: Shown, focused: Callable[[], QWidget]) -> None:
    form.open(CRANE)
    form.tabs.tabs.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert form.tabs.tabs.currentIndex() == 1


def test_one_playhead(form: Shown) -> None:
    form.open(CRANE)
    page = form.tabs.page
    assert isinstance(page, CameraPage)
    page.editor.go(2.0)
    assert form.told == [2.0]
    form.tabs.tabs.setCurrentIndex([section.id for section in form.tabs.sections].index("action"))
    other = form.tabs.page
    assert isinstance(other, FieldsPage)
    assert other.beats is not None
    assert other.beats.time == 2.0
    form.panel.set_time(1.0)
    form.tabs.tabs.setCurrentIndex(0)
    assert page.editor.time == 1.0


def test_seconds_a_model_rounds_are_said_on_the_shot_and_stay_in_the_draft(form: Shown, qtbot: QtBot) -> None:
    form.open(CAMERA)
    page = form.tabs.page
    assert isinstance(page, CameraPage)
    editor = page.editor
    first = form.draft.shots[0]
    form.field(f"shots[{first.id}].seconds").tell(9.0)
    editor.go(4.5)
    editor.cut()
    assert [shot.seconds for shot in form.draft.shots] == [4.5, 4.5]
    qtbot.waitUntil(lambda: any(shot.loss for shot in editor.shots.shots))
    compiled = form.desk.snapshot.compiled
    assert compiled is not None
    rounded = [loss for loss in compiled.losses if loss.id == "shot_seconds"]
    assert {loss.args["asked"] for loss in rounded} == {"4.5"}
    said = {shot.shot_id: shot.loss for shot in editor.shots.shots}
    for loss in rounded:
        assert any(words == tr(f"loss.{loss.id}", **loss.args) for words in said.values())
        assert "4.5 s becomes" in tr(f"loss.{loss.id}", **loss.args)
    shot = form.draft.shots[0]
    editor.choose(shot.id, shot.keys[0].id)
    editor.make_move("dolly_in")
    editor.turn(1.0)
    assert [each.seconds for each in form.draft.shots] == [4.5, 4.5]
    assert max(key.t for key in form.draft.shots[0].keys) == 4.5
