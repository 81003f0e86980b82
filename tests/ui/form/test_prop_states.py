"""The states of the props a beat names stand in its inspector, where they are read and edited."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.beats import beat_spans
from app.domain.edit import Edit
from tests.ui.form.conftest import Shown
from ui.fields.base import field_of
from ui.fields.text import TextField
from ui.panels.beats.props import PropStates

STORY = "sora-story-beats"
CHART = {"id": "chart", "label": "Chart", "state": "rolled up"}
LAMP = {"id": "lamp", "label": "Lamp", "state": ""}


def open_with_props(form: Shown) -> str:
    """A story with two props; its first beat names them. Gives the path of that beat."""
    draft = form.open(STORY)
    form.desk.apply([Edit(op="insert", path="place.props", value=prop, index=0) for prop in (LAMP, CHART)])
    span = beat_spans(draft)[0]
    path = f"shots[{span.shot_id}].beats[{span.beat.id}]"
    form.desk.set_depth("standard")
    form.desk.apply([Edit(op="set", path=f"{path}.action", value="lifts {prop:lamp} over {prop:chart}")])
    return path


def states(form: Shown) -> PropStates:
    assert form.story.inspector is not None
    assert form.story.inspector.props is not None
    return form.story.inspector.props


def shown(form: Shown) -> list[tuple[str, object]]:
    rows = [row for row in states(form).rows if row.widget.isVisibleTo(states(form))]
    return [(row.widget.label.text(), row.widget.value()) for row in rows]


def test_a_beat_shows_the_state_of_each_prop_it_names(form: Shown) -> None:
    path = open_with_props(form)
    assert shown(form) == [("Lamp is", ""), ("Chart is", "rolled up")]
    form.desk.apply([Edit(op="set", path=f"{path}.action", value="waits")])
    assert shown(form) == []
    assert not states(form).isVisibleTo(form.panel)
    form.desk.apply([Edit(op="set", path=f"{path}.action", value="waits by {prop:chart} and {prop:nobody}")])
    assert shown(form) == [("Chart is", "rolled up")]
    form.desk.apply([Edit(op="set", path="place.props[chart].label", value="Sea chart")])
    assert shown(form) == [("Sea chart is", "rolled up")]


def test_where_no_prop_is_named_nothing_is_made(form: Shown) -> None:
    form.open(STORY)
    assert form.story.inspector is not None
    assert form.story.inspector.props is None


def test_a_sketch_shows_no_states(form: Shown) -> None:
    open_with_props(form)
    form.desk.set_depth("sketch")
    assert shown(form) == []


def test_a_state_is_edited_in_place_as_one_step(form: Shown) -> None:
    open_with_props(form)
    field = states(form).rows[0].widget
    field.focus_input()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Lamp is"
    QTest.keyClicks(focus, "burning low")
    assert form.value("place.props[lamp].state") == "burning low"
    assert form.value("place.props[chart].state") == "rolled up"
    form.desk.undo()
    assert form.value("place.props[lamp].state") == ""
    assert shown(form)[0] == ("Lamp is", "")


def test_enter_goes_through_the_states(form: Shown) -> None:
    open_with_props(form)
    field = states(form).rows[0].widget
    assert isinstance(field, TextField)
    field.focus_input()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert field_of(QApplication.focusWidget()) is states(form).rows[1].widget
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, Qt.Key.Key_Backtab)
    assert field_of(QApplication.focusWidget()) is field
