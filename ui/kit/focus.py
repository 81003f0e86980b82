"""The ring round what has the keyboard, shown only when focus came by a key; round text fields always."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent, QWindow
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

from ui.kit.paint import painting, rim
from ui.kit.theme import tokens

REACH = 3
_TEXT = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.EnabledChange,
}
_KEYS = {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
_MICE = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}


class FocusRing(QWidget):
    """One for the whole application: it lies over the parent of the focused widget and follows it.

    A widget may say where its ring goes with `focus_rect()` and how round it is with `focus_radius`; one that draws its
    own focus sets `own_focus = True`.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._app = app
        self._by_key = False
        self._target: QWidget | None = None
        self._chain: list[QObject] = []
        self._window: QWindow | None = None
        app.focusChanged.connect(self._moved)
        app.focusWindowChanged.connect(self._watch)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """The widget it lies round, or None."""
        return self._target if self.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind in _KEYS:
                self._by_key = True
            elif kind in _MICE:
                self._by_key = False
                self._clicked()
        elif kind in _MOVES:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._target is not None:
            radius = float(getattr(self._target, "focus_radius", 4))
            with painting(self) as painter:
                rim(painter, self.rect(), tokens().focus, radius + 2, 2)

    def _watch(self, window: QWindow | None) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._forget_window)

    def _forget_window(self) -> None:
        self._window = None

    def _clicked(self) -> None:
        if (window := self._app.activeWindow()) is not None:
            window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
        if self._target is not None and not _is_text(self._target):
            self._release()

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        self._release()
        if new is None or new is self or getattr(new, "own_focus", False):
            return
        new = _shown_for(new)
        if isinstance(new, QAbstractItemView):
            return
        keyed = self._by_key or new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if (_is_text(new) and not new.property("bare")) or keyed:
            self._take(new)

    def _take(self, widget: QWidget) -> None:
        host = _host(widget)
        self.setParent(host)
        self._target = widget
        step: QObject | None = widget
        while isinstance(step, QWidget) and step is not host:
            self._chain.append(step)
            step.installEventFilter(self)
            step = step.parentWidget()
        self._place()

    def _release(self) -> None:
        for each in self._chain:
            each.removeEventFilter(self)
        self._chain = []
        self._target = None
        self.hide()
        self.setParent(None)

    def _place(self) -> None:
        target, host = self._target, self.parentWidget()
        if target is None or host is None or not target.isVisible():
            self.hide()
            return
        find = getattr(target, "focus_rect", None)
        area: QRect = find() if find else target.rect()
        corner = target.mapTo(host, QPoint(0, 0)) + area.topLeft()
        self.setGeometry(QRect(corner, area.size()).adjusted(-REACH, -REACH, REACH, REACH))
        self.raise_()
        self.show()
        self.update()


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


_ring: FocusRing | None = None


def install(app: QApplication) -> FocusRing:
    """Give the application its focus ring; a second call returns the same."""
    global _ring
    if _ring is None:
        _ring = FocusRing(app)
    return _ring
