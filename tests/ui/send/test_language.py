"""The language of the prompt is chosen in the head of the words; the words follow, and one undo brings them back."""

from __future__ import annotations

from PySide6.QtGui import QAction

from app.strings import tr
from tests.ui.send.conftest import Shown
from ui.kit.menus import Menu


def entries(panel: Shown) -> dict[str, QAction]:
    panel.words.language.click()
    menu = panel.words.language.findChildren(Menu)[-1]
    menu.close()
    return {action.text(): action for action in menu.actions()}


def test_the_words_are_written_in_the_language_chosen(panel: Shown) -> None:
    english = panel.document
    assert panel.words.language.text() == "EN"
    offered = entries(panel)
    assert list(offered) == ["English", "Simplified Chinese"]
    assert [action.isChecked() for action in offered.values()] == [True, False]
    offered["Simplified Chinese"].trigger()
    panel.tell()
    assert panel.desk.snapshot.draft is not None
    assert panel.desk.snapshot.draft.language == "zh"
    assert panel.words.language.text() == "ZH"
    assert panel.words.language.accessibleName() == "Prompt language: Simplified Chinese"
    assert "镜头" in panel.document
    panel.desk.undo()
    panel.tell()
    assert panel.document == english
    assert panel.words.language.text() == "EN"


def test_choosing_the_same_language_is_no_step(panel: Shown) -> None:
    could = panel.desk.snapshot.can_undo
    entries(panel)["English"].trigger()
    assert panel.desk.snapshot.can_undo == could


def test_it_says_what_it_is(panel: Shown) -> None:
    assert panel.words.language.accessibleDescription() == tr("field.prompt_language.help")
