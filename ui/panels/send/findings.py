"""Lists what to look at before sending: each finding with its sentence, its fix and its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.domain.template import Template
from app.strings import has, tr
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.labels import LEVEL_HUES, Label, Sign
from ui.kit.layout import column, row, set_surface
from ui.kit.rows import FindingLevel, FindingRow
from ui.panels.send.figures import day_words
from ui.panels.send.findings_places import place_name, same_names
from ui.panels.send.foot import holds_focus

MOST = 3
"""Rows shown before “Show all”."""
SPARE = 2
"""Rows of a level that are kept ready: making one takes as long as all that a key does otherwise."""
SIGNS = (14, 16)
"""The sizes in which the sign of a level is drawn, the first time from its file."""
IDLE_MS = 300
"""How long nothing new was found before one more of them is made."""
_ORDER: dict[FindingLevel, int] = {"error": 0, "warning": 1, "hint": 2}


def sentence(finding: Finding) -> str:
    """A finding in words; without words of its own, its id."""
    args = finding.args
    if "day" in args:
        args = {**args, "day": day_words(str(args["day"]))}
    return tr(finding.sentence, **args) if has(finding.sentence) else finding.id


def fix_words(finding: Finding) -> str:
    """What the button of a finding says: the change, or that one can go to the field."""
    if finding.fix is None:
        return tr("findings.go")
    key = f"fix.{finding.fix.id}"
    return tr(key, **finding.fix.args) if has(key) else finding.fix.id


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Errors first, then warnings, then hints, each in the order of the draft's fields."""
    places = [_ORDER[finding.level] for finding in findings]
    # as they come from the compiler they stand like this already
    return list(findings) if places == sorted(places) else sorted(findings, key=lambda finding: _ORDER[finding.level])


@contextmanager
def laid_once(widget: QWidget) -> Iterator[None]:
    """Whatever comes, goes or grows in a widget meanwhile: its layout gives places once, when it is asked next."""
    layout = widget.layout()
    assert layout is not None
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)


