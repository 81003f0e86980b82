"""Buttons of every rank, painted by themselves: standard, quiet, primary, destructive, icon, with a menu."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.busy import Turning
from ui.kit.fonts import Role, font, metrics, scaled
from ui.kit.paint import fill, rim, ring, words
from ui.kit.theme import tokens
from ui.kit.tips import set_tip
from ui.kit.tokens import Tokens

Kind = Literal["standard", "quiet", "primary", "destructive", "icon", "outline"]
Size = Literal["compact", "normal", "large"]

HEIGHT: dict[Size, int] = {"compact": 24, "normal": 28, "large": 36}
RADIUS = 5
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A button. `kind` is its rank, `size` its height (24, 28, 36), `icon` the name of a sign.

    Enter presses it as Space does, but where a dialog gives Enter to its default button. `reason_changed(str)` tells a
    `ReasonLine` beside it why it is off ("" when on).
    """

    reason_changed = Signal(str)
    focus_radius = RADIUS

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        kind: Kind = "standard",
        size: Size = "normal",
        tip: str = "",
        key: str = "",
        name: str = "",
        hue: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind: Kind = kind
        self.height_name: Size = size
        self._sign, self._hue = icon, hue
        self._busy: str | None = None
        self._reason = ""
        self._turning = Turning(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # one that says nothing yet is nothing to stop at
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name or text or tip else Qt.FocusPolicy.NoFocus)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name or text or tip)
        if tip or key:
            set_tip(self, tip or text, key)

    def setText(self, text: str) -> None:
        if text == self.text():
            return
        if self.accessibleName() == self.text():
            if bool(text) != bool(self.text()):
                self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if text else Qt.FocusPolicy.NoFocus)
            self.setAccessibleName(text)
        super().setText(text)
        self.updateGeometry()

    def set_sign(self, name: str) -> None:
        """Show another sign."""
        if name != self._sign:
            self._sign = name
            self.updateGeometry()
            self.update()

    def set_hue(self, hue: str) -> None:
        """Tint words and sign with a hue (`kept`, `warn` …), or with none."""
        self._hue = hue
        self.update()

    def set_busy(self, verb: str | None) -> None:
        """Turn a ring in place of the sign and show `verb` (in -ing), as wide as before where it fits; None ends it."""
        if verb == self._busy:
            return
        if verb is not None and self._busy is None:
            needed = metrics(self._role(), self._weight()).horizontalAdvance(verb) + self._sign_size() + 6
            wide = max(self.sizeHint().width(), needed + self._pad() + 4 if self.text() else 0)
            self.setFixedWidth(max(self.width() if self.isVisible() else 0, wide))
        if verb is None:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
        self._busy = verb
        self._turning.turn(verb is not None)
        self.update()

    @property
    def busy(self) -> bool:
        """Whether a ring turns on it."""
        return self._busy is not None

    def set_reason(self, reason: str | None) -> None:
        """Off with a reason, which also stands in the tip and for screen readers; None or "" turns it on."""
        self._reason = reason or ""
        self.setEnabled(not self._reason)
        self.setAccessibleDescription(self._reason)
        self.reason_changed.emit(self._reason)

    @property
    def reason(self) -> str:
        """Why it is off, or ""."""
        return self._reason

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and bare and not _has_default(self.window()):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        height = scaled(HEIGHT[self.height_name])
        if not self.text():
            return QSize(height, height)
        wide = metrics(self._role(), self._weight()).horizontalAdvance(self.text()) + 2 * self._pad()
        if self._sign:
            wide += self._sign_size() + 6
        return QSize(wide + (12 if self._arrow() else 0), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens()
        self._paint_plate(painter, t)
        self._paint_words(painter, t)
        painter.end()

    def _paint_plate(self, painter: QPainter, t: Tokens) -> None:
        color = self._fill(t)
        if color is not None:
            fill(painter, self.rect(), color, RADIUS)
        if self.kind == "outline" and self.isEnabled():
            rim(painter, self.rect(), t.edge, RADIUS)

    def _paint_words(self, painter: QPainter, t: Tokens) -> None:
        color = self._ink(t)
        area = self._content_rect()
        side = self._sign_size()
        text = self._busy if self._busy is not None else self._worded()
        shown = self._busy is not None or bool(self._sign)
        if not text:
            self._paint_sign(painter, QRectF(area.center().x() - side / 2 + 0.5, 0, side, self.height()), color)
            return
        wide = metrics(self._role(), self._weight()).horizontalAdvance(text) + (side + 6 if shown else 0)
        left = max(area.left() + 2, area.left() + (area.width() - wide) // 2)
        if shown:
            self._paint_sign(painter, QRectF(left, 0, side, self.height()), color)
            left += side + 6
        room = QRect(left, 0, area.right() - left, self.height())
        words(painter, room, text, font(self._role(), self._weight()), color)

    def _worded(self) -> str:
        """The words as they are painted."""
        return self.text()

    def _paint_sign(self, painter: QPainter, box: QRectF, color: QColor) -> None:
        side = box.width()
        if self._busy is None:
            icons.draw(painter, self._sign, box, color)
            return
        side = min(14.0, side)
        top = (self.height() - side) / 2
        ring(painter, QRectF(box.center().x() - side / 2, top, side, side), color, self._turning.value)

    def _content_rect(self) -> QRect:
        return self.rect()

    def _arrow(self) -> bool:
        return False

    def _weight(self) -> int:
        return 600 if self.kind == "primary" or self.height_name == "large" else 500

    def _role(self) -> Role:
        return "small" if self.height_name == "compact" else "body"

    def _pad(self) -> int:
        return {"compact": 8, "normal": 10, "large": 16}[self.height_name]

    def _sign_size(self) -> int:
        return 14 if self.height_name == "compact" and self.text() else 16

    def _held(self) -> bool:
        return self.isDown()

    def _fill(self, t: Tokens) -> QColor | None:
        held, over, on = self._held(), self.underMouse(), self.isChecked()
        if not self.isEnabled():
            return None if self.kind in {"quiet", "icon", "outline"} else t.control
        if self.kind == "primary":
            return t.inkPress if held else t.inkHover if over and not self.busy else t.ink
        if held:
            return t.press
        if over and not self.busy:
            return t.hover
        if self.kind in {"quiet", "icon", "outline"}:
            return t.select if on else None
        return t.control

    def _ink(self, t: Tokens) -> QColor:
        if not self.isEnabled():
            return t.off
        if self.kind == "primary":
            return t.onInk
        if self.kind == "destructive":
            return t.hue("error").text
        if self._hue:
            return t.hue(self._hue).text
        if self.kind in {"quiet", "icon", "outline"} and not (self.underMouse() or self._held() or self.isChecked()):
            return t.text2
        return t.text

    def fontForText(self) -> QFont:
        """The font its words are painted in."""
        return font(self._role(), self._weight())


def _has_default(window: QWidget) -> bool:
    """Whether Enter has a button of its own in a window."""
    return isinstance(window, QDialog) and any(each.isDefault() for each in window.findChildren(QPushButton))


class IconButton(Button):
    """A button that shows only a sign; `name` is what screen readers say and what the tip shows."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        key: str = "",
        size: Size = "normal",
        checkable: bool = False,
        kind: Kind = "icon",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", icon=icon, kind=kind, size=size, tip=name, key=key, name=name, parent=parent)
        self.setCheckable(checkable)


class MenuButton(Button):
    """A button that opens a menu, with a small chevron after its words."""

    def __init__(
        self,
        text: str,
        menu: QMenu,
        *,
        icon: str = "",
        kind: Kind = "quiet",
        size: Size = "normal",
        name: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, icon=icon, kind=kind, size=size, name=name, tip=tip, parent=parent)
        self.popup = menu
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Show the menu under the button."""
        self.popup.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 14, hint.height()) if self.text() else hint

    def _content_rect(self) -> QRect:
        return self.rect().adjusted(0, 0, -14, 0) if self.text() else self.rect()

    def _paint_words(self, painter: QPainter, t: Tokens) -> None:
        super()._paint_words(painter, t)
        if self.text():
            box = QRectF(self.width() - self._pad() - 10, 0, 12, self.height())
            icons.draw(painter, "open", box, self._ink(t))


class SplitButton(Button):
    """A button with a second part at its right that opens a menu: Down or a click on the chevron."""

    def __init__(
        self,
        text: str,
        menu: QMenu | None = None,
        *,
        icon: str = "",
        kind: Kind = "primary",
        size: Size = "large",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Without a `menu`, whoever inherits makes one in `open_menu`."""
        super().__init__(text, icon=icon, kind=kind, size=size, name=name, parent=parent)
        self.popup = menu
        self._on_arrow = False

    def open_menu(self) -> None:
        """Show the menu under the chevron."""
        assert self.popup is not None
        self.popup.popup(self.mapToGlobal(QPoint(self.width() - self._side(), self.height() + 2)))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._side(), hint.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._on_arrow = event.position().x() >= self.width() - self._side()
        if self._on_arrow:
            self.open_menu()
        else:
            super().mousePressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def _side(self) -> int:
        return scaled(HEIGHT[self.height_name]) - 5

    def _content_rect(self) -> QRect:
        return self.rect().adjusted(0, 0, -self._side(), 0)

    def _paint_words(self, painter: QPainter, t: Tokens) -> None:
        super()._paint_words(painter, t)
        left = self.width() - self._side()
        if self.isEnabled():
            seam = QColor(t.onInk if self.kind == "primary" else t.panel)
            fill(painter, QRectF(left, 0, 1, self.height()), seam)
        box = QRectF(left + 1, 0, self._side() - 2, self.height()).adjusted(5, 0, -5, 0)
        icons.draw(painter, "open", box, self._ink(t))
