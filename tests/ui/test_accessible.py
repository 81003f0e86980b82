"""Whoever does not see the window hears what each control is: every one has a name and is described when it is met."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.gallery import ROOMS
from ui.kit.placing import describe, spoken_description, spoken_name

in_every_room = pytest.mark.parametrize("room", [room for room in ROOMS if find_spec(room)])


def controls(root: QWidget) -> list[QWidget]:
    """Everything in it that can take the keyboard."""
    return [each for each in (root, *root.findChildren(QWidget)) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]


def place_of(widget: QWidget) -> str:
    """Which class it is and in which it stands, to find it by."""
    steps: list[str] = []
    step: QWidget | None = widget
    while step is not None:
        steps.append(type(step).__name__)
        step = step.parentWidget()
    return " in ".join(steps)


@in_every_room
def test_every_control_has_a_name_and_a_description(room: str, qapp: QApplication, still: None) -> None:
    nameless: set[str] = set()
    bare: set[str] = set()
    for specimen in import_module(room).SPECIMENS:
        outer = QWidget()
        outer.setWindowTitle(specimen.name)
        made = specimen.build()
        made.setParent(outer)
        outer.show()
        qapp.sendPostedEvents()
        for each in controls(made):
            describe(each)
            nameless |= set() if spoken_name(each) else {place_of(each)}
            bare |= set() if spoken_description(each) or each.accessibleDescription() else {place_of(each)}
            assert "<" not in each.accessibleDescription(), each.accessibleDescription()
        outer.close()
        outer.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert (nameless, bare) == (set(), set())
