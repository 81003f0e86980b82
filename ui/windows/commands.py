"""The one table of every command of the window: what menus, keys and the palette show and run."""

from __future__ import annotations

from dataclasses import dataclass

from app.desk.snapshot import Snapshot
from app.strings import tr


@dataclass(frozen=True)
class Command:
    """One command. Its name is `command.<id>`; `menu` the menu it stands in, "" for none; `keys` portable sequences.

    `needs`: `draft` where a draft has to be open.
    """

    id: str
    menu: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    needs: str = ""


MENUS = ("file", "edit", "shot", "take", "view", "help")
GAP = Command("", "")
"""A line between two commands of a menu."""

COMMANDS: tuple[Command, ...] = (
    Command("new_draft", "file", "add", ("Ctrl+N",)),
    Command("open", "file", "folder", ("Ctrl+O",)),
    Command("attach", "file", "fetching", ("Ctrl+Shift+O",)),
    Command("close_draft", "file", "", ("Ctrl+W",), "draft"),
    GAP,
    Command("save", "file", "", ("Ctrl+S",), "draft"),
    Command("save_copy", "file", "", ("Ctrl+Shift+S",), "draft"),
    Command("save_version", "file", "pin", ("Ctrl+Shift+H",), "draft"),
    Command("versions", "file", "late", ("Ctrl+H",), "draft"),
    Command("save_preset", "file", "preset", ("Ctrl+Alt+S",), "draft"),
    Command("presets", "file", "preset", ("Ctrl+P",)),
    Command("templates", "file", "draft", ("Ctrl+Shift+P",)),
    GAP,
    Command("connections", "file", "connect", ("Ctrl+Shift+K",)),
    Command("settings", "file", "gear", ("Ctrl+,",)),
    Command("quit", "file", "", ("Ctrl+Q",)),
    Command("undo", "edit", "undo", ("Ctrl+Z",), "draft"),
    Command("redo", "edit", "redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "draft"),
    GAP,
    Command("rename", "edit", "rename", (), "draft"),
    Command("duplicate", "edit", "copy", (), "draft"),
    Command("trash_draft", "edit", "trash", (), "draft"),
    GAP,
    Command("find", "edit", "search", ("Ctrl+F",)),
    Command("palette", "edit", "search", ("Ctrl+K",)),
    Command("rehearse", "shot", "play", ("Ctrl+R",), "draft"),
    Command("generate", "shot", "sending", ("Ctrl+Return", "Ctrl+Enter"), "draft"),
    Command("target", "shot", "up-down", ("Ctrl+T",), "draft"),
    Command("advice", "shot", "convert", ("Ctrl+Shift+T",), "draft"),
    Command("copy_words", "shot", "copy", ("Ctrl+Shift+C",), "draft"),
    GAP,
    Command("next_finding", "shot", "next", ("F8",), "draft"),
    Command("previous_finding", "shot", "previous", ("Shift+F8",), "draft"),
    GAP,
    Command("own_template", "shot", "rename", (), "draft"),
    Command("depth_sketch", "shot", "", (), "draft"),
    Command("depth_standard", "shot", "", (), "draft"),
    Command("depth_brief", "shot", "", (), "draft"),
    Command("play", "take", "play"),
    Command("frame_back", "take", "first"),
    Command("frame_on", "take", "last"),
    Command("loop_beat", "take", "loop"),
    Command("grab", "take", "grab"),
    Command("mute", "take", "silent"),
    Command("full", "take", "full", ("F11",)),
    Command("write", "view", "draft", ("Ctrl+1",)),
    Command("library", "view", "library", ("Ctrl+3",)),
    GAP,
    Command("next_panel", "view", "", ("F6",)),
    Command("previous_panel", "view", "", ("Shift+F6",)),
    GAP,
    Command("theme_system", "view", "theme"),
    Command("theme_light", "view", "theme"),
    Command("theme_dark", "view", "theme"),
    Command("keys", "help", "", ("F1",)),
    Command("open_home", "help", "folder"),
    Command("about", "help", "hint"),
)

PLAYER_KEYS = {
    "play": "Space", "frame_back": ",", "frame_on": ".", "loop_beat": "Shift+L", "grab": "G", "mute": "M",
    "full": "F",
}  # fmt: skip
"""Keys of one letter that the player takes where no text has the keyboard; shown, not bound by the window."""

FIXED_KEYS = {
    "moving": "Tab Shift+Tab Ctrl+Tab Ctrl+Shift+Tab Backtab Shift+Backtab Return Enter Esc Menu Shift+F10 Alt+F4 "
    "Alt+Up Alt+Down Alt+Left Alt+Right Ctrl+Up Ctrl+Down Alt+Return Alt+Enter",
    "writing": "Ctrl+C Ctrl+X Ctrl+V Ctrl+A Ctrl+Left Ctrl+Right Ctrl+Shift+Left Ctrl+Shift+Right Ctrl+Home Ctrl+End "
    "Ctrl+Backspace Ctrl+Del Ctrl+Ins Shift+Ins Shift+Del Ctrl+Alt+N",
    "beats": "Ctrl+D Ctrl+L",
    "player": "J K L Left Right Home End Shift+Up Shift+Down 1 2 3 4 5 6 7 8 9 Alt+1 Alt+2 Alt+3 Alt+4 Alt+5",
}
"""What no command can have, by whom it belongs to."""


def reasons(snapshot: Snapshot) -> dict[str, str]:
    """Why a command cannot run now, by id; what is not in it can."""
    found: dict[str, str] = {}
    if snapshot.draft is None:
        no_draft = tr("why_not.no_draft")
        needing = [command.id for command in COMMANDS if command.needs == "draft"]
        return dict.fromkeys([*needing, *PLAYER_KEYS], no_draft)
    if not snapshot.can_undo:
        found["undo"] = tr("why_not.undo")
    if not snapshot.can_redo:
        found["redo"] = tr("why_not.redo")
    for name, why in (("rehearse", snapshot.why_not_rehearse), ("generate", snapshot.why_not_generate)):
        if why is not None:
            found[name] = tr(why.id, **why.args)
    if snapshot.compiled is not None and not snapshot.compiled.findings:
        found["next_finding"] = found["previous_finding"] = tr("why_not.finding")
    return found
