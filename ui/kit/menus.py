"""Menus that show, beside each entry, its key, or why it is off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QActionEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit import icons
from ui.kit.fonts import font, metrics
from ui.kit.paint import RIGHT, fill, painting, words
from ui.kit.plate import paint_plate, shape_plate
from ui.kit.theme import tokens
from ui.kit.tips import named_key, read_aloud


class Menu(QMenu):
    """A menu painted by the kit. Entries come from `add`, or are QActions added as ever (their shortcut is shown)."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setToolTipsVisible(True)
        self.setMinimumWidth(160)
        self._stale = False
        self.aboutToShow.connect(self._fit)

    def add(
        self,
        text: str,
        slot: Callable[[], Any] | None = None,
        *,
        icon: str = "",
        key: str = "",
        reason: str = "",
        danger: bool = False,
        checked: bool | None = None,
    ) -> QAction:
        """One entry. `key` is shown, not bound; `reason` switches it off and stands in the key's place."""
        action = QAction(text, self)
        action.setProperty("sign", icon)
        action.setProperty("key", key)
        action.setProperty("danger", danger)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        if slot is not None:
            action.triggered.connect(lambda _=False: slot())
        self.addAction(action)
        set_action_reason(action, reason)
        return action

    def sizeHint(self) -> QSize:
        self._fit()
        return QSize(max(super().sizeHint().width(), self._widest()), super().sizeHint().height())

    def actionEvent(self, event: QActionEvent) -> None:
        super().actionEvent(event)
        self._stale = True
        if self.isVisible():
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shape_plate(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            paint_plate(self, painter)
            for action in self.actions():
                area = QRectF(self.actionGeometry(action))
                area.setLeft(4)
                area.setRight(self.width() - 4)
                if action.isSeparator():
                    fill(painter, QRectF(area.left(), area.center().y(), area.width(), 1), t.hair)
                elif action.isVisible():
                    self._paint_entry(painter, action, area)

    def _paint_entry(self, painter: QPainter, action: QAction, area: QRectF) -> None:
        t = tokens()
        live = action.isEnabled()
        if action is self.activeAction() and live:
            fill(painter, area, t.select, 4)
        color = t.off if not live else t.hue("error").text if action.property("danger") else t.text
        box = QRectF(area.left() + 8, area.top(), 16, area.height())
        if action.isChecked():
            icons.draw(painter, "good", box, color)
        elif sign := action.property("sign"):
            icons.draw(painter, str(sign), box, color)
        elif not action.icon().isNull():
            action.icon().paint(painter, box.toRect())
        aside = _aside(action)
        right = area.adjusted(0, 0, -10, 0)
        words(painter, right, aside, font("small"), t.text2 if not live else t.text3, RIGHT)
        room = right.adjusted(32, 0, -metrics("small").horizontalAdvance(aside) - 8, 0)
        words(painter, room, action.text().split("\t")[0].replace("&", ""), font("body"), color)
        if action.menu() is not None:
            icons.draw(painter, "closed", QRectF(area.right() - 22, area.top(), 14, area.height()), color)

    def _fit(self) -> None:
        if self._stale:
            self._stale = False
            # not by sizeHint, which for a menu taller than the screen grows with the minimum itself
            self.setMinimumWidth(max(160, self._widest()))

    def _widest(self) -> int:
        return max((self._width(action) for action in self.actions() if not action.isSeparator()), default=0)

    def _width(self, action: QAction) -> int:
        aside = _aside(action)
        wide = metrics("small").horizontalAdvance(aside) + (24 if aside else 0)
        return 32 + metrics("body").horizontalAdvance(action.text()) + wide + 32


def set_action_reason(action: QAction, reason: str) -> None:
    """Switch an action off with a reason shown in menus, or on with ""."""
    action.setProperty("reason", reason)
    action.setEnabled(not reason)
    action.setToolTip(reason or action.text())


def _aside(action: QAction) -> str:
    if not action.isEnabled() and (reason := action.property("reason")):
        return str(reason)
    if key := action.property("key"):
        return named_key(str(key)).replace("+", " ")
    if not action.shortcut().isEmpty():
        return read_aloud(action.shortcut()).replace("+", " ")
    return ""
