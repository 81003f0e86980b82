"""The form: writes the shot. Head, facts and the body the template asks for; gestures go to the desk as edits."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedLayout, QWidget

from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.desk.template_words import form_name, nearest_template, template_name
from app.domain.edit import Edit
from app.domain.errors import Fault
from app.domain.template import DEPTHS, Template
from app.domain.template_edit import hidden_fields, shown
from app.strings import tr
from ui.fields import FieldWidget
from ui.kit.labels import ReasonLine
from ui.kit.layout import INSET, column, row, set_surface
from ui.kit.panels import EmptyState, Separator
from ui.kit.tab_order import step_on
from ui.panels.form.body import BodyDesk, FormBody
from ui.panels.form.facts import FactsDesk, FactsStrip
from ui.panels.form.facts_words import with_value
from ui.panels.form.head import FormHead, HeadDesk
from ui.panels.form.words import Chosen, View, chosen_at, near, serves, view_of

if TYPE_CHECKING:
    from ui.panels.templates.hidden import HiddenNote

MOST_BODIES = 3
"""Forms kept ready, so that going from draft to draft is quick."""

AFTER_MS = 10
"""From an edit to the form's following it: the words are painted first."""


class FormDesk(HeadDesk, FactsDesk, BodyDesk, Protocol):
    """What the form asks of the desk."""

    @property
    def snapshot(self) -> Snapshot:
        """The present view of the open draft; newer than what is shown until the desk has told it."""

    def apply(self, changes: tuple[Edit, ...], group: str = "") -> None:
        """Apply several edits as one undo step."""

    def telling_now(self) -> AbstractContextManager[None]:
        """Tell at the end of this what is changed in it, not at the end of the turn."""

    def notice_fault(self, fault: Fault) -> None:
        """Tell the person what went wrong in the world."""


