"""Panels side by side with a seam of one pixel that is easy to grab and goes back on a double click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from ui.kit.paint import painting
from ui.kit.theme import tokens

GRAB = 7
SEAM = 1


class _Seam(QSplitterHandle):
    def __init__(self, orientation: Qt.Orientation, parent: Splitter) -> None:
        super().__init__(orientation, parent)
        self._splitter = parent
        self._held = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # in place of Qt's own, which makes five pixels to grab of one that is seen
        reach = (GRAB - SEAM) // 2
        sideways = self.orientation() == Qt.Orientation.Horizontal
        wanted = QMargins(reach, 0, reach, 0) if sideways else QMargins(0, reach, 0, reach)
        if self.contentsMargins() != wanted:
            self.setContentsMargins(wanted)
            self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask)
        self.setMask(QRegion(self.contentsRect()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = True
        self.update()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = False
        self.update()
        super().mouseReleaseEvent(event)
        self._splitter.placed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._splitter.restore_defaults()

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            area: QRect = self.contentsRect()
            painter.fillRect(area, t.focus if self._held else t.edge if self.underMouse() else t.shade)


class Splitter(QSplitter):
    """`Splitter(orientation, defaults=[224, 852, 364])`. `placed` when a person moved a seam; keep `sizes()` then and
    give it back with `setSizes`. Panels never fold away by dragging.
    """

    placed = Signal()

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        defaults: Sequence[int] = (),
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self.setObjectName(name)
        self._defaults = list(defaults)
        self.setHandleWidth(SEAM)
        self.setChildrenCollapsible(False)
        self.setOpaqueResize(True)

    def add(self, widget: QWidget, stretch: int = 0) -> QWidget:
        """One more panel; `stretch` says how much of new room it gets."""
        self.addWidget(widget)
        self.setStretchFactor(self.count() - 1, stretch)
        if self.count() == len(self._defaults):
            self.setSizes(self._defaults)
        return widget

    def put(self, place: int, widget: QWidget) -> QWidget:
        """Another panel where one stands, in its size; that one goes."""
        sizes = self.sizes()
        old = self.replaceWidget(place, widget)
        if old is not None:
            old.hide()
            old.deleteLater()
        widget.show()
        if any(sizes):
            self.setSizes(sizes)
        return widget

    def restore_defaults(self) -> None:
        """Back to the sizes it was made with."""
        if self._defaults:
            self.setSizes(self._defaults)
            self.placed.emit()

    def createHandle(self) -> QSplitterHandle:
        return _Seam(self.orientation(), self)
