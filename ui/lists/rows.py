"""One adapter from a list of nouns to Qt: every list in the window is a `Rows` and a delegate that paints one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ITEM = Qt.ItemDataRole.UserRole
"""The role under which a row gives its noun."""
MOST_MOVES = 64
"""Runs of rows that come or go one by one; where more change, the whole list is new."""

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[int], Sequence[Any]]
"""Gives the first so many nouns of a list that is longer than what is shown."""


class Rows(QAbstractListModel):
    """Rows of any nouns. `key` tells rows apart, so that an update keeps selection and scroll place."""

    def __init__(
        self,
        key: Callable[[Any], str],
        title: Callable[[Any], str],
        describe: Callable[[Any], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._title, self._describe = key, title, describe
        self._items: list[Any] = []
        self._fetch: Fetch | None = None
        self._page = 0
        self._more = False

    @property
    def items(self) -> Sequence[Any]:
        """What is shown, in order."""
        return self._items

    def fetch_by(self, page: int, fetch: Fetch) -> None:
        """Show a long list a page at a time: `fetch(n)` gives its first n; the next page comes when the view asks."""
        self._page, self._fetch = page, fetch
        self._ask(max(1, -(-len(self._items) // page)) * page)

    def show_items(self, items: Sequence[Any]) -> None:
        """Show these. Rows that stay keep their place in the view; what is new, gone or changed is told row by row."""
        new = list(items)
        wanted = [self._key(item) for item in new]
        kept = set(wanted)
        gone = [row for row, item in enumerate(self._items) if self._key(item) not in kept]
        here = {self._key(item) for item in self._items}
        stayed = [self._key(item) for item in self._items if self._key(item) in kept]
        come = [row for row, key in enumerate(wanted) if key not in here]
        in_order = stayed == [key for key in wanted if key in here]
        if not in_order or not stayed or len(_runs(gone)) + len(_runs(come)) > MOST_MOVES:
            if new or self._items:
                self.beginResetModel()
                self._items = new
                self.endResetModel()
            return
        for first, last in reversed(_runs(gone)):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._items[first : last + 1]
            self.endRemoveRows()
        for first, last in _runs(come):
            self.beginInsertRows(QModelIndex(), first, last)
            self._items[first:first] = new[first : last + 1]
            self.endInsertRows()
        for row, item in enumerate(new):
            if self._items[row] != item:
                self._items[row] = item
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, key: str) -> int:
        """The row with this key, or -1."""
        return next((row for row, item in enumerate(self._items) if self._key(item) == key), -1)

    def key_at(self, index: Index) -> str:
        """The key of a row, "" for no row."""
        return self._key(self._items[index.row()]) if index.isValid() and index.row() < len(self._items) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._items)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._ask(len(self._items) + self._page)

    def _ask(self, count: int) -> None:
        if self._fetch is not None:
            found = self._fetch(count)
            self._more = len(found) >= count
            self.show_items(found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        if role == ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._title(item)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and self._describe is not None:
            return self._describe(item)
        return None


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted row numbers as first and last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
