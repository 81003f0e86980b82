"""Controls work with mouse and keyboard, say their names and say why they are off."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.buttons import Button, IconButton, SplitButton
from ui.kit.chips import Chip, ChipRow
from ui.kit.choices import CheckBox, RadioButton, Segments, Slider, Switch, Tabs
from ui.kit.inputs import Choice, LineInput, NumberInput, SearchField, TextInput, set_level, set_lit
from ui.kit.labels import Label, ReasonLine
from ui.kit.layout import boxed, column
from ui.kit.menus import Menu
from ui.kit.popups import Dialog
from ui.kit.rows import FindingRow, LossRow
from ui.kit.section import Section
from ui.kit.stylesheet import stylesheet
from ui.kit.theme import tokens

Key = Qt.Key


def said(widget: QWidget) -> str:
    face = QAccessible.queryAccessibleInterface(widget)
    assert face is not None
    return face.text(QAccessible.Text.Name)


def test_everything_that_takes_focus_has_a_name(qtbot: QtBot) -> None:
    widgets: list[QWidget] = [
        Button("Generate"),
        IconButton("loop", "Loop"),
        Switch(name="Snap"),
        CheckBox("Kept"),
        RadioButton("Look again"),
        Slider(0, 10, 5, name="Volume"),
        Tabs(["Words"], name="Words"),
        LineInput(name="Touches"),
        SearchField("Filter"),
        TextInput(name="Setting"),
        Choice([("ms", "Medium shot")], name="Size"),
        NumberInput(name="Length"),
        Chip("flicker", removable=True),
        FindingRow("error", "Too long.", fix="Cut"),
        LossRow("dropped", "dropped", "End frame."),
        Section("Place"),
    ]
    page = boxed(column(*widgets))
    qtbot.addWidget(page)
    page.show()
    reached = [each for each in page.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(reached) >= len(widgets)
    nameless = [type(each).__name__ for each in reached if not said(each)]
    assert nameless == []


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    button, other = Button("Aim"), IconButton("loop", "Loop", checkable=True)
    page = boxed(column(button, other))
    qtbot.addWidget(page)
    page.show()
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("once"))
    QTest.keyClick(button, Key.Key_Return)
    QTest.keyClick(button, Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert len(pressed) == 2
    QTest.keyClick(button, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 2, "a command's key is the window's"
    QTest.keyClick(other, Key.Key_Return)
    assert other.isChecked()
    button.set_reason("Nothing is aimed at.")
    QTest.keyClick(button, Key.Key_Return)
    assert len(pressed) == 2


def test_in_a_dialog_with_an_answer_enter_gives_it(qtbot: QtBot) -> None:
    dialog = Dialog("Leave?")
    qtbot.addWidget(dialog)
    stay = dialog.add_button("Stay", answer=False)
    dialog.add_button("Leave", kind="primary", answer=True)
    with qtbot.waitExposed(dialog):
        dialog.open()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(stay, Key.Key_Return)


def test_a_button_works_by_key_and_says_why_it_is_off(qtbot: QtBot) -> None:
    button = Button("Generate")
    line = ReasonLine()
    line.follow(button)
    page = boxed(column(button, line))
    qtbot.addWidget(page)
    page.show()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(button, Key.Key_Space)
    assert len(pressed) == 1
    assert line.isHidden()
    button.set_reason("Kling takes 3 to 15 s.")
    assert (button.isEnabled(), line.isHidden()) == (False, False)
    assert line.accessibleName() == "Kling takes 3 to 15 s."
    assert button.accessibleDescription() == "Kling takes 3 to 15 s."
    button.set_reason(None)
    assert (button.isEnabled(), line.isHidden()) == (True, True)


def test_a_busy_button_keeps_its_width(qtbot: QtBot) -> None:
    button = Button("Test all connections")
    qtbot.addWidget(button)
    button.show()
    wide = button.width()
    button.set_busy("Testing")
    assert (button.busy, button.width()) == (True, wide)
    button.set_busy(None)
    assert button.sizeHint().width() == wide


def test_a_split_button_opens_its_menu_by_down_and_at_the_chevron(qtbot: QtBot) -> None:
    menu = Menu()
    menu.add("Three takes")
    button = SplitButton("Generate", menu)
    qtbot.addWidget(button)
    qtbot.addWidget(menu)
    button.show()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(button, Key.Key_Down)
    assert menu.isVisible()
    menu.hide()
    right = QPoint(button.width() - 8, 10)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, right)
    assert menu.isVisible()
    assert pressed == []
    menu.hide()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(10, 10))
    assert len(pressed) == 1


def test_segments_choose_by_arrows_and_tell_only_hands(qtbot: QtBot) -> None:
    segments = Segments([("a", "Sketch"), ("b", "Standard"), ("c", "Brief")], "a", name="Depth")
    qtbot.addWidget(segments)
    segments.show()
    told: list[str] = []
    segments.chosen.connect(told.append)
    segments.set_value("b")
    assert segments.value() == "b"
    assert told == []
    current = next(each for each in segments.findChildren(QWidget) if said(each) == "Standard")
    current.setFocus()
    QTest.keyClick(current, Key.Key_Right)
    assert segments.value() == "c"
    assert told == ["c"]


def test_switch_and_tabs_by_key(qtbot: QtBot) -> None:
    switch, tabs = Switch(name="Snap"), Tabs(["Words", "Parts", "Payload"], name="Words")
    page = boxed(column(switch, tabs))
    qtbot.addWidget(page)
    page.show()
    QTest.keyClick(switch, Key.Key_Space)
    assert switch.isChecked()
    tabs.set_tab_reason(1, "Only one shot")
    tabs.setFocus()
    QTest.keyClick(tabs, Key.Key_Right)
    assert tabs.currentIndex() == 2
    assert tabs.tabToolTip(1) == "Only one shot"


def test_a_hidden_tab_leaves_no_square_behind(qtbot: QtBot) -> None:
    plain, marked = (Tabs(["Path", "Sound"], name="Form") for _ in range(2))
    marked.set_track(1, "snd")
    for tabs in (plain, marked):
        qtbot.addWidget(tabs)
        tabs.setTabVisible(1, False)
        tabs.resize(300, 40)
    assert marked.grab().toImage() == plain.grab().toImage()


def test_a_removable_chip_goes_by_key_and_by_its_cross(qtbot: QtBot) -> None:
    chip, other = Chip("flicker", removable=True), Chip("smear", removable=True)
    row = ChipRow([chip, other])
    qtbot.addWidget(row)
    row.resize(300, 40)
    row.show()
    row.activateWindow()
    qtbot.waitUntil(row.isActiveWindow)
    gone: list[str] = []
    chip.removed.connect(lambda: gone.append("key"))
    QTest.keyClick(chip, Key.Key_Delete)
    assert gone == ["key"]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(chip.width() - 8, 10))
    assert len(gone) == 2
    chip.setFocus()
    QTest.keyClick(chip, Key.Key_Right)
    assert other.hasFocus()


def test_chips_flow_into_more_lines(qtbot: QtBot) -> None:
    row = ChipRow([Chip(f"word number {index}") for index in range(8)])
    qtbot.addWidget(row)
    assert row.flow.heightForWidth(900) < row.flow.heightForWidth(200)


def test_a_text_field_grows_to_eight_lines(qtbot: QtBot) -> None:
    field = TextInput(name="Setting")
    qtbot.addWidget(field)
    field.resize(200, 40)
    field.show()
    one = field.height()
    field.set_value("\n".join("abcd"))
    four = field.height()
    field.set_value("\n".join(str(number) for number in range(30)))
    most = field.height()
    assert one < four < most
    field.set_value("\n".join(str(number) for number in range(8)))
    assert field.height() == most


def test_setting_a_field_tells_nothing_and_keeps_the_caret(qtbot: QtBot) -> None:
    line = LineInput("palms on the counter", name="Touches")
    qtbot.addWidget(line)
    told: list[str] = []
    line.committed.connect(told.append)
    line.setCursorPosition(5)
    line.set_value("palms on the wood")
    assert line.cursorPosition() == 5
    QTest.keyClick(line, Key.Key_Return)
    assert told == []
    QTest.keyClicks(line, "x")
    QTest.keyClick(line, Key.Key_Return)
    assert told == ["palmsx on the wood"]


def test_choice_and_number_tell_only_hands(qtbot: QtBot) -> None:
    choice = Choice([("ms", "Medium shot"), ("cu", "Close-up")], "ms", name="Size")
    number = NumberInput(2.5, unit="s", name="Length")
    page = boxed(column(choice, number))
    qtbot.addWidget(page)
    page.show()
    told: list[object] = []
    choice.picked.connect(told.append)
    number.changed_by_hand.connect(told.append)
    choice.set_value("cu")
    number.set_value(4)
    assert told == []
    assert number.text() == "4 s"
    QTest.keyClick(choice, Key.Key_Up)
    QTest.keyClick(number, Key.Key_Up)
    assert told == ["ms", 4.5]


def test_levels_and_light_show_in_the_field(qtbot: QtBot) -> None:
    field = LineInput("she is sad", name="Shows")
    qtbot.addWidget(field)
    set_level(field, "error")
    set_lit(field, "beat")
    assert (field.property("level"), field.property("lit")) == ("error", "beat")
    set_level(field, "")
    set_lit(field, "")
    assert (field.property("level"), field.property("lit")) == ("", "")


def test_a_search_field_is_emptied_by_escape(qtbot: QtBot) -> None:
    field = SearchField("Filter")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "rain")
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == ""


def test_a_section_folds_by_mouse_and_arrows(qtbot: QtBot) -> None:
    section = Section("Place", track="cam")
    body = boxed(column(Label("A corner bakery")))
    section.set_body(body)
    section.set_summary("A corner bakery")
    qtbot.addWidget(section)
    section.resize(300, 200)
    section.show()
    told: list[bool] = []
    section.opened.connect(told.append)
    QTest.keyClick(section.head, Key.Key_Left)
    qtbot.waitUntil(lambda: not body.isVisible())
    QTest.keyClick(section.head, Key.Key_Left)
    assert told == [False]
    QTest.keyClick(section.head, Key.Key_Right)
    qtbot.waitUntil(lambda: body.isVisible() and body.maximumHeight() > 1000)
    assert told == [False, True]
    assert section.head.accessibleDescription() == "A corner bakery"


def test_a_finding_is_fixed_by_enter(qtbot: QtBot) -> None:
    row = FindingRow("warning", "It names a feeling.", fix="Go to field", place="Beat 3")
    qtbot.addWidget(row)
    with qtbot.waitSignal(row.fixed):
        QTest.keyClick(row, Key.Key_Return)
    with qtbot.waitSignal(row.fixed):
        row.fix.click()


def test_a_menu_says_why_an_entry_is_off(qtbot: QtBot) -> None:
    menu = Menu()
    qtbot.addWidget(menu)
    done: list[str] = []
    off = menu.add("Merge with next", lambda: done.append("merge"), reason="last beat")
    on = menu.add("Split", lambda: done.append("split"), key="S")
    assert not off.isEnabled()
    assert off.toolTip() == "last beat"
    on.trigger()
    assert done == ["split"]


def test_a_finding_moves_neither_a_field_nor_what_is_beside_it(qtbot: QtBot) -> None:
    fields = [LineInput("palms", name="Touches"), Choice([("ms", "Medium")], "ms", name="Size"), NumberInput(name="s")]
    page = boxed(column(*fields))
    page.setStyleSheet(stylesheet(tokens()))
    qtbot.addWidget(page)
    page.show()
    calm = [field.sizeHint().height() for field in fields]
    assert len(set(calm)) == 1
    for field in fields:
        set_level(field, "error")
    assert [field.sizeHint().height() for field in fields] == calm


def ink(field: QWidget) -> tuple[int, int, int]:
    """The first and the last row of a field in which there are letters, and the last column."""
    image = field.grab().toImage()
    ground = image.pixelColor(image.width() - 8, 5).lightness()
    seen = [
        (y, x)
        for y in range(4, image.height() - 4)
        for x in range(6, image.width() - 4)
        if abs(image.pixelColor(x, y).lightness() - ground) > 40
    ]
    return min(y for y, _ in seen), max(y for y, _ in seen), max(x for _, x in seen)


def test_an_example_stands_where_the_letters_will_stand_and_ends_within_its_line(qtbot: QtBot) -> None:
    example = "both palms on the counter's edge, one finger lifted"
    field, written = TextInput(placeholder=example, name="Touches"), TextInput(example[:10], name="Touches")
    for each in (field, written):
        qtbot.addWidget(each)
        each.resize(120, 28)
        each.show()
    assert field.placeholderText() == example
    assert all(abs(one - other) <= 1 for one, other in zip(ink(field)[:2], ink(written)[:2], strict=True))
    assert ink(field)[2] < 118
    field.resize(640, 28)
    assert ink(field)[2] > 200
    field.set_value("x")
    assert ink(field)[2] < 40


def test_a_busy_button_is_wide_enough_for_its_verb(qtbot: QtBot) -> None:
    button = Button("Go")
    qtbot.addWidget(button)
    button.show()
    button.set_busy("Sending the words")
    assert button.width() > Button("Sending the words").sizeHint().width()
