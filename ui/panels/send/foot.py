"""The foot of Send: what a take costs and why, Rehearse and Generate, and the reason where one of them is off."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import QElapsedTimer, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.desk.snapshot import Snapshot
from app.domain.job import Message
from app.strings import has, tr
from ui.kit.buttons import Button, SplitButton
from ui.kit.fonts import metrics
from ui.kit.labels import Elided, Label, ReasonLine
from ui.kit.layout import column, row
from ui.kit.menus import Menu
from ui.kit.panels import Separator
from ui.kit.tips import name_command, set_tip
from ui.panels.send.figures import day_words, money, source_words, sum_words

TAKES = (1, 2, 3, 4, 6, 8)
"""How many may be sent by one press."""
AGAIN_MS = 2000
"""A second press within this time asks first."""
WAYS_OUT = {
    "why_not.retired": "aim",
    "why_not.unknown_model": "aim",
    "why_not.errors": "finding",
    "why_not.no_connection": "connect",
}
"""What can be done about a reason: choose another aim, go to the first finding, make a connection."""
Verb = Literal["rehearse", "generate"]


class Question(QWidget):
    """A short question in the foot's own line, with yes and no; Esc is no."""

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label("", "small", "text", wrap=True)
        self.words.setMinimumWidth(60)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.yes = Button("", size="compact")
        self.no = Button(tr("send.not_now"), kind="quiet", size="compact")
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        layout = row(self.words, self.yes, self.no, gap=6)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setVisible(False)

    def ask(self, words: str, yes: str) -> None:
        """Ask; the keyboard is on the yes."""
        self.words.setText(words)
        self.yes.setText(yes)
        self.setAccessibleName(words)
        self.setVisible(True)
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.answered.emit(False)
        else:
            super().keyPressEvent(event)


class GenerateButton(SplitButton):
    """Generate; what opens at its right says how many takes at once. `counted` where that was changed by hand."""

    counted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("send.generate"))
        set_tip(self, tr("send.generate"), "Ctrl+Enter")
        name_command(self, "generate")
        self.takes = 1
        self._short = ""

    def say(self, words: str, short: str) -> None:
        """Stand for these words; only the `short` ones are painted where the room is too narrow for them."""
        self._short = short
        self.setText(words)

    def _worded(self) -> str:
        words = self.text()
        room = self._content_rect().width() - 4
        return words if metrics(self._role(), self._weight()).horizontalAdvance(words) <= room else self._short or words

    def open_menu(self) -> None:
        if self.popup is None:
            # made when it is first wanted
            self.popup = menu = Menu(tr("send.takes.name"), self)
            for takes in TAKES:
                menu.add(tr("send.takes", n=takes), partial(self._count, takes), checked=takes == self.takes)
        for takes, action in zip(TAKES, self.popup.actions(), strict=True):
            action.setChecked(takes == self.takes)
        super().open_menu()

    def _count(self, takes: int) -> None:
        self.takes = takes
        self.counted.emit()


