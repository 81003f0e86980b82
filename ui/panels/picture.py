"""The picture itself: neutral well, never tinted, never rounded; paints a video frame, a still, or says what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.layout import row
from ui.kit.theme import tokens

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame


class Picture(QWidget):
    """Shows one frame at a time, whole, in the middle of its well. `toggled` when it is clicked, `acted` by its button."""

    toggled = Signal()
    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: QVideoFrame | None = None
        self._still: QPixmap | None = None
        self.setMinimumSize(160, 90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("player.picture"))
        self._title = Label("", "strong", "text")
        self._sentence = Label("", "small", "text2", wrap=True)
        self._button = Button("")
        self._button.clicked.connect(self.acted)
        self._plate = QWidget(self)
        column = QVBoxLayout(self._plate)
        column.setContentsMargins(16, 16, 16, 16)
        column.addStretch(1)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(6)
        column.addLayout(row(None, self._button, None))
        column.addStretch(1)
        self._plate.hide()

    def show_frame(self, frame: QVideoFrame | None) -> None:
        """Paint a video frame; None empties the well."""
        self._frame = frame
        self._still = None if frame is not None else self._still
        self.update()

    def show_still(self, file: Path | None) -> None:
        """Paint a picture file until a frame comes."""
        self._frame = None
        self._still = QPixmap(str(file)) if file is not None else None
        self.update()

    def say(self, title: str = "", sentence: str = "", button: str = "") -> None:
        """Say something on the well; without a title nothing is said."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._plate.setVisible(bool(title))

    def sizeHint(self) -> QSize:
        return QSize(480, 270)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._plate.setGeometry(self.rect())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.toggled.emit()

    def picture_rect(self, size: QSize) -> QRect:
        """Where a picture of this size lies: whole, in the middle."""
        fitted = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - fitted.width()) // 2, (self.height() - fitted.height()) // 2
        return QRect(left, top, fitted.width(), fitted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().well)
        if self._frame is not None:
            self._paint_frame(painter, self._frame)
        elif self._still is not None and not self._still.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.picture_rect(self._still.size()), self._still)
        painter.end()

    def _paint_frame(self, painter: QPainter, frame: QVideoFrame) -> None:
        from PySide6.QtMultimedia import QVideoFrame

        area = QRectF(self.picture_rect(frame.size()))
        frame.paint(painter, area, QVideoFrame.PaintOptions())
