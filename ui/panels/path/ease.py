"""The lane of a camera path that says how the camera leaves each key, where it is chosen as well."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, get_args

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.domain.camera import eased, keys_in_order
from app.domain.draft import Draft, Ease
from app.strings import tr
from ui.kit.fonts import font
from ui.kit.menus import Menu
from ui.kit.paint import fill, words
from ui.kit.theme import tokens
from ui.kit.timebar import TimeScale
from ui.kit.tips import set_tip
from ui.panels.beats.words import term
from ui.panels.lanes import Lane
from ui.panels.path.lanes import NOWHERE, Where

EASES: tuple[Ease, ...] = get_args(Ease)
CURVE = 16
"""How wide the curve is."""
STEPS = 16


class EaseWords(NamedTuple):
    """The way from a key to the next one of its shot."""

    start: float
    end: float
    ease: Ease
    text: str
    where: Where


def eases(draft: Draft) -> tuple[EaseWords, ...]:
    """How the camera leaves every key that another key of its shot follows."""
    found = []
    for shot in draft.shots:
        start = draft.shot_start(shot.id)
        keys = keys_in_order(shot)
        for key, after in pairwise(keys):
            leaves = min(key.t + key.hold, after.t)
            where = (shot.id, key.id)
            found.append(EaseWords(start + leaves, start + after.t, key.ease, term("ease", key.ease), where))
    return tuple(found)


class EaseLane(Lane):
    """Short curves with their words between the keys. A click chooses the key and offers the other ways to leave it."""

    chosen = Signal(str, str)
    eased = Signal(str)
    """How the chosen key is to be left."""

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        super().__init__(scale, tr("path.eases"), 18, parent)
        self.stretches: tuple[EaseWords, ...] = ()
        self.current: Where = NOWHERE
        self.menu: Menu | None = None
        set_tip(self, tr("path.eases.tip"), "L")

    def show_eases(self, stretches: Sequence[EaseWords], current: Where) -> None:
        """Show these, the one that leaves the chosen key among them."""
        if (tuple(stretches), current) == (self.stretches, self.current):
            return
        self.stretches, self.current = tuple(stretches), current
        self.setAccessibleDescription("; ".join(each.text for each in stretches))
        self.refresh()

    def stretch_at(self, x: float) -> EaseWords | None:
        """The stretch under a pixel."""
        for each in self.stretches:
            left, right = self.span(each.start, each.end)
            if left <= x < right:
                return each
        return None

    def offer(self) -> None:
        """Open the ways to leave the chosen key, the present one marked; nothing where no key follows it."""
        found = next((each for each in self.stretches if each.where == self.current), None)
        if found is None:
            return
        if self.menu is None:
            self.menu = Menu(tr("path.eases"), self)
        self.menu.clear()
        for ease in EASES:
            action = self.menu.add(term("ease", ease), checked=ease == found.ease)
            action.triggered.connect(lambda _=False, wanted=ease: self.eased.emit(wanted))
        self.menu.popup(self.mapToGlobal(QPoint(max(round(self.scale.x(found.start)), 0), self.height() + 2)))
        self.menu.setActiveAction(self.menu.actions()[EASES.index(found.ease)])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and (found := self.stretch_at(event.position().x())):
            self.chosen.emit(*found.where)
            self.offer()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paint_still(self, painter: QPainter) -> None:
        fill(painter, QRectF(self.rect()), tokens().field, 3)
        for each in self.stretches:
            self._paint_stretch(painter, each)

    def _paint_stretch(self, painter: QPainter, each: EaseWords) -> None:
        t = tokens()
        left, right = self.span(each.start, each.end)
        area = QRectF(left, 0, max(right - left - 1, 2), self.height())
        chosen = each.where == self.current
        fill(painter, area, t.select if chosen else t.control, 3)
        if area.width() < CURVE + 8:
            return
        top, tall = area.top() + 5, area.height() - 10
        curve = QPolygonF(
            [
                QPointF(left + 6 + CURVE * step / STEPS, top + tall * (1 - eased(each.ease, step / STEPS)))
                for step in range(STEPS + 1)
            ]
        )
        painter.setPen(QPen(t.hue("cam").line, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(curve)
        room = area.adjusted(CURVE + 12, 0, -4, 0)
        if room.width() > 16:
            words(painter, room, each.text, font("fine"), t.text if chosen else t.text2)
