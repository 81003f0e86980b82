"""Draws the plates that stand in a text for cast and props, and measures them for the layout."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QGlyphRun, QPainter, QPyTextObject, QTextDocument, QTextFormat, QTextLayout
from PySide6.QtWidgets import QTextEdit

from ui.kit.fonts import font, metrics
from ui.kit.paint import fill, rim
from ui.kit.theme import tokens

KIND = QTextFormat.ObjectTypes.UserObject.value + 1
"""The kind of the first plate; the others come after it."""
TOKEN = QTextFormat.Property.UserProperty.value + 1
PAD = 6


class Plates:
    """The plates of one text. Each label is a kind of object of its own: Qt asks for the size of every plate in a
    paragraph several times for a letter typed in it, and so nobody has to look which one it is.
    """

    def __init__(self, edit: QTextEdit) -> None:
        self.edit = edit
        self.area: QRectF | None = None
        """What of the text is being painted, where that is known: plates elsewhere are left out."""
        self._all: list[Plate] = []
        self._kinds: dict[str, int] = {}

    def kind(self, label: str) -> int:
        """The kind of object that stands for a label."""
        if label not in self._kinds:
            place = len(self._kinds)
            if place < len(self._all):
                self._all[place].wear(label)
            else:
                self._all.append(Plate(self, label))
                self.edit.document().documentLayout().registerHandler(KIND + place, self._all[place])
            self._kinds[label] = KIND + place
        return self._kinds[label]

    def clear(self) -> None:
        """Take back every kind: no plate is left in the text."""
        self._kinds = {}

    def forget(self) -> None:
        """Measure anew: the type is another."""
        for plate in self._all:
            plate.wear(plate.label)


class Plate(QPyTextObject):
    """Draws the tokens of one label."""

    def __init__(self, plates: Plates, label: str) -> None:
        super().__init__(plates.edit)
        self._plates, self._edit = plates, plates.edit
        self.wear(label)

    def wear(self, label: str) -> None:
        """Stand for a label, in the type of now."""
        self.label = label
        sizes = metrics("body")
        self._size = QSizeF(sizes.horizontalAdvance(label) + 2 * PAD + 2, sizes.height())
        self._foot = (sizes.ascent() - sizes.descent()) / 2
        self._drawn: tuple[float, list[QGlyphRun]] | None = None

    def _signs(self) -> tuple[float, list[QGlyphRun]]:
        """The signs of the label, and how far above their line they begin."""
        if self._drawn is None:
            layout = QTextLayout(self.label, font("body"))
            layout.beginLayout()
            line = layout.createLine()
            layout.endLayout()
            self._drawn = line.ascent(), layout.glyphRuns()
        return self._drawn

    def intrinsicSize(self, doc: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        return self._size

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        area = QRectF(rect)
        if self._plates.area is not None and not area.intersects(self._plates.area):
            return
        t = tokens()
        cursor = self._edit.textCursor()
        marked = cursor.hasSelection() and cursor.selectionStart() <= position < cursor.selectionEnd()
        plate = area.adjusted(1, 0, -1, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, plate, t.marked if marked else t.control, 3)
        if not t.dark and not marked:
            rim(painter, plate, t.edge, 3)
        painter.setPen(t.text if self._edit.isEnabled() else t.off)
        above, signs = self._signs()
        foot = QPointF(plate.left() + PAD, area.top() + area.height() / 2 + self._foot - above)
        for run in signs:
            painter.drawGlyphRun(foot, run)
        painter.restore()
