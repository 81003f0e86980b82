"""The record of one clip: what was asked, by which words, of which model, and what a person thinks of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QWidget

from app.desk.desk import Desk
from app.domain.clip import Clip
from app.domain.errors import Fault
from app.strings import tr
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.layout import column, row
from ui.kit.paint import painting
from ui.kit.panels import EmptyState
from ui.kit.theme import tokens

STARS = 5
STAR_WIDTH = 18


class Stars(QAbstractButton):
    """One to five stars; Left and Right or a click change them, the same star again takes them away."""

    rated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rating = 0
        self.setFixedSize(STARS * STAR_WIDTH, 24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_rating(0)

    def set_rating(self, rating: int) -> None:
        """Show so many stars."""
        self._rating = rating
        self.setAccessibleName(tr("record.stars", n=rating))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        wanted = min(STARS, int(event.position().x() // STAR_WIDTH) + 1)
        self.rated.emit(0 if wanted == self._rating else wanted)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(event.key(), 0)
        if step:
            self.rated.emit(max(0, min(STARS, self._rating + step)))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            for number in range(STARS):
                area = self.rect().adjusted(number * STAR_WIDTH, 0, (number + 1) * STAR_WIDTH - self.width() - 2, 0)
                icons.draw(painter, "star" if number < self._rating else "rating", area, t.text if number < self._rating else t.rule)


class RecordPanel(QWidget):
    """One clip's record and what can be done with it."""

    watch_asked = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clip: Clip | None = None
        self._title = Label("", "head", wrap=True)
        self._line = Label("", "small", "text2", wrap=True)
        self._stars = Stars()
        self._stars.rated.connect(self._rate)
        self._keep = Button(tr("record.keep"), icon="kept", kind="quiet")
        self._keep.setCheckable(True)
        self._keep.clicked.connect(lambda on: self._desk.keep(self._clip.id, on) if self._clip else None)
        self._watch = Button(tr("record.watch"), icon="play", kind="primary")
        self._watch.clicked.connect(lambda: self.watch_asked.emit(self._clip.id) if self._clip else None)
        self._form = Button(tr("record.form"), icon="draft")
        self._form.clicked.connect(self.restore_form)
        self._trash = Button(tr("record.trash"), icon="trash", kind="quiet")
        self._trash.clicked.connect(self.delete)
        self._words_head = Label(tr("record.words"), "bold")
        self._words = Label("", "small", "text2", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._content = QWidget()
        self._content.setLayout(
            column(
                self._title, self._line, row(self._stars, self._keep, None), row(self._watch, self._form, None),
                row(self._trash, None), 6, self._words_head, self._words, None, gap=8, margins=(12, 12, 12, 12),
            )
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._content)
        self._area = area
        self._empty = EmptyState(tr("record.empty"), tr("record.empty.use"), icon="clip")
        self.setLayout(column(area, self._empty, gap=0))
        self.setMinimumWidth(260)
        self.show_clip(None)

    def show_clip(self, clip: Clip | None) -> None:
        """Show this clip's record, or that none is chosen."""
        self._clip = clip
        self._area.setVisible(clip is not None)
        self._empty.setVisible(clip is None)
        if clip is None:
            return
        self._title.setText(tr("library.take", title=clip.title or tr("library.untitled"), take=clip.take))
        self._line.setText(record_line(clip))
        self._stars.set_rating(clip.rating)
        self._keep.setChecked(clip.kept)
        self._keep.set_hue("kept" if clip.kept else "")
        self._watch.set_reason(tr("record.missing") if clip.missing else None)
        self._form.set_reason(None if clip.draft else tr("record.no_draft"))
        self._words.setText(clip.words)
        self._words_head.setVisible(bool(clip.words))

    def delete(self) -> None:
        """Put the clip into the trash."""
        if self._clip is not None:
            self._desk.delete_clip(self._clip.id)

    def restore_form(self) -> None:
        """Open the draft the clip was made from."""
        if self._clip is None:
            return
        try:
            self._desk.restore_form(self._clip.id)
        except Fault as fault:
            self.failed.emit(fault)

    def _rate(self, rating: int) -> None:
        if self._clip is not None:
            self._desk.rate(self._clip.id, rating)


def record_line(clip: Clip) -> str:
    """Model, size, rate, sound and time in one line."""
    media = clip.media
    when = ""
    if clip.created:
        when = datetime.fromisoformat(clip.created).astimezone().strftime("%d %b %Y, %H:%M")
    sound = tr("record.sound") if media.audio_codec else tr("record.silent")
    return tr(
        "record.line", model=clip.model, width=media.width, height=media.height, fps=round(media.fps, 2),
        seconds=round(media.seconds, 2), sound=sound, when=when,
    )
