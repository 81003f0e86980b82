"""Templates in the real window: the open draft's form becomes one's own by a command, and starts drafts then."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.patience import until
from tests.ui.window.conftest import Opened, form_of
from ui.kit.buttons import Button
from ui.panels.templates.dialog import TemplatesDialog


async def test_the_form_of_a_draft_becomes_ones_own(opened: Opened) -> None:
    async with opened() as window:
        desk = window.desk
        desk.new("sora-story-beats", title="The kitten")
        await form_of(window)
        window.run("own_template")
        (dialog,) = window.findChildren(TemplatesDialog)
        assert dialog.focusWidget() is dialog.editor.name
        QTest.keyClicks(dialog.editor.name, "Adverts")
        QTest.keyClick(dialog.editor.name, Qt.Key.Key_Return)
        dialog.editor.outline.setFocus()
        QTest.keyClick(dialog.editor.outline, Qt.Key.Key_Space)
        await until(lambda: window.form.head.form.text() == "Adverts")
        template = desk.snapshot.template
        assert template is not None
        assert (template.name, template.sections[0].hidden, template.own) == ("Adverts", True, True)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        await until(lambda: not window.findChildren(TemplatesDialog))
        desk.undo()
        assert desk.snapshot.draft is not None
        assert desk.snapshot.draft.form == "sora-story-beats"
        window.run("own_template")
        assert len(desk.templates()) == 5, "each time a copy is asked for, one is made"


async def test_the_list_starts_throws_and_the_welcome_follows(opened: Opened) -> None:
    async with opened() as window:
        desk = window.desk
        mine = desk.own_templates.copy("kling-shot-list", "Lists")
        welcome = window.welcome
        welcome.show_forms()
        assert mine.id in welcome.blank_buttons
        welcome.own_forms.click()
        (dialog,) = window.findChildren(TemplatesDialog)
        dialog.choose(mine.id)
        dialog.delete()
        assert mine.id not in welcome.blank_buttons
        dialog.take_back()
        assert welcome.blank_buttons[mine.id].text() == "Lists"
        dialog.choose(mine.id)
        dialog.start.click()
        assert desk.snapshot.draft is not None
        assert desk.snapshot.draft.form == mine.id
        await form_of(window)
        desk.own_templates.delete(mine.id)
        assert desk.snapshot.template is None
        await until(lambda: window.notices.cards)
        window.notices.cards[-1].findChildren(Button)[0].click()
        assert desk.snapshot.template == mine


async def test_a_template_file_that_is_dropped_is_kept_and_shown(opened: Opened, tmp_path: Path) -> None:
    async with opened() as window:
        desk = window.desk
        mine = desk.own_templates.copy("kling-shot-list", "Lists")
        desk.own_templates.export(mine.id, tmp_path / "lists.toml")
        desk.own_templates.delete(mine.id)
        window.verbs.open_path(tmp_path / "lists.toml")
        (dialog,) = window.findChildren(TemplatesDialog)
        assert dialog.editor.template is not None
        assert dialog.editor.template.name == "Lists"
