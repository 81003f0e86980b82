"""A note typed under a field of the form is in the draft and never in the words; undo takes it back."""

from __future__ import annotations

from PySide6.QtTest import QTest

from tests.ui.form.conftest import Shown
from ui.fields.text import TextField

SETTING = "place.setting"


def test_a_note_typed_in_the_form_is_kept_and_undone(form: Shown) -> None:
    form.open("small-rescue")
    field = form.field(SETTING)
    assert isinstance(field, TextField)
    before = form.desk.snapshot.compiled
    assert before is not None
    field.open_note()
    assert field.note is not None
    QTest.keyClicks(field.note.input, "abend")
    assert form.draft.notes == {SETTING: "abend"}
    after = form.desk.snapshot.compiled
    assert after is not None
    assert (after.text, after.losses, after.findings) == (before.text, before.losses, before.findings)
    assert form.draft.place.setting
    field.focus_input()
    form.desk.undo()
    form.panel.show_snapshot(form.desk.snapshot)
    assert form.draft.notes == {}
    assert field.note.isHidden()
    form.desk.redo()
    form.panel.show_snapshot(form.desk.snapshot)
    assert field.note.text() == "abend"
    assert not field.note.isHidden()


def test_a_note_survives_another_template_and_another_target(form: Shown) -> None:
    form.open("small-rescue")
    form.desk.edit(f"note:{SETTING}", "abend")
    form.desk.set_aim("fal/veo-3.1")
    form.desk.edit("form", "kling-shot-list")
    form.desk.set_aim("kling/kling-3.0")
    form.desk.edit("form", "sora-story-beats")
    assert form.draft.notes == {SETTING: "abend"}
