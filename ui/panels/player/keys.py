"""The player's keys: one table from key to verb, for the panel, the full picture, and a window that hands keys on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ui.panels.player.panel import PlayerPanel

Pressed = tuple[int, bool, bool]
"""Key, with Shift, with Alt."""
LOUDER = 5
NAMED: dict[str, Pressed] = {
    "play": (int(Qt.Key.Key_Space), False, False),
    "frame_back": (int(Qt.Key.Key_Comma), False, False),
    "frame_on": (int(Qt.Key.Key_Period), False, False),
    "loop_beat": (int(Qt.Key.Key_L), True, False),
    "grab": (int(Qt.Key.Key_G), False, False),
    "mute": (int(Qt.Key.Key_M), False, False),
    "full": (int(Qt.Key.Key_F), False, False),
}
"""The verbs that are commands of the window, and so can have other keys."""


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


def rebound(
    table: Mapping[Pressed, Callable[[], object]], keys: Mapping[str, Sequence[str]]
) -> dict[Pressed, Callable[[], object]]:
    """The usual table with other keys for the named verbs."""
    changed = dict(table)
    acts = {name: changed.pop(usual) for name, usual in NAMED.items()}
    for name, act in acts.items():
        for key in keys.get(name, ()):
            found = QKeySequence(key)[0]  # type: ignore[index]
            held = found.keyboardModifiers()
            shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
            changed[int(found.key()), shift, False] = act
    return changed
