"""The round plate that menus, popups and completion stand on, also where nothing blends its corners."""

from __future__ import annotations

import ctypes

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBitmap, QGuiApplication, QNativeInterface, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from ui.kit.paint import fill, rim
from ui.kit.theme import tokens

RADIUS = 6


def paint_plate(widget: QWidget, painter: QPainter) -> None:
    """The raised plate with its rim, over the whole of a widget."""
    t = tokens()
    if not widget.mask().isEmpty():  # nothing blends the pixels the arc halves: they take the rim's colour, not black
        fill(painter, widget.rect(), t.edge)
    fill(painter, widget.rect(), t.raised, RADIUS)
    rim(painter, widget.rect(), t.edge, RADIUS)


def shape_plate(widget: QWidget) -> None:
    """Call when a translucent window has a new size: where nothing blends it, its corners are cut off, not black."""
    if is_blended():
        widget.clearMask()
    else:
        widget.setMask(rounded(widget.rect()))


def rounded(rect: QRect) -> QRegion:
    """The pixels of a plate, without those outside its round corners."""
    shape = QBitmap(rect.size())
    shape.clear()
    painter = QPainter(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.color1)
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    painter.end()
    return QRegion(shape)


def is_blended() -> bool:
    """Whether translucent windows are blended: always, but for an X11 screen that no compositor has claimed."""
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication) or app.platformName() != "xcb":
        return True
    x11 = app.nativeInterface()
    if not isinstance(x11, QNativeInterface.QX11Application):
        return True
    try:
        return _has_compositor(x11.display())
    except OSError:  # without Xlib nobody can be asked
        return True


def _has_compositor(display: int) -> bool:
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    xlib.XInternAtom.restype = ctypes.c_ulong
    xlib.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    xlib.XGetSelectionOwner.restype = ctypes.c_ulong
    claim = xlib.XInternAtom(display, b"_NET_WM_CM_S%d" % xlib.XDefaultScreen(ctypes.c_void_p(display)), 0)
    return bool(xlib.XGetSelectionOwner(display, claim))
