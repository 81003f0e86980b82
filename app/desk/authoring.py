"""The verbs on the open draft: edit, undo, aim; each makes a new snapshot and is on disk within a second."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from app.desk.compiling import aim_of, compile_for, stranger, template_of, why_not_generate, why_not_rehearse
from app.desk.core import Core, Rooms
from app.desk.history import History
from app.desk.preset_words import in_words
from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.desk.template_words import remember_names
from app.domain import edit as edits
from app.domain import path as paths
from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.errors import BadFile, Conflict, Fault, UnknownName
from app.domain.finding import Finding
from app.domain.preset import Preset
from app.domain.template import Depth, Template
from app.domain.vocabulary import Vocabulary
from app.tasks import running_loop

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from app.desk.versions import DraftVersions

SAVE_DELAY = 0.3
"""Seconds from an edit to the write; the promise is one second to the disk."""
SAVE_CEILING = 0.5
"""An edit finds older ones unwritten this long only where the loop is too busy for its timers; then it writes."""
SAVE_AGAIN = 2.0
"""Seconds until what the disk refused is tried again."""


def new_id(stem: str) -> str:
    """A draft id that reads like its title and is unique."""
    import secrets

    return f"{edits.free_id(stem, ())[:28].rstrip('-_')}-{secrets.token_hex(4)}"


async def _fault_of(act: Callable[[], object]) -> Fault | None:
    """Do something in another thread. Returns what the world had against it, if anything."""
    import asyncio

    try:
        await asyncio.to_thread(act)
    except Fault as fault:
        return fault
    return None


class Authoring(Core):
    """The open draft."""

    _hurried = False
    _refused = ""
    """The id of the fault that keeps the draft off the disk."""
    _unwritten_since = 0.0
    _opened: Draft | None = None
    """The open draft as it was opened, until its first edit is on disk."""
    _versions: DraftVersions | None = None
    _newest: Draft | None = None
    """The draft that was last begun to be written."""
    _saving: asyncio.Task[None] | None = None

    def __init__(self, rooms: Rooms) -> None:
        super().__init__(rooms)
        self._disk = threading.Lock()

    @property
    def versions(self) -> DraftVersions:
        """The kept states of the open draft; imported when they are first asked for."""
        if self._versions is None:
            from app.desk.versions import DraftVersions
            from app.store.versions import Versions

            self._versions = DraftVersions(self, Versions(self._rooms.home))
        return self._versions

    def new(self, source: str, sets: Mapping[str, Any] | None = None, title: str = "") -> Draft:
        """Open a new draft from a template or preset id. UnknownName names what comes near."""
        draft = self.make_draft(source, title)
        for path, value in (sets or {}).items():
            draft = paths.write(draft, path, value)
        self._rooms.drafts.save(draft)
        self._open(draft)
        return draft

    def make_draft(self, source: str, title: str = "") -> Draft:
        """A new draft from a template or preset id, not opened and not saved."""
        templates = {template.id: template for template in self.templates()}
        if source in templates:
            return self._rooms.catalog.new_draft(templates[source], id=new_id(source), title=title)
        preset = self.find_preset(source)
        if preset is None:
            raise UnknownName("template_or_preset", source, [*templates, *self._preset_ids()])
        fresh: Draft = preset.draft.replace(id=new_id(preset.id), title=title or preset.name)
        return fresh

    def find_preset(self, preset_id: str) -> Preset | None:
        """A preset by id, the person's own before a built-in one, or None. BadFile where its file cannot be read."""
        own = self._rooms.presets.load(preset_id)
        if own is not None:
            return own
        try:
            return in_words(self._rooms.catalog.preset(preset_id))
        except UnknownName:
            return None

    def load_draft(self, draft_id: str) -> Draft:
        """A draft of the shelf, not opened."""
        return self._rooms.drafts.load(draft_id)

    def open_draft(self, draft_id: str, *, hurried: bool = False) -> Draft:
        """Open a draft of the shelf. `hurried`: its craft is not checked before `look_closely` or an edit.

        Where its file is damaged, its last good version takes its place, and it is said.
        """
        try:
            draft = self._rooms.drafts.load(draft_id)
        except BadFile as fault:
            draft = self._mended(draft_id, fault)
        self._open(draft, hurried=hurried)
        return draft

    def look_closely(self) -> None:
        """Check the craft of a draft that was opened in a hurry."""
        if self._hurried and self._history is not None:
            self._hurried = False
            self._show(self._look(self._draft(), self._snapshot.saved, self._snapshot.takes))

    def adopt(self, draft: Draft) -> Draft:
        """Open a draft that came from outside (a file, a clip) under an id of its own."""
        if self._rooms.drafts.exists(draft.id):
            draft = draft.replace(id=new_id(draft.title or draft.form))
        self._rooms.drafts.save(draft)
        self._open(draft)
        return draft

    def close_draft(self) -> None:
        """Close the open draft; it is on disk before this returns. Conflict where the disk does not take it."""
        self._leave()
        self._history = None
        self._remember("")
        self._show(NOTHING_OPEN.replace(depth=self._settings.depth))

    def edit(self, path: str, value: Any) -> None:
        """Set one value. Typing at the same path is one undo step."""
        self.replace(paths.write(self._draft(), path, value), path)

    def apply(self, changes: Sequence[Edit], group: str = "") -> None:
        """Apply several edits as one undo step, all or none."""
        self.replace(edits.apply_all(self._draft(), changes), group)

    def apply_fix(self, finding: Finding) -> None:
        """Do what the finding's button says."""
        if finding.fix is not None:
            self.apply(finding.fix.edits)

    def replace(self, draft: Draft, group: str = "") -> None:
        """Make `draft` the open one, as one undo step. Steps of the same non-empty group close in time join."""
        if self._history is None:
            raise Conflict("no_open_draft")
        if draft.notes:
            from app.domain.notes import follow

            draft = follow(self._history.present, draft)
        if self._history.push(draft, group, time.monotonic()):
            self._changed_draft()

    def undo(self) -> None:
        """Take the last step back."""
        if self._history is not None and self._history.undo():
            self._changed_draft()

    def redo(self) -> None:
        """Take a step back again."""
        if self._history is not None and self._history.redo():
            self._changed_draft()

    def set_depth(self, depth: Depth) -> None:
        """Show the form in another depth."""
        self.change_settings(depth=depth)
        self._show(self._snapshot.replace(depth=depth))

    def set_aim(self, model_id: str) -> None:
        """Aim the draft at another model; nothing in it changes but the aim."""
        model = self._rooms.catalog.model(model_id)
        if model.id != self._draft().aim:
            self.versions.keep_before("aim", model.title)
        self.edit("aim", model.id)

    def set_form(self, template_id: str) -> None:
        """Edit the draft with another template; nothing else changes."""
        self.edit("form", self._rooms.catalog.template(template_id).id)

    def rename_draft(self, title: str, draft_id: str | None = None) -> None:
        """Give a draft another title."""
        if draft_id is None or (self._snapshot.draft and self._snapshot.draft.id == draft_id):
            self.edit("title", title.strip())
            return
        self._rooms.drafts.save(self._rooms.drafts.load(draft_id).replace(title=title.strip()))

    def templates(self) -> tuple[Template, ...]:
        """Every template."""
        found = self._rooms.catalog.templates()
        remember_names(found)
        return found

    def reread_templates(self) -> None:
        """Read the person's own templates again, and show the open draft in its form as it is now."""
        catalog, draft = self._rooms.catalog, self._snapshot.draft
        catalog.reread_templates()
        if draft is not None:
            self._show(self._snapshot.replace(template=template_of(catalog, draft)))

    def vocabulary(self, vocabulary_id: str) -> Vocabulary:
        """A vocabulary by id."""
        return self._rooms.catalog.vocabulary(vocabulary_id)

    def vocabulary_for(self, path: str) -> Vocabulary | None:
        """The vocabulary that serves a draft path, if there is one."""
        return self._rooms.catalog.vocabulary_for(path)

    def save_now(self) -> None:
        """Write the open draft if it is not on disk yet. What the disk refuses is told once and tried until it is
        written."""
        if self._history is None or self._snapshot.saved == "saved":
            return
        draft = self._newest = self._history.present
        try:
            self._write(draft)
        except Fault as fault:
            self._on_refused(fault)
            return
        keep = self._on_disk(draft)
        try:
            if keep is not None:
                keep()
        except Fault as fault:
            self.notice_fault(fault)

    async def _save_beside(self, history: History) -> None:
        """Write the open draft in another thread: whoever types does not wait for the disk."""
        draft, begun = history.present, time.monotonic()
        self._newest = draft
        fault = await _fault_of(partial(self._write, draft))
        if self._history is not history or self._newest is not draft:
            return
        if fault is not None:
            self._on_refused(fault)
            return
        if history.present is not draft:
            self._unwritten_since = begun
        if (keep := self._on_disk(draft)) is not None and (fault := await _fault_of(keep)) is not None:
            self.notice_fault(fault)

    def _write(self, draft: Draft) -> None:
        """Write a draft, one after the other, unless another was begun since."""
        with self._disk:
            if self._newest is draft:
                self._rooms.drafts.save(draft)

    def _on_refused(self, fault: Fault) -> None:
        self._show(self._snapshot.replace(saved="failed"))
        self._unwritten_since = time.monotonic()
        if fault.id != self._refused:
            self._refused = fault.id
            self.notice_fault(fault)
        self._save_in(SAVE_AGAIN)

    def _on_disk(self, draft: Draft) -> Callable[[], object] | None:
        """Say that this state is written, if it is the present one. Returns the version to be kept now, if any."""
        if draft is self._draft():
            self._show(self._snapshot.replace(saved="saved"))
        if self._refused:
            self._refused = ""
            self.notice("notice.saved_again", "good", title=draft.title)
        opened, self._opened = self._opened, None
        return self.versions.work_due(opened)

    def _all_presets(self) -> list[Preset]:
        return [*map(in_words, self._rooms.catalog.presets()), *self._rooms.presets.list()]

    def _preset_ids(self) -> list[str]:
        return [preset.id for preset in self._all_presets()]

    def _draft(self) -> Draft:
        if self._history is None:
            raise Conflict("no_open_draft")
        return self._history.present

    def _open(self, draft: Draft, *, hurried: bool = False) -> None:
        self._leave()
        self._hurried = hurried
        self._opened = draft
        self._history = History(draft)
        self._remember(draft.id)
        takes = tuple(clip.id for clip in self.work.clips.for_draft(draft.id)) if self._work else ()
        self._show(self._look(draft, "saved", takes))

    def _leave(self) -> None:
        """Have the open draft on disk before another takes its place."""
        self.save_now()
        if self._history is not None and self._snapshot.saved == "failed":
            raise Conflict("draft_unwritten", title=self._history.present.title)

    def _mended(self, draft_id: str, fault: BadFile) -> Draft:
        from app.desk.versions import mend
        from app.store.versions import Versions

        drafts = self._rooms.drafts
        draft = mend(self, Versions(self._rooms.home), drafts.file(draft_id), draft_id, fault)
        drafts.save(draft)
        return draft

    def _remember(self, draft_id: str) -> None:
        """Open this draft again at the next start; a disk that refuses that is told and stops nothing."""
        try:
            self.change_settings(last_draft=draft_id)
        except Fault as fault:
            self.notice_fault(fault)

    def _changed_draft(self) -> None:
        self._hurried = False
        now = time.monotonic()
        if self._snapshot.saved == "saved":
            self._unwritten_since = now
        elif self._snapshot.saved == "failed" and self._save_due is not None:
            # who types on need not wait for the next try
            self._save_due.cancel()
            self._save_due = None
        self._show(self._look(self._draft(), "saving", self._snapshot.takes))
        # past the ceiling whoever types waits, also for a write under way: no more than a second may be lost
        late = now - self._unwritten_since > SAVE_CEILING
        if running_loop() is None or late:
            self.save_now()
        else:
            self._save_in(SAVE_DELAY)

    def _save_in(self, seconds: float) -> None:
        """Write in so many seconds, or earlier where that was agreed already: typing on never puts it off."""
        loop = running_loop()
        if loop is not None and self._save_due is None and not self.is_closed:
            self._save_due = loop.call_later(seconds, self._save_on_time)

    def _save_on_time(self) -> None:
        self._save_due = None
        if self._is_writing:
            self._save_in(SAVE_DELAY)
        elif self._history is not None and self._snapshot.saved != "saved":
            self._saving = self._rooms.tasks.spawn(self._save_beside(self._history), "autosave")

    @property
    def _is_writing(self) -> bool:
        """Whether another thread is at it."""
        return self._saving is not None and not self._saving.done()

    def _look(self, draft: Draft, saved: Any, takes: tuple[str, ...]) -> Snapshot:
        catalog, today = self._rooms.catalog, self.today()
        model = aim_of(catalog, draft)
        compiled = compile_for(catalog, draft, model or stranger(draft.aim), today, with_craft=not self._hurried)
        history = self._history
        made: Snapshot = NOTHING_OPEN.replace(
            draft=draft,
            template=template_of(catalog, draft),
            model=model,
            compiled=compiled,
            with_craft=not self._hurried,
            depth=self._settings.depth,
            saved=saved,
            can_undo=bool(history and history.can_undo),
            can_redo=bool(history and history.can_redo),
            why_not_rehearse=why_not_rehearse(draft),
            why_not_generate=why_not_generate(draft, model, compiled, today, self.connected()),
            takes=takes,
        )
        return made

    def look_again(self) -> None:
        """Draw the open draft's view anew, because something beside the draft has changed."""
        if (draft := self._snapshot.draft) is not None:
            self._show(self._look(draft, self._snapshot.saved, self._snapshot.takes))

    def connected(self) -> frozenset[str]:
        """The providers that can be reached."""
        return self._rooms.ways.connected()
