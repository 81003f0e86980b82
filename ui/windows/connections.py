"""The window of connections: the panel under a title, over the main window and never in its way."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.strings import tr
from ui.kit.fonts import scaled
from ui.kit.labels import Label
from ui.kit.layout import column, row, set_surface
from ui.kit.panels import Separator
from ui.kit.tab_order import step_on
from ui.panels.connections.desk import ConnectionsDesk
from ui.panels.connections.panel import ConnectionsPanel
from ui.panels.connections.words import Found

STANDING_MS = 1000
"""Between two looks at how the servers stand."""


class ConnectionsDialog(QDialog):
    """Nothing to confirm: what is kept is kept by its own button."""

    def __init__(
        self,
        desk: ConnectionsDesk,
        found: dict[str, Found],
        served: dict[str, tuple[str, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.setWindowTitle(tr("connections.title"))
        self.panel = ConnectionsPanel(desk, found, served)
        head = row(Label(tr("connections.title"), "head"), None, margins=(16, 12, 16, 12))
        whole = column(head, Separator(), self.panel, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.panel.closed.connect(self.accept)
        self.resize(scaled(860), scaled(620))
        # servers are asked and left alone as jobs go their way behind this window
        self._clock = QTimer(self)
        self._clock.setInterval(STANDING_MS)
        self._clock.timeout.connect(self.panel.refresh_standing)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow how the servers stand while it is seen."""
        super().showEvent(event)
        self.panel.focus_first()
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        self._clock.stop()
        super().hideEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes by the eye: a page may be made long after what stands behind it."""
        return step_on([self], forward, round_and_round=True)
