"""Gallery pages of colours, type and signs."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.drawings import DRAWINGS
from ui.kit.drawings_moves import MOVES
from ui.kit.fonts import Role, font, scaled
from ui.kit.icons import LUCIDE
from ui.kit.labels import Elided, Label, Sign
from ui.kit.layout import FlowLayout, boxed, column, row
from ui.kit.paint import fill, painting, rim, words
from ui.kit.specimen import Page
from ui.kit.theme import tokens

SURFACES = (
    *("window", "panel", "raised", "control", "hover", "press", "select"),
    *("field", "hair", "edge", "rule", "ink", "focus", "marked"),
)
HUES = ["beat", "cam", "line", "snd", "error", "warn", "hint", "kept", "lost", "unsure"]
TYPE: tuple[tuple[Role, str, str], ...] = (
    ("display", "28 / 36, 600", "Write the shot once"),
    ("title", "18 / 24, 600", "The last loaf"),
    ("head", "15 / 20, 600", "The draught"),
    ("bold", "13 / 18, 600", "Camera check"),
    ("strong", "13 / 18, 500", "Medium shot"),
    ("body", "13 / 18, 400", "Palms on the counter edge"),
    ("small", "12 / 16, 400", "Identity is sent word for word"),
    ("fine", "11 / 15, 400", "frame 80, 24 fps"),
    ("strong", "tnum", "00:03.08   1,284   $1.34"),
    ("body", "zh", "最后一条面包，第 3 条，8 秒"),
    ("mono", "12 / 17", '{"model_name": "kling-v3"}'),
)


class _Colours(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            for index, name in enumerate(SURFACES):
                box = QRectF(28 + index * 96, 20, 86, 34)
                fill(painter, box, t.color(name), 3)
                rim(painter, box, t.edge, 3)
                words(painter, QRectF(box.left(), 56, 96, 16), name, font("fine"), t.text3)
                words(painter, QRectF(box.left(), 70, 96, 16), t.color(name).name(), font("fine"), t.text3)
            for index, name in enumerate(HUES):
                hue = t.hue(name)
                box = QRectF(28 + index * 138, 110, 128, 50)
                fill(painter, box, hue.tint, 3)
                fill(painter, QRectF(box.left(), box.top(), box.width(), 3), hue.line)
                fill(painter, QRectF(box.left(), box.bottom() + 6, box.width(), 18), hue.deep, 3)
                words(painter, box.adjusted(10, 6, 0, -20), name, font("strong"), hue.text)
                words(painter, box.adjusted(10, 24, 0, -4), "Aa 1,284", font("fine"), t.text)


def colours() -> QWidget:
    """Every surface, line and hue."""
    return _Colours()


def type_page() -> QWidget:
    """Every role of type."""
    page = Page()
    grid = QGridLayout(page)
    grid.setContentsMargins(28, 16, 28, 16)
    grid.setVerticalSpacing(5)
    grid.setHorizontalSpacing(16)
    for line, (role, size, text) in enumerate(TYPE):
        grid.addWidget(Label(size, "fine", "text3"), line, 0)
        grid.addWidget(Label(text, role), line, 1)
    grid.setColumnStretch(1, 1)
    return page


def signs() -> QWidget:
    """Every sign by its name here."""
    page = Page()
    flow = FlowLayout(page, 4, 8)
    flow.setContentsMargins(20, 20, 20, 20)
    for name in [*DRAWINGS, *LUCIDE, *(f"move.{each}" for each in MOVES), "move.pan_l", "move.orbit_l"]:
        sign, big = Sign(name, "text2", 16), Sign(name, "text", 24)
        cell = boxed(column(row(sign, big, None, gap=6), Elided(name, "fine", "text3"), gap=2))
        cell.setFixedSize(scaled(96), scaled(46))
        flow.addWidget(cell)
    return page
