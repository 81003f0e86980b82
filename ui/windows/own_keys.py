"""A person's own keys: the table's usual ones with what differs, who has which key, and what nobody can have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from app.strings import tr
from ui.kit.tips import read_aloud
from ui.windows.commands import COMMANDS, FIXED_KEYS, MENUS, PLAYER_KEYS

Keys = tuple[str, ...]
Kept = dict[str, object]
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
USUAL: dict[str, Keys] = {
    command.id: (*((PLAYER_KEYS[command.id],) if command.id in PLAYER_KEYS else ()), *command.keys)
    for command in COMMANDS
    if command.id
}
"""What each command comes with; a key of the player stands first."""


class KeyLine(NamedTuple):
    """One command as the page of keys shows it: its keys as a person reads them, and whether they are one's own."""

    id: str
    menu: str
    name: str
    keys: Keys
    is_own: bool


class KeyBook:
    """Which keys are in force. `told(kept)` hears of every change, with what is to be kept: only the differences."""

    def __init__(self, kept: Mapping[str, object] | None = None, told: Callable[[Kept], object] | None = None) -> None:
        self._told = told
        self._own: dict[str, Keys] = {}
        self._strange: Kept = {}
        self.bad: list[str] = []
        """The entries that do not hold, as they stand in the file."""
        if kept:
            self._read(kept)

    @property
    def has_own(self) -> bool:
        """Whether anything differs from the usual keys."""
        return bool(self._own)

    def keys(self, command_id: str) -> Keys:
        """The keys of a command in force, as Qt writes them everywhere (`Ctrl+Shift+S`), the shown one first."""
        return self._own.get(command_id, USUAL.get(command_id, ()))

    def usual(self, command_id: str) -> Keys:
        """The keys a command comes with."""
        return USUAL[command_id]

    def window_keys(self, command_id: str) -> Keys:
        """Those that hold everywhere in the window."""
        return tuple(key for key in self.keys(command_id) if not is_letter(key))

    def player_keys(self) -> dict[str, Keys]:
        """Those that hold only where no text has the keyboard, of each command of the player."""
        return {name: tuple(key for key in self.keys(name) if is_letter(key)) for name in PLAYER_KEYS}

    def shown(self, command_id: str) -> str:
        """The key of a command as a person reads it, "" where it has none."""
        keys = self.keys(command_id)
        return read_aloud(keys[0]) if keys else ""

    def differing(self) -> dict[str, str]:
        """The shown key of every command whose keys are one's own."""
        return {name: self.shown(name) for name in self._own}

    def lines(self) -> list[KeyLine]:
        """Every command by its menu."""
        return [
            KeyLine(each.id, tr(f"menu.{menu}"), tr(f"command.{each.id}"), self.keys(each.id), each.id in self._own)
            for menu in MENUS
            for each in COMMANDS
            if each.menu == menu
        ]

    def owner(self, command_id: str, key: str) -> str:
        """The other command that has a key, "" where it is free."""
        return next((name for name in USUAL if name != command_id and key in self.keys(name)), "")

    def why_not(self, command_id: str, key: str) -> str:
        """Why a command cannot have a key at all, "" where it can."""
        shown = read_aloud(key)
        fixed = next((group for group, keys in FIXED_KEYS.items() if key in keys.split()), "")
        if fixed:
            return tr("keys.why.fixed", pressed=shown, owner=tr(f"keys.fixed.{fixed}"))
        if is_letter(key) and command_id not in PLAYER_KEYS:
            return tr("keys.why.letter", pressed=shown)
        return ""

    def give(self, command_id: str, key: str) -> None:
        """Give a command a key, before its others; who had it has it no longer."""
        others = tuple(each for each in self.keys(command_id) if each != key)
        self._set(command_id, (key, *others))
        self._tell()

    def remove(self, command_id: str, key: str) -> None:
        """Take one key from a command."""
        self._set(command_id, tuple(each for each in self.keys(command_id) if each != key))
        self._tell()

    def restore(self, command_id: str) -> None:
        """The usual keys of a command; who had one of them has it no longer."""
        self._set(command_id, USUAL[command_id])
        self._tell()

    def restore_all(self) -> None:
        """Every command's usual keys."""
        self._own, self._strange = {}, {}
        self._tell()

    def _set(self, command_id: str, keys: Keys) -> None:
        for key in keys:
            if owner := self.owner(command_id, key):
                self._put(owner, tuple(each for each in self.keys(owner) if each != key))
        self._put(command_id, keys)

    def _put(self, command_id: str, keys: Keys) -> None:
        self._own.pop(command_id, None)
        if keys != USUAL[command_id]:
            self._own[command_id] = keys

    def _tell(self) -> None:
        self.bad = []
        if self._told is not None:
            self._told({**self._strange, **{name: list(keys) for name, keys in self._own.items()}})

    # ------------------------------------------------------------------------------------------- from the file

    def _read(self, kept: Mapping[str, object]) -> None:
        """Take what holds. A command that is not known may be a later version's: it stays in the file."""
        for name, wanted in kept.items():
            if name not in USUAL:
                self._strange[name] = wanted
                self.bad.append(name)
                continue
            keys = tuple(read_key(each) for each in wanted) if isinstance(wanted, list | tuple) else ("",)
            if all(key and not self.why_not(name, key) for key in keys) and len(set(keys)) == len(keys):
                self._put(name, keys)
            else:
                self.bad.append(f"{name}: {wanted}")
        while (clash := next(self._clashes(), None)) is not None:
            self.bad.append(f"{clash}: {', '.join(self._own.pop(clash))}")

    def _clashes(self) -> Iterator[str]:
        """Own entries with a key that another command has."""
        return (name for name, keys in reversed(self._own.items()) if any(self.owner(name, key) for key in keys))


def read_key(text: object) -> str:
    """One key as Qt writes it everywhere, "" for what is none."""
    if not isinstance(text, str):
        return ""
    found = QKeySequence.fromString(text, _PORTABLE)
    return found.toString(_PORTABLE) if found.count() == 1 else ""


def is_letter(key: str) -> bool:
    """Whether a text would take this key: one without Ctrl, Alt or Meta that is no function key."""
    pressed = QKeySequence(key)[0]  # type: ignore[index]
    is_function = Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F35
    return not (pressed.keyboardModifiers() & _HELD or is_function)
