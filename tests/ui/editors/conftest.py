"""What the tests of the time editors share: a small recording desk, dressed widgets, mouse gestures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desk.snapshot import Snapshot
from app.domain.draft import Draft
from ui.panels.beats.editor import BeatsEditor
from ui.panels.path.editor import PathEditor
from ui.panels.path.specimens import KeptDesk, ferry_turn, last_loaf

LEFT = Qt.MouseButton.LeftButton
AnEditor = TypeVar("AnEditor", BeatsEditor, PathEditor)


class StepsDesk(KeptDesk):
    """Keeps every step it is handed and answers with a snapshot, as the real desk does."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.groups: list[str] = []

    @property
    def draft(self) -> Draft:
        return self.steps[-1]

    def replace(self, draft: Draft, group: str = "") -> None:
        if draft != self.draft:
            self.steps.append(draft)
            self.groups.append(group)
            self.show(Snapshot(draft=draft))

    def undo(self) -> None:
        self.steps.pop()
        self.show(Snapshot(draft=self.draft))


@contextmanager
def shown(made: AnEditor, desk: StepsDesk, height: int) -> Iterator[AnEditor]:
    """An editor over a desk, on the screen while the block lasts."""
    desk.show = made.show_snapshot
    made.resize(900, height)
    made.show_snapshot(Snapshot(draft=desk.draft))
    made.show()
    made.activateWindow()
    yield made
    desk.show = lambda snapshot: None
    made.close()
    made.deleteLater()


@pytest.fixture
def desk() -> StepsDesk:
    return StepsDesk(last_loaf())


@pytest.fixture
def editor(desk: StepsDesk, still: None) -> Iterator[BeatsEditor]:
    with shown(BeatsEditor(desk), desk, 206) as made:
        made.lane.setFocus()
        QApplication.processEvents()
        yield made


def drag(widget: QWidget, start: QPointF, *way: QPointF, drop: bool = True) -> None:
    """Press at a point, go along a way, and let go at its end."""
    QTest.mousePress(widget, LEFT, pos=start.toPoint())
    for point in way:
        QTest.mouseMove(widget, point.toPoint())
        _move(widget, point.toPoint())
    if drop:
        QTest.mouseRelease(widget, LEFT, pos=way[-1].toPoint())


def _move(widget: QWidget, point: QPoint) -> None:
    # QTest.mouseMove holds no button down without a screen
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point), QPointF(widget.mapToGlobal(point)), LEFT, LEFT,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


@pytest.fixture
def path_desk() -> StepsDesk:
    return StepsDesk(ferry_turn())


@pytest.fixture
def path(path_desk: StepsDesk, still: None) -> Iterator[PathEditor]:
    with shown(PathEditor(path_desk), path_desk, 560) as made:
        made.keyboard()
        QApplication.processEvents()
        yield made
