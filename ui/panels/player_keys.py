"""The player's keys: one table from key to verb, for the panel, the full picture, and a window that hands keys on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.panels.player import PlayerPanel

Pressed = tuple[int, bool, bool]
"""Key, with Shift, with Alt."""
LOUDER = 5


def pressed(event: QKeyEvent) -> Pressed | None:
    """A key press as the table names it, or None where Ctrl or Meta is held: those belong to the window."""
    held = event.modifiers()
    if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
        return None
    shift, alt = bool(held & Qt.KeyboardModifier.ShiftModifier), bool(held & Qt.KeyboardModifier.AltModifier)
    return int(event.key()), shift, alt


def key_table(panel: PlayerPanel) -> dict[Pressed, Callable[[], object]]:
    """What each key does."""
    key = Qt.Key
    plain: dict[Qt.Key, Callable[[], object]] = {
        key.Key_Space: panel.toggle_play,
        key.Key_J: lambda: panel.shuttle(-1),
        key.Key_K: panel.pause,
        key.Key_L: lambda: panel.shuttle(1),
        key.Key_Comma: lambda: panel.step(-1),
        key.Key_Period: lambda: panel.step(1),
        key.Key_Left: lambda: panel.step(-1),
        key.Key_Right: lambda: panel.step(1),
        key.Key_Home: panel.go_to_start,
        key.Key_End: panel.go_to_end,
        key.Key_F: panel.toggle_full,
        key.Key_M: panel.toggle_mute,
        key.Key_G: panel.open_grab,
    }
    table: dict[Pressed, Callable[[], object]] = {(int(each), False, False): act for each, act in plain.items()}
    for number in range(1, 10):
        table[int(key.Key_0) + number, False, False] = partial(panel.go_to_beat, number)
    for stars in range(1, 6):
        table[int(key.Key_0) + stars, False, True] = partial(panel.rate, stars)
    table[int(key.Key_L), True, False] = panel.loop_beat
    table[int(key.Key_Up), True, False] = lambda: panel.turn_volume(LOUDER)
    table[int(key.Key_Down), True, False] = lambda: panel.turn_volume(-LOUDER)
    return table
