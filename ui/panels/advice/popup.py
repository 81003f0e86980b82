"""Which model a draft wants: a ranking with reasons, what each loses by line, and one press to aim there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.desk.advice import advice_words, split_words
from app.domain.advice import Advice
from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.errors import Fault
from app.domain.finding import Fix
from app.strings import listed, tr
from ui.kit import notify
from ui.kit.choices import Segments, Switch
from ui.kit.fonts import scaled
from ui.kit.labels import Elided, Label
from ui.kit.layout import INSET, boxed, column, row
from ui.kit.panels import EmptyState, Separator
from ui.kit.popups import Popup
from ui.panels.advice.desk import AdviceDesk, TrialFace
from ui.panels.advice.detail import AdviceDetail
from ui.panels.advice.rows import AdviceDelegate, AdviceRow, LeanBar, rows_of
from ui.panels.model_rows import ModelRows
from ui.panels.send.figures import way_words

SIZE = (880, 600)
LIST_WIDTH = 330
MOST_SIGNS = 5


class AdvicePopup(Popup):
    """Open it with `open_over(window)`. `visited(path)`: a field is wanted; `aimed(model id)` after a change of aim.

    It opens at once: one model is tried in each turn of the loop, and the ranking stands when all are.
    """

    visited = Signal(str)
    aimed = Signal(str)

    def __init__(self, desk: AdviceDesk, parent: QWidget | None = None) -> None:
        super().__init__(tr("advise.title"), inset=1, parent=parent)
        self._desk = desk
        self._draft: Draft | None = None
        self._trial: TrialFace | None = None
        self.advice: Advice | None = None
        self.rows = ModelRows()
        self.list = self._make_list()
        self.lean = LeanBar()
        self.signs = Label("", "small", "text2", wrap=True)
        self.order = Segments(
            [("fit", tr("advise.order.fit")), ("kept", tr("advise.order.kept"))],
            "fit", name=tr("advise.order"), small=True,
        )  # fmt: skip
        self.order.chosen.connect(lambda _: self._show())
        self.many = Switch(tr("advise.many"))
        self.many.setAccessibleDescription(tr("advise.many.use"))
        self.many.toggled.connect(lambda _: self._conclude())
        self.split = Label("", "small", "text2", wrap=True)
        self.busy = Elided("", "small", "text3")
        self.detail = AdviceDetail()
        self.detail.aim_asked.connect(self.aim)
        self.detail.taken.connect(self._take)
        self.detail.visited.connect(self._visit)
        self._none = EmptyState(tr("advise.empty"), tr("advise.empty.use"), icon="convert")
        self._wait = EmptyState(tr("advise.wait"), tr("advise.wait.use"), icon="convert")
        self._arrange()
        self._trying = QTimer(self)
        self._trying.setInterval(0)
        self._trying.timeout.connect(self.try_next)

    def open_over(self, window: QWidget, order: str = "") -> None:
        """Show it in the middle of a window; `order` is `fit` or `kept`."""
        retired = self._desk.snapshot.model is not None and self._desk.snapshot.model.is_retired(self._desk.today())
        self.order.set_value(order or ("kept" if retired else "fit"))
        self.fill()
        if not self.ready:
            self._trying.start()
        self.open_amid(window)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def fill(self) -> None:
        """Begin to try the models for the open draft."""
        self._draft = self._desk.snapshot.draft
        self.advice = None
        self._trial = self._desk.adviser.trial(self._draft) if self._draft is not None else None
        self._show()

    @property
    def ready(self) -> bool:
        """Whether every model has been tried."""
        return self._trial is None or self._trial.is_over

    @property
    def chosen(self) -> str:
        """The id of the model that is looked at, "" for none."""
        item = self._item()
        return item.model.id if item is not None and item.model is not None else ""

    def try_next(self) -> None:
        """Try the next model; after the last one the ranking stands."""
        trial = self._trial
        if trial is not None and trial.step():
            self.busy.setText(tr("advise.trying", model=trial.next_title))
            return
        self._trying.stop()
        self._conclude()

    def choose(self, model_id: str) -> None:
        """Look at a model."""
        place = self.rows.row_of(model_id)
        if place >= 0:
            self.list.setCurrentIndex(self.rows.index(place))

    def aim(self) -> None:
        """Aim the draft at the model that is looked at: one undo step."""
        model_id = self.chosen
        if model_id and not self.detail.aim.reason:
            self.close()
            self._attempt([Edit(op="set", path="aim", value=model_id)])
            self.aimed.emit(model_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.list.hasFocus():
            self.aim()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._trying.stop()
        super().hideEvent(event)

    # ---------------------------------------------------------------------------------------------------- making

    def _make_list(self) -> QListView:
        made = QListView()
        made.setModel(self.rows)
        made.setItemDelegate(AdviceDelegate(made))
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setAccessibleName(tr("advise.title"))
        made.selectionModel().currentChanged.connect(self._look)
        return made

    def _arrange(self) -> None:
        head = column(Label(tr("advise.title"), "head"), self.lean, self.signs, gap=6, margins=(12, 12, 12, 8))
        order = row(self.order, self.busy, margins=(12, 0, 12, 6))
        order.setStretch(1, 1)
        foot = column(self.split, self.many, gap=6, margins=(12, 8, 12, 10))
        left = column(head, order, Separator(), self.list, Separator(), foot, gap=0)
        left.setStretch(3, 1)
        side = boxed(left)
        side.setFixedWidth(scaled(LIST_WIDTH))
        whole = row(side, Separator(vertical=True), self.detail, self._none, self._wait, gap=0)
        for place in (2, 3, 4):
            whole.setStretch(place, 1)
        self.column.addLayout(whole)
        self.setFixedSize(scaled(SIZE[0]), scaled(SIZE[1]))

    # --------------------------------------------------------------------------------------------------- showing

    def _conclude(self) -> None:
        if self._trial is not None and self._trial.is_over:
            self.advice = self._trial.advice(many=self.many.isChecked())
            self.busy.setText("")
        self._show()

    def _show(self) -> None:
        """Fill the list in its order, and keep the model that is looked at."""
        advice, chosen = self.advice, self.chosen
        aim = self._draft.aim if self._draft is not None else ""
        shown = rows_of(advice, aim, by_kept=self.order.value() == "kept") if advice is not None else []
        self.rows.show_items(shown)
        self.lean.show_lean((advice.story, advice.motion) if advice is not None else None)
        _say(self.signs, signs_words(advice) if advice is not None else "")
        draft = self._draft
        _say(self.split, split_words(advice, draft) if advice is not None and draft is not None else "")
        self.many.setEnabled(draft is not None)
        first = next((item.key for item in shown if item.model is not None), "")
        self.choose(chosen if self.rows.row_of(chosen) >= 0 else first)
        self._look()

    def _look(self, *_: QModelIndex) -> None:
        item, draft, advice = self._item(), self._draft, self.advice
        shown = item is not None and item.model is not None and draft is not None and advice is not None
        self.detail.setVisible(shown)
        self._none.setVisible(draft is None)
        self._wait.setVisible(draft is not None and advice is None)
        if item is None or item.model is None or draft is None or advice is None:
            return
        carried = self._desk.adviser.convert(draft, item.model.id)
        way = way_words(item.model, self._desk.today(), self._desk.connected())
        self.detail.show_model(advice, item.verdict, carried, way, aimed=item.model.id == draft.aim)

    def _item(self) -> AdviceRow | None:
        place = self.list.currentIndex().row()
        return self.rows.items[place] if 0 <= place < len(self.rows.items) else None

    # ---------------------------------------------------------------------------------------------------- acting

    def _take(self, option: Fix) -> None:
        """Aim there and take a choice, as one undo step; what is left to decide is shown anew."""
        model_id = self.chosen
        if self._attempt([Edit(op="set", path="aim", value=model_id), *option.edits]):
            self.aimed.emit(model_id)
            self.fill()
            self.choose(model_id)
            if self.isVisible():
                self._trying.start()

    def _attempt(self, edits: list[Edit]) -> bool:
        try:
            self._desk.apply(edits)
        except Fault as fault:
            notify.show_fault(fault)
            return False
        return True

    def _visit(self, path: str) -> None:
        self.close()
        self.visited.emit(path)


def _say(label: Label, text: str) -> None:
    """Words as high as they need to be; a label without any takes no room."""
    label.setText(text)
    label.setVisible(bool(text))
    label.setFixedHeight(max(1, label.heightForWidth(scaled(LIST_WIDTH) - 2 * INSET)))


def signs_words(advice: Advice) -> str:
    """What was counted, the weightiest first."""
    points = sorted(advice.points, key=lambda point: -point.points)[:MOST_SIGNS]
    if not points:
        return tr("advise.nothing")
    said = listed((advice_words(f"advice.point.{point.id}", point.args) for point in points), "counted")
    return said[:1].upper() + said[1:]