class Count(QWidget):
    """A sign and how many there are of a level; gone at none."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self._level = level
        self.number = Label("", "small", f"{LEVEL_HUES[level]}.text")
        self.setLayout(row(Sign(level, f"{LEVEL_HUES[level]}.line", 14), self.number, gap=4))
        self.setVisible(False)

    def show_number(self, number: int) -> None:
        """Show how many."""
        if str(number) == self.number.text():
            return
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
        self._levels: list[FindingLevel] = []
        self._places: list[str] = []
        self._placed: list[str] = []
        """The paths whose places these are."""
        self._draft: Draft | None = None
        self._template: Template | None = None
        """What the places are named after."""
        self._all = False
        self._at = -1
        self.rows: list[FindingRow] = []
        self._kinds: list[tuple[FindingLevel, str]] = []
        self._said: list[Finding] = []
        """What the rows say."""
        self._spare: dict[FindingLevel, list[FindingRow]] = {level: [] for level in _ORDER}
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._make_spare)
        self.counts = {level: Count(level) for level in _ORDER}
        self.none = QWidget()
        self._good, self._verdict = Sign("good", "kept.line", 14), Label(tr("findings.none"), "small", "text2")
        line = row(self._good, self._verdict, None, gap=8)
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
        ordered, known = in_order(findings), self._places
        named = template is self._template and same_names(draft, self._draft)
        self._draft, self._template = draft, template
        if named and ordered == self._findings:
            return
        places = self._places_of(ordered, known if named else None)
        if places == known and ordered == self._findings:
            return
        levels = [finding.level for finding in ordered]
        alike = places == known and levels == self._levels
        held = None if alike else self._held()
        self._findings, self._places, self._levels = ordered, places, levels
        self._idle.start()
        if alike:
            # as with nearly every key: only the words of some rows are others
            self._say_anew()
            return
        with laid_once(self):
            for level, count in self.counts.items():
                count.show_number(levels.count(level))
            self.none.setVisible(not ordered)
            self._fill()
        if held is not None:
            self._take_up(held)

    def show_checked(self, checked: bool) -> None:
        """Whether all was checked: before that nothing is promised, in a line of the same height."""
        self._good.setVisible(checked)
        self._verdict.setText(tr("findings.none" if checked else "findings.checking"))

    def focus_next(self, step: int) -> bool:
        """Walk to the next (or previous) finding. Gives whether there is one."""
        if not self._findings:
            return False
        here = next((index for index, each in enumerate(self.rows) if each.hasFocus()), None)
        start = here if here is not None else (self._at if step > 0 else self._at + 1)
        self._at = (start + step) % len(self._findings)
        if self._at >= MOST and not self._all:
            self._all = True
            self._places = self._places_of(self._findings)
            with laid_once(self):
                self._fill()
        self.rows[self._at].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @property
    def first(self) -> Finding | None:
        """The finding that stands first."""
        return self._findings[0] if self._findings else None

    def _fill(self) -> None:
        """Fill the rows. One whose level and place stay is kept and says something new; another is used again."""
        shown = list(zip(self._findings, self._places, strict=False))
        if [(finding.level, where) for finding, where in shown] != self._kinds:
            self._place_rows(shown)
        else:
            self._say_anew()
        self._said = [finding for finding, _ in shown]
        over = len(self._findings) > MOST
        more = tr("findings.fewer" if self._all else "findings.all", n=len(self._findings))
        if more != self.more.text():
            self.more.setText(more)
        self.more.setVisible(over)

    def _say_anew(self) -> None:
        """Let each row say its finding, where it is another one of the same level and place."""
        for row_, finding, where, said in zip(self.rows, self._findings, self._places, self._said, strict=False):
            if finding is not said and finding != said:
                _say(row_, finding, where)
        self._said = self._findings[: len(self.rows)]

    def _place_rows(self, shown: Sequence[tuple[Finding, str]]) -> None:
        """Have a row at each place for each of these."""
        kept: dict[tuple[FindingLevel, str], list[FindingRow]] = {}
        for kind, row_ in zip(self._kinds, self.rows, strict=True):
            kept.setdefault(kind, []).append(row_)
        self._kinds = [(finding.level, where) for finding, where in shown]
        same = [kept[kind].pop(0) if kept.get(kind) else None for kind in self._kinds]
        for (level, _), rest in kept.items():
            self._spare[level] += rest
        self.rows = [row_ or self._row(finding) for row_, finding in zip(same, self._findings, strict=False)]
        for place, (made, (finding, where)) in enumerate(zip(self.rows, shown, strict=True)):
            # before it is laid out
            _say(made, finding, where)
            if self._column.indexOf(made) != place:
                self._column.insertWidget(place, made)
                # at once, so that it can take the keyboard
                made.setVisible(True)
        self._put_away()

    def _places_of(self, findings: Sequence[Finding], known: list[str] | None = None) -> list[str]:
        """Where each finding that is shown belongs, in words; `known` are those of the paths before, if they hold."""
        paths = [finding.path for finding in findings[: None if self._all else MOST]]
        if known is None or paths != self._placed:
            known = [place_name(self._draft, self._template, path) for path in paths]
        self._placed = paths
        return known

    def _row(self, finding: Finding) -> FindingRow:
        """A row that was let go, else a new one, which costs as much as all the words do."""
        spare = self._spare[finding.level]
        return spare.pop(0) if spare else self._made(finding.level)

    def _made(self, level: FindingLevel) -> FindingRow:
        """A row that says nothing yet, hidden and dressed."""
        made = FindingRow(level, "", fix=" ", place=" ", level_name=tr(f"findings.level.{level}"), parent=self)
        # on a ground of its own: nothing beneath is painted where it says something else with each key
        set_surface(made.sentence, "panel")
        made.hide()
        # the style sheet is asked at the first show otherwise
        for part in (made, *made.findChildren(QWidget)):
            part.ensurePolished()
        made.fixed.connect(lambda: self._fix(made))
        made.visited.connect(lambda: self.chosen.emit(self._finding_of(made).path))
        return made

    def _make_spare(self) -> None:
        """Make one more of the rows that may be wanted while somebody types, as long as nobody does."""
        for level, spare in self._spare.items():
            if len(spare) < SPARE and sum(kind == level for kind, _ in self._kinds) + len(spare) < MOST:
                spare.append(self._made(level))
                for size in SIGNS:
                    icons.pixmap(level, f"{LEVEL_HUES[level]}.line", size, self.devicePixelRatioF())
                self._idle.start()
                return

    def _put_away(self) -> None:
        """Hide the rows that nothing is said in, and keep a few of them."""
        for spare in self._spare.values():
            for row_ in spare:
                if not row_.isHidden():
                    self._column.removeWidget(row_)
                    row_.hide()
            for gone in spare[MOST:]:
                gone.deleteLater()
            del spare[MOST:]

    def _finding_of(self, row: FindingRow) -> Finding:
        return self._findings[self.rows.index(row)]

    def _fix(self, row: FindingRow) -> None:
        finding = self._finding_of(row)
        if finding.fix is not None:
            self.fixed.emit(finding)
        else:
            self.chosen.emit(finding.path)

    def _fold(self) -> None:
        self._all = not self._all
        self._places = self._places_of(self._findings)
        with laid_once(self):
            self._fill()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self) -> int | None:
        """The row that has focus, itself or its button."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            return None
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


def _say(row: FindingRow, finding: Finding, place: str) -> None:
    """Give a row the words of another finding of its level."""
    said, fix = sentence(finding), fix_words(finding)
    row.say(said)
    if row.fix.text() != fix:
        row.fix.setText(fix)
    if row.place.text() != place:
        row.place.setText(place)
        row.setAccessibleDescription(place)
