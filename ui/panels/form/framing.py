"""The live framing beside a story's form, in windows with room for it: the stage as its camera sees it."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.animatic.stage import build_stage
from app.domain.draft import Draft
from ui.kit.fonts import scaled
from ui.kit.layout import INSET, column
from ui.panels.path.ground import StageGround, scene_of
from ui.panels.path.live import LiveView
from ui.panels.path.words import words_at

AFTER_MS = 120
"""From the last edit to the picture's following it: what is written comes first."""


class FramingView(QWidget):
    """`follow` a draft, `set_time` of the playhead; `time_changed` where the hand, or playing, moves it."""

    time_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._shown: Draft | None = None
        self._scene: tuple[object, ...] = ()
        self._ground: StageGround | None = None
        self._time = 0.0
        self.live = LiveView()
        self.live.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.live.time_asked.connect(self._go)
        self._after = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._after.timeout.connect(self._catch_up)
        self.setLayout(column(self.live, margins=(INSET, 10, INSET, 8)))

    def follow(self, draft: Draft) -> None:
        """Show a draft: another one at once, an edited one a little later, and none while nobody sees it."""
        before, self._draft = self._draft, draft
        if before is not None and before.id == draft.id:
            if draft is not before and self.isVisible():
                self._after.start()
            return
        self.live.stop()
        if self.isVisible():
            self._catch_up()

    def set_time(self, seconds: float) -> None:
        """Show the moment of the playhead, without telling."""
        self._time = seconds
        self.live.set_time(seconds)
        if self.isVisible() and self._shown is not None:
            lens = self._ground.lens_words(seconds) if self._ground else ()
            self.live.set_words(*words_at(self._shown, seconds), lens)

    def sizeHint(self) -> QSize:
        return QSize(self.live.sizeHint().width() + 2 * INSET, scaled(200))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        self._after.stop()
        draft = self._draft
        if draft is None or draft is self._shown:
            return
        self._shown = draft
        if (scene := scene_of(draft)) != self._scene:
            self._scene = scene
            stage = build_stage(draft) if draft.seconds > 0 else None
            self._ground = StageGround(stage) if stage else None
            self.live.show_stage(stage)
        self.set_time(min(self._time, draft.seconds))

    def _go(self, seconds: float) -> None:
        self.set_time(seconds)
        self.time_changed.emit(seconds)
