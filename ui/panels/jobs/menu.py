"""What else can be done about a job: see its record, save it for the provider's support, take its row away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.desk.snapshot import Notice
from app.domain.errors import Fault
from app.domain.job import ENDED, Job
from app.strings import tr
from ui.kit import notify
from ui.kit.menus import Menu
from ui.panels.jobs.words import Action, button_words, wants_connection


class ClaimingDesk(Protocol):
    """What the menu asks of the desk."""

    def save_claim(self, job_id: str, out: Path | None = None) -> Path:
        """Write one job as a zip without secrets."""


def job_menu(
    job: Job,
    desk: ClaimingDesk,
    parent: QWidget,
    open_record: Callable[[], object],
    clear: Callable[[], object],
    other: Callable[[], object],
    cancels: str = "cannot",
) -> Menu:
    """The menu of one job. It goes when it is closed. `other` is done where the row's button asks for what is safer."""
    menu = Menu(job.title, parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.add(tr("jobs.menu.record"), open_record, icon="hint", key="Enter")
    reason = tr("jobs.menu.nobody") if job.is_rehearsal else ""
    menu.add(tr("claim.save"), lambda: ask_claim(job, desk, parent), icon="fetching", reason=reason)
    if job.can_go_on or wants_connection(job):
        second: Action = "cancel" if job.is_open else "again"
        menu.add(button_words(job, second, cancels), other, icon="close" if job.is_open else "sending")
    menu.addSeparator()
    open_still = tr("jobs.menu.still_open") if job.state not in ENDED else ""
    menu.add(tr("jobs.menu.clear"), clear, icon="close", key="Del", reason=open_still)
    return menu


def ask_claim(job: Job, desk: ClaimingDesk, window: QWidget) -> QFileDialog:
    """Choose where the claim goes, and write it there."""
    dialog = QFileDialog(window, tr("claim.save.title"), "", tr("claim.kinds"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("zip")
    dialog.selectFile(f"shotwright-claim-{job.id}.zip")
    dialog.fileSelected.connect(lambda name: write_claim(job.id, desk, Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def write_claim(job_id: str, desk: ClaimingDesk, path: Path) -> None:
    """Write it, and say so or why not."""
    try:
        place = desk.save_claim(job_id, path)
    except Fault as fault:
        notify.show_fault(fault)
        return
    notify.show(Notice(level="good", id="notice.claim_saved", args={"path": str(place)}))


def under(row: QWidget) -> QPoint:
    """Where a menu opens that was asked for by key."""
    return row.mapToGlobal(QPoint(12, row.height() - 4))
