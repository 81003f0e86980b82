"""Labels and tips show words as they are, whoever wrote them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Rich
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from ui.kit.labels import Elided, Label
from ui.kit.tips import read_aloud, tip_text


# matrix: S18
@pytest.mark.parametrize(
    "words", ["<b>sold</b> out", '<img src="http://127.0.0.1:9/x">', "\x1b[31mred", "\u202egnp.exe", "a < b & c"]
)
def test_words_of_a_stranger_are_never_a_page(qtbot: QtBot, words: str) -> None:
    label, narrow = Label(words), Elided(words * 9)
    qtbot.addWidget(label)
    qtbot.addWidget(narrow)
    assert label.textFormat() == Qt.TextFormat.PlainText
    narrow.resize(40, 20)
    narrow.show()
    tip = QTextDocument()
    show = tip.setHtml if Rich.mightBeRichText(narrow.toolTip()) else tip.setPlainText
    show(narrow.toolTip())
    assert tip.toPlainText() == words * 9


def test_keys_have_the_names_that_stand_on_them() -> None:
    assert [read_aloud(key) for key in ("Ctrl+Return", "Ctrl+Enter", "Shift+Left", "Ctrl++", "S")] == [
        *("Ctrl+Enter", "Ctrl+Num Enter", "Shift+←", "Ctrl++", "S")
    ]
    assert "Ctrl ↓" in tip_text("Next", "Ctrl+Down")
