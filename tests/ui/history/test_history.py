"""The versions of a draft: listed by time with what changed, named, looked into, restored as one step, thrown away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from app.desk.snapshot import Notice
from app.desk.versions import Version
from tests.ui.history.conftest import Clock
from ui.kit.labels import Label
from ui.lists.rows import ITEM
from ui.panels.history.popup import HistoryPopup
from ui.panels.history.words import title_words, when_words

Key = Qt.Key


def titles(popup: HistoryPopup) -> list[str]:
    return [line.title for line in popup.list.rows.items]


def said(popup: HistoryPopup) -> list[str]:
    index = popup.list.rows.index
    return [popup._since(index(row).data(ITEM)) for row in range(popup.list.rows.rowCount())]


def told_changes(popup: HistoryPopup) -> list[str]:
    rows = popup.detail._rows
    widgets = [item.widget() for place in range(rows.count()) if (item := rows.itemAt(place)) is not None]
    return [widget.text() for widget in widgets if isinstance(widget, Label)]


def mood(desk: Desk) -> str:
    assert desk.snapshot.draft is not None
    return desk.snapshot.draft.look.mood


# ------------------------------------------------------------------------------------------------------ in words


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"kind": "hand", "name": "Before the rewrite"}, "Before the rewrite"),
        ({"kind": "take", "takes": ("3", "r1")}, "Take 3, Rehearsal 1"),
        ({"kind": "preset", "about": "Two truths"}, "Before the preset “Two truths”"),
        ({"kind": "work"}, "While working"),
    ],
)
def test_a_version_is_called_by_its_name_its_takes_or_its_reason(fields: dict[str, object], title: str) -> None:
    assert title_words(Version.model_validate({"id": "x", "made": "2026-11-24T12:00:00+00:00", **fields})) == title


def test_times_are_told_as_people_do() -> None:
    now = "2026-11-24T12:00:00+00:00"
    assert when_words("2026-11-24T11:40:00+00:00", now).startswith("Today ")
    assert when_words("2026-11-23T11:40:00+00:00", now).startswith("Yesterday ")
    assert when_words("2026-11-02T11:40:00+00:00", now).startswith("2 Nov 2026 ")


# ------------------------------------------------------------------------------------------------------ looked at


def test_without_a_version_it_says_when_one_is_kept(popup: HistoryPopup) -> None:
    assert popup.none.isVisible()
    assert not popup.list.isVisible()
    assert popup.focusWidget() is popup.name


def test_the_list_says_what_changed_in_film_terms(desk: Desk, clock: Clock, window: QWidget, qtbot: QtBot) -> None:
    desk.versions.save("First")
    clock.go_on(minutes=5)
    desk.edit("look.mood", "hushed")
    desk.versions.save("Second")
    clock.go_on(minutes=5)
    desk.edit("look.mood", "bright")
    popup = HistoryPopup(desk)
    qtbot.addWidget(popup)
    popup.open_over(window)
    assert titles(popup) == ["Second", "First"]
    assert said(popup) == ["Look: mood “tender, dry” → “hushed”", "The first one that is kept"]
    assert told_changes(popup) == ["Look: mood “bright” → “hushed”"]
    assert "wheelhouse" in popup.detail.words.text()
    assert popup.focusWidget() is popup.list
    QTest.keyClick(popup.list, Key.Key_Down)
    assert told_changes(popup) == ["Look: mood “bright” → “tender, dry”"]


def test_what_one_has_now_cannot_be_restored_and_says_so(desk: Desk, popup: HistoryPopup) -> None:
    desk.versions.save("Now")
    popup.refresh()
    assert popup.detail.restore.reason == "This is what you have now."
    assert popup.detail.reason.text() == "This is what you have now."


def test_one_that_cannot_be_read_is_listed_and_says_so(desk: Desk, popup: HistoryPopup) -> None:
    one = desk.versions.save("Broken")
    (file,) = (desk.home / "versions").glob(f"*/{one.id}*")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    popup.refresh()
    assert titles(popup) == ["Broken"]
    assert popup.detail.restore.reason == "This version cannot be read."
    assert popup.detail.throw.isEnabled()


# ------------------------------------------------------------------------------------------------------ done with


def test_what_one_has_gets_a_name_by_keyboard(desk: Desk, popup: HistoryPopup) -> None:
    assert popup.save.reason == "Type a name first."
    QTest.keyClicks(popup.name, "Before the rewrite")
    assert popup.save.reason == ""
    QTest.keyClick(popup.name, Key.Key_Return)
    assert titles(popup) == ["Before the rewrite"]
    assert popup.name.text() == ""
    assert popup.list.isVisible()
    assert popup.list.hasFocus()


def test_restoring_by_keyboard_is_one_step(desk: Desk, clock: Clock, popup: HistoryPopup, told: list[Notice]) -> None:
    before = mood(desk)
    desk.versions.save("First")
    clock.go_on(minutes=1)
    desk.edit("look.mood", "hushed")
    popup.refresh()
    popup.list.setFocus()
    QTest.keyClick(popup.list, Key.Key_Return)
    assert popup.detail.restore.hasFocus()
    QTest.keyClick(popup.detail.restore, Key.Key_Space)
    assert mood(desk) == before
    assert not popup.isVisible()
    assert (told[-1].id, told[-1].action) == ("notice.version_restored", "undo")
    assert desk.versions.list()[0].kind == "restore"
    desk.undo()
    assert mood(desk) == "hushed"


def test_a_name_is_changed_where_it_stands(desk: Desk, popup: HistoryPopup) -> None:
    desk.versions.save("First")
    popup.refresh()
    popup.list.setFocus()
    QTest.keyClick(popup.list, Key.Key_F2)
    assert popup.detail.name.hasFocus()
    popup.detail.name.clear()
    QTest.keyClicks(popup.detail.name, "Better")
    QTest.keyClick(popup.detail.name, Key.Key_Return)
    assert titles(popup) == ["Better"]
    assert popup.list.hasFocus()
    assert popup.isVisible()


def test_one_without_a_name_is_marked_to_stay(desk: Desk, popup: HistoryPopup) -> None:
    desk.edit("look.mood", "hushed")
    popup.refresh()
    assert titles(popup) == ["As it was opened"]
    popup.detail.keep.click()
    assert desk.versions.list()[0].stays
    popup.detail.keep.click()
    assert not desk.versions.list()[0].stays
    desk.versions.save("Named")
    popup.refresh(desk.versions.list()[0].id)
    assert popup.detail.keep.reason == "It has a name, so it stays."


def test_thrown_ones_go_to_the_trash_and_the_next_one_is_chosen(desk: Desk, clock: Clock, popup: HistoryPopup) -> None:
    for name in ("First", "Second", "Third"):
        desk.edit("look.mood", name)
        desk.versions.save(name)
        clock.go_on(minutes=1)
    popup.refresh()
    QTest.keyClick(popup.list, Key.Key_Down)
    QTest.keyClick(popup.list, Key.Key_Delete)
    assert titles(popup) == ["Third", "First", "As it was opened"]
    assert popup.chosen is not None
    assert popup.chosen.name == "First"
    assert list((desk.home / "trash" / "versions").rglob("*.version.json"))


def test_a_disk_that_refuses_is_said(desk: Desk, popup: HistoryPopup, told: list[Notice]) -> None:
    (desk.home / "versions").write_bytes(b"in the way")
    QTest.keyClicks(popup.name, "First")
    QTest.keyClick(popup.name, Key.Key_Return)
    assert [notice.id for notice in told] == ["not_a_folder"]
    assert popup.name.text() == "First"


def test_every_control_has_a_name(desk: Desk, popup: HistoryPopup) -> None:
    desk.versions.save("First")
    popup.refresh()
    nameless = [
        each
        for each in popup.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.accessibleName()
    ]
    assert [type(each).__name__ for each in nameless] == []
    assert all(each.accessibleName() for each in popup.findChildren(QAbstractButton))
