"""Findings and losses: errors first, a fix on the button, a place in words, and a way through them by key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.edit import Edit
from app.domain.finding import Finding, Fix, Level, Loss
from tests.ui.send.conftest import Shown
from ui.kit.rows import FindingRow
from ui.kit.strings import set_language
from ui.panels.send.findings_places import place_name
from ui.panels.send.losses import loss_sentence


def _finding(level: Level, path: str, title: str = "") -> Finding:
    fix = Fix(id="rename", edits=(Edit(op="set", path="title", value=title),)) if title else None
    return Finding(id=f"{level} at {path}", level=level, path=path, fix=fix)


FINDINGS = (
    _finding("hint", "ends.final_picture"),
    _finding("warning", "shots[s1].beats[b4].lines[l1].text"),
    _finding("error", "shots[s1].seconds", title="Shorter rescue"),
    _finding("hint", "look.mood"),
    _finding("warning", "place.setting"),
)


def _show(panel: Shown, *findings: Finding) -> None:
    snapshot = panel.desk.snapshot
    assert snapshot.compiled is not None
    panel.show_snapshot(snapshot.replace(compiled=snapshot.compiled.replace(findings=findings)))
    QApplication.processEvents()


def _said(panel: Shown) -> list[str]:
    return [row.sentence.text() for row in panel.findings.rows]


def test_errors_come_first_and_three_are_shown(panel: Shown) -> None:
    _show(panel, *FINDINGS)
    assert [text.split()[0] for text in _said(panel)] == ["error", "warning", "warning"]
    assert panel.findings.more.text() == "Show all 5"
    panel.findings.more.click()
    assert len(panel.findings.rows) == 5
    assert [count.accessibleName() for count in panel.findings.counts.values()] == [
        "One error",
        "2 warnings",
        "2 hints",
    ]


def test_a_day_is_told_as_everywhere_on_the_screen(panel: Shown) -> None:
    args = {"model": "Sora 2", "day": "2026-09-24"}
    _show(panel, Finding(id="retired", level="error", path="aim", args=args))
    assert "24 Sep 2026" in _said(panel)[0]


def test_none_is_said_with_a_tick(panel: Shown) -> None:
    _show(panel)
    assert panel.findings.none.isVisible()
    _show(panel, FINDINGS[0])
    assert not panel.findings.none.isVisible()


def test_the_button_applies_the_fix_as_one_step(panel: Shown) -> None:
    _show(panel, *FINDINGS)
    panel.findings.rows[0].fix.click()
    assert panel.desk.snapshot.draft is not None
    assert panel.desk.snapshot.draft.title == "Shorter rescue"
    panel.desk.undo()
    assert panel.desk.snapshot.draft.title != "Shorter rescue"


def test_without_a_fix_the_button_goes_to_the_field(panel: Shown) -> None:
    _show(panel, FINDINGS[0])
    panel.findings.rows[0].fix.click()
    assert panel.said == [("chosen", "ends.final_picture")]


def test_a_press_on_the_row_goes_to_its_place(panel: Shown) -> None:
    _show(panel, *FINDINGS)
    QTest.mouseClick(panel.findings.rows[0], Qt.MouseButton.LeftButton)
    assert panel.said == [("chosen", "shots[s1].seconds")]


def test_keys_walk_all_findings_round_and_back(panel: Shown) -> None:
    _show(panel, *FINDINGS)
    seen = []
    for _ in range(6):
        assert panel.focus_next_finding(1)
        seen.append(next(index for index, row in enumerate(panel.findings.rows) if row.hasFocus()))
    assert seen == [0, 1, 2, 3, 4, 0]
    panel.focus_next_finding(-1)
    assert panel.findings.rows[4].hasFocus()


def test_the_finding_in_focus_is_in_view(panel: Shown) -> None:
    _show(panel, *FINDINGS)
    for _ in range(5):
        panel.focus_next_finding(1)
        QApplication.processEvents()
    row = panel.findings.rows[4]
    top = row.mapTo(panel.remarks, row.rect().topLeft()).y()
    assert -1 <= top <= panel.remarks.height() - 20


def test_enter_applies_the_fix_of_the_finding_in_focus(panel: Shown) -> None:
    _show(panel, *FINDINGS)
    panel.focus_next_finding(1)
    QTest.keyClick(panel.findings.rows[0], Qt.Key.Key_Return)
    assert panel.desk.snapshot.draft is not None
    assert panel.desk.snapshot.draft.title == "Shorter rescue"


def test_a_row_that_only_says_something_new_stays_the_same_row(panel: Shown) -> None:
    _show(panel, *FINDINGS)
    row = panel.findings.rows[0]
    panel.focus_next_finding(1)
    _show(panel, *(each.replace(id="now longer") if each.level == "error" else each for each in FINDINGS))
    assert panel.findings.rows[0] is row
    assert row.hasFocus()
    assert row.sentence.text() == "now longer"


def test_a_finding_that_is_mended_leaves_only_its_row(panel: Shown) -> None:
    _show(panel, *FINDINGS)
    second, third = panel.findings.rows[1:3]
    _show(panel, *(each for each in FINDINGS if each.level != "error"))
    assert panel.findings.rows[:2] == [second, third]
    assert _said(panel) == ["warning at shots[s1].beats[b4].lines[l1].text", "warning at place.setting",
                            "hint at ends.final_picture"]  # fmt: skip
    QTest.mouseClick(third, Qt.MouseButton.LeftButton)
    assert panel.said == [("chosen", "place.setting")]


def test_walking_the_findings_cuts_no_head_through(panel: Shown) -> None:
    _show(panel, *FINDINGS)
    panel.resize(332, 560)
    QApplication.processEvents()
    bar, inner = panel.remarks.verticalScrollBar(), panel.findings
    seen = []
    for step in (1, 1, -1):
        assert panel.focus_next_finding(step)
        first = panel.findings.rows[0].y() + inner.y()
        seen.append(bar.value())
        assert bar.value() == 0 or bar.value() >= first
    assert seen[0] == seen[2] == 0


def test_there_is_nothing_to_walk_where_nothing_stands_in_the_way(panel: Shown) -> None:
    _show(panel)
    assert not panel.focus_next_finding(1)


PLACES = {
    "shots[s1].beats[b4].lines[l1].text": "Beat 4, Lines",
    "shots[s1].beats[b2].link.evidence": "Beat 2, We see",
    "shots[s1].keys[k2].framing.size": "Key 2, Shot size",
    "cast[maren].wardrobe": "Maren",
    "place.props[cup].state": "Teacup",
    "look.mood": "Mood",
    "shots[s1]": "Shot 1",
}


def test_places_are_named_as_people_say_them(panel: Shown) -> None:
    snapshot = panel.desk.snapshot
    for path, name in PLACES.items():
        assert place_name(snapshot.draft, snapshot.template, path).startswith(name)


def test_places_are_named_in_the_language_that_is_shown_now(panel: Shown) -> None:
    snapshot = panel.desk.snapshot
    assert place_name(snapshot.draft, snapshot.template, "look.mood") == "Mood"
    set_language("zh")
    try:
        assert place_name(snapshot.draft, snapshot.template, "look.mood") != "Mood"
    finally:
        set_language("en")


def test_losses_are_counted_and_led_back_to_their_field(panel: Shown) -> None:
    compiled = panel.desk.snapshot.compiled
    assert compiled is not None
    assert len(panel.losses.rows) == len(compiled.losses)
    touched = {path for loss in compiled.losses for path in loss.args["paths"]}
    assert panel.losses.count.text() == f"{len(touched)} of {compiled.parts_of_draft} parts"
    QTest.mouseClick(panel.losses.rows[0], Qt.MouseButton.LeftButton)
    assert panel.said == [("chosen", compiled.losses[0].path)]


def test_no_loss_is_said(panel: Shown) -> None:
    snapshot = panel.desk.snapshot
    assert snapshot.compiled is not None
    panel.show_snapshot(snapshot.replace(compiled=snapshot.compiled.replace(losses=())))
    assert panel.losses.kept.isVisible()
    assert panel.losses.count.text() == ""


def test_a_loss_without_words_of_its_own_names_its_field() -> None:
    assert loss_sentence(Loss(id="unheard_of", level="dropped", path="look.era")) == "look.era"


def test_rows_that_were_let_go_are_used_again(panel: Shown) -> None:
    _show(panel, FINDINGS[4])
    row = panel.findings.rows[0]
    _show(panel)
    assert not row.isVisible()
    _show(panel, FINDINGS[1])
    assert panel.findings.rows == [row]
    assert _said(panel) == [FINDINGS[1].id]
    assert row.place.text() == place_name(panel.desk.snapshot.draft, panel.desk.snapshot.template, FINDINGS[1].path)
    panel.findings.rows[0].visited.emit()
    assert panel.said == [("chosen", FINDINGS[1].path)]


def test_losses_follow_the_words_a_moment_after_an_edit(panel: Shown, qtbot: QtBot) -> None:
    panel.desk.edit("look.medium", "hand-drawn film")
    snapshot = panel.desk.snapshot
    assert snapshot.compiled is not None
    changed = snapshot.replace(compiled=snapshot.compiled.replace(losses=()))
    rows = panel.losses.rows
    assert rows
    panel.follow(changed)
    assert panel.losses.rows is rows
    qtbot.waitUntil(lambda: not panel.losses.rows)


class Asked(QObject):
    """Counts how often a widget is asked to lay itself out anew."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.times = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.LayoutRequest
        return False


