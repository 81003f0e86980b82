"""Tool tips that end with the key of what they name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from app.strings import has, tr

_show_keys = True
_own_keys: dict[str, str] = {}
_QT_NAMES = {"Return": "Enter", "Enter": "Keypad"}


def show_keys(on: bool) -> None:
    """Whether tips show keys (Settings › Show keys in tips). Those that are there already follow."""
    global _show_keys
    if on == _show_keys:
        return
    _show_keys = on
    for widget in QApplication.allWidgets():
        if key := widget.property("tip_key"):
            widget.setToolTip(tip_text(widget.property("tip_text"), key))


def plain_tip(text: str) -> str:
    """A tip that shows these very words: Qt takes what looks like HTML for a page, and words may be a stranger's."""
    return f"<span>{escape(text)}</span>" if "<" in text else text


def set_tip(widget: QWidget, text: str, key: str = "") -> None:
    """Give a widget a tip: what it does and, after it, its key as a person reads it (`Ctrl+K`)."""
    widget.setProperty("tip_text", text)
    widget.setProperty("tip_key", key)
    widget.setToolTip(tip_text(text, key))


def name_command(widget: QWidget, command: str) -> None:
    """Tell which command's key a tip ends with, so that it follows where a person has a key of their own for it."""
    widget.setProperty("tip_command", command)
    if command in _own_keys:
        _follow(widget)


def shown_key(command: str, usual: str) -> str:
    """The key that stands for a command: a person's own, or the usual one."""
    return _own_keys.get(command, usual)


def set_own_keys(keys: Mapping[str, str]) -> None:
    """The keys of commands that differ from the usual ones ("" for none). Tips that are there already follow."""
    global _own_keys
    if keys == _own_keys:
        return
    before, _own_keys = _own_keys, dict(keys)
    for widget in QApplication.allWidgets():
        if (command := widget.property("tip_command")) and (command in before or command in _own_keys):
            _follow(widget)


def _follow(widget: QWidget) -> None:
    if widget.property("tip_usual") is None:
        widget.setProperty("tip_usual", widget.property("tip_key"))
    usual = str(widget.property("tip_usual") or "")
    set_tip(widget, str(widget.property("tip_text")), shown_key(str(widget.property("tip_command")), usual))


def escape(text: str) -> str:
    """Words as they are for rich text, without `html` and its two thousand names of signs."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read_aloud(key: str | QKeySequence | QKeySequence.StandardKey) -> str:
    """A key as a person on this system reads it."""
    held, plus, pressed = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).rpartition("+")
    return named_key(held + plus + _QT_NAMES.get(pressed, pressed))


def named_key(key: str) -> str:
    """A key by the name or sign that stands on it, in the person's language."""
    held, plus, pressed = key.rpartition("+")
    return held + plus + tr(f"key_name.{pressed}") if has(f"key_name.{pressed}") else key


def tip_text(text: str, key: str = "") -> str:
    """The rich text of a tip."""
    shown = escape(text)
    if key and _show_keys:
        shown += f"&nbsp;&nbsp;&nbsp;<span style='font-weight:600'>{escape(named_key(key).replace('+', ' '))}</span>"
    return f"<span style='white-space:nowrap'>{shown}</span>" if len(text) < 60 else f"<span>{shown}</span>"
