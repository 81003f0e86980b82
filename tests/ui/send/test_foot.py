"""The foot says what a take costs and why, states why a button is off with a way out, and asks before paying twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.job import Message
from tests.ui.send.conftest import Shown
from ui.panels.send import foot as send_foot

COMMANDS = [("command", "generate")]


@pytest.fixture
def reached(panel: Shown) -> Shown:
    """Send with a connection to its target."""
    panel.show_snapshot(panel.desk.snapshot.replace(why_not_generate=None))
    return panel


def test_the_sum_its_source_and_the_price_on_the_button(panel: Shown) -> None:
    foot = panel.foot
    assert foot.sum.text() == "8 s × $0.126, 720p with sound"
    assert foot.source.text() == "Kling price list of September 2026, checked 22 Nov 2026"
    assert foot.generate.text() == "Generate for $1.01"


def test_silence_and_a_higher_resolution_are_in_the_sum(panel: Shown) -> None:
    panel.edit("frame.audio", "off")
    panel.edit("frame.resolution", "1080p")
    assert panel.foot.sum.text() == "8 s × $0.112, 1080p silent"


def test_rehearse_is_on_and_tells_the_window(panel: Shown) -> None:
    panel.foot.rehearse.click()
    assert panel.said == [("command", "rehearse")]
    assert panel.foot.rehearse.isEnabled()


def test_without_a_connection_one_can_be_made(panel: Shown) -> None:
    foot = panel.foot
    assert not foot.generate.isEnabled()
    assert foot.generate.reason == "No connection to Kling 3.0 yet. Its own page takes copied words."
    foot.reason.way_out.emit()
    assert panel.said == [("connect", "kling")]


def test_a_retired_model_says_its_day_and_leads_to_the_picker(panel: Shown) -> None:
    panel.desk.set_aim("openai/sora-2")
    panel.tell()
    assert panel.foot.generate.reason == "Sora 2 closed on 24 Sep 2026. The form still works."
    assert panel.target.second == "Closed on 24 Sep 2026"
    panel.foot.reason.way_out.emit()
    assert panel.picker.isVisible()
    panel.picker.hide()


def test_a_model_nobody_describes_leads_to_the_picker(panel: Shown) -> None:
    panel.edit("aim", "acme/one")
    assert "acme/one" in panel.foot.generate.reason
    assert panel.target.title == "acme/one"
    panel.foot.reason.way_out.emit()
    assert panel.picker.isVisible()
    panel.picker.hide()


def test_without_a_length_neither_can_be_made(panel: Shown) -> None:
    panel.edit("shots[s1].seconds", 0.0)
    assert panel.foot.rehearse.reason == "The draft has no length. Give a shot some seconds."
    assert not panel.foot.generate.isEnabled()


def test_without_a_draft_both_are_off(panel: Shown) -> None:
    panel.desk.close_draft()
    panel.tell()
    assert panel.foot.rehearse.reason == panel.foot.generate.reason == "No draft is open."


def test_findings_in_the_way_lead_to_the_first_of_them(panel: Shown) -> None:
    from tests.ui.send.test_findings import FINDINGS

    snapshot = panel.desk.snapshot
    assert snapshot.compiled is not None
    why = Message(id="why_not.errors", args={"n": 1})
    compiled = snapshot.compiled.replace(findings=FINDINGS)
    panel.show_snapshot(snapshot.replace(compiled=compiled, why_not_generate=why))
    assert panel.foot.generate.reason == "One finding stands in the way."
    panel.foot.reason.way_out.emit()
    assert panel.said == [("chosen", "shots[s1].seconds")]


def test_a_press_tells_the_window_and_the_button_is_back_at_once(reached: Shown) -> None:
    reached.foot.generate.click()
    assert reached.said == COMMANDS
    assert reached.foot.generate.isEnabled()
    assert not reached.foot.generate.busy


def test_a_second_press_at_once_asks_first(reached: Shown) -> None:
    foot = reached.foot
    foot.generate.click()
    foot.generate.click()
    assert reached.said == COMMANDS
    assert foot.question.isVisible()
    assert foot.question.words.text() == "Another take?"
    assert foot.question.yes.hasFocus()
    QTest.keyClick(foot.question.yes, Qt.Key.Key_Space)
    assert reached.said == COMMANDS * 2
    assert not foot.question.isVisible()


def test_escape_takes_the_question_back(reached: Shown) -> None:
    foot = reached.foot
    foot.generate.click()
    foot.generate.click()
    QTest.keyClick(foot.question.yes, Qt.Key.Key_Escape)
    assert reached.said == COMMANDS
    assert foot.generate.hasFocus()


def test_a_later_press_does_not_ask(reached: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(send_foot, "AGAIN_MS", 0)
    reached.foot.generate.click()
    reached.foot.generate.click()
    assert reached.said == COMMANDS * 2


def test_the_keys_of_the_window_press_the_same_buttons(reached: Shown) -> None:
    reached.press("generate")
    reached.press("generate")
    assert reached.said == COMMANDS
    assert reached.foot.question.isVisible()


def test_an_off_button_does_nothing_by_key_either(panel: Shown) -> None:
    panel.press("generate")
    assert panel.said == []


def test_an_unknown_price_is_confirmed_once(panel: Shown) -> None:
    panel.desk.set_aim("openai-videos/Wan-AI/Wan2.2-T2V-A14B-Diffusers")
    panel.show_snapshot(panel.desk.snapshot.replace(why_not_generate=None))
    foot = panel.foot
    assert foot.generate.text() == "Generate, price unknown"
    foot.generate.click()
    assert panel.said == []
    assert panel.sheet.isVisible()
    panel.sheet.yes.click()
    assert panel.said == COMMANDS
    assert not panel.sheet.isVisible()


def test_a_reason_that_appears_takes_the_question_away(reached: Shown) -> None:
    reached.foot.generate.click()
    reached.foot.generate.click()
    reached.tell()
    assert not reached.foot.question.isVisible()
    assert reached.foot.reason.isVisible()


def test_words_scroll_and_the_foot_stays(panel: Shown) -> None:
    panel.edit("place.setting", "A very long place. " * 80)
    for size in ((364, 652), (332, 560), (480, 1100)):
        panel.resize(*size)
        QApplication.processEvents()
        foot = panel.foot
        assert foot.geometry().bottom() == panel.height() - 1
        assert foot.generate.mapTo(panel, foot.generate.rect().bottomRight()).x() < size[0]
        assert panel.words.text.verticalScrollBar().maximum() > 0
        assert panel.words.height() > 180


def test_what_the_words_leave_over_is_for_what_stands_in_the_way(panel: Shown) -> None:
    panel.resize(420, 1500)
    QApplication.processEvents()
    panel.tell()
    QApplication.processEvents()
    assert panel.words.text.verticalScrollBar().maximum() == 0
    assert panel.remarks.verticalScrollBar().maximum() == 0
    panel.resize(420, 700)
    QApplication.processEvents()
    assert panel.remarks.height() <= 0.42 * 700


def test_several_takes_are_wished_for_once(reached: Shown) -> None:
    foot = reached.foot
    QTest.keyClick(foot.generate, Qt.Key.Key_Down)
    menu = foot.generate.popup
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "One take", "2 takes", "3 takes", "4 takes", "6 takes", "8 takes",
    ]  # fmt: skip
    assert [action.isChecked() for action in menu.actions()] == [True, *[False] * 5]
    menu.actions()[3].trigger()
    menu.hide()
    assert foot.generate.text() == "Generate 4 for $4.03"
    foot.generate.resize(110, 36)
    assert foot.generate._worded() == "4 for $4.03"
    foot.generate.resize(300, 36)
    assert foot.generate._worded() == foot.generate.text()
    foot.generate.click()
    assert reached.said == [("command", "generate 4")]
    assert foot.generate.text() == "Generate for $1.01"


def test_what_several_come_to_is_held_against_the_cap_and_said(reached: Shown) -> None:
    reached.desk.change_settings(cap_batch=3.0)
    foot = reached.foot
    foot.generate.takes = 4
    foot.generate.counted.emit()
    foot.generate.click()
    assert reached.said == []
    assert reached.sheet.said == [
        "Model: Kling 3.0.", "Price: 4 × $1.01 = $4.03.", "Today: $0.00 spent or held.",
        "4 takes come to $4.03; the cap for takes sent together is $3.00.",
        "Nothing was sent. Send fewer, or raise the cap in Settings.",
    ]  # fmt: skip
    foot.generate.takes = 2
    foot.generate.counted.emit()
    assert reached.sheet.isHidden()
