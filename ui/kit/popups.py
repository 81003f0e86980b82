"""Plates over the window: a popup under what opened it, and a dialog for money, loss without undo, and settling."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button, Kind
from ui.kit.labels import Label
from ui.kit.paint import painting
from ui.kit.panels import Separator
from ui.kit.plate import paint_plate, shape_plate
from ui.kit.theme import theme

GAP = 4


class Popup(QWidget):
    """A raised plate that closes on Esc, on a click beside it, and gives focus back. Fill `column`; `closed` tells."""

    closed = Signal()

    def __init__(self, name: str, *, inset: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(inset, inset, inset, inset)
        self.column.setSpacing(4)
        self._sliding: QPropertyAnimation | None = None

    def adjustSize(self) -> None:
        """As large as what is in it: a width of its own decides how high its words are, not the one they would like."""
        super().adjustSize()
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def open_under(self, widget: QWidget, *, right: bool = False) -> None:
        """Show it under a widget, flush left (or right) with it; above it where there is no room below."""
        self.adjustSize()
        x = widget.width() - self.width() if right else 0
        spot = widget.mapToGlobal(QPoint(x, widget.height() + GAP))
        screen = QGuiApplication.screenAt(spot) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        if spot.y() + self.height() > room.bottom():
            spot.setY(widget.mapToGlobal(QPoint(0, 0)).y() - self.height() - GAP)
        spot.setX(max(room.left(), min(spot.x(), room.right() - self.width())))
        self.move(spot)
        self.show()
        self._appear(spot)

    def open_amid(self, window: QWidget) -> None:
        """Show it in the middle of a window, inside of the screen."""
        middle = window.mapToGlobal(window.rect().center())
        screen = QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        spot = middle - QPoint(self.width() // 2, self.height() // 2)
        x = max(room.left(), min(spot.x(), room.right() - self.width()))
        y = max(room.top(), min(spot.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shape_plate(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_plate(self, painter)

    def _appear(self, spot: QPoint) -> None:
        if time := theme().motion(90):
            sliding = QPropertyAnimation(self, b"pos", self)
            sliding.setDuration(time)
            sliding.setEasingCurve(QEasingCurve.Type.OutCubic)
            sliding.setStartValue(spot - QPoint(0, 4))
            sliding.setEndValue(spot)
            sliding.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)


class Dialog(QDialog):
    """Title, `body`, and a foot: quiet choices at the left, the answer at the right; the safe choice is the primary.

    `open()` shows it over its window without stopping the program; `accepted` and `rejected` tell.
    """

    def __init__(self, title: str, *, width: int = 430, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.title = Label(title, "head")
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.addWidget(self.title)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(16, 10, 16, 10)
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(Separator())
        whole.addLayout(self.body, 1)
        whole.addWidget(Separator())
        whole.addLayout(self._foot)

    def add_button(
        self, text: str, *, kind: Kind = "standard", aside: bool = False, answer: bool | None = None
    ) -> Button:
        """One more at the right, or `aside` at the left. `answer` True accepts, False rejects, None only tells."""
        button = Button(text, kind=kind)
        if aside:
            self._foot.insertWidget(0, button)
        else:
            self._foot.addWidget(button)
        if answer is not None:
            button.clicked.connect(self.accept if answer else self.reject)
        if kind == "primary":
            button.setDefault(True)
        return button
