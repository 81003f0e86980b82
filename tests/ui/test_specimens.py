"""Every page of the gallery, made once: each control says what it is, and pages are painted and fit large words."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QWidget

import ui.panels as panels
from ui.fields import specimens as fields
from ui.gallery import ROOMS, framed, settle
from ui.kit import theme
from ui.kit.placing import describe, spoken_name
from ui.kit.specimen import Specimen
from ui.panels.library import specimens as library
from ui.panels.player import specimens as player

LARGE = 16
PAINTED = {id(each) for room in (fields, library, player) for each in room.SPECIMENS}
EACH_PANEL = [f"ui.panels.{each.name}.specimens" for each in iter_modules(panels.__path__) if each.ispkg]
TRIED = [room for room in (*ROOMS, *EACH_PANEL) if room != "ui.panels.specimens" and find_spec(room)]
"""The panels each by itself: together they take so long that a busy machine would be thought to hang."""
in_every_room = pytest.mark.parametrize("room", TRIED)


def ids_in(rooms: Iterable[str]) -> set[int]:
    """Which specimens these rooms show."""
    return {id(each) for room in rooms for each in import_module(room).SPECIMENS}


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


def has_colours(image: QImage, least: int) -> bool:
    """Whether there are so many; looked for only until there are."""
    found: set[int] = set()
    for y in range(0, image.height(), 3):
        found.update(image.pixel(x, y) for x in range(0, image.width(), 3))
        if len(found) >= least:
            return True
    return False


def made_of(frame: QWidget) -> QWidget:
    """The page itself, within the gallery's frame."""
    column = frame.layout()
    item = column.itemAt(0) if column is not None else None
    assert item is not None
    made = item.widget()
    assert made is not None
    return made


def spoken_description(widget: QWidget) -> str:
    """What a screen reader adds to its name."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description).strip()


def judged_by_ear(made: QWidget) -> tuple[set[str], set[str]]:
    """Which controls have no name, and which are not described."""
    nameless: set[str] = set()
    bare: set[str] = set()
    for each in controls(made):
        describe(each)
        nameless |= set() if spoken_name(each) else {place_of(each)}
        bare |= set() if spoken_description(each) or each.accessibleDescription() else {place_of(each)}
        assert "<" not in each.accessibleDescription(), each.accessibleDescription()
    return nameless, bare


def judged_by_eye(specimen: Specimen, frame: QWidget) -> None:
    """A page shows something: more than a surface and its text."""
    settle(specimen.linger)
    assert has_colours(frame.grab().toImage(), 13), specimen.name


@in_every_room
def test_pages_speak_are_painted_and_fit_large_words(room: str, qapp: QApplication, still: None) -> None:
    theme.theme().set_mode("light")
    theme.theme().set_text_size(LARGE)
    silent: dict[str, tuple[set[str], set[str]]] = {}
    wide: dict[str, int] = {}
    for specimen in import_module(room).SPECIMENS:
        frame = framed(specimen)
        frame.setWindowTitle(specimen.name)
        made = made_of(frame)
        if id(specimen) in PAINTED and (width := made.minimumSizeHint().width()) > specimen.size[0]:
            wide[specimen.name] = width
        frame.show()
        qapp.sendPostedEvents()
        if any(found := judged_by_ear(made)):
            silent[specimen.name] = found
        if id(specimen) in PAINTED:
            judged_by_eye(specimen, frame)
        frame.close()
        frame.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert silent == {}
    assert wide == {}


def test_everything_the_gallery_shows_is_tried_and_what_is_painted_is_among_it() -> None:
    everywhere = ids_in(room for room in ROOMS if find_spec(room))
    assert ids_in(TRIED) == everywhere
    assert everywhere >= PAINTED
