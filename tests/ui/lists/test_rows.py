"""The adapter from a list of nouns to Qt: what it tells the view when nouns change, come, go and are too many."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from tests.ui.clips import heard
from ui.lists.rows import ITEM, Rows


class Fruit(NamedTuple):
    key: str
    name: str


def fruits(keys: str, name: str = "fruit") -> list[Fruit]:
    return [Fruit(key, f"{name} {key}") for key in keys]


@pytest.fixture
def rows(qapp: QApplication) -> Rows:
    return Rows(lambda item: item.key, lambda item: item.name, lambda item: item.name.upper())


def keys(rows: Rows) -> str:
    return "".join(rows.key_at(rows.index(row)) for row in range(rows.rowCount()))


def test_a_row_gives_its_noun_its_title_and_what_a_reader_says(rows: Rows) -> None:
    rows.show_items(fruits("ab"))
    index = rows.index(1)
    assert index.data(ITEM) == Fruit("b", "fruit b")
    assert (index.data(), index.data(Qt.ItemDataRole.AccessibleDescriptionRole)) == ("fruit b", "FRUIT B")
    assert (rows.row_of("b"), rows.row_of("z"), rows.key_at(QModelIndex())) == (1, -1, "")


@pytest.mark.parametrize(
    "steps",
    ["abc ac c", "c ac abc abcd", "abcdef bdf abcdef", "abc cba", "abc xyz", "abc  abc", "ab ab", "abcd acXd aXd"],
)
def test_the_view_is_never_told_anything_wrong(rows: Rows, steps: str) -> None:
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for step in steps.split(" "):
        rows.show_items(fruits(step))
        assert keys(rows) == step
    assert tester.model() is rows


def test_what_stays_keeps_its_place_in_the_view(rows: Rows) -> None:
    rows.show_items(fruits("abcdef"))
    chosen = QPersistentModelIndex(rows.index(3))
    resets = heard(rows.modelReset)
    rows.show_items(fruits("Xacdf"))
    assert (chosen.isValid(), chosen.row(), chosen.data(ITEM).key) == (True, 3, "d")
    rows.show_items(fruits("acdfY", "other"))
    assert chosen.data() == "other d"
    assert resets == []


def test_only_what_changed_is_painted_anew(rows: Rows) -> None:
    rows.show_items(fruits("abc"))
    changed = heard(rows.dataChanged)
    rows.show_items([*fruits("a"), Fruit("b", "new"), *fruits("c")])
    assert [each[0].row() for each in changed] == [1]
    rows.show_items(rows.items)
    assert len(changed) == 1


def test_another_order_is_a_new_list(rows: Rows) -> None:
    rows.show_items(fruits("abc"))
    resets = heard(rows.modelReset)
    rows.show_items(fruits("bac"))
    assert (len(resets), keys(rows)) == (1, "bac")


def test_a_long_list_comes_by_pages_as_the_view_asks(qtbot: QtBot, rows: Rows) -> None:
    everything = fruits("abcdefghijklmnopqrstuvwxy")
    asked: list[int] = []

    def fetch(count: int) -> list[Fruit]:
        asked.append(count)
        return everything[:count]

    rows.fetch_by(10, fetch)
    assert (rows.rowCount(), rows.canFetchMore(QModelIndex())) == (10, True)
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(rows)
    view.resize(200, 100)
    view.show()
    view.scrollToBottom()
    qtbot.waitUntil(lambda: rows.rowCount() == 20)
    rows.fetchMore(QModelIndex())
    assert (rows.rowCount(), rows.canFetchMore(QModelIndex())) == (25, False)
    rows.fetchMore(QModelIndex())
    assert asked == [10, 20, 30]


def test_asking_again_keeps_the_pages_that_were_read(rows: Rows) -> None:
    everything = fruits("abcdefghijklmno")
    rows.fetch_by(5, lambda count: everything[:count])
    rows.fetchMore(QModelIndex())
    del everything[1]
    rows.fetch_by(5, lambda count: everything[:count])
    assert (keys(rows), rows.canFetchMore(QModelIndex())) == ("acdefghijk", True)
