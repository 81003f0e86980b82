"""The form in a template of one's own: its words, its order, and what it hides never drops from view unsaid."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from app.domain.template import Template
from app.domain.template_edit import Place, move, relabel, set_hidden
from ui.kit.menus import Menu
from ui.panels.form.panel import FormPanel
from ui.panels.form.story import StoryBody


@pytest.fixture
def form(desk: Desk, qtbot: QtBot) -> FormPanel:
    """The form over the desk."""
    made = FormPanel(desk)
    qtbot.addWidget(made)
    desk.changed.connect(made.show_snapshot)
    made.resize(900, 860)
    made.show_snapshot(desk.snapshot)
    made.show()
    QApplication.processEvents()
    return made


def titles(form: FormPanel) -> list[str]:
    assert isinstance(form.body, StoryBody)
    return [section.fold.head.text() for section in form.body.column.sections]


def test_it_follows_a_change_of_its_template(desk: Desk, form: FormPanel, mine: Template) -> None:
    draft = desk.new(mine.id)
    assert titles(form)[:2] == ["Look", "Place"]
    assert form.head.form.text() == "Adverts"
    changed = relabel(move(mine, Place("place"), 0), Place("look"), "Bild")
    desk.own_templates.keep(changed)
    assert titles(form)[:2] == ["Place", "Bild"]
    assert desk.snapshot.draft is draft


def test_filled_fields_that_are_hidden_are_counted_and_shown(desk: Desk, form: FormPanel, mine: Template) -> None:
    hidden = set_hidden(set_hidden(mine, Place("light"), True), Place("look", "look.mood"), True)
    desk.own_templates.keep(hidden)
    desk.new(mine.id)
    note = form._hidden
    assert note is not None
    assert not note.isVisible(), "nothing is filled yet"
    desk.edit("look.mood", "wet")
    desk.edit("light.fill", "soft")
    desk.edit("light.weather", "rain")
    assert note.isVisible()
    assert note.count == 3
    assert "3 filled fields" in note.line.accessibleName()
    assert "Light" not in titles(form)
    note.line.way_out.emit()
    assert "Light" in titles(form)
    form.go_to("look.mood")
    assert form.body is not None
    assert form.body.row_of("look.mood") is not None
    note.line.way_out.emit()
    assert "Light" not in titles(form)
    desk.undo()
    assert note.count == 2


def test_what_another_beat_holds_counts_too(desk: Desk, form: FormPanel, mine: Template) -> None:
    desk.own_templates.keep(set_hidden(mine, Place("beat", "shots[*].beats[*].touches"), True))
    draft = desk.snapshot.draft
    assert draft is not None
    desk.set_form(mine.id)
    beat = draft.shots[0].beats[-1]
    desk.edit(f"shots[{draft.shots[0].id}].beats[{beat.id}].touches", "the box")
    assert form._hidden is not None
    assert form._hidden.count >= 1
    assert form._hidden.isVisible()


def test_a_finding_leads_to_a_hidden_field(desk: Desk, form: FormPanel, mine: Template) -> None:
    desk.own_templates.keep(set_hidden(mine, Place("look", "look.mood"), True))
    desk.new(mine.id)
    form.go_to("look.mood")
    assert form.body is not None
    row = form.body.row_of("look.mood")
    assert row is not None
    assert row.widget.isVisible()


def test_a_form_that_hides_nothing_has_no_note(desk: Desk, form: FormPanel, mine: Template) -> None:
    desk.new(mine.id)
    assert form._hidden is None


def test_a_draft_whose_form_is_gone_says_so_in_the_nearest(desk: Desk, form: FormPanel) -> None:
    mine = desk.own_templates.copy("kling-shot-list", "Lists")
    draft = desk.new(mine.id)
    desk.own_templates.delete(mine.id)
    assert form.stranger.isVisible()
    assert "Shot list" in form.stranger.accessibleName()
    assert "Lists" in form.stranger.accessibleName(), "it is called by its name while that is known"
    form.stranger.way_out.emit()
    (menu,) = form.head.findChildren(Menu)
    assert menu.isVisible()
    menu.close()
    assert desk.snapshot.draft is draft
    desk.own_templates.restore(mine.id)
    assert not form.stranger.isVisible()


def test_the_menu_of_forms_names_ones_own_and_leads_to_them(desk: Desk, form: FormPanel, mine: Template) -> None:
    asked: list[str] = []
    form.command.connect(asked.append)
    menu = form.head.form_menu()
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == ["Story beats", "Camera path", "Shot list", "Adverts", "Edit as my own template…", "Templates…"]
    for action in menu.actions()[-2:]:
        action.trigger()
    assert asked == ["own_template", "templates"]
    desk.set_form(mine.id)
    again = form.head.form_menu()
    assert "Edit this template…" in [action.text() for action in again.actions()]
    menu.deleteLater()
    again.deleteLater()
