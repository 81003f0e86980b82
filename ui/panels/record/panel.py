"""The record of one clip: its picture, what was asked, by which words, of which model, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from app.domain.clip import Clip
from app.domain.errors import Fault
from app.domain.job import Job
from app.strings import listed, tr
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import Label
from ui.kit.layout import clear, column, row
from ui.kit.panels import EmptyState, Separator
from ui.panels.player.copies import CopyDesk
from ui.panels.player.desk import LibraryDesk
from ui.panels.player.picture import Picture
from ui.panels.player.projector import Film, Projector
from ui.panels.player.words import codec_words, failure_saying, missing_saying
from ui.panels.record.marks import NoteField, TagEditor
from ui.panels.record.text import RecordText
from ui.panels.takes import KeepButton, Stars
from ui.panels.takes_words import (
    Titles,
    clip_words,
    cost_words,
    frame_words,
    length_words,
    model_words,
    moment_words,
    remark_words,
)

LABEL_WIDTH = 84
Fact = tuple[str, str]


class RecordPanel(QWidget):
    """One clip's record. What concerns the window comes out: `watch_asked`, `restore_asked`, `trash_asked`."""

    watch_asked = Signal(str)
    restore_asked = Signal(str)
    trash_asked = Signal(str)
    command = Signal(str)
    changed = Signal(str)
    """Stars or tick of this clip were changed here."""

    def __init__(self, desk: LibraryDesk, titles: Titles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.titles = titles
        self.clip: Clip | None = None
        self.picture = Picture()
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.projector = Projector(self.picture, self)
        self.projector.playback.set_looping(True)
        self.projector.state_changed.connect(self._on_state)
        self.picture.toggled.connect(self.preview)
        self.picture.acted.connect(self._act)
        self._copies = CopyDesk(desk, self.picture, self._put_on)
        self.title = Label("", "head", wrap=True)
        self.stars = Stars()
        self.keep = KeepButton()
        self.tags = TagEditor()
        self.note_head = Label(tr("record.note"), "bold")
        self.note = NoteField()
        self._known: Mapping[str, int] = {}
        self._facts = QGridLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(8)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._facts.setColumnStretch(1, 1)
        self.words_head = Label("", "bold")
        self.words = RecordText(tr("record.words"))
        self.restore = Button(tr("record.restore"), kind="primary", key="R")
        self.watch = Button(tr("record.watch"), key="Enter")
        self.folder = Button(tr("record.folder"), icon="folder", kind="quiet", size="compact")
        self.copy_path = Button(tr("record.copy_path"), icon="copy", kind="quiet", size="compact")
        self.trash = IconButton("trash", tr("record.trash"), key="Del", size="compact")
        self.setAccessibleName(tr("record.title"))
        self.setMinimumWidth(268)
        self._connect()
        self._lay_out()
        self.show_clip(None)

    def _connect(self) -> None:
        self.stars.rated.connect(self._rate)
        self.keep.clicked.connect(self._keep)
        self.tags.tagged.connect(self._tag)
        self.note.written.connect(self._write)
        self.restore.clicked.connect(lambda: self.restore_asked.emit(self._id))
        self.watch.clicked.connect(lambda: self.watch_asked.emit(self._id))
        self.trash.clicked.connect(lambda: self.trash_asked.emit(self._id))
        self.folder.clicked.connect(self._open_folder)
        self.copy_path.clicked.connect(self._copy_path)

    def _lay_out(self) -> None:
        content = QWidget()
        head = row(self.stars, self.keep, None, gap=8)
        content.setLayout(
            column(
                self.title, head, self.tags, 4, Separator(), 4, self._facts, 4, Separator(), 4,
                self.note_head, self.note, 4, self.words_head, self.words, None, gap=6, margins=(12, 12, 12, 12),
            )
        )  # fmt: skip
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        for button in (self.restore, self.watch):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._foot = QWidget()
        self._foot.setLayout(
            column(
                row(self.restore, self.watch, gap=6), row(self.folder, self.copy_path, None, self.trash, gap=2),
                gap=6, margins=(12, 8, 12, 10),
            )
        )  # fmt: skip
        self._empty = EmptyState(tr("record.empty"), tr("record.empty.use"), icon="clip")
        whole = column(self.picture, self._area, Separator(), self._foot, self._empty, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_clip(self, clip: Clip | None, query: str = "") -> None:
        """Show this clip's record, with the words of the query marked; None shows that none is chosen."""
        if self.clip is not None and (clip is None or clip.id != self.clip.id):
            # what was typed belongs to the clip it was typed for
            self.note.keep()
        before, self.clip = self.clip, clip
        for part in (self.picture, self._area, self._foot):
            part.setVisible(clip is not None)
        self._empty.setVisible(clip is None)
        if clip is None:
            self._copies.show_clip(None)
            self.projector.show_nothing()
            return
        if before is None or before.id != clip.id or before.missing != clip.missing:
            self._show_picture(clip)
        self.title.setText(clip_words(clip))
        self.stars.set_rating(clip.rating)
        self.keep.set_kept(clip.kept)
        self.tags.show_tags(clip.tags, self._known)
        self.note.show_note(clip.note, query)
        self._show_facts(clip)
        self.words_head.setText(tr("record.words_of_aim") if clip.is_rehearsal else tr("record.words"))
        self.words.show_text(clip.words or tr("record.no_words"), query)
        self.restore.set_reason(None if clip.draft else tr("record.no_draft"))
        gone = tr("record.gone") if clip.missing else None
        for button in (self.watch, self.folder):
            button.set_reason(gone)

    def know_tags(self, tags: Mapping[str, int]) -> None:
        """The tags in use, to complete what is typed."""
        self._known = tags
        self.tags.line.know(tags)

    def preview(self) -> None:
        """Play the clip here, or stop."""
        if self.clip is not None and self.projector.film is not None:
            self.projector.toggle()

    def stop(self) -> None:
        """Go back to the poster; the file is free afterwards."""
        if self.projector.film is not None:
            self.projector.show_film(self.projector.film)

    def shut(self) -> None:
        """Stop and release everything."""
        self.note.keep()
        self._copies.shut()
        self.projector.close()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.picture.setFixedHeight(max(68, round(self.width() * 9 / 16)))

    def _show_picture(self, clip: Clip) -> None:
        media = clip.media
        film = Film(self._desk.clip_file(clip), media.seconds, media.fps, self._desk.poster_file(clip))
        self.picture.say()
        if film.path.exists():
            copy = self._copies.show_clip(clip)
            self.projector.show_film(film._replace(path=copy or film.path))
        else:
            self._copies.show_clip(None)
            self.projector.show_missing(film)
            self.picture.say(missing_saying(clip))

    def _show_facts(self, clip: Clip) -> None:
        clear(self._facts)
        for place, (name, value) in enumerate(facts(clip, self.titles, self._job(clip))):
            label = Label(name, "small", "text2")
            shown = Label(value, "small", wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(shown, place, 1)

    def _job(self, clip: Clip) -> Job | None:
        if clip.job:
            with suppress(Fault):
                return self._desk.job(clip.job)
        return None

    @property
    def _id(self) -> str:
        return self.clip.id if self.clip is not None else ""

    def _rate(self, stars: int) -> None:
        if self.clip is not None:
            self._desk.rate(self.clip.id, stars)
            self.changed.emit(self.clip.id)

    def _keep(self, on: bool) -> None:
        if self.clip is not None:
            self._desk.keep(self.clip.id, on)
            self.changed.emit(self.clip.id)

    def _tag(self, tag: str, on: bool) -> None:
        if self.clip is not None:
            self._desk.tag([self.clip.id], tag, on)
            self.changed.emit(self.clip.id)

    def _write(self, text: str) -> None:
        if self.clip is not None:
            self._desk.note(self.clip.id, text)

    def _open_folder(self) -> None:
        if self.clip is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.clip_file(self.clip).parent)))

    def _copy_path(self) -> None:
        if self.clip is not None:
            QGuiApplication.clipboard().setText(str(self._desk.clip_file(self.clip)))

    def _on_state(self, state: str) -> None:
        self.picture.set_busy(state == "loading")
        playback = self.projector.playback
        if self.clip is None or self.projector.film is None or self._copies.is_making:
            return
        if state == "failed":
            copy = self._copies.can_help(self.clip, playback.failure)
            self.picture.say(failure_saying(self.clip, playback.failure, playback.position, copy=copy))
        elif self.picture.saying.title:
            self.picture.say()

    def _act(self) -> None:
        """The button on the well."""
        if self.projector.film is None:
            # a file with the same content takes its old place again
            self.command.emit("attach")
        elif not self._copies.act():
            self.projector.reload()

    def _put_on(self, clip: Clip) -> None:
        """A copy of the shown clip is there, or will not be."""
        self._show_picture(clip)
        self.projector.reload()


def facts(clip: Clip, titles: Titles, job: Job | None) -> list[Fact]:
    """What is known of a clip, as names and values."""
    media = clip.media
    sound = codec_words(media.audio_codec) if media.audio_codec else tr("record.silent")
    rows = [
        (tr("record.model"), model_words(clip, titles)),
        (tr("record.made"), moment_words(clip.created)),
        (tr("record.cost"), cost_words(clip, job)),
        (tr("record.length"), tr("record.frames", length=length_words(media.seconds), n=media.frames)),
        (tr("record.frame"), frame_words(clip)),
        (tr("record.codecs"), listed((codec_words(media.video_codec), sound))),
        (tr("record.draft"), clip.title if clip.draft else tr("record.draft.unknown")),
        (tr("record.file"), clip.path),
        (tr("record.remarks"), remark_words(job) if job else ""),
    ]
    return [(name, value) for name, value in rows if value]
