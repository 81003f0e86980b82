"""The shelf: finds and opens drafts, presets and clips; what is thrown away can come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.desk.snapshot import NOTHING_OPEN, DraftEntry, Snapshot
from app.desk.template_words import template_name
from app.domain.draft import Draft
from app.domain.errors import Fault
from app.strings import tr
from ui.kit import notify
from ui.kit.buttons import IconButton, MenuButton
from ui.kit.fonts import scaled
from ui.kit.inputs import SearchField
from ui.kit.layout import boxed, column, row, set_surface
from ui.kit.menus import Menu
from ui.kit.popups import Popup
from ui.panels.posters import Posters
from ui.panels.shelf.desk import LEAST, NARROW, ShelfDesk, lead_tracks
from ui.panels.shelf.list import ShelfList
from ui.panels.shelf.paint import POSTER
from ui.panels.shelf.popups import TrashPopup, TrashRow, WhyPopup
from ui.panels.shelf.rows import (
    GROUPS,
    SEARCHES,
    Row,
    Shown,
    arranged,
    draft_row,
    open_row,
    preset_row,
    problem_row,
    search_rows,
)

FLOATING = (260, 520)
COUNT_MS = 250
LATER_MS = 20
SETTLED_MS = 1500
"""How long after the last save the open draft's picture is drawn again: drawing would make typing wait."""
_SIGNS = {"drafts": "draft", "presets": "preset", "library": "library"}


