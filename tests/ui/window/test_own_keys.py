"""Every command can have other keys: menus, tips, palette, sheet and player follow, and the next start knows them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.patience import until
from tests.ui.window.conftest import Opened, form_of
from ui.kit import tips
from ui.kit.labels import KeyCap, Label
from ui.kit.notify import NoticeCard
from ui.panels.form.story import StoryBody
from ui.panels.lanes import KeyTable
from ui.panels.settings.keys import KeysPage
from ui.windows.commands import COMMANDS, FIXED_KEYS
from ui.windows.dialogs import KeysDialog, SettingsDialog
from ui.windows.editor_keys import EDITOR_KEYS
from ui.windows.main import MainWindow
from ui.windows.own_keys import USUAL, KeyBook, read_key

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(autouse=True)
def usual_after() -> Iterator[None]:
    yield
    tips.set_own_keys({})


def test_the_tables_own_keys_are_each_somebodys_and_nobody_elses() -> None:
    book = KeyBook()
    assert not book.has_own
    for command in COMMANDS:
        for key in USUAL.get(command.id, ()):
            assert read_key(key) == key
            assert book.owner(command.id, key) == ""
            assert book.why_not(command.id, key) == ""


def test_what_nobody_can_have_is_written_as_qt_writes_it() -> None:
    for keys in FIXED_KEYS.values():
        assert [key for key in keys.split() if read_key(key) != key] == []


def test_a_key_that_is_given_stands_first_and_only_the_difference_is_kept() -> None:
    kept: list[object] = []
    book = KeyBook({}, kept.append)
    book.give("redo", "F5")
    assert book.keys("redo") == ("F5", "Ctrl+Shift+Z", "Ctrl+Y")
    assert kept[-1] == {"redo": ["F5", "Ctrl+Shift+Z", "Ctrl+Y"]}
    book.remove("redo", "F5")
    assert kept[-1] == {}


def test_who_had_a_key_has_it_no_longer_and_gets_it_back_with_the_usual_ones() -> None:
    book = KeyBook()
    book.give("duplicate", "Ctrl+N")
    assert (book.keys("new_draft"), book.owner("save", "Ctrl+N")) == ((), "duplicate")
    book.restore("new_draft")
    assert (book.keys("new_draft"), book.keys("duplicate")) == (("Ctrl+N",), ())
    assert not book.has_own


def test_a_letter_is_only_for_the_player_and_its_fixed_keys_for_nobody() -> None:
    book = KeyBook()
    assert "would be typed" in book.why_not("save", "S")
    assert book.why_not("mute", "S") == ""
    assert "the player" in book.why_not("mute", "J")
    assert "writing" in book.why_not("save", "Ctrl+C")
    book.give("full", "U")
    assert book.player_keys()["full"] == ("U", "F")
    assert book.window_keys("full") == ("F11",)


@pytest.mark.parametrize(
    "entry",
    [
        {"save": 7}, {"save": "F5"}, {"save": ["Ctrl+"]}, {"save": ["Ctrl+K, Ctrl+L"]}, {"save": [None]},
        {"save": ["S"]}, {"save": ["Ctrl+C"]}, {"save": ["F5", "F5"]}, {"save": ["Ctrl+N"]}, {"from_later": ["F5"]},
    ],
)  # fmt: skip
def test_an_entry_that_does_not_hold_is_told_and_left_out(entry: dict[str, object]) -> None:
    book = KeyBook({**entry, "versions": ["F7"]})
    assert len(book.bad) == 1
    assert book.keys("save") == ("Ctrl+S",)
    assert book.keys("versions") == ("F7",)


def test_two_commands_with_one_key_in_the_file_leave_it_to_the_first() -> None:
    book = KeyBook({"save": ["F5"], "versions": ["F5"]})
    assert (book.keys("save"), book.keys("versions")) == (("F5",), ("Ctrl+H",))
    swapped = KeyBook({"save": ["Ctrl+H"], "versions": ["Ctrl+S"]})
    assert (swapped.keys("save"), swapped.keys("versions"), swapped.bad) == (("Ctrl+H",), ("Ctrl+S",), [])


def test_what_a_later_version_wrote_stays_in_the_file() -> None:
    kept: list[object] = []
    KeyBook({"from_later": ["F5"]}, kept.append).give("save", "F7")
    assert kept == [{"from_later": ["F5"], "save": ["F7", "Ctrl+S"]}]


def page_of(window: MainWindow) -> KeysPage:
    """The page of keys, opened as a person opens it."""
    QTest.keySequence(window, QKeySequence("Ctrl+,"))
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.activateWindow()
    pages = dialog.pages
    pages.list.setFocus()
    for _ in range(2):
        QTest.keyClick(pages.list, Key.Key_Down)
    assert pages.pages.currentWidget() is pages.keys
    return pages.keys


async def test_a_key_pressed_on_the_page_works_everywhere_at_once(opened: Opened, home: Path) -> None:
    async with opened() as window:
        window.desk.new("small-rescue")
        await form_of(window)
        page = page_of(window)
        page.search.setFocus()
        QTest.keyClicks(page.search, "rehearse")
        QTest.keyClick(page.search, Key.Key_Down)
        QTest.keyClick(page.list, Key.Key_Return)
        assert page.catch.is_waiting
        QTest.keyClick(page.catch, Key.Key_F5)
        assert json.loads((home / "settings.json").read_text())["keys"] == {"rehearse": ["F5", "Ctrl+R"]}
        action = window.actions_table.actions["rehearse"]
        assert [each.toString() for each in action.shortcuts()] == ["F5", "Ctrl+R"]
        assert action.property("key") == "F5"
        assert "F5" in window.send.foot.rehearse.toolTip()
        assert next(item.key for item in window.actions_table.items() if item.id == "rehearse") == "F5"
        dialog = window.findChild(SettingsDialog)
        assert dialog is not None
        dialog.close()
        QTest.keySequence(window, QKeySequence("F1"))
        sheet = window.findChild(KeysDialog)
        assert sheet is not None
        assert "F5" in [cap.accessibleName() for cap in sheet.findChildren(KeyCap)]
        sheet.close()
        window.activateWindow()
        before = len(window.desk.jobs())
        QTest.keySequence(window, QKeySequence("F5"))
        await until(lambda: len(window.desk.jobs()) > before)
    tips.set_own_keys({})
    async with opened() as window:
        assert window.actions_table.book.keys("rehearse") == ("F5", "Ctrl+R")
        assert "F5" in window.send.foot.rehearse.toolTip()


def names(keys: KeyTable) -> set[str]:
    """The keys of an editor as Qt writes them."""
    twins = {"Backspace": "Del", "Enter": "Return"}
    found = set()
    for key, ctrl, alt in keys:
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        said = QKeySequence(QKeyCombination(held, Key(key))).toString()
        found.add(twins.get(said, said))
    return found


async def test_the_sheet_names_every_key_of_both_editors(opened: Opened) -> None:
    async with opened() as window:
        window.desk.new("small-rescue")
        await form_of(window)
        story = window.form.body
        assert isinstance(story, StoryBody)
        assert story.beats is not None
        story.open_path()
        assert story.path_page is not None
        for editor, table in (("beats", story.beats.lane.keys), ("path", story.path_page.editor.keys.keys)):
            told = {key for what, keys in EDITOR_KEYS[editor] for key in keys}
            assert names(table) <= told
        QTest.keySequence(window, QKeySequence("F1"))
        sheet = window.findChild(KeysDialog)
        assert sheet is not None
        said = [label.text() for label in sheet.findChildren(Label)]
        assert {"On the beats", "On the camera path", "In the player", "Cut, or join at a cut"} <= set(said)
        sheet.close()


async def test_tab_goes_through_the_page_by_the_eye_and_ends_the_waiting(opened: Opened) -> None:
    async with opened() as window:
        page = page_of(window)
        dialog = page.window()
        await until(dialog.isActiveWindow)
        stops = []
        for _ in range(4):
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, Key.Key_Tab)
            stops.append(QApplication.focusWidget())
        assert stops == [page.search, page.list, page.chips[0], page.catch]
        page.catch.setFocus()
        QTest.keyClick(page.catch, Key.Key_Space)
        assert page.catch.text() == "Press the new key…"
        QTest.keyClick(page.catch, Key.Key_Backtab)
        assert page.catch.text() == "New key"
        assert QApplication.focusWidget() is page.chips[0]


async def test_the_bar_shows_the_palettes_key(opened: Opened) -> None:
    async with opened() as window:
        cap = window.topbar.search.cap
        assert cap.accessibleName() == "Ctrl K"
        window.actions_table.book.give("palette", "F3")
        assert cap.accessibleName() == "F3"
        for key in ("F3", "Ctrl+K"):
            window.actions_table.book.remove("palette", key)
        assert not cap.isVisible()


async def test_the_player_takes_its_other_letter_where_no_text_has_the_keyboard(opened: Opened) -> None:
    async with opened() as window:
        window.desk.new("small-rescue")
        await form_of(window)
        window.actions_table.book.give("mute", "U")
        window.actions_table.book.remove("mute", "M")
        sound = window.player.transport.sound
        assert "U" in sound.toolTip()
        spoken = sound.accessibleName()
        window.setFocus()
        QTest.keyClick(window, Key.Key_M)
        assert sound.accessibleName() == spoken
        QTest.keyClick(window, Key.Key_U)
        assert sound.accessibleName() != spoken
        title = window.form.head.title
        title.setFocus()
        title.selectAll()
        QTest.keyClick(title, Key.Key_U)
        assert title.text() == "u"


def write_keys(home: Path, keys: object) -> None:
    """Settings as somebody's editor may leave them."""
    home.mkdir(exist_ok=True)
    (home / "settings.json").write_text(json.dumps({"keys": keys}))


async def test_bad_entries_are_told_and_the_window_opens_all_the_same(opened: Opened, home: Path) -> None:
    write_keys(home, {"save": ["Ctrl+"], "versions": ["F7"], "nobody": 3})
    async with opened() as window:
        told = [card.notice for card in window.findChildren(NoticeCard) if card.notice.id == "bad_keys"]
        assert len(told) == 1
        assert "save" in told[0].args["keys"]
        assert "nobody" in told[0].args["keys"]
        book = window.actions_table.book
        assert (book.keys("save"), book.keys("versions")) == (("Ctrl+S",), ("F7",))
    write_keys(home, [1, 2])
    async with opened() as window:
        assert not window.actions_table.book.has_own
        QApplication.sendPostedEvents()
