"""The ready-made searches at the left of the library, each with how many clips it holds."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from app.strings import tr
from ui.kit import icons
from ui.kit.fonts import font, metrics, scaled
from ui.kit.labels import Label
from ui.kit.paint import RIGHT, fill, painting, words
from ui.kit.theme import tokens

FILTERS = (
    ("all", "", "library"),
    ("kept", "is:kept", "kept"),
    ("takes", "is:take", "take"),
    ("rehearsals", "is:rehearsal", "play"),
    ("unrated", "is:unrated", "rating"),
)
"""Name, query and sign."""
ROW = 26


class FilterRow(QAbstractButton):
    """One search: sign, name, count."""

    focus_radius = 4

    def __init__(self, name: str, query: str, sign: str) -> None:
        super().__init__()
        self.query = query
        self._sign = sign
        self._count: int | None = None
        self.setText(tr(f"library.filter.{name}"))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(None)

    def set_count(self, count: int | None) -> None:
        """How many clips it holds; None while nobody has counted."""
        self._count = count
        shown = "" if count is None else f"{count:,}"
        self.setAccessibleName(" ".join(filter(None, (self.text(), shown))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(metrics("body").horizontalAdvance(self.text()) + 90, scaled(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, scaled(ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        group = self.group()
        if step is None or group is None:
            super().keyPressEvent(event)
            return
        buttons = group.buttons()
        place = buttons.index(self) + step
        if 0 <= place < len(buttons):
            buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
            buttons[place].click()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        area = QRectF(self.rect())
        on = self.isChecked()
        with painting(self) as painter:
            if on or self.underMouse():
                fill(painter, area, t.select if on else t.control, 4)
            if on:
                fill(painter, QRectF(0, 3, 2, area.height() - 6), t.ink, 1)
            color = t.text if on or self.underMouse() else t.text2
            icons.draw(painter, self._sign, QRectF(10, 0, 16, area.height()), color)
            count = "" if self._count is None else f"{self._count:,}"
            wide = metrics("small").horizontalAdvance(count) + 4
            words(painter, area.adjusted(0, 0, -10, 0), count, font("small"), t.text3, RIGHT)
            room = QRectF(34, 0, area.width() - 34 - 14 - wide, area.height())
            words(painter, room, self.text(), font("body"), color)


class Filters(QWidget):
    """The column. `chosen(query)` tells a person's choice."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 12, 6, 12)
        column.setSpacing(2)
        title = Label(tr("library.filters"), "bold")
        title.setContentsMargins(8, 0, 0, 4)
        column.addWidget(title)
        self._group = QButtonGroup(self)
        self.rows = [FilterRow(*each) for each in FILTERS]
        for each in self.rows:
            self._group.addButton(each)
            column.addWidget(each)
        column.addStretch(1)
        self.rows[0].setChecked(True)
        self._group.buttonClicked.connect(self._tell)
        self.setMinimumWidth(150)

    @property
    def query(self) -> str:
        """The query of the chosen search."""
        return next((each.query for each in self.rows if each.isChecked()), "")

    def set_query(self, query: str) -> None:
        """Choose a search without telling."""
        for each in self.rows:
            if each.query == query:
                each.setChecked(True)

    def _tell(self, button: QAbstractButton) -> None:
        if isinstance(button, FilterRow):
            self.chosen.emit(button.query)
