"""Sentences on screen follow the language, and the faces with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.kit import fonts, strings
from ui.kit.strings import bind, retranslator, tr


@pytest.fixture
def english() -> Iterator[None]:
    yield
    strings.set_language("en")


def test_a_bound_sentence_is_said_again(qtbot: QtBot, english: None) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    bind(label.setText, "fields.chips.remove", what="Marta")
    assert label.text() == tr("fields.chips.remove", what="Marta")
    label.setText("")
    with qtbot.waitSignal(retranslator().retranslate):
        strings.set_language("zh")
    assert label.text() == tr("fields.chips.remove", what="Marta")


def test_chinese_has_no_middle_weights(qapp: QApplication, english: None) -> None:
    assert fonts.font("strong").weight() == 500
    strings.set_language("zh")
    assert (fonts.font("strong").weight(), fonts.font("bold").weight()) == (400, 700)
