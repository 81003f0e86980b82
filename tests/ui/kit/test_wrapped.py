"""Words over lines: where only figures differ, only they are painted, and the screen is as if all had been."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.painted import Painted
from ui.kit.layout import set_surface
from ui.kit.wrapped import Wrapped

SAID = "444 words; beyond 200 this model picks some and skips others: at 1,104 letters it stops."
OTHERS = (
    SAID.replace("444", "445"), SAID.replace("1,104", "1,187"), SAID.replace("444", "519").replace("104", "731"),
    SAID.replace("444", "1,000"), SAID.replace("444", "999"), SAID, f"{SAID} So shorten it.",
    SAID.replace("444", "四百"), SAID.replace("444", "五百"),
)  # fmt: skip


def shown(qtbot: QtBot, text: str) -> Wrapped:
    made = Wrapped(text, "small")
    qtbot.addWidget(made)
    set_surface(made, "panel")
    made.resize(200, 120)
    made.show()
    QApplication.processEvents()
    return made


def test_only_the_figures_that_differ_are_painted(qtbot: QtBot) -> None:
    made = shown(qtbot, SAID)
    painted = Painted(made)
    made.setText(SAID.replace("444", "445"))
    QApplication.processEvents()
    (area,) = painted.areas
    assert area.width() < 40
    assert area.height() < 24
    made.setText(SAID.replace("444", "1,445"))
    QApplication.processEvents()
    assert painted.areas[1] == made.rect()


def test_the_screen_is_as_if_all_had_been_painted(qtbot: QtBot) -> None:
    made = shown(qtbot, SAID)
    before = _screen(made)
    for text in OTHERS:
        made.setText(text)
        QApplication.processEvents()
        seen = _screen(made)
        made.repaint()
        assert seen == _screen(made) != before
        other = shown(qtbot, text)
        assert seen == _screen(other)
        other.close()
        before = seen


def test_what_was_said_while_nothing_was_painted_is_seen(qtbot: QtBot) -> None:
    made = shown(qtbot, SAID)
    made.setText(OTHERS[0])
    made.setText(OTHERS[1])
    made.setText(OTHERS[2])
    QApplication.processEvents()
    seen = _screen(made)
    made.repaint()
    assert seen == _screen(made)
    made.hide()
    made.setText(OTHERS[0])
    made.show()
    QApplication.processEvents()
    assert _screen(made) == _screen(shown(qtbot, OTHERS[0]))


def _screen(widget: QWidget) -> QImage:
    return QApplication.primaryScreen().grabWindow(widget.winId()).toImage()
