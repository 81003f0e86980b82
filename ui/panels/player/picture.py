"""The picture itself: a neutral well, never tinted; paints a video frame, a still, the live stage, or says why not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QImageReader, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.strings import tr
from ui.kit.busy import Turning
from ui.kit.buttons import Button
from ui.kit.paint import painting
from ui.kit.theme import tokens
from ui.panels.player.plates import Saying, paint_play, paint_progress, paint_ring, paint_saying, shade

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

    from app.animatic.stage import Stage

WIDE = 16 / 9
MOST_PIXELS = 1920
"""Longest side to which a still is decoded."""


class Picture(QWidget):
    """Shows one picture at a time, whole, in the middle of its well. `toggled` by a click, `acted` by its button."""

    toggled = Signal()
    doubled = Signal()
    acted = Signal()
    focus_radius = 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: QVideoFrame | None = None
        self._still: QPixmap | None = None
        self._stage: Stage | None = None
        self._time = 0.0
        self.saying = Saying()
        self.note = ""
        """What is under way, on the plate at the foot."""
        self._share: float | None = None
        self._busy = self._playable = False
        self._button = Button("", parent=self)
        self._button.clicked.connect(self.acted)
        self._button.hide()
        self._turning = Turning(self)
        self.setMinimumSize(120, 68)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(tr("player.picture"))

    # ------------------------------------------------------------------------------------------- what is shown

    @property
    def is_blank(self) -> bool:
        """Whether there is neither frame nor still nor stage."""
        return self._frame is None and self._still is None and self._stage is None

    @property
    def ratio(self) -> float:
        """Width of the picture by its height; 16 by 9 while there is none."""
        size = self._size()
        return size.width() / size.height() if size.height() else WIDE

    def show_frame(self, frame: QVideoFrame | None) -> None:
        """Paint a video frame; None goes back to the still."""
        self._frame = frame
        if frame is not None:
            self._stage = None
        self.update()

    def show_still(self, file: Path | None) -> None:
        """Paint a picture file until a frame comes; None takes it away."""
        self._frame = self._stage = None
        self._still = _read(file) if file is not None else None
        self.update()

    def show_stage(self, stage: Stage | None) -> None:
        """Paint the animatic's stage live."""
        self._frame, self._stage = None, stage
        self.update()

    def set_time(self, seconds: float) -> None:
        """The moment of the stage."""
        if seconds != self._time:
            self._time = seconds
            if self._stage is not None:
                self.update()

    def say(self, saying: Saying | None = None) -> None:
        """Say something on the well; None says nothing."""
        self.saying = saying or Saying()
        self._button.setText(self.saying.button)
        self._button.set_reason(self.saying.reason)
        self._button.setVisible(bool(self.saying.button))
        self.setAccessibleDescription(" ".join(filter(None, (self.saying.title, self.saying.sentence))))
        self._place()
        self.update()

    def set_note(self, text: str, share: float | None = None) -> None:
        """What is under way, on a plate at the foot; "" takes it away. `share` is what is done, None if unknown."""
        self.note, self._share = text, share
        self._turn()
        self.update()

    def set_busy(self, on: bool) -> None:
        """Turn a ring over the picture while it is being loaded."""
        self._busy = on
        self._turn()
        self.update()

    def set_playable(self, on: bool) -> None:
        """Show the play sign on the still."""
        if on != self._playable:
            self._playable = on
            self.update()

    def stop(self) -> None:
        """Turn nothing any more and show nothing."""
        self._busy, self.note = False, ""
        self._turn()
        self.show_still(None)

    def picture_rect(self) -> QRect:
        """Where the picture lies: whole, in the middle."""
        fitted = self._size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - fitted.width()) // 2, (self.height() - fitted.height()) // 2
        return QRect(left, top, fitted.width(), fitted.height())

    def focus_rect(self) -> QRect:
        """Inside the well, so that the ring is seen at the panel's edge."""
        return self.rect().adjusted(4, 4, -4, -4)

    def sizeHint(self) -> QSize:
        return QSize(352, 198)

    # -------------------------------------------------------------------------------------------------- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.toggled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.doubled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), tokens().well)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._paint_picture(painter)
            area = QRectF(self.rect())
            if self.saying.title:
                if not self.is_blank:
                    shade(painter, area)
                paint_saying(painter, self._saying_area(), self.saying, self._button.sizeHint().height())
            elif self._busy:
                paint_ring(painter, area.center(), self._turning.value)
            elif self._playable and not self.note:
                paint_play(painter, area.center(), over=self.underMouse())
            if self.note:
                paint_progress(painter, area, self.note, self._share, self._turning.value, self._band_top())

    def _paint_picture(self, painter: QPainter) -> None:
        area = self.picture_rect()
        if self._stage is not None:
            self._paint_stage(painter, self._stage, area)
        elif self._frame is not None:
            from PySide6.QtMultimedia import QVideoFrame

            self._frame.paint(painter, QRectF(area), QVideoFrame.PaintOptions())
        elif self._still is not None:
            painter.drawPixmap(area, self._still)

    def _paint_stage(self, painter: QPainter, stage: Stage, area: QRect) -> None:
        from app.animatic.paint import paint

        painter.save()
        painter.setClipRect(area)
        painter.translate(area.topLeft())
        # in device pixels, so that what the stage keeps as pictures is as sharp as the screen
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        paint(painter, (round(area.width() * ratio), round(area.height() * ratio)), stage, self._time)
        painter.restore()

    def _band_top(self) -> float:
        """Where the words of the stage begin at its foot, which a plate there has to cover as a whole."""
        area = self.picture_rect()
        if self._stage is None:
            return float(area.bottom() + 1)
        from app.animatic.paint import band_height

        return area.bottom() + 1 - band_height(area.width(), area.height())

    def _size(self) -> QSize:
        if self._stage is not None:
            return QSize(round(1000 * self._stage.ratio), 1000)
        if self._frame is not None:
            return self._frame.size()
        if self._still is not None:
            return self._still.size()
        return QSize(1600, 900)

    def _saying_area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 4, -4, -34 if self.note else -4)

    def _place(self) -> None:
        """Put the button where the saying leaves room for it."""
        if not self.saying.button:
            return
        hint = self._button.sizeHint()
        scratch = QPixmap(1, 1)
        painter = QPainter(scratch)
        top = paint_saying(painter, self._saying_area(), self.saying, hint.height())
        painter.end()
        top = min(top, self._saying_area().bottom() - hint.height())
        self._button.setGeometry(round((self.width() - hint.width()) / 2), round(top), hint.width(), hint.height())

    def _turn(self) -> None:
        self._turning.turn(self._busy or (bool(self.note) and self._share is None))


def _read(file: Path) -> QPixmap | None:
    reader = QImageReader(str(file))
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > MOST_PIXELS:
        reader.setScaledSize(size.scaled(MOST_PIXELS, MOST_PIXELS, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)
