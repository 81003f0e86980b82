"""The library: every clip with its poster and record, found by any word of its title, words, tags or model."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.desk.desk import Desk
from app.domain.clip import Clip
from app.strings import tr
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.fonts import font, line_height
from ui.kit.inputs import SearchField
from ui.kit.labels import Label
from ui.kit.layout import column, row
from ui.kit.paint import fill, rim, words
from ui.kit.panels import EmptyState, PanelHead, Separator
from ui.kit.splitter import Splitter
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Rows
from ui.panels.record import RecordPanel

POSTER = QSize(202, 114)
GAP = 12
SHOWN = 500
"""Clips asked for at once; a narrower search finds the rest."""


class PosterDelegate(QStyledItemDelegate):
    """Paints a clip as poster, name, and one line of record."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(POSTER.width() + GAP, POSTER.height() + 2 * line_height("small") + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        clip: Clip = index.data(ITEM)
        t = tokens()
        area = QRectF(option.rect).adjusted(0, 0, -GAP, -6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        plate = QRectF(area.left(), area.top(), area.width(), POSTER.height())
        fill(painter, plate, t.well)
        picture = self.poster(clip)
        if picture is not None:
            size = picture.size().scaled(plate.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            spot = QRectF(plate.center().x() - size.width() / 2, plate.center().y() - size.height() / 2, size.width(), size.height())
            if clip.missing:
                painter.setOpacity(0.35)
            painter.drawPixmap(spot, picture, QRectF(picture.rect()))
            painter.setOpacity(1)
        if option.state & QStyle.StateFlag.State_Selected:
            rim(painter, plate.adjusted(-2, -2, 2, 2), t.ink, 2, 2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rim(painter, plate, t.rule, 0, 1)
        self._paint_words(painter, area, plate, clip)
        painter.restore()

    def poster(self, clip: Clip) -> QPixmap | None:
        """The clip's poster, decoded once."""
        found = QPixmap()
        if QPixmapCache.find(f"poster:{clip.id}", found):
            return found
        file = self._desk.poster_file(clip)
        if file is None:
            return None
        found = QPixmap(str(file))
        QPixmapCache.insert(f"poster:{clip.id}", found)
        return found if not found.isNull() else None

    def _paint_words(self, painter: QPainter, area: QRectF, plate: QRectF, clip: Clip) -> None:
        t = tokens()
        first = QRectF(area.left(), plate.bottom() + 5, area.width(), line_height("small"))
        left = first.left()
        if clip.kept:
            icons.draw(painter, "kept", QRectF(left, first.top(), 12, first.height()), t.hue("kept").line)
            left += 16
        length = tr("library.seconds", seconds=round(clip.media.seconds, 2))
        words(painter, QRectF(left, first.top(), first.right() - left - 40, first.height()), title_of(clip), font("small", 500), t.text)
        words(painter, first, length, font("small"), t.text3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        second = first.translated(0, first.height() + 1)
        words(painter, second.adjusted(0, 0, -70, 0), tr("library.missing") if clip.missing else clip.model, font("small"), t.text3)
        for star in range(clip.rating):
            icons.draw(painter, "star", QRectF(second.right() - 12 * (clip.rating - star), second.top(), 11, second.height()), t.text2)


def title_of(clip: Clip) -> str:
    """The clip's name with its take."""
    return tr("library.take", title=clip.title or tr("library.untitled"), take=clip.take)


class LibraryPanel(QWidget):
    """Search, posters, and the record of the chosen clip."""

    opened = Signal(str)
    """Emits a clip id to watch."""
    attach_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.search = SearchField(tr("library.search"), name=tr("library.search"))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(60)
        self._wait.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _: self._wait.start())
        attach = Button(tr("library.attach"), icon="add")
        attach.clicked.connect(self.attach_asked)
        self._count = Label("", "small", "text3")
        self.rows = Rows(lambda clip: clip.id, title_of, lambda clip: clip.model, self)
        self.grid = self._made_grid()
        self.record = RecordPanel(desk)
        self.record.watch_asked.connect(self.opened)
        self._empty = EmptyState(tr("library.empty"), tr("library.empty.use"), icon="library", button=tr("library.attach"))
        self._empty.acted.connect(self.attach_asked)
        self._none = EmptyState(tr("library.none"), tr("library.none.use"), icon="search")
        head = row(self.search, attach, gap=8, margins=(12, 8, 12, 4))
        head.setStretch(0, 1)
        under = row(self._count, None, margins=(12, 0, 12, 6))
        left = QWidget()
        left.setLayout(column(head, under, self.grid, self._empty, self._none, gap=0))
        split = Splitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.record)
        split.setStretchFactor(0, 1)
        self.setLayout(column(PanelHead(tr("library.title")), Separator(), split, gap=0))
        self.layout().setStretch(2, 1)
        self.setAccessibleName(tr("library.title"))

    def _made_grid(self) -> QListView:
        grid = QListView()
        grid.setModel(self.rows)
        grid.setItemDelegate(PosterDelegate(self._desk, grid))
        grid.setViewMode(QListView.ViewMode.IconMode)
        grid.setResizeMode(QListView.ResizeMode.Adjust)
        grid.setMovement(QListView.Movement.Static)
        grid.setUniformItemSizes(True)
        grid.setMouseTracking(True)
        grid.setFrameShape(QFrame.Shape.NoFrame)
        grid.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.setContentsMargins(12, 0, 0, 0)
        grid.setViewportMargins(12, 4, 0, 0)
        grid.setAccessibleName(tr("library.title"))
        grid.activated.connect(lambda index: self.opened.emit(self.rows.key_at(index)))
        grid.selectionModel().currentChanged.connect(self._choose)
        return grid

    def refresh(self) -> None:
        """Ask the store again with the words above."""
        query = self.search.text().strip()
        clips = self._desk.clips(query, SHOWN)
        current = self.rows.key_at(self.grid.currentIndex())
        self.rows.show_items(clips)
        self._empty.setVisible(not clips and not query)
        self._none.setVisible(not clips and bool(query))
        self.grid.setVisible(bool(clips))
        self._count.setText(tr("library.count", n=len(clips)))
        place = self.rows.row_of(current)
        if clips:
            self.grid.setCurrentIndex(self.rows.index(max(0, place)))
            self.record.show_clip(clips[max(0, place)])
        else:
            self.record.show_clip(None)

    def choose(self, clip_id: str) -> None:
        """Go to a clip."""
        place = self.rows.row_of(clip_id)
        if place >= 0:
            self.grid.setCurrentIndex(self.rows.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.rows.key_at(self.grid.currentIndex())
        acts = {
            Qt.Key.Key_Return: partial(self.opened.emit, current),
            Qt.Key.Key_Delete: self.record.delete,
            Qt.Key.Key_R: self.record.restore_form,
        }
        act = acts.get(Qt.Key(event.key()))
        if current and act is not None and not self.search.hasFocus():
            act()
        elif event.text().isprintable() and event.text() and not self.search.hasFocus():
            self.search.setFocus()
            self.search.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.record.show_clip(index.data(ITEM))
