"""Settles a job whose outcome nobody knows, in its own row: look again, name it, say it never came, send it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.job import Job
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.choices import RadioButton
from ui.kit.inputs import Choice
from ui.kit.labels import Label
from ui.kit.layout import column, row
from ui.kit.paint import painting
from ui.kit.theme import tokens
from ui.panels.jobs.words import message_words, moment, provider_of
from ui.panels.send.figures import money

Way = Literal["look", "bind", "absent", "resend"]
PATIENCE_MS = 20_000
"""How long a look may take before the button is back."""
WAYS: tuple[Way, ...] = ("look", "bind", "absent", "resend")


class SettleArea(QWidget):
    """Four ways and one answer. `settled(way, remote id)` when the person has chosen; `closed` without one."""

    settled = Signal(str, str)
    closed = Signal()

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._sure = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._give_up)
        self.story = Label("", "small", "text2", wrap=True)
        self.story.setMinimumWidth(60)
        self.ways: dict[Way, RadioButton] = {}
        self._group = QButtonGroup(self)
        for way in WAYS:
            second = tr(f"jobs.settle.{way}.meaning")
            made = RadioButton(tr(f"jobs.settle.{way}"), second=second, hue="warn" if way == "resend" else "")
            made.setMinimumWidth(60)
            made.toggled.connect(self._turn)
            self.ways[way] = made
            self._group.addButton(made)
        self.remote = Choice(name=tr("jobs.settle.remote"), placeholder=tr("jobs.settle.remote"), editable=True)
        self.remote.editTextChanged.connect(self._turn)
        self.warning = Label(tr("jobs.settle.resend.warning"), "small", "warn.text", wrap=True)
        self.warning.setMinimumWidth(60)
        self.close_button = Button(tr("jobs.settle.close"), kind="quiet", size="compact")
        self.answer = Button("", kind="primary", size="compact")
        self.close_button.clicked.connect(self.closed)
        self.answer.clicked.connect(self._answer)
        self._arrange()
        self.ways["look"].setChecked(True)
        self.show_job(job)
        self._turn()

    def show_job(self, job: Job) -> None:
        """Tell what is known about the job."""
        self._job = job
        sent = moment(job.changed or job.created)
        clock = sent.astimezone().strftime("%H:%M:%S") if sent else ""
        at_stake = job.usd_estimate is not None
        key = "jobs.settle.story" if at_stake else "jobs.settle.story.unknown"
        seen = message_words(job.message) if job.message else tr("jobs.settle.seen_nothing")
        price = money(job.usd_estimate or 0)
        self.story.setText(tr(key, time=clock, price=price, seen=seen, provider=provider_of(job)))

    def show_candidates(self, candidates: Sequence[str]) -> None:
        """Show what a look brought: the provider's jobs that may be this one."""
        self._patience.stop()
        self.answer.set_busy(None)
        typed = self.remote.currentText()
        self.remote.set_options([(each, each) for each in candidates], candidates[0] if candidates else None)
        if not candidates:
            self.remote.setEditText(typed)
        key = "jobs.settle.found" if candidates else "jobs.settle.found_none"
        self.story.setText(tr(key, n=len(candidates), provider=provider_of(self._job)))
        if candidates:
            self.ways["bind"].setChecked(True)
        self._turn()

    @property
    def way(self) -> Way:
        """The way that is chosen."""
        return next((way for way, button in self.ways.items() if button.isChecked()), "look")

    def focus_first(self) -> None:
        """Put the keyboard on the chosen way."""
        self.ways[self.way].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.answer.isEnabled():
            self._answer()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            painter.fillRect(self.rect(), t.hue("unsure").tint)
            painter.fillRect(0, self.height() - 1, self.width(), 1, t.hair)

    def _arrange(self) -> None:
        bind = row(28, self.remote, gap=0)
        bind.setStretch(1, 1)
        ways = column(self.ways["look"], self.ways["bind"], bind, self.ways["absent"], self.ways["resend"], gap=2)
        foot = row(self.close_button, None, self.answer, gap=8)
        self.setLayout(column(self.story, ways, self.warning, foot, gap=8, margins=(38, 2, 12, 12)))

    def _turn(self) -> None:
        way = self.way
        self._sure = False
        self.warning.setVisible(False)
        self.remote.setVisible(way == "bind")
        self.answer.setText(tr(f"jobs.settle.{way}.answer"))
        missing = way == "bind" and not self.remote.currentText().strip()
        self.answer.set_reason(tr("jobs.settle.remote.missing") if missing else None)

    def _give_up(self) -> None:
        self.answer.set_busy(None)
        self.story.setText(tr("jobs.settle.no_answer", provider=provider_of(self._job)))

    def _answer(self) -> None:
        way = self.way
        if self.answer.busy:
            return
        if way == "resend" and not self._sure:
            self._sure = True
            self.warning.setVisible(True)
            price = self._job.usd_estimate
            again = tr("jobs.settle.resend.sure")
            self.answer.setText(tr("jobs.settle.resend.sure.for", price=money(price)) if price is not None else again)
            return
        if way == "look":
            self.answer.set_busy(tr("jobs.settle.looking"))
            self._patience.start(PATIENCE_MS)
        self.settled.emit(way, self.remote.currentText().strip() if way == "bind" else "")
