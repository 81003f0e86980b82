"""Fields of several short things as chips: add by Enter or comma, take away, put in another order."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.draft import Draft
from app.domain.template import Field
from app.strings import tr
from ui.fields.base import FieldWidget
from ui.fields.chip_input import ChipInput, ChipPlate, MovableChip
from ui.fields.completion import Offer
from ui.fields.desk import FieldDesk
from ui.fields.mentions import plain
from ui.fields.terms import matching, name_of, named_terms, value_of
from ui.kit.layout import clear

_WALK = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ChipsField(FieldWidget):
    """A list of words or terms. The vocabulary that serves the path offers its terms while one types."""

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self.terms = named_terms(desk.vocabulary_for(path))
        self._values: tuple[str, ...] = ()
        self.plate = ChipPlate()
        self.input = ChipInput(self.example or tr("fields.add"), self.name)
        self.plate.flow.addWidget(self.input)
        self.fill(self.plate)
        self.watch(self.input)
        self.setFocusProxy(self.input)
        self.input.entered.connect(self._add)
        self.input.erased.connect(self._erase)
        self.input.left.connect(lambda: self._focus_chip(len(self._values) - 1))
        self.input.textEdited.connect(self._offer)
        self.input.focus_changed.connect(self.plate.set_focused)

    def value(self) -> tuple[str, ...]:
        return self._values

    def set_value(self, value: object, draft: Draft) -> None:
        self._draft = draft
        values = tuple(str(each) for each in value) if isinstance(value, (tuple, list)) else ()
        if values != self._values:
            self._values = values
            self._show()

    def set_path(self, path: str) -> None:
        self.input.flush()
        super().set_path(path)

    def set_reason(self, text: str | None) -> None:
        super().set_reason(text)
        self.input.setVisible(not text)

    def chip(self, value: str) -> MovableChip:
        """The chip of a value."""
        name = plain(name_of(value, self.terms), self._draft)
        return MovableChip(name, remove_name=tr("fields.chips.remove", what=name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _WALK.get(Qt.Key(event.key()))
        here = self._focused()
        if step is None or here is None:
            super().keyPressEvent(event)
        elif here + step < len(self._values):
            self._focus_chip(here + step)
        else:
            self.input.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, text: str) -> None:
        value = value_of(text, self.terms)
        if value in self._values:
            self.remark.say(tr("fields.chips.twice", what=name_of(value, self.terms)))
            return
        self.remark.say("")
        self._change((*self._values, value))

    def _erase(self) -> None:
        if self._values:
            self._change(self._values[:-1])

    def _remove(self, value: str) -> None:
        place = self._values.index(value)
        self._change(tuple(each for each in self._values if each != value))
        if self._values:
            self._focus_chip(min(place, len(self._values) - 1))
        else:
            self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, value: str, place: int) -> None:
        rest = [each for each in self._values if each != value]
        place = max(0, min(place, len(rest)))
        rest.insert(place, value)
        if tuple(rest) != self._values:
            self._change(tuple(rest))
            self._focus_chip(place)

    def _carry(self, value: str, point: QPoint, dropped: bool) -> None:
        place = self.plate.place_at(point)
        self.plate.mark_place(None if dropped else place)
        if dropped:
            self._move(value, place - (self._values.index(value) < place))

    def _change(self, values: tuple[str, ...]) -> None:
        self._values = values
        self._show()
        self.tell(values)

    def _show(self) -> None:
        typing = self.input.hasFocus()
        self.plate.flow.removeWidget(self.input)
        clear(self.plate.flow)
        for value in self._values:
            chip = self.chip(value)
            chip.removed.connect(lambda value=value: self._remove(value))
            chip.stepped.connect(lambda step, value=value: self._move(value, self._values.index(value) + step))
            chip.carried.connect(lambda point, dropped, value=value: self._carry(value, point, dropped))
            self.plate.flow.addWidget(chip)
            chip.show()  # at once, so that it can take the keyboard
        self.plate.flow.addWidget(self.input)
        self.put_in_order(*self.plate.chips(), self.input)
        self.input.setPlaceholderText(tr("fields.add") if self._values else self.example or tr("fields.add"))
        if typing:
            self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.plate.updateGeometry()

    def _offer(self, text: str) -> None:
        hits = [each for each in matching(text, self.terms) if each.value not in self._values] if text.strip() else []
        offers = [Offer(each.value, each.name) for each in hits]
        self.input.completion.offer(offers, self.input.caret_rect(), first=False)

    def _focused(self) -> int | None:
        return next((place for place, chip in enumerate(self.plate.chips()) if chip.hasFocus()), None)

    def _focus_chip(self, place: int) -> None:
        chips = self.plate.chips()
        if 0 <= place < len(chips):
            chips[place].setFocus(Qt.FocusReason.TabFocusReason)
