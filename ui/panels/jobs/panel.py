"""What is under way and what ended: each job says where it is and what happens next, with one action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.errors import Fault
from app.domain.job import ENDED, Attempt, Job
from app.strings import listed, tr
from ui.kit import notify
from ui.kit.layout import column, set_surface
from ui.kit.menus import Menu
from ui.kit.panels import EmptyState, PanelHead
from ui.kit.rows import JobRow
from ui.panels.jobs.menu import job_menu, under
from ui.panels.jobs.record import JobRecord
from ui.panels.jobs.sentence import JobSentence
from ui.panels.jobs.settle import SettleArea
from ui.panels.jobs.words import Action, face
from ui.panels.send.foot import holds_focus

SHOWN = 40
"""Rows shown at once; older ones are found on the command line and in the library."""
CLEARED_MOST = 500
"""How many cleared rows are remembered."""
TICK_MS = 1000
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class JobsDesk(Protocol):
    """What the jobs panel asks of the desk."""

    def jobs(self, limit: int = 200) -> list[Job]:
        """Jobs, unsure first, then open, then ended, newest first."""

    def attempts(self, job_id: str) -> list[Attempt]:
        """The history of a job, oldest first."""

    def model_title(self, model_id: str) -> str:
        """What a model is called; its id where there is none."""

    def now(self) -> str:
        """The clock's time as ISO text."""

    @property
    def settings(self) -> Any:
        """The settings; the panel reads `cleared_jobs`."""

    def change_settings(self, **fields: Any) -> None:
        """Change settings at once and on disk."""

    def cancelling(self, name: str) -> str:
        """What cancelling means at a connection: it stops, it asks, it cannot."""

    def cancel_soon(self, job_id: str) -> Any:
        """Stop a job as far as its provider can."""

    def submit_again(self, job_id: str) -> Any:
        """Ask for the same once more, as a job of its own."""

    def save_claim(self, job_id: str, out: Path | None = None) -> Path:
        """Write one job as a zip without secrets."""

    def settle_soon(
        self,
        job_id: str,
        *,
        bind: str | None = None,
        absent: bool = False,
        resend: bool = False,
        tell: Callable[[list[str]], object] | None = None,
    ) -> Any:
        """Settle an unsure job; without a choice, look again and tell the provider's jobs that may be it. One that is
        lost, expired or held is gone on with."""


class JobItem(QWidget):
    """A job's row and, under an unsure one while it is being settled, the ways to settle it.

    `stepped(±1)`: Up or Down, to the row before or after. `menu_asked(where)` with the other button or the menu's key.
    """

    stepped = Signal(int)
    menu_asked = Signal(QPoint)

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self.action: Action = ""
        self.sentence = JobSentence()
        self.row = JobRow(self.sentence)
        self.settle: SettleArea | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.row)

    def show_job(self, job: Job, now: datetime, place: int, cancels: str = "cannot") -> None:
        """Show the job as it is now."""
        self.job = job
        shown = face(job, now, place, cancels)
        self.action = shown.action
        unsure = job.state == "unsure"
        self.sentence.set_most(shown.lines)
        self.row.show_job(
            icon=shown.icon,
            hue=shown.hue,
            name=shown.name,
            time=shown.time,
            sentence=shown.sentence,
            action="" if self.settle is not None and unsure else shown.button,
            under_way=shown.under_way,
            fraction=shown.fraction,
            unsure=unsure,
        )
        self.row.bar.setAccessibleName(shown.name)
        if self.settle is not None and not unsure:
            self.close_settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (step := _STEPS.get(Qt.Key(event.key()))) is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_asked.emit(under(self.row) if keyed else event.globalPos())

    def open_settle(self) -> SettleArea:
        """Open the ways to settle it."""
        if self.settle is None:
            self.settle = SettleArea(self.job)
            self._column.addWidget(self.settle)
            self.row.button.setVisible(False)
        return self.settle

    def close_settle(self) -> None:
        """Fold the ways away again."""
        if self.settle is not None:
            had_focus = holds_focus(self.settle)
            self._column.removeWidget(self.settle)
            self.settle.hide()
            self.settle.deleteLater()
            self.settle = None
            self.row.button.setVisible(self.job.state == "unsure" or bool(self.row.button.text()))
            if had_focus:
                self.row.setFocus(Qt.FocusReason.OtherFocusReason)


