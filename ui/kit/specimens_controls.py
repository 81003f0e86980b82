"""Gallery pages of buttons, fields and toggles in all their states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from ui.kit.busy import ProgressBar, Ring
from ui.kit.buttons import Button, IconButton, Kind, MenuButton, SplitButton
from ui.kit.choices import CheckBox, RadioButton, Segments, Slider, Switch, Tabs
from ui.kit.focus import REACH
from ui.kit.inputs import Choice, LineInput, NumberInput, SearchField, TextInput, set_level, set_lit
from ui.kit.labels import Label, ReasonLine
from ui.kit.layout import boxed, column, row
from ui.kit.menus import Menu
from ui.kit.paint import painting, rim
from ui.kit.specimen import Page, made_up
from ui.kit.theme import tokens

STATES = ("rest", "hover", "pressed", "focus", "disabled", "busy")


class Ringed(QWidget):
    """A widget with its focus ring painted round it, since only one thing at a time can have the keyboard."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self.setLayout(
            row(inner, *((None,) if isinstance(inner, QAbstractButton) else ()), margins=(REACH, REACH, REACH, REACH))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        find = getattr(self._inner, "focus_rect", None)
        area = find() if find else self._inner.rect()
        area.translate(self._inner.pos())
        radius = float(getattr(self._inner, "focus_radius", 4)) + 2
        with painting(self) as painter:
            rim(painter, area.adjusted(-REACH, -REACH, REACH, REACH), tokens().focus, radius, 2)


def in_state(widget: QWidget, state: str) -> QWidget:
    """Force a state that otherwise only a hand brings about."""
    if state == "hover":
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    elif state == "pressed" and isinstance(widget, QAbstractButton):
        widget.setDown(True)
    elif state == "disabled":
        widget.setEnabled(False)
    elif state == "busy" and isinstance(widget, Button):
        widget.set_busy(made_up("sending_verb"))
    return Ringed(widget) if state == "focus" else widget


def buttons() -> QWidget:
    """Every rank of button in every state, then the ones with a menu and with a reason."""
    page = Page()
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(8)
    kinds: tuple[tuple[Kind, str, str], ...] = (
        ("primary", made_up("generate"), ""),
        ("standard", made_up("rehearse"), "play"),
        ("quiet", made_up("compare"), "wipe"),
        ("destructive", made_up("discard"), ""),
        ("outline", made_up("snap"), ""),
        ("icon", "", "loop"),
    )
    for column_index, state in enumerate(STATES):
        grid.addWidget(Label(state, "fine", "text3"), 0, column_index + 1)
    for line, (kind, text, sign) in enumerate(kinds):
        grid.addWidget(Label(kind, "fine", "text3"), line + 1, 0)
        for column_index, state in enumerate(STATES):
            made = Button(text, icon=sign, kind=kind, name=text or sign)
            grid.addWidget(in_state(made, state), line + 1, column_index + 1, Qt.AlignmentFlag.AlignLeft)
    menu = Menu()
    menu.add(made_up("three_takes"))
    off = Button(made_up("generate"), kind="primary", size="large")
    why = ReasonLine(icon="forbidden")
    why.follow(off)
    off.set_reason(made_up("too_long"))
    why.show_reason(off.reason, made_up("split_two"))
    loop = IconButton("loop", made_up("loop"), checkable=True)
    loop.setChecked(True)
    foot = row(
        SplitButton(made_up("generate_for"), menu),
        12,
        off,
        why,
        None,
        loop,
        MenuButton(made_up("best_first"), menu),
    )
    page.setLayout(column(grid, 8, foot, None, margins=(28, 16, 28, 16)))
    return page


def _line(state: str) -> QWidget:
    if state == "empty":
        return LineInput(placeholder=made_up("what_touches"), name=made_up("touches"))
    text = {"warning": made_up("sad"), "error": "{cast:tio} looks up"}.get(state, made_up("palms"))
    return LineInput(text, name=made_up("touches"))


def _choice(state: str) -> QWidget:
    sizes = [
        ("ms", made_up("medium")),
        ("fish", made_up("fisheye")),
        ("big", "1792 × 1024"),
        ("169", "16:9"),
    ]
    value = {"empty": None, "warning": "fish", "error": "big", "disabled": "169"}.get(state, "ms")
    return Choice(sizes, value, name="Size", placeholder=made_up("choose_size"))


