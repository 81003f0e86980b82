"""The form's column of sections: one line each while folded, made when first opened, opened while there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.desk.template_words import section_name
from app.domain.template import Depth, Section
from app.strings import listed, tr
from ui.fields import FieldDesk
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.layout import INSET, column
from ui.kit.section import HEIGHT
from ui.kit.section import Section as Fold
from ui.kit.theme import theme
from ui.panels.form.rows import FieldRows, Row, height_of, label_room
from ui.panels.form.scroll import FormScroll
from ui.panels.form.words import View, Watch, concrete, count_words, is_shown, needing, serves, summary, value_at

WIDEST = 640
OPENS_FIRST = ("prose", "cast", "shots")
GAP = 2
SLIDES_MS = 140
"""When a fold has surely slid open."""
FIRST = 0.5
"""The share of the room that the first section may take where not all fit."""


class FormSection(QWidget):
    """One section of the template: a fold whose rows are made when it is first opened."""

    edited = Signal(str, object)
    stepped = Signal(object)
    pointed = Signal(str)
    depth_asked = Signal(str)
    item_chosen = Signal(str)
    path_asked = Signal()
    folded = Signal()

    def __init__(self, section: Section, desk: FieldDesk, label_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.fields = tuple(field for field in section.fields if field.kind != "beats")
        self.path_field = next((field for field in section.fields if field.kind == "path"), None)
        self._desk, self._label_width = desk, label_width
        self._view: View | None = None
        self._watch = Watch(section.fields)
        self.rows: FieldRows | None = None
        self.path_button: Button | None = None
        self.fold = Fold(section_name(section), track=section.track, open=False)
        self.fold.opened.connect(self._opened)
        self.setLayout(column(self.fold, gap=0))
        # as tall as their width makes them: a most height would be that of the width they wish for
        for each in (self, self.fold):
            each.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def is_wanted(self, view: View) -> bool:
        """Whether the form shows the section at this depth."""
        return self.has_shown(view) or bool(needing(self.fields, view))

    def has_shown(self, view: View) -> bool:
        """Whether this depth shows any of its fields, and not only that there are deeper ones."""
        return any(is_shown(field, view.depth) for field in self.section.fields)

    def rank(self, view: View) -> int:
        """How early it opens by itself: what is written or cast before what only colours it."""
        first = [field for field in self.section.fields if field.depth == "sketch"]
        return 0 if any(field.kind in OPENS_FIRST for field in first) else 1 if first else 2

    def show_view(self, view: View) -> None:
        """Show the section's part: its fields when open, what they hold when not."""
        self._view = view
        if not self._watch.differs(view):
            if self.rows is not None:
                self.rows.take_draft(view)
            return
        self.setVisible(self.is_wanted(view))
        if self.fold.is_open():
            self._make()
            if self.rows is not None:
                self.rows.show_view(view)
            if self.path_field is not None and self.path_button is not None:
                self.path_button.setVisible(is_shown(self.path_field, view.depth))
            self._set_remark(self._remark(view))
        else:
            self._set_summary(self._summary(view))

    def open(self, opened: bool = True) -> None:
        """Open or close without telling."""
        if opened != self.fold.is_open():
            if opened and self._view is not None:
                self._make()
            self.fold.set_open(opened)
            self._watch.reset()
            if self._view is not None:
                self.show_view(self._view)

    def holds(self, path: str) -> bool:
        """Whether a path belongs to a field of this section, at whatever depth."""
        return any(serves(field, path) for field in self.fields)

    def row_of(self, path: str) -> Row | None:
        """The row of the field a path belongs to, where it is made and open."""
        return self.rows.row_of(path) if self.rows is not None and self.fold.is_open() else None

    def first_row(self) -> Row | None:
        """The row that is written first, where it is open and can be written."""
        return next((row for row in self.rows.shown() if row.reason is None), None) if self.rows else None

    def height_when_open(self, depth: Depth) -> int:
        """About how tall it is when open."""
        return scaled(HEIGHT) + height_of(self.section.fields, depth)

    def _make(self) -> None:
        if self.rows is not None:
            return
        bare = [field.path for field in self.fields[:1] if self._speaks_for(field.kind, field.path)]
        rows = FieldRows(self.fields, self._desk, label_width=self._label_width, bare=bare)
        rows.edited.connect(self.edited)
        rows.stepped.connect(self.stepped)
        rows.pointed.connect(self.pointed)
        rows.depth_asked.connect(self.depth_asked)
        rows.item_chosen.connect(self.item_chosen)
        self.rows = rows
        body = QWidget(self.fold)
        layout = column(rows, gap=6)
        if self.path_field is not None:
            self.path_button = Button(tr("form.path"), icon="path", size="compact", tip=tr("form.path.tip"))
            self.path_button.clicked.connect(self.path_asked)
            layout.addWidget(self.path_button, 0, Qt.AlignmentFlag.AlignLeft)
        body.setLayout(layout)
        self.fold.set_body(body)

    def _speaks_for(self, kind: str, path: str) -> bool:
        """Whether the section's name says what its first field is."""
        return kind in ("cast", "shots") or path == "place.setting"

    def _opened(self, opened: bool) -> None:
        if opened and self._view is not None:
            self._make()
        self._watch.reset()
        if self._view is not None:
            self.show_view(self._view)
        self.folded.emit()

    def _remark(self, view: View) -> str:
        if self.section.fields[0].kind == "cast":
            return tr("form.remark.cast") if view.draft.cast else ""
        if len(view.draft.shots) > 1 and any(field.path.startswith("shots[*].") for field in self.section.fields):
            number = next(place for place, shot in enumerate(view.draft.shots, 1) if shot.id == view.chosen.shot)
            return tr("form.shot_of", n=number, count=len(view.draft.shots))
        prose = [field for field in self.fields if field.kind == "prose" and is_shown(field, view.depth)]
        texts = [value_at(view.draft, concrete(field.path, view.chosen)) for field in prose]
        words = sum(count_words(text) for text in texts if isinstance(text, str))
        return tr("form.words", n=words) if words else ""

    def _summary(self, view: View) -> str:
        if self.has_shown(view):
            return summary(self.section.fields, view, self._desk.vocabulary_for)
        counts = needing(self.fields, view)
        return listed(tr("form.more", n=n, depth=tr(f"form.depth.{depth}")) for depth, n in counts.items())

    def _set_summary(self, text: str) -> None:
        if text != self.fold.head.summary:
            self.fold.set_summary(text)

    def _set_remark(self, text: str) -> None:
        if text != self.fold.head.remark:
            self.fold.set_remark(text)


