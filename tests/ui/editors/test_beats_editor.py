"""Drives the beats editor with real keys and a real mouse: every gesture is one undo step and keeps the length."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk.snapshot import Snapshot
from app.domain.draft import Draft, Shot
from app.domain.finding import Finding
from app.domain.request import Compiled
from tests.ui.editors.conftest import LEFT, StepsDesk, drag
from ui.panels.beats.editor import BeatsEditor
from ui.panels.beats.words import plain
from ui.panels.path.specimens import last_loaf, many_beats

Key = Qt.Key
CTRL, ALT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


def press(editor: BeatsEditor, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(editor.lane, key, held)


def lengths(desk: StepsDesk, shot: int = 0) -> list[float]:
    return [beat.seconds for beat in desk.draft.shots[shot].beats]


def order(desk: StepsDesk, shot: int = 0) -> list[str]:
    return [beat.id for beat in desk.draft.shots[shot].beats]


def seam(editor: BeatsEditor, number: int) -> QPointF:
    """The edge at the end of a beat."""
    card = editor.lane.cards[number - 1]
    return QPointF(editor.scale.x(card.end) - 1, editor.lane.height() - 10)


def middle(editor: BeatsEditor, number: int) -> QPointF:
    return QPointF(editor.lane.rect_of(editor.lane.cards[number - 1]).center().x(), editor.lane.height() - 10)


def test_it_shows_the_first_beat_chosen(editor: BeatsEditor) -> None:
    assert editor.current == ("s1", "b1")
    assert editor.lane.cards[0].title
    assert "1" in editor.lane.accessibleName()
    assert editor.time == 0.0


def test_arrows_choose(editor: BeatsEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.chosen) as told:
        press(editor, Key.Key_Right)
    assert told.args == ["s1", "b2"]
    press(editor, Key.Key_End)
    assert editor.current == ("s1", "b4")
    press(editor, Key.Key_Right)
    assert editor.current == ("s1", "b4")
    press(editor, Key.Key_Home)
    press(editor, Key.Key_Left)
    assert editor.current == ("s1", "b1")
    assert "1" in editor.lane.accessibleName()


def test_keys_stretch_and_keep_the_total(editor: BeatsEditor, desk: StepsDesk) -> None:
    press(editor, Key.Key_Right)
    press(editor, Key.Key_BracketRight)
    assert lengths(desk) == [2.0, 2.5, 1.5, 2.0]
    press(editor, Key.Key_BracketLeft)
    press(editor, Key.Key_BracketLeft)
    assert lengths(desk) == [2.0, 1.5, 2.5, 2.0]
    press(editor, Key.Key_End)
    press(editor, Key.Key_BracketRight)
    assert lengths(desk) == [2.0, 1.5, 2.0, 2.5]
    assert desk.draft.seconds == 8.0
    assert set(desk.groups[:3]) == {"stretch:b2"}


def test_keys_move_a_beat(editor: BeatsEditor, desk: StepsDesk) -> None:
    press(editor, Key.Key_Right, ALT)
    assert order(desk) == ["b2", "b1", "b3", "b4"]
    assert editor.current == ("s1", "b1")
    press(editor, Key.Key_Left, ALT)
    press(editor, Key.Key_Left, ALT)
    assert order(desk) == ["b1", "b2", "b3", "b4"]
    assert len(desk.steps) == 3


def test_a_beat_moves_over_a_cut(editor: BeatsEditor, desk: StepsDesk) -> None:
    desk.replace(many_beats())
    editor.choose("s1", "b3")
    press(editor, Key.Key_Right, ALT)
    assert editor.current == ("s2", "b3")
    assert order(desk, 1)[0] == "b3"
    assert desk.draft.seconds == 16.0


def test_keys_add_split_merge_copy_and_remove(editor: BeatsEditor, desk: StepsDesk) -> None:
    press(editor, Key.Key_A)
    assert order(desk) == ["b1", "b5", "b2", "b3", "b4"]
    assert editor.current == ("s1", "b5")
    press(editor, Key.Key_Delete)
    assert order(desk) == ["b1", "b2", "b3", "b4"]
    assert lengths(desk) == [2.0, 2.0, 2.0, 2.0]
    editor.set_time(2.5)
    press(editor, Key.Key_S)
    assert lengths(desk) == [2.0, 0.5, 1.5, 2.0, 2.0]
    editor.choose("s1", "b2")
    press(editor, Key.Key_M)
    assert order(desk) == ["b1", "b2", "b3", "b4"]
    press(editor, Key.Key_D, CTRL)
    assert order(desk) == ["b1", "b2", "b5", "b3", "b4"]
    assert desk.draft.seconds == 8.0
    steps = len(desk.steps)
    desk.undo()
    assert order(desk) == ["b1", "b2", "b3", "b4"]
    assert len(desk.steps) == steps - 1
    assert len(editor.lane.cards) == 4


def test_the_buttons_say_why_they_are_off(editor: BeatsEditor, desk: StepsDesk) -> None:
    assert editor.merge_button.isEnabled()
    press(editor, Key.Key_End)
    assert not editor.merge_button.isEnabled()
    assert editor.merge_button.reason
    press(editor, Key.Key_M)
    assert len(desk.steps) == 1
    QTest.mouseClick(editor.split_button, LEFT)
    assert len(desk.draft.shots[0].beats) == 5
    QTest.mouseClick(editor.add_button, LEFT)
    assert len(desk.draft.shots[0].beats) == 6


def test_enter_and_a_double_click_ask_for_the_inspector(editor: BeatsEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.inspector_asked) as told:
        press(editor, Key.Key_Return)
    assert told.args == ["s1", "b1"]
    with qtbot.waitSignal(editor.inspector_asked) as told:
        QTest.mouseDClick(editor.lane, LEFT, pos=middle(editor, 3).toPoint())
    assert told.args == ["s1", "b3"]


def test_an_edge_is_dragged_as_one_step(editor: BeatsEditor, desk: StepsDesk) -> None:
    start = seam(editor, 2)
    drag(editor.lane, start, start + QPointF(20, 0), QPointF(editor.scale.x(4.6), start.y()), drop=False)
    assert editor.stack.bubble.isVisible()
    assert len(desk.steps) == 1
    assert [card.seconds for card in editor.lane.cards] == [2.0, 2.5, 1.5, 2.0]
    QTest.mouseRelease(editor.lane, LEFT, pos=start.toPoint())
    assert lengths(desk) == [2.0, 2.5, 1.5, 2.0]
    assert len(desk.steps) == 2
    assert not editor.stack.bubble.isVisible()
    drag(editor.lane, seam(editor, 2), start, QPointF(editor.scale.x(7.9), start.y()))
    assert lengths(desk) == [2.0, 5.0, 0.5, 0.5]
    assert desk.draft.seconds == 8.0


def test_a_card_is_dragged_to_another_place(editor: BeatsEditor, desk: StepsDesk) -> None:
    drag(editor.lane, middle(editor, 1), middle(editor, 2), middle(editor, 3) + QPointF(30, 0))
    assert order(desk) == ["b2", "b3", "b1", "b4"]
    assert len(desk.steps) == 2
    assert editor.current == ("s1", "b1")
    desk.undo()
    assert order(desk) == ["b1", "b2", "b3", "b4"]


def test_escape_gives_a_gesture_up(editor: BeatsEditor, desk: StepsDesk) -> None:
    drag(editor.lane, middle(editor, 1), middle(editor, 3), drop=False)
    assert editor.lane.cards[0].beat_id == "b2"
    press(editor, Key.Key_Escape)
    assert editor.current == ("s1", "b1")
    assert [card.beat_id for card in editor.lane.cards] == ["b1", "b2", "b3", "b4"]
    QTest.mouseRelease(editor.lane, LEFT, pos=middle(editor, 3).toPoint())
    assert len(desk.steps) == 1


def test_a_card_is_dragged_into_another_shot(editor: BeatsEditor, desk: StepsDesk) -> None:
    desk.replace(many_beats())
    QApplication.processEvents()
    drag(editor.lane, middle(editor, 2), middle(editor, 4), QPointF(editor.scale.x(8.8), 40))
    assert order(desk) == ["b1", "b3"]
    assert "b2" in order(desk, 1)
    assert editor.current == ("s2", "b2")
    assert desk.draft.seconds == 16.0


def test_links_are_chosen(editor: BeatsEditor, desk: StepsDesk) -> None:
    assert editor.link_menu() is None
    press(editor, Key.Key_Right)
    menu = editor.link_menu()
    assert menu is not None
    assert [action.isChecked() for action in menu.actions()].index(True) == 2
    menu.actions()[4].trigger()
    menu.deleteLater()
    assert desk.draft.shots[0].beats[1].link.type == "but"
    assert desk.draft.shots[0].beats[1].link.evidence
    press(editor, Key.Key_L, CTRL)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_the_menu_offers_every_step(editor: BeatsEditor, desk: StepsDesk) -> None:
    menu = editor.beat_menu()
    entries = [action for action in menu.actions() if not action.isSeparator()]
    assert len(entries) == 7
    assert all(action.isEnabled() for action in entries)
    entries[3].trigger()
    menu.deleteLater()
    assert len(desk.draft.shots[0].beats) == 5


def test_an_empty_draft_has_one_button(editor: BeatsEditor, desk: StepsDesk) -> None:
    desk.replace(last_loaf().replace(shots=()))
    assert editor.empty.isVisible()
    assert editor.empty.button is not None
    QTest.mouseClick(editor.empty.button, LEFT)
    assert not editor.empty.isVisible()
    assert lengths(desk) == [2.0]
    assert editor.current == ("s1", "b1")
    press(editor, Key.Key_Delete)
    assert editor.empty.isVisible()
    assert editor.current == ("", "")


def test_without_a_draft_nothing_can_be_done(still: None, qtbot: QtBot) -> None:
    desk = StepsDesk(last_loaf())
    editor = BeatsEditor(desk)
    qtbot.addWidget(editor)
    editor.show()
    assert editor.add_button.reason
    for step in (editor.add, editor.split, editor.merge, editor.remove, editor.duplicate, editor.inspect):
        step()
    editor.lengthen(1)
    editor.shift(1)
    assert len(desk.steps) == 1


def test_scrubbing_tells_the_time(editor: BeatsEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.time_changed) as told:
        QTest.mouseClick(editor.stack.ruler, LEFT, pos=QPointF(editor.scale.x(4.0), 10).toPoint())
    assert told.args[0] == pytest.approx(4.0, abs=0.02)
    assert editor.time == told.args[0]
    assert "04.0" in editor.time_label.text()


def test_ctrl_wheel_zooms(editor: BeatsEditor, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QWheelEvent

    before = editor.scale.pixels
    spot = QPointF(300, 20)
    turn = QWheelEvent(
        spot, QPointF(editor.lane.mapToGlobal(spot.toPoint())), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.lane, turn)
    assert editor.scale.pixels > before


def test_snap_is_chosen(editor: BeatsEditor, desk: StepsDesk) -> None:
    editor.set_snap(0.25)
    press(editor, Key.Key_BracketRight)
    assert lengths(desk)[0] == 2.25
    assert "0.25" in editor.snap_button.text()


def test_a_finding_stands_on_its_card(editor: BeatsEditor, desk: StepsDesk) -> None:
    draft = desk.draft
    compiled = _compiled(Finding(id="x", level="error", path="shots[s1].beats[b2].seconds"))
    editor.show_snapshot(Snapshot(draft=draft, compiled=compiled))
    assert [bool(card.fault) for card in editor.lane.cards] == [False, True, False, False]
    short = draft.shots[0].beats[0].replace(seconds=0.25)
    editor.show_snapshot(Snapshot(draft=draft.replace(shots=(draft.shots[0].replace(beats=(short,)),))))
    assert editor.lane.cards[0].fault


def test_beats_that_do_not_fit_are_all_seen(editor: BeatsEditor, desk: StepsDesk) -> None:
    desk.replace(desk.draft.replace(shots=(desk.draft.shots[0].replace(seconds=6.0),)))
    assert editor.lane.cards[-1].end == pytest.approx(6.0)
    assert editor.lane.cards[-1].fault
    assert not editor.lane.cards[0].fault


def test_undo_keeps_the_choice_near(editor: BeatsEditor, desk: StepsDesk) -> None:
    press(editor, Key.Key_End)
    press(editor, Key.Key_A)
    assert editor.current == ("s1", "b5")
    desk.undo()
    assert editor.current == ("s1", "b4")


def test_the_lanes_show_what_is_heard(editor: BeatsEditor, qtbot: QtBot) -> None:
    assert editor.sounds.blocks[0].text == "Rain on the awning, oven hum"
    assert len(editor.lines.blocks) == 2
    block = editor.lines.blocks[0]
    spot = QPointF(editor.scale.x(block.start) + 6, 8).toPoint()
    with qtbot.waitSignal(editor.chosen) as told:
        QTest.mouseClick(editor.lines, LEFT, pos=spot)
    assert told.args == ["s1", "b3"]
    assert editor.lines.accessibleDescription()


def test_the_playhead_repaints_no_lane(editor: BeatsEditor) -> None:
    editor.grab()
    before = [lane.paints for lane in editor.stack.lanes]
    for step in range(40):
        editor.set_time(step / 5)
        editor.grab()
    assert [lane.paints for lane in editor.stack.lanes] == before


def test_many_shots_in_a_long_draft(editor: BeatsEditor, desk: StepsDesk) -> None:
    beats = many_beats().shots[0].beats
    shots = tuple(Shot(id=f"s{n}", seconds=4.0, beats=beats) for n in range(1, 10))
    desk.replace(desk.draft.replace(shots=shots))
    assert len(editor.lane.cards) == 27
    editor.choose("s9", "b3")
    press(editor, Key.Key_Left)
    assert editor.current == ("s9", "b2")


def _compiled(*findings: Finding) -> Compiled:
    return Compiled(model="m", dialect="d", seconds=8.0, text="", spans=(), parts=(), findings=findings)


def test_a_line_that_does_not_fit_is_tinted_from_where_it_runs_over(editor: BeatsEditor, desk: StepsDesk) -> None:
    words = " ".join(["sail"] * 30)
    for beat, hue in (("b3", "warn"), ("b4", "error")):
        desk.show(Snapshot(draft=_saying(desk, beat, words)))
        block = next(each for each in editor.lines.blocks if words in each.text)
        assert block.spill_hue == hue
        assert block.end <= 8.0
        # most of thirty words have no room: most of the bar is tinted
        assert (block.end - block.spill) / (block.end - block.start) > 0.6


def test_a_line_that_nothing_is_left_for_is_seen_all_the_same(editor: BeatsEditor, desk: StepsDesk) -> None:
    draft = _saying(desk, "b4", " ".join(["sail"] * 60))
    desk.show(Snapshot(draft=draft))
    last = draft.shots[0].beats[3]
    more = last.replace(lines=(*last.lines, last.lines[0].replace(id="l9", text="And now this.")))
    shot = draft.shots[0].replace(beats=(*draft.shots[0].beats[:3], more))
    desk.show(Snapshot(draft=draft.replace(shots=(shot,))))
    block = next(each for each in editor.lines.blocks if "And now this." in each.text)
    assert block.end - block.start >= 0.5
    assert block.spill_hue == "error"
    assert block.spill == block.start


def _saying(desk: StepsDesk, beat_id: str, words: str) -> Draft:
    """The draft with other words in the line of a beat."""
    shot = desk.draft.shots[0]
    beats = tuple(
        beat.replace(lines=(beat.lines[0].replace(text=words),)) if beat.id == beat_id else beat for beat in shot.beats
    )
    changed: Draft = desk.draft.replace(shots=(shot.replace(beats=beats),))
    return changed


def test_a_beat_is_framed_anew_by_a_camera_key_at_its_start(editor: BeatsEditor, desk: StepsDesk, qtbot: QtBot) -> None:
    before = len(desk.draft.shots[0].keys)
    press(editor, Key.Key_Right)
    with qtbot.waitSignal(editor.camera_asked) as told:
        press(editor, Key.Key_C)
    made = next(key for key in desk.draft.shots[0].keys if key.id == told.args[1])
    assert (told.args[0], made.t) == ("s1", 2.0)
    assert len(desk.draft.shots[0].keys) == before + 1
    steps = len(desk.steps)
    with qtbot.waitSignal(editor.camera_asked) as told:
        press(editor, Key.Key_C)
    assert told.args[1] == made.id
    assert len(desk.steps) == steps


def test_a_name_from_right_to_left_does_not_turn_the_words_round_it(editor: BeatsEditor, desk: StepsDesk) -> None:
    draft = desk.draft
    cast = tuple(each.replace(label="مريم") if each.id == "marta" else each for each in draft.cast)
    desk.replace(draft.replace(cast=cast))
    assert plain(desk.draft, "{cast:marta} traps the coin") == "\u2068مريم\u2069 traps the coin"
    assert plain(desk.draft, "{cast:teo} waits") == "Teo waits"
    assert any(card.action.startswith("\u2068مريم\u2069 sets") for card in editor.lane.cards)
    assert not editor.grab().isNull()
