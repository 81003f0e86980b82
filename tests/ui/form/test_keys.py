"""The keys that carry a hand through the form: Enter from field to field, Shift+Enter from beat to beat."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.form.conftest import Shown
from ui.fields.base import field_of

Key, Held = Qt.Key, Qt.KeyboardModifier
RESCUE = "small-rescue"


def key(widget: QWidget, code: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """Press a key."""
    QTest.keyClick(widget, code, held)


def writes(widget: QWidget) -> str:
    """The path of the field that a widget writes."""
    field = field_of(widget)
    return field.path if field is not None else ""


def test_enter_goes_from_field_to_field_and_opens_what_is_folded(form: Shown, focused: Callable[[], QWidget]) -> None:
    form.open(RESCUE)
    for section in form.story.column.sections:
        section.open(False)
    form.story.step_section(1, None)
    way = []
    for _ in range(8):
        way.append(writes(focused()))
        if way[-1] == "place.setting":
            break
        key(focused(), Key.Key_Return)
    assert way == [
        "look.style_line", "look.medium", "look.era", "look.texture", "look.palette", "look.mood", "place.setting",
    ]  # fmt: skip


def test_shift_enter_writes_the_next_beat_and_makes_one_after_the_last(
    form: Shown, focused: Callable[[], QWidget]
) -> None:
    draft = form.open(RESCUE)
    beats = draft.shots[0].beats
    form.panel.go_to(f"shots[s1].beats[{beats[-2].id}].ends_as")
    key(focused(), Key.Key_Return, Held.ShiftModifier)
    assert writes(focused()) == f"shots[s1].beats[{beats[-1].id}].action"
    key(focused(), Key.Key_Return, Held.ShiftModifier)
    made = form.draft.shots[0].beats[-1]
    assert len(form.draft.shots[0].beats) == len(beats) + 1
    assert writes(focused()) == f"shots[s1].beats[{made.id}].subject"
    key(focused(), Key.Key_L, Held.ControlModifier)
    assert writes(focused()) == f"shots[s1].beats[{made.id}].link.type"
    key(focused(), Key.Key_B)
    assert form.draft.shots[0].beats[-1].link.type == "because"


def test_c_on_a_card_goes_to_the_framing_of_the_beat(form: Shown, focused: Callable[[], QWidget]) -> None:
    form.open(RESCUE)
    assert form.story.beats is not None
    form.story.beats.choose_number(2)
    key(form.story.beats.lane, Key.Key_C)
    made = next(each for each in form.draft.shots[0].keys if each.t == form.story.beats.lane.cards[1].start)
    assert writes(focused()) == f"shots[s1].keys[{made.id}].framing.size"
    assert form.panel.chosen.key == made.id


def test_the_keyboard_is_never_where_nobody_sees_it(form: Shown, focused: Callable[[], QWidget]) -> None:
    form.open("sora-story-beats", cast=[{"id": "ines", "label": "Ines"}])
    form.story.step_section(1, None)
    key(focused(), Key.Key_Down, Held.ControlModifier)
    key(focused(), Key.Key_Down, Held.ControlModifier)
    key(focused(), Key.Key_Return)
    QApplication.processEvents()
    assert writes(focused()) == "cast[ines].identity"
    column = form.story.column
    spot = focused().mapTo(column.viewport(), focused().rect().center())
    assert column.viewport().rect().contains(spot)