class FilterField(SearchField):
    """Filters the list below it; Down goes there."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ShelfPanel(QWidget):
    """Drafts, presets and searches of the library. It opens nothing itself but asks for it."""

    draft_asked = Signal(str)
    preset_asked = Signal(str)
    clips_asked = Signal(str)
    """A query of the library: "" all, `is:kept`, `is:rehearsal`."""
    new_asked = Signal(str)
    """A blank draft of this template."""
    command = Signal(str)

    def __init__(self, desk: ShelfDesk, posters: Posters | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown = Shown()
        self._open = NOTHING_OPEN
        self._counts: dict[str, int] = {}
        self._tracks: dict[str, str] | None = None
        self._floating: Popup | None = None
        self.posters = posters or Posters(self)
        self.posters.drawn.connect(self._repaint)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_MS)
        self._counting.timeout.connect(self._count)
        self._open_poster = ""
        self._last: dict[str, QPixmap] = {}
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._settle)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._read_rest)
        self._drafts: list[DraftEntry] | None = None
        self._presets: list[Row] | None = None
        self.list = ShelfList(self._still)
        self.new_menu = Menu(tr("shelf.new"), self)
        self.new_menu.aboutToShow.connect(self._fill_new)
        self._body = self._made_body()
        self.rail = self._made_rail()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._body)
        self._stack.addWidget(self.rail)
        self.setAccessibleName(tr("shelf.title"))
        set_surface(self, "panel")

    def _made_body(self) -> QWidget:
        self.filter = FilterField(tr("shelf.filter"), name=tr("shelf.filter"))
        self.filter.textChanged.connect(lambda text: self._look(replace(self._shown, wanted=text)))
        self.filter.left.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.new = MenuButton("", self.new_menu, icon="add", kind="standard", name=tr("shelf.new"), tip=tr("shelf.new"))
        self.list.opened.connect(self._opened)
        self.list.folded.connect(self._folded)
        self.list.renamed.connect(self._renamed)
        self.list.thrown.connect(self.throw)
        self.list.menu_asked.connect(self._menu)
        self.trash = TrashRow()
        self.trash.clicked.connect(self._open_trash)
        head = row(self.filter, self.new, margins=(8, 8, 8, 6))
        head.setStretch(0, 1)
        whole = column(head, self.list, self.trash, gap=0)
        whole.setStretch(1, 1)
        return boxed(whole)

    def _made_rail(self) -> QWidget:
        """What stands in the shelf's place in a narrow window: signs that open it over the window."""
        plus = MenuButton("", self.new_menu, icon="add", kind="standard", name=tr("shelf.new"), tip=tr("shelf.new"))
        self.signs: dict[str, IconButton] = {}
        for group in GROUPS:
            sign = IconButton(_SIGNS[group], tr(f"shelf.{group}"))
            sign.clicked.connect(lambda _=False, name=group: self._float(name))
            self.signs[group] = sign
        self.rail_trash = IconButton("trash", tr("shelf.trash"))
        self.rail_trash.clicked.connect(self._open_trash)
        return boxed(column(plus, 6, *self.signs.values(), None, self.rail_trash, gap=4, margins=(10, 8, 10, 8)))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Follow the open draft: its line is chosen and says what is typed."""
        before, self._open = self._open, snapshot
        old, new = before.draft, snapshot.draft
        if (old and old.id) != (new and new.id):
            self._open_poster = ""
            self.refresh(f"draft:{new.id}" if new is not None else "")
        elif new is not None and old is not None and _line_of(old) != _line_of(new):
            self._arrange()
        if (before.saved, snapshot.saved) == ("saving", "saved"):
            self._settled.start()

    def refresh(self, chosen: str = "") -> None:
        """Read drafts, presets and the trash again; the counts of the library follow a little later."""
        self._drafts = self._desk.drafts()
        if self._presets is not None:
            self._read_presets()
        self._arrange(chosen)
        if self.isVisible():
            self._counting.start()

    def set_narrow(self, on: bool) -> None:
        """Only signs, in a narrow window."""
        if on != (self._stack.currentWidget() is self.rail):
            self._stack.setCurrentWidget(self.rail if on else self._body)
        self.setMinimumWidth(scaled(NARROW if on else LEAST))
        self.setMaximumWidth(scaled(NARROW) if on else 16777215)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def throw(self, line: Row) -> None:
        """Put a draft or an own preset into the trash; a built-in one says why not."""
        if line.kind == "draft":
            self._attempt(lambda: self._desk.trash_draft(line.id))
        elif line.kind == "preset" and line.broken is None:
            self._attempt(lambda: self._desk.delete_preset(line.id))

    def menu_for(self, line: Row) -> Menu:
        """The context menu of a draft or preset."""
        menu = Menu(line.title, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if line.kind == "draft":
            broken = tr("shelf.unreadable") if line.broken else ""
            menu.add(tr("shelf.open"), lambda: self.draft_asked.emit(line.id), key="Enter", reason=broken)
            menu.add(tr("shelf.rename"), lambda: self.list.rename(line), icon="rename", key="F2", reason=broken)
            menu.add(tr("shelf.duplicate"), lambda: self._duplicate(line), icon="copy", reason=broken)
        else:
            built_in = "" if line.own else tr("shelf.builtin")
            menu.add(tr("shelf.look_at"), lambda: self.preset_asked.emit(line.id), key="Enter")
            menu.add(tr("shelf.new_from"), lambda: self.new_asked.emit(line.id), icon="add")
            menu.add(tr("shelf.rename"), lambda: self.list.rename(line), icon="rename", key="F2", reason=built_in)
        menu.addSeparator()
        reason = "" if line.kind == "draft" or line.own else tr("shelf.builtin")
        menu.add(tr("shelf.to_trash"), lambda: self.throw(line), icon="trash", key="Del", danger=True, reason=reason)
        return menu

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._drafts is None:
            self.refresh()
        # what is not needed to begin with waits for the first paint
        if self._presets is None:
            self._later.start()
        self._counting.start()

    def _read_presets(self) -> None:
        own_first = sorted(self._desk.presets(), key=lambda preset: preset.builtin)
        broken = [problem_row(name, why) for name, why in self._desk.preset_problems()]
        self._presets = [*broken, *(preset_row(preset) for preset in own_first)]
        self.trash.set_count(len(self._desk.trashed_drafts()))

    def _read_rest(self) -> None:
        self._read_presets()
        self._arrange()

    def _look(self, shown: Shown) -> None:
        self._shown = shown
        self._arrange()

    def _arrange(self, chosen: str = "") -> None:
        if self._drafts is None:
            return
        if self._tracks is None:
            self._tracks = lead_tracks(self._desk.templates())
        lines = [draft_row(entry, self._tracks) for entry in self._drafts]
        if (draft := self._open.draft) is not None:
            lines = [self._open_line(line, draft) if line.id == draft.id else line for line in lines]
        self.list.show_rows(arranged(lines, self._presets, search_rows(self._counts), self._shown), chosen)

    def _open_line(self, line: Row, draft: Draft) -> Row:
        """The open draft's line; its picture waits until typing has stopped."""
        self._open_poster = self._open_poster or line.poster
        return open_row(replace(line, poster=self._open_poster), draft, self._tracks or {})

    def _settle(self) -> None:
        # a window that was closed may wait a while for its end, and the desk is closed by then
        if self.window().isVisible():
            self._open_poster = ""
            self.refresh()

    def _count(self) -> None:
        """Ask for the library's counts, when the window has long been painted: this opens the database."""
        try:
            self._counts = {query: self._desk.count_clips(query) for _, query, _ in SEARCHES}
        except Fault as fault:
            notify.show_fault(fault)
        else:
            self._arrange()

    def _still(self, line: Row, ratio: float) -> QPixmap | None:
        still = self.posters.still(line.poster, lambda: self._desk.load_draft(line.id), POSTER, ratio)
        if still is not None:
            self._last[line.id] = still
        return self._last.get(line.id)

    def _repaint(self, key: str) -> None:
        self.list.viewport().update()

    def _opened(self, line: Row) -> None:
        if line.broken is not None:
            self._show_why(line)
            return
        if line.kind == "more":
            self._look(replace(self._shown, all_presets=True))
            return
        self._unfloat()
        {"draft": self.draft_asked, "preset": self.preset_asked, "search": self.clips_asked}[line.kind].emit(line.id)

    def _folded(self, group: str, on: bool) -> None:
        folded = self._shown.folded | {group} if on else self._shown.folded - {group}
        self._look(replace(self._shown, folded=folded))

    def _renamed(self, key: str, name: str) -> None:
        kind, _, id = key.partition(":")
        if kind == "draft":
            self._attempt(lambda: self._desk.rename_draft(name, id))
        else:
            self._attempt(lambda: self._desk.rename_preset(id, name))

    def _duplicate(self, line: Row) -> None:
        self._attempt(lambda: self._desk.duplicate_draft(line.id))

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Fault as fault:
            notify.show_fault(fault)
        self.refresh()

    def _fill_new(self) -> None:
        self.new_menu.clear()
        for template in self._desk.templates():
            mine = tr("templates.mine") if template.own else ""
            begin = partial(self.new_asked.emit, template.id)
            self.new_menu.add(template_name(template), begin, icon="draft", key=mine)
        self.new_menu.addSeparator()
        self.new_menu.add(tr("shelf.from_preset"), lambda: self.preset_asked.emit(""), icon="preset")
        self.new_menu.add(tr("shelf.open_file"), lambda: self.command.emit("open"), icon="folder")
        self.new_menu.add(tr("command.templates"), lambda: self.command.emit("templates"), icon="rename")

    def _menu(self, line: Row, spot: QPoint) -> None:
        if line.kind == "draft" or (line.kind == "preset" and line.broken is None):
            self.menu_for(line).popup(spot)

    def _show_why(self, line: Row) -> None:
        if line.broken is None:
            return
        popup = WhyPopup(line.title, line.broken, throwable=line.kind == "draft", parent=self)
        popup.thrown.connect(lambda: self.throw(line))
        popup.open_under(self.list if self.isVisible() else self)
        place = self.list.visualRect(self.list.rows.index(self.list.rows.row_of(line.key)))
        popup.move(self.list.viewport().mapToGlobal(place.bottomLeft() + QPoint(12, 2)))

    def _open_trash(self) -> None:
        popup = TrashPopup(self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.show_drafts(self._desk.trashed_drafts())
        popup.restored.connect(lambda id: self._restore(popup, id))
        popup.open_under(self.rail_trash if self._stack.currentWidget() is self.rail else self.trash)

    def _restore(self, popup: TrashPopup, draft_id: str) -> None:
        self._attempt(lambda: self._desk.restore_draft(draft_id))
        popup.show_drafts(self._desk.trashed_drafts())

    def _float(self, group: str) -> None:
        """Show the whole shelf beside its signs, with one group open."""
        popup = Popup(tr("shelf.title"), inset=2, parent=self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setFixedSize(*FLOATING)
        popup.column.addWidget(self._body)
        self._body.show()
        popup.closed.connect(self._landed)
        self._floating = popup
        self._look(replace(self._shown, folded=frozenset(set(GROUPS) - {group})))
        self.list.choose(f"group:{group}")
        popup.open_under(self.signs[group])
        popup.move(self.mapToGlobal(QPoint(self.width() + 2, 2)))
        self.filter.setFocus(Qt.FocusReason.PopupFocusReason)

    def _unfloat(self) -> None:
        if self._floating is not None:
            self._floating.close()

    def _landed(self) -> None:
        """The floating shelf goes back into its place."""
        if self._floating is not None:
            self._floating = None
            self._look(Shown())
            narrow = self._stack.currentWidget() is self.rail
            self._stack.insertWidget(0, self._body)
            self._stack.setCurrentWidget(self.rail if narrow else self._body)


def _line_of(draft: Draft) -> tuple[object, ...]:
    return draft.title, draft.form, draft.seconds, draft.aim
