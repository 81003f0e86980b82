"""The library: every clip with its poster and record, found by any word of its title, words, tags or model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.domain.clip import SUFFIXES, Clip
from app.domain.clip_query import ClipQuery, read_query
from app.domain.errors import Fault
from app.strings import listed, tr
from ui.kit.buttons import Button
from ui.kit.labels import Elided, Label
from ui.kit.layout import column, row
from ui.kit.paint import painting, rim
from ui.kit.panels import EmptyState, Separator
from ui.kit.splitter import Splitter
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Rows
from ui.panels.library.field import QueryField
from ui.panels.library.filters import Filters, filter_chips
from ui.panels.library.grid import ClipGrid
from ui.panels.player.desk import LibraryDesk
from ui.panels.record.marks import TagLine
from ui.panels.record.panel import RecordPanel
from ui.panels.takes import Stars
from ui.panels.takes_words import Titles, clip_words, length_words, model_titles, model_words

PAGE = 200
"""Clips asked for at once; the next ones come when the grid is scrolled to its end."""
SEARCH_MS = 80


class DropPlate(QWidget):
    """The rim that shows where a file may be dropped; it lets everything through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            rim(painter, self.rect(), tokens().focus, 5, 2)


class LibraryPanel(QWidget):
    """Filters, search and posters, and the record of the chosen clip."""

    watch_asked = Signal(str)
    restore_asked = Signal(str)
    command = Signal(str)
    dropped = Signal(Path)
    """A video file was dropped here."""

    def __init__(self, desk: LibraryDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._titles: Titles = model_titles(desk.models())
        self.filters = Filters(self._titles, desk.today())
        self.field = QueryField()
        self.attach = Button(tr("library.attach"), icon="add")
        self.count = Label("", "strong")
        self.where = Elided("", "small", "text2")
        self.rows = Rows(lambda clip: clip.id, clip_words, self._describe, self)
        self.grid = ClipGrid(desk, self.rows, self._titles)
        self.record = RecordPanel(desk, self._titles)
        self.empty = EmptyState(
            tr("library.empty"), tr("library.empty.use"), icon="library", button=tr("library.attach"), button_icon="add"
        )
        self.none = EmptyState("", tr("library.none.use"), icon="search", button=tr("library.none.all"))
        self.chosen_count = Label("", "strong")
        self.chosen_stars = Stars()
        self.chosen_tag = TagLine()
        self.trash = Button(tr("library.trash"), icon="trash", kind="quiet", size="compact", key="Del")
        self._found = self._total = 0
        self._drop = DropPlate(self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SEARCH_MS)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("library.title"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = row(self.field, self.attach, gap=8, margins=(12, 10, 12, 8))
        head.setStretch(0, 1)
        under = row(self.count, self.where, gap=10, margins=(12, 6, 12, 6))
        under.setStretch(1, 1)
        self._foot = QWidget()
        self._foot.setLayout(
            row(self.chosen_count, 4, self.chosen_stars, self.chosen_tag, None, self.trash, margins=(12, 6, 12, 6))
        )
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        grid = QWidget()
        grid.setLayout(column(self.grid, gap=0, margins=(7, 4, 0, 0)))
        for page in (grid, self.empty, self.none):
            self._pages.addWidget(page)
        middle = QWidget()
        whole = column(head, Separator(), under, Separator(), pages, self._foot, gap=0)
        whole.setStretch(4, 1)
        middle.setLayout(whole)
        self.splitter = Splitter(defaults=[200, 760, 330], name="library")
        self.splitter.add(self.filters)
        self.splitter.add(middle, 1)
        self.splitter.add(self.record)
        self.setLayout(column(self.splitter, gap=0))

    def _connect(self) -> None:
        self._wait.timeout.connect(self._show)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._leave_field)
        self.filters.chosen.connect(self._on_filter)
        self.field.narrowed.connect(self._narrow)
        self.attach.clicked.connect(lambda: self.command.emit("attach"))
        self.empty.acted.connect(lambda: self.command.emit("attach"))
        self.none.acted.connect(self.show_all)
        self.grid.asked.connect(self._act)
        self.grid.typed.connect(self._type)
        selection = self.grid.selectionModel()
        selection.currentChanged.connect(self._on_current)
        selection.selectionChanged.connect(self._on_selection)
        self.trash.clicked.connect(self.throw_away)
        self.chosen_stars.rated.connect(self._rate_chosen)
        self.chosen_tag.tagged.connect(self._tag_chosen)
        self.record.watch_asked.connect(self.watch_asked)
        self.record.restore_asked.connect(self.restore_asked)
        self.record.trash_asked.connect(self.throw_away)
        self.record.command.connect(self.command)
        self.record.changed.connect(self._on_changed)

    # ----------------------------------------------------------------------------------- what the window tells

    def refresh(self) -> None:
        """Ask the library again; what is chosen stays chosen."""
        desk = self._desk
        self._show()
        counts = [desk.count_clips(query) for query in self.filters.searches]
        self._total = counts[0]
        self._tags = desk.clip_tags()
        self.filters.show_counts(counts, desk.clip_makers(), self._tags)
        self._show_count()
        self.record.know_tags(self._tags)
        self.chosen_tag.know(self._tags)

    def search(self, text: str) -> None:
        """Show what holds these words. `is:kept`, `tag:night` and their like choose the filter of that name."""
        query = read_query(text)
        self.filters.set_query(query)
        blocked = self.field.blockSignals(True)
        self.field.setText(" ".join(query.words))
        self.field.blockSignals(blocked)
        self.refresh()

    def show_all(self) -> None:
        """Take back search and filter."""
        self.search("")

    def choose(self, clip_id: str) -> None:
        """Go to a clip."""
        place = self.rows.row_of(clip_id)
        if place >= 0:
            self.grid.setCurrentIndex(self.rows.index(place))

    def focus_search(self) -> None:
        """Put the caret into the search."""
        self.field.setFocus()
        self.field.selectAll()

    def shut(self) -> None:
        """Stop and release everything."""
        self._wait.stop()
        self.grid.delegate.posters.stop()
        self.record.shut()

    @property
    def query(self) -> str:
        """What is asked of the library."""
        return " ".join(filter(None, (self.field.text().strip(), self.filters.query.text)))

    @property
    def chosen(self) -> list[Clip]:
        """The chosen clips, in order."""
        found = sorted(self.grid.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [index.data(ITEM) for index in found]

    def throw_away(self, _: object = None) -> None:
        """Put the chosen clips into the trash; the next one is chosen then."""
        clips = self.chosen or ([self.record.clip] if self.record.clip else [])
        if not clips:
            return
        place = max(0, self.rows.row_of(clips[0].id))
        # the file cannot move while it plays
        self.record.stop()
        for clip in clips:
            try:
                self._desk.delete_clip(clip.id)
            except Fault as fault:
                self._desk.notice_fault(fault)
        self.refresh()
        if self.rows.items:
            self.grid.setCurrentIndex(self.rows.index(min(place, len(self.rows.items) - 1)))

    # ------------------------------------------------------------------------------------------- what is shown

    def _show(self) -> None:
        current = self.rows.key_at(self.grid.currentIndex())
        query = self.query
        self.rows.fetch_by(PAGE, lambda count: self._desk.clips(query, count))
        shown = len(self.rows.items)
        self._found = self._desk.count_clips(query) if shown >= PAGE else shown
        self.field.show_chips(filter_chips(self.filters.query, self._titles))
        self._pages.setCurrentIndex(0 if shown else 2 if query else 1)
        words = self.field.text().strip()
        self.none.name.setText(tr("library.none", words=words) if words else tr("library.none.filter"))
        narrowed = "library.none.narrowed" if self.filters.query.narrows else "library.none.use"
        self.none.sentence.setText(tr(narrowed))
        self._show_count()
        self.where.setText(tr("library.where", words=words) if words and shown else "")
        place = self.rows.row_of(current)
        if shown:
            self.grid.setCurrentIndex(self.rows.index(max(0, place)))
        self._on_current(self.grid.currentIndex())
        self._on_selection()

    def _show_count(self) -> None:
        found, total = self._found, self._total
        if self.query and total >= found:
            self.count.setText(tr("library.count.of", n=total, found=f"{found:,}", count=f"{total:,}"))
        else:
            self.count.setText(tr("library.count", n=found, count=f"{found:,}"))

    def _describe(self, clip: Clip) -> str:
        stars = tr("takes.stars", n=clip.rating) if clip.rating else ""
        kept = tr("takes.kept") if clip.kept else ""
        missing = tr("library.missing") if clip.missing else ""
        parts = (model_words(clip, self._titles), length_words(clip.media.seconds), stars, kept, missing)
        return listed(filter(None, parts))

    def _on_current(self, index: QModelIndex) -> None:
        clip = index.data(ITEM) if index.isValid() else None
        self.record.show_clip(clip, self.field.text().strip())

    def _on_selection(self) -> None:
        count = len(self.grid.selectionModel().selectedIndexes())
        self._foot.setVisible(count > 1)
        self.chosen_count.setText(tr("library.chosen", n=count))
        stars = {clip.rating for clip in self.chosen} if count > 1 else set()
        self.chosen_stars.set_rating(stars.pop() if len(stars) == 1 else 0)

    def _on_changed(self, clip_id: str) -> None:
        self.refresh()
        self.choose(clip_id)

    # ------------------------------------------------------------------------------------------------ the hand

    def _act(self, verb: str) -> None:
        clip = self.record.clip
        if clip is None:
            return
        acts: dict[str, Callable[[], object]] = {
            "open": lambda: self.watch_asked.emit(clip.id) if not clip.missing else None,
            "preview": self.record.preview,
            "restore": lambda: self.restore_asked.emit(clip.id) if clip.draft else None,
            "trash": self.throw_away,
        }
        acts[verb]()

    def _type(self, text: str) -> None:
        """Typing anywhere searches."""
        self.field.setFocus()
        self.field.end(False)
        self.field.insert(text)

    def _on_typed(self) -> None:
        self._wait.start()

    def _on_filter(self) -> None:
        self._wait.stop()
        self._show()

    def _narrow(self, query: ClipQuery) -> None:
        """A chip was taken out of the search."""
        self.filters.set_query(query)
        self._on_filter()

    def _rate_chosen(self, stars: int) -> None:
        first, *more = [clip.id for clip in self.chosen]
        self._mark_chosen(lambda: self._desk.rate(first, stars, *more))

    def _tag_chosen(self, tag: str) -> None:
        chosen = [clip.id for clip in self.chosen]
        self._mark_chosen(lambda: self._desk.tag(chosen, tag))

    def _mark_chosen(self, act: Callable[[], object]) -> None:
        """Do something to all that are chosen; they stay chosen."""
        kept = {clip.id for clip in self.chosen}
        try:
            act()
        except Fault as fault:
            self._desk.notice_fault(fault)
        self.refresh()
        self.grid.select(kept)

    def _leave_field(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self._show()
        self.grid.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self._leave_field()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _videos(event):
            event.acceptProposedAction()
            self._drop.setGeometry(self.rect().adjusted(2, 2, -2, -2))
            self._drop.show()
            self._drop.raise_()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.hide()
        files = _videos(event)
        if files:
            event.acceptProposedAction()
        for file in files:
            self.dropped.emit(file)


def _videos(event: QDropEvent) -> list[Path]:
    """The video files a hand brings."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in SUFFIXES]
