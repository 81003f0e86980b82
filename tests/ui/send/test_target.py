"""The target picker opens at once, tries every model, compares losses, and is worked by keys alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.send.conftest import Shown
from ui.panels.advice.banner import RetiredBanner
from ui.panels.advice.popup import AdvicePopup
from ui.panels.send.figures import day_words
from ui.panels.target.picker import TargetPicker
from ui.panels.target.rows import TargetRow


def _rows(picker: TargetPicker) -> list[TargetRow]:
    return [row for row in picker.rows.items if row.model is not None]


def _groups(picker: TargetPicker) -> list[str]:
    return [row.title for row in picker.rows.items if row.model is None]


def _tried(panel: Shown, qtbot: QtBot) -> TargetPicker:
    panel.open_targets()
    qtbot.waitUntil(lambda: panel.picker.tried and any(row.best for row in _rows(panel.picker)))
    return panel.picker


def _current(picker: TargetPicker) -> str:
    return picker.rows.key_at(picker.list.currentIndex())


def test_the_button_names_model_frame_and_way(panel: Shown) -> None:
    assert panel.target.title == "Kling 3.0"
    assert panel.target.chips == ("720p", "Sound on")
    assert panel.target.second == "Kling, not connected"


def test_it_opens_with_every_row_before_one_is_tried(panel: Shown) -> None:
    panel.open_targets()
    rows = _rows(panel.picker)
    wanted = {model.id for model in panel.desk.models() if model.provider != "animatic"}
    assert {row.key for row in rows} == wanted
    assert [row.key for row in rows if row.compiled is not None] == ["kling/kling-3.0"]
    assert _current(panel.picker) == "kling/kling-3.0"
    panel.picker.hide()


def test_every_row_says_what_is_kept_and_what_it_costs(panel: Shown, qtbot: QtBot) -> None:
    picker = _tried(panel, qtbot)
    for row in _rows(picker):
        assert row.kept
        assert row.price == "price unknown" or row.price.startswith("$")
        assert row.model is not None
        assert not row.price.startswith("$") or row.age == day_words(row.model.checked_on)
    assert any(row.price == "price unknown" for row in _rows(picker))
    assert sum(row.best for row in _rows(picker)) == 1
    picker.hide()


def test_retired_models_stay_in_a_group_of_their_own_with_their_date(panel: Shown, qtbot: QtBot) -> None:
    picker = _tried(panel, qtbot)
    assert _groups(picker) == ["In service", "Retired. The form still works; aim it elsewhere."]
    retired = [row for row in _rows(picker) if row.retired]
    assert [row.title for row in retired] == [row.title for row in _rows(picker)[-len(retired) :]]
    assert all(row.second == "Closed on 24 Sep 2026" for row in retired)
    assert not any(row.best for row in retired)
    picker.hide()


def test_typing_filters_and_enter_aims(panel: Shown, qtbot: QtBot) -> None:
    picker = _tried(panel, qtbot)
    QTest.keyClicks(picker.search, "3.0-omni")
    assert [row.key for row in _rows(picker)] == ["kling/kling-3.0-omni"]
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert not picker.isVisible()
    assert panel.desk.snapshot.draft is not None
    assert panel.desk.snapshot.draft.aim == "kling/kling-3.0-omni"
    panel.desk.undo()
    assert panel.desk.snapshot.draft.aim == "kling/kling-3.0"


def test_a_name_nothing_has_says_so(panel: Shown, qtbot: QtBot) -> None:
    picker = _tried(panel, qtbot)
    QTest.keyClicks(picker.search, "zzz")
    assert not _rows(picker)
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.isVisible()
    picker.hide()


def test_arrows_walk_over_the_names_of_groups(panel: Shown, qtbot: QtBot) -> None:
    picker = _tried(panel, qtbot)
    seen = [_current(picker)]
    for _ in range(30):
        QTest.keyClick(picker.search, Qt.Key.Key_Down)
        seen.append(_current(picker))
    keys = [row.key for row in _rows(picker)]
    assert seen[-1] == keys[-1]
    assert all(key in keys for key in seen)
    picker.hide()


def test_losses_now_and_then_lie_side_by_side(panel: Shown, qtbot: QtBot) -> None:
    picker = _tried(panel, qtbot)
    assert not picker.then.isVisible()
    picker.walk(1 if _current(picker) == _rows(picker)[0].key else -1)
    other = next(row for row in _rows(picker) if row.key == _current(picker))
    assert picker.now.title.text() == "Now: Kling 3.0"
    assert picker.then.title.text() == f"Then: {other.title}"
    assert other.compiled is not None
    assert len(picker.then.rows) == min(4, len(other.compiled.losses))
    picker.hide()


def test_escape_empties_the_search_then_closes(panel: Shown, qtbot: QtBot) -> None:
    picker = _tried(panel, qtbot)
    QTest.keyClicks(picker.search, "kling")
    QTest.keyClick(picker.search, Qt.Key.Key_Escape)
    assert picker.isVisible()
    assert picker.search.text() == ""
    QTest.keyClick(picker.search, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not picker.isVisible()


def test_nothing_is_tried_after_it_closed(panel: Shown, qtbot: QtBot) -> None:
    panel.open_targets()
    panel.picker.hide()
    for _ in range(5):
        QApplication.processEvents()
    assert not panel.picker.tried


def test_another_draft_is_tried_anew(panel: Shown, qtbot: QtBot) -> None:
    _tried(panel, qtbot).hide()
    panel.edit("look.mood", "grim")
    panel.open_targets()
    assert not panel.picker.tried
    panel.picker.hide()


def test_the_picker_opens_the_whole_advice(panel: Shown, qtbot: QtBot) -> None:
    panel.open_targets()
    panel.picker.advice.click()
    assert not panel.picker.isVisible()
    popup = panel.findChild(AdvicePopup)
    assert popup is not None
    qtbot.waitUntil(lambda: popup.advice is not None)
    popup.choose("openai/sora-2")
    popup.aim()
    assert panel.desk.snapshot.draft is not None
    assert panel.desk.snapshot.draft.aim == "openai/sora-2"


def test_a_closed_model_has_a_banner_until_the_draft_is_aimed_elsewhere(panel: Shown) -> None:
    assert panel.findChild(RetiredBanner) is None
    panel.edit("aim", "openai/sora-2")
    banner = panel.findChild(RetiredBanner)
    assert banner is not None
    assert banner.isVisible()
    assert banner.accessibleName().startswith("Sora 2 closed on 24 Sep 2026.")
    banner.button.click()
    popup = panel.findChild(AdvicePopup)
    assert popup is not None
    assert popup.order.value() == "kept"
    popup.close()
    panel.edit("aim", "kling/kling-3.0")
    assert not banner.isVisible()


def test_a_mouse_that_rests_over_the_list_chooses_nothing(panel: Shown, qtbot: QtBot) -> None:
    picker = _tried(panel, qtbot)
    QCursor.setPos(picker.mapToGlobal(picker.rect().center()))
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    chosen = _current(picker)
    picker.list.entered.emit(picker.rows.index(len(picker.rows.items) - 1))
    assert _current(picker) == chosen
    QCursor.setPos(QCursor.pos() + QPoint(3, 3))
    picker.list.entered.emit(picker.rows.index(len(picker.rows.items) - 1))
    assert _current(picker) == _rows(picker)[-1].key
    picker.hide()
