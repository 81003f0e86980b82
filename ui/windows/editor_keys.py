"""The keys of the editors of beats and of the camera path, and the player's own: for the sheet of all keys."""

from __future__ import annotations

EDITOR_KEYS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "beats": (
        ("choose", ("Left", "Right")),
        ("ends", ("Home", "End")),
        ("move", ("Alt+Left", "Alt+Right")),
        ("length", ("[", "]")),
        ("add", ("A",)),
        ("split", ("S",)),
        ("merge", ("M",)),
        ("duplicate", ("Ctrl+D",)),
        ("remove", ("Del",)),
        ("link", ("Ctrl+L",)),
        ("frame", ("C",)),
        ("write", ("Return",)),
        ("next", ("Shift+Return",)),
    ),
    "path": (
        ("choose", ("Left", "Right")),
        ("ends", ("Home", "End")),
        ("add", ("N",)),
        ("remove", ("Del",)),
        ("time", ("Alt+Left", "Alt+Right")),
        ("axis", ("Up", "Down")),
        ("value", ("Alt+Up", "Alt+Down")),
        ("axes", ("E",)),
        ("move", ("M",)),
        ("cut", ("X",)),
        ("hold", ("H",)),
        ("leave", ("L",)),
        ("play", ("Space",)),
        ("frame", (",", ".")),
        ("write", ("Return",)),
        ("back", ("Esc",)),
    ),
    "player": (
        ("shuttle", ("J", "K", "L")),
        ("frame", ("Left", "Right")),
        ("ends", ("Home", "End")),
        ("beat", ("1", "9")),
        ("stars", ("Alt+1", "Alt+5")),
        ("volume", ("Shift+Up", "Shift+Down")),
    ),
}
"""What each does, by `sheet.<editor>.<what>`, and its keys as Qt writes them everywhere. They are no commands: each is
only there while its editor has the keyboard.
"""
