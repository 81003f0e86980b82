"""Tells a screen reader where the control that has the keyboard stands, when nothing better describes it."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

_OURS = "placed"
MOST = 2
"""How many of the places round it are named, the nearest first."""


def describe(widget: QWidget) -> None:
    """Give a control that has no description of its own the names of what it stands in: “Cast, Form”."""
    told = widget.accessibleDescription() or (widget.toolTip() and not widget.property("tip_text"))
    if told and not widget.property(_OURS):
        return
    # the tip itself is rich text, which would be read with its signs
    if tip := str(widget.property("tip_text") or ""):
        said = (tip if tip != spoken_name(widget) else "", str(widget.property("tip_key") or ""))
        places = [each for each in said if each] or places_of(widget)
    else:
        places = places_of(widget)
    if places:
        widget.setProperty(_OURS, True)
        widget.setAccessibleDescription(", ".join(places))


def places_of(widget: QWidget) -> list[str]:
    """The names of the nearest named things round a control, each once, the nearest first."""
    own = spoken_name(widget)
    found: list[str] = []
    step = widget.parentWidget()
    while step is not None and len(found) < MOST:
        name = step.accessibleName() or (step.windowTitle() if step.isWindow() else "")
        if name and name != own and name not in found:
            found.append(name)
        step = step.parentWidget()
    return found


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
