"""What every part of the desk shares: the rooms it stands on, the four signals, and the open draft's state."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from app.catalog import Catalog
from app.desk.history import History
from app.desk.intents import Intents
from app.desk.snapshot import NOTHING_OPEN, Notice, Snapshot
from app.domain.errors import Fault, StorageFault
from app.domain.job import Job
from app.domain.signal import Signal
from app.store.connections import Connections
from app.store.drafts import Drafts
from app.store.paths import Home
from app.store.presets import Presets
from app.store.secrets import Secrets
from app.store.settings import Settings, SettingsFile
from app.tasks import TaskSet, running_loop

if TYPE_CHECKING:
    import asyncio

    from app.jobs.dispatch import Dispatch
    from app.media import Inspection
    from app.net.client import Client
    from app.providers.base import Connection, Provider
    from app.store.clips import Clips
    from app.store.jobs import Jobs

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The wall clock, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the clock that others take


class Work(NamedTuple):
    """The rooms that need a database: built when the first of them is asked for."""

    jobs: Jobs
    clips: Clips
    dispatch: Dispatch


class Ways(NamedTuple):
    """How models are reached; known without the database, and imported when it is asked for."""

    providers: Callable[[], Mapping[str, Provider]]
    connections: Callable[[], tuple[Connection, ...]]
    connected: Callable[[], frozenset[str]]
    """The providers there is a connection to."""


class Rooms(NamedTuple):
    """Everything the desk stands on, wired by `app.build`."""

    home: Home
    catalog: Catalog
    drafts: Drafts
    presets: Presets
    settings_file: SettingsFile
    tasks: TaskSet
    clock: Clock
    open_work: Callable[[StorageFault | None], Work]
    """Opens the database; given why that cannot be, an empty one that refuses every write with it."""
    ways: Ways
    secrets: Secrets
    connections_file: Connections
    http: Callable[[], Client]
    """The way out; made when somebody first needs it."""
    inspect: Callable[..., Awaitable[Inspection]]
    """Judges a clip file and reads what it carries; given another path, it writes a small picture there."""


class Core:
    """State and signals. The verbs are in the classes built on it; `app.desk.desk.Desk` is all of them."""

    changed = Signal()
    """Told with a `Snapshot`."""
    job_changed = Signal()
    """Told with a `Job`."""
    clips_changed = Signal()
    noticed = Signal()
    """Told with a `Notice`."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._settings: Settings = rooms.settings_file.load()
        self._history: History | None = None
        self._snapshot: Snapshot = NOTHING_OPEN.replace(depth=self._settings.depth)
        self._telling = False
        self._save_due: asyncio.TimerHandle | None = None
        self._work: Work | None = None
        self._intents = Intents()
        self.is_closed = False
        self.in_window = False
        """Whether somebody works in the window: then a library that cannot be opened does not end everything."""
        self.shut_by: StorageFault | None = None
        """Why the library could not be opened."""
        self.is_safe = False
        """Whether this start is careful: nothing is opened or worked on by itself."""
        self.is_elsewhere = False
        """Whether it is because another computer worked on this library last, and may still do."""

    @property
    def snapshot(self) -> Snapshot:
        """The present view of the open draft."""
        return self._snapshot

    @property
    def settings(self) -> Settings:
        """The present settings."""
        return self._settings

    def change_settings(self, **fields: Any) -> None:
        """Change settings at once and on disk."""
        self._settings = self._rooms.settings_file.save(self._settings, **fields)

    def today(self) -> str:
        """The ISO day of the clock."""
        return self._rooms.clock().date().isoformat()

    def now(self) -> str:
        """The clock's time as ISO text in UTC, to the second."""
        return self._rooms.clock().isoformat(timespec="seconds")

    @property
    def work(self) -> Work:
        """Jobs and clips; opens the database the first time."""
        if self._work is None:
            self._work = self._open_work()
            self._work.dispatch.job_changed.connect(self._on_job)
            self._work.dispatch.clips_changed.connect(self._on_clips)
        return self._work

    @property
    def is_library_open(self) -> bool:
        """Whether the library could be opened, as far as anybody has tried."""
        return self.shut_by is None

    def _open_work(self) -> Work:
        try:
            return self._rooms.open_work(None)
        except StorageFault as fault:
            if not self.in_window:
                raise
            # a person can write on without the library, and mend it here
            self.shut_by = fault
            return self._rooms.open_work(fault)

    def notice(self, id: str, level: Any = "info", action: str = "", target: str = "", **args: Any) -> None:
        """Tell the person something."""
        self.noticed.emit(Notice(level=level, id=id, args=args, action=action, target=target))

    def notice_fault(self, fault: Fault) -> None:
        """Tell the person what went wrong in the world."""
        self.notice(f"error.{fault.id}", "error", **fault.args_by_name)

    def _show(self, snapshot: Snapshot) -> None:
        """Make a snapshot the present one and tell it once in this turn of the loop."""
        # comparing all there is takes long, and another draft is never equal: the history sees to that
        if snapshot.draft is self._snapshot.draft and snapshot == self._snapshot:
            return
        self._snapshot = snapshot
        loop = running_loop()
        if loop is None:
            self.changed.emit(snapshot)
        elif not self._telling:
            self._telling = True
            loop.call_soon(self.tell)

    @contextmanager
    def telling_now(self) -> Iterator[None]:
        """Tell at the end of this what is changed in it, not at the end of the turn: whoever types waits for words."""
        put_off, before = self._telling, self._snapshot
        self._telling = True
        try:
            yield
        finally:
            self._telling = put_off or self._snapshot is not before
            self.tell()

    def tell(self) -> None:
        """Tell now what would be told at the end of this turn."""
        if self._telling:
            self._telling = False
            self.changed.emit(self._snapshot)

    def _on_job(self, job: Job) -> None:
        self.job_changed.emit(job)
        if job.state == "done" and job.clip:
            ready = "notice.rehearsal_ready" if job.is_rehearsal else "notice.take_ready"
            self.notice(ready, "good", "watch", job.clip, title=job.title, take=job.take)
        elif job.is_held:
            self.notice("notice.job_held", "error", "open_job", job.id, title=job.title)
        elif not job.is_open and job.state != "cancelled":
            self.notice("notice.job_ended", "error", "open_job", job.id, title=job.title, state=job.state)

    def _on_clips(self) -> None:
        draft = self._snapshot.draft
        if draft is not None:
            takes = tuple(clip.id for clip in self.work.clips.for_draft(draft.id))
            self._show(self._snapshot.replace(takes=takes))
            # who hears of the clips next must know the takes already
            self.tell()
        self.clips_changed.emit()