class JobsPanel(QWidget):
    """The jobs of this home: unsure first, then under way, then ended."""

    watch_asked = Signal(str)
    """The clip of a job."""
    connections_asked = Signal()

    def __init__(self, desk: JobsDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.items: dict[str, JobItem] = {}
        self._order: list[str] = []
        set_surface(self, "panel")
        self.setAccessibleName(tr("jobs.title"))
        self.head = PanelHead(tr("jobs.title"))
        self.empty = EmptyState(tr("jobs.empty"), tr("jobs.empty.use"), icon="queued")
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._list)
        layout = column(self.head, self.empty, self._area, gap=0)
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._show_jobs([])

    def refresh(self) -> None:
        """Read the ledger again; rows that were cleared stay away, unless their job is open again."""
        cleared = self._desk.settings.cleared_jobs
        self._show_jobs([job for job in self._desk.jobs(SHOWN) if job.state not in ENDED or job.id not in cleared])

    def clear_job(self, job_id: str) -> None:
        """Take the row of an ended job away; the job itself stays in the ledger. Others are left as they are."""
        if self.items[job_id].job.state not in ENDED:
            return
        place = self._order.index(job_id)
        try:
            cleared = (*self._desk.settings.cleared_jobs, job_id)[-CLEARED_MOST:]
            self._desk.change_settings(cleared_jobs=cleared)
        except Fault as fault:
            notify.show_fault(fault)
            return
        self.refresh()
        if self._order:
            self.focus_job(self._order[min(place, len(self._order) - 1)])

    def show_job(self, job: Job) -> None:
        """Show one job that moved; the whole list only where its place changed."""
        item = self.items.get(job.id)
        if item is None or item.job.state != job.state:
            self.refresh()
        elif job.version >= item.job.version:
            item.show_job(job, self._now(), self._places().get(job.id, 0), self._cancels(job))

    def open_record(self, job_id: str) -> JobRecord | None:
        """Open the record of a job that is shown."""
        item = self.items.get(job_id)
        if item is None:
            return None
        record = JobRecord(item.job, self._desk.attempts(job_id), self._desk.model_title(item.job.model), self)
        record.open_under(item.row, right=True)
        return record

    def open_menu(self, job_id: str) -> Menu:
        """What else can be done about a job that is shown."""
        job = self.items[job_id].job
        record, clear = partial(self.open_record, job_id), partial(self.clear_job, job_id)
        return job_menu(job, self._desk, self, record, clear, partial(self._other, job_id), self._cancels(job))

    def focus_job(self, job_id: str) -> None:
        """Bring a row into view and give it the keyboard."""
        if (item := self.items.get(job_id)) is not None:
            item.row.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(item.row, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run_clock()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 96)

    def sizeHint(self) -> QSize:
        return QSize(364, 188)

    # ---------------------------------------------------------------------------------------------------------- rows

    def _show_jobs(self, jobs: Sequence[Job]) -> None:
        for job_id in set(self.items) - {job.id for job in jobs}:
            gone = self.items.pop(job_id)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for job in jobs:
            if job.id not in self.items:
                self.items[job.id] = self._make_item(job)
            self.items[job.id].job = job
        self._order = [job.id for job in jobs]
        places, now = self._places(), self._now()
        for place, job in enumerate(jobs):
            item = self.items[job.id]
            item.show_job(job, now, places.get(job.id, 0), self._cancels(job))
            if self._column.indexOf(item) != place:
                self._column.removeWidget(item)
                self._column.insertWidget(place, item)
        self._count(jobs)
        self.empty.setVisible(not jobs)
        self._area.setVisible(bool(jobs))
        self._run_clock()

    def _make_item(self, job: Job) -> JobItem:
        item = JobItem(job)
        job_id = job.id
        item.row.acted.connect(lambda: self._act(job_id))
        item.row.opened.connect(lambda: self.open_record(job_id))
        item.row.cleared.connect(lambda: self.clear_job(job_id))
        item.stepped.connect(lambda step: self._step(job_id, step))
        item.menu_asked.connect(lambda where: self.open_menu(job_id).popup(where))
        return item

    def _step(self, job_id: str, step: int) -> None:
        place = self._order.index(job_id) + step
        if 0 <= place < len(self._order):
            self.focus_job(self._order[place])

    def _places(self) -> dict[str, int]:
        """Where each queued job stands in the line of its connection, the oldest first."""
        lines: dict[str, int] = {}
        places: dict[str, int] = {}
        for job_id in reversed(self._order):
            job = self.items[job_id].job
            if job.state == "queued":
                places[job_id] = lines[job.connection] = lines.get(job.connection, 0) + 1
        return places

    def _cancels(self, job: Job) -> str:
        """What its button says of cancelling; only asked where there is something to cancel."""
        return self._desk.cancelling(job.connection) if job.is_open else "cannot"

    def _count(self, jobs: Sequence[Job]) -> None:
        queued = sum(job.state == "queued" and not job.is_held for job in jobs)
        running = sum(job.is_open and job.state != "queued" and not job.is_held for job in jobs)
        unsure = sum(job.state == "unsure" or job.is_held for job in jobs)
        said = [tr("jobs.running", n=running)] if running else []
        if queued:
            said.append(tr("jobs.queued", n=queued))
        if unsure:
            said.append(tr("jobs.needs_you", n=unsure))
        self.head.set_second(listed(said))

    def _act(self, job_id: str) -> None:
        item = self.items[job_id]
        if item.action == "watch" and item.job.clip:
            self.watch_asked.emit(item.job.clip)
        elif item.action == "cancel":
            self._desk.cancel_soon(job_id)
        elif item.action == "again":
            self._again(job_id)
        elif item.action == "record":
            self.open_record(job_id)
        elif item.action == "connect":
            self.connections_asked.emit()
        elif item.action == "settle":
            self._open_settle(job_id)
        elif item.action in ("look", "try"):
            self._desk.settle_soon(job_id)

    def _other(self, job_id: str) -> None:
        """Do what the row's button does for others: cancel what is open, send again what has ended."""
        if self.items[job_id].job.is_open:
            self._desk.cancel_soon(job_id)
        else:
            self._again(job_id)

    def _again(self, job_id: str) -> None:
        try:
            self._desk.submit_again(job_id)
        except Fault as fault:
            notify.show_fault(fault)

    def _open_settle(self, job_id: str) -> None:
        item = self.items[job_id]
        if item.settle is None:
            area = item.open_settle()
            area.settled.connect(lambda way, remote: self._settle(job_id, way, remote))
            area.closed.connect(item.close_settle)
            area.focus_first()

    def _settle(self, job_id: str, way: str, remote: str) -> None:
        if way == "look":
            self._desk.settle_soon(job_id, tell=lambda found: self._found(job_id, found))
        else:
            self._desk.settle_soon(job_id, bind=remote or None, absent=way == "absent", resend=way == "resend")

    def _found(self, job_id: str, candidates: list[str]) -> None:
        item = self.items.get(job_id)
        if item is not None and item.settle is not None:
            item.settle.show_candidates(candidates)

    # --------------------------------------------------------------------------------------------------------- clock

    def _run_clock(self) -> None:
        if self.isVisible() and any(item.job.is_open for item in self.items.values()):
            self._clock.start()
        else:
            self._clock.stop()

    def _tick(self) -> None:
        places, now = self._places(), self._now()
        for job_id, item in self.items.items():
            if item.job.is_open:
                item.show_job(item.job, now, places.get(job_id, 0), self._cancels(item.job))

    def _now(self) -> datetime:
        return datetime.fromisoformat(self._desk.now())
