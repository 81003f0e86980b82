"""With each key only the lines that look otherwise are painted, and the screen is as if all of them had been."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.painted import Painted
from tests.ui.send.conftest import Shown
from ui.kit.fonts import line_height
from ui.panels.words.flash import FLASH_MS

BEAT = "shots[s1].beats[b1].action"


def test_only_the_line_is_painted_in_which_a_letter_was_typed(panel: Shown) -> None:
    painted = Painted(panel.words.text.viewport())
    panel.resize(364, 1400)
    panel.edit(BEAT, "opens the door")
    _settle()
    painted.areas.clear()
    panel.edit(BEAT, "opens the doors")
    QApplication.sendPostedEvents()
    assert [area.height() < 2 * line_height("body") for area in painted.areas] == [True]
    _settle()
    painted.areas.clear()
    panel.edit(BEAT, "opens the door, and then the next one, and the one behind that.")
    QApplication.sendPostedEvents()
    assert [area.height() > 2 * line_height("body") for area in painted.areas] == [True]


def test_the_screen_is_as_if_all_had_been_painted(panel: Shown) -> None:
    viewport = panel.words.text.viewport()
    panel.resize(364, 1400)
    seen = []
    for words in ("opens", "opens a", "opens a door", "opens a very heavy old door", "opens it", "运 opens 🎻 it"):
        QApplication.processEvents()
        panel.edit(BEAT, words)
        QApplication.processEvents()
        seen.append(_screen(panel))
        viewport.repaint()
        assert seen[-1] == _screen(panel)
    assert all(one != other for one, other in pairwise(seen))


def _screen(panel: Shown) -> QImage:
    """The words as they stand on the screen, nothing painted for it."""
    text = panel.words.text
    area = QRect(text.mapTo(panel, QPoint(0, 0)), text.size())
    return QApplication.primaryScreen().grabWindow(panel.winId()).copy(area).toImage()


def _settle() -> None:
    """Wait until nothing flashes any more."""
    QTest.qWait(2 * FLASH_MS)
