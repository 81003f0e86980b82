"""What only the aimed model has is set in the window, by keys alone; the payload follows, and undo takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.draft import Draft
from app.domain.model import ModelOption
from tests.ui.send.conftest import Shown
from ui.kit.choices import Switch
from ui.kit.inputs import Choice, NumberInput
from ui.panels.send.panel import SendPanel
from ui.panels.target.options import OptionsPopup, OptionsRow, differing, edit_for
from ui.panels.target.specimens import EVERY, GUIDE, STEPS, aimed

Key = Qt.Key


def _draft(panel: Shown) -> Draft:
    draft = panel.desk.snapshot.draft
    assert draft is not None
    return draft


def _aim(panel: Shown, model_id: str) -> None:
    panel.desk.set_aim(model_id)
    panel.tell()


def _opened(panel: Shown) -> OptionsPopup:
    """Open the options from the quiet row, as the keyboard does."""
    assert panel.options is not None
    panel.options.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(panel.options, Key.Key_Return)
    popup = panel.findChild(OptionsPopup)
    assert popup is not None
    assert popup.isVisible()
    return popup


def _focused(popup: OptionsPopup) -> QWidget:
    focused = popup.focusWidget()
    assert focused is not None
    return focused


def test_a_model_without_options_has_no_row(panel: Shown) -> None:
    _aim(panel, "fal/kling-4.0")
    assert panel.desk.snapshot.model is not None
    assert not panel.desk.snapshot.model.options
    assert panel.options is not None
    assert not panel.options.isVisible()
    assert panel.open_options() is None


def test_a_switch_is_turned_by_the_keyboard_and_the_payload_says_so(panel: Shown) -> None:
    assert panel.options is not None
    assert panel.options.text() == "Options"
    assert "Watermark" in panel.options.accessibleDescription()
    popup = _opened(panel)
    switch = _focused(popup)
    assert isinstance(switch, Switch)
    assert switch.accessibleName() == "Watermark"
    QTest.keyClick(switch, Key.Key_Space)
    assert _draft(panel).options == {"kling/kling-3.0": {"watermark": True}}
    panel.tell()
    compiled, model = panel.desk.snapshot.compiled, panel.desk.snapshot.model
    assert compiled is not None
    assert model is not None
    assert compiled.parameters["watermark"] is True
    panel.words.set_tab(2)
    assert "watermark" in panel.words.payload.text.toPlainText()
    assert panel.options.text() == "Options, one changed"
    QTest.keyClick(popup, Key.Key_Escape)
    QApplication.processEvents()
    assert panel.findChild(OptionsPopup) is None


def test_undo_takes_it_back_and_the_row_counts_again(panel: Shown) -> None:
    popup = _opened(panel)
    QTest.keyClick(_focused(popup), Key.Key_Space)
    panel.desk.undo()
    panel.tell()
    assert _draft(panel).options == {}
    assert panel.options is not None
    assert panel.options.text() == "Options"
    shown = popup.controls["watermark"]
    assert isinstance(shown, Switch)
    assert not shown.isChecked()
    popup.hide()


def test_back_at_the_rows_default_nothing_is_left_in_the_draft(panel: Shown) -> None:
    popup = _opened(panel)
    for _ in range(2):
        QTest.keyClick(_focused(popup), Key.Key_Space)
        panel.tell()
    assert _draft(panel).options == {}
    popup.hide()


def test_another_way_of_writing_writes_other_words_at_once(panel: Shown) -> None:
    _aim(panel, "openai/sora-2")
    before = panel.document
    popup = _opened(panel)
    choice = _focused(popup)
    assert isinstance(choice, Choice)
    assert [choice.itemText(row) for row in range(choice.count())] == ["Story beats", "Production brief"]
    QTest.keyClick(choice, Key.Key_Down)
    panel.tell()
    assert _draft(panel).options == {"openai/sora-2": {"words": "sora_brief"}}
    assert panel.document != before
    QTest.keyClick(choice, Key.Key_Tab)
    assert _focused(popup) is popup.controls["exact_timing"]
    QTest.keyClick(_focused(popup), Key.Key_Space)
    panel.tell()
    assert panel.options is not None
    assert panel.options.text() == "Options, 2 changed"
    popup.hide()


def test_aiming_elsewhere_keeps_what_was_set_and_says_what_is_not_sent(panel: Shown) -> None:
    popup = _opened(panel)
    QTest.keyClick(_focused(popup), Key.Key_Space)
    popup.hide()
    _, elsewhere = panel.desk.compile(_draft(panel), "openai/sora-2")
    assert [loss.level for loss in elsewhere.losses if loss.id == "option"] == ["dropped"]
    _aim(panel, "openai/sora-2")
    assert _draft(panel).options == {"kling/kling-3.0": {"watermark": True}}
    _aim(panel, "kling/kling-3.0")
    assert panel.options is not None
    assert panel.options.text() == "Options, one changed"


def _number(popup: OptionsPopup, option: ModelOption) -> NumberInput:
    found = popup.controls[option.name]
    assert isinstance(found, NumberInput)
    return found


def test_a_number_keeps_to_the_rows_limits_and_steps(qtbot: QtBot) -> None:
    popup = OptionsPopup(aimed(EVERY), EVERY)
    qtbot.addWidget(popup)
    edits: list[object] = []
    popup.edited.connect(edits.append)
    steps, guidance = _number(popup, STEPS), _number(popup, GUIDE)
    assert (steps.value(), steps.minimum(), steps.maximum()) == (30, 10, 50)
    QTest.keyClick(steps, Key.Key_Up)
    QTest.keyClick(guidance, Key.Key_Down)
    draft = aimed(EVERY)
    assert edits == [edit_for(draft, EVERY, STEPS, 31), edit_for(draft, EVERY, GUIDE, 4.0)]


def test_what_differs_is_counted_whatever_the_draft_says_of_other_models() -> None:
    assert differing(aimed(EVERY), EVERY) == 0
    assert differing(aimed(EVERY, steps=30, watermark=True, unheard_of="x"), EVERY) == 1
    elsewhere: Draft = aimed(EVERY).replace(options={"acme/one": {"watermark": True}})
    assert differing(elsewhere, EVERY) == 0


def test_the_row_opens_by_down_too(qtbot: QtBot) -> None:
    row = OptionsRow()
    qtbot.addWidget(row)
    with qtbot.waitSignal(row.clicked):
        QTest.keyClick(row, Key.Key_Down)


def test_in_a_window_the_row_comes_after_the_first_paint_and_costs_no_key_anything(panel: Shown) -> None:
    later = SendPanel(panel.desk, panel)
    later.follow(panel.desk.snapshot)
    assert later.findChild(OptionsRow) is None
    later.make_rest()
    row = later.options
    assert row is not None
    said: list[str] = []
    row.setText("as it was")
    panel.desk.edit("title", "Another name")
    later.show_snapshot(panel.desk.snapshot)
    said.append(row.text())
    panel.desk.edit("options[kling/kling-3.0].watermark", True)
    later.show_snapshot(panel.desk.snapshot)
    assert [*said, row.text()] == ["as it was", "Options, one changed"]