def _number(state: str) -> QWidget:
    value = {"empty": 0.0, "warning": 0.5, "error": 20.0, "disabled": 8.0}.get(state, 2.5)
    return NumberInput(value, unit=made_up("seconds"), name="Length")


def fields() -> QWidget:
    """Every kind of field in every state."""
    states = ("filled", "empty", "hover", "focus", "warning", "error", "disabled")
    makers: tuple[tuple[str, Callable[[str], QWidget]], ...] = (
        (made_up("line"), _line),
        (made_up("choice"), _choice),
        (made_up("number"), _number),
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    for index, state in enumerate(states):
        grid.addWidget(Label(state, "fine", "text3"), 0, index + 1)
        grid.setColumnStretch(index + 1, 1)
    for line, (title, make) in enumerate(makers):
        grid.addWidget(Label(title, "fine", "text3"), line + 1, 0)
        for index, state in enumerate(states):
            widget = make(state)
            if state in {"warning", "error"}:
                set_level(widget, "warning" if state == "warning" else "error")
            grid.addWidget(in_state(widget, state), line + 1, index + 1)
    place = made_up("bakery")
    long = TextInput(place, name="Setting")
    lit = TextInput(made_up("draught"), name="We see")
    set_lit(lit, "beat")
    wrong = NumberInput(20, unit=made_up("seconds"), name="Length")
    set_level(wrong, "error")
    under = Label(made_up("whole_seconds"), "small", "error.text")
    off = Choice([("169", "16:9")], "169", name="Frame")
    off.setEnabled(False)
    foot = row(
        boxed(column(Label(made_up("text"), "fine", "text3"), long, None)),
        boxed(column(Label(made_up("lit"), "fine", "text3"), lit, None)),
        boxed(column(Label(made_up("finding_under"), "fine", "text3"), wrong, under, None)),
        boxed(
            column(
                Label(made_up("off_reason"), "fine", "text3"),
                off,
                ReasonLine(made_up("start_frame")),
                None,
            )
        ),
        boxed(column(Label(made_up("search"), "fine", "text3"), SearchField(made_up("filter")), None)),
        gap=16,
    )
    page = Page()
    page.setLayout(column(grid, 8, foot, None, margins=(28, 16, 28, 16)))
    return page


def toggles() -> QWidget:
    """Check boxes, switches, segments, slider, progress, tabs."""
    partly = CheckBox(name="Partly")
    partly.setCheckState(Qt.CheckState.PartiallyChecked)
    off_box, off_switch = CheckBox(checked=True, name="Off"), Switch(name="Off")
    for each in (off_box, off_switch):
        each.setEnabled(False)
    chosen = RadioButton(made_up("look_again_60"), second=made_up("nothing"))
    chosen.setChecked(True)
    tabs = Tabs(
        [made_up("words"), made_up("parts"), made_up("payload"), made_up("losses")],
        name=made_up("words"),
    )
    tabs.set_count(3, "2", "warn")
    tabs.set_tab_reason(2, "Not for animatics")
    page = Page()
    page.setLayout(
        column(
            row(
                CheckBox(name="a"),
                CheckBox(checked=True, name="b"),
                partly,
                Ringed(CheckBox(name="c")),
                off_box,
                CheckBox(made_up("snap_to"), checked=True),
                None,
            ),
            row(
                Switch(name="a"),
                Switch(checked=True, name="b"),
                Ringed(Switch(checked=True, name="c")),
                off_switch,
                None,
                gap=10,
            ),
            row(chosen, None),
            row(RadioButton(made_up("send_again"), second=made_up("twice"), hue="warn"), None),
            row(
                Segments([(each, made_up(each)) for each in ("sketch", "standard", "brief")], "standard", name="Depth"),
                Segments([("g", "", "grid"), ("r", "", "rows")], "g", name="View", names=("Grid", "List")),
                None,
            ),
            row(Slider(0, 10, 6, name="Volume"), Label("0.6"), None),
            ProgressBar("Known", 0.62),
            ProgressBar("Unknown", None),
            row(Ring("Busy"), Label(made_up("testing"), "small", "text2"), None),
            tabs,
            None,
            gap=10,
            margins=(28, 16, 28, 16),
        )
    )
    return page
