"""What a letter in a beat leaves alone in the form, which changes the present draft all the same."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.form.conftest import Shown
from ui.kit.inputs import NumberInput
from ui.panels.form.words import Chosen, Watch, view_of

RESCUE = "small-rescue"


def test_the_length_of_a_shot_keeps_what_was_typed_before_it(form: Shown) -> None:
    draft = form.open(RESCUE)
    form.desk.set_depth("brief")
    shot = draft.shots[0]
    beat = f"shots[{shot.id}].beats[{shot.beats[0].id}].action"
    length = f"shots[{shot.id}].seconds"
    form.panel.go_to(length)
    before = form.value(beat)
    form.type(beat, "slowly ")
    typed = form.value(beat)
    assert typed != before
    assert "slowly" in typed
    number = form.field(length).findChild(NumberInput)
    assert number is not None
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Up)
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert form.value(length) > shot.seconds
    assert form.value(beat) == typed


def test_a_letter_in_a_beat_leaves_the_camera_alone_and_a_key_does_not(form: Shown) -> None:
    draft = form.open(RESCUE)
    form.desk.set_depth("brief")
    shot = draft.shots[0]
    watches = {part.section.id: Watch(part.fields) for part in form.story.column.sections}

    def differing() -> set[str]:
        view = view_of(form.desk.snapshot, Chosen(shot.id))
        assert view is not None
        return {name for name, watch in watches.items() if watch.differs(view._replace(findings=()))}

    assert differing() == set(watches)
    assert differing() == set()
    form.type(f"shots[{shot.id}].beats[{shot.beats[0].id}].action", "z")
    left = set(watches) - differing()
    camera = next(each.section.id for each in form.story.column.sections if each.path_field is not None)
    assert camera in left
    form.desk.edit(f"shots[{shot.id}].support", "handheld")
    assert camera in differing()
