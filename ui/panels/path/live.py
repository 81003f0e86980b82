"""The live framing: the animatic's own stage seen by the camera path, with a transport of its own."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.animatic.paint import paint
from app.animatic.stage import Stage
from app.strings import listed, tr
from ui.kit.buttons import IconButton
from ui.kit.fonts import font, metrics, scaled
from ui.kit.labels import Label
from ui.kit.layout import row
from ui.kit.paint import CENTER, fill, painting, words
from ui.kit.theme import tokens
from ui.kit.tokens import load_tokens

FRAME_MS = 16
GAP = 6
SQUARISH = 1.2
"""Up to this ratio the height is what a picture is short of."""
SIDE = 84
"""The least room beside it for the transport, at 100 %."""
PLATE_ALPHA = 0.86


class LivePicture(QWidget):
    """The stage at one moment, whole, with the size and the move on plates. Dragging sideways scrubs."""

    scrubbed = Signal(float)
    toggled = Signal()
    focus_radius = 2

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage: Stage | None = None
        self._time = 0.0
        self._left, self._right, self._hue = "", "", "cam"
        self._held: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(90, 90)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("path.live"))

    def show_stage(self, stage: Stage | None) -> None:
        """Another stage, painted at the next frame."""
        self._stage = stage
        self.update()

    def set_time(self, seconds: float) -> None:
        """Another moment."""
        if seconds != self._time:
            self._time = seconds
            self.update()

    def set_words(self, framing: str, move: str, hue: str) -> None:
        """What stands on the plates, and the hue of the move's."""
        if (framing, move, hue) != (self._left, self._right, self._hue):
            self._left, self._right, self._hue = framing, move, hue
            self.setAccessibleDescription(listed(part for part in (framing, move) if part))
            self.update()

    @property
    def ratio(self) -> float:
        """Width of the picture by its height."""
        return self._stage.ratio if self._stage else 16 / 9

    def picture_rect(self) -> QRect:
        """Where the picture lies: whole, in the middle."""
        wide = min(self.width(), round(self.height() * self.ratio))
        tall = min(self.height(), round(wide / self.ratio))
        return QRect((self.width() - wide) // 2, (self.height() - tall) // 2, wide, tall)

    def focus_rect(self) -> QRect:
        """The picture."""
        return self.picture_rect()

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = (event.position().x(), self._time)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and self._stage is not None:
            x, began = self._held
            share = (event.position().x() - x) / max(self.picture_rect().width(), 1)
            self.scrubbed.emit(min(max(began + share * self._stage.seconds, 0.0), self._stage.seconds))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and abs(event.position().x() - self._held[0]) < 3:
            self.toggled.emit()
        self._held = None

    def paintEvent(self, event: QPaintEvent) -> None:
        area = self.picture_rect()
        with painting(self) as painter:
            fill(painter, area, tokens().well)
            if self._stage is not None:
                painter.save()
                painter.setClipRect(area)
                painter.translate(area.topLeft())
                # in device pixels, so that what the stage keeps as pictures is as sharp as the screen
                ratio = self.devicePixelRatioF()
                painter.scale(1 / ratio, 1 / ratio)
                size = (round(area.width() * ratio), round(area.height() * ratio))
                paint(painter, size, self._stage, self._time, band=False)
                painter.restore()
            self._paint_plates(painter, QRectF(area).adjusted(8, 8, -8, -8))

    def _paint_plates(self, painter: QPainter, area: QRectF) -> None:
        """Framing at the left and move at the right; where both are too long, the move at the foot, off the faces."""
        wide = self._wide(self._left) + self._wide(self._right) + 6
        self._paint_plate(painter, area, self._left, "text", right=False)
        if self._left and wide > area.width():
            area.setTop(max(area.bottom() - scaled(20), area.top() + scaled(20) + 4))
            self._paint_plate(painter, area, self._right, f"{self._hue}.text", right=False)
        else:
            self._paint_plate(painter, area, self._right, f"{self._hue}.text", right=True)

    def _wide(self, text: str) -> float:
        return metrics("fine", 600).horizontalAdvance(text) + 14.0

    def _paint_plate(self, painter: QPainter, area: QRectF, text: str, color: str, *, right: bool) -> None:
        wide = min(self._wide(text), area.width())
        if not text or area.width() < 40:
            return
        # a picture is judged on the same ground in both themes, and so are the words on it
        dark = load_tokens("dark")
        ground = QColor(dark.well)
        ground.setAlphaF(PLATE_ALPHA)
        plate = QRectF(area.right() - wide if right else area.left(), area.top(), wide, scaled(20))
        fill(painter, plate, ground, 3)
        words(painter, plate.adjusted(6, 0, -6, 0), text, font("fine", 600), dark.color(color), CENTER)


class LiveView(QWidget):
    """Picture and transport. It keeps no time: `time_asked` tells where the person, or playing, wants to be."""

    time_asked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seconds = 0.0
        self._time = 0.0
        self._began = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._tick)
        self.picture = LivePicture()
        self.first = IconButton("first", tr("path.first"), size="compact", key="Home")
        self.play_button = IconButton("play", tr("path.play"), size="compact", key="Space")
        self.last = IconButton("last", tr("path.last"), size="compact", key="End")
        self.clock_label = Label("", "strong")
        self.clock_label.setMinimumWidth(metrics("strong").horizontalAdvance(tr("path.time", time="00.0")) + 4)
        self.lens = Label("", "fine", "text2")
        self._lens_parts: tuple[str, ...] = ()
        self._transport = QWidget(self)
        self._buttons = QWidget()
        self._buttons.setLayout(row(self.first, self.play_button, self.last, gap=0))
        self._line = row(self._buttons, self.clock_label, None, self.lens, gap=4)
        self._line.setAlignment(self._buttons, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._transport.setLayout(self._line)
        self.picture.setParent(self)
        self.first.clicked.connect(lambda: self.go(0.0))
        self.last.clicked.connect(lambda: self.go(self._seconds))
        self.play_button.clicked.connect(self.toggle)
        self.picture.scrubbed.connect(self.go)
        self.picture.toggled.connect(self.toggle)

    @property
    def playing(self) -> bool:
        """Whether time runs."""
        return self._timer.isActive()

    def show_stage(self, stage: Stage | None) -> None:
        """Another stage."""
        self._seconds = stage.seconds if stage else 0.0
        self.picture.show_stage(stage)
        self._place()
        if not self._seconds:
            self.stop()

    def set_time(self, seconds: float) -> None:
        """The moment that is shown."""
        self._time = seconds
        self.picture.set_time(seconds)
        self.clock_label.setText(tr("path.time", time=f"{seconds:04.1f}"))

    def set_words(self, framing: str, move: str, hue: str, lens: tuple[str, ...]) -> None:
        """What is said of this moment: on the plates, and beside the transport as much as there is room for."""
        self.picture.set_words(framing, move, hue)
        if lens != self._lens_parts:
            self._lens_parts = lens
            self._show_lens()

    def _show_lens(self) -> None:
        room = self._transport.width()
        if self._line.direction() == QBoxLayout.Direction.LeftToRight:
            room -= self._buttons.sizeHint().width() + self.clock_label.sizeHint().width() + 2 * GAP
        most = len(self._lens_parts)
        wide = metrics("fine").horizontalAdvance
        said = (listed(self._lens_parts[:count]) for count in range(most, 0, -1))
        self.lens.setText(next((words for words in said if wide(words) <= room), ""))
        self.lens.setToolTip(listed(self._lens_parts))

    def toggle(self) -> None:
        """Play from here, from the start where this is the end, or stop."""
        if self.playing:
            self.stop()
        elif self._seconds > 0:
            self._began = 0.0 if self._time >= self._seconds - 0.05 else self._time
            self._clock.start()
            self._timer.start()
            self.play_button.set_sign("pause")

    def stop(self) -> None:
        """Stop where it is."""
        self._timer.stop()
        self.play_button.set_sign("play")

    def go(self, seconds: float) -> None:
        """Stop and go to a moment."""
        self.stop()
        self.time_asked.emit(seconds)

    def sizeHint(self) -> QSize:
        return QSize(320, 180 + GAP + self._foot())

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 100 + GAP + self._foot())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _foot(self) -> int:
        """How high the transport is under the picture."""
        return max(self.play_button.sizeHint().height(), self.clock_label.sizeHint().height())

    def _place(self) -> None:
        """Picture over transport; a picture as high as wide, or higher, has it at its side and all the height."""
        ratio = self.picture.ratio
        wide = round(self.height() * ratio)
        if ratio <= SQUARISH and self.width() - wide - GAP >= scaled(SIDE):
            self._line.setDirection(QBoxLayout.Direction.TopToBottom)
            self.picture.setGeometry(0, 0, max(wide, 40), self.height())
            self._transport.setGeometry(wide + GAP, 0, self.width() - wide - GAP, self.height())
            self._show_lens()
            return
        self._line.setDirection(QBoxLayout.Direction.LeftToRight)
        below = self._foot()
        tall = min(self.height() - below - GAP, round(self.width() / self.picture.ratio))
        self.picture.setGeometry(0, 0, self.width(), max(tall, 40))
        self._transport.setGeometry(0, max(tall, 40) + GAP, self.width(), below)
        self._show_lens()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Comma: -1 / 24, Qt.Key.Key_Period: 1 / 24}
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif event.key() in steps:
            self.go(min(max(self._time + steps[Qt.Key(event.key())], 0.0), self._seconds))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(0.0 if event.key() == Qt.Key.Key_Home else self._seconds)
        else:
            super().keyPressEvent(event)

    def _tick(self) -> None:
        moment = self._began + self._clock.elapsed() / 1000
        if moment >= self._seconds:
            moment = self._seconds
            self.stop()
        self.time_asked.emit(moment)
