"""The verbs about kept states of the open draft: kept by themselves and by hand, looked at, restored, thrown away."""

from __future__ import annotations

import time
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from app.domain.draft import Draft
from app.domain.errors import BadFile, BadValue, Conflict, Fault
from app.domain.job import Job
from app.store.versions import NAME_MOST, Kind, Version, Versions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.desk.authoring import Authoring

__all__ = ["DraftVersions", "Version", "mend", "time_words"]

WORK_SECONDS = 300.0
"""While somebody works, a version at most this often."""
UNTOUCHED = frozenset({"file_newer", "file_too_big"})
"""What is the matter with files that are whole, and are left alone."""


class DraftVersions:
    """The versions of the open draft. What keeps one by itself never stops what it is kept for."""

    def __init__(self, desk: Authoring, store: Versions) -> None:
        self._desk = desk
        self._store = store
        self._kept_at = 0.0

    def list(self) -> list[Version]:
        """The versions of the open draft, newest first."""
        return self._store.list(self._open_draft().id)

    def draft(self, version_id: str) -> Draft:
        """The open draft as it was."""
        return self._store.load(self._open_draft().id, version_id)

    def save(self, name: str) -> Version:
        """Keep the open draft under a name. BadValue without one."""
        name = _checked(name)
        draft = self._open_draft()
        self._keep_opened()
        kept = self._store.keep(draft, "hand", self._desk.now(), name=name)
        self._desk.notice("notice.version_saved", "good", name=name)
        return kept or self._store.list(draft.id)[0]

    def restore(self, version_id: str) -> Draft:
        """Make the open draft what it was, as one undo step; what it is now becomes a version first."""
        draft, version = self._open_draft(), self._version(version_id)
        old = self.draft(version_id)
        if old == draft:
            raise Conflict("version_is_present")
        self._keep_opened()
        self._store.keep(draft, "restore", self._desk.now(), about=version.name or version.made)
        self._desk.replace(old)
        return old

    def rename(self, version_id: str, name: str) -> Version:
        """Call a version something else; "" takes its name away."""
        return self._store.change(self._open_draft().id, version_id, name=name.strip() and _checked(name))

    def set_kept(self, version_id: str, kept: bool) -> Version:
        """Have a version stay, whatever comes after it."""
        return self._store.change(self._open_draft().id, version_id, kept=kept)

    def trash(self, version_id: str) -> None:
        """Put a version into the trash."""
        self._store.trash(self._open_draft().id, version_id)
        self._desk.notice("notice.version_trashed", action="restore_version", target=version_id)

    def bring_back(self, version_id: str) -> None:
        """Take a version of the open draft out of the trash."""
        self._store.bring_back(self._open_draft().id, version_id)

    # ------------------------------------------------------------------------------------------- kept by themselves

    def work_due(self, opened: Draft | None) -> Callable[[], object] | None:
        """What is to be kept after a write, if anything: first the state from before the first edit, then what is there
        every few minutes. It may be done in another thread, and raises a Fault where the disk refuses."""
        now = time.monotonic()
        if opened is None and now - self._kept_at < WORK_SECONDS:
            return None
        self._kept_at = now
        kind: Kind = "work" if opened is None else "opened"
        return partial(self._store.keep, opened or self._open_draft(), kind, self._desk.now())

    def keep_before(self, kind: Kind, about: str) -> None:
        """Keep what is there before an act that changes much at once."""
        if self._desk.snapshot.draft is not None:
            self._keep_opened()
            self._keep(self._open_draft(), kind, about)

    def keep_take(self, job: Job) -> None:
        """Keep what a take was asked of."""
        draft = self._desk.snapshot.draft
        if draft is not None and draft.id == job.draft_id:
            self._keep_opened()
            self._keep(draft, "take", take=f"r{job.take}" if job.is_rehearsal else str(job.take))

    def _keep_opened(self) -> None:
        """What was there before the first edit comes before anything else that is kept."""
        opened, self._desk._opened = self._desk._opened, None
        if opened is not None:
            self._kept_at = time.monotonic()
            self._keep(opened, "opened")

    def _keep(self, draft: Draft, kind: Kind, about: str = "", take: str = "") -> None:
        try:
            self._store.keep(draft, kind, self._desk.now(), about=about, takes=(take,) if take else ())
        except Fault as fault:
            self._desk.notice_fault(fault)

    def _version(self, version_id: str) -> Version:
        found = next((each for each in self.list() if each.id == version_id), None)
        # the store knows how to say that there is none
        return found or self._store.change(self._open_draft().id, version_id)

    def _open_draft(self) -> Draft:
        draft = self._desk.snapshot.draft
        if draft is None:
            raise Conflict("no_open_draft")
        return draft


def mend(desk: Authoring, store: Versions, file: Path, draft_id: str, fault: BadFile) -> Draft:
    """The last good version in place of a damaged file, which is kept beside the versions. The fault where there is
    none, and where the file is whole but not for us."""
    found = None if fault.id in UNTOUCHED else store.last_good(draft_id)
    if found is None:
        raise fault
    version, draft = found
    aside = store.set_aside(file, draft_id, desk.now())
    desk.notice(
        "notice.draft_mended",
        "warning",
        "versions",
        title=draft.title,
        file=str(aside),
        time=time_words(version.made, desk.now()),
    )
    return draft


def time_words(made: str, now: str) -> str:
    """A moment on this machine's clock: the time alone where it is today, else with its day."""
    local = datetime.fromisoformat(made).astimezone()
    same = local.date() == datetime.fromisoformat(now).astimezone().date()
    return local.strftime("%H:%M:%S" if same else "%Y-%m-%d %H:%M:%S")


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadValue("version_unnamed", path="name")
    return name[:NAME_MOST]
