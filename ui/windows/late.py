"""Makes the panels that nobody writes in, each when it is asked for or when its turn comes after the first paint."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

from app.desk.snapshot import Notice
from app.strings import tr
from ui.kit.notify import say_fault, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.panels.jobs.panel import JobsPanel
    from ui.panels.library.panel import LibraryPanel
    from ui.panels.player.panel import PlayerPanel
    from ui.panels.shelf.panel import ShelfPanel
    from ui.panels.state_bar import StateBar
    from ui.panels.welcome.panel import WelcomePanel
    from ui.windows.actions import Actions
    from ui.windows.main import MainWindow
    from ui.windows.topbar import TopBar

PLAYER_MODULES = ("ui.panels.player.deck", "ui.panels.player.panel", "app.animatic.blocking", "app.animatic.stage")
"""What the player needs to be made and to show a draft, in pieces of about the same time."""


class LatePanels:
    """What is made so far; None is not made yet. `make_<name>` makes one and puts it into its place."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.actions: Actions | None = None
        self.topbar: TopBar | None = None
        self.state_bar: StateBar | None = None
        self.shelf: ShelfPanel | None = None
        self.player: PlayerPanel | None = None
        self._coming: PlayerPanel | None = None
        self.jobs: JobsPanel | None = None
        self.library: LibraryPanel | None = None
        self.welcome: WelcomePanel | None = None

    def make_actions(self) -> Actions:
        """The commands with their keys."""
        if self.actions is None:
            from ui.windows.actions import Actions

            window = self._window
            self.actions = Actions(window, window.verbs.table(), window.desk.settings.keys)
            self.actions.show_snapshot(window.desk.snapshot)
            self.actions.keys_changed.connect(self._take_keys)
            if bad := self.actions.book.bad:
                window.notices.show(Notice(level="warning", id="bad_keys", args={"keys": "; ".join(bad)}))
        return self.actions

    def _take_keys(self, kept: Mapping[str, object]) -> None:
        """Keep a person's own keys, and show them where they are not shown by a menu or a tip."""
        self._window.verbs.attempt(partial(self._window.desk.change_settings, keys=kept))
        for player in (self.player, self._coming):
            if player is not None:
                self._hand_keys(player)
        if self.topbar is not None:
            self.topbar.search.show_key()

    def _hand_keys(self, player: PlayerPanel) -> None:
        player.use_keys(self.make_actions().book.player_keys())

    def make_topbar(self) -> TopBar:
        """The bar across the top, with the menus of the commands."""
        if self.topbar is None:
            from ui.windows.topbar import TopBar

            window = self._window
            made = TopBar(self.make_actions().menus())
            made.workspace_asked.connect(window.show_workspace)
            made.command.connect(window.run)
            made.show_workspace(window.work.workspace)
            self.topbar = made
            window.put_topbar(made)
        return self.topbar

    def show_icon(self) -> None:
        """Give the window the program's icon, which a system shows in its task bar."""
        from ui.kit.program_icon import program_icon

        self._window.setWindowIcon(program_icon())

    def make_state_bar(self) -> None:
        """Where this start is careful, or the library cannot be opened, a bar that says so; none else."""
        window, desk = self._window, self._window.desk
        if self.state_bar is not None:
            self.state_bar.hide()
            self.state_bar.deleteLater()
            self.state_bar = None
        if not desk.is_safe and desk.shut_by is None:
            return
        from ui.panels.state_bar import StateBar, safe_bar

        if desk.shut_by is not None:
            title, meaning = sentences(say_fault(desk.shut_by))
            made = StateBar(title, meaning, tr("window.mend_library"))
            made.acted.connect(partial(window.plates.show_settings, "places"))
        else:
            made = safe_bar(elsewhere=desk.is_elsewhere)
            made.acted.connect(self._go_on)
        self.state_bar = made
        layout = window.layout()
        assert isinstance(layout, QBoxLayout)
        layout.insertWidget(layout.indexOf(window.work), made)
        made.show()

    def _go_on(self) -> None:
        self._window.verbs.attempt(self._window.desk.go_on)
        self.make_state_bar()

    def make_shelf(self) -> ShelfPanel:
        """Drafts, presets and searches at the left."""
        if self.shelf is None:
            from ui.panels.shelf.panel import ShelfPanel

            window = self._window
            attempt = window.verbs.attempt
            made = ShelfPanel(window.desk, window.posters)
            made.command.connect(window.run)
            made.draft_asked.connect(lambda draft_id: attempt(partial(window.open_draft, draft_id)))
            made.preset_asked.connect(window.plates.show_presets)
            made.new_asked.connect(lambda source: attempt(partial(self._begin, source)))
            made.clips_asked.connect(window.show_clips)
            self.shelf = made
            window.work.put_shelf(made)
            made.show_snapshot(window.desk.snapshot)
        return self.shelf

    def _begin(self, source: str) -> None:
        """Open a new draft and give the keyboard to where writing begins."""
        self._window.desk.new(source)
        self._window.desk.tell()
        if (body := self._window.form.body) is not None:
            body.step_section(1, None)

    def begin_player(self) -> bool:
        """Make a piece of the player, so that no key waits long. Gives whether there was one."""
        module = next((each for each in PLAYER_MODULES if each not in sys.modules), None)
        if self.player is not None or (module is None and self._coming is not None):
            return False
        if module is not None:
            import_module(module)
        else:
            self._coming = self._begun_player()
        return True

    def _begun_player(self) -> PlayerPanel:
        """One that shows nothing and has no place as yet."""
        from ui.panels.player.panel import PlayerPanel

        window = self._window
        made = PlayerPanel(window.desk)
        made.command.connect(window.run)
        made.time_changed.connect(window.form.set_time)
        if window.desk.settings.keys:
            self._hand_keys(made)
        return made

    def make_player(self) -> PlayerPanel:
        """The player under the shot."""
        if self.player is None:
            made = self._coming or self._begun_player()
            self.player, self._coming = made, None
            self._window.work.put_player(made)
            made.show_snapshot(self._window.desk.snapshot)
        return self.player

    def make_jobs(self) -> JobsPanel:
        """The jobs under what is sent."""
        if self.jobs is None:
            from ui.panels.jobs.panel import JobsPanel

            window = self._window
            made = JobsPanel(window.desk)
            made.watch_asked.connect(window.watch)
            made.connections_asked.connect(window.plates.show_connections)
            self.jobs = made
            window.work.put_jobs(made)
            made.refresh()
        return self.jobs

    def make_library(self) -> LibraryPanel:
        """All clips."""
        if self.library is None:
            from ui.panels.library.panel import LibraryPanel

            window = self._window
            made = LibraryPanel(window.desk)
            made.watch_asked.connect(window.watch)
            made.restore_asked.connect(window.restore_form)
            made.command.connect(window.run)
            made.dropped.connect(window.verbs.open_path)
            self.library = made
            window.work.put_library(made)
        return self.library

    def make_welcome(self) -> WelcomePanel:
        """What stands where the shot would be while no draft is open."""
        if self.welcome is None:
            from ui.panels.welcome.panel import WelcomePanel

            window = self._window
            made = WelcomePanel(window.desk, window.posters)
            made.start_asked.connect(window.verbs.start)
            made.new_asked.connect(lambda source: window.verbs.attempt(partial(window.desk.new, source)))
            made.file_dropped.connect(window.verbs.open_path)
            made.open_asked.connect(lambda: window.run("open"))
            made.looks_asked.connect(window.verbs.set_looks)
            made.command.connect(window.run)
            self.welcome = made
        return self.welcome

    def shut(self) -> None:
        """Let go what plays or watches."""
        for panel in (self.player, self._coming, self.library):
            if panel is not None:
                panel.shut()
