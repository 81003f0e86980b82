"""The player: the picture, the takes of the open draft, what was asked of them on a time bar, and a transport."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.domain.clip import Clip
from app.domain.draft import Draft
from app.domain.errors import Fault
from app.domain.job import Job
from app.domain.upgrade import read_draft
from app.strings import listed, tr
from ui.panels.player.copies import CopyDesk
from ui.panels.player.deck import PlayerDeck
from ui.panels.player.desk import PlayerDesk
from ui.panels.player.grab import Grab
from ui.panels.player.keys import key_table, rebound
from ui.panels.player.projector import Film
from ui.panels.player.words import drawing_words, failure_saying, missing_saying, nothing_saying
from ui.panels.takes import PREVIEW
from ui.panels.takes_words import Titles, model_titles, record_words


class PlayerPanel(PlayerDeck):
    """Watches takes and previews the draft. `time_changed` tells moments of the open draft's own pictures."""

    time_changed = Signal(float)
    command = Signal(str)

    def __init__(self, desk: PlayerDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._snapshot = NOTHING_OPEN
        self._takes: list[Clip] = []
        self._clip: Clip | None = None
        self._titles: Titles = {}
        self._job: Job | None = None
        self._quiet = self._is_copy = False
        self._copies = CopyDesk(desk, self.picture, self._put_on)
        self._grab = Grab(desk, self.projector, self)
        self.grab_button = self.takes.offer_grab(self._grab.menu)
        self.keys = key_table(self)
        self.setAccessibleName(tr("player.title"))
        self._connect()
        self._set_volume(desk.settings.volume)
        self._show_open()

    def _connect(self) -> None:
        self.projector.moved.connect(self._on_moved)
        self.projector.state_changed.connect(self._on_state)
        self.picture.acted.connect(self._act)
        self.takes.picked.connect(self._pick)
        self.takes.rated.connect(self.rate)
        self.takes.kept.connect(self._keep)
        self.takes.rehearse_asked.connect(lambda: self.command.emit("rehearse"))
        self.transport.volume_kept.connect(self._keep_volume)

    # ----------------------------------------------------------------------------------- what the window tells

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the open draft's takes; another draft shows its newest take, or its preview while it has none."""
        before, self._snapshot = self._snapshot, snapshot
        draft = snapshot.draft
        another = (draft.id if draft else "") != (before.draft.id if before.draft else "")
        if draft != before.draft:
            self.projector.set_draft(draft)
        if another:
            self._job = None
            self.picture.set_note("")
        if another or snapshot.takes != before.takes:
            self._read_takes()
        if another:
            self._clip = None
            self._show_open()
        elif draft != before.draft:
            self._follow_edit()
            self._show_grab()
        self._show_rehearse()

    def show_job(self, job: Job) -> None:
        """Show how far a rehearsal of the open draft is; when it is done, watch it."""
        draft = self._snapshot.draft
        if draft is None or job.draft_id != draft.id:
            return
        drawn = job.is_rehearsal
        was_open = self._job is not None and self._job.id == job.id
        if job.is_open and drawn:
            self._job = job
            self.picture.set_note(*drawing_words(job))
            self.projector.draw_along(job.progress or 0.0)
        elif was_open:
            self._job = None
            self.picture.set_note("")
            self.projector.draw_along(None)
        self._show_rehearse()
        if job.state == "done" and job.clip and (was_open or not self.is_playing):
            self.watch(job.clip)

    def refresh(self) -> None:
        """Read the takes again: something in the library changed."""
        self._read_takes()
        if self._clip is None:
            if self.projector.mode == "" and self._snapshot.draft is not None:
                self._show_open()
            self._show_takes()
            return
        with suppress(Fault):
            self._clip = self._desk.clip(self._clip.id)
        gone = self._clip.draft_id == self._draft_id and self._clip.id not in {clip.id for clip in self._takes}
        if gone:
            self._clip = None
            self._show_open()
        self._show_takes()

    def watch(self, clip_id: str) -> None:
        """Show a clip and play it from its start."""
        try:
            clip = self._desk.clip(clip_id)
        except Fault as fault:
            self._desk.notice_fault(fault)
            return
        if clip.draft_id == self._draft_id and clip.id not in {each.id for each in self._takes}:
            self._read_takes()
        self._show_clip(clip, play=True)

    def set_time(self, seconds: float) -> None:
        """Follow the time bar of the form, while the preview is shown and stands still."""
        if self.projector.mode == "preview" and not self.is_playing:
            self._quiet = True
            self.projector.preview.seek(seconds)
            self._quiet = False

    def use_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Take a person's own keys for what the window names as commands."""
        self.keys = rebound(key_table(self), keys)

    def shut(self) -> None:
        """Stop everything and let the clip, the threads and the timers go. Nothing is shown afterwards."""
        self.leave_full()
        self._copies.shut()
        self.projector.close()

    # ------------------------------------------------------------------------------------------------ the hand

    def rate(self, stars: int) -> None:
        """Give the shown take stars; the same number again takes them away."""
        if self._clip is not None:
            self._desk.rate(self._clip.id, stars)
            self.refresh()

    def open_grab(self) -> None:
        """What can be done with the picture at the playhead."""
        if self.grab_button.isEnabled():
            self.grab_button.open_menu()
            self._grab.menu.setActiveAction(self._grab.menu.actions()[0])

    # --------------------------------------------------------------------------------------------- what is shown

    @property
    def _draft_id(self) -> str:
        return self._snapshot.draft.id if self._snapshot.draft else ""

    @property
    def _is_own(self) -> bool:
        """Whether what is shown belongs to the open draft."""
        return self._clip is None or self._clip.draft_id == self._draft_id

    def _show_open(self) -> None:
        """What an opened draft shows by itself."""
        if self._takes:
            self._show_clip(self._takes[-1])
        else:
            self._show_preview()

    def _follow_edit(self) -> None:
        """The open draft was edited: its bar and, where that is shown, its preview."""
        there = self.projector.preview.state != "empty"
        if self._clip is None and there != (self.projector.mode == "preview"):
            self._show_preview()
        else:
            self._show_bar()

    def _show_preview(self, *, at: float = 0.0, play: bool = False) -> None:
        self._clip = None
        self._copies.show_clip(None)
        draft = self._snapshot.draft
        self.projector.set_draft(draft)
        self._show_bar()
        self.picture.say()
        if draft is None or self.projector.preview.state == "empty":
            self.projector.show_nothing()
            self.picture.say(nothing_saying(self._snapshot))
        else:
            self.projector.show_preview(at=at, play=play)
        self._show_takes()

    def _show_clip(self, clip: Clip, *, at: float = 0.0, play: bool = False) -> None:
        self._clip = clip
        media = clip.media
        film = Film(self._desk.clip_file(clip), media.seconds, media.fps, self._desk.poster_file(clip))
        self.picture.say()
        self._show_bar()
        if film.path.exists():
            copy = self._copies.show_clip(clip)
            self._is_copy = copy is not None
            shown = film._replace(path=copy or film.path)
            play = play and not self._copies.is_making
            self.projector.show_film(shown, at=min(at, media.seconds), play=play)
        else:
            self._copies.show_clip(None)
            self._is_copy = False
            self.projector.show_missing(film)
            self.picture.say(missing_saying(clip))
        self._show_takes()

    def _show_takes(self) -> None:
        clip = self._clip
        current = PREVIEW if clip is None else clip.id
        has_preview = self.projector.preview.state != "empty"
        self.takes.show_takes(self._takes, current, preview=has_preview)
        self.takes.show_clip(clip, own=self._is_own)
        self._show_rehearse()
        self.record.setText(self._record_words())
        self._show_grab()
        self.transport.set_silent("" if clip is not None and clip.media.audio_codec else self._why_silent())
        self._fit()

    def _show_grab(self) -> None:
        self.grab_button.set_reason(self._grab.show(self._clip, self._snapshot.draft))
        self.grab_button.setVisible(self.projector.mode != "")

    def _show_bar(self) -> None:
        draft, seconds, fps = self._asked()
        self.bar.show_draft(draft, seconds, fps)
        self.transport.set_length(seconds, fps)
        self.bar.set_time(self.projector.reel.position)

    def _asked(self) -> tuple[Draft | None, float, float]:
        """The draft on the bar (the clip's own one where it is known), its length, and the frame rate."""
        clip, draft = self._clip, self._snapshot.draft
        if clip is None:
            return draft, draft.seconds if draft else 0.0, 24.0
        own = draft if self._is_own else None
        if clip.draft:
            with suppress(Fault):
                own = read_draft(clip.draft.encode(), clip.title)
        return own, clip.media.seconds, clip.media.fps or 24.0

    def _record_words(self) -> str:
        clip = self._clip
        if clip is None:
            return tr("player.preview") if self.projector.mode == "preview" else ""
        job, attempts = None, []
        if clip.job:
            with suppress(Fault):
                job, attempts = self._desk.job(clip.job), self._desk.attempts(clip.job)
        if not self._titles:
            self._titles = model_titles(self._desk.models())
        words = record_words(clip, self._titles, job, attempts)
        return listed((words, tr("player.copy.shown"))) if self._is_copy else words

    def _why_silent(self) -> str:
        return tr("player.silent") if self._clip is not None else tr("player.preview.silent")

    def _why_not_rehearse(self) -> str:
        why = self._snapshot.why_not_rehearse
        return tr(why.id, **why.args) if why is not None else ""

    def _show_rehearse(self) -> None:
        self.takes.set_rehearse(self.projector.mode == "preview" and self._job is None, self._why_not_rehearse())

    def _read_takes(self) -> None:
        self._takes = []
        for clip_id in self._snapshot.takes:
            with suppress(Fault):
                self._takes.append(self._desk.clip(clip_id))

    # ------------------------------------------------------------------------------------------- what happens

    def _on_moved(self, seconds: float) -> None:
        self.bar.set_time(seconds)
        self.transport.set_position(seconds, self.projector.reel.frame)
        if self._is_own and not self._quiet and self._draft_id:
            self.time_changed.emit(seconds)

    def _on_state(self, state: str) -> None:
        self.transport.set_playing(state == "playing")
        self.picture.set_busy(state == "loading")
        clip, playback = self._clip, self.projector.playback
        if clip is None or self.projector.film is None or self._copies.is_making:
            return
        if state == "failed":
            copy = self._copies.can_help(clip, playback.failure)
            self.picture.say(failure_saying(clip, playback.failure, playback.position, copy=copy))
        elif self.picture.saying.title:
            self.picture.say()
        self._fit()

    def _act(self) -> None:
        """The button on the well."""
        if self.projector.mode != "clip":
            self.command.emit("rehearse")
        elif self.projector.film is None:
            # a file with the same content takes its old place again
            self.command.emit("attach")
        elif not self._copies.act():
            self.projector.reload()

    def _put_on(self, clip: Clip) -> None:
        """A copy of the shown clip is there, or will not be."""
        if self._desk.playable_file(clip) is not None:
            self._show_clip(clip, play=True)
        else:
            self.projector.reload()

    def _pick(self, value: str) -> None:
        """Another take at the same moment, going on if this one played."""
        at, play = self.projector.reel.position, self.is_playing
        if value == PREVIEW:
            self._show_preview(at=at, play=play)
            return
        try:
            clip = self._desk.clip(value)
        except Fault as fault:
            self._desk.notice_fault(fault)
            return
        self._show_clip(clip, at=at, play=play)

    def _keep(self, on: bool) -> None:
        if self._clip is not None:
            self._desk.keep(self._clip.id, on)
            self.refresh()

    def _set_volume(self, volume: float) -> None:
        self.transport.set_volume(volume)
        self.projector.playback.set_volume(volume)

    def _keep_volume(self, volume: float) -> None:
        try:
            self._desk.change_settings(volume=volume)
        except Fault as fault:
            self._desk.notice_fault(fault)
