"""Fields with a number: seconds, shake, seed. A number is told when it stands, not while it is typed."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain import path as paths
from app.domain.cuts import set_shot_seconds
from app.domain.draft import Draft
from app.domain.edit import Edit, split_item
from app.domain.template import Field
from app.strings import tr
from ui.fields.base import FieldWidget
from ui.fields.desk import FieldDesk
from ui.fields.terms import pattern_of
from ui.kit.inputs import NumberInput


class Scale(NamedTuple):
    """How far a number goes and in what steps. Without `always` the lowest stands for none."""

    low: float = 0
    high: float = 600
    step: float = 0.5
    decimals: int = 2
    unit: str = "s"
    always: bool = True


SECONDS = Scale()
SCALES = {
    "shots[*].seconds": Scale(low=0.5),
    "shots[*].shake": Scale(high=3, step=1, decimals=0, unit=""),
    "frame.seed": Scale(low=-1, high=2**31 - 1, step=1, decimals=0, unit="", always=False),
    "shots[*].keys[*].t": Scale(step=0.25),
    "shots[*].keys[*].hold": Scale(step=0.25),
}


class NumberField(FieldWidget):
    """A number with its unit and steps."""

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        scale = SCALES.get(pattern_of(path), SECONDS)
        self.scale = scale
        self.input = NumberInput(
            scale.low,
            low=scale.low,
            high=scale.high,
            step=scale.step,
            decimals=scale.decimals,
            unit=tr("fields.unit.seconds") if scale.unit else "",
            name=self.name,
            none_text="" if scale.always else tr("fields.number.none"),
        )
        self.input.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.fill(self.input)
        self.column.setAlignment(self.input, Qt.AlignmentFlag.AlignLeft)
        self.watch(self.input, self.input.lineEdit())
        self.input.changed_by_hand.connect(self._changed)

    def value(self) -> float | int | None:
        number = self.input.value()
        if not self.scale.always and number <= self.scale.low:
            return None
        return number if self.scale.decimals else int(number)

    def set_value(self, value: object, draft: Draft) -> None:
        self._draft = draft
        number = value if isinstance(value, (int, float)) else self.scale.low
        if number != self.input.value():
            self.input.set_value(number)

    def _changed(self) -> None:
        draft, number = self._draft, self.input.value()
        if pattern_of(self.path) == "shots[*].seconds" and draft is not None:
            # the shot's beats and camera path go along with its length
            shot_id = split_item(self.path.rpartition(".")[0])[1]
            if number != paths.read(draft, self.path):
                self.steps.emit((Edit(op="set", path="shots", value=set_shot_seconds(draft, shot_id, number).shots),))
            return
        self.tell(self.value())