class SectionColumn(FormScroll):
    """The sections one under another. Ctrl+Down and Ctrl+Up go from one to the next."""

    edited = Signal(str, object)
    stepped = Signal(object)
    pointed = Signal(str)
    depth_asked = Signal(str)
    item_chosen = Signal(str)
    path_asked = Signal()

    def __init__(self, sections: Sequence[Section], desk: FieldDesk, parent: QWidget | None = None) -> None:
        room = label_room([field for section in sections for field in section.fields])
        self.sections = [FormSection(section, desk, room) for section in sections]
        super().__init__(*self.sections, margins=(INSET, 6, INSET, 8), widest=WIDEST, gap=GAP, parent=parent)
        self.setAccessibleName(tr("form.sections"))
        self._touched = False
        self._view: View | None = None
        for section in self.sections:
            section.edited.connect(self.edited)
            section.stepped.connect(self.stepped)
            section.pointed.connect(self.pointed)
            section.depth_asked.connect(self.depth_asked)
            section.item_chosen.connect(self.item_chosen)
            section.path_asked.connect(self.path_asked)
            section.folded.connect(self._touch)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 80)

    def show_view(self, view: View) -> None:
        """Show the sections of a view."""
        first = self._view is None or self._view.depth != view.depth
        self._view = view
        for section in self.sections:
            section.show_view(view)
        if first and self.isVisible():
            self._open_what_fits()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._open_what_fits()

    def row_of(self, path: str) -> Row | None:
        """The row of the field a path belongs to, where it is seen."""
        found = [row for section in self.sections if (row := section.row_of(path)) is not None]
        return found[0] if found else None

    def go_to(self, path: str) -> bool:
        """Open the section of a path, scroll to its field and give it the keyboard; False where none has it."""
        section = next((each for each in self.sections if each.holds(path)), None)
        if section is None:
            return False
        section.open()
        self._touched = True
        row = section.row_of(path)
        if row is None:
            self.reveal(section.fold.head)
            section.fold.head.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.reveal(row.widget)
            row.widget.focus_input()
        return True

    def track_of(self, widget: QWidget) -> str:
        """The track that the section of a field feeds."""
        return next((each.section.track for each in self.sections if each.isAncestorOf(widget)), "")

    def step(self, by: int, focus: QWidget | None) -> bool:
        """Open the next section, seen from what has the keyboard, and go into its first field. False at the ends."""
        shown = [section for section in self.sections if section.isVisibleTo(self)]
        here = next((place for place, each in enumerate(shown) if focus and each.isAncestorOf(focus)), None)
        place = (0 if by > 0 else len(shown) - 1) if here is None else here + by
        if not 0 <= place < len(shown):
            return False
        section = shown[place]
        section.open()
        self._touched = True
        row = section.first_row()
        if row is None:
            section.fold.head.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            row.widget.focus_input()
        self.reveal(row.widget if row is not None else section.fold.head)
        return True

    def _touch(self) -> None:
        self._touched = True
        self.settle()
        opened = self.sender()
        if isinstance(opened, FormSection) and opened.fold.is_open():
            # when it has slid open: what was asked for is not left under the edge
            QTimer.singleShot(theme().motion(SLIDES_MS), opened, lambda: self._show_whole(opened))

    def _show_whole(self, section: FormSection) -> None:
        self.reveal(section)
        self.reveal(section.fold.head)

    def _open_what_fits(self) -> None:
        """Open sections until the room is taken: those that hold what is seen first, then those of the first depth.

        One is open even where all of them then have to scroll: a form of nothing but heads invites nobody to write.
        """
        view = self._view
        if view is None or self._touched:
            return
        shown = [section for section in self.sections if section.is_wanted(view)]
        room = self.viewport().height() - 16 - len(shown) * (scaled(HEIGHT) + GAP)
        most = self.viewport().height() * FIRST
        for section in sorted(shown, key=lambda each: each.rank(view)):
            tall = section.height_when_open(view.depth) - scaled(HEIGHT)
            fits = tall <= max(room, most)
            most = 0 if fits else most
            room -= tall if fits else 0
            section.open(fits and section.has_shown(view))
