"""The sections and fields of a template in their order: shown, hidden and moved by hand and by key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.desk.template_words import field_name, section_name
from app.domain.template import Template
from app.domain.template_edit import Place, index_of, places
from app.strings import listed, tr
from ui.kit import icons
from ui.kit.fonts import font, metrics, scaled
from ui.kit.paint import RIGHT, fill, painting, rim, words
from ui.kit.theme import tokens
from ui.lists.rows import ITEM, Index, Rows

BOX = 16
INDENT = 20
DRAG_FROM = 6
ALT = Qt.KeyboardModifier.AltModifier
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class OutlineRow:
    """One line: a section, or a field of one."""

    place: Place
    name: str
    hidden: bool
    under_hidden: bool = False
    """Whether its section is hidden."""
    track: str = ""
    depth: str = ""
    begins: str = ""
    """What a new draft holds there, where the template says so."""

    @property
    def key(self) -> str:
        """What tells lines apart."""
        return f"{self.place.section}|{self.place.path}"

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        state = tr("templates.state.hidden" if self.hidden or self.under_hidden else "templates.state.shown")
        depth = tr(f"form.depth.{self.depth}") if self.depth else ""
        begins = tr("templates.begins", value=self.begins) if self.begins else ""
        return listed(part for part in (state, depth, begins) if part)


def outline_rows(template: Template, begins: dict[str, str]) -> list[OutlineRow]:
    """The lines of a template; `begins` says in words what fields begin with, by path."""
    made: list[OutlineRow] = []
    for section in template.sections:
        made.append(OutlineRow(Place(section.id), section_name(section), section.hidden, False, section.track))
        made += [
            OutlineRow(
                Place(section.id, field.path), field_name(field), field.hidden, section.hidden, "", field.depth,
                begins.get(field.path, ""),
            )
            for field in section.fields
        ]  # fmt: skip
    return made


class OutlineDelegate(QStyledItemDelegate):
    """Paints a line: a box that says whether it is shown, the name, and at the right what it begins with, its depth."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item: OutlineRow = index.data(ITEM)
        return QSize(200, scaled(26 if item.place.path else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: OutlineRow = index.data(ITEM)
        t, area = tokens(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            fill(painter, area, t.select)
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.fillRect(QRectF(area.left(), area.top(), 2, area.height()), t.ink if focused else t.rule)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, area, t.control)
        if not item.place.path and index.row():
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), t.hair)
        off = item.hidden or item.under_hidden
        self._box(painter, box_of(area, item), shown=not item.hidden, off=item.under_hidden)
        left = box_of(area, item).right() + 8
        if item.track:
            fill(painter, QRectF(left, area.center().y() - 4, 8, 8), t.hue(item.track).line, 2)
            left += 14
        inner = QRectF(left, area.top(), area.right() - 10 - left, area.height())
        face = font("body" if item.place.path else "strong")
        aside = self._aside(painter, item, inner)
        name = inner.adjusted(0, 0, -aside, 0)
        words(painter, name, item.name, face, t.text3 if off else t.text)
        painter.restore()

    def _aside(self, painter: QPainter, item: OutlineRow, inner: QRectF) -> float:
        """Depth and beginning at the right. Returns the room they take."""
        t = tokens()
        if not item.place.path:
            if item.hidden:
                said = tr("templates.state.hidden")
                words(painter, inner, said, font("fine"), t.text3, RIGHT)
                return metrics("fine").horizontalAdvance(said) + 8
            return 0
        depth = tr(f"form.depth.{item.depth}") if item.depth else ""
        words(painter, inner, depth, font("fine"), t.text3, RIGHT)
        taken = float(metrics("fine").horizontalAdvance(depth) + 10)
        if item.begins:
            room = min(inner.width() * 0.4, metrics("fine").horizontalAdvance(item.begins) + 12)
            plate = QRectF(inner.right() - taken - room, inner.center().y() - 9, room, 18)
            fill(painter, plate, t.control, 3)
            words(painter, plate.adjusted(6, 0, -5, 0), item.begins, font("fine", 500), t.text2)
            taken += room + 8
        return taken

    def _box(self, painter: QPainter, box: QRectF, *, shown: bool, off: bool) -> None:
        t = tokens()
        if not shown:
            fill(painter, box, t.field, 3)
            rim(painter, box, t.rule, 3)
            return
        fill(painter, box, t.off if off else t.ink, 3)
        icons.draw(painter, "good", box.adjusted(2, 2, -2, -2), t.onInk)


def box_of(area: QRectF, item: OutlineRow) -> QRectF:
    """Where a line's box is."""
    left = area.left() + 12 + (INDENT if item.place.path else 0)
    return QRectF(left, area.center().y() - BOX / 2, BOX, BOX)


