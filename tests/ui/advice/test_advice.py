"""The advice over the window: a ranking with reasons, what is lost by line, one press and one undo step to aim."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from ui.kit.labels import Label
from ui.panels.advice.banner import RetiredBanner
from ui.panels.advice.popup import AdvicePopup
from ui.panels.advice.rows import AdviceRow


def rows(popup: AdvicePopup) -> list[AdviceRow]:
    return [row for row in popup.rows.items if row.model is not None]


def groups(popup: AdvicePopup) -> list[str]:
    return [row.title for row in popup.rows.items if row.model is None]


def said(widget: QWidget) -> list[str]:
    """Every sentence a widget shows, once what was put into it has come up."""
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(Label) if not label.isHidden() and label.text()]


def aim(desk: Desk) -> str:
    draft = desk.snapshot.draft
    assert draft is not None
    return draft.aim


@pytest.fixture
def opened(popup: AdvicePopup, qtbot: QtBot) -> Iterator[AdvicePopup]:
    """Open over a window, with every model tried."""
    window = QWidget()
    window.resize(1200, 800)
    window.show()
    popup.open_over(window)
    qtbot.waitUntil(lambda: popup.advice is not None)
    yield popup
    popup.close()
    window.close()
    window.deleteLater()


def test_it_opens_before_anything_is_tried_and_says_what_it_does(popup: AdvicePopup) -> None:
    popup.fill()
    assert popup.advice is None
    assert not popup.ready
    assert rows(popup) == []
    popup.try_next()
    assert popup.busy.text().startswith("Trying ")


def test_every_living_model_is_ranked_and_the_closed_ones_stand_last_with_their_day(
    opened: AdvicePopup, desk: Desk
) -> None:
    shown = rows(opened)
    assert {row.key for row in shown} == {model.id for model in desk.models() if model.provider != "animatic"}
    assert groups(opened) == ["Fits", "Cannot make it as written", "Closed"]
    assert [row.second for row in shown if row.verdict is None] == ["Closed on 24 Sep 2026"] * 2
    fitting = [row.verdict.score for row in shown if row.verdict is not None and row.fits]
    assert fitting == sorted(fitting, reverse=True)
    assert [row.praise for row in shown if row.praise] == ["Best fit"]
    assert shown[0].praise
    assert next(row for row in shown if row.current).key == "kling/kling-3.0"
    assert all(row.second for row in shown if not row.fits)


def test_the_first_is_looked_at_with_reasons_and_what_was_counted(opened: AdvicePopup) -> None:
    assert opened.advice is not None
    assert opened.chosen == opened.advice.ranking[0].model.id
    assert "3 causes (because, so, but)" in opened.signs.text()
    assert opened.lean.accessibleName() == f"Story {opened.advice.story:g}, Motion 0"
    texts = said(opened.detail)
    assert "Why" in texts
    assert any("3 beats follow from what came before" in text for text in texts)
    assert "What becomes of it there" in texts


def test_a_model_that_is_out_says_why_and_a_closed_one_what_is_lost(opened: AdvicePopup) -> None:
    out = next(row for row in rows(opened) if row.verdict is not None and not row.fits)
    opened.choose(out.key)
    assert "Why not" in said(opened.detail)
    opened.choose("openai/sora-2")
    assert opened.detail.second.text() == "Closed on 24 Sep 2026"
    assert any("may time it differently" in row.accessibleName() for row in opened.detail.lines)
    kept = [row.accessibleName() for row in opened.detail.lines if row.accessibleName().startswith("kept")]
    assert kept == ["kept: Sound: The sounds go over as written. Not so at the present aim."]


def test_kept_lines_are_folded_until_they_are_asked_for(opened: AdvicePopup) -> None:
    opened.choose("openai/sora-2")
    few = len(opened.detail.lines)
    assert opened.detail.kept.text().startswith("Show what is kept (")
    opened.detail.kept.click()
    assert len(opened.detail.lines) > few
    assert any(row.accessibleName().startswith("kept: ") for row in opened.detail.lines)
    opened.detail.kept.click()
    assert len(opened.detail.lines) == few


def test_what_the_present_aim_loses_too_is_said_so(opened: AdvicePopup) -> None:
    opened.choose("kling/kling-3.0-omni")
    told = [row.accessibleName() for row in opened.detail.lines]
    assert told
    assert all(text.endswith(" As now.") for text in told)
    opened.choose("kling/kling-3.0")
    assert not any("As now." in row.accessibleName() for row in opened.detail.lines)


def test_aim_here_is_one_undo_step_and_the_draft_is_as_it_was_after_it(opened: AdvicePopup, desk: Desk) -> None:
    before = desk.snapshot.draft
    heard: list[str] = []
    opened.aimed.connect(heard.append)
    opened.choose("openai/sora-2")
    opened.detail.aim.click()
    assert aim(desk) == "openai/sora-2"
    assert heard == ["openai/sora-2"]
    assert not opened.isVisible()
    desk.undo()
    assert desk.snapshot.draft == before


def test_the_keyboard_alone_walks_and_aims(opened: AdvicePopup, desk: Desk) -> None:
    second = rows(opened)[1].key
    opened.list.setFocus()
    QTest.keyClick(opened.list, Qt.Key.Key_Down)
    assert opened.chosen == second
    QTest.keyClick(opened.list, Qt.Key.Key_Return)
    assert aim(desk) == second


def test_the_present_aim_cannot_be_aimed_at_again_and_says_so(opened: AdvicePopup) -> None:
    opened.choose("kling/kling-3.0")
    assert opened.detail.aim.reason == "It is aimed here already."
    opened.aim()
    assert opened.isVisible()


def test_a_choice_aims_and_changes_in_one_step_and_what_is_left_is_shown(
    popup: AdvicePopup, desk: Desk, qtbot: QtBot
) -> None:
    desk.new("product-half-turn")
    before = desk.snapshot.draft
    popup.fill()
    while not popup.ready:
        popup.try_next()
    popup.try_next()
    popup.choose("openai/sora-2")
    assert [button.text() for button in popup.detail.options] == [
        "Shorten to 4 s",
        "Stretch to 8 s",
        "Use 16:9",
        "Use 9:16",
    ]
    popup.detail.options[1].click()
    draft = desk.snapshot.draft
    assert draft is not None
    assert (draft.aim, draft.seconds) == ("openai/sora-2", 8.0)
    desk.undo()
    assert desk.snapshot.draft == before


def test_the_order_can_be_by_what_is_kept(opened: AdvicePopup) -> None:
    opened.order.set_value("kept")
    opened.order.chosen.emit("kept")
    assert opened.advice is not None
    lost = [row.verdict.lost for row in rows(opened) if row.verdict is not None and row.fits]
    assert lost == sorted(lost)
    assert rows(opened)[0].praise == "Keeps most"


def test_a_closed_aim_opens_it_by_what_is_kept(popup: AdvicePopup, desk: Desk, qtbot: QtBot) -> None:
    desk.set_aim("openai/sora-2")
    window = QWidget()
    popup.open_over(window)
    qtbot.waitUntil(lambda: popup.advice is not None)
    assert popup.order.value() == "kept"
    assert rows(popup)[0].fits
    popup.close()
    window.deleteLater()


def test_many_drafts_fast_counts_at_once(opened: AdvicePopup) -> None:
    assert opened.advice is not None
    before = opened.advice.motion
    opened.many.click()
    assert opened.advice is not None
    assert opened.advice.motion == before + 1


def test_a_line_leads_to_its_field(opened: AdvicePopup) -> None:
    heard: list[str] = []
    opened.visited.connect(heard.append)
    opened.choose("openai/sora-2")
    opened.detail.lines[0].setFocus()
    QTest.keyClick(opened.detail.lines[0], Qt.Key.Key_Return)
    assert len(heard) == 1
    assert not opened.isVisible()


def test_without_a_draft_there_is_nothing_to_advise(popup: AdvicePopup, desk: Desk) -> None:
    desk.close_draft()
    popup.fill()
    assert popup.ready
    assert rows(popup) == []
    assert popup.lean.accessibleName() == "Story, Motion"
    assert not popup.detail.isVisibleTo(popup)


def test_every_control_has_a_name(opened: AdvicePopup) -> None:
    controls = [each for each in opened.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    nameless = [type(each).__name__ for each in controls if each.isVisible() and not each.accessibleName()]
    texts = {type(each).__name__ for each in controls if getattr(each, "text", lambda: "")()}
    assert [name for name in nameless if name not in texts] == []


def test_the_keyboard_follows_the_eye(popup: AdvicePopup, desk: Desk) -> None:
    desk.new("product-half-turn")
    popup.fill()
    while not popup.ready:
        popup.try_next()
    popup.try_next()
    popup.choose("openai/sora-2")
    popup.show()
    detail = popup.detail
    wanted: list[QWidget] = [popup.many, detail.aim, *detail.options, *detail.lines, detail.kept]
    walked: list[QWidget] = []
    step = popup.list.nextInFocusChain()
    while step is not None and step is not popup.list:
        walked += [step] if step in wanted else []
        step = step.nextInFocusChain()
    assert walked == wanted


def test_nothing_of_it_is_read_before_it_is_asked_for() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, ui.windows.main; print([n for n in sys.modules if 'advi' in n])"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"


def test_the_banner_says_since_when_a_model_is_closed(desk: Desk, still: None, qtbot: QtBot) -> None:
    banner = RetiredBanner()
    qtbot.addWidget(banner)
    model = next(model for model in desk.models() if model.id == "openai/sora-2")
    banner.show_model(model)
    assert banner.accessibleName().startswith("Sora 2 closed on 24 Sep 2026.")
    with qtbot.waitSignal(banner.asked):
        banner.button.click()
