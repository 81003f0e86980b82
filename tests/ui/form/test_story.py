"""The form of a story: what is typed reaches the desk, the chosen beat is in the inspector, nothing is made twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.beats import beat_spans
from app.domain.edit import Edit
from tests.ui.form.conftest import Shown
from ui.fields.base import field_of
from ui.fields.link import LinkField
from ui.kit.tab_order import tab_order

STORY = "sora-story-beats"
RESCUE = "small-rescue"


def key(widget: QWidget, code: Qt.Key, *, ctrl: bool = False) -> None:
    """Press a key."""
    QTest.keyClick(widget, code, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def writes(widget: QWidget) -> str:
    """The path of the field that a widget writes."""
    field = field_of(widget)
    return field.path if field is not None else ""


def test_typing_in_a_field_reaches_the_draft_and_is_one_step(form: Shown) -> None:
    form.open(STORY)
    form.type("place.setting", "A dry dock")
    assert form.value("place.setting") == "A dry dock"
    form.desk.undo()
    assert form.value("place.setting") == ""
    assert form.field("place.setting").value() == ""


def test_the_form_follows_an_edit_a_moment_later_and_keeps_what_is_typed_meanwhile(form: Shown, qtbot: QtBot) -> None:
    form.open("small-rescue")
    form.desk.changed.disconnect(form.panel.show_snapshot)
    form.desk.changed.connect(form.panel.follow)
    path = "shots[s1].beats[b1].action"
    form.type(path, "x")
    form.type(path, "y")
    wanted = form.value(path)
    assert form.story.beats is not None
    lane = form.story.beats.lane
    assert "xy" in wanted
    assert not any("xy" in card.action for card in lane.cards)
    qtbot.waitUntil(lambda: any("xy" in card.action for card in lane.cards))
    assert form.field(path).value() == wanted
    form.desk.changed.connect(form.panel.show_snapshot)
    form.desk.changed.disconnect(form.panel.follow)


def test_only_the_edited_value_changes(form: Shown) -> None:
    before = form.open(RESCUE)
    form.type("place.setting", "x")
    after = form.draft
    assert after.replace(place=before.place) == before


def test_a_keystroke_makes_no_widget(form: Shown) -> None:
    form.open(RESCUE)
    before = form.fields()
    paints = form.story.beats.lane.paints if form.story.beats else 0
    form.type("place.setting", "fog")
    QApplication.processEvents()
    assert form.fields() == before
    assert form.story.beats is not None
    assert form.story.beats.lane.paints == paints


def test_the_card_that_is_chosen_is_in_the_inspector(form: Shown) -> None:
    form.open(RESCUE)
    story = form.story
    assert story.beats is not None
    assert story.inspector is not None
    second = beat_spans(form.draft)[1]
    before = form.fields()
    story.beats.choose_number(2)
    assert form.panel.chosen.beat == second.beat.id
    assert form.field(f"shots[s1].beats[{second.beat.id}].action").value() == second.beat.action
    assert story.inspector.head.times.text() == "2.0–4.0 s"
    made = [each for each in form.fields() if each not in before]
    assert not made or all(each.field.path.endswith(("link.type", "link.evidence", ".state")) for each in made)


def test_what_is_written_in_the_inspector_is_written_to_that_beat(form: Shown) -> None:
    form.open(RESCUE)
    assert form.story.beats is not None
    form.story.beats.choose_number(3)
    beat = form.panel.chosen.beat
    form.field(f"shots[s1].beats[{beat}].touches").tell("both hands on the rope")
    assert form.value(f"shots[s1].beats[{beat}].touches") == "both hands on the rope"
    assert form.value("shots[s1].beats[b1].touches") != "both hands on the rope"


def test_enter_on_a_card_writes_it_and_esc_goes_back(form: Shown, focused: Callable[[], QWidget]) -> None:
    form.open(RESCUE)
    story = form.story
    assert story.beats is not None
    assert story.inspector is not None
    story.beats.lane.setFocus()
    key(story.beats.lane, Qt.Key.Key_Right)
    key(story.beats.lane, Qt.Key.Key_Return)
    assert form.field("shots[s1].beats[b2].action").isAncestorOf(focused())
    key(focused(), Qt.Key.Key_Escape)
    assert focused() is story.beats.lane


def test_the_inspector_goes_to_the_neighbours(form: Shown) -> None:
    form.open(RESCUE)
    story = form.story
    assert story.inspector is not None
    assert not story.inspector.head.back.isEnabled()
    QTest.mouseClick(story.inspector.head.forth, Qt.MouseButton.LeftButton)
    assert form.panel.chosen.beat == "b2"
    assert story.beats is not None
    assert story.beats.current == ("s1", "b2")


def test_a_beat_that_is_gone_leaves_its_neighbour_chosen(form: Shown) -> None:
    form.open(RESCUE)
    assert form.story.beats is not None
    form.story.beats.choose_number(2)
    form.story.beats.remove()
    assert form.story.beats.current == ("s1", form.panel.chosen.beat) == ("s1", "b1")
    form.desk.undo()
    form.story.beats.choose_number(3)
    form.desk.apply((Edit(op="remove", path="shots[s1].beats[b3]"),))
    assert form.story.beats.current == ("s1", form.panel.chosen.beat) == ("s1", "b4")


def test_the_first_beat_has_no_link_and_the_third_says_which_it_follows(form: Shown) -> None:
    form.open(RESCUE)
    assert form.story.beats is not None
    assert form.story.inspector is not None
    rows = form.story.inspector.rows
    link = rows.row("shots[*].beats[*].link.type")
    assert link is not None
    assert not link.widget.isVisible()
    form.story.beats.choose_number(3)
    assert link.widget.isVisible()
    form.desk.edit("shots[s1].beats[b3].link.type", "because")
    assert isinstance(link.widget, LinkField)
    assert link.widget.to.isVisible()
    link.widget.to.picked.emit("b1")
    assert form.value("shots[s1].beats[b3].link.to") == "b1"


def test_a_new_draft_of_every_form_shows_its_fields(form: Shown) -> None:
    for template in form.desk.templates():
        form.open(template.id)
        form.desk.set_depth("brief")
        QApplication.processEvents()
        assert form.panel.body is not None
        assert form.fields()


def test_depth_hides_fields_and_says_where_they_hold_something(form: Shown) -> None:
    form.open(STORY, look__mood="wry")
    form.desk.edit("place.foreground", "a wet rope")
    look = next(each for each in form.story.column.sections if each.section.id == "look")
    place = next(each for each in form.story.column.sections if each.section.id == "place")
    for section in (look, place):
        if not section.fold.is_open():
            QTest.mouseClick(section.fold.head, Qt.MouseButton.LeftButton)
    form.story.column.go_to("look.mood")
    assert form.field("look.mood").isVisible()
    assert place.rows is not None
    assert place.rows.links["brief"].text() == "1 more in Brief"
    form.desk.set_depth("sketch")
    assert not form.field("look.style_line").isHidden()
    assert look.rows is not None
    assert look.rows.row_of("look.mood") is None
    assert look.rows.links["standard"].isVisible()
    QTest.mouseClick(place.rows.links["brief"], Qt.MouseButton.LeftButton)
    assert form.desk.snapshot.depth == "brief"
    assert form.field("place.foreground").value() == "a wet rope"
    assert not place.rows.links["brief"].isVisible()


def test_a_folded_section_says_what_it_holds(form: Shown) -> None:
    form.open(STORY, look__style_line="quiet film", look__era="1990s", cast=[{"id": "marta", "label": "Marta"}])
    look = next(each for each in form.story.column.sections if each.section.id == "look")
    look.open(False)
    form.desk.edit("look.mood", "wry")
    assert look.fold.head.summary.startswith("Quiet film")
    assert "wry" in look.fold.head.summary
    cast = next(each for each in form.story.column.sections if each.section.id == "cast")
    cast.open(False)
    assert cast.fold.head.summary == "Marta"
    light = next(each for each in form.story.column.sections if each.section.id == "light")
    light.open(False)
    assert light.fold.head.summary == "Nothing yet"


def test_folded_sections_are_made_when_they_are_opened(form: Shown) -> None:
    form.open(RESCUE)
    light = next(each for each in form.story.column.sections if each.section.id == "light")
    assert light.fold.body is None
    QTest.mouseClick(light.fold.head, Qt.MouseButton.LeftButton)
    assert form.field("light.key.side").value() == form.value("light.key.side")


def test_lit_from_the_words(form: Shown) -> None:
    form.open(RESCUE)
    action = form.field("shots[s1].beats[b1].action")
    form.panel.light("shots[s1].beats[b1].action")
    assert action.property("lit") == "beat" or _lit(action) == "beat"
    assert form.story.beats is not None
    assert form.story.beats.lane.lit == ("s1", "b1")
    form.panel.light("place.setting")
    assert _lit(action) == ""
    assert _lit(form.field("place.setting")) == "neutral"
    form.panel.light("light.key.side")
    light = next(each for each in form.story.column.sections if each.section.id == "light")
    assert not light.fold.is_open(), "nothing opens"
    form.panel.light("")
    assert _lit(form.field("place.setting")) == ""


def _lit(field: QWidget) -> str:
    lights = [each.property("lit") for each in field.findChildren(QWidget) if each.property("lit")]
    return lights[0] if lights else ""


@pytest.mark.parametrize(
    "path", ["light.key.side", "place.setting", "look.mood", "avoid", "shots[s1].beats[b3].ends_as", "light.rim"]
)
def test_go_to_opens_scrolls_and_focuses(form: Shown, focused: Callable[[], QWidget], path: str) -> None:
    form.open(RESCUE)
    form.panel.go_to(path)
    field = form.field(path)
    assert field.isVisible()
    assert field is focused() or field.isAncestorOf(focused())


def test_go_to_a_beat_chooses_its_card(form: Shown, focused: Callable[[], QWidget]) -> None:
    form.open(RESCUE)
    form.panel.go_to("shots[s1].beats[b4]")
    assert form.panel.chosen.beat == "b4"
    assert form.story.beats is not None
    assert focused() is form.story.beats.lane


def test_a_finding_stands_under_its_field(form: Shown) -> None:
    form.open(STORY)
    found = form.desk.snapshot.compiled
    assert found is not None
    for finding in found.findings:
        form.panel.go_to(finding.path)
    action = form.field("shots[s1].beats[b1].action")
    assert {each.path for each in action.findings} <= {each.path for each in found.findings}


def test_ctrl_down_goes_from_section_to_section(form: Shown, focused: Callable[[], QWidget]) -> None:
    form.open(RESCUE)
    shown = [each for each in form.story.column.sections if each.isVisible()]
    shown[0].fold.head.setFocus()
    key(focused(), Qt.Key.Key_Down, ctrl=True)
    assert writes(focused()) == "place.setting"
    key(focused(), Qt.Key.Key_Down, ctrl=True)
    assert writes(focused()) == "cast"
    assert shown[2].fold.is_open()
    key(focused(), Qt.Key.Key_Up, ctrl=True)
    assert writes(focused()) == "place.setting"
    for _ in shown[1:]:
        key(focused(), Qt.Key.Key_Down, ctrl=True)
    assert form.story.inspector is not None
    assert form.story.inspector.isAncestorOf(focused())
    key(focused(), Qt.Key.Key_Up, ctrl=True)
    assert shown[-1].isAncestorOf(focused())


def test_tab_goes_by_the_eye_and_every_stop_has_a_name(form: Shown, focused: Callable[[], QWidget]) -> None:
    form.open(RESCUE)
    for section in form.story.column.sections:
        section.open()
    form.desk.set_depth("brief")
    QApplication.processEvents()
    order = tab_order(form.panel.regions())
    nameless = [type(each).__name__ for each in order if not each.accessibleName()]
    assert not nameless
    order[0].setFocus()
    for wanted in order[1:]:
        key(focused(), Qt.Key.Key_Tab)
        assert focused() is wanted or wanted.isAncestorOf(focused())
    places = [form.panel.head, form.story.column, form.story.inspector, form.story.beats]
    seen = [next(place for place, part in enumerate(places) if part and part.isAncestorOf(each)) for each in order
            if not form.panel.facts.isAncestorOf(each)]  # fmt: skip
    assert seen == sorted(seen)


def test_the_camera_path_takes_the_forms_place_and_gives_it_back(form: Shown) -> None:
    form.open(RESCUE)
    framing = next(each for each in form.story.column.sections if each.section.id == "framing")
    framing.open()
    assert framing.path_button is not None
    QTest.mouseClick(framing.path_button, Qt.MouseButton.LeftButton)
    page = form.story.path_page
    assert page is not None
    assert page.isVisible()
    page.editor.make_move("arc_r")
    assert len(form.draft.shots[0].keys) > 1
    QTest.keyClick(page.editor.keys, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert form.story.whole.isVisible()


def test_bar_and_path_share_one_time(form: Shown) -> None:
    form.open(RESCUE)
    story = form.story
    assert story.beats is not None
    story.beats.stack.time_changed.emit(1.5)
    assert form.told == [1.5]
    assert form.panel.time == 1.5
    form.panel.set_time(3.0)
    assert story.beats.time == 3.0
    assert form.told == [1.5], "what is set is not told"
    story.open_path()
    assert story.path_page is not None
    assert story.path_page.editor.time == 3.0


def test_a_form_nobody_knows_still_opens(form: Shown) -> None:
    draft = form.open(RESCUE)
    form.desk.adopt(draft.replace(id="strange", form="film-noir"))
    QApplication.processEvents()
    assert form.desk.snapshot.template is None
    assert form.panel.stranger.isVisible()
    assert "film-noir" in form.panel.stranger.accessibleName()
    assert form.field("place.setting").value() == draft.place.setting
    form.field("place.setting").tell("A pier")
    assert form.value("place.setting") == "A pier"


def test_drafts_come_and_go_without_leaving_the_former_ones_values(form: Shown) -> None:
    first = form.open(RESCUE)
    form.open("two-truths")
    assert form.field("place.setting").value() == form.draft.place.setting
    form.desk.open_draft(first.id)
    assert form.field("place.setting").value() == first.place.setting
    form.desk.close_draft()
    assert form.panel.empty.isVisible()


def test_a_target_is_chosen_as_well_as_typed(form: Shown) -> None:
    form.open(RESCUE)
    framing = next(each for each in form.story.column.sections if each.section.id == "framing")
    framing.open()
    assert framing.rows is not None
    row = framing.rows.row("shots[*].keys[*].framing.target")
    assert row is not None
    assert row.target is not None
    menu = row.target.menu()
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names[-1] == "No target"
    menu.actions()[0].trigger()
    assert form.value(row.widget.path) == f"{{cast:{form.draft.cast[0].id}}}"
    menu.actions()[-1].trigger()
    assert form.value(row.widget.path) == ""
    assert row.widget.value() == ""
    menu.deleteLater()
