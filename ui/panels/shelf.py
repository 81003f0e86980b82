"""The shelf: finds and opens drafts and presets; deleting goes to the trash and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.desk.desk import Desk
from app.desk.snapshot import Snapshot
from app.strings import tr
from ui.kit import icons
from ui.kit.buttons import IconButton
from ui.kit.fonts import font, scaled
from ui.kit.inputs import SearchField
from ui.kit.layout import column, row
from ui.kit.menus import Menu
from ui.kit.paint import fill, words
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Rows

Kind = Literal["group", "draft", "preset", "empty", "trash"]
POSTER = QSize(44, 25)


@dataclass(frozen=True)
class Row:
    """One line of the shelf."""

    kind: Kind
    id: str
    title: str
    second: str = ""
    track: str = ""
    poster: str = ""
    count: str = ""
    open: bool = True
    retired: str = ""
    broken: str = ""


def track_of(form: str) -> str:
    """The track a form leads with."""
    return "cam" if "camera" in form or "shot" in form else "beat"


class ShelfDelegate(QStyledItemDelegate):
    """Paints a line of the shelf in the kit's strokes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        item: Row = index.data(ITEM)
        return QSize(100, scaled({"draft": 42, "group": 28, "empty": 40}.get(item.kind, 28)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        item: Row = index.data(ITEM)
        t = tokens()
        area = QRectF(option.rect).adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item.kind not in ("group", "empty"):
            if option.state & QStyle.StateFlag.State_Selected:
                fill(painter, area, t.select, 5)
                focused = bool(option.state & QStyle.StateFlag.State_Active)
                fill(painter, QRectF(area.left(), area.top() + 4, 2, area.height() - 8), t.ink if focused else t.rule, 1)
            elif option.state & QStyle.StateFlag.State_MouseOver:
                fill(painter, area, t.control, 5)
        {"group": self._group, "empty": self._empty, "draft": self._draft}.get(item.kind, self._line)(painter, area, item)
        painter.restore()

    def _group(self, painter: QPainter, area: QRectF, item: Row) -> None:
        t = tokens()
        icons.draw(painter, "open" if item.open else "closed", QRectF(area.left(), area.top(), 14, area.height()), t.text2)
        words(painter, area.adjusted(20, 0, -30, 0), item.title, font("body", 500), t.text)
        words(painter, area.adjusted(0, 0, -6, 0), item.count, font("small"), t.text3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _empty(self, painter: QPainter, area: QRectF, item: Row) -> None:
        painter.setFont(font("small"))
        painter.setPen(tokens().text2)
        painter.drawText(area.adjusted(20, 0, -4, 0), Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, item.title)

    def _draft(self, painter: QPainter, area: QRectF, item: Row) -> None:
        t = tokens()
        plate = QRectF(area.left() + 8, area.center().y() - POSTER.height() / 2, POSTER.width(), POSTER.height())
        if item.broken:
            icons.draw(painter, "error", QRectF(plate.left() + 14, area.top(), 16, area.height()), t.hue("error").line)
        elif item.poster:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            _draw_poster(painter, plate, item.poster)
        else:
            fill(painter, plate, t.field)
            icons.draw(painter, "draft", QRectF(plate.left() + 15, plate.top(), 14, plate.height()), t.text3)
        left = plate.right() + 8
        half = area.height() / 2
        title = QRectF(left, area.top() + 3, area.right() - left - 4, half - 3)
        words(painter, title, item.title, font("body", 500), t.text, elide=Qt.TextElideMode.ElideMiddle)
        second = QRectF(left, area.top() + half - 1, area.right() - left - 4, half - 2)
        if item.track and not item.broken:
            fill(painter, QRectF(left, second.center().y() - 4, 8, 8), t.hue(item.track).line, 2)
            second.setLeft(left + 13)
        words(painter, second, item.broken or item.second, font("small"), t.hue("error").text if item.broken else t.text3)
        if item.retired:
            icons.draw(painter, "late", QRectF(area.right() - 18, title.top(), 12, title.height()), t.text3)

    def _line(self, painter: QPainter, area: QRectF, item: Row) -> None:
        t = tokens()
        sign = "trash" if item.kind == "trash" else "preset"
        icons.draw(painter, sign, QRectF(area.left() + 8, area.top(), 14, area.height()), t.text2)
        words(painter, area.adjusted(30, 0, -40, 0), item.title, font("body"), t.text, elide=Qt.TextElideMode.ElideMiddle)
        words(painter, area.adjusted(0, 0, -6, 0), item.second or item.count, font("small"), t.text3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


_posters: dict[str, QPixmap] = {}


def _draw_poster(painter: QPainter, plate: QRectF, file: str) -> None:
    picture = _posters.get(file)
    if picture is None:
        picture = _posters[file] = QPixmap(file).scaledToHeight(100, Qt.TransformationMode.SmoothTransformation)
    if picture.isNull():
        fill(painter, plate, tokens().field)
        return
    wide = min(picture.width(), picture.height() * plate.width() / plate.height())
    tall = min(picture.height(), picture.width() * plate.height() / plate.width())
    source = QRectF((picture.width() - wide) / 2, (picture.height() - tall) / 2, wide, tall)
    painter.drawPixmap(plate, picture, source)


class ShelfPanel(QWidget):
    """Drafts and presets, filtered by what is typed above them."""

    new_asked = Signal()
    preset_asked = Signal(str)
    trash_asked = Signal()
    failed = Signal(object)
    """Emits a `Fault` of a verb."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._closed: set[str] = set()
        self._open_id = ""
        self.filter = SearchField(tr("shelf.filter"), name=tr("shelf.filter"))
        self.filter.textChanged.connect(self.refresh)
        plus = IconButton("add", tr("shelf.new"), key="Ctrl+N", kind="standard")
        plus.clicked.connect(self.new_asked)
        self.rows = Rows(lambda item: f"{item.kind}:{item.id}", lambda item: item.title, lambda item: item.second, self)
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(ShelfDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setAccessibleName(tr("shelf.title"))
        self.list.clicked.connect(self._activate)
        self.list.activated.connect(self._activate)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.installEventFilter(self)
        top = row(self.filter, plus, gap=8, margins=(8, 8, 8, 6))
        top.setStretch(0, 1)
        layout = column(top, self.list, gap=0)
        self.setLayout(layout)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Mark the open draft."""
        draft = snapshot.draft
        self._open_id = draft.id if draft else ""
        self.refresh()

    def refresh(self) -> None:
        """Read drafts and presets again."""
        wanted = self.filter.text().strip().casefold()
        drafts = [self._draft_row(entry) for entry in self._desk.drafts()]
        presets = [
            Row("preset", preset.id, preset.name, tr("shelf.version", n=preset.version) if not preset.builtin else "")
            for preset in self._desk.presets()
        ]
        shown: list[Row] = []
        for group, found, empty in (("drafts", drafts, "shelf.no_drafts"), ("presets", presets, "shelf.no_presets")):
            hits = [item for item in found if wanted in item.title.casefold()]
            is_open = group not in self._closed or bool(wanted)
            shown.append(Row("group", group, tr(f"shelf.{group}"), count=str(len(hits)), open=is_open))
            if is_open:
                shown += hits or [Row("empty", group, tr("shelf.no_match") if found else tr(empty))]
        trashed = len(self._desk.trashed_drafts())
        shown.append(Row("trash", "trash", tr("shelf.trash"), count=str(trashed) if trashed else ""))
        self.rows.show_items(shown)
        place = self.rows.row_of(f"draft:{self._open_id}")
        if place >= 0:
            self.list.setCurrentIndex(self.rows.index(place))

    def _draft_row(self, entry) -> Row:  # type: ignore[no-untyped-def]
        if entry.unreadable is not None:
            return Row("draft", entry.id, entry.title or entry.id, broken=tr("shelf.unreadable"))
        second = tr("shelf.draft", form=tr(f"template.{entry.form}"), seconds=entry.seconds)
        return Row(
            "draft", entry.id, entry.title or tr("shelf.untitled"), second, track_of(entry.form), entry.poster, retired=entry.aim_retired
        )

    def _activate(self, index: QModelIndex) -> None:
        item: Row | None = index.data(ITEM)
        if item is None:
            return
        if item.kind == "group":
            self._closed ^= {item.id}
            self.refresh()
        elif item.kind == "draft":
            self._attempt(lambda: self._desk.open_draft(item.id))
        elif item.kind == "preset":
            self.preset_asked.emit(item.id)
        elif item.kind == "trash":
            self.trash_asked.emit()

    def _attempt(self, act) -> None:  # type: ignore[no-untyped-def]
        from app.domain.errors import Fault

        try:
            act()
        except Fault as fault:
            self.failed.emit(fault)
        self.refresh()

    def _menu(self, at: QPoint) -> None:
        item: Row | None = self.list.indexAt(at).data(ITEM)
        if item is None or item.kind not in ("draft", "preset"):
            return
        menu = self.menu_for(item)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def menu_for(self, item: Row) -> Menu:
        """The context menu of a line."""
        menu = Menu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if item.kind == "draft":
            menu.add(tr("shelf.open"), lambda: self._attempt(lambda: self._desk.open_draft(item.id)))
            menu.add(tr("shelf.duplicate"), lambda: self._attempt(lambda: self._desk.duplicate_draft(item.id)))
            menu.add(tr("shelf.to_trash"), lambda: self._attempt(lambda: self._desk.trash_draft(item.id)), icon="trash", key="Del", danger=True)
        else:
            menu.add(tr("shelf.new_from"), lambda: self._attempt(lambda: self._desk.new(item.id)))
            menu.add(tr("shelf.apply"), lambda: self.preset_asked.emit(item.id))
            reason = "" if item.second else tr("shelf.builtin")
            menu.add(tr("shelf.to_trash"), lambda: self._attempt(lambda: self._desk.delete_preset(item.id)), icon="trash", key="Del", danger=True, reason=reason)
        return menu

    def eventFilter(self, watched, event: QEvent) -> bool:  # type: ignore[no-untyped-def,override]
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item: Row | None = self.list.currentIndex().data(ITEM)
            if item is not None and event.key() == Qt.Key.Key_Delete:
                verb = {"draft": self._desk.trash_draft, "preset": self._desk.delete_preset}.get(item.kind)
                if verb is not None:
                    self._attempt(lambda: verb(item.id))
                return True
            if item is not None and item.kind == "group" and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self._closed = self._closed | {item.id} if event.key() == Qt.Key.Key_Left else self._closed - {item.id}
                self.refresh()
                return True
        return super().eventFilter(watched, event)
