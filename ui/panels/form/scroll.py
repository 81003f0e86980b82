"""A page of fields that scrolls up and down and is never wider than its room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from ui.kit.fonts import scaled
from ui.kit.layout import own_viewport, settle

Margins = tuple[int, int, int, int]


class FormScroll(QScrollArea):
    """Widgets under one another, at most `widest` wide at 100 %, the rest of the room under them."""

    def __init__(
        self, *parts: QWidget, margins: Margins, widest: int = 0, gap: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = QWidget()
        if widest:
            self.content.setMaximumWidth(scaled(widest) + margins[0] + margins[2])
        column = QVBoxLayout(self.content)
        column.setContentsMargins(*margins)
        column.setSpacing(gap)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(self.content)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def take_in(self, part: QWidget) -> None:
        """One more widget under the others."""
        layout = self.content.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # texts grow with the new width, and each layout round them only after the one inside it
            QTimer.singleShot(0, self, self.settle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.content and _grows(event):
            QTimer.singleShot(0, self, self._follow_growth)
        return super().eventFilter(watched, event)

    def _follow_growth(self) -> None:
        """A text that takes another line while it is written stays whole in view."""
        holder = QApplication.focusWidget()
        if holder is None or not self.content.isAncestorOf(holder):
            return
        top, room = holder.mapTo(self.viewport(), QPoint()).y(), self.viewport().height()
        if 0 <= top < room < top + holder.height():
            self.reveal(holder)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a widget in it is seen, with a little room round it."""
        self.settle()
        self.ensureWidgetVisible(widget, 0, 24)
        self.horizontalScrollBar().setValue(0)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Let the keyboard never be where nobody sees it. A hand that holds the mouse sees where it is."""
        if now is not None and self.content.isAncestorOf(now) and not QApplication.mouseButtons().value:
            QTimer.singleShot(0, self, self._show_keyboard)

    def _show_keyboard(self) -> None:
        holder = QApplication.focusWidget()
        if holder is not None and self.content.isAncestorOf(holder):
            self.reveal(holder)

    def settle(self) -> None:
        """Give what has just changed its place now, not at the next turn of the loop."""
        settle()


def _grows(event: QEvent) -> bool:
    return isinstance(event, QResizeEvent) and event.size().height() > event.oldSize().height() > 0
