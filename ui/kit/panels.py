"""What every panel is put together from: head, card, toolbar row, separator, empty state."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.labels import Elided, Label, TrackSquare
from ui.kit.layout import INSET
from ui.kit.paint import fill, painting, rim
from ui.kit.theme import tokens

SIGN = 20
"""The sign of an empty panel."""


class Separator(QWidget):
    """A hair across (or down) a panel."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), tokens().hair)


class Card(QFrame):
    """A raised plate with round corners. `rimmed` draws an edge in both themes; in light there is always a hair."""

    def __init__(
        self, *, rimmed: bool = False, inset: int = INSET, surface: str = "raised", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rimmed, self._surface = rimmed, surface
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(inset, inset, inset, inset)
        self.column.setSpacing(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            fill(painter, self.rect(), t.color(self._surface), 5)
            if self._rimmed:
                rim(painter, self.rect(), t.edge, 5)
            elif not t.dark:
                rim(painter, self.rect(), t.hair, 5)


class ToolbarRow(QWidget):
    """A row of buttons and words 32 high, 12 in from the sides. `add(widget)`, `stretch()`, `gap()`."""

    def __init__(self, *, height: int = 32, inset: int = INSET, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(inset, 0, inset, 0)
        self.line.setSpacing(gap)
        self.setFixedHeight(scaled(height))

    def add(self, widget: QWidget, stretch: int = 0) -> QWidget:
        """One more at the end."""
        self.line.addWidget(widget, stretch, Qt.AlignmentFlag.AlignVCenter)
        return widget

    def stretch(self) -> None:
        """Room that pushes the rest to the right."""
        self.line.addStretch(1)

    def gap(self, pixels: int) -> None:
        """Room of a fixed width."""
        self.line.addSpacing(pixels)


class PanelHead(ToolbarRow):
    """The head of a panel: track square, name, a second quieter part, and at the right whatever is added."""

    def __init__(self, title: str, second: str = "", *, track: str = "", parent: QWidget | None = None) -> None:
        super().__init__(height=36, parent=parent)
        if track:
            self.add(TrackSquare(track))
        self.title = Label(title, "bold")
        self.second = Elided(second, "body", "text3", by_part=True)
        self.add(self.title)
        self.add(self.second, 1)

    def set_second(self, text: str) -> None:
        """What stands after the name."""
        self.second.setText(text)


class _GivingSign(QWidget):
    """The sign of an empty panel: where there is no room for both, it gives way to the words."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        return QSize(SIGN, SIGN + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(SIGN, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.height() >= SIGN:
            with painting(self) as painter:
                icons.draw(painter, self._icon, QRectF(0, 0, SIGN, SIGN), "text3")


class EmptyState(QWidget):
    """What a panel shows while it has nothing: its sign, what it is, one sentence of use, one button."""

    acted = Signal()

    def __init__(
        self,
        name: str,
        sentence: str,
        *,
        icon: str = "",
        button: str = "",
        button_icon: str = "",
        primary: bool = False,
        surface: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._surface = surface
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(4)
        column.addStretch(1)
        center = Qt.AlignmentFlag.AlignHCenter
        if icon:
            column.addWidget(_GivingSign(icon), 0, center)
        self.name = Label(name, "strong", wrap=True)
        self.sentence = Label(sentence, "body", "text2", wrap=True)
        for label in (self.name, self.sentence):
            label.setAlignment(center)
            column.addWidget(label)
        self.button: Button | None = None
        if button:
            self.button = Button(button, icon=button_icon, kind="primary" if primary else "standard")
            self.button.clicked.connect(self.acted)
            column.addSpacing(8)
            column.addWidget(self.button, 0, center)
        column.addStretch(1)
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(200, 120))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._surface:
            with painting(self) as painter:
                painter.fillRect(self.rect(), tokens().color(self._surface))
