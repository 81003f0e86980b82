"""How a connection stands, in a line that waits and tells, and the models it serves, each to be aimed at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.strings import tr
from ui.kit.busy import Ring
from ui.kit.buttons import Button
from ui.kit.inputs import LineInput
from ui.kit.labels import Elided, Label, Sign
from ui.kit.layout import boxed, clear, column, row
from ui.panels.connections.key import labelled
from ui.panels.connections.words import State

MOST = 40


class StateLine(QWidget):
    """A ring while it waits, else a sign; the sentence, and under it what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.ring = Ring(tr("connections.state.testing"))
        self.sign = Sign("good", "text2", 14)
        self.words = Label("", "body", "text", wrap=True)
        self.hint = Label("", "small", "text2", wrap=True)
        said = row(self.ring, self.sign, boxed(column(self.words, self.hint, gap=2)), gap=8)
        said.setStretch(2, 1)
        self.setLayout(said)

    def show_state(self, state: State, *, quiet: bool = False) -> None:
        """Show it; `quiet` shows nothing."""
        self.setVisible(not quiet)
        self.ring.setVisible(not state.sign and state.words == tr("connections.state.testing"))
        self.sign.setVisible(bool(state.sign))
        if state.sign:
            self.sign.set_sign(state.sign, state.color)
        self.words.set_color(state.color)
        self.words.setText(state.words)
        self.hint.setText(state.hint)
        self.hint.setVisible(bool(state.hint))
        self.setAccessibleName(f"{state.words} {state.hint}".strip())


class ServedPart(QWidget):
    """The models a server says it serves, and a line for any other by its id. `aim_asked(model)` for one,
    `model_asked(name)` where the provider has to tell first what the model takes.
    """

    aim_asked = Signal(str)
    model_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        self.names: tuple[str, ...] = ()
        self._provider = ""
        self._told = True
        """Whether any name the server knows may be aimed at, as it is."""
        self._why: str | None = None
        self._list = column(gap=4)
        self.none = Label(tr("connections.served.none"), "small", "text2", wrap=True)
        self.none.setContentsMargins(0, 5, 0, 0)
        self.other = LineInput(name=tr("connections.other"), placeholder=tr("connections.other.like"))
        self.aim = Button(tr("connections.aim"), size="normal")
        line = row(self.other, self.aim, gap=8)
        line.setStretch(0, 1)
        self.setLayout(
            column(
                labelled(tr("connections.served"), boxed(column(self.none, self._list, gap=4))),
                labelled(tr("connections.other"), boxed(line)),
                gap=6,
            )
        )
        self.other.textChanged.connect(lambda _: self._show_reason())
        self.other.returnPressed.connect(self.aim.click)
        self.aim.clicked.connect(self._ask_other)

    def show_provider(self, provider: str, *, passes: bool) -> None:
        """Whose models these are; `passes` where a name alone will do."""
        self._provider, self._told = provider, passes
        self.aim.setText(tr("connections.aim" if passes else "connections.add_model"))

    def show_busy(self, on: bool) -> None:
        """While the provider is asked what a model takes."""
        self.aim.set_busy(tr("connections.adding") if on else None)

    def show_models(self, names: Sequence[str], *, asked: bool = False) -> None:
        """Show these ids, as the server tells them; `asked` and none: it does not say."""
        self.none.setText(tr("connections.served.silent" if asked else "connections.served.none"))
        clear(self._list)
        self.names, self.buttons = tuple(names[:MOST]), {}
        for name in self.names:
            button = Button(tr("connections.aim"), size="compact", name=tr("connections.aim_at", model=name))
            button.clicked.connect(partial(self._ask, name))
            self.buttons[name] = button
            line = row(Elided(name, "body", middle=True), button, gap=8)
            line.setStretch(0, 1)
            self._list.addWidget(boxed(line))
        self.none.setVisible(not self.names)
        self._show_reason()

    def show_reason(self, why: str | None) -> None:
        """Why nothing can be aimed, None where it can."""
        self._why = why
        self._show_reason()

    def _show_reason(self) -> None:
        for button in self.buttons.values():
            button.set_reason(self._why)
        typed = self.other.text().strip()
        self.aim.set_reason(self._why or (None if typed else tr("connections.other.first")))

    def _ask_other(self) -> None:
        typed = self.other.text().strip()
        if self._told:
            self._ask(typed)
        elif typed and not self._why and not self.aim.busy:
            self.model_asked.emit(typed)

    def _ask(self, name: str, *_: object) -> None:
        if name and not self._why:
            self.aim_asked.emit(name if name.startswith(f"{self._provider}/") else f"{self._provider}/{name}")
