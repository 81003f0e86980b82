"""Fields of a form in rows, made from the template once and shown anew only where something changed."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.desk.template_words import field_name
from app.domain.finding import Finding
from app.domain.model import Model
from app.domain.template import DEPTHS, Depth, Field
from app.strings import tr
from ui.fields import FieldDesk, FieldWidget, make_field
from ui.fields.rows import RowsField
from ui.kit.buttons import Button
from ui.kit.fonts import metrics, scaled
from ui.kit.inputs import field_height
from ui.kit.labels import Label
from ui.kit.layout import FIELD_GAP
from ui.panels.form.target import TargetButton
from ui.panels.form.words import Chosen, View, Watch, about, concrete, is_shown, is_under, missing, needing, value_at

LABELS = (54, 84)
"""The least and the most room for labels at 100 %."""
TWO_COLUMNS = 620
"""From this width on a page sets its fields in two columns."""
COLUMN_GAP = 28
WHOLE_WIDTH = ("cast", "shots", "path")
"""Kinds that want the whole width: their name stands over them, or is the section's."""
TALL = {"prose": 62, "cast": 110, "shots": 130, "path": 110, "lines": 62, "image": 90, "clips": 70}
FEW = 4
"""Fewer fields than this stay in one column."""
CHOSEN = {"shots": "shot", "path": "key", "beats": "beat"}
"""What of the choice a field that lists such items marks."""
ROW = 34
STEP_SECONDS = 0.02
"""How long rows are made ahead before the next key gets its turn."""
_UNSEEN = object()


def label_room(fields: Sequence[Field]) -> int:
    """The width of the label column that these fields need, at 100 %."""
    named = [field for field in fields if field.kind not in WHOLE_WIDTH]
    widest = max((metrics("small").horizontalAdvance(field_name(field)) for field in named), default=0)
    return min(max(round((widest + 4) * 100 / scaled(100)), LABELS[0]), LABELS[1])


def height_of(fields: Sequence[Field], depth: Depth) -> int:
    """About how tall these fields are, before any of them is made."""
    return scaled(sum(TALL.get(field.kind, ROW) for field in fields if is_shown(field, depth)) + 12)


