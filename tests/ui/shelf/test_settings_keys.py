"""The page of keys by the keyboard alone: search, a new key, a conflict by name, away, back, and all back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.panels.settings.keys import KeysPage
from ui.windows.own_keys import KeyBook

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def book() -> KeyBook:
    return KeyBook()


@pytest.fixture
def page(book: KeyBook, qtbot: QtBot, still: None) -> KeysPage:
    made = KeysPage(book)
    qtbot.addWidget(made)
    made.resize(574, 460)
    made.show()
    made.activateWindow()
    return made


def choose(page: KeysPage, command: str) -> None:
    page.list.setCurrentIndex(page.list.rows.index(page.list.rows.row_of(command)))
    page.list.setFocus()


def press(page: KeysPage, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """Ask for a key from the list and press it."""
    QTest.keyClick(page.list, Key.Key_Return)
    QTest.keyClick(page.catch, key, held)


def test_every_command_stands_under_its_menu(page: KeysPage, book: KeyBook) -> None:
    assert [row.id for row in page.list.rows.items if row.id] == [line.id for line in book.lines()]
    assert [row.title for row in page.list.rows.items if not row.id] == ["File", "Edit", "Shot", "Take", "View", "Help"]
    assert page.chosen == "new_draft"
    QTest.keyClick(page.list, Key.Key_Down)
    assert page.chosen == "open"


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("version", ["save_version", "versions"]),
        ("ctrl shift h", ["save_version"]),
        ("f8", ["next_finding", "previous_finding"]),
    ],
)
def test_a_search_finds_by_name_and_by_key(page: KeysPage, typed: str, ids: list[str]) -> None:
    QTest.keyClicks(page.search, typed)
    assert [row.id for row in page.list.rows.items if row.id] == ids
    assert page.chosen == ids[0]


def test_a_search_that_finds_nothing_says_so_and_offers_nothing(page: KeysPage) -> None:
    QTest.keyClicks(page.search, "zzz")
    assert page.chosen == ""
    assert not page.catch.isEnabled()
    QTest.keyClick(page.search, Key.Key_Escape)
    assert page.chosen == "new_draft"


def test_a_free_key_is_taken_at_once(page: KeysPage, book: KeyBook) -> None:
    choose(page, "duplicate")
    press(page, Key.Key_B, Held.ControlModifier | Held.ShiftModifier)
    assert book.keys("duplicate") == ("Ctrl+Shift+B",)
    assert [chip.text() for chip in page.chips] == ["Ctrl Shift B"]
    assert not page.catch.is_waiting


def test_holding_alone_is_no_key_and_escape_ends_the_waiting(page: KeysPage, book: KeyBook) -> None:
    choose(page, "duplicate")
    press(page, Key.Key_Shift, Held.ShiftModifier)
    assert page.catch.text() == "Press the new key…"
    QTest.keyClick(page.catch, Key.Key_Escape)
    assert page.catch.text() == "New key"
    assert not book.has_own


def test_a_key_that_is_a_commands_already_comes_to_the_page_and_does_not_run_it(page: KeysPage, book: KeyBook) -> None:
    ran: list[bool] = []
    action = QAction("New", page)
    action.setShortcut(QKeySequence("Ctrl+N"))
    action.triggered.connect(ran.append)
    page.addAction(action)
    choose(page, "duplicate")
    press(page, Key.Key_N, Held.ControlModifier)
    assert not ran
    assert page.said.accessibleName() == "Ctrl+N is the key of “New draft”."
    assert book.keys("duplicate") == ()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Use it here"
    QTest.keyClick(focused, Key.Key_Space)
    assert (book.keys("duplicate"), book.keys("new_draft")) == (("Ctrl+N",), ())
    assert not page.said.isVisible()
    assert page.list.hasFocus()


def test_a_letter_is_refused_with_its_reason_but_not_for_the_player(page: KeysPage, book: KeyBook) -> None:
    choose(page, "duplicate")
    press(page, Key.Key_D)
    assert page.said.accessibleName().startswith("D would be typed into fields.")
    assert not book.has_own
    choose(page, "mute")
    assert not page.said.isVisible()
    press(page, Key.Key_D)
    assert book.keys("mute") == ("D", "M")


def test_keys_are_taken_away_and_come_back(page: KeysPage, book: KeyBook) -> None:
    choose(page, "redo")
    assert page.usual.reason
    QTest.keyClick(page.list, Key.Key_Delete)
    assert book.keys("redo") == ("Ctrl+Y",)
    page.chips[0].setFocus()
    QTest.keyClick(page.chips[0], Key.Key_Delete)
    assert book.keys("redo") == ()
    assert QApplication.focusWidget() is page.catch
    page.usual.setFocus()
    QTest.keyClick(page.usual, Key.Key_Space)
    assert book.keys("redo") == ("Ctrl+Shift+Z", "Ctrl+Y")


def test_usual_keys_that_somebody_else_has_now_are_asked_for(page: KeysPage, book: KeyBook) -> None:
    book.give("duplicate", "Ctrl+N")
    page.refresh()
    choose(page, "new_draft")
    page.usual.click()
    assert "Duplicate draft" in page.said.accessibleName()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Space)
    assert not book.has_own


def test_all_come_back_together(page: KeysPage, book: KeyBook) -> None:
    assert page.all_usual.reason == "all are as usual"
    choose(page, "mute")
    press(page, Key.Key_D)
    page.all_usual.setFocus()
    QTest.keyClick(page.all_usual, Key.Key_Space)
    assert not book.has_own
    assert page.chosen == "mute"
    assert [chip.text() for chip in page.chips] == ["M"]
