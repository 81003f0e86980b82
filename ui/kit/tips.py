"""Tool tips that end with the key of what they name."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

_show_keys = True


def show_keys(on: bool) -> None:
    """Whether tips show keys (Settings › Show keys in tips). Those that are there already follow."""
    global _show_keys
    if on == _show_keys:
        return
    _show_keys = on
    for widget in QApplication.allWidgets():
        if key := widget.property("tip_key"):
            widget.setToolTip(tip_text(widget.property("tip_text"), key))


def set_tip(widget: QWidget, text: str, key: str = "") -> None:
    """Give a widget a tip: what it does and, after it, its key as a person reads it (`Ctrl+K`)."""
    widget.setProperty("tip_text", text)
    widget.setProperty("tip_key", key)
    widget.setToolTip(tip_text(text, key))


def escape(text: str) -> str:
    """Words as they are for rich text, without `html` and its two thousand names of signs."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tip_text(text: str, key: str = "") -> str:
    """The rich text of a tip."""
    shown = escape(text)
    if key and _show_keys:
        shown += f"&nbsp;&nbsp;&nbsp;<span style='font-weight:600'>{escape(key.replace('+', ' '))}</span>"
    return f"<span style='white-space:nowrap'>{shown}</span>" if len(text) < 60 else f"<span>{shown}</span>"
