"""The words panel shows exactly what is sent, knows where every phrase came from, and only touches what changed."""

from __future__ import annotations

import time
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import builds, integers, lists, sampled_from
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from app.domain.request import Span
from tests.golden.golden import SPOKEN, Spoken, page
from tests.ui.send.conftest import Shown
from ui.kit import theme
from ui.panels.words.blocks import Run, lay_out
from ui.panels.words.gutter import Gutter, section_name
from ui.panels.words.why import WhyPopup, reasons

BEAT = "shots[s1].beats[b1].action"
MODELS = ("kling/kling-3.0", "openai/sora-2", "fal/kling-4.0", "openai-videos/Wan-AI/Wan2.2-T2V-A14B-Diffusers")


def _run(panel: Shown, path: str) -> Run:
    return next(run for run in panel.words.text.shown.runs if run.path == path)


def _spot(panel: Shown, path: str) -> QPoint:
    """A point on the first sign of a field's phrase."""
    text = panel.words.text
    cursor = QTextCursor(text.document())
    cursor.setPosition(_run(panel, path).start + 1)
    return text.cursorRect(cursor).center() + QPoint(2, 0)


def _copied() -> str:
    return QApplication.clipboard().text()


def test_the_text_is_the_compiled_one_at_every_model(panel: Shown) -> None:
    for preset, model in product(("small-rescue", "heist-in-six", "slow-push-to-eyes"), MODELS):
        panel.desk.new(preset)
        panel.desk.set_aim(model)
        panel.tell()
        assert panel.desk.snapshot.compiled is not None
        assert panel.document == panel.desk.snapshot.compiled.text


