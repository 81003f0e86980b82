"""The grid of posters: cards as wide as fill the rows, painted by one delegate, chosen by hand and by keys."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.clip import Clip
from app.strings import listed, tr
from ui.kit import icons
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.paint import CENTER, fill, rim, words
from ui.kit.theme import theme, tokens
from ui.lists.rows import ITEM, Rows
from ui.panels.library.posters import ClipPosters
from ui.panels.player.desk import LibraryDesk
from ui.panels.player.plates import PLATE_ALPHA, well_tokens
from ui.panels.takes import STARS, paint_stars
from ui.panels.takes_words import Titles, length_words, model_words

LEAST = 202
"""Least width of a poster."""
LARGE, ROOMY = 300, 1600
"""The least width where there is this much room for all."""
GAP = 10
PAD = 4
DIM = 0.35
HAIR = 3
"""How many pixels of a plate a poster may leave over that is as good as all of it."""
Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints a clip: poster with tick and length, title and stars, model."""

    def __init__(self, desk: LibraryDesk, titles: Titles, view: ClipGrid) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self.titles = titles
        self.posters = ClipPosters(self)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        clip = index.data(ITEM)
        if not isinstance(clip, Clip):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(option.rect).adjusted(GAP / 2, GAP / 2, -GAP / 2, -GAP / 2)
        plate = QRectF(
            area.left() + PAD, area.top() + PAD, area.width() - 2 * PAD, poster_height(area.width() - 2 * PAD)
        )
        self._paint_poster(painter, plate, clip)
        self._paint_words(painter, plate, clip)
        self._paint_state(painter, area, option)
        painter.restore()

    def _paint_state(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem) -> None:
        t = tokens()
        if option.state & QStyle.StateFlag.State_Selected:
            rim(painter, area, t.ink if self._view.hasFocus() else t.rule, 5, 2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rim(painter, area, t.edge, 5, 1)

    def _paint_poster(self, painter: QPainter, plate: QRectF, clip: Clip) -> None:
        t = tokens()
        fill(painter, plate, t.well if clip.poster else t.field)
        file = self._desk.poster_file(clip)
        picture = None
        if file is not None:
            picture = self.posters.picture(file, plate.size().toSize(), painter.device().devicePixelRatioF())
        if picture is None or picture.isNull():
            fill(painter, plate, t.control)
            if picture is not None or file is None:
                icons.draw(painter, "clip", QRectF(plate.center().x() - 10, plate.center().y() - 10, 20, 20), t.text3)
        else:
            spot = fitted(picture.size(), plate)
            painter.setOpacity(DIM if clip.missing else 1.0)
            painter.drawPixmap(spot, picture, QRectF(picture.rect()))
            painter.setOpacity(1.0)
        self._paint_marks(painter, plate, clip)

    def _paint_marks(self, painter: QPainter, plate: QRectF, clip: Clip) -> None:
        dark = well_tokens()
        ground = QColor(dark.well)
        ground.setAlphaF(PLATE_ALPHA)
        tall = scaled(18)
        length = length_words(clip.media.seconds)
        wide = metrics("fine", 500).horizontalAdvance(length) + 12.0
        spot = QRectF(plate.right() - wide - 6, plate.bottom() - tall - 6, wide, tall)
        fill(painter, spot, ground, 3)
        words(painter, spot, length, font("fine", 500), dark.text, CENTER)
        if clip.kept:
            box = QRectF(plate.left() + 6, plate.bottom() - tall - 6, tall, tall)
            fill(painter, box, dark.hue("kept").line, 3)
            icons.draw(painter, "kept", box.adjusted(3, 3, -3, -3), dark.onInk)
        if clip.missing:
            text = tr("library.missing")
            wide = metrics("fine", 500).horizontalAdvance(text) + 14.0
            box = QRectF(plate.left() + 6, plate.top() + 6, wide, tall)
            fill(painter, box, dark.hue("warn").tint, 3)
            words(painter, box, text, font("fine", 500), dark.hue("warn").text, CENTER)

    def _paint_words(self, painter: QPainter, plate: QRectF, clip: Clip) -> None:
        t = tokens()
        step = scaled(13)
        rated = clip.rating > 0
        line = QRectF(plate.left(), plate.bottom() + 5, plate.width(), line_height("body"))
        room = line.adjusted(0, 0, -(STARS * step + 6) if rated else 0, 0)
        words(painter, room, clip.title or tr("takes.untitled"), font("strong"), t.text)
        if rated:
            paint_stars(
                painter,
                QRectF(line.right() - STARS * step + 1, line.top(), STARS * step, line.height()),
                clip.rating,
                step,
            )
        second = QRectF(line.left(), line.bottom(), line.width(), line_height("small"))
        take = tr("library.rehearsal" if clip.is_rehearsal else "library.take", n=clip.take)
        text = listed(filter(None, (model_words(clip, self.titles), take)))
        words(painter, second, text, font("small"), t.text2)


def fitted(size: QSize, plate: QRectF) -> QRectF:
    """Where a picture stands on its plate: whole, and on all of it where only a hair would be left over."""
    room = plate.size().toSize()
    whole = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    if max(room.width() - whole.width(), room.height() - whole.height()) <= HAIR:
        return plate
    spot = QRectF(0, 0, whole.width(), whole.height())
    spot.moveCenter(plate.center())
    return spot


def poster_height(wide: float) -> float:
    """The height of a poster's plate."""
    return float(round(wide * 9 / 16))


class ClipGrid(QListView):
    """Posters in rows. Keys that mean something come out as `asked(verb)`; other letters as `typed(text)`."""

    asked = Signal(str)
    typed = Signal(str)

    def __init__(self, desk: LibraryDesk, rows: Rows, titles: Titles) -> None:
        super().__init__()
        self._cell = QSize(LEAST + GAP, LEAST)
        self.setModel(rows)
        self.delegate = CardDelegate(desk, titles, self)
        self.delegate.posters.ready.connect(self._on_poster)
        self.setItemDelegate(self.delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(0)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        # it paints its ground itself, so that scrolling moves what is painted and paints only what comes in
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("library.clips"))
        self.doubleClicked.connect(lambda _: self.asked.emit("open"))
        theme().theme_changed.connect(self._lay_out)
        self._lay_out()

    def select(self, clip_ids: Collection[str]) -> None:
        """Choose these clips, as far as they are shown."""
        selection = QItemSelection()
        rows = self.model()
        for place in range(rows.rowCount()):
            if rows.index(place, 0).data(ITEM).id in clip_ids:
                selection.select(rows.index(place, 0), rows.index(place, 0))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def cell(self) -> QSize:
        """The room of one card."""
        return self._cell

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs = {
            Qt.Key.Key_Return: "open",
            Qt.Key.Key_Enter: "open",
            Qt.Key.Key_Space: "preview",
            Qt.Key.Key_R: "restore",
            Qt.Key.Key_Delete: "trash",
            Qt.Key.Key_Backspace: "trash",
        }
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        verb = verbs.get(Qt.Key(event.key())) if plain else None
        typing = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if verb is not None:
            self.asked.emit(verb)
        elif typing and event.text() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), tokens().panel)
        painter.end()
        super().paintEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            # only what was cut off is worth a tip; the card says the rest
            return True
        return super().viewportEvent(event)

    def _lay_out(self) -> None:
        # Qt lays out as if the scroll bar, at its style's own width, were always there
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())
        room = max(self.width() - max(bar, self.verticalScrollBar().sizeHint().width()) - 4, LEAST + GAP)
        least = (LARGE if room >= ROOMY else LEAST) + 2 * PAD + GAP
        columns = max(1, room // least)
        wide = room // columns
        tall = (
            round(poster_height(wide - GAP - 2 * PAD))
            + 5
            + line_height("body")
            + line_height("small")
            + 2 * PAD
            + GAP
            + 2
        )
        cell = QSize(wide, tall)
        if cell != self._cell or self.gridSize() != cell:
            self._cell = cell
            self.setGridSize(cell)
            self.verticalScrollBar().setSingleStep(max(20, tall // 4))

    def _on_poster(self, file: str) -> None:
        self.viewport().update()
