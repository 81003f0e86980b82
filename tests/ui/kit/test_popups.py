"""Plates over the window open beside what asked for them, close by key, and answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.popups import Dialog, Popup


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
