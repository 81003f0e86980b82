"""Words on panels: labels of every role, elided ones, reasons beside what is off, key caps, badges, track squares."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.strings import listed
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.fonts import Role, font, line_height, metrics, scaled
from ui.kit.layout import column, row
from ui.kit.paint import CENTER, fill, painting, rim, words
from ui.kit.theme import theme, tokens
from ui.kit.tips import named_key, plain_tip

LEVEL_HUES = {"error": "error", "warning": "warn", "hint": "hint"}
"""The hue of each level of a finding; its sign is called as the level is."""


class Label(QLabel):
    """Words in a role of type and a colour of the theme (`text`, `text2`, `text3`, `beat.text`, `error.text` …)."""

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        color: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role: Role = role
        self._color = color
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._dress()
        theme().theme_changed.connect(self._dress)

    def set_color(self, color: str) -> None:
        """Another colour of the theme."""
        if color != self._color:
            self._color = color
            self._dress()

    def _dress(self) -> None:
        self.setFont(font(self._role))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, tokens().color(self._color))
        self.setPalette(palette)


class Elided(QWidget):
    """One line of words that gives way: elided at the right or in the middle, whole in the tip. `by_part` leaves out
    whole parts from the end instead, down to none."""

    clicked = Signal()

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        color: str = "text",
        *,
        middle: bool = False,
        by_part: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._color, self._by_part = text, color, by_part
        self._role: Role = role
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The whole words."""
        return self._text

    def setText(self, text: str) -> None:
        """Show other words."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._tip()
            self.updateGeometry()
            self.update()

    def set_color(self, color: str) -> None:
        """Another colour of the theme."""
        if color != self._color:
            self._color = color
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(metrics(self._role).horizontalAdvance(self._text) + 2, line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self.sizeHint().width()), line_height(self._role))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            shown = self._parts_that_fit() if self._by_part else self._text
            words(painter, self.rect(), shown, font(self._role), tokens().color(self._color), elide=self._mode)

    def _parts_that_fit(self) -> str:
        shown, comma = self._text, listed(("", ""))
        while shown and metrics(self._role).horizontalAdvance(shown) > self.width() + 1:
            shown = shown.rpartition(comma)[0]
        return shown

    def _tip(self) -> None:
        self.setToolTip(plain_tip(self._text) if self.sizeHint().width() > self.width() else "")


class Sign(QWidget):
    """A sign by itself, in a colour of the theme. Give `name` where it says something words beside it do not."""

    def __init__(
        self, icon: str, color: str = "text2", size: int = 16, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._color, self._size = icon, color, size
        self._line: Role | None = None
        self.setFixedSize(size, size)
        self.setAccessibleName(name)

    def stand_in_line(self, role: Role) -> None:
        """Be as tall as a line of this type, the sign in its middle: beside words that go on in a second line."""
        self._line = role
        self.setFixedHeight(max(self._size, line_height(role)))

    def set_sign(self, icon: str, color: str = "") -> None:
        """Another sign, and maybe another colour."""
        color = color or self._color
        if (icon, color) != (self._icon, self._color):
            self._icon, self._color = icon, color
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._line is not None:
            self.stand_in_line(self._line)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            top = (self.height() - self._size) / 2
            icons.draw(painter, self._icon, QRectF(0, top, self._size, self._size), self._color)


class TrackSquare(QWidget):
    """The 8 × 8 square of a track (`beat`, `cam`, `line`, `snd`); it stands before the track's name, never alone."""

    def __init__(self, hue: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hue = hue
        self.setFixedSize(8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            fill(painter, self.rect(), tokens().hue(self._hue).line, 2)


class Badge(QWidget):
    """A beat's number in its round plate."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.setFixedSize(20, 20)
        self.setAccessibleName(str(number))

    def set_number(self, number: int) -> None:
        """Show another number."""
        if number != self._number:
            self._number = number
            self.setAccessibleName(str(number))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_badge(painter, QRectF(self.rect()), self._number)


def paint_badge(painter: QPainter, rect: QRectF, number: int) -> None:
    """Paint a beat's number in a round plate that fills `rect`; own-painted lanes use it too."""
    t = tokens()
    fill(painter, rect, t.badge, rect.height() / 2)
    words(painter, rect, str(number), font("fine" if rect.height() <= 18 else "small", 600), t.onBadge, CENTER)


class KeyCap(QWidget):
    """A key as a person presses it: `Ctrl+K` in a rim."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_key(key)

    def set_key(self, key: str) -> None:
        """Another key."""
        self._text = named_key(key).replace("+", " ")
        self.setAccessibleName(named_key(key))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(16, metrics("fine").horizontalAdvance(self._text) + 10), scaled(17))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            rim(painter, self.rect(), t.edge, 3)
            words(painter, self.rect(), self._text, font("fine"), t.text3, CENTER)


class ReasonLine(QWidget):
    """Why something is off, beside or under it, with a way out where there is one. Hidden while there is no reason.

    Tie it to a button with `follow(button)`, or call `show_reason`.
    """

    way_out = Signal()

    def __init__(self, reason: str = "", *, icon: str = "reason", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = Sign(icon, "text2", 12)
        self._label = Label(reason, "small", "text2", wrap=True)
        self._button = Button("", size="compact")
        self._button.clicked.connect(self.way_out)
        self._label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._sign.stand_in_line("small")
        said = row(self._sign, self._label, gap=6)
        said.setStretch(1, 1)
        said.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        # between two springs and not aligned: what is aligned gets no third line
        layout = row(column(None, said, None, gap=0), self._button, gap=6)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setAccessibleName(reason)
        self._button.hide()
        # what is told to show before it stands anywhere would be a window of its own
        if not reason:
            self.hide()

    def show_reason(self, reason: str, way_out: str = "") -> None:
        """Another reason; "" hides the line."""
        self._label.setText(reason)
        self.setAccessibleName(reason)
        self._button.setText(way_out)
        self._button.setVisible(bool(way_out))
        self.setVisible(bool(reason))

    def focus_way_out(self) -> None:
        """Give the keyboard to the way out."""
        self._button.setFocus(Qt.FocusReason.TabFocusReason)

    def follow(self, button: Button) -> None:
        """Show the reason of a button whenever it is off."""
        button.reason_changed.connect(self.show_reason)
        self.show_reason(button.reason)
