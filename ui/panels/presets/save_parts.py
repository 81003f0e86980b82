"""What a preset is to hold: the whole draft or some parts of it, and words of it that become variables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.draft import Draft, Variable
from app.domain.edit import free_id
from app.domain.errors import Fault
from app.domain.overlay import PARTS, cut, sorted_parts
from app.domain.variables import declared_faults, make_variable
from app.strings import tr
from ui.kit.buttons import Button, IconButton
from ui.kit.choices import CheckBox, Segments
from ui.kit.fonts import scaled
from ui.kit.inputs import Choice, LineInput
from ui.kit.layout import column, row
from ui.kit.notify import say_fault, sentences
from ui.panels.presets.words import held_parts

COLUMNS = 3
_BETWEEN = re.compile("[,;，；、]")
KINDS = ("text", "number", "choice")


class PartsChooser(QWidget):
    """Whole draft or parts; the parts that say something can be ticked. `changed` by hand."""

    changed = Signal()

    def __init__(self, draft: Draft | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = {part.id for part in held_parts(draft)} if draft is not None else set()
        said |= {"frame", "shots"} | ({"structure"} if "beats" in said else set())
        options = (("whole", tr("presets.whole.choice")), ("parts", tr("presets.parts.choice")))
        self.way = Segments(options, "whole", name=tr("presets.holds_what"), small=True)
        self.way.chosen.connect(lambda _: self._show())
        self.boxes: dict[str, CheckBox] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setSpacing(4)
        for place in range(COLUMNS):
            grid.setColumnStretch(place, 1)
        for place, part in enumerate(PARTS):
            box = CheckBox(tr(f"presets.part.{part}"))
            box.setEnabled(part in said)
            box.setToolTip("" if part in said else tr("presets.part_empty"))
            box.clicked.connect(lambda on, part=part: self._tick(part, on))
            self.boxes[part] = box
            grid.addWidget(box, place // COLUMNS, place % COLUMNS, Qt.AlignmentFlag.AlignLeft)
        self._grid = QWidget()
        self._grid.setLayout(grid)
        self.setLayout(column(self.way, self._grid, gap=4))
        self._grid.hide()

    @property
    def is_whole(self) -> bool:
        """Whether the whole draft is meant."""
        return self.way.value() == "whole"

    @property
    def parts(self) -> tuple[str, ...]:
        """The ticked parts, () for the whole draft (and where none is ticked yet)."""
        return () if self.is_whole else sorted_parts(part for part, box in self.boxes.items() if box.isChecked())

    @property
    def why(self) -> str:
        """Why this cannot be kept, "" where it can."""
        none = not self.is_whole and not any(box.isChecked() for box in self.boxes.values())
        return tr("presets.nothing_ticked") if none else ""

    def _tick(self, part: str, on: bool) -> None:
        # beats hold their structure
        other = {"structure": "beats", "beats": "structure"}.get(part)
        if on and other is not None:
            self.boxes[other].setChecked(False)
        self.changed.emit()

    def _show(self) -> None:
        self._grid.setVisible(not self.is_whole)
        self.changed.emit()


class Made(NamedTuple):
    """A draft with its variables, or why they cannot be made."""

    draft: Draft
    why: str


class VariableRow(QWidget):
    """Words of the draft, the name they are asked for by, and what kind of value takes their place."""

    changed = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = LineInput(name=tr("presets.variable.words"), placeholder=tr("presets.variable.words"))
        self.label = LineInput(name=tr("presets.variable.name"), placeholder=tr("presets.variable.name"))
        kinds = [(kind, tr(f"presets.variable.{kind}")) for kind in KINDS]
        self.kind = Choice(kinds, "text", name=tr("presets.variable.kind"))
        self.kind.setFixedWidth(scaled(112))
        self.choices = LineInput(
            name=tr("presets.variable.choices"), placeholder=tr("presets.variable.choices.example")
        )
        self.choices.hide()
        self.away = IconButton("remove", tr("presets.variable.remove"), size="compact")
        for line in (self.words, self.label, self.choices):
            line.textChanged.connect(lambda _: self.changed.emit())
        self.kind.picked.connect(self._pick)
        self.away.clicked.connect(self.removed)
        fields = row(self.words, self.label, self.kind, self.away, gap=6)
        fields.setStretch(0, 3)
        fields.setStretch(1, 2)
        self.setLayout(column(fields, self.choices, gap=4))

    def variable(self, taken: Iterable[str]) -> Variable:
        """The variable it makes; what its words say is the default."""
        words, label = self.words.text().strip(), self.label.text().strip()
        choices = tuple(each.strip() for each in _BETWEEN.split(self.choices.text()) if each.strip())
        kind: Any = self.kind.value() or "text"
        if kind == "choice" and choices and words not in choices:
            choices = (words, *choices)
        shown = choices if kind == "choice" else ()
        return Variable(
            id=free_id(label or words, taken), label=label or words, kind=kind, choices=shown, default=words
        )

    def _pick(self, kind: object) -> None:
        self.choices.setVisible(kind == "choice")
        self.changed.emit()


class VariablesEditor(QWidget):
    """Rows of words that become variables. `changed` with every letter; `make` gives the draft with them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = column(gap=6)
        self.rows: list[VariableRow] = []
        self.add = Button(tr("presets.variable.add"), icon="add", kind="quiet", size="compact")
        self.add.clicked.connect(self.add_row)
        self.setLayout(column(self._rows, row(self.add, None), gap=4))

    def add_row(self) -> VariableRow:
        """One more row, ready for its words."""
        made = VariableRow()
        made.changed.connect(self.changed)
        made.removed.connect(lambda: self._remove(made))
        self.rows.append(made)
        self._rows.addWidget(made)
        made.show()
        made.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        return made

    def make(self, draft: Draft, parts: tuple[str, ...]) -> Made:
        """The parts of a draft with these words exchanged for variables."""
        made = cut(draft, parts)
        for each in self.rows:
            if not each.words.text().strip():
                return Made(draft, tr("presets.variable.no_words"))
            variable = each.variable([other.id for other in made.variables])
            try:
                made = make_variable(made, each.words.text(), variable)
            except Fault as fault:
                return Made(draft, sentences(say_fault(fault))[0])
        wrong = declared_faults(made.variables)
        return Made(made, tr(wrong[0].id, **wrong[0].args) if wrong else "")

    def _remove(self, made: VariableRow) -> None:
        self.rows.remove(made)
        self._rows.removeWidget(made)
        made.hide()
        made.deleteLater()
        self.changed.emit()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