def test_other_figures_in_a_sentence_lay_nothing_out_anew(panel: Shown, qtbot: QtBot) -> None:
    _show(panel, FINDINGS[4])
    row = panel.findings.rows[0]
    heard = Asked(row)
    row.sentence.setText("The beat has 131 words.")
    QApplication.processEvents()
    heard.times = 0
    row.sentence.setText("The beat has 132 words.")
    QApplication.processEvents()
    assert heard.times == 0
    row.sentence.setText("Much more is to be said of this beat than there was room for in the line that stood here.")
    QApplication.processEvents()
    assert heard.times
    qtbot.waitUntil(lambda: row.sentence.height() == row.sentence.heightForWidth(row.sentence.width()) > 20)


def test_rows_are_made_ready_while_nobody_types(panel: Shown, qtbot: QtBot) -> None:
    _show(panel, FINDINGS[4])
    qtbot.waitUntil(lambda: len(panel.findings.findChildren(FindingRow)) >= 1 + 2 * 3)
    ready = set(panel.findings.findChildren(FindingRow))
    _show(panel, *FINDINGS[2:])
    assert set(panel.findings.rows) <= ready
    assert _said(panel) == [FINDINGS[2].id, FINDINGS[4].id, FINDINGS[3].id]
    assert all(row.isVisible() for row in panel.findings.rows)
