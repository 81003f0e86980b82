"""Every kind of field has a widget, and the face all of them share does what the form counts on."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.desk.desk import Desk
from app.domain.edit import Edit
from app.domain.finding import Finding, Fix
from app.domain.template import FieldKind
from tests.ui.fields.conftest import Make
from ui.fields.registry import WIDGETS
from ui.fields.text import TextField

CAP = Finding(
    id="shot_cap", level="error", path="place.setting", args={},
    fix=Fix(id="shorten", edits=(Edit(op="set", path="place.setting", value="A bakery."),)),
)  # fmt: skip


def test_every_kind_has_a_widget_and_every_widget_a_kind() -> None:
    assert set(WIDGETS) == set(get_args(FieldKind))


def test_every_template_field_can_be_made(desk: Desk, make: Make) -> None:
    draft = make("text", "look.mood", "mood").draft
    for template in desk.templates():
        for field in (each for section in template.sections for each in section.fields):
            path = (
                field.path.replace("shots[*]", "shots[s1]")
                .replace("keys[*]", "keys[k1]")
                .replace("beats[*]", "beats[b2]")
            )
            ear = make(field.kind, path, field.label, draft)
            assert not ear.edited
            assert not ear.steps
            assert ear.field.value() == ear.value, path
            assert ear.field.name != f"field.{field.label}"


def test_a_finding_stands_under_its_field_with_its_fix(make: Make) -> None:
    ear = make("prose", "place.setting")
    ear.field.show_findings([CAP])
    QApplication.processEvents()
    note = ear.field.notes()[0]
    assert note.isVisible()
    assert ear.field.findings == (CAP,)
    assert note.fix is not None
    note.fix.click()
    assert ear.steps == [CAP.fix.edits]  # type: ignore[union-attr]
    assert ear.value == "A bakery."
    ear.field.show_findings([])
    assert not [each for each in ear.field.notes() if each.isVisible()]


def test_other_figures_are_said_by_the_note_that_stands_there(make: Make) -> None:
    field = make("prose", "place.setting").field
    args = {"shot": 1, "seconds": 15}
    cap = Finding(id="short_shot", level="error", path="place.setting", args=args)
    field.show_findings([cap])
    note = field.notes()[0]
    field.show_findings([cap.replace(args={**args, "seconds": 16})])
    assert field.notes() == [note]
    assert "16" in note.sentence.text()
    field.show_findings([cap.replace(level="hint")])
    assert field.notes() != [note]


def test_an_off_field_says_why(make: Make) -> None:
    field = make("text", "look.mood", "mood").field
    assert isinstance(field, TextField)
    field.set_reason("Follows the start frame")
    assert field.reason.isVisible()
    assert not field.input.isEnabled()
    assert field.input.accessibleDescription() == "Follows the start frame"
    field.set_reason(None)
    assert field.input.isEnabled()
    assert not field.reason.isVisible()


def test_light_comes_and_goes(make: Make) -> None:
    field = make("text", "look.mood", "mood").field
    before = field.grab().toImage()
    field.set_lit("beat")
    assert field.grab().toImage() != before
    field.set_lit("")
    assert field.grab().toImage() == before


def test_the_pointer_and_the_keyboard_are_told(make: Make) -> None:
    ear = make("text", "look.mood", "mood")
    assert isinstance(ear.field, TextField)
    ear.field.input.clearFocus()
    ear.field.focus_input()
    assert ear.pointed[-1] == "look.mood"
    QApplication.sendEvent(ear.field, QEvent(QEvent.Type.Leave))
    assert ear.pointed[-1] == ""


def test_it_knows_what_is_inside_it(make: Make) -> None:
    field = make("chips", "look.palette", "palette").field
    assert field.holds("look.palette")
    assert not field.holds("look.palette_x")
    assert not field.holds("look")
    field.set_path("cast")
    assert field.holds("cast[marta].wardrobe")


@pytest.mark.parametrize("width", [84, 46, 0])
def test_the_label_has_its_column(make: Make, width: int) -> None:
    field = make("text", "look.mood", "mood").field
    field.set_label_width(width)
    assert field.label.isVisible() == (width > 0)
    assert field.label.width() == width or not width
