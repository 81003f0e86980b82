"""One adapter from a list of nouns to Qt: every list in the window is a `Rows` and a delegate that paints one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ITEM = Qt.ItemDataRole.UserRole
"""The role under which a row gives its noun."""

Index = QModelIndex | QPersistentModelIndex


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

    @property
    def items(self) -> Sequence[Any]:
        """What is shown, in order."""
        return self._items

    def show_items(self, items: Sequence[Any]) -> None:
        """Show these. The same keys in the same order only repaint what changed."""
        new = list(items)
        if [self._key(item) for item in new] == [self._key(item) for item in self._items]:
            for row, (old, item) in enumerate(zip(self._items, new, strict=True)):
                if old != item:
                    self._items[row] = item
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._items = new
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row with this key, or -1."""
        return next((row for row, item in enumerate(self._items) if self._key(item) == key), -1)

    def key_at(self, index: Index) -> str:
        """The key of a row, "" for no row."""
        return self._key(self._items[index.row()]) if index.isValid() else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._items)

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
