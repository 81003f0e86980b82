"""Draws the plates that stand in a text for cast and props, and measures them for the layout."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFontMetrics,
    QGlyphRun,
    QPainter,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QTextEdit

from ui.kit.fonts import font, metrics
from ui.kit.paint import fill, rim
from ui.kit.theme import tokens

KIND = QTextFormat.ObjectTypes.UserObject.value + 1
TOKEN = QTextFormat.Property.UserProperty.value + 1
LABEL = TOKEN + 1
PAD = 6


class Plates(QPyTextObject):
    """Draws a token as the plate of its label."""

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._measured_by: QFontMetrics | None = None
        self._sizes: dict[str, QSizeF] = {}
        self._drawn: dict[str, tuple[float, list[QGlyphRun]]] = {}
        """The signs of each label, and how far above their line they begin."""

    def _measure(self) -> QFontMetrics:
        sizes = metrics("body")
        if sizes is not self._measured_by:
            self.forget()
            self._measured_by = sizes
        return sizes

    def forget(self) -> None:
        """Measure anew: the type is another."""
        self._sizes, self._drawn = {}, {}

    def _signs(self, label: str) -> tuple[float, list[QGlyphRun]]:
        if label not in self._drawn:
            layout = QTextLayout(label, font("body"))
            layout.beginLayout()
            line = layout.createLine()
            layout.endLayout()
            self._drawn[label] = line.ascent(), layout.glyphRuns()
        return self._drawn[label]

    def intrinsicSize(self, doc: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        # Qt asks for each plate of a paragraph several times for a letter typed in it
        label: str = form.property(LABEL)
        size = self._sizes.get(label)
        if size is None:
            sizes = self._measure()
            size = self._sizes[label] = QSizeF(sizes.horizontalAdvance(label) + 2 * PAD + 2, sizes.height())
        return size

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        # each letter typed beside it paints it again
        t, sizes = tokens(), self._measure()
        cursor = self._edit.textCursor()
        marked = cursor.hasSelection() and cursor.selectionStart() <= position < cursor.selectionEnd()
        area = QRectF(rect)
        plate = area.adjusted(1, 0, -1, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, plate, t.marked if marked else t.control, 3)
        if not t.dark and not marked:
            rim(painter, plate, t.edge, 3)
        painter.setPen(t.text if self._edit.isEnabled() else t.off)
        foot = area.top() + (area.height() + sizes.ascent() - sizes.descent()) / 2
        above, signs = self._signs(str(form.property(LABEL)))
        for run in signs:
            painter.drawGlyphRun(QPointF(plate.left() + PAD, foot - above), run)
        painter.restore()
