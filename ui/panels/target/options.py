"""The options only the aimed model has: a quiet row under the target, and the popup that it opens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.model import Model, ModelOption, Scalar
from app.strings import has, listed, tr
from ui.kit.buttons import Button
from ui.kit.choices import Switch
from ui.kit.fonts import scaled
from ui.kit.inputs import Choice, LineInput, NumberInput
from ui.kit.labels import Label
from ui.kit.popups import Popup
from ui.kit.rows import SettingRow

WIDTH = 420
INSET = 4
LEAST, MOST = -1e6, 1e6


def chosen(draft: Draft, model: Model, option: ModelOption) -> Scalar:
    """What an option stands at in a draft: its own value, or the row's default."""
    value = draft.options.get(model.id, {}).get(option.name)
    return option.default if value is None else value


def differing(draft: Draft, model: Model) -> int:
    """How many options of a model stand at something else than the row's default."""
    return sum(chosen(draft, model, option) != option.default for option in model.options)


def edit_for(draft: Draft, model: Model, option: ModelOption, value: Scalar) -> Edit:
    """The edit that sets an option. What is the row's default again leaves nothing behind in the draft."""
    if value != option.default:
        return Edit(op="set", path=f"options[{model.id}].{option.name}", value=value)
    mine = {name: kept for name, kept in draft.options.get(model.id, {}).items() if name != option.name}
    others = {name: kept for name, kept in draft.options.items() if name != model.id}
    return Edit(op="set", path="options", value=others | ({model.id: mine} if mine else {}))


class OptionsRow(Button):
    """Says that the model has options, and how many differ from its row. Enter and Down open them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("send.options"), icon="sliders-horizontal", kind="quiet", size="compact", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("menu", True)

    def show_options(self, draft: Draft, model: Model) -> None:
        """Count what differs."""
        count = differing(draft, model)
        self.setText(tr("send.options.changed", n=count) if count else tr("send.options"))
        names = listed(option_words(option) for option in model.options)
        self.setAccessibleDescription(tr("send.options.of", model=model.title, names=names))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), scaled(30))

    def focus_rect(self) -> QRect:
        """The ring stays inside the panel."""
        return self.rect().adjusted(5, 3, -5, -3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def _content_rect(self) -> QRect:
        # flush with the words of the target above it
        wide = super().sizeHint().width()
        return QRect(INSET, 0, wide, self.height())


class OptionsPopup(Popup):
    """A control for each option of a model. `edited(edit)` tells a person's change only."""

    edited = Signal(object)

    def __init__(self, draft: Draft, model: Model, parent: QWidget | None = None) -> None:
        super().__init__(tr("send.options.title", model=model.title), inset=12, parent=parent)
        self._draft, self.model = draft, model
        self.setFixedWidth(scaled(WIDTH))
        self.column.addWidget(Label(tr("send.options.title", model=model.title), "bold"))
        self.controls: dict[str, QWidget] = {}
        self._shows: dict[str, Callable[[Scalar], object]] = {}
        for option in model.options:
            control = self._control(option)
            self.controls[option.name] = control
            self.column.addWidget(SettingRow(option_words(option), _sentence(option), control))
        self.show_draft(draft)

    def show_draft(self, draft: Draft) -> None:
        """Show what a draft says, without telling."""
        self._draft = draft
        for option in self.model.options:
            self._shows[option.name](chosen(draft, self.model, option))

    def open_under(self, widget: QWidget, *, right: bool = False) -> None:
        super().open_under(widget, right=right)
        next(iter(self.controls.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _control(self, option: ModelOption) -> QWidget:
        tell = partial(self._tell, option)
        name = option_words(option)
        if option.kind == "switch":
            switch = Switch(name=name)
            switch.toggled.connect(tell)
            self._shows[option.name] = partial(_set_switch, switch)
            return switch
        if option.kind == "choice":
            return self._choice(option, name, tell)
        if option.kind == "number":
            number = NumberInput(
                low=LEAST if option.least is None else option.least,
                high=MOST if option.most is None else option.most,
                step=option.step,
                decimals=2 if isinstance(option.default, float) or option.step % 1 else 0,
                name=name,
            )
            whole = isinstance(option.default, int) and option.step % 1 == 0
            number.changed_by_hand.connect(lambda value: tell(int(value) if whole else value))
            self._shows[option.name] = lambda value: number.set_value(_number(value, option))
            return number
        line = LineInput(name=name)
        line.setFixedWidth(scaled(150))
        line.committed.connect(tell)
        self._shows[option.name] = lambda value: line.set_value(str(value))
        return line

    def _choice(self, option: ModelOption, name: str, tell: Callable[[Scalar], object]) -> QWidget:
        offered = [(each, _words(f"option.{option.name}.{each}", each)) for each in option.choices]
        choice = Choice(offered, name=name, placeholder=tr("send.options.unknown"))
        choice.setFixedWidth(scaled(170))
        choice.picked.connect(tell)
        self._shows[option.name] = choice.set_value
        return choice

    def _tell(self, option: ModelOption, value: Scalar) -> None:
        if value != chosen(self._draft, self.model, option):
            self.edited.emit(edit_for(self._draft, self.model, option, value))


def option_words(option: ModelOption) -> str:
    """The name of an option for people; one that a row of the person's own brings has only its token."""
    return _words(f"option.{option.name}", option.name)


def _sentence(option: ModelOption) -> str:
    said = _words(f"option.{option.name}.help", "")
    if option.kind == "number" and option.least is not None and option.most is not None:
        between = tr("send.options.between", least=f"{option.least:g}", most=f"{option.most:g}")
        return f"{said} {between}" if said else between
    return said


def _words(id: str, otherwise: str) -> str:
    return tr(id) if has(id) else otherwise


def _number(value: Scalar, option: ModelOption) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return float(option.default)


def _set_switch(switch: Switch, value: Scalar) -> None:
    blocked = switch.blockSignals(True)
    switch.setChecked(value is True)
    switch.blockSignals(blocked)
    switch.update()
