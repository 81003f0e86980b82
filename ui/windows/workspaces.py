"""Where the panels stand: Write and Library as two arrangements, their seams, and what a narrow window leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.kit.fonts import scaled
from ui.kit.layout import boxed, column, set_surface
from ui.kit.splitter import Splitter
from ui.panels.shelf.desk import LEAST
from ui.panels.shelf.desk import NARROW as SIGNS

if TYPE_CHECKING:
    from ui.panels.shelf.panel import ShelfPanel

NARROW = 1180
"""Below this width the shelf is its signs only."""
WIDE = 2200
WIDEST = 16777215
"""A widget that may be as wide as it can."""
COLUMNS = {"narrow": (196, 332), "middle": (224, 364), "wide": (260, 480)}
"""Widths of shelf and send column."""
STRIPS = {"narrow": 188, "middle": 232, "wide": 560}
"""Height of the player's strip."""
JOBS = 150
BUSY = 560
"""The height that form, time bar and words want before player and jobs get all of theirs."""
BAR = 40
"""Height of the bar across the top."""


class Workspaces(QWidget):
    """Puts panels side by side: shot and send at once, the others when they are made, in places that stand already.

    `sizes_changed` when a person moved a seam; keep `sizes()` then.
    """

    sizes_changed = Signal()

    def __init__(self, shot: QWidget, send: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self._shelf: ShelfPanel | None = None
        self._lead: QWidget = QWidget()
        self._lead.setMinimumWidth(scaled(LEAST))
        set_surface(self._lead, "panel")
        self._narrow = False
        self._placed: dict[str, list[int]] = {}
        self._working = False
        self.player_place, self.jobs_place = QWidget(), QWidget()
        for place in (self.player_place, self.jobs_place):
            place.setLayout(column(gap=0))
            set_surface(place, "panel")
        # from the outside in: each widget that is given another parent takes all that is in it along
        self._stack = QStackedLayout(self)
        self.whole = Splitter(Qt.Orientation.Horizontal, name="whole", parent=self)
        self._stack.addWidget(self.whole)
        self.left = Splitter(Qt.Orientation.Vertical, name="left")
        self.whole.add(self.left, 1)
        self.right = Splitter(Qt.Orientation.Vertical, name="right")
        self.whole.add(self.right, 0)
        self.upper = Splitter(Qt.Orientation.Horizontal, name="upper")
        self.left.add(self.upper, 1)
        self.upper.add(self._lead, 0)
        self.upper.add(shot, 1)
        self.left.add(self.player_place, 0)
        self.right.add(send, 1)
        self.right.add(self.jobs_place, 0)
        for seam in self._seams():
            seam.placed.connect(self._remember)
        self.library_place = boxed(column(gap=0), "panel")
        self._stack.addWidget(self.library_place)
        self._show_working()

    # --------------------------------------------------------------------------------------------------- contents

    def put_shelf(self, shelf: ShelfPanel) -> None:
        """The shelf, made after the first paint."""
        shelf.set_narrow(self._narrow)
        self._shelf = shelf
        self._lead = self.upper.put(0, shelf)
        self._arrange()

    def put_player(self, player: QWidget) -> None:
        """The player, made after the first paint."""
        self._put(self.player_place, player)

    def put_jobs(self, jobs: QWidget) -> None:
        """The jobs, made after the first paint."""
        self._put(self.jobs_place, jobs)

    def put_library(self, library: QWidget) -> None:
        """The library, made when it is first asked for."""
        self._put(self.library_place, library)

    def show_workspace(self, name: str) -> None:
        """Write or library."""
        self._stack.setCurrentWidget(self.library_place if name == "library" else self.whole)

    @property
    def workspace(self) -> str:
        """Which one is shown."""
        return "library" if self._stack.currentWidget() is self.library_place else "write"

    def set_working(self, on: bool) -> bool:
        """With a draft open everything is there; without one only the shelf and the welcome beside it. Gives whether
        that is new."""
        if on == self._working:
            return False
        self._working = on
        self._show_working()
        return True

    # ------------------------------------------------------------------------------------------------------ sizes

    def sizes(self) -> dict[str, Any]:
        """The seams a person has placed, for the settings."""
        return dict(self._placed)

    def restore(self, sizes: Any) -> None:
        """Take back what `sizes` gave; anything else is ignored."""
        if not isinstance(sizes, dict):
            return
        for seam in self._seams():
            kept = sizes.get(seam.objectName())
            if isinstance(kept, list) and len(kept) == 2 and all(isinstance(each, int) and each > 0 for each in kept):
                self._placed[seam.objectName()] = kept

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._lead.setMinimumWidth(scaled(SIGNS if narrow else LEAST))
            self._lead.setMaximumWidth(scaled(SIGNS) if narrow else WIDEST)
            if self._shelf is not None:
                self._shelf.set_narrow(narrow)
        # now, not when the stack comes to it: seams are placed in the width there is
        self.whole.resize(event.size())
        self._arrange()

    def _arrange(self) -> None:
        """Give each seam its place: where a person put it, else where the size of the window wants it."""
        wide, tall = self.width(), self.height()
        kind = "wide" if wide >= WIDE else "narrow" if wide < 1340 else "middle"
        shelf, send = (scaled(each) for each in COLUMNS[kind])
        shelf = min(self._placed.get("upper", [shelf])[0], self._lead.maximumWidth())
        send = self._placed.get("whole", [0, send])[1]
        spare = tall - scaled(BUSY)
        # a wide strip is a picture's: larger type beside it needs no larger picture
        high = STRIPS[kind] if kind == "wide" else scaled(STRIPS[kind])
        strip = self._placed.get("left", [0, min(high, max(scaled(150), spare))])[1]
        jobs = self._placed.get("right", [0, min(scaled(JOBS), max(scaled(110), spare))])[1]
        strip = min(strip, max(150, tall - 330))
        self.whole.setSizes([max(1, wide - send - 1), send])
        self.left.setSizes([max(1, tall - strip - 1), strip])
        self.right.setSizes([max(1, tall - jobs - 1), jobs])
        self.upper.setSizes([shelf, max(1, wide - send - shelf - 2)])

    def _remember(self) -> None:
        for seam in self._seams():
            if seam is self.sender():
                self._placed[seam.objectName()] = seam.sizes()
        self.sizes_changed.emit()

    def _seams(self) -> tuple[Splitter, ...]:
        return (self.upper, self.left, self.right, self.whole)

    def _show_working(self) -> None:
        self.player_place.setVisible(self._working)
        self.right.setVisible(self._working)
        self._arrange()

    def _put(self, place: QWidget, panel: QWidget) -> None:
        layout = place.layout()
        assert layout is not None
        layout.addWidget(panel)
        panel.show()
