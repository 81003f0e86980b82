"""Where somebody or something stands in the set: nine places seen from above, the camera at the foot."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.draft import At, Depth, Draft, Side
from app.domain.template import Field
from app.strings import listed, tr
from ui.fields.base import FieldWidget
from ui.fields.desk import FieldDesk
from ui.fields.terms import small, term
from ui.kit.buttons import IconButton
from ui.kit.fonts import scaled
from ui.kit.labels import Elided
from ui.kit.layout import boxed, column, row
from ui.kit.paint import fill, painting, rim
from ui.kit.theme import tokens

SIDES: tuple[Side, ...] = get_args(Side)
DEPTHS: tuple[Depth, ...] = tuple(reversed(get_args(Depth)))
"""From the far end, which is drawn at the top, to the near one."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class StandingPlan(QWidget):
    """Three by three places. Arrows and clicks choose: `picked(At)`; Del leaves it open: `picked(None)`."""

    picked = Signal(object)
    focus_radius = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at: At | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(96), scaled(66))

    def show_at(self, at: At | None) -> None:
        """Show another place, or none."""
        self.at = at
        self.setAccessibleDescription(place_words(at))
        self.update()

    def box(self, at: At) -> QRectF:
        """Where a place is drawn."""
        wide, tall = self.width() / 3, (self.height() - 4) / 3
        return QRectF(SIDES.index(at.side) * wide, DEPTHS.index(at.depth) * tall, wide, tall).adjusted(1, 1, -1, -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._pick(None)
        elif step is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif self.at is None:
            self._pick(At())
        else:
            across = max(0, min(2, SIDES.index(self.at.side) + step[0]))
            along = max(0, min(2, DEPTHS.index(self.at.depth) + step[1]))
            self._pick(At(side=SIDES[across], depth=DEPTHS[along]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        across = max(0, min(2, int(event.position().x() * 3 / max(1, self.width()))))
        along = max(0, min(2, int(event.position().y() * 3 / max(1, self.height() - 4))))
        self._pick(At(side=SIDES[across], depth=DEPTHS[along]))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            for depth in DEPTHS:
                for side in SIDES:
                    place = At(side=side, depth=depth)
                    box = self.box(place)
                    fill(painter, box, t.select if place == self.at else t.field, 2)
                    rim(painter, box, t.text2 if place == self.at else t.hair, 2)
                    if place == self.at:
                        painter.setPen(Qt.PenStyle.NoPen)
                        painter.setBrush(t.ink)
                        painter.drawEllipse(box.center(), 4, 4)
            middle = self.width() / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.hue("cam").line)
            foot = float(self.height())
            painter.drawPolygon([QPointF(middle - 5, foot), QPointF(middle + 5, foot), QPointF(middle, foot - 4)])

    def _pick(self, at: At | None) -> None:
        if at != self.at:
            self.show_at(at)
            self.picked.emit(at)


class StandingField(FieldWidget):
    """The place in the set of one member of the cast or one prop."""

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self.plan = StandingPlan()
        self.words = Elided("", "small", "text2")
        self.away = IconButton("close", tr("fields.standing.none"), size="compact")
        said = row(self.words, self.away, None, gap=4)
        self.fill(boxed(column(self.plan, said, gap=2)), self.plan)
        self.setFocusProxy(self.plan)
        self.watch(self.plan)
        self.plan.picked.connect(self._picked)
        self.away.clicked.connect(lambda: self._picked(None))

    def value(self) -> At | None:
        return self.plan.at

    def set_value(self, value: object, draft: Draft) -> None:
        self._draft = draft
        self._show(value if isinstance(value, At) else None)

    def _picked(self, at: At | None) -> None:
        self._show(at)
        self.tell(at)

    def _show(self, at: At | None) -> None:
        self.plan.show_at(at)
        self.words.setText(place_words(at))
        self.away.setVisible(at is not None)


def place_words(at: At | None) -> str:
    """A place in words."""
    if at is None:
        return tr("fields.standing.free")
    return listed((term("side", at.side), small(term("depth", at.depth))))
