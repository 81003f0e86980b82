"""The row under the time bar: previous and next frame, play, loop, position, speed, loudness, full picture."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.strings import tr
from ui.kit.buttons import IconButton, MenuButton
from ui.kit.choices import Slider
from ui.kit.fonts import metrics, scaled
from ui.kit.labels import Elided, Label
from ui.kit.layout import row
from ui.kit.menus import Menu
from ui.kit.timebar import time_code
from ui.kit.tips import name_command

RATES = (0.25, 0.5, 1.0, 1.5, 2.0)
WITH_SLIDER = 530
WITH_FRAME = 420
WITH_LENGTH = 340


class VolumeButton(IconButton):
    """Mutes and unmutes; the wheel over it makes louder and softer."""

    turned = Signal(int)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turned.emit(1 if event.angleDelta().y() > 0 else -1)
        event.accept()


class Transport(QWidget):
    """Buttons and figures; it keeps nothing of what plays. `steps(frames)`, `sounded(volume, muted)`, `paced(rate)`."""

    stepped = Signal(int)
    toggled = Signal()
    loop_toggled = Signal(bool)
    paced = Signal(float)
    sounded = Signal(float, bool)
    volume_kept = Signal(float)
    """The hand let the slider go."""
    full_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._muted = False
        self._fps, self._seconds = 24.0, 0.0
        self.previous = IconButton("first", tr("player.previous"), key=",")
        self.play = IconButton("play", tr("player.play"), key="Space")
        self.next = IconButton("last", tr("player.next"), key=".")
        self.loop = IconButton("loop", tr("player.loop"), key="Shift+L", checkable=True)
        self.position = Label("", "strong")
        self.length = Label("", "body", "text2")
        self.frame = Elided("", "small", "text3")
        self.frame.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._menu = Menu(tr("player.rate"), self)
        for rate in RATES:
            self._menu.add(tr("player.rate.times", rate=rate), partial(self._pace, rate))
        self.rate = MenuButton(tr("player.rate.times", rate=1.0), self._menu, tip=tr("player.rate"))
        self.sound = VolumeButton("sound", tr("player.mute"), key="M")
        self.volume = Slider(0, 100, 80, name=tr("player.volume"))
        self.volume.setFixedWidth(76)
        self.full = IconButton("full", tr("player.full"), key="F")
        commands = {
            self.previous: "frame_back", self.play: "play", self.next: "frame_on", self.loop: "loop_beat",
            self.sound: "mute", self.full: "full",
        }  # fmt: skip
        for named, command in commands.items():
            name_command(named, command)
        for button in (self.previous, self.play, self.next, self.loop, self.rate, self.sound, self.full):
            # a click leaves the keyboard with the picture, where Space plays
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._connect()
        left = row(self.previous, self.play, self.next, self.loop, 6, self.position, self.length, 6, self.frame, gap=2)
        right = row(self.rate, self.sound, self.volume, self.full, gap=2)
        whole = row(left, None, right, gap=4)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_length(0.0, 24.0)

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.play.clicked.connect(self.toggled)
        self.loop.clicked.connect(self.loop_toggled)
        self.sound.clicked.connect(self.toggle_mute)
        self.sound.turned.connect(lambda way: self.turn_volume(way * 5))
        self.volume.valueChanged.connect(self._sound)
        self.volume.sliderReleased.connect(self._keep_volume)
        self.full.clicked.connect(self.full_asked)

    @property
    def muted(self) -> bool:
        """Whether nothing is heard."""
        return self._muted

    def set_length(self, seconds: float, fps: float) -> None:
        """Another length; 0 switches everything off."""
        self._seconds, self._fps = seconds, fps
        self.length.setText(tr("player.of", time=time_code(seconds, fps)))
        self.position.setMinimumWidth(metrics("strong").horizontalAdvance(time_code(0, fps)) + 2)
        if not seconds:
            self.set_position(0.0, 0)
        for label in (self.position, self.length, self.frame):
            label.setEnabled(seconds > 0)
        self.position.set_color("text" if seconds else "off")
        self.length.set_color("text2" if seconds else "off")
        self.frame.set_color("text3" if seconds else "off")
        reason = None if seconds > 0 else tr("player.nothing")
        for button in (self.previous, self.play, self.next, self.loop, self.rate, self.full):
            button.set_reason(reason)

    def set_position(self, seconds: float, frame: int) -> None:
        """Where the playhead is."""
        self.position.setText(time_code(seconds + 1e-4, self._fps))
        self.frame.setText(tr("player.frame", n=frame))

    def set_playing(self, on: bool) -> None:
        """Whether it runs."""
        self.play.set_sign("pause" if on else "play")
        self.play.setAccessibleName(tr("player.pause") if on else tr("player.play"))

    def set_rate(self, rate: float) -> None:
        """Show a speed."""
        self.rate.setText(tr("player.rate.times", rate=rate))

    def set_volume(self, volume: float) -> None:
        """Show a loudness without telling."""
        blocked = self.volume.blockSignals(True)
        self.volume.setValue(round(volume * 100))
        self.volume.blockSignals(blocked)
        self._show_sound()

    def set_silent(self, reason: str) -> None:
        """Switch the sound off with a reason where there is none, "" on."""
        self.sound.set_reason(reason)
        self.volume.setEnabled(not reason)

    def toggle_mute(self) -> None:
        """Silence, or sound again."""
        self._muted = not self._muted
        self._tell_sound()

    def turn_volume(self, percent: int) -> None:
        """Louder or softer."""
        self.volume.setValue(self.volume.value() + percent)
        self._keep_volume()

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(240), scaled(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.volume.setVisible(self.width() >= scaled(WITH_SLIDER))
        self.frame.setVisible(self.width() >= scaled(WITH_FRAME))
        self.length.setVisible(self.width() >= scaled(WITH_LENGTH))

    def _pace(self, rate: float) -> None:
        self.set_rate(rate)
        self.paced.emit(rate)

    def _sound(self) -> None:
        self._muted = False
        self._tell_sound()

    def _tell_sound(self) -> None:
        self._show_sound()
        self.sounded.emit(self.volume.value() / 100, self._muted)

    def _show_sound(self) -> None:
        silent = self._muted or not self.volume.value()
        self.sound.set_sign("silent" if silent else "sound")
        self.sound.setAccessibleName(tr("player.unmute") if silent else tr("player.mute"))

    def _keep_volume(self) -> None:
        self.volume_kept.emit(self.volume.value() / 100)
