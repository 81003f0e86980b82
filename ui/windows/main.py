"""The main window: makes the panels, ties them to each other and to the desk, and remembers its layout."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.desk.desk import Desk
from app.desk.snapshot import NOTHING_OPEN, Notice, Snapshot
from app.domain.job import Job
from app.domain.noun import begin_judging
from app.strings import tr
from ui.kit import notify
from ui.kit.fonts import scaled
from ui.kit.layout import column, set_surface
from ui.kit.panels import Separator
from ui.kit.tab_order import step_into, step_on
from ui.kit.wearing import wear
from ui.panels.form.panel import FormPanel
from ui.panels.posters import Posters
from ui.panels.send.panel import SendPanel
from ui.windows.late import LatePanels
from ui.windows.plates import Plates
from ui.windows.sizes import LEAST, first_size
from ui.windows.verbs import Verbs
from ui.windows.workspaces import BAR, Workspaces

if TYPE_CHECKING:
    from ui.panels.jobs.panel import JobsPanel
    from ui.panels.library.panel import LibraryPanel
    from ui.panels.player.panel import PlayerPanel
    from ui.panels.shelf.panel import ShelfPanel
    from ui.panels.welcome.panel import WelcomePanel
    from ui.windows.actions import Actions
    from ui.windows.topbar import TopBar

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
        self.opens_again = False
        self._shown = NOTHING_OPEN
        self._moved = ("", "")
        self.is_painted = False
        self.is_ready = False
        """Whether everything is there: shelf, player, jobs, and the work on open jobs has begun."""
        self.late = LatePanels(self)
        self.setObjectName("main")
        self.setWindowTitle(tr("app.name"))
        self.setMinimumSize(LEAST)
        self.setAcceptDrops(True)
        set_surface(self, "window")
        self.notices = notify.Notices(self)
        self.plates = Plates(self)
        self.verbs = Verbs(self)
        self.posters = Posters(self)
        self._make_panels()
        self._tie_panels()
        self._restore_layout()
        self._following = QTimer(self, singleShot=True, interval=PLAYER_MS)
        self._following.timeout.connect(self._follow)
        self._looking = QTimer(self)
        self._looking.setInterval(RAISE_LOOK_MS)
        self._looking.timeout.connect(self._look_for_call)
        self._waking = QTimer(self, singleShot=True, interval=WAKE_MS)
        self._waking.timeout.connect(self._wake)
        self._steps: list[Callable[[], object]] = [
            self.late.make_topbar, self.send.make_rest, self.late.make_shelf, self.form.make_rest,
            desk.look_closely, begin_judging, desk.begin_session, desk.start_work, self.late.make_state_bar,
            self.late.show_icon, self.late.begin_player, self.late.make_player, self.late.make_jobs, self._end_waking,
        ]  # fmt: skip
        """What is left for after the first paint, in the order of the eye; one that gives True has more to do."""
        self.form.begin(desk.snapshot)
        self._on_changed(desk.snapshot)

    # -------------------------------------------------------------------------------------------------- making

    def _make_panels(self) -> None:
        self._bar = QWidget()
        set_surface(self._bar, "panel")
        self._bar.setFixedHeight(scaled(BAR))
        self.send = SendPanel(self.desk)
        self._shot = QWidget()
        set_surface(self._shot, "panel")
        self.work = Workspaces(self._shot, self.send, self)
        # last, in its place: each widget that is given another parent takes all that is in it along
        self._shot_stack = QStackedLayout(self._shot)
        self.form = FormPanel(self.desk, self._shot)
        self._shot_stack.addWidget(self.form)
        whole = column(self._bar, Separator(), self.work, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _tie_panels(self) -> None:
        self.work.sizes_changed.connect(self._keep_layout)
        self.form.command.connect(self.run)
        self.send.command.connect(self.verbs.submit)
        self.form.pointed.connect(self.send.light)
        self.send.pointed.connect(self.form.light)
        self.send.chosen.connect(self.go_to)
        self.send.connect_asked.connect(self.plates.show_connections)
        self.send.caps_asked.connect(partial(self.plates.show_settings, "money"))
        self.form.time_changed.connect(self._form_moved)
        self.notices.acted.connect(self.verbs.answer)
        self.desk.changed.connect(self._on_changed)
        self.desk.job_changed.connect(self._on_job)
        self.desk.clips_changed.connect(self._on_clips)
        self.desk.noticed.connect(self._on_noticed)
        notify.set_door(self.notices.show)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.is_painted:
            self.is_painted = True
            self._waking.start()

    def _wake(self) -> None:
        """After the first paint: one more part, and what the person did meanwhile before the next."""
        if self.desk.is_closed:
            self._steps.clear()
        if self._steps:
            if self._steps[0]() is not True:
                self._steps.pop(0)
            self._waking.start(0)

    def _end_waking(self) -> None:
        self._looking.start()
        self._show_money()
        self.desk.start_is_ready()
        self.is_ready = True

    @property
    def actions_table(self) -> Actions:
        """Every command with its keys; made now if it was not there yet."""
        return self.late.make_actions()

    @property
    def topbar(self) -> TopBar:
        """The bar across the top; made now if it was not there yet."""
        return self.late.make_topbar()

    def put_topbar(self, bar: TopBar) -> None:
        """Put the bar into its place."""
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._bar, bar)
        self._bar.deleteLater()
        bar.show()

    @property
    def shelf(self) -> ShelfPanel:
        """The shelf; made now if it was not there yet."""
        return self.late.make_shelf()

    @property
    def player(self) -> PlayerPanel:
        """The player; made now if it was not there yet."""
        if self._following.isActive():
            self._follow()
        return self.late.make_player()

    @property
    def jobs(self) -> JobsPanel:
        """The jobs; made now if they were not there yet."""
        return self.late.make_jobs()

    @property
    def library(self) -> LibraryPanel:
        """The library; made when it is first asked for."""
        return self.late.make_library()

    @property
    def welcome(self) -> WelcomePanel:
        """What stands where the shot would be while no draft is open."""
        made = self.late.make_welcome()
        if self._shot_stack.indexOf(made) < 0:
            self._shot_stack.addWidget(made)
        return made

    # ------------------------------------------------------------------------------------------------- the desk

    def _on_changed(self, snapshot: Snapshot) -> None:
        """Show another state: the words at once, the rest after them."""
        before, self._shown = self._shown, snapshot
        self.send.follow(snapshot)
        self.form.follow(snapshot)
        if self.late.actions is not None:
            self.late.actions.show_snapshot(snapshot)
        if self.late.shelf is not None:
            self.late.shelf.show_snapshot(snapshot)
        draft = snapshot.draft
        if self.late.player is not None:
            if before.draft and draft and before.draft.id == draft.id and before.takes is snapshot.takes:
                self._following.start()
            else:
                self._follow()
        if self.work.set_working(draft is not None) or draft is None:
            self._shot_stack.setCurrentWidget(self.form if draft is not None else self.welcome)
        if (before.draft and before.draft.title) != (draft and draft.title):
            name = draft.title if draft else ""
            self.setWindowTitle(tr("app.window", title=name) if name else tr("app.name"))

    def _follow(self) -> None:
        self._following.stop()
        if self.late.player is not None:
            self.late.player.show_snapshot(self._shown)

    def _on_job(self, job: Job) -> None:
        for panel in (self.late.jobs, self.late.player):
            if panel is not None:
                panel.show_job(job)
        moved = (job.id, job.state)
        if not job.is_rehearsal and moved != self._moved:
            self._moved = moved
            self._show_money()

    def _on_clips(self) -> None:
        if self.late.player is not None:
            self.late.player.refresh()
        if self.late.library is not None and self.work.workspace == "library":
            self.late.library.refresh()
        if self.late.shelf is not None:
            self.late.shelf.refresh()

    def _on_noticed(self, notice: Notice) -> None:
        self.notices.show(self.verbs.explained(notice))

    def _show_money(self) -> None:
        self.topbar.show_spent(*self.desk.spent_today())

    def _look_for_call(self) -> None:
        """Another start of the program asks for this window."""
        if self.desk.raise_asked():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
            self.raise_()
            self.activateWindow()

    # --------------------------------------------------------------------------------------------- what commands do

    def run(self, command_id: str) -> None:
        """Do what a command does, unless it cannot be done now."""
        self.actions_table.run(command_id)

    def show_workspace(self, name: str) -> None:
        """Write or library."""
        if name == "library":
            self.library.refresh()
        self.work.show_workspace(name)
        if self.late.topbar is not None:
            self.late.topbar.show_workspace(name)

    def go_to(self, path: str) -> None:
        """Bring a field of the draft into view and give it the keyboard."""
        self.show_workspace("write")
        self.form.go_to(path)

    def watch(self, clip_id: str) -> None:
        """Play a clip in the player; a clip of a draft that is on the shelf opens it."""
        clip = self.desk.clip(clip_id)
        open_id = self.desk.snapshot.draft.id if self.desk.snapshot.draft else ""
        if clip.draft_id != open_id and clip.draft:
            self.restore_form(clip_id)
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

    def panels(self) -> list[QWidget]:
        """The panels that are shown, in the order of the eye."""
        late = self.late
        middle = [late.library] if self.work.workspace == "library" else [late.shelf, self._shot, self.send]
        every = [late.topbar, *middle, late.player, late.jobs]
        return [panel for panel in every if panel is not None and panel.isVisible()]

    def step_panel(self, step: int) -> None:
        """Give the keyboard to the next panel."""
        step_into(self.panels(), step)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes by the eye through what is shown, round and round."""
        return step_on(self.panels(), forward, round_and_round=True)

    def wear(self) -> None:
        """Dress as the settings say."""
        wear(self.desk.settings)
        if self.late.welcome is not None:
            self.late.welcome.show_looks(self.desk.settings.theme)

    def open_draft(self, draft_id: str) -> None:
        """Open a draft of the shelf to write in it."""
        self.show_workspace("write")
        if self.desk.snapshot.draft is None or self.desk.snapshot.draft.id != draft_id:
            self.desk.open_draft(draft_id)

    def restore_form(self, clip_id: str) -> None:
        """Open the draft that a clip was made from."""
        self.show_workspace("write")
        self.verbs.attempt(partial(self.desk.restore_form, clip_id))

    def show_clips(self, query: str) -> None:
        """The library with a search."""
        self.show_workspace("library")
        self.library.search(query)

    def _form_moved(self, seconds: float) -> None:
        if self.late.player is not None:
            self.player.set_time(seconds)

    # ------------------------------------------------------------------------------------------------ hand and drop

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field wanted may be one of the player's keys."""
        player = self.late.player
        if player is None or not player.isVisible() or not player.press(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in _files(event.mimeData()):
            self.verbs.open_path(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.verbs.may_close():
            event.ignore()
            return
        self.verbs.attempt(self._keep_layout)
        self.closing.emit()
        event.accept()

    def shut(self) -> None:
        """Let everything go; call when the desk is about to close."""
        for timer in (self._looking, self._following, self._waking):
            timer.stop()
        for signal, slot in (
            (self.desk.changed, self._on_changed),
            (self.desk.job_changed, self._on_job),
            (self.desk.clips_changed, self._on_clips),
            (self.desk.noticed, self._on_noticed),
        ):
            signal.disconnect(slot)
        notify.set_door(None)
        self.notices.clear()
        self.plates.close()
        self._steps.clear()
        self.late.shut()

    # -------------------------------------------------------------------------------------------------------- layout

    def _restore_layout(self) -> None:
        layout = self.desk.settings.layout
        self.resize(first_size(self.screen().availableGeometry().size()))
        with suppress(ValueError, TypeError, binascii.Error):
            self.restoreGeometry(QByteArray(base64.b64decode(str(layout.get("geometry", "")), validate=True)))
        self.work.restore(layout.get("seams"))

    def _keep_layout(self) -> None:
        kept = base64.b64encode(self.saveGeometry().data()).decode()
        self.desk.change_settings(layout={"geometry": kept, "seams": self.work.sizes()})


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