class Foot(QWidget):
    """Sum, source, two buttons that never change places. `asked(verb)` when something is to be made, `way_out(which)`
    for `aim`, `finding` or `connect`, `counted` when another number of takes is chosen.
    """

    asked = Signal(str)
    way_out = Signal(str)
    counted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking: Verb | None = None
        self._way = ""
        self._shown: tuple[object, ...] = ()
        self._pressed: dict[Verb, QElapsedTimer] = {}
        self.sum = Elided("", "small", "text2")
        self.source = Elided("", "fine", "text3", middle=True)
        self.rehearse = Button(tr("send.rehearse"), icon="play", size="large", key="Ctrl+R")
        self.generate = GenerateButton()
        self._known = False
        self._usd: float | None = None
        name_command(self.rehearse, "rehearse")
        self.reason = ReasonLine(icon="forbidden")
        self.question = Question()
        self._arrange()
        self.rehearse.clicked.connect(lambda: self._press("rehearse"))
        self.generate.clicked.connect(lambda: self._press("generate"))
        self.generate.counted.connect(self._recount)
        self.reason.way_out.connect(lambda: self.way_out.emit(self._way))
        self.question.answered.connect(self._answer)

    def show_snapshot(self, snapshot: Snapshot, *, free: bool = False) -> bool:
        """Show the price of the open draft at its aim, and what can be made; `free` where nobody sends a bill. Gives
        whether that is something else."""
        compiled, draft = snapshot.compiled, snapshot.draft
        wanted = (
            draft and draft.frame,
            compiled and (compiled.estimate, compiled.parameters, compiled.seconds),
            snapshot.why_not_rehearse,
            snapshot.why_not_generate,
            free,
        )
        if wanted == self._shown:
            return False
        self._shown = wanted
        self.sum.setText(sum_words(compiled, draft) if compiled else "")
        self.source.setText(source_words(compiled) if compiled else "")
        self.sum.setVisible(compiled is not None)
        self.source.setVisible(bool(self.source.text()))
        usd = compiled.estimate.usd if compiled else None
        self._known = compiled is not None
        self._usd = 0.0 if free and usd is None else usd
        self.generate.say(*self._label())
        nothing = Message(id="why_not.no_draft") if draft is None else None
        self._why(nothing or snapshot.why_not_rehearse, nothing or snapshot.why_not_generate)
        return True

    def press(self, verb: Verb) -> None:
        """What a press on one of the buttons does, for the window's own keys; nothing while it is off."""
        button = self.rehearse if verb == "rehearse" else self.generate
        if button.isEnabled():
            self._press(verb)

    def take_one(self) -> None:
        """Several takes are wished for once: the next press is one again."""
        if self.generate.takes > 1:
            self.generate.takes = 1
            self._recount()

    def _recount(self) -> None:
        self.generate.say(*self._label())
        self.counted.emit()

    def _label(self) -> tuple[str, str]:
        """What stands on Generate, and what does where that is too long: then the price is what counts."""
        takes, usd = self.generate.takes, self._usd
        if not self._known:
            return tr("send.generate"), ""
        kind = "unknown" if usd is None else "for" if usd else "free"
        args = {"price": money(usd * takes)} if usd else {}
        if takes == 1:
            return tr(f"send.generate.{kind}", **args), args["price"] if usd else tr(f"send.generate.{kind}_short")
        return tr(f"send.generate.{kind}_many", n=takes, **args), tr(f"send.generate.{kind}_few", n=takes, **args)

    def _why(self, rehearse: Message | None, generate: Message | None) -> None:
        """Switch the buttons, and give the reason that matters most: the one without which nothing can be made."""
        self.rehearse.set_reason(reason_words(rehearse) if rehearse else None)
        self.generate.set_reason(reason_words(generate) if generate else None)
        told = rehearse or generate
        self._way = WAYS_OUT.get(told.id, "") if told else ""
        way = tr(f"send.way_out.{self._way}") if self._way else ""
        self.reason.show_reason(reason_words(told) if told else "", way)
        if told and self._asking == "generate":
            self._answer(False)

    def _press(self, verb: Verb) -> None:
        timer = self._pressed.get(verb)
        if timer is not None and timer.elapsed() < AGAIN_MS:
            self._ask(verb, tr("send.again"), tr(f"send.again.{verb}"))
        else:
            self._make(verb)

    def _ask(self, verb: Verb, words: str, yes: str) -> None:
        self._asking = verb
        self.reason.setVisible(False)
        self.question.ask(words, yes)

    def _answer(self, yes: bool) -> None:
        verb, self._asking = self._asking, None
        had_focus = holds_focus(self.question)
        self.question.setVisible(False)
        self.reason.setVisible(bool(self.reason.accessibleName()))
        button = self.rehearse if verb == "rehearse" else self.generate
        if had_focus:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        if yes and verb is not None:
            self._make(verb)

    def _make(self, verb: Verb) -> None:
        timer = QElapsedTimer()
        timer.start()
        self._pressed[verb] = timer
        self.asked.emit(verb)

    def _arrange(self) -> None:
        self.generate.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons = row(self.rehearse, self.generate, gap=8)
        buttons.setStretch(1, 1)
        text = column(self.sum, self.source, gap=0)
        inner = column(text, buttons, self.reason, self.question, gap=8, margins=(12, 8, 12, 12))
        self.setLayout(column(Separator(), inner, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())


def holds_focus(widget: QWidget) -> bool:
    """Whether a widget, or one inside it, has the keyboard."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def reason_words(message: Message) -> str:
    """A reason in words, with days as the screen writes them."""
    args = {name: day_words(str(value)) if name == "day" else value for name, value in message.args.items()}
    return tr(message.id, **args) if has(message.id) else message.id
