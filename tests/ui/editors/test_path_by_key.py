"""The camera path by keys alone: focus said on its lane, moves found by their names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.moves import segments
from tests.ui.editors.conftest import StepsDesk
from ui.panels.path import PathEditor


def test_what_is_in_focus_stands_on_the_lane_of_locks(path: PathEditor, path_desk: StepsDesk) -> None:
    path.set_value("shots[s1].keys[k2].focus", "{cast:iskra}")
    said = [each.text for each in path.holds.stretches if each.where == ("s1", "k2")]
    assert any(text.endswith("focus on Iskra") or text == "Focus on Iskra" for text in said)
    free = path_desk.draft.shots[0].keys[0]
    path.set_value(f"shots[s1].keys[{free.id}].lock", "none")
    path.set_value(f"shots[s1].keys[{free.id}].focus", "the painted line")
    assert any(each.text == "Focus on the painted line" for each in path.holds.stretches)


def test_m_opens_every_named_move(path: PathEditor, path_desk: StepsDesk) -> None:
    QTest.keyClick(path.keys, Qt.Key.Key_M)
    menu = path.bar.menu
    assert menu.isVisible()
    assert len(menu.actions()) >= 24
    QTest.keyClicks(menu, "or")
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert not menu.isVisible()
    assert "orbit" in {each.name.partition("_")[0] for each in segments(path_desk.draft.shots[0])}
