"""A text that grows while it is written at the lower edge stays whole in view."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.inputs import TextInput
from ui.panels.form.scroll import FormScroll


def test_a_text_that_grows_at_the_edge_stays_in_view(qtbot: QtBot) -> None:
    above, text = QWidget(), TextInput(name="Says", lines=1, most=4)
    above.setFixedHeight(200)
    page = FormScroll(above, text, margins=(8, 0, 8, 8))
    qtbot.addWidget(page)
    page.resize(220, 120)
    page.show()
    page.activateWindow()
    text.setFocus(Qt.FocusReason.OtherFocusReason)

    def foot() -> int:
        return text.mapTo(page.viewport(), QPoint(0, text.height())).y()

    qtbot.waitUntil(lambda: 0 < foot() <= page.viewport().height())
    before = text.height()
    QTest.keyClicks(text, "do not touch the wheel until I say so, all of you, and wait over there")
    qtbot.waitUntil(lambda: text.height() > before and foot() <= page.viewport().height())
