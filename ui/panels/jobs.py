"""What is under way and what ended: each job says where it is and what happens next, with one action."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.desk.desk import Desk
from app.domain.job import Job
from app.strings import has, tr
from ui.kit.busy import ProgressBar, Ring
from ui.kit.buttons import Button
from ui.kit.labels import Elided, Label, Sign
from ui.kit.layout import column, row, set_surface
from ui.kit.panels import EmptyState, PanelHead

SHOWN = 40
"""Rows shown at once; older ones are found on the command line and in the library."""
SIGNS = {
    "queued": ("queued", "text2"), "waiting": ("waiting", "text2"), "fetching": ("fetching", "text2"),
    "sending": ("sending", "text2"), "done": ("done", "kept"), "refused": ("refused", "warn"),
    "failed": ("failed", "error"), "cancelled": ("cancelled", "text3"), "expired": ("expired", "error"),
    "lost": ("lost", "error"), "unsure": ("unsure", "unsure"),
}


class JobRow(QWidget):
    """One job in two lines: sign, name, time; what happens next; a bar while its progress is known."""

    acted = Signal(str, str)
    """Action (`watch`, `cancel`, `again`) and job id."""

    def __init__(self, job: Job, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self._sign = Sign(*SIGNS[job.state])
        self._ring = Ring(14)
        self._name = Elided("", "body")
        self._time = Label("", "small", "text3")
        self._sentence = Elided("", "small", "text2")
        self._bar = ProgressBar()
        self._button = Button("", size="compact")
        self._button.clicked.connect(lambda: self.acted.emit(self._action, self.job.id))
        self._action = ""
        words = column(row(self._name, self._time, gap=8), self._sentence, self._bar, gap=2)
        words.itemAt(0).layout().setStretch(0, 1)
        layout = row(self._sign, self._ring, words, self._button, gap=10, margins=(12, 7, 12, 7))
        layout.setStretch(2, 1)
        for widget in (self._sign, self._ring):
            layout.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.show_job(job, now)

    def show_job(self, job: Job, now: datetime) -> None:
        """Show the job as it is now."""
        self.job = job
        busy = job.state in ("sending", "waiting", "fetching")
        self._sign.set_sign(*SIGNS[job.state])
        self._sign.setVisible(not busy)
        self._ring.setVisible(busy)
        name = tr("jobs.name", title=job.title or tr("jobs.untitled"), take=job.take)
        self._name.setText(name)
        self._time.setText(elapsed(job, now))
        self._sentence.setText(sentence(job))
        self._bar.setVisible(busy)
        self._bar.set_fraction(job.progress)
        self._action = {"done": "watch"}.get(job.state, "cancel" if job.is_open else "again")
        self._button.setText(tr(f"jobs.action.{self._action}"))
        self._button.setVisible(job.state not in ("unsure",))
        set_surface(self, "unsure" if job.state == "unsure" else "")
        self.setAccessibleName(f"{name}. {sentence(job)}")


class JobsPanel(QWidget):
    """The jobs of this home, unsure first, then under way, then ended."""

    watch_asked = Signal(str)
    """Emits a clip id."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: dict[str, JobRow] = {}
        self._head = PanelHead(tr("jobs.title"))
        self._empty = EmptyState(tr("jobs.empty"), tr("jobs.empty.use"), icon="queued")
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._list)
        self._area = area
        layout = column(self._head, self._empty, area, gap=0)
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.setAccessibleName(tr("jobs.title"))
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)

    def refresh(self) -> None:
        """Read the ledger again."""
        self.show_jobs(self._desk.jobs(SHOWN))

    def show_job(self, job: Job) -> None:
        """Show one job that moved; the whole list only where its place changed."""
        shown = self._rows.get(job.id)
        if shown is not None and shown.job.state == job.state:
            shown.show_job(job, self._now())
        else:
            self.refresh()

    def show_jobs(self, jobs: list[Job]) -> None:
        """Show these jobs in this order."""
        for job_id in set(self._rows) - {job.id for job in jobs}:
            gone = self._rows.pop(job_id)
            self._column.removeWidget(gone)
            gone.deleteLater()
        for place, job in enumerate(jobs):
            shown = self._rows.get(job.id)
            if shown is None:
                shown = self._rows[job.id] = JobRow(job, self._now())
                shown.acted.connect(self._act)
            else:
                shown.show_job(job, self._now())
            if self._column.indexOf(shown) != place:
                self._column.removeWidget(shown)
                self._column.insertWidget(place, shown)
        running = sum(job.is_open for job in jobs)
        self._head.set_second(tr("jobs.running", n=running) if running else "")
        self._empty.setVisible(not jobs)
        self._area.setVisible(bool(jobs))
        self._clock.start() if running else self._clock.stop()

    def _act(self, action: str, job_id: str) -> None:
        job = self._rows[job_id].job
        if action == "watch" and job.clip:
            self.watch_asked.emit(job.clip)
        elif action == "cancel":
            self._desk.cancel_soon(job_id)
        elif action == "again":
            self._desk.submit_again(job_id)

    def _tick(self) -> None:
        for shown in self._rows.values():
            if shown.job.is_open:
                shown.show_job(shown.job, self._now())

    def _now(self) -> datetime:
        return datetime.fromisoformat(self._desk.now())


def sentence(job: Job) -> str:
    """What happens next with a job, or how it ended."""
    if job.message is not None and has(job.message.id):
        return tr(job.message.id, **job.message.args)
    kind = "local" if job.model.startswith("animatic/") and has(f"jobs.next.{job.state}.local") else ""
    key = f"jobs.next.{job.state}.local" if kind else f"jobs.next.{job.state}"
    return tr(key, percent=round((job.progress or 0) * 100))


def elapsed(job: Job, now: datetime) -> str:
    """Minutes and seconds since an open job began; the clock time at which an ended one ended."""
    try:
        start = datetime.fromisoformat(job.created if job.is_open else job.changed or job.created)
    except ValueError:
        return ""
    if not job.is_open:
        return start.astimezone().strftime("%H:%M")
    seconds = max(0, int((now - start).total_seconds()))
    return f"{seconds // 60}:{seconds % 60:02d}"