def test_signs_beyond_the_first_plane_keep_every_place_true(panel: Shown) -> None:
    panel.edit("place.setting", "A stage with a 🎻 and a 𝄞 in neon")
    panel.edit(BEAT, "plays 🎻🎻 twice")
    assert panel.desk.snapshot.compiled is not None
    assert panel.document == panel.desk.snapshot.compiled.text
    run = _run(panel, BEAT)
    cursor = QTextCursor(panel.words.text.document())
    cursor.setPosition(run.start)
    cursor.setPosition(run.end, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "plays 🎻🎻 twice"


def test_many_edits_and_steps_back_end_with_the_same_words(panel: Shown) -> None:
    for number in range(12):
        panel.edit(BEAT, "counts " + "again " * number)
        panel.edit("look.mood", "" if number % 2 else "wry")
        if number % 3 == 2:
            panel.desk.undo()
            panel.tell()
        assert panel.desk.snapshot.compiled is not None
        assert panel.document == panel.desk.snapshot.compiled.text


def test_each_paragraph_carries_its_section(panel: Shown) -> None:
    heads = [section_name(block) for block in panel.words.text.shown.blocks if block.heads]
    assert heads == ["Place", "Cast", "Light", "Beats", "Camera", "Lines", "Sound", "Look", "Ending"]


def test_the_entries_of_a_shot_list_are_named_by_their_number(panel: Shown) -> None:
    panel.desk.new("heist-in-six")
    panel.tell()
    heads = [section_name(block) for block in panel.words.text.shown.blocks if block.section == "shot"]
    assert heads == [f"Shot {number}" for number in range(1, 7)]


def test_the_steps_of_one_whole_text_have_no_numbers_of_shots(panel: Shown) -> None:
    gutter = panel.words.text.findChildren(Gutter)[0]
    panel.desk.new("heist-in-six")
    panel.tell()
    assert "Shot 6" in gutter.names
    panel.desk.set_aim("fal/veo-3.1")
    panel.tell()
    assert [name for name in gutter.names if name.startswith("Shot")] == ["Shot"]


def test_the_words_of_another_aim_begin_at_their_beginning(panel: Shown) -> None:
    bar = panel.words.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    panel.edit(BEAT, "draws a line")
    assert bar.value() > 0
    panel.desk.set_aim("openai/sora-2")
    panel.tell()
    assert bar.value() == 0


def test_an_edit_leaves_the_other_paragraphs_alone(panel: Shown) -> None:
    document = panel.words.text.document()
    before = [document.findBlockByNumber(number).revision() for number in range(document.blockCount())]
    panel.edit(BEAT, "draws two pencil lines across the chart")
    after = [document.findBlockByNumber(number).revision() for number in range(document.blockCount())]
    changed = [number for number, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert changed == [3]


PIECES = ("He goes. ", "then ", " she looks", "\n", "end.\n", "\N{CLAPPER BOARD}. ", "; ")
SPANS = lists(
    builds(
        Span,
        text=sampled_from(PIECES),
        path=sampled_from(("", "look.mood", BEAT)),
        section=sampled_from(("look", "shot", "light")),
        track=sampled_from(("", "beat")),
        part=sampled_from((0, 1)),
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SPANS, SPANS, integers(0, 8), integers(0, 3))
def test_a_layout_that_goes_on_from_another_is_the_one_made_afresh(
    spans: list[Span], others: list[Span], place: int, gone: int
) -> None:
    before = lay_out(spans)
    changed = [*spans[:place], *others[:2], *spans[place + gone :]]
    assert lay_out(changed, before) == lay_out(changed)
    assert lay_out(spans, lay_out(changed, before)) == before


def test_marks_go_along_with_their_phrases(panel: Shown) -> None:
    last = "shots[s1].beats[b4].action"
    panel.light(last)
    for text in ("draws", "draws two pencil lines", "draws a line"):
        panel.edit(BEAT, text)
        # the words come first
        QApplication.processEvents()
        run = _run(panel, last)
        marks = panel.words.text.extraSelections()
        assert (run.start, run.end) in [(each.cursor.selectionStart(), each.cursor.selectionEnd()) for each in marks]


def test_equal_words_change_nothing(panel: Shown) -> None:
    revision = panel.words.text.document().revision()
    panel.edit("note", "for myself")
    assert panel.words.text.document().revision() == revision


def test_a_word_is_shown_within_a_frame(panel: Shown) -> None:
    panel.desk.new("heist-in-six")
    panel.tell()
    times = []
    for number in range(15):
        panel.desk.edit(BEAT, f"takes {number} soft steps")
        start = time.thread_time()
        panel.tell()
        times.append(time.thread_time() - start)
    assert sorted(times)[7] < 0.016


def test_selected_words_are_copied_as_they_are_sent(panel: Shown) -> None:
    assert panel.desk.snapshot.compiled is not None
    panel.words.text.selectAll()
    panel.words.text.copy()
    assert _copied() == panel.desk.snapshot.compiled.text


def test_pointing_at_a_phrase_names_its_field_and_lights_it(panel: Shown) -> None:
    text = panel.words.text
    text.point(text.run_under(_spot(panel, "place.setting")))
    assert panel.said == [("pointed", "place.setting")]
    assert {run.path for run in text.lit_runs} == {"place.setting"}
    QApplication.sendEvent(text.viewport(), QEvent(QEvent.Type.Leave))
    assert panel.said[-1] == ("pointed", "")
    assert not text.lit_runs


def test_the_pointer_over_a_phrase_points_at_it(panel: Shown) -> None:
    QTest.mouseMove(panel.words.text.viewport(), QPoint(3, 300))
    QTest.mouseMove(panel.words.text.viewport(), _spot(panel, "place.setting"))
    QApplication.processEvents()
    assert ("pointed", "place.setting") in panel.said


def test_a_click_goes_to_the_field(panel: Shown) -> None:
    viewport = panel.words.text.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=_spot(panel, "place.setting"))
    assert ("chosen", "place.setting") in panel.said


def test_words_of_the_dialect_lead_nowhere(panel: Shown) -> None:
    text = panel.words.text
    own = next(run for run in text.shown.runs if not run.path and run.end - run.start > 5)
    text.point(own)
    assert panel.said == []


def test_the_caret_points_and_enter_goes_there(panel: Shown) -> None:
    text = panel.words.text
    text.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(text, Qt.Key.Key_Right)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert panel.said == [("pointed", "place.setting"), ("chosen", "place.setting")]


def test_a_field_lights_everything_inside_it_and_comes_into_view(panel: Shown) -> None:
    text = panel.words.text
    panel.light("shots[s1].beats[b4].lines[l1]")
    paths = {run.path for run in text.lit_runs}
    assert paths == {f"shots[s1].beats[b4].lines[l1].{name}" for name in ("speaker", "delivery", "text")}
    assert text.verticalScrollBar().value() > 0
    assert 0 <= _spot(panel, "shots[s1].beats[b4].lines[l1].text").y() < text.viewport().height()
    panel.light("")
    assert not text.lit_runs


def test_words_longer_than_the_cap_are_counted_in_error_and_struck_through(panel: Shown) -> None:
    panel.edit("place.setting", "A very long place. " * 200)
    text = panel.words.text
    found = text.extraSelections()[-1]
    assert found.format.fontStrikeOut()
    assert found.cursor.selectionStart() == 3072
    assert "3,072" in panel.words.counter.text()
    assert panel.words.counter.color == "error.text"


def test_what_changed_flashes_once(panel: Shown, qtbot: QtBot) -> None:
    theme.theme().set_less_motion(False)
    panel.edit(BEAT, "draws two pencil lines")
    run = _run(panel, BEAT)
    assert panel.words.text.flashed == ((run.start, run.end),)
    qtbot.waitUntil(lambda: not panel.words.text.flashed)


def test_nothing_flashes_with_less_motion_or_in_another_draft(panel: Shown) -> None:
    panel.edit(BEAT, "draws two pencil lines")
    assert not panel.words.text.flashed
    theme.theme().set_less_motion(False)
    panel.desk.new("two-truths")
    panel.tell()
    assert not panel.words.text.flashed


def test_copying_takes_the_whole_text_and_says_so(panel: Shown) -> None:
    assert panel.desk.snapshot.compiled is not None
    panel.words.copy_button.click()
    assert _copied() == panel.desk.snapshot.compiled.text
    assert panel.words.counter.text() == "Copied"


def test_parts_have_a_card_each_with_its_own_copy(panel: Shown) -> None:
    panel.desk.new("heist-in-six")
    panel.tell()
    panel.words.set_tab(1)
    compiled = panel.desk.snapshot.compiled
    assert compiled is not None
    cards = panel.words.parts.cards
    assert [card.name.text() for card in cards] == [f"Shot {number}" for number in range(1, 7)]
    assert [card.text.toPlainText() for card in cards] == [part.text for part in compiled.parts]
    cards[2].copy.click()
    assert _copied() == compiled.parts[2].text
    assert cards[2].copy.text() == "Copied"


def test_the_camera_speaks_in_its_colour_in_parts(panel: Shown) -> None:
    panel.words.set_tab(1)
    text = panel.words.parts.cards[0].text
    run = next(run for run in text.shown.runs if run.track == "cam" and run.path)
    cursor = QTextCursor(text.document())
    cursor.setPosition(run.start + 1)
    assert cursor.charFormat().foreground().color() == theme.tokens().hue("cam").text


def test_parts_follow_an_edit_while_they_are_shown(panel: Shown) -> None:
    panel.words.set_tab(1)
    panel.edit(BEAT, "hums")
    assert "hums" in panel.words.parts.cards[0].text.toPlainText()


def test_the_payload_holds_the_words_in_readable_form(panel: Shown) -> None:
    panel.words.set_tab(2)
    shown = panel.words.payload.text.toPlainText()
    assert "Inside the wheelhouse" in shown
    assert '"resolution": "720p"' in shown


def test_without_a_draft_there_is_nothing_to_say(panel: Shown, desk: Desk) -> None:
    desk.close_draft()
    panel.tell()
    assert panel.words.empty.accessibleName() == "No draft is open"
    assert panel.words.empty.isVisible()
    assert not panel.words.counter.isVisible()


def test_why_this_order_explains_the_dialect(panel: Shown) -> None:
    panel.words.text.why.click()
    popup = next(each for each in QApplication.topLevelWidgets() if isinstance(each, WhyPopup))
    assert "a story begins with where it is" in popup.accessibleDescription()
    shown = [section for section, _ in popup.reasons]
    assert shown[:4] == ["place", "cast", "light", "beats"]
    popup.close()


@pytest.mark.parametrize("spoken", SPOKEN, ids=lambda spoken: spoken.folder)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_section_of_every_dialect_has_its_reason(
    spoken: Spoken, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled, _ = page(spoken, "two-truths")
    monkeypatch.setattr("app.strings._language", language)
    told = dict(reasons(compiled))
    assert list(told) == list(dict.fromkeys(span.section for span in compiled.spans))
    assert all(sentence and not sentence.startswith("why.") for sentence in told.values())
