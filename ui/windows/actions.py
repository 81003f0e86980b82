"""Makes the table of commands live: a QAction each, with its keys, its menu and its reason when it is off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.desk.snapshot import Notice, Snapshot
from app.strings import tr
from ui.kit import notify, tips
from ui.kit.menus import Menu, set_action_reason
from ui.panels.palette_match import Item
from ui.windows.commands import COMMANDS, MENUS, reasons
from ui.windows.own_keys import Kept, KeyBook

QUIET = frozenset({"undo", "redo"})
"""Commands whose keys say nothing where they are off: one presses them until nothing more happens."""


class Actions(QObject):
    """Every command of a window: `show_snapshot` switches them on and off, `book` holds their keys.

    `keys_changed(kept)` tells of a person's own keys, with what is to be kept of them.
    """

    keys_changed = Signal(object)

    def __init__(
        self, window: QWidget, verbs: Mapping[str, Callable[[], object]], keys: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self.book = KeyBook(keys, self._take_keys)
        self._verbs = dict(verbs)
        self._why: dict[str, str] = {}
        self._answers: dict[str, QShortcut] = {}
        """The keys of commands that are off, or were: Qt hands none to an action that is."""
        self.actions: dict[str, QAction] = {}
        for command in COMMANDS:
            if command.id:
                self.actions[command.id] = self._made(command.id, command.icon)
        tips.set_own_keys(self.book.differing())

    def run(self, command_id: str) -> None:
        """Do what a command does, unless it cannot be done now."""
        if not self.why_not(command_id):
            self._verbs[command_id]()

    def why_not(self, command_id: str) -> str:
        """Why a command cannot run now, "" where it can."""
        return self._why.get(command_id, "")

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Switch commands on or off with their reasons."""
        now = reasons(snapshot)
        if now == self._why:
            return
        for name in self._why.keys() | now.keys():
            if self._why.get(name, "") != now.get(name, ""):
                set_action_reason(self.actions[name], now.get(name, ""))
                self._answer_keys(name, off=name in now)
        self._why = now

    def _answer_keys(self, name: str, *, off: bool) -> None:
        """Let the keys of a command that is off say why, since no button of it need be in sight."""
        keys = self._answers.get(name)
        if keys is None and off and name not in QUIET and self.book.window_keys(name):
            keys = self._answers[name] = QShortcut(self._window)
            keys.setKeys([QKeySequence(key) for key in self.book.window_keys(name)])
            keys.activated.connect(partial(self._say_why, name))
        if keys is not None:
            keys.setEnabled(off)

    def _say_why(self, name: str) -> None:
        args = {"command": tr(f"command.{name}").rstrip("…"), "why": self.why_not(name)}
        notify.show(Notice(level="info", id="command_off", args=args))

    def menus(self) -> list[Menu]:
        """The menus in their order, filled."""
        made = []
        for name in MENUS:
            menu = Menu(tr(f"menu.{name}"), self._window)
            ahead = False
            for command in COMMANDS:
                if not command.id:
                    ahead = bool(menu.actions())
                elif command.menu == name:
                    if ahead:
                        menu.addSeparator()
                    menu.addAction(self.actions[command.id])
                    ahead = False
                else:
                    ahead = False
            made.append(menu)
        return made

    def items(self) -> list[Item]:
        """The commands as the palette lists them."""
        return [
            Item(
                kind="command",
                id=command.id,
                name=tr(f"command.{command.id}"),
                icon=command.icon or "closed",
                place=tr(f"menu.{command.menu}"),
                key=self.book.shown(command.id),
                reason=self.why_not(command.id),
            )
            for command in COMMANDS
            if command.id and command.id != "palette"
        ]

    def _made(self, name: str, icon: str) -> QAction:
        action = QAction(tr(f"command.{name}"), self._window)
        action.setObjectName(name)
        action.setProperty("sign", icon)
        self._bind(name, action)
        action.triggered.connect(lambda _=False: self.run(name))
        self._window.addAction(action)
        return action

    def _bind(self, name: str, action: QAction) -> None:
        action.setProperty("key", self.book.shown(name))
        action.setShortcuts([QKeySequence(key) for key in self.book.window_keys(name)])

    def _take_keys(self, kept: Kept) -> None:
        """Put another set of keys in force, in menus and tips too."""
        for name, action in self.actions.items():
            self._bind(name, action)
            if name in self._answers:
                self._answers[name].setKeys(action.shortcuts())
        tips.set_own_keys(self.book.differing())
        self.keys_changed.emit(kept)
