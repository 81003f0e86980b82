"""Opens a job's record: its ids, everything that happened to it, the words that were asked and the exact bytes sent."""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPlainTextEdit, QScrollArea, QWidget

from app.domain.job import Attempt, Job
from app.strings import has, listed, tr
from ui.kit.buttons import Button
from ui.kit.fonts import font, scaled
from ui.kit.labels import Label
from ui.kit.layout import boxed, column, row
from ui.kit.popups import Popup
from ui.panels.jobs.words import message_words, moment, name_of, provider_of
from ui.panels.send.figures import day_words, money
from ui.panels.takes_words import remark_words

WIDTH = 480
TALL = 460
COLUMNS = 56
"""Letters of a line, about."""


class JobRecord(Popup):
    """Everything known about one job, selectable."""

    def __init__(self, job: Job, attempts: Iterable[Attempt], model: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name_of(job), inset=0, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled(WIDTH))
        self.facts = dict(facts(job, model))
        self.words = _text(job.request.text, tr("jobs.record.words"), lines=8)
        self.body = _text(readable(job.body), tr("jobs.record.body"), lines=8, mono=True)
        self.history = list(happenings(attempts))
        close = Button(tr("jobs.record.close"), kind="quiet", size="compact")
        close.clicked.connect(self.close)
        head = row(Label(name_of(job), "head"), None, close, gap=8)
        inner = column(
            head,
            self._facts(),
            Label(tr("jobs.record.history"), "bold"),
            self._history(),
            Label(tr("jobs.record.words"), "bold"),
            self.words,
            Label(tr("jobs.record.body"), "bold"),
            self.body,
            None,
            gap=8,
            margins=(16, 12, 16, 14),
        )
        area = QScrollArea()
        area.setAccessibleName(name_of(job))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(scaled(TALL))
        page = boxed(inner)
        area.setWidget(page)
        # Qt fills what it scrolls with the window's colour; here the popup's own plate is the ground
        page.setAutoFillBackground(False)
        self.column.addWidget(area)

    def _facts(self) -> QWidget:
        return _grid(self.facts.items())

    def _history(self) -> QWidget:
        return _grid(self.history)


def facts(job: Job, model: str = "") -> Iterable[tuple[str, str]]:
    """What was asked of whom, under which ids, for how much."""
    yield tr("jobs.record.state"), tr(f"job.{job.state}.name") if has(f"job.{job.state}.name") else job.state
    if not job.is_rehearsal:
        yield tr("jobs.record.model"), model or job.model
    yield tr("jobs.record.provider"), provider_of(job)
    yield tr("jobs.record.id"), job.id
    if job.remote_id and not job.is_rehearsal:
        yield tr("jobs.record.remote"), job.remote_id
    if not job.is_rehearsal:
        asked = money(job.usd_estimate) if job.usd_estimate is not None else tr("send.price_unknown")
        yield tr("jobs.record.price"), asked
    if job.usd_actual:
        yield tr("jobs.record.charged"), money(job.usd_actual)
    if job.remarks:
        yield tr("jobs.record.remarks"), remark_words(job)


def happenings(attempts: Iterable[Attempt]) -> Iterable[tuple[str, str]]:
    """Every move with its day and clock, oldest first."""
    for attempt in attempts:
        at = moment(attempt.at)
        here = at.astimezone() if at else None
        day = day_words(here.date().isoformat()) if here else ""
        when = tr("takes.moment", day=day, clock=f"{here:%H:%M:%S}") if here else attempt.at
        state = tr(f"job.{attempt.state}.name") if has(f"job.{attempt.state}.name") else attempt.state
        said = message_words(attempt.message) if attempt.message else ""
        yield when, listed((state, said), "sentences") if said else state


def readable(body: str) -> str:
    """A body as people read it: JSON with lines, anything else as it is."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except ValueError:
        return body


def _grid(pairs: Iterable[tuple[str, str]]) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    for place, (name, value) in enumerate(pairs):
        shown = Label(value, "small", "text", wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(Label(name, "small", "text3"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, place, 1)
    grid.setColumnStretch(1, 1)
    return boxed(grid)


def _text(text: str, name: str, *, lines: int, mono: bool = False) -> QPlainTextEdit:
    made = QPlainTextEdit(text or tr("jobs.record.none"))
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    made.setFont(font("mono" if mono else "small"))
    needed = sum(len(line) // COLUMNS + 1 for line in made.toPlainText().split("\n"))
    made.setFixedHeight(made.fontMetrics().lineSpacing() * min(lines, needed) + 20)
    return made
