"""The inspector of the form: the fields of the beat that is chosen on the time bar, with what it follows from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from app.domain.beats import BeatSpan, beat_spans
from app.domain.template import Field
from app.strings import tr
from ui.fields import FieldDesk
from ui.kit.buttons import IconButton
from ui.kit.chips import Chip
from ui.kit.fonts import scaled
from ui.kit.labels import Badge, Elided, Label
from ui.kit.layout import INSET, column, row
from ui.kit.panels import EmptyState
from ui.panels.beats.props import PropStates, shown_props
from ui.panels.beats.words import beat_title
from ui.panels.form.rows import FieldRows, Row, label_room
from ui.panels.form.scroll import FormScroll
from ui.panels.form.words import View, Watch, holds_content

WIDEST = 640
LINK = "shots[*].beats[*].link.type"
EVIDENCE = "shots[*].beats[*].link.evidence"
SUBJECT = "shots[*].beats[*].subject"
ACTION = "shots[*].beats[*].action"


def span_of(view: View) -> BeatSpan | None:
    """The chosen beat with its place in time."""
    return next((span for span in beat_spans(view.draft) if span.beat.id == view.chosen.beat
                 and span.shot_id == view.chosen.shot), None)  # fmt: skip


def asks_for_next(event: QKeyEvent) -> bool:
    """Whether a key asks for the next beat: Shift+Enter, from every field."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == Qt.KeyboardModifier.ShiftModifier


