"""A small picture of the form that a template makes: sections, fields, and what a new draft holds in them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.desk.template_words import field_name, section_name
from app.domain.template import DEPTHS, Depth, Field, Section, Template
from app.domain.template_edit import Place, shown
from app.strings import listed, tr
from ui.kit.fonts import font, line_height, scaled
from ui.kit.paint import fill, painting, top_rounded, words
from ui.kit.theme import theme, tokens

TALL = {"prose": 40, "cast": 52, "shots": 52, "path": 52, "beats": 52, "lines": 40, "image": 44}
ROW = 22
GAP = 4
LABEL = 84
WIDEST = 560
NOWHERE = Place("")
LANES = ("beats", "path", "shots")


class FormPicture(QWidget):
    """Painted, not made of fields: it follows every key without a pause."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template: Template | None = None
        self._begins: dict[str, str] = {}
        self._depth: Depth = "standard"
        self._lit = Place("")
        theme().theme_changed.connect(self.update)

    def show_template(self, template: Template, begins: dict[str, str], depth: Depth, lit: Place = NOWHERE) -> None:
        """Show a template at a depth; the field or section `lit` stands out."""
        self._template, self._begins, self._depth, self._lit = shown(template), begins, depth, lit
        self.setFixedHeight(self._height())
        self.setAccessibleDescription(listed(section_name(section) for section, _ in self._parts()))
        self.update()

    def place_of(self, lit: Place) -> int:
        """How far down a field or section stands; 0 where it is not seen."""
        top = scaled(8)
        for section, fields in self._parts():
            if Place(section.id) == lit:
                return top
            top += scaled(28)
            for field in fields:
                if Place(section.id, field.path) == lit:
                    return top
                top += self._tall(field) + GAP
            top += scaled(8)
        return 0

    def sizeHint(self) -> QSize:
        return QSize(scaled(280), self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            top = float(scaled(8))
            for section, fields in self._parts():
                lit = Place(section.id) == self._lit
                top = self._paint_head(painter, section_name(section), section.track, top, lit=lit)
                for field in fields:
                    self._paint_field(painter, field, section.track, top)
                    top += self._tall(field) + GAP
                top += scaled(8)

    def _parts(self) -> list[tuple[Section, list[Field]]]:
        deep = DEPTHS.index(self._depth)
        sections = self._template.sections if self._template is not None else ()
        parts = [
            (section, [field for field in section.fields if DEPTHS.index(field.depth) <= deep]) for section in sections
        ]
        return [part for part in parts if part[1]]

    def _height(self) -> int:
        fields = [field for _, each in self._parts() for field in each]
        return scaled(16) + len(self._parts()) * scaled(36) + sum(self._tall(field) + GAP for field in fields)

    def _tall(self, field: Field) -> int:
        return scaled(TALL.get(field.kind, ROW))

    def _paint_head(self, painter: QPainter, name: str, track: str, top: float, *, lit: bool) -> float:
        t = tokens()
        area = QRectF(12, top, self.width() - 24, scaled(24))
        if lit:
            fill(painter, area.adjusted(-6, 0, 6, 0), t.select, 3)
        left = area.left()
        if track:
            fill(painter, QRectF(left, area.center().y() - 4, 8, 8), t.hue(track).line, 2)
            left += 14
        words(painter, area.adjusted(left - area.left(), 0, 0, 0), name, font("small", 600), t.text)
        return top + scaled(28)

    def _paint_field(self, painter: QPainter, field: Field, track: str, top: float) -> None:
        t = tokens()
        line = QRectF(12, top, min(self.width() - 24, scaled(WIDEST)), self._tall(field))
        if field.path == self._lit.path:
            fill(painter, line.adjusted(-6, -2, 6, 2), t.select, 3)
        label = QRectF(line.left(), top, scaled(LABEL), scaled(ROW))
        words(painter, label.adjusted(0, 0, -6, 0), field_name(field), font("fine"), t.text2)
        box = line.adjusted(scaled(LABEL), 0, 0, 0)
        if field.kind in LANES and track:
            fill(painter, box, t.hue(track).tint, 3)
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), t.hue(track).line)
        else:
            painter.fillPath(top_rounded(box, 3), t.field)
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), t.rule)
        if begins := self._begins.get(field.path, ""):
            first = QRectF(box.left() + 8, box.top() + 3, box.width() - 14, line_height("fine"))
            words(painter, first, begins, font("fine"), t.text)


class Preview(QScrollArea):
    """The picture of the form, scrolled to what is being changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = FormPicture()
        self.picture.setAccessibleName(tr("templates.preview"))
        self.setAccessibleName(tr("templates.preview"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self.picture)

    def show_template(self, template: Template, begins: dict[str, str], depth: Depth, lit: Place = NOWHERE) -> None:
        """Show a template at a depth, with what is looked at in view."""
        self.picture.show_template(template, begins, depth, lit)
        if place := self.picture.place_of(lit):
            # from above its section's head to below it
            self.ensureVisible(0, max(0, place - scaled(32)), 0, 0)
            self.ensureVisible(0, min(place + scaled(60), self.picture.height()), 0, 0)
