"""What the tests of fields share: the real desk over a fresh home, a draft, a field in a window, and an ear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.build import build
from app.desk.desk import Desk
from app.domain import edit as edits
from app.domain import path as paths
from app.domain.draft import Draft
from app.domain.template import Field, FieldKind
from ui.fields import FieldWidget, make_field
from ui.fields.specimens_draft import bakery

ALT, CTRL, NONE = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Ear:
    """Hears what a field tells, and answers as a form does: the draft changes, the field shows it."""

    def __init__(self, field: FieldWidget, draft: Draft) -> None:
        self.field = field
        self.draft = draft
        self.edited: list[tuple[str, Any]] = []
        self.steps: list[tuple[edits.Edit, ...]] = []
        self.pointed: list[str] = []
        self.chosen: list[str] = []
        self.answers = True
        field.edited.connect(self._edited)
        field.steps.connect(self._stepped)
        field.pointed.connect(self.pointed.append)
        field.chosen.connect(self.chosen.append)

    @property
    def value(self) -> Any:
        """What the draft holds at the field's path now."""
        return paths.read(self.draft, self.field.path)

    def last(self) -> tuple[str, Any]:
        """The last edit."""
        return self.edited[-1]

    def _edited(self, path: str, value: Any) -> None:
        self.edited.append((path, value))
        self._show(paths.write(self.draft, path, value))

    def _stepped(self, steps: tuple[edits.Edit, ...]) -> None:
        self.steps.append(steps)
        self._show(edits.apply_all(self.draft, steps))

    def _show(self, draft: Draft) -> None:
        self.draft = draft
        if self.answers:
            self.field.set_value(self.value, draft)


@pytest.fixture
def desk(home: Path) -> Desk:
    return build(home)


Make = Callable[..., Ear]


@pytest.fixture
def make(still: None, desk: Desk) -> Iterator[Make]:
    """Makes a field at a path of a draft, in a window that has the keyboard."""
    windows: list[QWidget] = []

    def made(kind: FieldKind, path: str, label: str = "setting", draft: Draft | None = None) -> Ear:
        draft = draft or bakery()
        field = make_field(Field(path=path, kind=kind, label=label), path, desk)
        window = QWidget()
        column = QVBoxLayout(window)
        column.addWidget(field)
        column.addStretch(1)
        window.resize(520, 400)
        field.set_value(paths.read(draft, path), draft)
        window.show()
        window.activateWindow()
        windows.append(window)
        QApplication.processEvents()
        return Ear(field, draft)

    yield made
    for window in windows:
        window.close()
        window.deleteLater()


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key in a widget."""
    QTest.keyClick(widget, key, held)


def carry(widget: QWidget, to: QPoint) -> None:
    """Take hold of a widget with the mouse and let go at a point of its own."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    start = QPoint(6, 8)
    for kind, at, button, held in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, to, none, left),
        (QEvent.Type.MouseButtonRelease, to, left, none),
    ):
        spot = QPointF(at)
        QApplication.sendEvent(widget, QMouseEvent(kind, spot, QPointF(widget.mapToGlobal(at)), button, held, NONE))


def write(widget: QWidget, text: str) -> None:
    """Type a text."""
    QTest.keyClicks(widget, text)
