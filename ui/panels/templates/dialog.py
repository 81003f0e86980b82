"""The window of templates: all there are, and the chosen one to start from, to copy, to change, to hand on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.domain.errors import Fault
from app.strings import has, listed, tr
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.labels import ReasonLine
from ui.kit.layout import boxed, column, row, set_surface
from ui.kit.panels import Separator
from ui.kit.popups import Dialog
from ui.panels.templates.editor import TemplateEditor
from ui.panels.templates.files import TemplateFiles
from ui.panels.templates.list import TemplateList, template_rows
from ui.panels.templates.pages import OursPage, TrashedPage
from ui.panels.templates.words import TemplatesDesk

SIZE = (1000, 640)
LIST_WIDTH = 232


class TemplatesDialog(Dialog):
    """`new_asked(id)`: a new draft from this template. `changed`: the templates are other ones now."""

    new_asked = Signal(str)
    changed = Signal()

    def __init__(self, desk: TemplatesDesk, parent: QWidget | None = None) -> None:
        super().__init__(tr("templates.title"), width=scaled(760), parent=parent)
        set_surface(self, "panel")
        self._desk = desk
        self._files: TemplateFiles | None = None
        self.list = TemplateList()
        self.list.chosen.connect(lambda _: self._look())
        self.list.thrown.connect(self.delete)
        self.editor = TemplateEditor(desk)
        self.ours = OursPage(desk)
        self.trashed = TrashedPage()
        self.list.name_asked.connect(self._ask_name)
        self.editor.kept.connect(self._kept)
        self.editor.duplicate_asked.connect(lambda: self.copy(""))
        self.editor.export_asked.connect(self.export)
        self.editor.delete_asked.connect(self.delete)
        self.ours.copy_asked.connect(self.copy)
        self.trashed.acted.connect(self.take_back)
        self.said = ReasonLine(icon="hint")
        self.said.way_out.connect(self.take_back)
        self._thrown = ""
        self._lay_out()
        self.resize(scaled(SIZE[0]), scaled(SIZE[1]))
        self.refresh()

    def _lay_out(self) -> None:
        self._pages = QStackedLayout()
        for page in (self.editor, self.ours, self.trashed):
            self._pages.addWidget(page)
        left = boxed(column(self.list, gap=0))
        left.setFixedWidth(scaled(LIST_WIDTH))
        whole = row(left, Separator(vertical=True), self._pages, gap=0)
        whole.setStretch(2, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(whole)
        self.take_in = Button(tr("templates.import"), icon="drop", kind="quiet")
        self.take_in.clicked.connect(lambda: self._file_dialogs().ask_import())
        self._foot.insertWidget(0, self.take_in)
        self._foot.insertWidget(1, self.said)
        self.start = self.add_button(tr("templates.new"))
        self.start.clicked.connect(self._new)
        self.add_button(tr("window.close"), answer=False)

    @property
    def chosen(self) -> str:
        """The id of the template that is looked at."""
        line = self.list.current
        return line.id if line is not None else ""

    def choose(self, template_id: str) -> None:
        """Go to a template; without an id to that of the open draft."""
        draft = self._desk.snapshot.draft
        self.refresh(template_id or (draft.form if draft is not None else ""))
        line = self.list.current
        if template_id and line is not None and line.kind == "own":
            self.editor.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.name.selectAll()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, template_id: str = "") -> None:
        """Read the list again."""
        draft = self._desk.snapshot.draft
        form = draft.form if draft is not None else ""
        rows = template_rows(self._desk.templates(), self._desk.own_templates.trashed(), form)
        self.list.show_rows(rows, template_id)
        self._look()

    # ------------------------------------------------------------------------------------------ what one does

    def copy(self, name: str) -> None:
        """A copy of the chosen template, ready to be changed."""
        source = self.chosen

        def act() -> None:
            made = self._desk.own_templates.copy(source, name)
            self.refresh(made.id)
            self.editor.outline.setFocus(Qt.FocusReason.OtherFocusReason)
            if not name.strip():
                self.editor.name.setFocus(Qt.FocusReason.OtherFocusReason)
                self.editor.name.selectAll()

        if self._attempt(act):
            self.changed.emit()

    def delete(self) -> None:
        """Put the chosen template into the trash; it can be taken back at once or later."""
        line = self.list.current
        if line is None or line.kind == "trashed":
            return
        if self._attempt(lambda: self._desk.own_templates.delete(line.id)):
            self.refresh()
            self._thrown = line.id
            self.said.show_reason(tr("notice.template_trashed", name=line.title), tr("templates.take_back"))
            self.changed.emit()

    def take_back(self) -> None:
        """Take a template out of the trash: the one that was thrown last, or the chosen one."""
        line = self.list.current
        wanted = line.id if line is not None and line.kind == "trashed" else self._thrown
        if wanted and self._attempt(lambda: self._desk.own_templates.restore(wanted)):
            self.refresh(wanted)
            self.changed.emit()

    def export(self) -> None:
        """Ask where the chosen template goes."""
        self._file_dialogs().ask_export(self.chosen)

    def done(self, result: int) -> None:
        """Close; what is being written is taken in first."""
        self.editor.commit()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter belongs to what has the keyboard; it presses no button of the foot
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _look(self) -> None:
        line = self.list.current
        if line is None:
            return
        self.start.set_reason(tr("templates.why_trashed") if line.kind == "trashed" else None)
        if line.kind == "trashed":
            self._pages.setCurrentWidget(self.trashed)
            return
        template = self._desk.own_templates.template(line.id)
        if line.kind == "own":
            self.editor.show_template(template)
            self._pages.setCurrentWidget(self.editor)
        else:
            self.ours.show_template(template)
            self._pages.setCurrentWidget(self.ours)

    def _ask_name(self) -> None:
        line = self.list.current
        if line is not None and line.kind != "trashed":
            name = self.editor.name if line.kind == "own" else self.ours.name
            name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            name.selectAll()

    def _kept(self) -> None:
        draft = self._desk.snapshot.draft
        form = draft.form if draft is not None else ""
        self.list.blockSignals(True)
        self.list.show_rows(template_rows(self._desk.templates(), self._desk.own_templates.trashed(), form))
        self.list.blockSignals(False)
        self.changed.emit()

    def _new(self) -> None:
        chosen = self.chosen
        self.accept()
        self.new_asked.emit(chosen)

    def _file_dialogs(self) -> TemplateFiles:
        if self._files is None:
            self._files = TemplateFiles(self._desk, self)
            self._files.kept.connect(self._taken_in)
        return self._files

    def _taken_in(self, template_id: str) -> None:
        self.refresh(template_id)
        self.changed.emit()

    def _attempt(self, act: Callable[[], object]) -> bool:
        """Do it; what cannot be is said at the foot."""
        self._thrown = ""
        self.said.show_reason("")
        try:
            act()
        except Fault as fault:
            key = f"error.{fault.id}"
            hint = tr(f"{key}.hint", **fault.args_by_name) if has(f"{key}.hint") else ""
            self.said.show_reason(listed((each for each in (tr(key, **fault.args_by_name), hint) if each), "words"))
            return False
        return True
