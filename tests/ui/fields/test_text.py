"""Types, pastes, completes and composes in text fields, and watches what they tell and where the caret stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.fields.conftest import ALT, CTRL, Make, press, write
from ui.fields.specimens_draft import bakery
from ui.fields.text import ProseField, TextField

Key = Qt.Key
ACTION = "shots[s1].beats[b2].action"


def text_field(ear: object) -> TextField:
    field = getattr(ear, "field")  # noqa: B009
    assert isinstance(field, TextField)
    return field


def paste(field: TextField, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    field.input.insertFromMimeData(data)


def test_every_keystroke_is_told(make: Make) -> None:
    ear = make("text", "look.mood", "mood")
    field = text_field(ear)
    field.input.selectAll()
    write(field.input, "wry")
    assert ear.edited == [("look.mood", "w"), ("look.mood", "wr"), ("look.mood", "wry")]
    assert ear.value == field.value() == "wry"


def test_the_caret_stays_where_one_types(make: Make) -> None:
    ear = make("text", ACTION, "action")
    field = text_field(ear)
    field.input.put_caret(5)
    write(field.input, " short")
    assert ear.value == "stops short dusting her hands and looks up"
    assert field.input.caret() == 11
    told = len(ear.edited)
    field.set_value(ear.value, ear.draft)
    assert field.input.caret() == 11
    assert len(ear.edited) == told


def test_showing_another_value_tells_nothing(make: Make) -> None:
    ear = make("prose", "place.setting")
    ear.field.set_value("A quay.", bakery())
    assert ear.field.value() == "A quay."
    assert ear.edited == []


def test_enter_makes_a_line_only_in_prose(make: Make) -> None:
    one, several = make("text", "look.mood", "mood"), make("prose", "place.setting")
    field, prose = text_field(one), text_field(several)
    assert isinstance(prose, ProseField)
    press(field.input, Key.Key_Return)
    assert one.edited == []
    prose.input.put_caret(0)
    press(prose.input, Key.Key_Return)
    assert str(several.value).startswith("\nA narrow")


def test_it_grows_to_eight_lines_and_then_scrolls(make: Make) -> None:
    field = text_field(make("prose", "place.setting"))
    field.set_value("one", bakery())
    low = field.input.height()
    field.set_value("\n".join(["line"] * 5), bakery())
    middle = field.input.height()
    field.set_value("\n".join(["line"] * 8), bakery())
    tall = field.input.height()
    field.set_value("\n".join(["line"] * 30), bakery())
    assert low < middle < tall == field.input.height()
    assert field.input.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_tab_moves_on(make: Make) -> None:
    field = text_field(make("prose", "place.setting"))
    after = QLineEdit()
    field.window().layout().addWidget(after)  # type: ignore[union-attr]
    QApplication.processEvents()
    field.focus_input()
    assert field.input.hasFocus()
    press(field.input, Key.Key_Tab)
    assert after.hasFocus()


def test_undo_is_left_to_the_window(make: Make) -> None:
    ear = make("text", "look.mood", "mood")
    field = text_field(ear)
    write(field.input, "x")
    told = len(ear.edited)
    press(field.input, Key.Key_Z, CTRL)
    assert len(ear.edited) == told


def test_a_composition_is_not_broken(make: Make) -> None:
    ear = make("text", "look.mood", "mood")
    field = text_field(ear)
    field.set_value("", bakery())
    field.focus_input()
    QApplication.sendEvent(field.input, QInputMethodEvent("ni hao", []))
    assert ear.edited == []
    field.set_value("", bakery())
    assert field.input.textCursor().block().layout().preeditAreaText() == "ni hao"
    done = QInputMethodEvent()
    done.setCommitString("你好")
    QApplication.sendEvent(field.input, done)
    assert ear.edited == [("look.mood", "你好")]


def test_a_token_is_one_sign_to_the_caret(make: Make) -> None:
    ear = make("text", "shots[s1].beats[b4].action", "action")
    field = text_field(ear)
    assert field.value() == "traps the coin and pushes it back to {cast:teo}"
    assert "cast" not in field.input.toPlainText()
    field.input.put_caret(len(str(field.value())))
    press(field.input, Key.Key_Backspace)
    assert ear.value == "traps the coin and pushes it back to "
    assert len(ear.edited) == 1


def test_a_token_between_emoji_and_lines_keeps_its_place(make: Make) -> None:
    ear = make("prose", "place.setting")
    field = text_field(ear)
    text = "🦊🦊 {cast:teo}{cast:teo}\n{cast:marta} waits 🦊"
    field.set_value(text, bakery())
    assert field.value() == text
    for place in (0, 2, 3, 13, 23, 24, 36, len(text)):
        field.input.put_caret(place)
        assert field.input.caret() == place
    field.input.put_caret(13)
    write(field.input, "!")
    assert ear.value == "🦊🦊 {cast:teo}!{cast:teo}\n{cast:marta} waits 🦊"


def test_a_written_token_becomes_a_plate_and_an_unknown_one_stays(make: Make) -> None:
    ear = make("text", "look.mood", "mood")
    field = text_field(ear)
    field.set_value("", bakery())
    write(field.input, "{cast:tio} {cast:teo} x")
    assert ear.value == "{cast:tio} {cast:teo} x"
    assert field.input.toPlainText() == "{cast:tio} \ufffc x"


def test_renaming_a_member_renames_its_plate(make: Make) -> None:
    field = text_field(make("text", "shots[s1].beats[b4].action", "action"))
    draft = bakery()
    gone = draft.replace(cast=draft.cast[:1])
    field.set_value(field.value(), gone)
    assert field.input.toPlainText().endswith("{cast:teo}")
    assert field.value() == draft.shots[0].beats[3].action


def test_a_brace_offers_cast_and_props(make: Make) -> None:
    ear = make("text", "look.mood", "mood")
    field = text_field(ear)
    field.focus_input()
    field.set_value("", bakery())
    write(field.input, "{")
    offered = field.input.completion
    assert offered.offers() == ["{cast:marta}", "{cast:teo}", "{prop:loaf}"]
    write(field.input, "te")
    assert offered.offers() == ["{cast:teo}"]
    press(field.input, Key.Key_Return)
    assert offered.offers() == []
    assert ear.value == "{cast:teo}"
    write(field.input, " waits")
    assert ear.value == "{cast:teo} waits"


def test_naming_somebody_new_makes_a_card_in_the_same_step(make: Make) -> None:
    ear = make("text", "look.mood", "mood")
    field = text_field(ear)
    field.focus_input()
    field.set_value("", bakery())
    write(field.input, "{ines")
    offered = field.input.completion
    assert offered.offers() == ["cast", "prop"]
    press(field.input, Key.Key_Return)
    write(field.input, " waits")
    assert ear.value == "{cast:ines} waits"
    assert ear.draft.cast[-1].label == "Ines"
    assert len(ear.steps) == 1
    write(field.input, " by the {lamp")
    press(field.input, Key.Key_Down)
    press(field.input, Key.Key_Return)
    assert ear.value == "{cast:ines} waits by the {prop:lamp}"
    assert ear.draft.place.props[-1].label == "Lamp"


def test_arrows_tab_and_esc_in_the_offers(make: Make) -> None:
    ear = make("text", "look.mood", "mood")
    field = text_field(ear)
    field.focus_input()
    field.set_value("", bakery())
    write(field.input, "{")
    press(field.input, Key.Key_Escape)
    assert field.input.completion.offers() == []
    write(field.input, "m")
    assert field.input.completion.offers() == []
    field.input.selectAll()
    write(field.input, "{")
    press(field.input, Key.Key_Down)
    press(field.input, Key.Key_Tab)
    assert field.input.hasFocus()
    assert ear.value == "{cast:teo}"


def test_copying_writes_tokens_out(make: Make) -> None:
    field = text_field(make("text", "shots[s1].beats[b4].action", "action"))
    field.input.selectAll()
    field.input.copy()
    assert QApplication.clipboard().text() == field.value()


def test_pasted_control_characters_are_left_out_with_a_word(make: Make) -> None:
    ear = make("prose", "place.setting")
    field = text_field(ear)
    field.set_value("", bakery())
    paste(field, "a\x00\x07b\r\nשלום 👩‍🍳")
    assert ear.value == "ab\nשלום 👩‍🍳"
    assert field.remark.isVisible()
    assert "2" in field.remark.text
    paste(field, "c")
    assert not field.remark.isVisible()


def test_pasted_lines_become_one_in_a_text(make: Make) -> None:
    ear = make("text", "look.mood", "mood")
    ear.field.set_value("", bakery())
    paste(text_field(ear), "wry,\n  tender\n")
    assert ear.value == "wry, tender"


def test_a_huge_paste_is_refused_with_a_word(make: Make) -> None:
    ear = make("prose", "place.setting")
    field = text_field(ear)
    before = field.value()
    paste(field, "a" * 1_000_001)
    assert "20,000" in field.remark.text
    paste(field, "a" * 20_000)
    assert "do not fit" in field.remark.text
    assert field.value() == before
    assert ear.edited == []


def test_the_counter_shows_near_the_limit(make: Make) -> None:
    field = text_field(make("prose", "place.setting"))
    field.set_value("a" * 15_999, bakery())
    assert not field.counter.isVisible()
    field.set_value("a" * 16_000, bakery())
    assert field.counter.isVisible()
    assert field.counter.text() == "16,000 of 20,000"
    field.set_limit(512)
    assert field.counter.text() == "16,000 of 512"


def test_alt_enter_opens_the_whole_text(make: Make, qtbot: QtBot) -> None:
    ear = make("text", "shots[s1].beats[b4].action", "action")
    field = text_field(ear)
    field.input.put_caret(5)
    press(field.input, Key.Key_Return, ALT)
    assert field.whole is not None
    whole = field.whole
    qtbot.waitUntil(whole.isVisible)
    assert whole.input.caret() == 5
    write(whole.input, "!")
    assert str(ear.value).startswith("traps! the coin")
    assert whole.input.stored() == field.value() == ear.value
    press(whole.input, Key.Key_Escape)
    assert field.input.caret() == 6
    press(field.input, Key.Key_Return, ALT)
    assert field.whole is not whole
    press(field.whole.input, Key.Key_Escape)


def test_the_whole_text_stays_open_with_its_counter(make: Make) -> None:
    field = text_field(make("prose", "place.setting"))
    field.set_value("a" * 17_000, bakery())
    field.open_whole()
    QApplication.processEvents()
    whole = field.whole
    assert whole is not None
    assert whole.isVisible()
    assert whole.counter.text() == "17,000 of 20,000"
    whole.close()


def test_an_example_stands_in_an_empty_field(make: Make) -> None:
    field = text_field(make("text", "shots[s1].beats[b1].touches", "touches"))
    assert field.input.placeholderText() == "both palms on the counter's edge"
    who = text_field(make("text", "shots[s1].beats[b1].subject", "subject"))
    assert who.input.placeholderText() == "Marta"


ARABIC = "مريم تفتح الباب ببطء، ثم تقف 3 ثوانٍ."
HEBREW = "\u200fהיא פותחת (שלוש פעמים) את הדלת ל-Teo"


@pytest.mark.parametrize("words", [ARABIC, HEBREW, f"door {HEBREW} opens", f"{ARABIC} {HEBREW}"])
def test_words_from_right_to_left_are_kept_word_for_word(make: Make, words: str) -> None:
    ear = make("text", ACTION, "action")
    field = text_field(ear)
    field.input.selectAll()
    paste(field, words)
    assert ear.value == field.value() == words
    for place in range(len(words) + 1):
        field.input.put_caret(place)
        assert field.input.caret() == place


def test_in_words_from_right_to_left_the_arrows_go_the_way_they_point(make: Make) -> None:
    ear = make("text", ACTION, "action")
    field = text_field(ear)
    field.set_value("שלום {cast:teo} שלום", bakery())
    field.input.put_caret(0)
    before = field.input.cursorRect().x()
    for place in range(1, 5):
        press(field.input, Key.Key_Left)
        assert field.input.caret() == place
        assert field.input.cursorRect().x() < before
        before = field.input.cursorRect().x()
    press(field.input, Key.Key_Left)
    press(field.input, Key.Key_Left)
    assert field.input.caret() == len("שלום {cast:teo}")
    write(field.input, "!")
    assert ear.value == "שלום {cast:teo}! שלום"


def test_a_name_from_right_to_left_is_a_plate_like_any_other(make: Make) -> None:
    ear = make("text", ACTION, "action")
    field = text_field(ear)
    draft = bakery()
    draft = draft.replace(cast=tuple(each.replace(label="مريم") for each in draft.cast))
    text = "{cast:marta} looks up at {cast:teo}"
    field.set_value(text, draft)
    assert field.value() == text
    field.input.put_caret(len(text))
    press(field.input, Key.Key_Backspace)
    assert ear.value == "{cast:marta} looks up at "
    assert not field.grab().isNull()
