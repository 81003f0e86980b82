"""What opens from the shelf: the trash with what can come back, and why a file cannot be read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QWidget

from app.desk.snapshot import DraftEntry
from app.desk.template_words import form_name
from app.domain.job import Message
from app.strings import has, tr
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.fonts import font, scaled
from ui.kit.labels import Elided, Label, Sign
from ui.kit.layout import boxed, clear, column, row
from ui.kit.paint import RIGHT, fill, painting, words
from ui.kit.popups import Popup
from ui.kit.theme import tokens
from ui.kit.timebar import short_time

WIDTH = 340
ROWS_SHOWN = 7


class TrashRow(QAbstractButton):
    """The line at the foot of the shelf: how much lies in the trash."""

    focus_radius = 5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many drafts are in it."""
        self._count = count
        self.setAccessibleName(tr("shelf.trash.count", n=count) if count else tr("shelf.trash.empty"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, scaled(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        area = self.rect().adjusted(6, 4, -6, -4)
        with painting(self) as painter:
            painter.fillRect(0, 0, self.width(), 1, t.hair)
            if self.isDown() or self.underMouse():
                fill(painter, area, t.press if self.isDown() else t.control, 5)
            icons.draw(painter, "trash", area.adjusted(8, 0, 22 - area.width(), 0), t.text2)
            words(painter, area.adjusted(30, 0, -30, 0), tr("shelf.trash"), font("body"), t.text2)
            words(painter, area.adjusted(0, 0, -8, 0), str(self._count or ""), font("small"), t.text3, RIGHT)


class TrashPopup(Popup):
    """The drafts in the trash, each with Restore. `restored(id)`: the person wants one back."""

    restored = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("shelf.trash"), inset=12, parent=parent)
        self._list = column(gap=2)
        self._area = QScrollArea()
        self._area.setAccessibleName(tr("shelf.trash"))
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(boxed(self._list, "raised"))
        self._said = Label("", "small", "text2", wrap=True)
        self.column.addWidget(Label(tr("shelf.trash"), "bold"))
        self.column.addWidget(self._said)
        self.column.addWidget(self._area)
        self.setFixedWidth(scaled(WIDTH))
        self.buttons: dict[str, Button] = {}

    def show_drafts(self, entries: list[DraftEntry]) -> None:
        """Show these."""
        clear(self._list)
        self.buttons = {}
        self._said.setText(tr("shelf.trash.use") if entries else tr("shelf.trash.nothing"))
        for entry in entries:
            self._list.addWidget(self._made(entry))
        tall = scaled(40) + 2
        self._area.setVisible(bool(entries))
        self._area.setFixedHeight(min(len(entries), ROWS_SHOWN) * tall)
        self.adjustSize()

    def _made(self, entry: DraftEntry) -> QWidget:
        broken = entry.unreadable is not None
        second = tr("shelf.unreadable")
        if not broken:
            second = tr("shelf.draft", form=form_name(entry.form), seconds=short_time(entry.seconds))
        title = Elided(entry.title or tr("shelf.untitled"), "strong", middle=True)
        button = Button(tr("shelf.restore"), size="compact")
        button.setAccessibleName(tr("shelf.restore.name", title=entry.title or tr("shelf.untitled")))
        button.clicked.connect(lambda _=False: self.restored.emit(entry.id))
        self.buttons.setdefault(entry.id, button)
        line = row(column(title, Elided(second, "small", "text2"), gap=0), button, gap=8)
        line.setStretch(0, 1)
        made = boxed(line)
        made.setFixedHeight(scaled(40))
        return made


class WhyPopup(Popup):
    """Why a draft's file cannot be read: the sentence, what to do, and the way to the trash. `thrown`: that way."""

    thrown = Signal()

    def __init__(self, title: str, reason: Message, *, throwable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(title, inset=12, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled(WIDTH))
        head = row(Sign("error", "error.line"), Elided(title, "strong", middle=True), gap=8)
        head.setStretch(1, 1)
        self.sentence = Label(tr(reason.id, **reason.args), "body", wrap=True)
        self.column.addLayout(head)
        self.column.addWidget(self.sentence)
        if has(f"{reason.id}.hint"):
            self.column.addWidget(Label(tr(f"{reason.id}.hint", **reason.args), "small", "text2", wrap=True))
        self.throw = Button(tr("shelf.to_trash"), icon="trash", size="compact")
        self.throw.clicked.connect(self.thrown)
        self.throw.clicked.connect(self.close)
        self.throw.setVisible(throwable)
        self.column.addSpacing(4)
        self.column.addLayout(row(self.throw, None))