class Row:
    """One field as a form shows it: its widget is touched only where path, value, findings or names changed."""

    def __init__(self, field: Field, widget: FieldWidget, caption: Label | None) -> None:
        self.field, self.widget, self.caption = field, widget, caption
        self.reason: str | None = None
        self.target: TargetButton | None = None
        self._value: Any = _UNSEEN
        self._names: tuple[tuple[str, str], ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._model: Model | None = None
        self._notes: dict[str, str] = {}

    @property
    def path(self) -> str:
        """The path the field stands for now; empty where it stands for nothing."""
        return self.widget.path if self.reason is None else ""

    def show_view(self, view: View) -> None:
        """Show the field's part of a view."""
        path = concrete(self.field.path, view.chosen)
        self.set_reason(missing(self.field.path, view.chosen) if path is None else None)
        if path is None:
            return
        moved = path != self.widget.path
        if moved:
            self.widget.set_path(path)
        value = value_at(view.draft, path)
        if moved or view.names != self._names or (value is not self._value and value != self._value):
            self._value, self._names = value, view.names
            self.widget.set_value(value, view.draft)
        if moved or view.draft.notes is not self._notes:
            self._notes = view.draft.notes
            self.widget.show_note(view.draft)
        if self.target is not None:
            self.target.show_draft(view.draft, path, value)
        if isinstance(self.widget, RowsField):
            self.widget.set_chosen(getattr(view.chosen, CHOSEN[self.field.kind]))
        if view.snapshot.model is not self._model:
            self._model = view.snapshot.model
            self.widget.show_model(self._model)
        found = about(view.findings, (path,))
        if found != self._findings:
            self._findings = found
            self.widget.show_findings(found)

    def set_reason(self, reason: str | None) -> None:
        """Switch the field off and say why, or on again."""
        if reason != self.reason:
            self.reason = reason
            self.widget.set_reason(reason)

    def keep(self, value: Any) -> None:
        """The widget shows this value already: a person just gave it."""
        self._value = value

    def forget(self) -> None:
        """Show the draft's value again, whatever the widget shows."""
        self._value = _UNSEEN

    def set_shown(self, shown: bool) -> None:
        """Whether the form shows it."""
        self.widget.setVisible(shown)
        if self.caption is not None:
            self.caption.setVisible(shown)


class FieldRows(QWidget):
    """Rows of fields, in one column or two. It tells gestures with the paths they are about."""

    edited = Signal(str, object)
    stepped = Signal(object)
    pointed = Signal(str)
    depth_asked = Signal(str)
    item_chosen = Signal(str)
    """The path of the item of a list that was chosen in its field."""

    def __init__(
        self,
        fields: Sequence[Field],
        desk: FieldDesk,
        *,
        label_width: int = 0,
        columns: int = 1,
        bare: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.fields = tuple(fields)
        self._desk = desk
        self._label_width = label_width or label_room(fields)
        self._bare = frozenset(bare)
        self._most_columns = columns
        self._columns = 1
        self._watch = Watch(fields)
        self._view: View | None = None
        self.rows: list[Row] = []
        self.links: dict[Depth, Button] = {}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._sides: list[QVBoxLayout] = []
        self._boxes: list[QWidget] = []
        for _ in range(2):
            # widgets, not layouts in a layout: those keep a stale height when a text in them grows
            box = QWidget(self)
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(FIELD_GAP)
            column.addStretch(1)
            self._sides.append(column)
            self._boxes.append(box)
            self._line.addWidget(box, 1)

    def show_view(self, view: View) -> None:
        """Show the fields of this depth, and how many deeper ones hold something."""
        self.take_draft(view)
        if not self._watch.differs(view):
            return
        deeper = self._view is None or self._view.depth != view.depth
        self._view = view
        if deeper:
            self._arrange(view)
        for row in self.rows:
            if is_shown(row.field, view.depth):
                row.show_view(view)
        self._show_links(needing(self.fields, view))

    def take_draft(self, view: View) -> None:
        """Let every field know the draft, that of a view in which nothing they show differs too: the length of a shot
        or a row of a list is changed by making all shots anew, and those are to be the present ones.
        """
        for row in self.rows:
            if row.reason is None:
                row.widget.take_draft(view.draft)

    def make_some(self, view: View) -> bool:
        """Make some rows ahead of `show_view`, in a time in which a key can wait. Gives whether there were any."""
        until, count = perf_counter() + STEP_SECONDS, len(self.rows)
        made = {row.field.path for row in self.rows}
        for field in self.fields:
            if perf_counter() > until:
                break
            if field.path not in made and is_shown(field, view.depth):
                row = self._made(field, view)
                row.set_shown(False)
                self.rows.append(row)
        return len(self.rows) > count

    def shown(self) -> list[Row]:
        """The rows that this depth shows, in their order."""
        return [row for row in self.rows if self._view is not None and is_shown(row.field, self._view.depth)]

    def row_of(self, path: str) -> Row | None:
        """The row of the field a path belongs to; the nearest one where fields lie in one another."""
        found = [row for row in self.shown() if row.path and is_under(path, row.path)]
        return max(found, key=lambda row: len(row.path), default=None)

    def forget(self, path: str) -> None:
        """Let the field of a path show again what the draft holds, whatever stands in it."""
        if (found := self.row_of(path)) is not None:
            found.forget()
            self._watch.reset()

    def row(self, pattern: str) -> Row | None:
        """The row of a field of the template by its path."""
        return next((row for row in self.rows if row.field.path == pattern), None)

    def chosen(self) -> Chosen:
        """What `[*]` stands for now."""
        return self._view.chosen if self._view is not None else Chosen()

    def dress(self, row: Row) -> None:
        """Called once for each new row: what stands beside its field. A target can be chosen as well as typed."""
        layout = row.widget.layout()
        if row.field.path.endswith(".framing.target") and layout is not None:
            row.target = TargetButton()
            row.target.picked.connect(self.edited)
            row.target.setFixedHeight(field_height())
            layout.addWidget(row.target)
            layout.setAlignment(row.target, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = min(self._most_columns, 2 if self.width() >= scaled(TWO_COLUMNS) else 1)
        if wanted != self._columns:
            self._columns = wanted
            self._place()

    # ------------------------------------------------------------------------------------------ how it is laid

    def _arrange(self, view: View) -> None:
        """Make the rows this depth needs and is missing, and put all in their places."""
        made = {row.field.path: row for row in self.rows}
        rows = []
        for field in self.fields:
            row = made.get(field.path)
            if row is None and is_shown(field, view.depth):
                row = self._made(field, view)
            if row is not None:
                rows.append(row)
        self.rows = rows
        self._place()

    def _made(self, field: Field, view: View) -> Row:
        path = concrete(field.path, view.chosen) or field.path
        widget = make_field(field, path, self._desk)
        widget.edited.connect(self._tell_edit)
        widget.steps.connect(self.stepped)
        widget.pointed.connect(self.pointed)
        widget.chosen.connect(self.item_chosen)
        widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        alone = field.path in self._bare and not field.said
        whole = field.kind in WHOLE_WIDTH
        widget.set_label_width(0 if alone or whole else self._label_width)
        caption = Label(field_name(field), "small", "text2", parent=self) if whole and not alone else None
        row = Row(field, widget, caption)
        widget.setParent(self)
        self.dress(row)
        return row

    def _tell_edit(self, path: str, value: object) -> None:
        row = next((each for each in self.rows if each.widget.path == path), None)
        if row is not None:
            row.keep(value)
        self.edited.emit(path, value)

    def _place(self) -> None:
        shown = self.shown()
        left = self._left_count(shown)
        self._clear()
        for place, row in enumerate(shown):
            side = self._sides[0 if place < left else 1]
            for widget in (row.caption, row.widget):
                if widget is not None:
                    side.insertWidget(side.count() - 1, widget)
        for row in self.rows:
            row.set_shown(row in shown)
        last = self._sides[0]
        for link in self.links.values():
            last.insertWidget(last.count() - 1, link, 0, Qt.AlignmentFlag.AlignLeft)
        two = left < len(shown)
        self._boxes[1].setVisible(two)
        self._line.setSpacing(COLUMN_GAP if two else 0)

    def _clear(self) -> None:
        """Take everything out. By `removeWidget`: an item that `takeAt` gives back lives on and keeps old heights."""
        for side in self._sides:
            held = [item.widget() for place in range(side.count()) if (item := side.itemAt(place)) is not None]
            for widget in held:
                if widget is not None:
                    side.removeWidget(widget)

    def _left_count(self, shown: Sequence[Row]) -> int:
        if self._columns == 1 or len(shown) < FEW:
            return len(shown)
        heights = [TALL.get(row.field.kind, ROW) for row in shown]
        half, before = sum(heights) / 2, 0
        for place, height in enumerate(heights):
            if before + height / 2 >= half:
                return place
            before += height
        return len(shown)

    def _show_links(self, counts: dict[Depth, int]) -> None:
        for depth in DEPTHS:
            count, link = counts.get(depth, 0), self.links.get(depth)
            if link is None and count:
                link = Button("", kind="quiet", size="compact", icon="closed", parent=self)
                link.clicked.connect(lambda _=False, wanted=depth: self.depth_asked.emit(wanted))
                self.links[depth] = link
                self._place()
            if link is not None:
                text = tr("form.more", n=count, depth=tr(f"form.depth.{depth}"))
                if text != link.text():
                    link.setText(text)
                link.setVisible(count > 0)
