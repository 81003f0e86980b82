"""Tab goes through the whole window as the eye does, meets every control once, and F6 goes from panel to panel."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.patience import until
from tests.ui.window.conftest import Opened, form_of
from ui.kit.placing import spoken_name
from ui.kit.tab_order import tab_order
from ui.windows.main import MainWindow

drafts = pytest.mark.parametrize("preset", ["small-rescue", "rooftop-crane-away", "heist-in-six"])
SLACK = 4


def area(window: MainWindow, widget: QWidget) -> QRect:
    """Where a control shows; one that is scrolled away stands at the edge it lies beyond."""
    corner, step = QPoint(0, 0), widget
    while step is not window:
        corner += step.pos()
        step = step.parentWidget() or window
        room = step.rect()
        corner = QPoint(min(max(corner.x(), 0), room.right()), min(max(corner.y(), 0), room.bottom()))
    return QRect(corner, widget.size())


def goes_on(before: QRect, after: QRect) -> bool:
    """Whether the eye goes on from one to the other: to the right, down, or up to the top of the next column."""
    return after.top() >= before.top() - SLACK or after.left() >= before.left()


def press(key: Qt.Key) -> QWidget:
    """Press a key where the keyboard is; gives what has the keyboard then."""
    before = QApplication.focusWidget()
    assert before is not None
    QTest.keyClick(before, key)
    after = QApplication.focusWidget()
    assert after is not None, f"nothing has the keyboard after {spoken_name(before)!r}"
    return after


async def opened_draft(window: MainWindow, preset: str) -> list[QWidget]:
    """Open a draft; gives what Tab stops at, in order."""
    window.desk.new(preset)
    await form_of(window)
    await until(window.isActiveWindow)
    return tab_order(window.panels())


def follows_the_eye(window: MainWindow, order: list[QWidget]) -> None:
    """Inside each panel."""
    assert len(order) > 40
    for panel in window.panels():
        inside = [each for each in order if panel.isAncestorOf(each)]
        for one, other in pairwise(inside):
            told = f"{spoken_name(one)!r} then {spoken_name(other)!r} in {type(panel).__name__}"
            assert goes_on(area(window, one), area(window, other)), told


def meets_each_once_and_comes_back(order: list[QWidget]) -> None:
    """Tab goes through the whole window, and the last steps of it back."""
    order[0].setFocus()
    for wanted in [*order[1:], order[0]]:
        now = press(Qt.Key.Key_Tab)
        assert now is wanted or wanted.isAncestorOf(now), (spoken_name(wanted), spoken_name(now))
        assert spoken_name(now)
        assert not now.visibleRegion().isEmpty(), f"{spoken_name(now)!r} has the keyboard out of sight"
        assert now.accessibleDescription() or now.toolTip() or now.metaObject().className() == "Tabs"
    for wanted in order[:-6:-1]:
        now = press(Qt.Key.Key_Backtab)
        assert now is wanted or wanted.isAncestorOf(now)


def goes_from_panel_to_panel(window: MainWindow) -> None:
    """F6 meets every panel that has a control."""
    panels = window.panels()
    window.step_panel(1)
    met = []
    for _ in panels:
        window.step_panel(1)
        focused = QApplication.focusWidget()
        assert focused is not None
        met.append(next(panel for panel in panels if panel.isAncestorOf(focused)))
    assert set(met) == {panel for panel in panels if tab_order([panel])}


@drafts
async def test_the_keyboard_goes_the_way_of_the_eye_and_meets_everything_once(opened: Opened, preset: str) -> None:
    async with opened() as window:
        order = await opened_draft(window, preset)
        follows_the_eye(window, order)
        meets_each_once_and_comes_back(order)
        goes_from_panel_to_panel(window)
