"""Signs by name, tinted for state, theme and screen: Lucide's strokes and our own drawings, never a font."""

from __future__ import annotations

from contextlib import closing
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.resources import kept
from ui.kit.drawings import DRAWINGS, Drawing
from ui.kit.drawings_moves import move_drawing
from ui.kit.theme import tokens

LUCIDE: dict[str, str] = {
    "add": "plus",
    "remove": "minus",
    "close": "x",
    "missing": "x",
    "error": "octagon-alert",
    "warning": "triangle-alert",
    "hint": "info",
    "unsure": "circle-question-mark",
    "good": "check",
    "kept": "check",
    "hit": "check",
    "late": "clock",
    "waiting": "clock",
    "queued": "list",
    "sending": "upload",
    "fetching": "download",
    "done": "check",
    "refused": "ban",
    "failed": "octagon-alert",
    "cancelled": "x",
    "expired": "rotate-ccw-clock",
    "lost": "file-question-mark",
    "reason": "lock",
    "forbidden": "ban",
    "preset": "bookmark",
    "draft": "file-text",
    "library": "library",
    "sequence": "film",
    "clip": "film",
    "camera": "video",
    "line": "message-square",
    "open": "chevron-down",
    "closed": "chevron-right",
    "up-down": "chevrons-up-down",
    "previous": "chevron-left",
    "next": "chevron-right",
    "first": "skip-back",
    "last": "skip-forward",
    "loop": "repeat",
    "full": "maximize",
    "sound": "volume-2",
    "silent": "volume-x",
    "grab": "image-down",
    "compare": "columns-2",
    "more": "ellipsis",
    "undo": "undo-2",
    "redo": "redo-2",
    "trash": "trash",
    "settings": "sun",
    "gear": "settings",
    "theme": "palette",
    "connect": "plug",
    "copy": "copy",
    "folder": "folder-open",
    "rename": "pencil",
    "grid": "layout-grid",
    "rows": "list",
    "filter": "funnel",
    "rating": "star",
    "seen": "eye",
    "drop": "download",
    "image": "image",
    "convert": "arrow-right-left",
    "words": "text-align-start",
    "money": "circle-dollar-sign",
    "privacy": "shield-check",
}
"""What a sign means here → Lucide's name for it. A name that is not listed is taken as Lucide's own."""


def icon(name: str, role: str = "text2", size: int = 16) -> QIcon:
    """A sign as QIcon. It looks up the colour `role` (`text2`, `ink`, `beat.text`, …) at every painting, so that a
    change of theme needs nothing; disabled it is `off`, and `size` is the size it was drawn for.
    """
    return QIcon(_Engine(name, role, size))


def pixmap(name: str, color: QColor | str = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """A sign as a picture of `size` logical pixels at a device ratio. `color` is a token's name or a colour."""
    if isinstance(color, str):
        color = tokens().color(color)
    return _drawn(name, color.rgba(), size, ratio)


def draw(painter: QPainter, name: str, rect: QRect | QRectF, color: QColor | str) -> None:
    """Paint a sign in the middle of `rect`, in whole device pixels."""
    area = QRectF(rect)
    size = round(min(area.width(), area.height()))
    ratio = painter.device().devicePixelRatioF()
    picture = pixmap(name, color, size, ratio)
    left = round((area.center().x() - size / 2) * ratio) / ratio
    top = round((area.center().y() - size / 2) * ratio) / ratio
    painter.drawPixmap(QRectF(left, top, size, size), picture, QRectF(picture.rect()))


def exists(name: str) -> bool:
    """Whether there is such a sign."""
    return _own(name) is not None or _svg(LUCIDE.get(name, name)) is not None


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str, size: int) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, size

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, self._size)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw(painter, self._name, rect, "off" if mode == QIcon.Mode.Disabled else self._role)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        side = min(size.width(), size.height())
        corner = QPoint((size.width() - side) // 2, (size.height() - side) // 2)
        self.paint(painter, QRect(corner, QSize(side, side)), mode, state)
        painter.end()
        picture.setDevicePixelRatio(scale)
        return picture


@lru_cache(maxsize=1024)
def _drawn(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    color = QColor.fromRgba(rgba)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if own := _own(name):
        painter.scale(size / 16, size / 16)
        own(painter, color)
    elif svg := _svg(LUCIDE.get(name, name)):
        width = min(24 * 1.5 / size, 2.7)
        tinted = svg.replace("currentColor", color.name()).replace('stroke-width="2"', f'stroke-width="{width:.2f}"')
        QSvgRenderer(QByteArray(tinted.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def _own(name: str) -> Drawing | None:
    if name.startswith("move."):
        return move_drawing(name.removeprefix("move.")) or DRAWINGS["path"]
    return DRAWINGS.get(name)


_QUERY = "SELECT svg FROM icons WHERE name = ? OR name = (SELECT name FROM icon_aliases WHERE alias = ?)"


def _svg(name: str) -> str | None:
    known = _lucide()
    return known[name] if name in known else _read(name)


@cache
def _lucide() -> dict[str, str | None]:
    """Lucide's drawings of what has a meaning here, kept as they were read: asking the database for each takes long."""
    database = _database()
    if database is None:
        return {}
    names, facts = sorted(set(LUCIDE.values())), database.stat()
    sign = (str(database), facts.st_mtime_ns, facts.st_size, tuple(names))
    drawings: dict[str, str | None] = kept(Path(__file__), sign, lambda: {name: _read(name) for name in names})
    return drawings


@cache
def _read(name: str) -> str | None:
    # only here: most starts draw what is kept
    import sqlite3

    database = _database()
    if database is None:
        return None
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        row = connection.execute(_QUERY, (name, name)).fetchone()
    return str(row[0]) if row else None


@cache
def _database() -> Path | None:
    # the package's folder without the package: importing it costs 80 ms (python-lucide 0.5.11, 2026-11-24)
    spec = find_spec("lucide")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        file = Path(folder) / "data" / "lucide-icons.db"
        if file.exists():
            return file
    return None
