"""Posters of clips for the library: read a few at a time while nothing else waits, and the last ones kept."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImageReader, QPixmap

KEPT = 400
WAITING = 60
"""Wishes that are kept; older ones have scrolled out of sight."""
BATCH = 3
NEXT_MS = 2


class _Wish(NamedTuple):
    file: str
    size: tuple[int, int]
    """In device pixels."""


class ClipPosters(QObject):
    """Pictures by file and size. `ready(file)` tells that one is there. What is no picture gives an empty one."""

    ready = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[_Wish, QPixmap] = OrderedDict()
        self._wishes: OrderedDict[_Wish, None] = OrderedDict()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NEXT_MS)
        self._timer.timeout.connect(self.read_some)

    @property
    def waiting(self) -> int:
        """How many are still to be read."""
        return len(self._wishes)

    def picture(self, file: Path, size: QSize, ratio: float = 1.0) -> QPixmap | None:
        """The poster fitted into `size` logical pixels, or None while it waits to be read."""
        wish = _Wish(str(file), (round(size.width() * ratio), round(size.height() * ratio)))
        found = self._kept.get(wish)
        if found is not None:
            self._kept.move_to_end(wish)
            return found
        self._wishes[wish] = None
        self._wishes.move_to_end(wish)
        while len(self._wishes) > WAITING:
            self._wishes.popitem(last=False)
        if not self._timer.isActive():
            self._timer.start()
        return None

    def stop(self) -> None:
        """Read nothing more of what was asked for."""
        self._timer.stop()
        self._wishes.clear()

    def read_some(self) -> None:
        """Read the next few now."""
        for _ in range(min(BATCH, len(self._wishes))):
            wish, _nothing = self._wishes.popitem(last=False)
            self._kept[wish] = _read(wish)
            self.ready.emit(wish.file)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        if self._wishes:
            self._timer.start()


def _read(wish: _Wish) -> QPixmap:
    reader = QImageReader(wish.file)
    size = reader.size()
    if size.isValid():
        # a JPEG is decoded at an eighth, a quarter or a half of its size for next to nothing
        reader.setScaledSize(size.scaled(QSize(*wish.size), Qt.AspectRatioMode.KeepAspectRatio))
    return QPixmap.fromImage(reader.read())
