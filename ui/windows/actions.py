"""Makes the table of commands live: a QAction each, with its keys, its menu and its reason when it is off."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.desk.snapshot import Snapshot
from app.strings import tr
from ui.kit import tips
from ui.kit.menus import Menu, set_action_reason
from ui.panels.palette_match import Item
from ui.windows.commands import COMMANDS, MENUS, reasons
from ui.windows.own_keys import Kept, KeyBook


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
        for name in self._why.keys() | now.keys():
            if self._why.get(name, "") != now.get(name, ""):
                set_action_reason(self.actions[name], now.get(name, ""))
        self._why = now

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
        tips.set_own_keys(self.book.differing())
        self.keys_changed.emit(kept)
