"""Chooses the target: every model with what it keeps of this draft, what it costs, and how that compares with now."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStackedWidget, QWidget

from app.desk.snapshot import Snapshot
from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.request import Compiled
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.inputs import SearchField
from ui.kit.labels import Label
from ui.kit.layout import boxed, column, row
from ui.kit.panels import Separator
from ui.kit.popups import Popup
from ui.panels.model_rows import ModelRows
from ui.panels.send.desk import TargetDesk
from ui.panels.send.figures import way_words
from ui.panels.send.losses import LossesList
from ui.panels.target.rows import TargetDelegate, TargetRow, fits, matches

WIDTH = 600
LIST_HEIGHT = 300
COMPARED = 4
_WALK = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -6, Qt.Key.Key_PageDown: 6}


class TargetPicker(Popup):
    """Rows in two groups, living and retired; type to filter, arrows, Enter. `chosen(model id)`.

    It opens at once: one row is tried in each turn of the loop, and the best fits rise when all are.
    """

    chosen = Signal(str)
    advice_asked = Signal()
    """The whole advice is wanted."""

    def __init__(self, desk: TargetDesk, parent: QWidget | None = None) -> None:
        super().__init__(tr("send.picker"), parent=parent)
        self._desk = desk
        self._draft: Draft | None = None
        self._tried: dict[str, Compiled] = {}
        self._order: list[str] = []
        self._moved = False
        self.setFixedWidth(scaled(WIDTH))
        self.search = SearchField(tr("send.picker.search"))
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.advice = Button(tr("advise.open"), icon="convert", kind="quiet")
        self.advice.clicked.connect(self._ask_advice)
        self.rows = ModelRows()
        self.list = self._make_list()
        self.now = LossesList(most=COMPARED)
        self.then = LossesList(most=COMPARED)
        self._none = Label(tr("send.picker.none"), "body", "text2")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._none)
        self._hint = Label(tr("send.picker.compare"), "small", "text3", wrap=True)
        then = column(self.then, self._hint, None)
        sides = row(column(self.now, None), Separator(vertical=True), then, gap=12)
        sides.setContentsMargins(8, 4, 8, 4)
        sides.setStretch(0, 1)
        sides.setStretch(2, 1)
        self._compared = boxed(sides)
        self._compared.setFixedHeight(scaled(26 + 22 * (COMPARED + 1)))
        top = row(self.search, self.advice)
        top.setStretch(0, 1)
        self.column.addLayout(top)
        for part in (self._pages, Separator(), self._compared):
            self.column.addWidget(part)
        self._pointer = QCursor.pos()
        self._trying = QTimer(self)
        self._trying.setInterval(0)
        self._trying.timeout.connect(self.try_next)

    def open_for(self, snapshot: Snapshot, button: QWidget) -> None:
        """Show it under a button, with the aim of the open draft chosen."""
        if snapshot.draft is not None:
            self.fill(snapshot)
            self._trying.start()
            self.open_under(button, right=True)
            self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def fill(self, snapshot: Snapshot) -> None:
        """Take the rows and the open draft; nothing is tried yet but its present aim."""
        draft = snapshot.draft
        if draft is None:
            return
        if draft != self._draft:
            self._draft, self._tried = draft, {}
            if snapshot.model is not None and snapshot.compiled is not None:
                self._tried[snapshot.model.id] = snapshot.compiled
        self._order = [model.id for model in self._desk.models() if model.provider != "animatic"]
        self._moved = False
        self._pointer = QCursor.pos()
        self.search.clear()
        self._show_rows(draft.aim)

    def hideEvent(self, event: QHideEvent) -> None:
        self._trying.stop()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if (steps := _WALK.get(Qt.Key(event.key()))) is not None:
                self.walk(steps)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._choose(self.list.currentIndex())
                return True
        return False

    @property
    def tried(self) -> bool:
        """Whether every row has been tried."""
        return all(model_id in self._tried for model_id in self._order)

    def _make_list(self) -> QListView:
        made = QListView()
        made.setModel(self.rows)
        made.setItemDelegate(TargetDelegate(made))
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFixedHeight(scaled(LIST_HEIGHT))
        made.setAccessibleName(tr("send.picker"))
        made.setMouseTracking(True)
        made.entered.connect(self._hover)
        made.clicked.connect(self._choose)
        made.selectionModel().currentChanged.connect(self._compare)
        return made

    # -------------------------------------------------------------------------------------------------------- rows

    def _show_rows(self, current: str) -> None:
        """Fill the list in its present order, and keep `current` chosen where it is still there."""
        today, connected = self._desk.today(), self._desk.connected()
        models = {model.id: model for model in self._desk.models()}
        wanted = self.search.text()
        shown = [models[each] for each in self._order if each in models and matches(models[each], wanted)]
        made = [self._row(model, today, connected) for model in shown]
        living = [each for each in made if not each.retired]
        retired = [each for each in made if each.retired]
        groups = (("send.picker.living", self._praise(living)), ("send.picker.retired", retired))
        self.rows.show_items([each for key, held in groups for each in _group(key, held)])
        self._pages.setCurrentWidget(self.list if made else self._none)
        place = self.rows.row_of(current)
        if place < 0:
            place = next((number for number, each in enumerate(self.rows.items) if each.model), -1)
        if place >= 0 and self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self.rows.index(place))
        self._compare(self.list.currentIndex())

    def _row(self, model: Model, today: str, connected: frozenset[str]) -> TargetRow:
        return TargetRow(
            title=model.title,
            model=model,
            second=way_words(model, today, connected),
            compiled=self._tried.get(model.id),
            current=self._draft is not None and model.id == self._draft.aim,
            retired=model.is_retired(today),
            reachable=model.provider in connected,
        )

    def _praise(self, rows: list[TargetRow]) -> list[TargetRow]:
        """Mark the best fit once all have been tried."""
        if not self.tried or not rows:
            return rows
        best = min(rows, key=fits)
        return [TargetRow(**{**vars(each), "best": each is best}) for each in rows]

    def walk(self, steps: int) -> None:
        """Go to another row, down or up, over the names of groups."""
        rows = self.rows.items
        step, place = (1 if steps > 0 else -1), self.list.currentIndex().row()
        for _ in range(abs(steps)):
            ahead = place + step
            while 0 <= ahead < len(rows) and rows[ahead].model is None:
                ahead += step
            place = ahead if 0 <= ahead < len(rows) else place
        self._moved = self._moved or bool(steps)
        self._pointer = QCursor.pos()
        self.list.setCurrentIndex(self.rows.index(place))

    def try_next(self) -> None:
        """Try the next row; after the last one the best fits rise."""
        draft = self._draft
        model_id = next((each for each in self._order if each not in self._tried), None)
        if draft is None or model_id is None:
            self._trying.stop()
            self._rise()
            return
        self._tried[model_id] = self._desk.compile(draft, model_id)[1]
        self._show_rows(self.rows.key_at(self.list.currentIndex()))

    def _rise(self) -> None:
        """Best fits first, unless the person is already walking through the list."""
        models = {model.id: model for model in self._desk.models()}
        if not self._moved:
            today, connected = self._desk.today(), self._desk.connected()
            rows = [self._row(models[each], today, connected) for each in self._order]
            self._order = [each.key for each in sorted(rows, key=fits)]
        self._show_rows(self.rows.key_at(self.list.currentIndex()))
        if not self._moved:
            self.list.scrollToTop()

    def _filter(self) -> None:
        self._moved = self._moved or bool(self.search.text())
        self._show_rows(self.rows.key_at(self.list.currentIndex()))

    def _hover(self, index: QModelIndex) -> None:
        # rows that come to lie under a resting mouse are not pointed at
        if QCursor.pos() == self._pointer:
            return
        self._pointer = QCursor.pos()
        if self.rows.flags(index) & Qt.ItemFlag.ItemIsSelectable:
            self._moved = True
            self.list.setCurrentIndex(index)

    def _choose(self, index: QModelIndex) -> None:
        key = self.rows.key_at(index)
        if key in self._order:
            self.hide()
            self.chosen.emit(key)

    def _ask_advice(self) -> None:
        self.hide()
        self.advice_asked.emit()

    def _compare(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        """Lay what is lost now beside what would be lost there."""
        titles = {model.id: model.title for model in self._desk.models()}
        aim = self._draft.aim if self._draft else ""
        for side, key, title in ((self.now, aim, "losses.now"), (self.then, self.rows.key_at(index), "losses.then")):
            compiled = self._tried.get(key)
            side.setVisible(compiled is not None)
            if compiled is not None:
                side.show_losses(compiled, "")
                side.title.setText(tr(title, model=titles.get(key, key)))
        other = self.rows.key_at(index) != aim
        self.then.setVisible(other and self.rows.key_at(index) in self._tried)
        self._hint.setVisible(not other)


def _group(key: str, rows: Iterable[TargetRow]) -> list[TargetRow]:
    held = list(rows)
    return [TargetRow(title=tr(key)), *held] if held else []
