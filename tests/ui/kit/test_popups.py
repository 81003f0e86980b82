"""Plates over the window open beside what asked for them, close by key, and answer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.plate import is_blended, rounded
from ui.kit.popups import Dialog, Popup
from ui.kit.theme import tokens


def test_a_popup_opens_under_its_button_and_closes_by_escape(qtbot: QtBot) -> None:
    button, popup = Button("Aim"), Popup("Target")
    popup.column.addWidget(Label("Kling 3.0"))
    for each in (button, popup):
        qtbot.addWidget(each)
    button.show()
    popup.open_under(button)
    assert popup.isVisible()
    qtbot.waitUntil(lambda: popup.y() >= button.mapToGlobal(button.rect().bottomLeft()).y())
    with qtbot.waitSignal(popup.closed):
        QTest.keyClick(popup, Qt.Key.Key_Escape)


def test_a_popup_of_a_width_of_its_own_is_as_high_as_its_words(qtbot: QtBot) -> None:
    button, popup = Button("Options"), Popup("Options")
    popup.setFixedWidth(180)
    words = Label("Ids of elements made at the provider, by commas, in the order of the cast. " * 3, wrap=True)
    popup.column.addWidget(words)
    for each in (button, popup):
        qtbot.addWidget(each)
    button.show()
    popup.open_under(button)
    assert words.height() >= words.heightForWidth(words.width())


def test_a_dialog_answers_without_stopping_the_program(qtbot: QtBot) -> None:
    dialog = Dialog("Settle")
    qtbot.addWidget(dialog)
    no, yes = dialog.add_button("Close", answer=False), dialog.add_button("Look again", kind="primary", answer=True)
    dialog.open()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        no.click()
    dialog.open()
    with qtbot.waitSignal(dialog.accepted):
        yes.click()


def test_a_plate_is_cut_round_only_where_nothing_blends_its_corners(qtbot: QtBot) -> None:
    popup = Popup("Target")
    qtbot.addWidget(popup)
    popup.resize(200, 80)
    popup.show()
    assert is_blended()
    assert popup.mask().isEmpty()
    shape = rounded(popup.rect())
    corners = [QPoint(x, y) for x in (0, 199) for y in (0, 79)]
    assert not any(shape.contains(each) for each in corners)
    assert all(shape.contains(QPoint(x, y)) for x, y in ((6, 0), (0, 6), (2, 2), (199, 40), (100, 79)))
    popup.setMask(shape)
    drawn = popup.grab().toImage()
    assert drawn.pixelColor(100, 40) == tokens().raised
    assert drawn.pixelColor(100, 0) == tokens().edge
