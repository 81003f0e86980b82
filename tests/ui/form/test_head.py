"""Head and facts of the form: name, undo, depth, length, frame, sound and shots."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.form.conftest import Shown
from ui.kit.menus import Menu

LEFT = Qt.MouseButton.LeftButton
RESCUE = "small-rescue"


def pick(menu: Menu, text: str) -> None:
    """Choose an entry of a menu by its words."""
    next(each for each in menu.actions() if each.text() == text).trigger()
    menu.deleteLater()


def entries(menu: Menu) -> list[str]:
    """The words of a menu."""
    found = [each.text() for each in menu.actions() if not each.isSeparator()]
    menu.deleteLater()
    return found


def test_the_name_is_edited_in_place(form: Shown, focused: Callable[[], QWidget]) -> None:
    form.open(RESCUE)
    title = form.panel.head.title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "Rope")
    assert form.draft.title == "Rope"
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is not title
    form.desk.undo()
    assert title.text() == form.draft.title != "Rope"


def test_undo_and_redo_say_why_they_are_off(form: Shown) -> None:
    form.open(RESCUE)
    head = form.panel.head
    assert head.undo_button.reason
    assert head.redo_button.reason
    form.field("place.setting").tell("A quay")
    assert not head.undo_button.reason
    QTest.mouseClick(head.undo_button, LEFT)
    assert form.draft.place.setting != "A quay"
    QTest.mouseClick(head.redo_button, LEFT)
    assert form.draft.place.setting == "A quay"


def test_the_head_says_whether_the_draft_is_saved(form: Shown) -> None:
    form.open(RESCUE)
    assert form.panel.head.saved.text() == "Saved"
    snapshot = form.desk.snapshot
    form.panel.show_snapshot(snapshot.replace(saved="saving"))
    assert form.panel.head.saved.text() == "Saving"
    form.panel.show_snapshot(snapshot.replace(saved="failed"))
    assert form.panel.head.saved.text() == "Not saved"


def test_the_depth_is_chosen_in_the_head(form: Shown) -> None:
    form.open(RESCUE)
    form.panel.head.depths.chosen.emit("brief")
    assert form.desk.snapshot.depth == "brief"
    assert form.panel.head.depths.value() == "brief"


def test_a_draft_can_be_edited_with_another_form(form: Shown) -> None:
    form.open(RESCUE)
    pick(form.panel.head.form_menu(), "Camera path")
    assert form.draft.form == "kling-camera-path"
    assert form.tabs.isVisible()
    form.desk.undo()
    assert form.story.isVisible()


def test_lengths_are_those_of_the_aim_and_any_other(form: Shown) -> None:
    form.open(RESCUE)
    form.desk.set_aim("openai/sora-2")
    offered = entries(form.panel.facts.length.menu())
    limits = form.desk.snapshot.model
    assert limits is not None
    assert limits.limits.lengths is not None
    assert len(offered) == len(limits.limits.lengths.list) + 1
    beats = [beat.seconds for beat in form.draft.shots[0].beats]
    seconds = form.draft.seconds
    pick(form.panel.facts.length.menu(), "4 s")
    assert form.draft.seconds == 4
    assert [beat.seconds for beat in form.draft.shots[0].beats] == [each * 4 / seconds for each in beats]
    form.panel.facts.set_length(7.3)
    assert form.draft.seconds == 7.3
    assert form.panel.facts.length.value == "7.3 s"


def test_another_length_is_typed(form: Shown) -> None:
    form.open(RESCUE)
    facts = form.panel.facts
    facts.ask_length()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    number = popup.focusProxy()
    assert number is not None
    QTest.keyClicks(number, "6.5")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert form.draft.seconds == 6.5


def test_length_over_several_shots_keeps_their_shares(form: Shown) -> None:
    form.open("heist-in-six")
    before = [shot.seconds / form.draft.seconds for shot in form.draft.shots]
    form.panel.facts.set_length(form.draft.seconds * 2)
    assert [shot.seconds / form.draft.seconds for shot in form.draft.shots] == before
    form.panel.facts.set_length(11.0)
    assert form.draft.seconds == 11.0


def test_shots_are_cut_and_joined(form: Shown) -> None:
    form.open(RESCUE)
    facts = form.panel.facts
    seconds, beats = form.draft.seconds, [beat.action for beat in form.draft.shots[0].beats]
    facts.set_shots(3)
    assert len(form.draft.shots) == 3
    assert form.draft.seconds == seconds
    assert facts.shots.value == "3, set by cuts"
    facts.set_shots(1)
    assert facts.shots.value == "One take"
    assert [beat.action for beat in form.draft.shots[0].beats if beat.action][: len(beats)]


def test_frame_and_sound(form: Shown) -> None:
    form.open("slow-push-to-eyes")
    facts = form.panel.facts
    pick(facts.frame.menu(), "9:16 tall")
    assert form.draft.frame.aspect == "9:16"
    pick(facts.frame.menu(), "1080p")
    assert form.draft.frame.resolution == "1080p"
    assert facts.frame.value == "9:16, 1080p"
    pick(facts.sound.menu(), "On")
    assert form.draft.frame.audio == "on"


def test_sound_that_cannot_be_switched_says_why(form: Shown) -> None:
    form.open(RESCUE)
    model = next(each for each in form.desk.models() if each.limits.audio == "always")
    form.desk.set_aim(model.id)
    menu = form.panel.facts.sound.menu()
    off = next(each for each in menu.actions() if each.text() == "Off")
    assert not off.isEnabled()
    assert model.title in str(off.property("reason"))
    menu.deleteLater()


def test_whom_it_was_written_for(form: Shown) -> None:
    form.open("sora-story-beats")
    form.panel.resize(1200, 800)
    note = form.panel.facts.note
    form.desk.set_aim("openai/sora-2")
    assert not note.isVisible()
    form.desk.set_aim("kling/kling-3.0")
    assert note.isVisible()
    assert note.text() == "Written for Sora 2, sent to Kling 3.0"
    QTest.mouseClick(note, LEFT)
    assert form.commands == ["target"]
