"""One model of the advice looked at: why and why not, what there is to decide, and what is lost there by line."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.desk.advice import line_words, reason_words
from app.domain.advice import Advice, Carried, CarryLine, Choice, Verdict
from app.domain.finding import Fix
from app.strings import listed, tr
from ui.kit.buttons import Button
from ui.kit.labels import Elided, Label, Sign
from ui.kit.layout import boxed, clear, column, row
from ui.kit.panels import Separator
from ui.kit.rows import LossRow
from ui.panels.send.figures import price_words


class AdviceDetail(QWidget):
    """The right half of the advice. `aim_asked`: the button; `taken(fix)`: a choice; `visited(path)`: a line."""

    aim_asked = Signal()
    taken = Signal(object)
    visited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._carried: Carried | None = None
        self._all = self._aimed = False
        self.title = Elided("", "head")
        self.second = Elided("", "small", "text2")
        self.aim = Button(tr("advise.aim"), kind="primary")
        self.aim.clicked.connect(self.aim_asked)
        self.kept = Button("", kind="quiet", size="compact")
        self.kept.clicked.connect(self._show_kept)
        self.lines: list[LossRow] = []
        self.options: list[Button] = []
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(1)
        head = row(column(self.title, self.second, gap=2), self.aim, gap=12, margins=(16, 12, 16, 12))
        head.setStretch(0, 1)
        inner = boxed(
            column(self._body, self._lines, row(self.kept, None), None, gap=8, margins=(16, 8, 12, 14)), "raised"
        )
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        whole = column(head, Separator(), self.area, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def show_model(self, advice: Advice, verdict: Verdict | None, carried: Carried, way: str, *, aimed: bool) -> None:
        """Show a model; without a verdict it is a closed one."""
        self._carried, self._all, self._aimed = carried, False, aimed
        title = carried.model.title
        self.title.setText(title)
        self.second.setText(listed((way, price_words(carried.compiled))) if verdict is not None else way)
        self.aim.set_reason(tr("advise.aimed") if aimed else None)
        self.aim.setAccessibleName(tr("advise.aim_here", model=title))
        clear(self._body)
        self.options = []
        if verdict is not None:
            self._judged(advice, verdict)
        if carried.choices:
            self._body.addWidget(_heading(tr("advise.ask")))
        for choice in carried.choices:
            self._choice(choice)
        self._body.addWidget(_heading(tr("advise.lost")))
        self._fill()
        self.area.verticalScrollBar().setValue(0)

    def _judged(self, advice: Advice, verdict: Verdict) -> None:
        self._body.addWidget(_heading(tr("advise.why" if verdict.fits else "advise.why_not")))
        sign = ("kept", "kept.line") if verdict.fits else ("forbidden", "lost.line")
        for reason in verdict.reasons:
            self._body.addLayout(_said(*sign, reason_words(reason)))
        if verdict.against is not None and verdict.fits:
            self._body.addLayout(_said("remove", "lost.line", reason_words(verdict.against)))
        if verdict.cuts:
            self._body.addLayout(_said("cut", "text3", tr("advise.cut", n=len(verdict.cuts) + 1)))
        winner = advice.winner
        if advice.flip is not None and winner is not None and winner.model is verdict.model:
            self._body.addLayout(_said("convert", "text3", reason_words(advice.flip)))

    def _choice(self, choice: Choice) -> None:
        self._body.addWidget(_wrapped(tr(f"carry.ask.{choice.id}", **choice.args)))
        buttons = row(gap=6)
        for option in choice.options:
            if option.edits:
                button = Button(_option_words(option), size="compact")
                button.clicked.connect(partial(self.taken.emit, option))
                buttons.addWidget(button)
                self.options.append(button)
        buttons.addStretch(1)
        self._body.addLayout(buttons)
        for option in choice.options:
            if not option.edits and option.id != "carry_one_take":
                self._body.addWidget(_wrapped(_option_words(option), "text3"))

    def _fill(self) -> None:
        clear(self._lines)
        self.lines = []
        carried = self._carried
        if carried is None:
            return
        shown = [line for line in carried.lines if self._all or line.level != "kept" or line.is_new]
        for line in shown:
            self._lines.addWidget(self._line(line))
        count = carried.count("kept")
        self.kept.setVisible(bool(count))
        self.kept.setText(f"{tr('advise.hide_kept' if self._all else 'advise.show_kept')} ({count})")
        # the keyboard follows the eye
        for one, other in pairwise((self.aim, *self.options, *self.lines, self.kept)):
            QWidget.setTabOrder(one, other)

    def _line(self, line: CarryLine) -> LossRow:
        made = LossRow(line.level, tr(f"losses.level.{line.level}"), self._sentence(line))
        made.visited.connect(partial(self.visited.emit, line.path))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        self.lines.append(made)
        return made

    def _sentence(self, line: CarryLine) -> str:
        """A line with its part, and how it compares with the present aim."""
        said = tr("joint.named", name=tr(f"carry.part.{line.part}"), said=line_words(line))
        if self._aimed or line.is_new != (line.level == "kept"):
            return said
        return listed((said, tr("advise.regained" if line.is_new else "advise.as_now")), "words")

    def _show_kept(self) -> None:
        self._all = not self._all
        self._fill()


def _heading(text: str) -> Label:
    made = Label(text, "bold")
    made.setContentsMargins(0, 6, 0, 0)
    return made


def _wrapped(text: str, color: str = "text2") -> Label:
    made = Label(text, "small", color, wrap=True)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    made.setMinimumWidth(60)
    return made


def _said(icon: str, color: str, text: str) -> QLayout:
    """A sign and a sentence, the sign at the first line."""
    sign = column(Sign(icon, color, 14), None, margins=(0, 1, 0, 0))
    made = row(sign, _wrapped(text), gap=8)
    made.setStretch(1, 1)
    return made


def _option_words(option: Fix) -> str:
    return tr(f"fix.{option.id}", **option.args)
