"""The list of the shelf with its hands: open, fold, rename in place, throw away, by mouse and by key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.strings import tr
from ui.kit.fonts import line_height
from ui.kit.inputs import LineInput
from ui.lists.rows import ITEM, Index, Rows
from ui.panels.shelf.paint import INSET, POSTER, ShelfDelegate, Still
from ui.panels.shelf.rows import Row

LEFT_BUTTON = Qt.MouseButton.LeftButton
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class NameInput(LineInput):
    """A title being changed in place. `ended(text)`: by Enter or by leaving it; None by Esc."""

    ended = Signal(object)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, name=tr("shelf.rename.name"), parent=parent)
        self._over = False
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end(None)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._end(self.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end(self.text())

    def _end(self, text: str | None) -> None:
        if not self._over:
            self._over = True
            self.ended.emit(text)


class ShelfList(QListView):
    """Lines of the shelf. Signals carry `Row`s; it changes nothing by itself."""

    opened = Signal(object)
    folded = Signal(str, bool)
    renamed = Signal(str, str)
    thrown = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, still: Still, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = Rows(lambda row: row.key, lambda row: row.title, lambda row: row.spoken, self)
        self.editor: NameInput | None = None
        self._pressed = ""
        self.setModel(self.rows)
        self.setItemDelegate(ShelfDelegate(still, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(tr("shelf.title"))

    def row_at(self, index: Index) -> Row | None:
        """The line at a place."""
        found: Row | None = index.data(ITEM) if index.isValid() else None
        return found

    @property
    def current(self) -> Row | None:
        """The chosen line."""
        return self.row_at(self.currentIndex())

    def show_rows(self, rows: list[Row], chosen: str = "") -> None:
        """Show these lines; the one under the key `chosen` becomes the current one, else the same as before."""
        before = self.current
        place = self.verticalScrollBar().value()
        self.rows.show_items(rows)
        key = chosen or (before.key if before else "")
        if (line := self.rows.row_of(key)) >= 0:
            self.setCurrentIndex(self.rows.index(line))
        self.verticalScrollBar().setValue(place)

    def choose(self, key: str) -> None:
        """Go to a line, if it is shown."""
        if (line := self.rows.row_of(key)) >= 0:
            self.setCurrentIndex(self.rows.index(line))

    def rename(self, row: Row) -> None:
        """Change a draft's or own preset's name where it stands."""
        line = self.rows.row_of(row.key)
        if line < 0 or not (row.own or (row.kind == "draft" and row.broken is None)):
            return
        self.end_rename()
        editor = NameInput("" if row.title == tr("shelf.untitled") else row.title, self.viewport())
        editor.setGeometry(self._name_place(self.visualRect(self.rows.index(line)), row))
        editor.ended.connect(lambda text: self._renamed(row, text))
        self.editor = editor
        self.setProperty("renaming", row.key)
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_rename(self) -> None:
        """Take the editor away without a change."""
        if self.editor is not None:
            editor, self.editor = self.editor, None
            self.setProperty("renaming", "")
            editor.blockSignals(True)
            editor.hide()
            editor.deleteLater()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._set_keyed(False)
        super().mousePressEvent(event)
        row = self.row_at(self.indexAt(event.position().toPoint()))
        self._pressed = row.key if row is not None and event.button() == LEFT_BUTTON else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self.row_at(self.indexAt(event.position().toPoint()))
        if row is not None and row.key == self._pressed and event.button() == LEFT_BUTTON:
            self._act(row)
        self._pressed = ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyed else self.indexAt(event.pos())
        row = self.row_at(index)
        if row is not None:
            spot = self.visualRect(index).bottomLeft() + QPoint(INSET + 8, 0) if keyed else event.pos()
            self.menu_asked.emit(row, self.viewport().mapToGlobal(spot))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._set_keyed(True)
        row, key = self.current, event.key()
        if row is None or not self._handled(row, key):
            super().keyPressEvent(event)
        else:
            event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self._set_keyed(True)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.end_rename()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            self.end_rename()
        return super().viewportEvent(event)

    def _handled(self, row: Row, key: int) -> bool:
        if key in ENTER:
            self._act(row)
        elif key == Qt.Key.Key_F2:
            self.rename(row)
        elif key == Qt.Key.Key_Delete:
            self.thrown.emit(row)
        elif key == Qt.Key.Key_Left:
            self._fold(row)
        elif key == Qt.Key.Key_Right and row.kind == "group":
            self.folded.emit(row.id, False)
        else:
            return False
        return True

    def _fold(self, row: Row) -> None:
        """Left folds a group, or goes from a line to its group."""
        if row.kind == "group":
            self.folded.emit(row.id, True)
            return
        above = [line for line in range(self.currentIndex().row()) if self.rows.items[line].kind == "group"]
        if above:
            self.setCurrentIndex(self.rows.index(above[-1]))

    def _act(self, row: Row) -> None:
        if row.kind == "group":
            self.folded.emit(row.id, row.open)
        elif row.kind != "empty":
            self.opened.emit(row)

    def _renamed(self, row: Row, text: str | None) -> None:
        had_focus = self.editor is not None and self.editor.hasFocus()
        self.end_rename()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if text is not None and text.strip() and text.strip() != row.title:
            self.renamed.emit(row.key, text.strip())

    def _name_place(self, area: QRect, row: Row) -> QRect:
        tall = line_height("body") + 10
        left = area.left() + INSET + (8 + POSTER.width() + 4 if row.poster else 26)
        top = area.center().y() - tall // 2
        return QRect(left, top, area.right() - left - INSET, tall)

    def _set_keyed(self, on: bool) -> None:
        if bool(self.property("keyed")) != on:
            self.setProperty("keyed", on)
            self.viewport().update()
