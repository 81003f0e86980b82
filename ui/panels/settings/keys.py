"""The settings' page of keys: every command by its menu, and how a person gives one a key, takes it away or back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.inputs import SearchField
from ui.kit.labels import Elided, Label, ReasonLine
from ui.kit.layout import clear, column, row
from ui.kit.panels import Separator
from ui.kit.tips import read_aloud
from ui.panels.settings.keys_list import KeyList, Line, capped, found

LETTER = "Q"
"""A key that only the player's commands may have."""
BARE = frozenset(
    (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock)
)
"""What is held and is no key by itself."""


class KeysFace(Protocol):
    """What the page asks of the book of keys. What it changes there holds at once."""

    @property
    def has_own(self) -> bool: ...

    def lines(self) -> Sequence[Line]: ...

    def usual(self, command_id: str) -> Sequence[str]: ...

    def owner(self, command_id: str, key: str) -> str: ...

    def why_not(self, command_id: str, key: str) -> str: ...

    def give(self, command_id: str, key: str) -> None: ...

    def remove(self, command_id: str, key: str) -> None: ...

    def restore(self, command_id: str) -> None: ...

    def restore_all(self) -> None: ...


class KeyCatch(Button):
    """Pressed, it waits for the next key and tells it: `caught(key)`. Esc and Tab end the waiting."""

    caught = Signal(str)
    is_waiting = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("keys.new"), icon="add", size="compact", parent=parent)
        self.clicked.connect(self.wait)

    def wait(self) -> None:
        """Wait for a key."""
        self.is_waiting = True
        self.setText(tr("keys.press"))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Wait no longer."""
        if self.is_waiting:
            self.is_waiting = False
            self.setText(tr("keys.new"))

    def event(self, event: QEvent) -> bool:
        # what is a command's key already must come here, and not run the command
        if self.is_waiting and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_waiting:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.click()
            else:
                super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.stop()
        elif event.key() not in BARE and not event.isAutoRepeat():
            self.stop()
            if key := key_of(event):
                self.caught.emit(key)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.stop()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.stop()
        super().focusOutEvent(event)


class KeysPage(QWidget):
    """The list, and under it the chosen command with its keys. Enter waits for a key, Del takes the first away."""

    def __init__(self, book: KeysFace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._chosen = ""
        self._anyway: Callable[[], object] | None = None
        self.setAccessibleName(tr("settings.page.keys"))
        self.search = SearchField(tr("keys.search"), name=tr("keys.search"))
        self.search.textChanged.connect(self.refresh)
        self.all_usual = Button(tr("keys.all_usual"), icon="undo", kind="quiet")
        self.all_usual.clicked.connect(self._restore_all)
        self.list = KeyList()
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.wanted.connect(self._ask_key)
        self.list.cleared.connect(self._remove_first)
        self.name = Elided("", "bold")
        self.where = Label("", "small", "text2")
        self.catch = KeyCatch()
        self.catch.caught.connect(self._take)
        self.usual = Button(tr("keys.usual"), icon="undo", kind="quiet", size="compact")
        self.usual.clicked.connect(self._restore)
        self.said = ReasonLine(icon="warning")
        self.said.way_out.connect(self._do_anyway)
        self._found = QStackedWidget()
        self._found.addWidget(self.list)
        self._none = Label(tr("keys.nothing_found"), "body", "text2")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._found.addWidget(self._none)
        self._chips = row(gap=4)
        self.chips: list[Chip] = []
        self._arrange()
        self.refresh()
        self.list.choose_first()

    def _arrange(self) -> None:
        top = row(self.search, self.all_usual)
        top.setStretch(0, 1)
        head = row(self.name, gap=10)
        head.setStretch(0, 1)
        head.addLayout(self._chips)
        hands = row(self.where, None, self.usual, self.catch, gap=6)
        whole = column(
            Label(tr("settings.page.keys"), "title"), 4, top, self._found, Separator(), head, hands, self.said,
            gap=8, margins=(20, 14, 20, 14),
        )  # fmt: skip
        whole.setStretchFactor(self._found, 1)
        self.setLayout(whole)

    @property
    def chosen(self) -> str:
        """The id of the chosen command, "" while none is."""
        return self._chosen

    def refresh(self) -> None:
        """Show what is in force, and of it what is searched for."""
        rows = found(self._book.lines(), self.search.text().strip().casefold())
        self.list.rows.show_items(rows)
        self._found.setCurrentWidget(self.list if rows else self._none)
        self.all_usual.set_reason(None if self._book.has_own else tr("keys.all_are_usual"))
        here = self.list.rows.row_of(self._chosen)
        if here < 0:
            self.list.choose_first()
        elif self.list.currentIndex().row() != here:
            self.list.setCurrentIndex(self.list.rows.index(here))
        self._chosen = self.list.rows.key_at(self.list.currentIndex())
        self._show_chosen()

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        self._chosen = self.list.rows.key_at(now) if now.isValid() else ""
        self._say("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self._line()
        focused = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        clear(self._chips)
        self.chips = []
        self.name.setText(line.name if line else "")
        self.where.setText(tr("keys.of_player") if line and not self._book.why_not(line.id, LETTER) else "")
        for key in line.keys if line else ():
            chip = Chip(capped(read_aloud(key)), removable=True, remove_name=tr("keys.remove", pressed=read_aloud(key)))
            chip.removed.connect(partial(self._remove, key))
            self._chips.addWidget(chip)
            # at once, or it could not take the keyboard over from one that goes
            chip.show()
            self.chips.append(chip)
        self.catch.set_reason(None if line else tr("keys.none_chosen"))
        self.usual.set_reason(tr("keys.none_chosen") if line is None else None if line.is_own else tr("keys.is_usual"))
        if focused >= 0:
            (self.chips[min(focused, len(self.chips) - 1)] if self.chips else self.catch).setFocus()

    def _line(self) -> Line | None:
        return next((line for line in self._book.lines() if line.id == self._chosen), None)

    # --------------------------------------------------------------------------------------------------- hands

    def _ask_key(self) -> None:
        if self._chosen:
            self.catch.wait()

    def _take(self, key: str) -> None:
        """Give the chosen command a key that was pressed, or say whose it is."""
        command = self._chosen
        self._when_free(command, (key,), partial(self._book.give, command, key))

    def _restore(self) -> None:
        command = self._chosen
        self._when_free(command, self._book.usual(command), partial(self._book.restore, command))

    def _when_free(self, command: str, keys: Sequence[str], act: Callable[[], object]) -> None:
        """Do it where no other command has one of these keys; else say so and offer to do it anyway."""
        refused = next(filter(None, (self._book.why_not(command, key) for key in keys)), "")
        taken = [(key, owner) for key in keys if (owner := self._book.owner(command, key))]
        if refused:
            self._say(refused)
        elif taken:
            key, owner = taken[0]
            name = next(line.name for line in self._book.lines() if line.id == owner)
            self._say(tr("keys.taken", pressed=read_aloud(key), command=name.removesuffix("…")), act)
        else:
            self._do(act)

    def _do_anyway(self) -> None:
        if self._anyway is not None:
            self._do(self._anyway)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, key: str) -> None:
        self._do(partial(self._book.remove, self._chosen, key))

    def _remove_first(self) -> None:
        line = self._line()
        if line is not None and line.keys:
            self._remove(line.keys[0])

    def _restore_all(self) -> None:
        self._do(self._book.restore_all)

    def _do(self, act: Callable[[], object]) -> None:
        act()
        self._say("")
        self.refresh()

    def _say(self, sentence: str, act: Callable[[], object] | None = None) -> None:
        self._anyway = act
        self.said.show_reason(sentence, tr("keys.use_here") if act is not None else "")
        if act is not None:
            self.said.focus_way_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


def key_of(event: QKeyEvent) -> str:
    """The key of a press as Qt writes it everywhere, "" for one that has no name."""
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
