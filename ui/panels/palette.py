"""The command palette: every command, draft and preset by a few letters; what cannot run now says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.strings import tr
from ui.kit import icons
from ui.kit.fonts import font, metrics, scaled
from ui.kit.inputs import SearchField
from ui.kit.labels import Label
from ui.kit.layout import column
from ui.kit.paint import RIGHT, fill, painting, rim, words
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Rows

WIDTH = 430
ROWS_SHOWN = 9


@dataclass(frozen=True)
class Entry:
    """Something to run or open: its sign, name, place, key, and why it is off."""

    id: str
    title: str
    icon: str
    place: str = ""
    key: str = ""
    reason: str = ""
    run: Callable[[], object] = lambda: None


def rank(entries: Sequence[Entry], query: str) -> list[Entry]:
    """The entries that hold all letters of the query in order, best first; those that are off come last."""
    letters = query.casefold().strip().lstrip("> ")
    found: list[tuple[int, int, Entry]] = []
    for number, entry in enumerate(entries):
        if query.startswith(">") and entry.id.startswith(("draft:", "preset:")):
            continue
        score = _score(entry.title.casefold(), letters)
        if score is not None:
            found.append((score + (1000 if entry.reason else 0), number, entry))
    return [entry for _, _, entry in sorted(found, key=lambda each: each[:2])]


def _score(title: str, letters: str) -> int | None:
    if not letters:
        return 0
    if letters in title:
        return title.index(letters) * (1 if not title.startswith(letters) else 0)
    at, gaps = -1, 0
    for letter in letters:
        next_at = title.find(letter, at + 1)
        if next_at < 0:
            return None
        gaps += next_at - at - 1
        at = next_at
    return 100 + gaps


class PaletteDelegate(QStyledItemDelegate):
    """Paints an entry: sign, name, then place, key or reason at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(WIDTH, scaled(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        entry: Entry = index.data(ITEM)
        t = tokens()
        area = QRectF(option.rect).adjusted(4, 0, -4, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            fill(painter, area, t.select, 4)
        color = t.off if entry.reason else t.text
        icons.draw(painter, entry.icon, QRectF(area.left() + 8, area.top(), 16, area.height()), color)
        aside = entry.reason or (f"{entry.place}   {entry.key}".strip().replace("+", " "))
        words(painter, area.adjusted(0, 0, -10, 0), aside, font("small"), t.text2 if entry.reason else t.text3, RIGHT)
        room = area.adjusted(34, 0, -metrics("small").horizontalAdvance(aside) - 20, 0)
        words(painter, room, entry.title, font("body"), color)
        painter.restore()


class PalettePanel(QWidget):
    """A field over a list, floating under the top bar. Enter runs, Esc closes and gives the focus back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._back: QWidget | None = None
        self.field = SearchField(tr("palette.search"), name=tr("palette.search"))
        self.field.setMinimumHeight(scaled(36))
        self.rows = Rows(lambda entry: entry.id, lambda entry: entry.title, lambda entry: entry.reason, self)
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("palette.title"))
        self.list.clicked.connect(lambda index: self._run(index.data(ITEM)))
        self._none = Label("", "body", "text2")
        self._none.setContentsMargins(12, 10, 12, 10)
        self.setLayout(column(self.field, self.list, self._none, gap=4, margins=(8, 8, 8, 8)))
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.setAccessibleName(tr("palette.title"))
        self.hide()

    def open(self, entries: Sequence[Entry]) -> None:
        """Show the palette over these entries."""
        self._entries = list(entries)
        self._back = self.window().focusWidget()
        self.field.clear()
        self._filter("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Hide it and give the focus back."""
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self, query: str) -> None:
        found = rank(self._entries, query)
        self.rows.show_items(found)
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        self._none.setText(tr("palette.none", query=query))
        if found:
            self.list.setCurrentIndex(self.rows.index(0))
        self.list.setFixedHeight(min(len(found), ROWS_SHOWN) * scaled(34) + 4)
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        parent = self.parentWidget()
        if parent is not None:
            self.move((parent.width() - WIDTH) // 2, 120 if parent.height() > 700 else 60)

    def _run(self, entry: Entry | None) -> None:
        if entry is None or entry.reason:
            return
        self.close_palette()
        entry.run()

    def eventFilter(self, watched, event: QEvent) -> bool:  # type: ignore[no-untyped-def,override]
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(Qt.Key(event.key()))
            if step is not None:
                row = max(0, min(self.rows.rowCount() - 1, self.list.currentIndex().row() + step))
                self.list.setCurrentIndex(self.rows.index(row))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentIndex().data(ITEM))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_palette()
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        with painting(self) as painter:
            fill(painter, self.rect(), tokens().raised, 6)
            rim(painter, self.rect(), tokens().edge, 6)
