"""The head of the form: the draft's name, which form it is, whether it is saved, undo and redo, and the depth."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.desk.snapshot import Snapshot
from app.desk.template_words import template_name
from app.domain.template import DEPTHS, Depth, Template
from app.strings import tr
from ui.kit.buttons import IconButton
from ui.kit.chips import Chip
from ui.kit.choices import Segments
from ui.kit.fonts import font, line_height, metrics
from ui.kit.inputs import LineInput
from ui.kit.labels import Label
from ui.kit.menus import Menu
from ui.kit.paint import painting, words
from ui.kit.panels import ToolbarRow
from ui.kit.theme import tokens
from ui.kit.tips import name_command, set_tip

HUES = {"beats": "beat", "path": "cam", "shots": "cam"}
"""The hue of a form by the kind of field it is about."""


def hue_of(template: Template) -> str:
    """The hue of a form's chip: that of the first thing on a time bar it asks for."""
    fields = [field for section in template.sections for field in section.fields if field.depth == "sketch"]
    return next((HUES[field.kind] for field in fields if field.kind in HUES), "neutral")


class HeadDesk(Protocol):
    """What the head asks of the desk."""

    def edit(self, path: str, value: object) -> None:
        """Set one value."""

    def undo(self) -> None:
        """Take the last step back."""

    def redo(self) -> None:
        """Take a step back again."""

    def set_depth(self, depth: Depth) -> None:
        """Show the form in another depth."""

    def set_form(self, template_id: str) -> None:
        """Edit the draft with another template."""

    def templates(self) -> tuple[Template, ...]:
        """Every template."""


class TitleInput(LineInput):
    """A name as a title: words until one types in them, elided where they are too long. As wide as what it says."""

    def __init__(self, name: str, placeholder: str = "", tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", placeholder=placeholder, name=name, bare=True, parent=parent)
        self.setFont(font("title"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(line_height("title") + 8)
        self.textChanged.connect(self._fit)
        if tip:
            set_tip(self, tip)

    def sizeHint(self) -> QSize:
        shown = self.text() or self.placeholderText()
        return QSize(metrics("title").horizontalAdvance(shown) + 12, line_height("title") + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 120), line_height("title") + 8)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorPosition(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or not self.text() or self.sizeHint().width() <= self.width():
            super().paintEvent(event)
            return
        with painting(self) as painter:
            area = self.rect().adjusted(2, 0, -2, 0)
            words(painter, area, self.text(), font("title"), tokens().text)

    def _fit(self, text: str) -> None:
        self.updateGeometry()


class FormHead(ToolbarRow):
    """Everything above the facts. It asks the desk itself: nothing here concerns another part of the form.

    `command`: a command of the window, for templates of one's own.
    """

    command = Signal(str)

    def __init__(self, desk: HeadDesk, parent: QWidget | None = None) -> None:
        super().__init__(height=48, gap=8, parent=parent)
        self._desk = desk
        self._template = ""
        self._own = False
        self.title = TitleInput(tr("form.title"), tr("form.untitled"), tr("form.title.tip"))
        self.title.textEdited.connect(lambda text: desk.edit("title", text))
        self.title.returnPressed.connect(self.title.clearFocus)
        self.form = Chip("", clickable=True)
        self.form.clicked.connect(self.open_forms)
        self.saved = Label("", "small", "text2")
        self.undo_button = IconButton("undo", tr("form.undo"), key="Ctrl+Z")
        self.redo_button = IconButton("redo", tr("form.redo"), key="Ctrl+Shift+Z")
        name_command(self.undo_button, "undo")
        name_command(self.redo_button, "redo")
        self.undo_button.clicked.connect(lambda: desk.undo())
        self.redo_button.clicked.connect(lambda: desk.redo())
        names = [(depth, tr(f"form.depth.{depth}")) for depth in DEPTHS]
        self.depths = Segments(names, "standard", name=tr("form.depth"))
        self.depths.chosen.connect(self._pick_depth)
        self.add(self.title)
        self.add(self.form)
        self.add(self.saved)
        self.stretch()
        self.add(self.undo_button)
        self.add(self.redo_button)
        self.gap(4)
        self.add(self.depths)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show another state of the open draft."""
        draft, template = snapshot.draft, snapshot.template
        if not (self.title.hasFocus() and draft is not None and self.title.text() == draft.title):
            self.title.set_value(draft.title if draft else "")
            if not self.title.hasFocus():
                self.title.setCursorPosition(0)
        self.title.setEnabled(draft is not None)
        self._template = template.id if template else ""
        self._own = template is not None and template.own
        name = template_name(template) if template else (draft.form if draft else "")
        if name != self.form.text():
            self.form.set_text(name)
            self.form.setAccessibleName(tr("form.form", form=name))
        self.form.set_hue(hue_of(template) if template else "neutral")
        self.form.setVisible(bool(name))
        self.saved.setText(tr(f"form.saved.{snapshot.saved}") if draft else "")
        self.saved.set_color("error.text" if snapshot.saved == "failed" else "text2")
        self.undo_button.set_reason(None if snapshot.can_undo else tr("form.why.no_undo"))
        self.redo_button.set_reason(None if snapshot.can_redo else tr("form.why.no_redo"))
        self.depths.set_value(snapshot.depth)

    def open_forms(self) -> None:
        """The forms this draft can be edited with, under the chip."""
        menu = self.form_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.form.mapToGlobal(self.form.rect().bottomLeft()))

    def form_menu(self) -> Menu:
        """Every template; nothing in the draft changes but the form."""
        menu = Menu(tr("form.forms"), self)
        for each in self._desk.templates():
            pick = partial(self._desk.set_form, each.id)
            mine = tr("templates.mine") if each.own else ""
            menu.add(template_name(each), pick, checked=each.id == self._template, key=mine)
        menu.addSeparator()
        own = tr("command.own_template") if not self._own else tr("templates.edit_this")
        menu.add(own, lambda: self.command.emit("own_template"), icon="rename")
        menu.add(tr("command.templates"), lambda: self.command.emit("templates"), icon="draft")
        return menu

    def _pick_depth(self, depth: str) -> None:
        self._desk.set_depth(next(each for each in DEPTHS if each == depth))