class Outline(QListView):
    """Space shows and hides, Alt+Up and Alt+Down or a drag move, Enter goes to the words; it changes nothing itself."""

    chosen = Signal(object)
    """The `Place` that is looked at."""
    hidden_asked = Signal(object, bool)
    moved = Signal(object, int)
    """A place, and where in its row it is to stand."""
    words_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = Rows(lambda row: row.key, lambda row: row.name, lambda row: row.spoken, self)
        self._template: Template | None = None
        self._held: OutlineRow | None = None
        self._held_at = QPoint()
        self._drop: tuple[int, int] | None = None
        """While a line is dragged: where in its row it would stand, and the height of the line that says so."""
        self.setModel(self.rows)
        self.setItemDelegate(OutlineDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(tr("templates.outline"))
        self.setAccessibleDescription(tr("templates.outline.help"))
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def current(self) -> Place | None:
        """The place that is chosen."""
        row: OutlineRow | None = self.currentIndex().data(ITEM)
        return row.place if row is not None else None

    def show_template(self, template: Template, begins: dict[str, str], place: Place | None = None) -> None:
        """Show a template, at a place of it or where one was."""
        before = place or self.current
        spot = self.verticalScrollBar().value()
        self._template = template
        # the rows keep their order by a reset, which forgets what was chosen: nobody is told of that
        self.selectionModel().blockSignals(True)
        self.rows.show_items(outline_rows(template, begins))
        self.selectionModel().blockSignals(False)
        if before is not None and (line := self.rows.row_of(f"{before.section}|{before.path}")) >= 0:
            self.setCurrentIndex(self.rows.index(line))
        elif self.rows.items:
            self.setCurrentIndex(self.rows.index(0))
        self.verticalScrollBar().setValue(spot)
        if place is not None:
            self.scrollTo(self.currentIndex())
        self.viewport().update()

    def choose(self, place: Place) -> None:
        """Go to a line."""
        if (line := self.rows.row_of(f"{place.section}|{place.path}")) >= 0:
            self.setCurrentIndex(self.rows.index(line))

    # ------------------------------------------------------------------------------------------------ hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, key = self.current, Qt.Key(event.key())
        if place is None:
            super().keyPressEvent(event)
        elif _is_step(event):
            self._step(place, STEPS[key])
        elif key == Qt.Key.Key_Space:
            self._toggle(self.currentIndex().data(ITEM))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.words_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        item: OutlineRow | None = index.data(ITEM)
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            return
        box = box_of(QRectF(self.visualRect(index)), item).adjusted(-4, -4, 4, 4)
        if box.contains(event.position()):
            self._toggle(item)
        else:
            self._held, self._held_at = item, event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        if self._held is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
        elif self._drop is not None or abs(spot.y() - self._held_at.y()) >= DRAG_FROM:
            self._drop = self._drop_at(self._held.place, spot.y())
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        held, drop = self._held, self._drop
        self._held, self._drop = None, None
        self.viewport().update()
        if held is not None and drop is not None:
            self.moved.emit(held.place, drop[0])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        # Alt with an arrow belongs to the line, not to a menu
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_step(event):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is not None:
            with painting(self.viewport()) as painter:
                painter.fillRect(8, self._drop[1] - 1, self.viewport().width() - 16, 2, tokens().focus)

    def _drop_at(self, place: Place, y: int) -> tuple[int, int]:
        """Where in its row a dragged line would stand if it were let go at this height, and the height to say it at."""
        assert self._template is not None
        every = list(places(self._template))
        inside = [each for each in every if each.path and each.section == place.section]
        row = inside if place.path else [each for each in every if not each.path]
        others = [each for each in row if each != place]
        edges = [self._top(each) for each in others] + [self._bottom(others[-1] if others else place)]
        at = min(range(len(edges)), key=lambda number: abs(edges[number] - y))
        return at, edges[at]

    def _top(self, place: Place) -> int:
        return self.visualRect(self.rows.index(self.rows.row_of(f"{place.section}|{place.path}"))).top()

    def _bottom(self, place: Place) -> int:
        """Where a field ends; a section ends with its last field."""
        assert self._template is not None
        inside = [each for each in places(self._template) if each.section == place.section]
        last = place if place.path else inside[-1]
        return self.visualRect(self.rows.index(self.rows.row_of(f"{last.section}|{last.path}"))).bottom() + 1

    def _step(self, place: Place, by: int) -> None:
        if self._template is not None:
            self.moved.emit(place, max(0, index_of(self._template, place) + by))

    def _toggle(self, item: OutlineRow) -> None:
        self.hidden_asked.emit(item.place, not item.hidden)

    def _tell(self, *_: object) -> None:
        if (place := self.current) is not None:
            self.chosen.emit(place)


def _is_step(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ALT) and event.key() in STEPS
