"""The main window: makes the panels, ties them to each other and to the desk, and remembers its layout."""

from __future__ import annotations

import base64
import binascii
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.desk.desk import Desk
from app.desk.snapshot import NOTHING_OPEN, Notice, Snapshot
from app.domain.job import Job
from app.strings import tr
from ui.kit import notify
from ui.kit.layout import column, set_surface
from ui.kit.panels import Separator
from ui.kit.wearing import wear
from ui.panels.form import FormPanel
from ui.panels.posters import Posters
from ui.panels.send import SendPanel
from ui.panels.shelf import ShelfPanel
from ui.windows.actions import Actions
from ui.windows.plates import Plates
from ui.windows.topbar import TopBar
from ui.windows.verbs import Verbs, focus_into
from ui.windows.workspaces import Workspaces

if TYPE_CHECKING:
    from ui.panels.jobs import JobsPanel
    from ui.panels.library import LibraryPanel
    from ui.panels.player import PlayerPanel
    from ui.panels.welcome import WelcomePanel

SIZE = QSize(1440, 900)
LEAST = QSize(1024, 700)
RAISE_LOOK_MS = 1000
WAKE_MS, PLAYER_MS = 30, 120
"""From the first paint to the rest, and from the last key to the player's following: the words come first."""


class MainWindow(QWidget):
    """One desk, one window. `closing` when it is closed; what is heavy is made after the first paint."""

    closing = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.report_text = ""
        self._shown = NOTHING_OPEN
        self._awake = False
        self.is_ready = False
        """Whether everything is there: player, jobs, and the work on open jobs has begun."""
        self._player: PlayerPanel | None = None
        self._jobs: JobsPanel | None = None
        self._library: LibraryPanel | None = None
        self._welcome: WelcomePanel | None = None
        self.setObjectName("main")
        self.setWindowTitle(tr("app.name"))
        self.setMinimumSize(LEAST)
        self.setAcceptDrops(True)
        set_surface(self, "window")
        self.notices = notify.Notices(self)
        self.plates = Plates(self)
        self.verbs = Verbs(self)
        self.actions_table = Actions(self, self.verbs.table())
        self.posters = Posters(self)
        self._make_panels()
        self._tie_panels()
        self._restore_layout()
        self._following = QTimer(self, singleShot=True, interval=PLAYER_MS)
        self._following.timeout.connect(self._follow)
        self._looking = QTimer(self)
        self._looking.setInterval(RAISE_LOOK_MS)
        self._looking.timeout.connect(self._look_for_call)
        self._on_changed(desk.snapshot)

    # -------------------------------------------------------------------------------------------------- making

    def _make_panels(self) -> None:
        self.topbar = TopBar(self.actions_table.menus(), self)
        self.shelf = ShelfPanel(self.desk, self.posters)
        self.form = FormPanel(self.desk)
        self.send = SendPanel(self.desk)
        self._shot = QWidget()
        set_surface(self._shot, "panel")
        self._shot_stack = QStackedLayout(self._shot)
        self._shot_stack.addWidget(self.form)
        self.work = Workspaces(self.shelf, self._shot, self.send, self)
        whole = column(self.topbar, Separator(), self.work, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _tie_panels(self) -> None:
        run = self.actions_table.run
        self.topbar.workspace_asked.connect(self.show_workspace)
        self.work.sizes_changed.connect(self._keep_layout)
        for panel in (self.topbar, self.shelf, self.form):
            panel.command.connect(run)
        self.send.command.connect(self.verbs.submit)
        attempt = self.verbs.attempt
        self.shelf.draft_asked.connect(lambda draft_id: attempt(partial(self._open_draft, draft_id)))
        self.shelf.preset_asked.connect(self.plates.show_presets)
        self.shelf.new_asked.connect(lambda source: attempt(partial(self.desk.new, source)))
        self.shelf.clips_asked.connect(self._show_clips)
        self.form.pointed.connect(self.send.light)
        self.send.pointed.connect(self.form.light)
        self.send.chosen.connect(self.go_to)
        self.form.time_changed.connect(self._form_moved)
        self.notices.acted.connect(self.verbs.answer)
        self.desk.changed.connect(self._on_changed)
        self.desk.job_changed.connect(self._on_job)
        self.desk.clips_changed.connect(self._on_clips)
        self.desk.noticed.connect(self._on_noticed)
        notify.set_door(self.notices.show)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._awake:
            self._awake = True
            QTimer.singleShot(WAKE_MS, self, self._wake)

    def _wake(self) -> None:
        """After the first paint: the player, the jobs, and the work that was left open."""
        if self._player is None and not self.desk.is_closed:
            self.desk.start_work()
            self._make_player()
            self._make_jobs()
            self._looking.start()
            self._show_money()
            self.shelf.refresh()
            self.is_ready = True

    def _make_player(self) -> None:
        from ui.panels.player import PlayerPanel

        self._player = PlayerPanel(self.desk)
        self._player.command.connect(self.actions_table.run)
        self._player.time_changed.connect(self.form.set_time)
        self.work.put_player(self._player)
        self._player.show_snapshot(self.desk.snapshot)

    def _make_jobs(self) -> None:
        from ui.panels.jobs import JobsPanel

        self._jobs = JobsPanel(self.desk)
        self._jobs.watch_asked.connect(self.watch)
        self.work.put_jobs(self._jobs)
        self._jobs.refresh()

    @property
    def player(self) -> PlayerPanel:
        """The player; made now if it was not there yet."""
        if self._player is None:
            self._make_player()
        elif self._following.isActive():
            self._follow()
        assert self._player is not None
        return self._player

    @property
    def jobs(self) -> JobsPanel:
        """The jobs; made now if they were not there yet."""
        if self._jobs is None:
            self._make_jobs()
        assert self._jobs is not None
        return self._jobs

    @property
    def library(self) -> LibraryPanel:
        """The library; made when it is first asked for."""
        if self._library is None:
            from ui.panels.library import LibraryPanel

            self._library = LibraryPanel(self.desk)
            self._library.watch_asked.connect(self.watch)
            self._library.restore_asked.connect(self._restore_form)
            self._library.command.connect(self.actions_table.run)
            self._library.dropped.connect(self.verbs.open_path)
            self.work.put_library(self._library)
        return self._library

    @property
    def welcome(self) -> WelcomePanel:
        """What stands where the shot would be while no draft is open."""
        if self._welcome is None:
            from ui.panels.welcome import WelcomePanel

            self._welcome = WelcomePanel(self.desk, self.posters)
            self._welcome.start_asked.connect(self._start)
            self._welcome.new_asked.connect(lambda source: self.verbs.attempt(partial(self.desk.new, source)))
            self._welcome.file_dropped.connect(self.verbs.open_path)
            self._welcome.open_asked.connect(lambda: self.actions_table.run("open"))
            self._welcome.looks_asked.connect(self.verbs.set_looks)
            self._shot_stack.addWidget(self._welcome)
        return self._welcome

    # ------------------------------------------------------------------------------------------------- the desk

    def _on_changed(self, snapshot: Snapshot) -> None:
        """Show another state: the words at once, the rest after them."""
        before, self._shown = self._shown, snapshot
        self.send.show_snapshot(snapshot)
        self.form.follow(snapshot)
        self.actions_table.show_snapshot(snapshot)
        self.shelf.show_snapshot(snapshot)
        draft = snapshot.draft
        if self._player is not None:
            if before.draft and draft and before.draft.id == draft.id and before.takes is snapshot.takes:
                self._following.start()
            else:
                self._follow()
        self._shot_stack.setCurrentWidget(self.form if draft is not None else self.welcome)
        self.work.set_working(draft is not None)
        if (before.draft and before.draft.title) != (draft and draft.title):
            name = draft.title if draft else ""
            self.setWindowTitle(tr("app.window", title=name) if name else tr("app.name"))

    def _follow(self) -> None:
        self._following.stop()
        if self._player is not None:
            self._player.show_snapshot(self._shown)

    def _on_job(self, job: Job) -> None:
        if self._jobs is not None:
            self._jobs.show_job(job)
        if self._player is not None:
            self._player.show_job(job)
        if not job.is_open:
            self._show_money()

    def _on_clips(self) -> None:
        if self._player is not None:
            self._player.refresh()
        if self._library is not None and self.work.workspace == "library":
            self._library.refresh()
        self.shelf.refresh()

    def _on_noticed(self, notice: Notice) -> None:
        self.notices.show(notice)

    def _show_money(self) -> None:
        self.topbar.show_spent(*self.desk.spent_today())

    def _look_for_call(self) -> None:
        """Another start of the program asks for this window."""
        if self.desk.raise_asked():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
            self.raise_()
            self.activateWindow()

    # --------------------------------------------------------------------------------------------- what commands do

    def show_workspace(self, name: str) -> None:
        """Write or library."""
        if name == "library":
            self.library.refresh()
        self.work.show_workspace(name)
        self.topbar.show_workspace(name)

    def go_to(self, path: str) -> None:
        """Bring a field of the draft into view and give it the keyboard."""
        self.show_workspace("write")
        self.form.go_to(path)

    def watch(self, clip_id: str) -> None:
        """Play a clip in the player; a clip of a draft that is on the shelf opens it."""
        clip = self.desk.clip(clip_id)
        open_id = self.desk.snapshot.draft.id if self.desk.snapshot.draft else ""
        if clip.draft_id != open_id and clip.draft:
            self._restore_form(clip_id)
        self.show_workspace("write")
        self.player.watch(clip_id)

    def show_job(self, job_id: str) -> None:
        """Bring a job into view."""
        self.show_workspace("write")
        self.jobs.focus_job(job_id)

    def ask_new(self) -> None:
        """The list of forms to start from."""
        self.show_workspace("write")
        self.shelf.new.open_menu()

    def find_here(self) -> None:
        """The search of the workspace that is shown."""
        if self.work.workspace == "library":
            self.library.focus_search()
        else:
            self.shelf.focus_filter()

    def step_panel(self, step: int) -> None:
        """Give the keyboard to the next panel."""
        if self.work.workspace == "library":
            focus_into(self.library)
            return
        panels = [self.topbar, self.shelf, self._shot, self.send, self.player, self.jobs]
        shown = [panel for panel in panels if panel.isVisible()]
        inside = [_holds(panel, self.focusWidget()) for panel in shown]
        here = inside.index(True) if True in inside else -1
        for away in range(1, len(shown) + 1):
            if focus_into(shown[(here + step * away) % len(shown)]):
                return

    def wear(self) -> None:
        """Dress as the settings say."""
        wear(self.desk.settings)
        if self._welcome is not None:
            self._welcome.show_looks(self.desk.settings.theme)

    def _start(self, preset_id: str) -> None:
        """The first minute: open a preset and rehearse it."""

        def act() -> None:
            self.desk.new(preset_id)
            self.desk.rehearse()

        self.verbs.attempt(act)

    def _open_draft(self, draft_id: str) -> None:
        self.show_workspace("write")
        if self.desk.snapshot.draft is None or self.desk.snapshot.draft.id != draft_id:
            self.desk.open_draft(draft_id)

    def _restore_form(self, clip_id: str) -> None:
        self.show_workspace("write")
        self.verbs.attempt(partial(self.desk.restore_form, clip_id))

    def _show_clips(self, query: str) -> None:
        self.show_workspace("library")
        self.library.search(query)

    def _form_moved(self, seconds: float) -> None:
        if self._player is not None:
            self.player.set_time(seconds)

    # ------------------------------------------------------------------------------------------------ hand and drop

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field wanted may be one of the player's keys."""
        if self._player is None or not self._player.isVisible() or not self._player.press(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in _files(event.mimeData()):
            self.verbs.open_path(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_layout()
        self.closing.emit()
        event.accept()

    def shut(self) -> None:
        """Let everything go; call when the desk is about to close."""
        self._looking.stop()
        self._following.stop()
        for signal, slot in (
            (self.desk.changed, self._on_changed),
            (self.desk.job_changed, self._on_job),
            (self.desk.clips_changed, self._on_clips),
            (self.desk.noticed, self._on_noticed),
        ):
            signal.disconnect(slot, missing_ok=True)
        notify.set_door(None)
        self.notices.clear()
        self.plates.close()
        for panel in (self._player, self._library):
            if panel is not None:
                panel.shut()

    # -------------------------------------------------------------------------------------------------------- layout

    def _restore_layout(self) -> None:
        layout = self.desk.settings.layout
        self.resize(SIZE)
        with suppress(ValueError, TypeError, binascii.Error):
            self.restoreGeometry(QByteArray(base64.b64decode(str(layout.get("geometry", "")), validate=True)))
        self.work.restore(layout.get("seams"))

    def _keep_layout(self) -> None:
        kept = base64.b64encode(self.saveGeometry().data()).decode()
        self.desk.change_settings(layout={"geometry": kept, "seams": self.work.sizes()})


def _holds(panel: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and panel.isAncestorOf(widget)


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
