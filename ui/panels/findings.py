"""Lists what to look at before sending: each finding with its sentence, its fix and its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.domain.template import Template
from app.strings import has, tr
from ui.kit.buttons import Button
from ui.kit.labels import Label, Sign
from ui.kit.layout import clear, column, row
from ui.kit.rows import FindingRow
from ui.panels.findings_places import place_name
from ui.panels.send_foot import holds_focus

MOST = 3
"""Rows shown before “Show all”."""
_ORDER = {"error": 0, "warning": 1, "hint": 2}
_HUES = {"error": "error", "warning": "warn", "hint": "hint"}


def sentence(finding: Finding) -> str:
    """A finding in words; without words of its own, its id."""
    return tr(finding.sentence, **finding.args) if has(finding.sentence) else finding.id


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Errors first, then warnings, then hints, each in the order of the draft's fields."""
    return sorted(findings, key=lambda finding: _ORDER[finding.level])


class Count(QWidget):
    """A sign and how many there are of a level; gone at none."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self._level = level
        self.number = Label("", "small", f"{_HUES[level]}.text")
        self.setLayout(row(Sign(level, f"{_HUES[level]}.line", 14), self.number, gap=4))
        self.setVisible(False)

    def show_number(self, number: int) -> None:
        """Show how many."""
        self.number.setText(str(number))
        self.setAccessibleName(tr(f"findings.{self._level}s", n=number))
        self.setVisible(bool(number))


class FindingsList(QWidget):
    """The findings of the open draft. `fixed(finding)` when its button is pressed, `chosen(path)` for its place."""

    fixed = Signal(object)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: list[Finding] = []
        self._places: list[str] = []
        self._all = False
        self._at = -1
        self.rows: list[FindingRow] = []
        self.counts = {level: Count(level) for level in _ORDER}
        self.none = QWidget()
        line = row(Sign("good", "kept.line", 14), Label(tr("findings.none"), "small", "text2"), None, gap=8)
        line.setContentsMargins(0, 2, 0, 2)
        self.none.setLayout(line)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.more = Button("", kind="quiet", size="compact")
        self.more.clicked.connect(self._fold)
        self.more.setVisible(False)
        head = row(Label(tr("findings.title"), "bold"), None, *self.counts.values(), gap=10)
        layout = column(head, self.none, self._column, row(self.more, None), gap=4)
        self.setLayout(layout)
        self.setAccessibleName(tr("findings.title"))

    def show_findings(self, findings: Sequence[Finding], draft: Draft | None, template: Template | None) -> None:
        """Show these; equal ones change nothing, and the one in focus keeps it."""
        ordered = in_order(findings)
        places = [place_name(draft, template, finding.path) for finding in ordered]
        if ordered == self._findings and places == self._places:
            return
        held = self._held()
        self._findings, self._places = ordered, places
        for level, count in self.counts.items():
            count.show_number(sum(finding.level == level for finding in ordered))
        self.none.setVisible(not ordered)
        self._fill()
        if held is not None:
            self._take_up(held)

    def focus_next(self, step: int) -> bool:
        """Walk to the next (or previous) finding. Gives whether there is one."""
        if not self._findings:
            return False
        here = next((index for index, each in enumerate(self.rows) if each.hasFocus()), None)
        start = here if here is not None else (self._at if step > 0 else self._at + 1)
        self._at = (start + step) % len(self._findings)
        if self._at >= MOST and not self._all:
            self._all = True
            self._fill()
        self.rows[self._at].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @property
    def first(self) -> Finding | None:
        """The finding that stands first."""
        return self._findings[0] if self._findings else None

    def _fill(self) -> None:
        clear(self._column)
        self.rows = []
        shown = self._findings if self._all else self._findings[:MOST]
        for finding, place in zip(shown, self._places, strict=False):
            self.rows.append(self._row(finding, place))
            self._column.addWidget(self.rows[-1])
            # at once, so that it can take the keyboard
            self.rows[-1].setVisible(True)
        over = len(self._findings) > MOST
        self.more.setText(tr("findings.fewer" if self._all else "findings.all", n=len(self._findings)))
        self.more.setVisible(over)

    def _row(self, finding: Finding, place: str) -> FindingRow:
        fix = tr("findings.go")
        if finding.fix is not None:
            key = f"fix.{finding.fix.id}"
            fix = tr(key, **finding.fix.args) if has(key) else finding.fix.id
        level = tr(f"findings.level.{finding.level}")
        made = FindingRow(finding.level, sentence(finding), fix=fix, place=place, level_name=level)
        if finding.fix is not None:
            made.fixed.connect(lambda: self.fixed.emit(finding))
        else:
            made.fixed.connect(lambda: self.chosen.emit(finding.path))
        made.visited.connect(lambda: self.chosen.emit(finding.path))
        return made

    def _fold(self) -> None:
        self._all = not self._all
        self._fill()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self) -> int | None:
        """The row that has focus, itself or its button."""
        for index, each in enumerate(self.rows):
            if holds_focus(each):
                return index
        return None

    def _take_up(self, held: int) -> None:
        if self.rows:
            self._at = min(held, len(self.rows) - 1)
            self.rows[self._at].setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())
