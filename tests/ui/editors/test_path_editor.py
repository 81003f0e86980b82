"""Drives the camera path editor with real keys and a real mouse: moves, keys, cuts, fields, views, playing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk.snapshot import Snapshot
from app.domain import path as paths
from app.domain.draft import Axes, Draft, Framing, Key, Shot
from app.domain.finding import Loss
from app.domain.moves import NAMED_MOVES, segments
from app.domain.request import Compiled
from tests.ui.editors.conftest import LEFT, StepsDesk, drag
from ui.panels.path.axis import AxisLane
from ui.panels.path.editor import PathEditor
from ui.panels.path.lanes import KeyedLane
from ui.panels.path.specimens import ferry_turn

K = Qt.Key
CTRL, ALT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


def press(path: PathEditor, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(path.keys, key, held)


def keys(desk: StepsDesk, shot: int = 0) -> tuple[Key, ...]:
    return desk.draft.shots[shot].keys


def unfolded(path: PathEditor) -> bool:
    return path.unfolded


def playing(path: PathEditor) -> bool:
    return path.live.playing


def point(lane: KeyedLane, number: int) -> QPointF:
    return lane.point_of(lane.spots[number - 1])


def locked_off() -> Draft:
    shot = Shot(id="s1", seconds=5.0, keys=(Key(id="k1", framing=Framing(size="ms", target="{cast:iskra}")),))
    return ferry_turn().replace(shots=(shot,))  # type: ignore[no-any-return]


def test_arrows_choose_keys_and_go_there(path: PathEditor, qtbot: QtBot) -> None:
    assert path.current == ("s1", "k1")
    with qtbot.waitSignal(path.chosen) as told:
        press(path, K.Key_Right)
    assert told.args == ["s1", "k2"]
    assert path.time == 2.5
    assert "2" in path.keys.accessibleName()
    press(path, K.Key_End)
    assert path.current == ("s2", "k6")
    assert path.time == 10.0
    press(path, K.Key_Home)
    assert path.current == ("s1", "k1")


def test_named_moves_come_first(path: PathEditor, path_desk: StepsDesk) -> None:
    path_desk.replace(locked_off())
    assert "N" in path.shots.shots[0].moves
    QTest.mouseClick(path.bar.buttons[0], LEFT)
    assert [key.axes.dolly for key in keys(path_desk)] == [0.0, 5.0]
    assert keys(path_desk)[1].t == 5.0
    assert len(path_desk.steps) == 3
    arc = next(button for button in path.bar.buttons if "Arc" in button.text())
    QTest.mouseClick(arc, LEFT)
    assert segments(path_desk.draft.shots[0])[0].name == "arc_r"
    assert keys(path_desk)[0].lock == "look_at"
    QTest.mouseClick(arc, LEFT, Qt.KeyboardModifier.ShiftModifier)
    path_desk.undo()
    path_desk.undo()
    assert segments(path_desk.draft.shots[0])[0].name in ("dolly_in", "arc_r")


def test_every_move_is_in_the_menu(path: PathEditor, path_desk: StepsDesk) -> None:
    path.bar.menu.fill()
    entries = path.bar.menu.actions()
    assert len(entries) == len(NAMED_MOVES)
    path_desk.replace(locked_off())
    entries[list(NAMED_MOVES).index("zoom_out")].trigger()
    assert keys(path_desk)[1].axes.zoom < 0


def test_a_move_after_the_last_key_writes_the_last_one_anew(path: PathEditor, path_desk: StepsDesk) -> None:
    path_desk.replace(locked_off())
    path.make_move("dolly_in")
    path.choose(*path.keys.spots[-1].where)
    path.make_move("dolly_out")
    assert [key.axes.dolly for key in keys(path_desk)] == [0.0, -5.0]


def test_keys_are_added_and_removed(path: PathEditor, path_desk: StepsDesk) -> None:
    path.go(1.3)
    press(path, K.Key_N)
    assert [key.t for key in keys(path_desk)] == [0.0, 1.25, 2.5, 5.0]
    assert path.current == ("s1", "k7")
    assert 0 < keys(path_desk)[1].axes.truck < 4
    press(path, K.Key_Delete)
    assert [key.t for key in keys(path_desk)] == [0.0, 2.5, 5.0]
    assert len(path_desk.steps) == 3
    path_desk.replace(locked_off())
    press(path, K.Key_Delete)
    assert len(keys(path_desk)) == 1


def test_a_cut_and_its_join(path: PathEditor, path_desk: StepsDesk, qtbot: QtBot) -> None:
    # a hand leaves the playhead beside the moment that is meant
    path.go(3.04)
    press(path, K.Key_X)
    assert [shot.seconds for shot in path_desk.draft.shots] == [3.0, 3.0, 4.0]
    assert path.current[0] == path_desk.draft.shots[1].id
    path.go(3.04)
    press(path, K.Key_X)
    assert [shot.seconds for shot in path_desk.draft.shots] == [6.0, 4.0]
    assert path_desk.draft.seconds == 10.0
    assert len(path_desk.steps) == 3


def test_alt_arrows_move_a_key_in_time(path: PathEditor, path_desk: StepsDesk) -> None:
    press(path, K.Key_Right)
    press(path, K.Key_Right, ALT)
    assert keys(path_desk)[1].t == 2.75
    assert path.time == 2.75
    press(path, K.Key_Left, ALT)
    press(path, K.Key_Left, ALT)
    assert keys(path_desk)[1].t == 2.25
    assert set(path_desk.groups) == {"key.t:k2"}


def test_up_and_down_choose_an_axis_and_alt_changes_it(path: PathEditor, path_desk: StepsDesk) -> None:
    press(path, K.Key_Right)
    assert not unfolded(path)
    press(path, K.Key_Down)
    assert unfolded(path)
    press(path, K.Key_Down)
    assert path.axis == "pedestal"
    assert path.axis_lanes["pedestal"].tall
    assert not path.axis_lanes["truck"].tall
    press(path, K.Key_Up, ALT)
    assert keys(path_desk)[1].axes.pedestal == 0.5
    press(path, K.Key_Down, ALT)
    press(path, K.Key_Down, ALT)
    assert keys(path_desk)[1].axes.pedestal == -0.5
    press(path, K.Key_E)
    assert not unfolded(path)
    assert not path.axis_lanes["truck"].isVisible()


def test_hold_is_switched(path: PathEditor, path_desk: StepsDesk) -> None:
    press(path, K.Key_Right)
    press(path, K.Key_H)
    assert keys(path_desk)[1].hold == 1.0
    press(path, K.Key_H)
    assert keys(path_desk)[1].hold == 0.0


def test_a_diamond_is_dragged_as_one_step(path: PathEditor, path_desk: StepsDesk) -> None:
    lane = path.keys
    start = point(lane, 2)
    drag(lane, start, start + QPointF(12, 0), QPointF(path.scale.x(3.52), start.y()), drop=False)
    assert len(path_desk.steps) == 1
    assert lane.spots[1].t == 3.5
    assert path.stack.bubble.isVisible()
    assert path.time == 3.5
    QTest.mouseRelease(lane, LEFT)
    assert keys(path_desk)[1].t == 3.5
    assert len(path_desk.steps) == 2
    assert not path.stack.bubble.isVisible()
    drag(lane, point(lane, 2), point(lane, 2) + QPointF(12, 0), QPointF(path.scale.x(9.0), start.y()))
    assert keys(path_desk)[1].t < 5.0


def test_escape_gives_a_drag_up(path: PathEditor, path_desk: StepsDesk) -> None:
    start = point(path.keys, 2)
    drag(path.keys, start, start + QPointF(40, 0), drop=False)
    press(path, K.Key_Escape)
    assert path.keys.spots[1].t == 2.5
    QTest.mouseRelease(path.keys, LEFT)
    assert len(path_desk.steps) == 1


def test_a_value_is_dragged_on_the_tall_axis(path: PathEditor, path_desk: StepsDesk) -> None:
    path.set_unfolded(True)
    QApplication.processEvents()
    lane: AxisLane = path.axis_lanes["truck"]
    start = point(lane, 2)
    before = keys(path_desk)[1].axes.truck
    drag(lane, start, start + QPointF(0, 7), start + QPointF(0, 12))
    changed = keys(path_desk)[1].axes.truck
    assert changed < before
    assert changed * 2 == round(changed * 2)
    assert keys(path_desk)[1].t == 2.5
    assert len(path_desk.steps) == 2
    QTest.mouseClick(path.axis_names["roll"], LEFT)
    assert path.axis == "roll"
    assert path.axis_lanes["roll"].tall


def test_a_double_click_on_a_lane_adds(path: PathEditor, path_desk: StepsDesk) -> None:
    QTest.mouseDClick(path.keys, LEFT, pos=QPointF(path.scale.x(4.0), 10).toPoint())
    assert [key.t for key in keys(path_desk)] == [0.0, 2.5, 4.0, 5.0]


def test_the_fields_write_the_key(path: PathEditor, path_desk: StepsDesk) -> None:
    press(path, K.Key_Right)
    key = "shots[s1].keys[k2]"
    field = {name: path.inspector.rows.row_of(f"{key}.{name}") for name in ("framing.size", "lock", "reveal")}
    assert all(field.values())
    size = field["framing.size"]
    assert size is not None
    assert size.widget.value() == "ms"
    for name, value in (("framing.size", "mcu"), ("lock", "follow"), ("reveal", "the harbour")):
        found = field[name]
        assert found is not None
        found.widget.tell(value)
        assert paths.read(path_desk.draft, f"{key}.{name}") == value
    assert len(path_desk.steps) == 4
    QTest.mouseClick(path.inspector.forth, LEFT)
    assert path.current == ("s1", "k3")
    target = path.inspector.rows.row_of("shots[s1].keys[k3].framing.target")
    assert target is not None
    assert target.widget.value() == "{cast:iskra}"


def test_enter_goes_to_the_fields_of_the_key(path: PathEditor) -> None:
    press(path, K.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert path.inspector.isAncestorOf(focus)


def test_blocks_choose_their_key(path: PathEditor) -> None:
    block = path.framings.blocks[1]
    QTest.mouseClick(path.framings, LEFT, pos=QPointF(path.scale.x(block.start) + 10, 10).toPoint())
    assert path.current == ("s1", "k2")
    QTest.mouseClick(path.shots, LEFT, pos=QPointF(path.scale.x(7.0), 10).toPoint())
    assert path.current == ("s2", "k4")
    QTest.mouseClick(path.holds, LEFT, pos=QPointF(path.scale.x(5.5), 10).toPoint())
    assert path.current == ("s1", "k3")


def test_a_cut_is_dragged_as_one_step(path: PathEditor, path_desk: StepsDesk) -> None:
    start = QPointF(path.scale.x(6.0), 10)
    drag(path.shots, start, QPointF(path.scale.x(7.05), 10), drop=False)
    assert path.stack.bubble.isVisible()
    press(path, K.Key_Escape)
    assert [shot.end for shot in path.shots.shots] == [6.0, 10.0]
    QTest.mouseRelease(path.shots, LEFT)
    drag(path.shots, start, QPointF(path.scale.x(6.6), 10), QPointF(path.scale.x(7.05), 10))
    assert [shot.seconds for shot in path_desk.draft.shots] == [7.0, 3.0]
    assert len(path_desk.steps) == 2


def test_a_nameless_move_is_split(path: PathEditor, path_desk: StepsDesk) -> None:
    axes = Axes(truck=3, pedestal=3, dolly=3, tilt=3, roll=3)
    shot = Shot(id="s1", seconds=8.0, keys=(Key(id="k1"), Key(id="k2", t=8.0, axes=axes)))
    path_desk.replace(ferry_turn().replace(shots=(shot,)))
    assert path.shots.shots[0].complex_key == "k1"
    spot = path.shots.pill_rect(path.shots.shots[0]).center().toPoint()
    QTest.mouseClick(path.shots, LEFT, pos=spot)
    assert [key.t for key in keys(path_desk)] == [0.0, 4.0, 8.0]


def test_the_top_view_chooses_and_moves_keys(path: PathEditor, path_desk: StepsDesk) -> None:
    top = path.top
    path.choose("s1", "k2")
    QApplication.processEvents()
    spots = {spot.key.id: spot for spot in top.spots}
    QTest.mouseClick(top, LEFT, pos=top.spot_point(spots["k3"]).toPoint())
    assert path.current == ("s1", "k3")
    start = top.spot_point(spots["k3"])
    goal = start + QPointF(14, 8)
    drag(top, start, start + QPointF(6, 3), goal)
    assert len(path_desk.steps) == 2
    moved = next(spot for spot in top.spots if spot.key.id == "k3")
    assert keys(path_desk)[2].axes != ferry_turn().shots[0].keys[2].axes
    assert (top.spot_point(moved) - goal).manhattanLength() < 40
    assert keys(path_desk)[0].axes == Axes()


def test_arrow_keys_nudge_in_the_top_view(path: PathEditor, path_desk: StepsDesk) -> None:
    path.choose("s1", "k2")
    path.top.setFocus()
    QTest.keyClick(path.top, K.Key_Right)
    assert keys(path_desk)[1].axes.truck == 4.5
    QTest.keyClick(path.top, K.Key_Down)
    assert keys(path_desk)[1].axes.dolly == 0.5
    path.top.set_view("side")
    QTest.keyClick(path.top, K.Key_Up)
    assert keys(path_desk)[1].axes.pedestal == 0.5


def test_what_a_key_looks_at_is_dragged_with_alt(path: PathEditor, path_desk: StepsDesk) -> None:
    path_desk.replace(locked_off().replace(shots=(
        Shot(id="s1", seconds=5.0, keys=(Key(id="k1"), Key(id="k2", t=5.0, axes=Axes(truck=3)))),
    )))  # fmt: skip
    path.choose("s1", "k2")
    top = path.top
    spot = top.spots[1]
    top.aimed.emit("s1", "k2", top.metres(top.spot_point(spot)).x() + 2.0, top.metres(top.spot_point(spot)).y() + 2.0)
    top.dropped.emit()
    assert keys(path_desk)[1].axes.pan > 1
    figure = path.ground.figures(0.0)[0] if path.ground else None
    assert figure is not None
    top.aimed.emit("s1", "k2", figure.x, figure.y)
    top.dropped.emit()
    assert keys(path_desk)[1].framing.target == "{cast:iskra}"
    assert keys(path_desk)[1].lock == "look_at"


def test_it_plays_in_real_time_and_scrubs(path: PathEditor, qtbot: QtBot) -> None:
    path.go(0.0)
    press(path, K.Key_Space)
    assert playing(path)
    qtbot.waitUntil(lambda: path.time > 0.25)
    press(path, K.Key_Space)
    assert not playing(path)
    picture = path.live.picture
    area = picture.picture_rect()
    drag(picture, QPointF(area.left() + 20, 40), QPointF(area.left() + 20 + area.width() / 2, 40))
    assert path.time > 4.0
    with qtbot.waitSignal(path.time_changed) as told:
        QTest.mouseClick(path.stack.ruler, LEFT, pos=QPointF(path.scale.x(7.0), 8).toPoint())
    assert told.args[0] == pytest.approx(7.0, abs=0.05)
    path.live.toggle()
    path.hide()
    assert not playing(path)


def test_the_words_follow_the_playhead(path: PathEditor) -> None:
    path.go(1.0)
    assert "Arc" in path.live.picture.accessibleDescription()
    assert path.axis_names["truck"].accessibleDescription().startswith("+")
    path.go(5.8)
    assert "Arc" not in path.live.picture.accessibleDescription()


def test_without_a_draft_nothing_can_be_done(still: None, qtbot: QtBot) -> None:
    desk = StepsDesk(ferry_turn())
    editor = PathEditor(desk)
    qtbot.addWidget(editor)
    editor.show()
    for step in (editor.add_key, editor.cut, editor.remove, editor.toggle_hold, lambda: editor.make_move("dolly_in")):
        step()
    editor.turn(1.0)
    editor.shift(1.0)
    editor.step(1)
    assert len(desk.steps) == 1


def test_the_playhead_repaints_no_lane(path: PathEditor) -> None:
    path.set_unfolded(True)
    path.grab()
    before = [lane.paints for lane in path.stack.lanes]
    for step in range(30):
        path.set_time(step / 3)
        path.stack.grab()
    assert [lane.paints for lane in path.stack.lanes] == before


def test_thirty_keys_stay_fluent(path: PathEditor, path_desk: StepsDesk) -> None:
    one = tuple(Key(id=f"k{n}", t=n * 0.5, axes=Axes(truck=n % 5, pan=-n % 3)) for n in range(30))
    path_desk.replace(
        ferry_turn().replace(shots=(Shot(id="s1", seconds=15.0, keys=(one[0].replace(axes=Axes()), *one[1:])),))
    )
    assert len(path.keys.spots) == 30
    press(path, K.Key_End)
    assert path.current == ("s1", "k29")


def test_an_axis_the_target_drops_says_so_at_its_end(path: PathEditor, path_desk: StepsDesk) -> None:
    loss = Loss(id="move", level="dropped", path="shots[s1].keys[k2].axes.pan")
    compiled = Compiled(model="m", dialect="d", seconds=10, text="", spans=(), parts=(), losses=(loss,))
    path.show_snapshot(Snapshot(draft=path_desk.draft, compiled=compiled))
    assert path.axis_lanes["pan"].remark == "dropped here"
    assert path.axis_lanes["truck"].remark == ""


def test_the_axes_unfold_by_themselves_where_there_is_room(path: PathEditor) -> None:
    seen = [path.unfolded]
    path.resize(1300, 900)
    seen.append(path.unfolded)
    path.toggle_axes()
    path.resize(1300, 950)
    seen.append(path.unfolded)
    assert seen == [False, True, False], "what a person folded stays folded"