class FormPanel(QWidget):
    """`show_snapshot` in, edits out through the desk. `light` and `go_to` take draft paths, as words and findings do.

    Ctrl+Down and Ctrl+Up go from section to section and to the chosen beat, Esc from it to the time bar.
    """

    time_changed = Signal(float)
    pointed = Signal(str)
    """The path of the field under the pointer or the keyboard; "" when it is left."""
    command = Signal(str)

    def __init__(self, desk: FormDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._snapshot = NOTHING_OPEN
        self._chosen = Chosen()
        self._time = 0.0
        self._lit: FieldWidget | None = None
        self._bodies: dict[str, FormBody] = {}
        self._late = False
        self._unhidden = ""
        self._seen: tuple[Template, bool, Template] | None = None
        self._hidden: HiddenNote | None = None
        self.body: FormBody | None = None
        self.head = FormHead(desk)
        self.head.command.connect(self.command)
        self.facts = FactsStrip(desk)
        self.facts.target_asked.connect(lambda: self.command.emit("target"))
        self.stranger = ReasonLine(icon="hint")
        self._note = QWidget()
        self.stranger.way_out.connect(self.head.open_forms)
        self._note.setLayout(row(self.stranger, margins=(INSET, 4, INSET, 6)))
        self.empty = EmptyState(tr("form.none"), tr("form.none.use"), icon="draft")
        self._stack = QStackedLayout()
        whole = column(self.head, Separator(), self.facts, self._note, Separator(), self._stack, gap=0)
        whole.setStretch(5, 1)
        self.setLayout(whole)
        # a stack shows its first page at once: before it has a home that would be a window
        self._stack.addWidget(self.empty)
        set_surface(self, "panel")
        self.setAccessibleName(tr("form.name"))
        self._bind("Ctrl+Down", 1)
        self._bind("Ctrl+Up", -1)
        self._after = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._after.timeout.connect(self._catch_up)
        self._show_stranger(None)

    @property
    def chosen(self) -> Chosen:
        """The shot, key and beat that are chosen."""
        return self._chosen

    @property
    def time(self) -> float:
        """Where the playhead stands."""
        return self._time

    # ------------------------------------------------------------------------------------------ what is shown

    def follow(self, snapshot: Snapshot) -> None:
        """Show another state. One that an edit made is shown a little later: what is typed stands in its field
        already, and the words are to be painted first.
        """
        before = self._snapshot.draft
        if before is not None and snapshot.draft is not None and before.id == snapshot.draft.id:
            self._after.start()
        else:
            self.show_snapshot(snapshot)

    def begin(self, snapshot: Snapshot) -> None:
        """Show the draft that the window opens with: what is written first at once, the rest by `make_rest`."""
        self._late = True
        self.show_snapshot(snapshot)
        self._late = False

    def make_rest(self) -> bool:
        """Make one more part of what `begin` left for later. Gives whether there was one."""
        return self.body is not None and self.body.make_rest()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show another state of the open draft. Only what differs is touched."""
        self._after.stop()
        if snapshot is self._snapshot:
            return
        before, self._snapshot = self._snapshot, snapshot
        self.head.show_snapshot(snapshot)
        self.facts.show_snapshot(snapshot)
        if snapshot.draft is None:
            self.body = None
            self._show_stranger(None)
            self._stack.setCurrentWidget(self.empty)
            return
        if before.draft is None or before.draft.id != snapshot.draft.id:
            self._chosen = Chosen()
            self.set_time(0.0)
        elif before.draft is not snapshot.draft:
            self._chosen = near(before.draft, snapshot.draft, self._chosen)
        elif self._shows_same(before, snapshot):
            return
        self._turn_to(snapshot)
        self._show()

    def _catch_up(self) -> None:
        # what the desk has now, not what it told: a key that came in between stands in its field already
        self.show_snapshot(self._desk.snapshot)

    def set_time(self, seconds: float) -> None:
        """Move the playhead without telling."""
        self._time = seconds
        if self.body is not None:
            self.body.set_time(seconds)

    def light(self, path: str) -> None:
        """Light the field a phrase came from; "" ends it. Nothing opens."""
        if self._lit is not None:
            self._lit.set_lit("")
            self._lit = None
        if self.body is None:
            return
        self.body.light(path)
        found = self.body.row_of(path) if path else None
        if found is not None:
            self._lit = found.widget
            found.widget.set_lit(self.body.section_track(found.widget) or "neutral")

    def go_to(self, path: str) -> None:
        """Choose the shot, beat or key of a path, open its section or tab, and give its field the keyboard.

        A field that this depth hides is shown by going deeper first.
        """
        view = self._view()
        if self.body is None or view is None or not path:
            return
        if path == "title":
            self.head.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if self._hidden is not None and self._is_hidden(path):
            self.show_everything()
        self._go_deeper(path)
        self._choose(chosen_at(path, self._chosen))
        if not self.body.go_to(path):
            self._focus_facts(path)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes by the eye; at the ends it leaves the form."""
        return step_on(self.regions(), forward) or super().focusNextPrevChild(forward)

    def regions(self) -> list[QWidget]:
        """The parts of the form in the order of the eye."""
        return [self.head, self.facts, *(self.body.regions() if self.body is not None else ())]

    # ------------------------------------------------------------------------------------------ bodies

    def _turn_to(self, snapshot: Snapshot) -> None:
        """Show the body of the snapshot's template, made now if it is not kept."""
        template = snapshot.template or self._other_template()
        self._show_stranger(template if snapshot.template is None else None)
        if template is None:
            return
        seen = self._seen_of(template)
        body = self._bodies.pop(template.id, None)
        if body is not None and body.template is not seen and body.template != seen:
            self._drop(body)
            body = None
        if body is None:
            body = self._made(seen)
        self._bodies[template.id] = body
        self._let_go()
        if body is not self.body:
            self.light("")
            self.body = body
            body.set_time(self._time)
            self._stack.setCurrentWidget(body)

    def _made(self, template: Template) -> FormBody:
        body = self._body_of(template)
        body.edited.connect(self._edit)
        body.stepped.connect(self._apply)
        body.pointed.connect(self.pointed)
        body.depth_asked.connect(self._set_depth)
        body.chosen.connect(self._choose)
        body.time_changed.connect(self._told_time)
        self._stack.addWidget(body)
        return body

    def _body_of(self, template: Template) -> FormBody:
        if template.layout == "tabs":
            from ui.panels.form.tabs import TabsBody

            return TabsBody(template, self._desk, self)
        from ui.panels.form.story import StoryBody

        return StoryBody(template, self._desk, self, late=self._late)

    def _let_go(self) -> None:
        while len(self._bodies) > MOST_BODIES:
            self._drop(self._bodies.pop(next(iter(self._bodies))))

    def _drop(self, body: FormBody) -> None:
        self._stack.removeWidget(body)
        body.deleteLater()

    def _seen_of(self, template: Template) -> Template:
        """What is seen of a template: without what it hides, unless that was asked for."""
        everything = self._unhidden == template.id
        kept = self._seen
        if kept is None or kept[0] is not template or kept[1] != everything:
            kept = self._seen = (template, everything, template if everything else shown(template))
        return kept[2]

    def _show_hidden(self, template: Template, view: View) -> None:
        """Say what this form hides of the draft."""
        if self._hidden is None:
            from ui.panels.templates.hidden import HiddenNote

            self._hidden = HiddenNote()
            self._hidden.asked.connect(self.show_everything)
            layout = self.layout()
            assert isinstance(layout, QBoxLayout)
            layout.insertWidget(layout.indexOf(self._note) + 1, self._hidden)
        self._hidden.show_view(template, view, all_shown=self._unhidden == template.id)

    def show_everything(self, everything: bool = True) -> None:
        """Show also what the template hides, or hide it again."""
        template = self._snapshot.template
        if template is not None:
            self._unhidden = template.id if everything else ""
            self._turn_to(self._snapshot)
            self._show()

    def _other_template(self) -> Template | None:
        """The form that a draft with an unknown one is shown in."""
        draft = self._snapshot.draft
        return nearest_template(self._desk.templates(), draft) if draft is not None else None

    def _show_stranger(self, other: Template | None) -> None:
        draft = self._snapshot.draft
        args = {"form": form_name(draft.form), "other": template_name(other)} if other and draft else {}
        told = tr("form.stranger", **args) if args else ""
        self.stranger.show_reason(told, tr("templates.choose_form"))
        self._note.setVisible(bool(told))

    # ------------------------------------------------------------------------------------------ one view

    def _view(self) -> View | None:
        view = view_of(self._snapshot, self._chosen)
        if view is not None and self.body is not None and self.body.view is not None:
            # the same findings as one value, so that no field compares them again
            known = self.body.view.findings
            view = view._replace(findings=known) if known == view.findings else view
        return view

    def _show(self) -> None:
        view = self._view()
        if view is not None and self.body is not None:
            self._chosen = view.chosen
            self.body.show_view(view)
            template = self._snapshot.template
            if template is not None and (self._hidden is not None or self._seen_of(template) is not template):
                self._show_hidden(template, view)

    def _choose(self, chosen: Chosen) -> None:
        if chosen != self._chosen:
            # what was made a moment ago is not shown yet, and can be chosen all the same
            self.show_snapshot(self._desk.snapshot)
            self._chosen = chosen
            self._show()

    @staticmethod
    def _shows_same(before: Snapshot, now: Snapshot) -> bool:
        """Whether what the body shows of two snapshots of one draft is the same: saving changes only the head."""
        return (
            before.compiled is now.compiled
            and before.template is now.template
            and before.depth == now.depth
            and before.model is now.model
        )

    def _told_time(self, seconds: float) -> None:
        self.set_time(seconds)
        self.time_changed.emit(seconds)

    # ------------------------------------------------------------------------------------------ gestures

    def _edit(self, path: str, value: object) -> None:
        draft = self._desk.snapshot.draft
        if draft is None:
            return
        try:
            # so that the letter and the words are painted together
            with self._desk.telling_now():
                self._desk.replace(with_value(draft, path, value), path)
        except Fault as fault:
            self._refused(path, fault)

    def _apply(self, changes: tuple[Edit, ...]) -> None:
        try:
            self._desk.apply(changes)
        except Fault as fault:
            self._refused(changes[0].path if changes else "", fault)

    def _refused(self, path: str, fault: Fault) -> None:
        """Say why the draft cannot hold it, and show again what it holds."""
        self._desk.notice_fault(fault)
        if self.body is not None and path:
            self.body.forget(path)
        self._show()

    def _set_depth(self, depth: str) -> None:
        self._desk.set_depth(next(each for each in DEPTHS if each == depth))

    def _is_hidden(self, path: str) -> bool:
        """Whether the template hides the field of a path and it is not seen now."""
        template = self._snapshot.template
        fields = hidden_fields(template) if template is not None and self._unhidden != template.id else ()
        return any(serves(field, path) for field in fields)

    def _go_deeper(self, path: str) -> None:
        needed = self.body.depth_of(path) if self.body is not None else None
        if needed is not None and DEPTHS.index(needed) > DEPTHS.index(self._snapshot.depth):
            self._desk.set_depth(needed)
            # the desk tells once a turn of its loop; the field is wanted now
            self.show_snapshot(self._snapshot.replace(depth=needed))

    def _focus_facts(self, path: str) -> None:
        facts = {
            "frame.aspect": self.facts.frame,
            "frame.resolution": self.facts.frame,
            "frame.audio": self.facts.sound,
            "shots": self.facts.shots,
            "aim": self.facts.note,
        }
        wanted = facts.get(path, self.facts.length if path.endswith(".seconds") else None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _bind(self, key: str, by: int) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._step_section(by))

    def _step_section(self, by: int) -> None:
        if self.body is not None:
            self.body.step_section(by, QApplication.focusWidget())
