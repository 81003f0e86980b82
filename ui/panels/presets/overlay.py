"""What laying a preset over the open draft would change, part by part and line by line, and which parts to lay over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.desk.film_words import Row
from app.domain.draft import Draft, Variable
from app.domain.overlay import parts_within
from app.domain.preset import Preset
from app.domain.variables import value_faults
from app.strings import tr
from ui.kit.choices import CheckBox
from ui.kit.fonts import scaled
from ui.kit.inputs import Choice, LineInput, field_height
from ui.kit.labels import Elided, Label, TrackSquare
from ui.kit.layout import FormRow, boxed, clear, column, row
from ui.kit.tips import plain_tip
from ui.panels.presets.words import held, overlay_rows, row_words, track_of
from ui.panels.shelf.desk import ShelfDesk

PART_WIDTH = 128
NAME_WIDTH = 84
NO_PARTS: frozenset[str] = frozenset()


class VariableFields(QWidget):
    """A field for every variable. `changed` with every letter; `values` are what stands in them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._variables: tuple[Variable, ...] = ()
        self.fields: dict[str, LineInput | Choice] = {}
        self._says = Label(tr("presets.variables.cast"), "small", "text3", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        for place in range(2):
            self._grid.setColumnStretch(place, 1)
        self.setLayout(column(self._grid, self._says, gap=4, margins=(0, 0, 6, 4)))

    @property
    def values(self) -> dict[str, str]:
        """What was put in, by variable."""
        found = {}
        for id, field in self.fields.items():
            found[id] = field.text() if isinstance(field, LineInput) else str(field.value() or "")
        return found

    def show_variables(self, variables: Sequence[Variable], draft: Draft | None) -> None:
        """These variables; what was put in stays where they are the same."""
        self.setVisible(bool(variables))
        self._says.setVisible(draft is not None and any(each.kind == "text" for each in variables))
        if self._variables == tuple(variables):
            return
        put_in = self.values
        self._variables = tuple(variables)
        clear(self._grid)
        self.fields = {}
        for place, each in enumerate(variables):
            name = each.label or each.id
            field = self._field(each, name, put_in.get(each.id, each.default))
            self.fields[each.id] = field
            label = Elided(name, "small", "text2")
            label.setFixedHeight(field_height())
            line = FormRow(label, field, label_width=scaled(NAME_WIDTH))
            self._grid.addWidget(line, place // 2, place % 2)

    def _field(self, variable: Variable, name: str, value: str) -> LineInput | Choice:
        if variable.kind == "choice":
            choice = Choice([(each, each) for each in variable.choices], value or None, name=name)
            choice.picked.connect(lambda _: self.changed.emit())
            return choice
        line = LineInput(value, name=name, placeholder=tr(f"presets.variables.{variable.kind}"))
        line.textChanged.connect(lambda _: self.changed.emit())
        return line


class PartRow(QWidget):
    """A part with a box to tick and its changes in lines; `plain`: only what it says."""

    def __init__(
        self,
        part: str,
        lines: Sequence[Row],
        *,
        ticked: bool = True,
        plain: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        name = tr(f"presets.part.{part}")
        self.box = CheckBox(name, checked=ticked, parent=self)
        self.box.setVisible(not plain)
        square: QWidget = TrackSquare(track_of(part)) if track_of(part) else QWidget()
        square.setFixedWidth(8)
        self.lines = [Label("", "small", "text" if ticked else "text3", wrap=True) for _ in lines]
        head: QWidget = Label(name, "small", "text2") if plain else self.box
        head.setFixedWidth(scaled(PART_WIDTH - 16))
        side = column(row(square, head, gap=8), None, gap=0)
        said = column(*self.lines, None, gap=2, margins=(0, 0 if plain else 4, 0, 4))
        whole = row(side, said, gap=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.plain, self.ticked = plain, ticked
        self._name = name
        self.show_lines(lines)

    def show_lines(self, lines: Sequence[Row]) -> None:
        """Other words in as many lines."""
        for label, each in zip(self.lines, lines, strict=True):
            short = row_words(each)
            label.setText(short)
            label.setToolTip(plain_tip(each.text) if len(each.text) > len(short) else "")
        self.setAccessibleName("; ".join((self._name, *(each.text for each in lines))))


class Overlay(QWidget):
    """Fields for the variables, then the parts with what they would change. `changed`: look at `why` again."""

    changed = Signal()

    def __init__(self, desk: ShelfDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preset: Preset | None = None
        self._draft: Draft | None = None
        self._left: frozenset[str] = NO_PARTS
        self._takes_structure = False
        self.variables = VariableFields()
        self.variables.changed.connect(self._show)
        self._rows = column(gap=2)
        self.rows: dict[str, PartRow] = {}
        area = QScrollArea()
        area.setAccessibleName(tr("presets.view.over"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(boxed(column(self.variables, self._rows, None, gap=4, margins=(0, 0, 6, 0)), "raised"))
        whole = column(area, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.why = ""
        """Why it cannot be laid over, "" where it can."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that are ticked; () where that is all there is."""
        if not self._left and not self._takes_structure:
            return ()
        return self._ticked()

    @property
    def changes(self) -> bool:
        """Whether its rows are what would change, and not what the preset holds."""
        return any(not row.plain for row in self.rows.values())

    @property
    def values(self) -> dict[str, str]:
        """The values of the variables."""
        return self.variables.values

    def show_preset(self, preset: Preset, draft: Draft | None) -> None:
        """Another preset, or another draft below it: everything is ticked again."""
        if preset != self._preset:
            self._left, self._takes_structure = NO_PARTS, False
        self._preset, self._draft = preset, draft
        self._show()

    def _ticked(self) -> tuple[str, ...]:
        assert self._preset is not None
        offered = parts_within(self._preset.parts)
        ticked = [part for part in offered if part not in self._left]
        if "structure" in ticked and "structure" not in self._preset.parts and not self._takes_structure:
            ticked.remove("structure")
        return tuple(ticked)

    def _show(self) -> None:
        preset = self._preset
        if preset is None:
            return
        parts = self._ticked()
        source = self._desk.source_of(preset, self.parts)[0] if parts else None
        variables = source.variables if source is not None else ()
        self.variables.show_variables(variables, self._draft)
        found = overlay_rows(self._desk, self._draft, preset, parts, self.values) if self._draft is not None else {}
        self.why = self._why_not(found, parts, variables) if self._draft is not None else tr("presets.no_draft")
        if found:
            self._fill(found, parts)
        else:
            said = {each.part: [Row(each.part, "", (each.after,))] for each in held(preset.draft, preset.parts)}
            self._fill(said, tuple(said), plain=True)
        self.changed.emit()

    def _why_not(self, found: dict[str, list[Row]], parts: Sequence[str], variables: Sequence[Variable]) -> str:
        if not found:
            return tr("presets.same")
        if not any(part in parts for part in found):
            return tr("presets.nothing_ticked")
        faults = value_faults(variables, self.values)
        return tr(faults[0].id, **faults[0].args) if faults else ""

    def _fill(self, found: dict[str, list[Row]], parts: Sequence[str], *, plain: bool = False) -> None:
        if self._is_alike(found, parts, plain):
            for part, lines in found.items():
                self.rows[part].show_lines(lines)
            return
        held_focus = next((part for part, each in self.rows.items() if each.box.hasFocus()), "")
        clear(self._rows)
        self.rows = {}
        for part, lines in found.items():
            made = PartRow(part, lines, ticked=part in parts, plain=plain)
            made.box.clicked.connect(lambda on, part=part: self._tick(part, on))
            self.rows[part] = made
            self._rows.addWidget(made)
            if part == held_focus:
                made.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_alike(self, found: dict[str, list[Row]], parts: Sequence[str], plain: bool) -> bool:
        """Whether only the words in the rows are others, as while one types."""
        return list(found) == list(self.rows) and all(
            (row.plain, row.ticked, len(row.lines)) == (plain, part in parts, len(found[part]))
            for part, row in self.rows.items()
        )

    def _tick(self, part: str, on: bool) -> None:
        assert self._preset is not None
        if part == "structure" and "structure" not in self._preset.parts:
            # beats hold their structure; one of the two is laid over
            self._takes_structure = on
            self._left = self._left | {"beats"} if on else self._left
        else:
            self._left = self._left - {part} if on else self._left | {part}
            self._takes_structure = self._takes_structure and not (part == "beats" and on)
        self._show()
