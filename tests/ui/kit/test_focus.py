"""The ring shows where the keyboard is, and only when the keyboard brought it there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import focus
from ui.kit.buttons import Button
from ui.kit.inputs import LineInput
from ui.kit.layout import boxed, column


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    page = boxed(column(*widgets))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_it_follows_tab_and_goes_with_a_click(qtbot: QtBot, qapp: QApplication) -> None:
    ring = focus.install(qapp)
    first, second = Button("Rehearse"), Button("Generate")
    page = shown(qtbot, first, second)
    first.setFocus()
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_Tab)
    assert ring.target is second
    QTest.mouseClick(page.windowHandle(), Qt.MouseButton.LeftButton, pos=first.geometry().center())
    assert ring.target is None


def test_text_fields_always_show_it(qtbot: QtBot, qapp: QApplication) -> None:
    ring = focus.install(qapp)
    button, line = Button("Rehearse"), LineInput(name="Touches")
    page = shown(qtbot, button, line)
    QTest.mouseClick(page.windowHandle(), Qt.MouseButton.LeftButton, pos=line.geometry().center())
    assert line.hasFocus()
    assert ring.target is line


def test_it_follows_its_widget_and_goes_with_it(qtbot: QtBot, qapp: QApplication) -> None:
    ring = focus.install(qapp)
    lines = [LineInput(name=str(number)) for number in range(20)]
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(boxed(column(*lines)))
    page = shown(qtbot, area)
    page.resize(200, 150)
    lines[2].setFocus()
    painted = next(each for each in area.findChildren(QWidget) if type(each).__name__ == "_Ring")
    before = painted.mapTo(page, painted.rect().topLeft()).y()
    area.verticalScrollBar().setValue(20)
    assert painted.mapTo(page, painted.rect().topLeft()).y() == before - 20
    lines[2].hide()
    assert ring.target is not lines[2]


def test_it_survives_the_death_of_its_window(qtbot: QtBot, qapp: QApplication) -> None:
    ring = focus.install(qapp)
    line = LineInput(name="Touches")
    page = boxed(column(line))
    page.show()
    page.activateWindow()
    line.setFocus()
    page.deleteLater()
    del page
    QApplication.sendPostedEvents(None, 52)
    other = LineInput(name="Ends as")
    shown(qtbot, other)
    other.setFocus()
    assert ring.target is other