class BeatHead(QWidget):
    """Number, name, shot and times of the chosen beat, and the way to its neighbours: `stepped(±1)`."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge = Badge(1)
        self.name = Elided("", "head")
        self.shot = Chip("")
        self.weight = Chip(tr("inspector.key_beat"), hue="beat")
        self.times = Label("", "small", "text2")
        self.back = IconButton("previous", tr("inspector.back"), size="compact")
        self.forth = IconButton("next", tr("inspector.forth"), size="compact")
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.forth.clicked.connect(lambda: self.stepped.emit(1))
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = row(self.badge, self.name, self.shot, self.weight, None, self.times, self.back, self.forth, gap=6)
        self.setLayout(line)
        self.setFixedHeight(scaled(36))

    def show_view(self, view: View, span: BeatSpan) -> None:
        """Show the chosen beat of a view."""
        draft = view.draft
        self.badge.set_number(span.number)
        self.name.setText(beat_title(draft, span.beat, span.number))
        self.times.setText(tr("inspector.times", start=f"{span.start:.1f}", end=f"{span.end:.1f}"))
        self.weight.setVisible(span.beat.weight == "key")
        self.shot.setVisible(len(draft.shots) > 1)
        number = next(place for place, shot in enumerate(draft.shots, 1) if shot.id == span.shot_id)
        said = tr("form.shot_of", n=number, count=len(draft.shots))
        if said != self.shot.text():
            self.shot.set_text(said)
        last = sum(len(shot.beats) for shot in draft.shots)
        self.back.setEnabled(span.number > 1)
        self.forth.setEnabled(span.number < last)


class BeatRows(FieldRows):
    """The rows of a beat. The first of all has no link to show."""

    def __init__(self, fields: Sequence[Field], desk: FieldDesk, *, columns: int = 1, label_width: int = 0) -> None:
        super().__init__(fields, desk, columns=columns, label_width=label_width)
        self._first = False
        self._beat_watch = Watch(fields)

    def show_view(self, view: View) -> None:
        """Show the chosen beat."""
        if not self._beat_watch.differs(view):
            self.take_draft(view)
            return
        super().show_view(view)
        span = span_of(view)
        link, evidence = self.row(LINK), self.row(EVIDENCE)
        self._first = span is not None and span.number == 1
        if link is not None and link in self.shown() and span is not None:
            link.set_shown(not self._first)
        if evidence is not None and evidence in self.shown():
            kept = holds_content(evidence.field, view.draft, view.chosen)
            evidence.set_shown(not self._first or kept)

    def begins(self) -> Row | None:
        """Where writing a beat begins: who does it and what, the first that is empty, else what is done."""
        rows = [each for each in self.shown() if each.reason is None and each.widget.isVisibleTo(self)]
        found = {each.field.path: each for each in rows if each.field.path in (SUBJECT, ACTION)}
        empty = [found[path] for path in (SUBJECT, ACTION) if path in found and not found[path].widget.value()]
        return next(iter(empty), found.get(ACTION) or next(iter(rows), None))

    def go_to_link(self, event: QKeyEvent) -> bool:
        """Give the keyboard to the link where the key asks for it, as on the cards. False where it does not."""
        link = self.row(LINK)
        asked = event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if not asked or link is None or not link.widget.isVisibleTo(self):
            return False
        link.widget.focus_input()
        return True


class BeatInspector(QWidget):
    """Head and fields of the chosen beat. Esc leaves it: `left`; Shift+Enter asks for the next: `next_asked`."""

    edited = Signal(str, object)
    stepped = Signal(object)
    pointed = Signal(str)
    depth_asked = Signal(str)
    beat_stepped = Signal(int)
    next_asked = Signal()
    left = Signal()

    def __init__(
        self, fields: Sequence[Field], desk: FieldDesk, *, columns: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._label_width = label_room(fields)
        self.props: PropStates | None = None
        self.head = BeatHead()
        self.head.stepped.connect(self.beat_stepped)
        self.rows = BeatRows(fields, desk, columns=columns)
        self.rows.edited.connect(self.edited)
        self.rows.stepped.connect(self.stepped)
        self.rows.pointed.connect(self.pointed)
        self.rows.depth_asked.connect(self.depth_asked)
        self.scroller = FormScroll(self.rows, margins=(INSET, 2, INSET, 8), widest=WIDEST * columns)
        head = QWidget()
        head.setLayout(row(self.head, margins=(INSET, 0, 8, 0)))
        page = QWidget()
        page.setLayout(column(head, self.scroller, gap=0))
        self.empty = EmptyState(tr("inspector.none"), tr("inspector.none.use"), icon="beat")
        self._pages = QStackedLayout(self)
        self._pages.addWidget(page)
        self._pages.addWidget(self.empty)
        self._ready = False
        self.setAccessibleName(tr("inspector.title"))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 80)

    def make_some(self, view: View) -> bool:
        """Make some of what `show_view` would have to, and at last show it. Gives whether there was anything to do."""
        if span_of(view) is None or self._ready:
            return False
        if not self.rows.make_some(view):
            self._ready = True
            self.show_view(view)
        return True

    def show_view(self, view: View) -> None:
        """Show the chosen beat of a view, or that there is none."""
        span = span_of(view)
        self._pages.setCurrentIndex(0 if span is not None else 1)
        if span is not None:
            self.head.show_view(view, span)
            self.rows.show_view(view)
            self._show_props(view, span)

    def _show_props(self, view: View, span: BeatSpan) -> None:
        named = shown_props(view.draft, span.beat, view.depth)
        if named and self.props is None:
            self.props = PropStates(self._desk, self._label_width)
            self.props.edited.connect(self.edited)
            self.props.stepped.connect(self.stepped)
            self.props.pointed.connect(self.pointed)
            self.scroller.take_in(self.props)
        if self.props is not None:
            self.props.show_view(view, named)

    def row_of(self, path: str) -> Row | None:
        """The row of the field a path belongs to."""
        return self.rows.row_of(path)

    def go_to(self, path: str) -> bool:
        """Scroll to the field of a path and give it the keyboard."""
        found = self.row_of(path)
        if found is None:
            return False
        self.scroller.reveal(found.widget)
        found.widget.focus_input()
        return True

    def write(self) -> None:
        """Give the keyboard to where writing the beat begins."""
        if (begins := self.rows.begins()) is not None:
            self.scroller.reveal(begins.widget)
            begins.widget.focus_input()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif asks_for_next(event):
            self.next_asked.emit()
        elif not self.rows.go_to_link(event):
            super().keyPressEvent(event)
