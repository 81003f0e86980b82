"""The camera path by keys alone: focus said on its lane, moves found by their names."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.draft import At, CastMember
from app.domain.moves import segments
from tests.ui.editors.conftest import LEFT, StepsDesk
from ui.panels.path.editor import PathEditor


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


def test_how_a_key_is_left_stands_between_the_keys_and_is_chosen_there(path: PathEditor, path_desk: StepsDesk) -> None:
    said = {each.where: each.text for each in path.eases.stretches}
    assert said[("s1", "k1")] == "Eases in and out"
    assert ("s1", "k3") not in said, "nothing follows the last key of a shot"
    QTest.keyClick(path.keys, Qt.Key.Key_L)
    menu = path.eases.menu
    assert menu is not None
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert path_desk.draft.shots[0].keys[0].ease == "out"
    assert len(path_desk.steps) == 2
    assert path.eases.stretches[0].text == "Eases out"
    left, right = path.eases.span(path.eases.stretches[1].start, path.eases.stretches[1].end)
    QTest.mouseClick(path.eases, LEFT, pos=QPoint(round((left + right) / 2), 8))
    assert path.current == ("s1", "k2")
    menu.actions()[0].trigger()
    menu.close()
    assert path_desk.draft.shots[0].keys[1].ease == "constant"
    assert "Constant" in path.eases.accessibleDescription()


def test_the_last_key_of_a_shot_has_no_way_to_leave_it(path: PathEditor) -> None:
    path.choose("s2", "k6")
    QTest.keyClick(path.keys, Qt.Key.Key_L)
    assert path.eases.menu is None


def test_shift_and_arrows_turn_the_look_in_the_top_view(path: PathEditor, path_desk: StepsDesk) -> None:
    path.set_value("shots[s1].keys[k2].lock", "none")
    path.choose("s1", "k2")
    path.top.setFocus()
    before = path_desk.draft.shots[0].keys[1].axes
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(path.top, Qt.Key.Key_Right, shift)
    QTest.keyClick(path.top, Qt.Key.Key_Up, shift)
    turned = path_desk.draft.shots[0].keys[1].axes
    assert (turned.pan, turned.tilt, turned.truck) == (before.pan + 0.5, before.tilt + 0.5, before.truck)
    assert "Shift" in path.top.toolTip()


def test_a_key_that_looks_at_somebody_turns_to_the_next_one(path: PathEditor, path_desk: StepsDesk) -> None:
    two = CastMember(id="oleg", label="Oleg", at=At(side="right"))
    path_desk.replace(path_desk.draft.replace(cast=(*path_desk.draft.cast, two)))
    path.choose("s1", "k1")
    path.top.setFocus()
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(path.top, Qt.Key.Key_Right, shift)
    assert path_desk.draft.shots[0].keys[0].framing.target == "{cast:oleg}"
    QTest.keyClick(path.top, Qt.Key.Key_Left, shift)
    assert path_desk.draft.shots[0].keys[0].framing.target == "{cast:iskra}"


def test_the_figures_of_a_scale_stay_clear_of_the_last_diamond(path: PathEditor) -> None:
    path.set_unfolded(True)
    path.set_axis("zoom")
    QApplication.processEvents()
    lane = path.axis_lanes["zoom"]
    last = lane.point_of(lane.spots[-1]).x()
    assert lane.figures_right() <= last - 6


def test_a_square_picture_has_all_the_height(path: PathEditor, path_desk: StepsDesk) -> None:
    path.set_unfolded(True)
    QApplication.processEvents()
    flat = path.live.picture.picture_rect().height()
    frame = path_desk.draft.frame.replace(aspect="1:1")
    path_desk.replace(path_desk.draft.replace(frame=frame))
    assert path.live.picture.picture_rect().height() > flat
    assert path.live.picture.picture_rect().height() >= path.live.height() - 2
