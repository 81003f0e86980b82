"""Distances and the arrangements every panel uses: rows, columns, flowing chips, labelled form rows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QMargins, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

INSET = 12
"""From a panel's edge to what is in it."""
FIELD_GAP = 6
"""Between fields in a column."""
LABEL_WIDTH = 84
NARROW_LABEL_WIDTH = 46

ROUNDS = 3
"""Layouts in layouts take their new heights from the inside out."""

PANEL = QPalette.ColorRole.AlternateBase
"""The role of a panel's colour in the palette; a style sheet's background changes other roles only."""

Part = QWidget | QLayout | int | None
"""What `row` and `column` take: a widget, a layout, a number of pixels, or None for room that stretches."""


def row(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts side by side, centred in height. None stretches."""
    layout = QHBoxLayout()
    _add(layout, parts, gap, margins)
    return layout


def column(*parts: Part, gap: int = FIELD_GAP, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts one under another. None stretches."""
    layout = QVBoxLayout()
    _add(layout, parts, gap, margins)
    return layout


def boxed(layout: QLayout, surface: str = "", parent: QWidget | None = None) -> QWidget:
    """A plain widget round a layout. `surface` (`panel`, `raised`, `window`, `field`, `well`) fills it."""
    made = QWidget(parent)
    made.setLayout(layout)
    if surface:
        set_surface(made, surface)
    return made


def set_surface(widget: QWidget, surface: str) -> None:
    """Fill a widget with a surface of the theme; it follows the theme by itself."""
    if surface == "panel":
        # by the palette: Qt knows then that nothing beneath is to be painted, and asks no style sheet with each key
        widget.setBackgroundRole(PANEL)
        widget.setAutoFillBackground(True)
    else:
        widget.setProperty("surface", surface)
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Ground(QWidget):
    """A viewport that tells when the pointer leaves it. Asked through the area it belongs to, each of its events would
    go through Python."""

    left = Signal()

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()


def own_viewport(
    area: QAbstractScrollArea,
    role: QPalette.ColorRole = QPalette.ColorRole.NoRole,
    viewport: QWidget | None = None,
) -> QWidget:
    """Give a new scroll area a viewport that is known to Python. Asked for the one that Qt made, PySide goes through
    every kind of widget there is to find out which it is, and describes them all: a fiftieth of the whole start
    (6.11.3, 2026-11-26)."""
    viewport = viewport or QWidget()
    viewport.setBackgroundRole(role)
    viewport.setAutoFillBackground(True)
    viewport.setFocusProxy(area)
    area.setViewport(viewport)
    return viewport


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let the widgets go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


def settle() -> None:
    """Give what has just changed its place now, not at the next turn of the loop."""
    for _ in range(ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def reveal(widget: QWidget) -> None:
    """Scroll what is round a widget until it is seen, where it is in something that scrolls."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None and widget.isVisible():
        settle()
        above.ensureWidgetVisible(widget, 0, 8)


Margins = tuple[int, int, int, int]


def _add(layout: QHBoxLayout | QVBoxLayout, parts: Iterable[Part], gap: int, margins: Margins) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


class FlowLayout(QLayout):
    """Widgets in a line that goes on in the next line where it is full."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4, line_gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insertWidget(self, index: int, widget: QWidget) -> None:
        """Put a widget at a place of the line."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), apply=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, apply=True)

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        hints = [item.sizeHint() for item in self._shown()]
        wide = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        tall = max((hint.height() for hint in hints), default=0)
        return QSize(wide + margins.left() + margins.right(), tall + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        margins: QMargins = self.contentsMargins()
        wide = max((item.minimumSize().width() for item in self._shown()), default=0)
        tall = max((item.minimumSize().height() for item in self._shown()), default=0)
        return QSize(wide + margins.left() + margins.right(), tall + margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, apply: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        x, y, tallest = area.x(), area.y(), 0
        for item in self._shown():
            hint = item.sizeHint()
            wide = min(hint.width(), max(area.width(), 1))
            if x > area.x() and x + wide > area.x() + area.width():
                x, y = area.x(), y + tallest + self._line_gap
                tallest = 0
            if apply:
                item.setGeometry(QRect(QPoint(x, y), QSize(wide, hint.height())))
            x += wide + self._gap
            tallest = max(tallest, hint.height())
        return y + tallest - rect.y() + margins.bottom()


class FormRow(QWidget):
    """A label in its column and, beside it, what it names. A tall field keeps its label at the first line."""

    def __init__(
        self,
        label: QWidget | None,
        field: QWidget | QLayout,
        *,
        label_width: int = LABEL_WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.label = label
        if label is not None:
            label.setFixedWidth(max(label_width, 0))
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            label.setContentsMargins(0, 5, 0, 0)
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(field, QLayout):
            layout.addLayout(field, 1)
        else:
            layout.addWidget(field, 1)
