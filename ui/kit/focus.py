"""The ring round what has the keyboard, shown only when focus came by a key; round text fields always."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodQueryEvent, QPaintEvent, QRegion, QResizeEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.kit.paint import painting, rim
from ui.kit.placing import describe
from ui.kit.theme import tokens

REACH = 3
_TEXT = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.EnabledChange,
}
_KEYS = {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
_MICE = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}


class _Ring(QWidget):
    def __init__(self, host: QWidget, target: QWidget) -> None:
        super().__init__(host)
        self.host, self._target = host, target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def _radius(self) -> float:
        return float(getattr(self._target, "focus_radius", 4)) + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        # what is painted inside the ring, as with each key, does not ask for the ring
        deep = max(2, ceil(self._radius))
        inside = self.rect().adjusted(deep, deep, -deep, -deep)
        self.setMask(QRegion(self.rect()) - QRegion(inside))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            rim(painter, self.rect(), tokens().focus, self._radius, 2)


class FocusRing(QObject):
    """One for the whole application: puts a ring over whatever holds the focused widget, and moves it along.

    A widget may say where its ring goes with `focus_rect()` and how round it is with `focus_radius`; one that draws its
    own focus sets `own_focus = True`.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._by_key = False
        self._target: QWidget | None = None
        self._ring: _Ring | None = None
        self._chain: list[QWidget] = []
        self._told: list[QWidget] = []
        """Of what it goes along with, what it has to watch itself, and what tells its moves."""
        self._window: QWindow | None = None
        app.focusChanged.connect(self._moved)
        app.focusWindowChanged.connect(self._watch)

    @property
    def target(self) -> QWidget | None:
        """The widget that has a ring now, or None."""
        return self._target if self._ring is not None and isValid(self._ring) and self._ring.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if type(event) is QInputMethodQueryEvent:
            # a key brings many
            return False
        kind = event.type()
        if watched is self._window:
            if kind in _KEYS:
                self._by_key = True
            elif kind in _MICE:
                self._by_key = False
                self._clicked()
        elif kind in MOVES:
            self.place()
        return False

    def follow(self, widget: QObject) -> None:
        """Move along with a widget that tells its moves."""
        if widget in self._told:
            self.place()

    def place(self) -> None:
        """Lay the ring round its widget again, after something inside that moved."""
        target, ring = self._target, self._ring
        if target is None or ring is None or not isValid(ring) or not isValid(target):
            return
        host = ring.host
        if not target.isVisible() or not target.isEnabled():
            ring.hide()
            return
        find = getattr(target, "focus_rect", None)
        area: QRect = find() if find else target.rect()
        corner = target.mapTo(host, QPoint(0, 0)) + area.topLeft()
        ring.setGeometry(QRect(corner, area.size()).adjusted(-REACH, -REACH, REACH, REACH))
        ring.raise_()
        ring.show()
        ring.update()

    def _watch(self, window: QWindow | None) -> None:
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def _clicked(self) -> None:
        if (window := self._app.activeWindow()) is not None:
            window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
        if self._target is not None and isValid(self._target) and not _is_text(self._target):
            self._release()

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        self._release()
        if new is not None:
            describe(new)
        if new is None or getattr(new, "own_focus", False):
            return
        new = _shown_for(new)
        if isinstance(new, QAbstractItemView):
            return
        keyed = self._by_key or new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if (_is_text(new) and not new.property("bare")) or keyed:
            self._take(new)

    def _take(self, widget: QWidget) -> None:
        host = _host(widget)
        self._target = widget
        self._ring = _Ring(host, widget)
        step: QWidget | None = widget
        while step is not None and step is not host:
            if getattr(step, "tells_moves", False):
                self._told.append(step)
            else:
                self._chain.append(step)
                step.installEventFilter(self)
            step = step.parentWidget()
        self.place()

    def _release(self) -> None:
        for each in self._chain:
            if isValid(each):
                each.removeEventFilter(self)
        self._chain, self._told = [], []
        self._target = None
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None


def _is_text(widget: QWidget) -> bool:
    return isinstance(widget, _TEXT) or (isinstance(widget, QComboBox) and widget.isEditable())


def _shown_for(widget: QWidget) -> QWidget:
    parent = widget.parentWidget()
    if isinstance(widget, QLineEdit) and isinstance(parent, (QAbstractSpinBox, QComboBox)):
        return parent
    return widget


def _host(widget: QWidget) -> QWidget:
    """The scrolled content the widget lies in, so that the ring scrolls and is cut with it; else its window."""
    step = widget
    while (parent := step.parentWidget()) is not None:
        if step.isWindow():
            return step
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            return step if step is not widget else parent
        step = parent
    return step


def tells_moves(widget: QWidget) -> None:
    """Say that somebody who hears every event of a widget anyway hands each of `MOVES` to `moved`."""
    widget.tells_moves = True  # type: ignore[attr-defined]


def moved(widget: QObject) -> None:
    """Move the ring along with a widget, if it is round it or round what lies in it."""
    if _ring is not None:
        _ring.follow(widget)


_ring: FocusRing | None = None


def install(app: QApplication) -> FocusRing:
    """Give the application its focus ring; a second call returns the same."""
    global _ring
    if _ring is None:
        _ring = FocusRing(app)
    return _ring
