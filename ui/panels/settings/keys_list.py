"""The list of the settings' page of keys: every command under its menu, with its keys in rims at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.strings import tr
from ui.kit.fonts import font, metrics, scaled
from ui.kit.paint import CENTER, fill, rim, words
from ui.kit.theme import tokens
from ui.kit.tips import read_aloud
from ui.lists.rows import ITEM, Index, Rows

GROUP, LINE = 27, 28


class Line(Protocol):
    """A command as the page shows it: its keys as Qt writes them everywhere."""

    @property
    def id(self) -> str: ...

    @property
    def menu(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def keys(self) -> Sequence[str]: ...

    @property
    def is_own(self) -> bool: ...


class KeyRow(NamedTuple):
    """A row of the list: the name of a menu (no id), or a command with its keys as a person reads them."""

    id: str
    title: str
    keys: tuple[str, ...] = ()
    is_own: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        if not self.id:
            return self.title
        keys = ", ".join(self.keys) or tr("keys.none")
        return tr("keys.row.own" if self.is_own else "keys.row", command=self.title, keys=keys)


class KeyRows(Rows):
    """The rows; names of menus cannot be chosen."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        item: KeyRow | None = index.data(ITEM)
        return super().flags(index) if item is not None and item.id else Qt.ItemFlag.NoItemFlags


class KeyList(QListView):
    """`wanted` when Enter asks for a key, `cleared` when Del takes one away."""

    wanted = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = KeyRows(lambda each: each.id or f"menu:{each.title}", lambda each: each.spoken, parent=self)
        self.setModel(self.rows)
        self.setItemDelegate(KeyDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("settings.page.keys"))
        self.doubleClicked.connect(lambda _: self.wanted.emit())

    def choose_first(self) -> None:
        """Choose the first command."""
        first = next((place for place, each in enumerate(self.rows.items) if each.id), -1)
        self.setCurrentIndex(self.rows.index(first) if first >= 0 else QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.wanted.emit()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class KeyDelegate(QStyledItemDelegate):
    """Paints the name of a menu, and a command with its keys in rims at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item: KeyRow = index.data(ITEM)
        return QSize(160, scaled(LINE if item.id else GROUP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: KeyRow = index.data(ITEM)
        t = tokens()
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not item.id:
            words(painter, area.adjusted(8, 5, -8, 0), item.title, font("fine", 500), t.text3)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                fill(painter, area, t.select, 4)
            elif option.state & QStyle.StateFlag.State_MouseOver:
                fill(painter, area, t.control, 4)
            right = self._paint_keys(painter, item, area.adjusted(8, 0, -8, 0))
            weight = 600 if item.is_own else 400
            words(painter, QRectF(area.left() + 8, area.top(), right - area.left() - 16, area.height()), item.title,
                  font("body", weight), t.text)  # fmt: skip
        painter.restore()

    def _paint_keys(self, painter: QPainter, item: KeyRow, area: QRectF) -> float:
        """The keys from the right on. Gives where they begin."""
        t = tokens()
        right = area.right()
        for key in reversed(item.keys):
            text = capped(key)
            wide = max(16, metrics("fine").horizontalAdvance(text) + 10)
            cap = QRectF(right - wide, area.center().y() - scaled(17) / 2, wide, scaled(17))
            rim(painter, cap, t.ink if item.is_own else t.edge, 3)
            words(painter, cap, text, font("fine"), t.text if item.is_own else t.text2, CENTER)
            right -= wide + 4
        return right


def found(lines: Sequence[Line], wanted: str) -> list[KeyRow]:
    """The commands whose name or menu has every word of a search, or one of whose keys has it, under their menus."""
    rows: list[KeyRow] = []
    menu = ""
    for line in lines:
        keys = tuple(map(read_aloud, line.keys))
        named = all(word in f"{line.menu} {line.name}".casefold() for word in wanted.split())
        if not named and not any(wanted.replace(" ", "+") in key.casefold() for key in keys):
            continue
        if line.menu != menu:
            menu = line.menu
            rows.append(KeyRow("", menu))
        rows.append(KeyRow(line.id, line.name, keys, line.is_own))
    return rows


def capped(key: str) -> str:
    """A key as it stands in a rim: `Ctrl K`."""
    return key[:-1].replace("+", " ") + key[-1:]
