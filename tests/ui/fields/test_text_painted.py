"""What is typed in a field is painted alone, and the screen is as if all had been."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.fields.conftest import NONE, Make, press, write
from ui.fields.specimens_draft import bakery
from ui.fields.text import ProseField, TextField

Key = Qt.Key


def test_what_is_typed_is_painted_as_if_all_had_been(make: Make) -> None:
    """Only the line of a letter is painted with it: at ends of lines, before plates, over marks, after Enter."""
    prose = make("prose", "place.setting").field
    assert isinstance(prose, ProseField)
    prose.set_value(
        "A narrow bakery {cast:teo} on the quay at dawn, and flour in the air over everything. " * 3, bakery()
    )
    viewport = prose.input.viewport()
    # the caret would come and go between two looks
    prose.input.setCursorWidth(0)
    for place in (0, 3, 60, 170, 240):
        prose.input.put_caret(place)
        for letter in "n the way 运é":
            QApplication.processEvents()
            QApplication.sendEvent(prose.input, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter))
            _check_painted(prose, viewport)
    press(prose.input, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    write(prose.input, "x")
    _check_painted(prose, viewport)
    press(prose.input, Key.Key_Return)
    write(prose.input, "y")
    _check_painted(prose, viewport)
    prose.set_value("", bakery())
    write(prose.input, "z")
    _check_painted(prose, viewport)


def test_a_word_that_leaves_a_line_is_seen_in_it_no_longer(make: Make) -> None:
    """A dash before a plate lets the word ahead of it go to the plate's line."""
    prose = make("prose", "place.setting").field
    assert isinstance(prose, ProseField)
    prose.input.setCursorWidth(0)
    prose.window().resize(360, 300)
    before = "A narrow bakery on the quay at dawn, and flour over all "
    moved = 0
    for more in range(0, 40, 3):
        prose.set_value(f"{before}{'o' * more} theft{{cast:teo}}", bakery())
        prose.input.put_caret(len(before) + more + 6)
        QApplication.processEvents()
        start = _start_of_line(prose)
        write(prose.input, "-")
        moved += _start_of_line(prose) < start
        _check_painted(prose, prose.input.viewport())
    assert moved


def _start_of_line(field: TextField) -> int:
    """Where the line begins that a plate behind one word is in."""
    shown = field.input.toPlainText()
    return field.input.document().begin().layout().lineForTextPosition(shown.index("\ufffc")).textStart()


def _check_painted(field: TextField, viewport: QWidget) -> None:
    QApplication.processEvents()
    assert viewport.updatesEnabled()
    seen = _screen(field)
    viewport.repaint()
    assert seen == _screen(field)


def _screen(field: TextField) -> QImage:
    """The field as it stands on the screen, nothing painted for it."""
    area = QRect(field.input.mapTo(field.window(), QPoint(0, 0)), field.input.size())
    return QApplication.primaryScreen().grabWindow(field.window().winId()).copy(area).toImage()
