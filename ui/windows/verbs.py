"""What each command of the window does: one small function a command, over the desk and the panels."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog

from app.desk.snapshot import Notice
from app.desk.template_words import form_name
from app.domain.clip import SUFFIXES
from app.domain.errors import Fault
from app.domain.template import DEPTHS
from app.strings import tr
from ui.kit import theme

if TYPE_CHECKING:
    from ui.panels.palette_match import Item
    from ui.windows.main import MainWindow

FOUND_MOST = 20


class Verbs:
    """The table from command to deed. Everything the world can refuse becomes a notice."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._desk = window.desk
        self._warned = False
        self._folder = ""
        """Where a file was chosen last."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Every command's deed, by id."""
        window, desk, plates = self._window, self._desk, self._window.plates
        steps = {"undo": desk.undo, "redo": desk.redo}
        depths = {f"depth_{depth}": partial(desk.set_depth, depth) for depth in DEPTHS}
        looks = {f"theme_{mode}": partial(self.set_looks, mode) for mode in get_args(theme.Mode)}
        named: dict[str, Callable[[], object]] = {
            "new_draft": window.ask_new,
            "open": self.open,
            "attach": self.attach,
            "close_draft": desk.close_draft,
            "save": self.save,
            "save_copy": self.save_copy,
            "save_version": partial(plates.show_versions, naming=True),
            "versions": plates.show_versions,
            "save_preset": plates.save_preset,
            "presets": plates.show_presets,
            "templates": plates.show_templates,
            "own_template": plates.edit_form,
            "connections": plates.show_connections,
            "settings": plates.show_settings,
            "quit": window.close,
            "rename": partial(window.go_to, "title"),
            "duplicate": lambda: desk.duplicate_draft(self._open_id()),
            "trash_draft": lambda: desk.trash_draft(self._open_id()),
            "find": window.find_here,
            "palette": plates.show_palette,
            "target": lambda: window.send.open_targets(),
            "advice": lambda: window.send.open_advice(),
            "rehearse": lambda: window.send.press("rehearse"),
            "generate": lambda: window.send.press("generate"),
            "copy_words": lambda: window.send.copy_words(),
            "next_finding": lambda: window.send.focus_next_finding(1),
            "previous_finding": lambda: window.send.focus_next_finding(-1),
            "play": lambda: window.player.toggle_play(),
            "frame_back": lambda: window.player.step(-1),
            "frame_on": lambda: window.player.step(1),
            "loop_beat": lambda: window.player.loop_beat(),
            "grab": lambda: window.player.open_grab(),
            "mute": lambda: window.player.toggle_mute(),
            "full": lambda: window.player.toggle_full(),
            "write": partial(window.show_workspace, "write"),
            "library": partial(window.show_workspace, "library"),
            "next_panel": partial(window.step_panel, 1),
            "previous_panel": partial(window.step_panel, -1),
            "keys": plates.show_keys,
            "open_home": plates.open_home,
            "about": plates.show_about,
        }
        every: dict[str, Callable[[], object]] = {**named, **steps, **depths, **looks}
        return {name: partial(self.attempt, act) for name, act in every.items()}

    def attempt(self, act: Callable[[], object]) -> None:
        """Do it; what the world refuses is said."""
        try:
            act()
        except Fault as fault:
            self._desk.notice_fault(fault)

    def may_close(self) -> bool:
        """Whether nothing is lost by closing. Where the disk refuses the draft it is said, and closing again closes."""
        desk = self._desk
        desk.save_now()
        draft = desk.snapshot.draft
        if self._warned:
            return True
        if draft is None or desk.snapshot.saved != "failed":
            return self._may_leave()
        self._warned = True
        title = draft.title or tr("shelf.untitled")
        notice = Notice(level="error", id="closing_unwritten", args={"title": title}, action="save_copy")
        self._window.notices.show(notice)
        return False

    def _may_leave(self) -> bool:
        """Whether no clip may be removed at its provider soon that is not here yet. It is said once."""
        hurry = self._desk.hurrying()
        if not hurry:
            return True
        self._warned = True
        minutes = max(1, round(hurry[0][1] / 60))
        args = {"n": len(hurry), "minutes": minutes}
        self._window.notices.show(Notice(level="warning", id="closing_under_way", args=args))
        return False

    def submit(self, verb: str) -> None:
        """What the buttons of Send ask for, after their own question: `rehearse`, `generate`, or `generate 4`."""
        name, _, takes = verb.partition(" ")
        self.attempt(partial(self._desk.press, "generate" if name == "generate" else "rehearse", int(takes or 1)))

    def start(self, preset_id: str) -> None:
        """The first minute: open a preset and rehearse it."""

        def act() -> None:
            self._desk.new(preset_id)
            self._desk.rehearse()

        self.attempt(act)

    # ------------------------------------------------------------------------------------------------------ files

    def open(self) -> None:
        """Choose a draft, a preset or a clip."""
        self._ask(tr("window.open"), tr("window.open_kinds"), self.open_path)

    def attach(self) -> None:
        """Choose a clip made elsewhere."""
        self._ask(tr("window.attach"), tr("window.attach_kinds"), self._desk.attach_soon)

    def open_path(self, path: Path) -> None:
        """Open what was chosen or dropped: a draft, a preset, a template, or a clip, which becomes a take."""
        if path.suffix.lower() in SUFFIXES:
            self._desk.attach_soon(path)
        elif path.suffix.lower() == ".json":
            self.attempt(partial(self._desk.open_file, path))
            self._window.shelf.refresh()
        elif path.suffix.lower() == ".toml":
            self._window.plates.take_in_template(path)
        else:
            self._window.notices.show(Notice(level="warning", id="cannot_open", args={"name": path.name}))

    def save(self) -> None:
        """Write the draft at once."""
        self._desk.save_now()
        if self._desk.snapshot.saved == "saved":
            self._window.notices.show(Notice(level="good", id="saved"))

    def save_copy(self) -> None:
        """Write the draft to a file of its own."""
        draft = self._desk.snapshot.draft
        dialog = QFileDialog(self._window, tr("window.save_copy"), "", tr("window.save_kinds"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("draft.json")
        dialog.selectFile(f"{draft.id if draft else ''}.draft.json")
        self._open_dialog(dialog, lambda path: self._desk.save_copy(path))

    def set_looks(self, mode: str) -> None:
        """Light, dark, or as the system."""
        self._desk.change_settings(theme=mode)
        self._window.wear()

    # ---------------------------------------------------------------------------------------------------- palette

    def find(self, query: str) -> list[Item]:
        """Drafts, presets and clips for what is typed into the palette."""
        from ui.panels.palette_match import Item
        from ui.panels.takes_words import clip_words

        desk = self._desk
        wanted = query.casefold()
        if not wanted:
            return []
        drafts = [
            Item("draft", entry.id, entry.title or form_name(entry.form), "draft", tr("shelf.drafts"))
            for entry in desk.drafts()
            if entry.unreadable is None and wanted in entry.title.casefold()
        ]
        presets = [
            Item("preset", preset.id, preset.name, "preset", tr("shelf.presets"))
            for preset in desk.presets()
            if wanted in preset.name.casefold()
        ]
        clips = [
            Item("clip", clip.id, clip_words(clip), "clip", tr("workspace.library"))
            for clip in desk.clips(query, FOUND_MOST)
        ]
        return [*drafts[:FOUND_MOST], *presets[:FOUND_MOST], *clips]

    def run_item(self, kind: str, item_id: str) -> None:
        """Do what was picked in the palette."""
        window = self._window
        if kind == "command":
            window.actions_table.run(item_id)
        elif kind == "draft":
            self.attempt(partial(self._desk.open_draft, item_id))
        elif kind == "preset":
            window.plates.show_presets(item_id)
        else:
            window.watch(item_id)

    # ---------------------------------------------------------------------------------------------------- notices

    def explained(self, notice: Notice) -> Notice:
        """A notice as it is shown: one about a job that brought nothing says what the job's row says."""
        if notice.id != "notice.job_ended":
            return notice
        from ui.panels.jobs.words import sentence_of

        reason = sentence_of(self._desk.job(notice.target))
        made: Notice = notice.replace(args={**notice.args, "state": reason})
        return made

    def answer(self, action: str, target: str) -> None:
        """Do what the button of a notice says."""
        window, desk = self._window, self._desk
        acts: dict[str, Callable[[], object]] = {
            "restore_draft": partial(self._restore_draft, target),
            "restore_preset": partial(self._restore_preset, target),
            "restore_template": partial(self._restore_template, target),
            "restore_clip": lambda: desk.restore_clip(target),
            "restore_version": lambda: desk.versions.bring_back(target),
            "watch": lambda: window.watch(target),
            "open_job": lambda: window.show_job(target),
            "copy_report": self._copy_report,
            "library_care": lambda: window.plates.show_settings("places"),
        }
        self.attempt(acts.get(action) or partial(window.actions_table.run, action))

    def _restore_draft(self, draft_id: str) -> None:
        self._desk.restore_draft(draft_id)
        self._desk.open_draft(draft_id)

    def _restore_preset(self, preset_id: str) -> None:
        self._desk.restore_preset(preset_id)
        self._window.shelf.refresh()

    def _restore_template(self, template_id: str) -> None:
        self._desk.own_templates.restore(template_id)
        self._window.shelf.refresh()

    def _copy_report(self) -> None:
        QApplication.clipboard().setText(self._window.report_text)
        self._window.notices.show(Notice(level="good", id="copied_report"))

    def _open_id(self) -> str:
        draft = self._desk.snapshot.draft
        return draft.id if draft else ""

    def _ask(self, title: str, kinds: str, act: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self._window, title, self._folder or _downloads(), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)

        def chosen(path: Path) -> None:
            self._folder = str(path.parent)
            act(path)

        self._open_dialog(dialog, chosen)

    def _open_dialog(self, dialog: QFileDialog, act: Callable[[Path], object]) -> None:
        dialog.fileSelected.connect(lambda name: self.attempt(lambda: act(Path(name))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _downloads() -> str:
    """Where clips from a web page usually are; the person's own folder where there is none."""
    places = QStandardPaths.StandardLocation
    found = QStandardPaths.writableLocation(places.DownloadLocation)
    return found if Path(found).is_dir() else QStandardPaths.writableLocation(places.HomeLocation)
