"""What stands in the way of a take, and what gets lost on the way, in a scroll of their own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.kit.layout import column, own_viewport
from ui.kit.panels import Separator
from ui.panels.send.findings import FindingsList
from ui.panels.send.losses import LossesList


class Remarks(QScrollArea):
    """Findings and losses in a scroll of their own: as high as they are, up to the room they are given."""

    def __init__(self, findings: FindingsList, losses: LossesList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = findings
        own_viewport(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._inner = QWidget()
        self._layout = column(findings, Separator(), losses, None, gap=8, margins=(12, 8, 12, 8))
        self._inner.setLayout(self._layout)
        self._inner.installEventFilter(self)
        self.setWidget(self._inner)
        self.most = 200

    def fit(self, most: int) -> None:
        """Take the height that is needed, `most` at the utmost."""
        self.most = most
        layout = self._layout
        # at the width it has where nothing needs to be scrolled
        wanted = layout.heightForWidth(self.width()) if layout.hasHeightForWidth() else layout.sizeHint().height()
        tall = max(40, min(most, max(wanted, layout.minimumSize().height())))
        if self.height() != tall:
            self.setFixedHeight(tall)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a row, also to one that was added just now."""
        self.fit(self.most)
        wide = self.viewport().width()
        tall = self._layout.heightForWidth(wide) if self._layout.hasHeightForWidth() else self._inner.height()
        self._inner.resize(wide, max(tall, self.viewport().height()))
        self._layout.activate()
        self.ensureWidgetVisible(widget, 0, 12)
        bar, rows = self.verticalScrollBar(), self._findings.rows
        first = rows[0].mapTo(self._inner, QPoint(0, 0)).y() if rows else 0
        if 0 < bar.value() <= first:
            # no head that is cut through: whole, or gone
            fits = widget.mapTo(self._inner, QPoint(0, widget.height())).y() < self.viewport().height()
            bar.setValue(0 if fits else first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit(self.most)
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)
