"""What is shown of a template that cannot be changed: one of ours with the way to a copy, or one in the trash."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desk.template_words import template_name
from app.domain.template import DEPTHS, MOST_WORDS, Template
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.choices import Segments
from ui.kit.fonts import scaled
from ui.kit.inputs import LineInput
from ui.kit.labels import Label, ReasonLine
from ui.kit.layout import boxed, column, row
from ui.kit.panels import EmptyState, Separator
from ui.panels.templates.preview import Preview
from ui.panels.templates.words import TemplatesDesk, about_words, held_in_words


class OursPage(QWidget):
    """One of ours: what it is, the form it makes, and a name for a copy. `copy_asked(name)`."""

    copy_asked = Signal(str)

    def __init__(self, desk: TemplatesDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.title = Label("", "title")
        self.about = Label("", "body", "text2", wrap=True)
        self.stays = ReasonLine(tr("templates.ours_stay"))
        self.name = LineInput(name=tr("templates.copy_name"), placeholder=tr("templates.copy_name"))
        self.name.setMaxLength(MOST_WORDS)
        self.name.setFixedWidth(scaled(260))
        self.name.returnPressed.connect(self._ask)
        self.copy = Button(tr("templates.copy"), icon="copy", kind="primary")
        self.copy.clicked.connect(self._ask)
        self.preview = Preview()
        depths = [(depth, tr(f"form.depth.{depth}")) for depth in DEPTHS]
        self.depths = Segments(depths, "standard", name=tr("templates.preview.depth"), small=True)
        self.depths.chosen.connect(lambda _: self._show())
        self._template: Template | None = None
        ask = row(self.name, self.copy, None, gap=8)
        head = boxed(column(self.title, self.about, 4, self.stays, 4, ask, gap=4, margins=(12, 12, 12, 12)))
        bar = row(Label(tr("templates.preview"), "strong"), None, self.depths, margins=(12, 6, 12, 4))
        whole = column(head, Separator(), bar, self.preview, gap=0)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def show_template(self, template: Template) -> None:
        """Show one of ours."""
        self._template = template
        self.title.setText(template_name(template))
        self.about.setText(about_words(template))
        self.name.clear()
        self._show()

    def _show(self) -> None:
        if self._template is not None:
            depth = next(each for each in DEPTHS if each == self.depths.value())
            self.preview.show_template(self._template, held_in_words(self._template, self._desk), depth)

    def _ask(self) -> None:
        self.copy_asked.emit(self.name.text())


class TrashedPage(EmptyState):
    """One in the trash, with the way back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("templates.trashed"), tr("templates.trashed.use"), icon="trash", button=tr("templates.take_back"),
            parent=parent,
        )  # fmt: skip
