"""The fields of the chosen key: what is framed, how the camera leaves, what it is tied to, what it reveals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.template import Field
from app.strings import tr
from ui.fields import FieldDesk
from ui.kit.buttons import IconButton
from ui.kit.labels import Elided, Label
from ui.kit.layout import column, row
from ui.kit.paint import painting
from ui.kit.theme import tokens
from ui.kit.timebar import short_time
from ui.panels.beats.tracks import paint_diamond
from ui.panels.form.rows import FieldRows, label_room
from ui.panels.form.scroll import FormScroll
from ui.panels.form.words import View
from ui.panels.path.lanes import Spot

KEY = "shots[*].keys[*]"
FIELDS = (
    Field(path=f"{KEY}.framing.size", kind="choice", depth="sketch", label="size"),
    Field(path=f"{KEY}.framing.angle", kind="choice", depth="sketch", label="angle"),
    Field(path=f"{KEY}.framing.target", kind="text", depth="sketch", label="target"),
    Field(path=f"{KEY}.ease", kind="choice", depth="sketch", label="ease"),
    Field(path=f"{KEY}.lock", kind="choice", depth="sketch", label="lock"),
    Field(path=f"{KEY}.reveal", kind="text", depth="sketch", label="reveal"),
)
"""What is asked of a key where no template says it."""


class _Mark(QWidget):
    """The diamond before the name of the key."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(12, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_diamond(painter, self.rect().toRectF().center(), tokens().ink, tokens().ink, 4.5)


class KeyInspector(QWidget):
    """Fields over one key, and over its shot where the template has such. `edited` and `stepped` are their gestures."""

    edited = Signal(str, object)
    stepped = Signal(object)
    key_stepped = Signal(int)

    def __init__(self, desk: FieldDesk, fields: Sequence[Field] = FIELDS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Label("", "bold")
        self.when = Elided("", "small", "text2")
        self.when.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.back = IconButton("previous", tr("path.key.back"), size="compact")
        self.forth = IconButton("next", tr("path.key.forth"), size="compact")
        self.back.clicked.connect(lambda: self.key_stepped.emit(-1))
        self.forth.clicked.connect(lambda: self.key_stepped.emit(1))
        self.rows = FieldRows(fields, desk, label_width=min(label_room(fields), 66))
        self.rows.edited.connect(self.edited)
        self.rows.stepped.connect(self.stepped)
        self.scroller = FormScroll(self.rows, margins=(0, 0, 2, 4))
        head = row(_Mark(), self.name, self.when, self.back, self.forth, gap=5)
        head.setStretch(2, 1)
        self.setLayout(column(head, 2, self.scroller, gap=4))
        self.setAccessibleName(tr("path.key.title"))

    def sizeHint(self) -> QSize:
        return QSize(240, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 60)

    def show_key(self, view: View | None, spot: Spot | None, count: int) -> None:
        """Show another key, or none."""
        self.back.setEnabled(spot is not None and spot.number > 1)
        self.forth.setEnabled(spot is not None and spot.number < count)
        self.name.setText(tr("path.key.name", n=spot.number) if spot else tr("path.key.none"))
        self.when.setText(tr("path.key.at", seconds=short_time(spot.t)) if spot else "")
        if view is not None:
            self.rows.show_view(view)

    def write(self) -> None:
        """Give the keyboard to the first field."""
        rows = [each for each in self.rows.shown() if each.reason is None]
        if rows:
            rows[0].widget.focus_input()
