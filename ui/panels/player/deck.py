"""The player's stage and its hands: picture, bar and transport in place, and every verb that moves the playhead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.kit.fonts import scaled
from ui.kit.labels import Elided
from ui.kit.layout import column, row
from ui.panels.player.bar import REACH, PlayerBar
from ui.panels.player.full import FullPicture
from ui.panels.player.keys import Pressed, pressed
from ui.panels.player.picture import Picture
from ui.panels.player.projector import Projector
from ui.panels.player.reel import Span
from ui.panels.player.transport import Transport
from ui.panels.takes import TakesRow

LEAST_RATIO, MOST_RATIO = 1.0, 2.4
LEAST_SIDE = 400
"""What the picture leaves to the controls beside it."""
UPRIGHT = 1.25
"""Narrower than this, the picture stands over its controls."""
FREE = 16777215
ROOMY = 360
"""From this height on the bar takes what there is, and says what was asked of each beat; where nothing was, it stands
with the transport at the foot."""


class PlayerDeck(QWidget):
    """Where things are and what the hand does with them. It knows neither clips nor drafts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys: dict[Pressed, Callable[[], object]] = {}
        """What keys do while the focus is inside."""
        self._resume = False
        self._full: FullPicture | None = None
        self.picture = Picture()
        self.projector = Projector(self.picture, self)
        self.takes = TakesRow()
        self.record = Elided("", "small", "text2")
        self.bar = PlayerBar()
        self.transport = Transport()
        self._controls = QWidget()
        self._hands = column(self.bar, None, row(self.transport, margins=(REACH, 0, REACH, 0)), gap=6)
        self._controls.setLayout(self._hands)
        self._side = QWidget()
        head = column(self.takes, self.record, gap=6, margins=(REACH, 0, REACH, 0))
        self._column = column(head, None, self._controls, gap=6, margins=(12 - REACH, 8, 12 - REACH, 8))
        self._side.setLayout(self._column)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.picture)
        self._layout.addWidget(self._side, 1)
        self._connect_hand()

    def _connect_hand(self) -> None:
        self.picture.toggled.connect(self.toggle_play)
        self.picture.doubled.connect(self.toggle_full)
        self.bar.scrub_started.connect(self._start_scrub)
        self.bar.scrubbed.connect(self.scrub)
        self.bar.scrub_ended.connect(self._end_scrub)
        self.bar.loop_asked.connect(self._loop)
        self.transport.toggled.connect(self.toggle_play)
        self.transport.stepped.connect(self.step)
        self.transport.loop_toggled.connect(self._set_looping)
        self.transport.paced.connect(self._pace)
        self.transport.sounded.connect(self.projector.playback.set_volume)
        self.transport.full_asked.connect(self.toggle_full)

    @property
    def is_playing(self) -> bool:
        """Whether time runs."""
        return self.projector.state == "playing"

    def toggle_play(self) -> None:
        """Play or pause."""
        self.projector.toggle()

    def pause(self) -> None:
        """Stand still."""
        self.projector.reel.pause()

    def step(self, frames: int) -> None:
        """Pause and go some frames on or back."""
        self.projector.ready().step(frames)

    def shuttle(self, way: int) -> None:
        """J and L."""
        self.projector.ready().shuttle(way)

    def go_to_start(self) -> None:
        """To the first frame."""
        self.projector.ready().show_frame(0)

    def go_to_end(self) -> None:
        """To the last frame."""
        reel = self.projector.ready()
        reel.pause()
        reel.show_frame(reel.last)

    def go_to_beat(self, number: int) -> None:
        """To the start of a beat, from 1; a looped beat hands its loop on."""
        span = self.bar.beat(number)
        if span is None:
            return
        if self.projector.reel.loop is not None:
            self._loop(number)
        self.projector.ready().seek(span[0])

    def loop_beat(self) -> None:
        """Repeat the beat under the playhead, or no longer."""
        if self.projector.reel.loop is not None:
            self._set_span(None)
        else:
            self._loop(self.bar.beat_at(self.projector.reel.position))

    def scrub(self, seconds: float) -> None:
        """The picture follows the hand."""
        self.projector.ready().seek(seconds)

    def toggle_mute(self) -> None:
        """Silence, or sound again."""
        self.transport.toggle_mute()

    def turn_volume(self, percent: int) -> None:
        """Louder or softer."""
        self.transport.turn_volume(percent)

    def toggle_full(self) -> None:
        """The picture alone on the whole screen, or back."""
        if self._full is not None:
            self.leave_full()
            return
        self._stretch(tall=False, apart=False)
        self._full = FullPicture(self.picture, self._controls)
        self._full.left.connect(self._on_left_full)
        self._full.keyed.connect(self.press)
        self._full.showFullScreen()
        self.picture.setMaximumWidth(16777215)
        self.picture.setMinimumSize(120, 68)
        self.picture.setFocus()

    def leave_full(self) -> None:
        """Back from the whole screen."""
        if self._full is not None:
            self._full.close()

    # ---------------------------------------------------------------------------------------------------- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.projector.wake()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and pressed(event) in self.keys:
            # goes before a shortcut of the window with the same key
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.press(event):
            super().keyPressEvent(event)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; says whether it is one of the player's."""
        act = self.keys.get(pressed(event) or (0, False, False))
        if act is not None:
            act()
        return act is not None

    def _start_scrub(self) -> None:
        self._resume = self.is_playing
        self.projector.ready().pause()

    def _end_scrub(self) -> None:
        if self._resume:
            self._resume = False
            self.projector.reel.play()

    def _loop(self, number: int) -> None:
        self._set_span(self.bar.beat(number))

    def _set_looping(self, on: bool) -> None:
        """The loop button: the whole, or nothing; a looped beat ends with it."""
        if not on:
            self._set_span(None)
        for reel in (self.projector.playback, self.projector.preview):
            reel.set_looping(on)

    def _set_span(self, span: Span | None) -> None:
        self.projector.ready().set_loop(span)
        self.bar.beats.set_loop(span)
        self.transport.loop.setChecked(span is not None or self.projector.reel.looping)

    def _pace(self, rate: float) -> None:
        for reel in (self.projector.playback, self.projector.preview):
            reel.set_rate(rate)

    def _fit(self) -> None:
        """Give the picture the whole height, or the whole width where the panel stands upright."""
        if self._full is not None:
            return
        wide, tall = max(1, self.width()), max(1, self.height())
        upright = wide < tall * UPRIGHT
        direction = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() != direction:
            self._layout.setDirection(direction)
        roomy = tall > scaled(ROOMY) and not upright
        self._stretch(tall=roomy and not self.bar.beats.isHidden(), apart=not roomy)
        ratio = min(max(self.picture.ratio, LEAST_RATIO), MOST_RATIO)
        if upright:
            self.picture.setFixedHeight(max(68, min(round(wide / ratio), round(tall * 0.6))))
            self.picture.setMinimumWidth(0)
            self.picture.setMaximumWidth(FREE)
        else:
            self.picture.setFixedWidth(max(120, min(round(tall * ratio), wide - scaled(LEAST_SIDE))))
            self.picture.setMinimumHeight(68)
            self.picture.setMaximumHeight(FREE)

    def _stretch(self, *, tall: bool, apart: bool) -> None:
        """Give what height is left to the bar, or let bar and transport stand apart, or both at the foot."""
        self.bar.set_tall(tall)
        self._hands.setStretch(0, int(tall))
        self._hands.setStretch(1, int(not tall))
        self._column.setStretch(1, int(not tall and not apart))
        self._column.setStretch(2, int(tall or apart))

    def _on_left_full(self) -> None:
        self._full = None
        self._layout.insertWidget(0, self.picture)
        self._column.insertWidget(2, self._controls)
        for widget in (self.picture, self._controls):
            widget.show()
        self._fit()
        self.picture.setFocus()
