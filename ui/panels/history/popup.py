"""The versions of the open draft: what you have now gets a name, what you had comes back as one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.desk.snapshot import Notice
from app.desk.versions import Version
from app.domain.draft import Draft
from app.domain.errors import Fault
from app.strings import tr
from ui.kit import notify
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.inputs import LineInput
from ui.kit.labels import Elided
from ui.kit.layout import boxed, column, row
from ui.kit.panels import EmptyState, Separator
from ui.kit.popups import Popup
from ui.panels.history.desk import HistoryDesk
from ui.panels.history.detail import VersionDetail
from ui.panels.history.list import Line, VersionList
from ui.panels.history.words import sign_of, since_words, title_words, when_words

SIZE = (860, 560)
LIST_WIDTH = 320
NAME_WIDTH = 320
INSET = 160
"""From the sides to the words where there is no list."""


class Looked(NamedTuple):
    """A version that was read: its draft, its words and the name of its aim. `draft` is None where it cannot be."""

    draft: Draft | None
    words: str = ""
    aim: str = ""


class HistoryPopup(Popup):
    """Open it with `open_over(window)`; `naming`: at the field for a name."""

    def __init__(self, desk: HistoryDesk, parent: QWidget | None = None) -> None:
        super().__init__(tr("history.title"), inset=1, parent=parent)
        self._desk = desk
        self._looked: dict[str, Looked] = {}
        self._said: dict[str, str] = {}
        self.name = LineInput(name=tr("history.name"), placeholder=tr("history.name.example"))
        self.name.setFixedWidth(scaled(NAME_WIDTH))
        self.name.textChanged.connect(lambda _: self._may_save())
        self.save = Button(tr("history.save"), icon="pin")
        self.save.clicked.connect(self._save)
        self.detail = VersionDetail()
        self.list = VersionList(self._since)
        self.list.chosen.connect(self._look)
        self.list.opened.connect(lambda: self.detail.restore.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.thrown.connect(self._throw)
        self.list.rename_asked.connect(lambda: self.detail.begin_rename())
        self.detail.restore_asked.connect(self._restore)
        self.detail.renamed.connect(self._rename)
        self.detail.kept.connect(self._keep)
        self.detail.thrown.connect(self._throw)
        self.none = EmptyState(tr("history.none"), tr("history.none.use"), icon="late")
        self.none.setContentsMargins(scaled(INSET), 0, scaled(INSET), 0)
        self._arrange()
        self._may_save()
        self.refresh()

    def _arrange(self) -> None:
        draft = self._desk.snapshot.draft
        title = Elided(tr("history.of", title=draft.title or tr("shelf.untitled")) if draft else "", "head")
        head = row(title, self.name, self.save, gap=8, margins=(16, 10, 12, 10))
        head.setStretch(0, 1)
        side = row(column(self.list, gap=0, margins=(0, 6, 0, 6)), Separator(vertical=True), gap=0)
        self._side = boxed(side)
        self._side.setFixedWidth(scaled(LIST_WIDTH))
        whole = row(self._side, self.detail, self.none, gap=0)
        whole.setStretch(1, 1)
        whole.setStretch(2, 1)
        self.column.setSpacing(0)
        self.column.addLayout(head)
        self.column.addWidget(Separator())
        self.column.addLayout(whole, 1)
        self.setFixedSize(scaled(SIZE[0]), scaled(SIZE[1]))

    @property
    def chosen(self) -> Version | None:
        """The chosen version."""
        line = self.list.current
        return line.version if line is not None else None

    def open_over(self, window: QWidget, *, naming: bool = False) -> None:
        """Show it in the middle of a window."""
        self.open_amid(window)
        first = self.name if naming or self.chosen is None else self.list
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self, version_id: str = "") -> None:
        """Read the list again."""
        versions = self._desk.versions.list() if self._desk.snapshot.draft is not None else ()
        now = self._desk.now()
        lines = [Line(each, title_words(each), when_words(each.made, now), sign_of(each)) for each in versions]
        self._said.clear()
        self.list.show_lines(lines, version_id)
        self._look()
        self.list.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.name.hasFocus():
            self._save()
        else:
            super().keyPressEvent(event)

    # ----------------------------------------------------------------------------------------------- looked at

    def _look(self) -> None:
        version, present = self.chosen, self._desk.snapshot.draft
        for part in (self._side, self.detail):
            part.setVisible(version is not None)
        self.none.setVisible(version is None)
        if version is not None and present is not None:
            old, words, aim = self._read(version)
            self.detail.show_version(version, old, present, words, aim, self._desk.now())

    def _read(self, version: Version) -> Looked:
        """A version, its words and the name of its aim; read once."""
        found = self._looked.get(version.id)
        if found is None:
            found = self._looked[version.id] = self._looked_at(self._old(version))
        return found

    def _looked_at(self, draft: Draft | None) -> Looked:
        if draft is None:
            return Looked(None)
        try:
            model, compiled = self._desk.compile(draft)
        except Fault:
            return Looked(draft, "", draft.aim)
        return Looked(draft, compiled.text, model.title)

    def _old(self, version: Version) -> Draft | None:
        try:
            return self._desk.versions.draft(version.id)
        except Fault:
            return None

    def _since(self, line: Line) -> str:
        """What changed from the version before to this one; found when its line is first in view."""
        said = self._said.get(line.version.id)
        if said is None:
            said = self._said[line.version.id] = self._found(line)
        return said

    def _found(self, line: Line) -> str:
        after = self._old(line.version)
        if after is None:
            return tr("history.damaged")
        row = self.list.rows.row_of(line.version.id)
        older = (self._old(each.version) for each in self.list.rows.items[row + 1 :])
        before = next((each for each in older if each is not None), None)
        return since_words(before, after) if before is not None else tr("history.first")

    # -------------------------------------------------------------------------------------------------- done with

    def _may_save(self) -> None:
        why = "" if self.name.text().strip() else tr("history.needs_name")
        self.save.set_reason(tr("error.no_open_draft") if self._desk.snapshot.draft is None else why)

    def _save(self) -> None:
        if not self.save.reason and self._attempt(lambda: self._desk.versions.save(self.name.text())):
            self.name.set_value("")
            self._may_save()
            self.refresh(self._newest())
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _newest(self) -> str:
        versions = self._desk.versions.list()
        return versions[0].id if versions else ""

    def _restore(self) -> None:
        version = self.chosen
        if version is not None and self._attempt(lambda: self._desk.versions.restore(version.id)):
            self.close()
            notify.show(Notice(level="good", id="notice.version_restored", action="undo"))

    def _rename(self, name: str) -> None:
        version = self.chosen
        if version is not None and name != version.name:
            self._attempt(lambda: self._desk.versions.rename(version.id, name))
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, on: bool) -> None:
        version = self.chosen
        if version is not None:
            self._attempt(lambda: self._desk.versions.set_kept(version.id, on))
            self.refresh()

    def _throw(self) -> None:
        version, row = self.chosen, self.list.currentIndex().row()
        if version is not None and self._attempt(lambda: self._desk.versions.trash(version.id)):
            left = self._desk.versions.list()
            self.refresh(left[min(row, len(left) - 1)].id if left else "")

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Fault as fault:
            notify.show_fault(fault)
            return False
        return True
