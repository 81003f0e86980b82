"""The lane of beats: cards that are chosen, stretched by their edges, dragged to another place, with their links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.strings import tr
from ui.kit.fonts import scaled
from ui.kit.paint import fill
from ui.kit.theme import theme, tokens
from ui.kit.timebar import TimeScale
from ui.kit.tips import plain_tip
from ui.panels.beats.cards import Look, paint_card, paint_drop_place, paint_pill, pill_size
from ui.panels.beats.words import Card, spoken
from ui.panels.lanes import FocusLane

Key = tuple[str, str]
GRAB = 5
"""Pixels to either side of an edge that take hold of it."""
DRAG_START = 6
SLIDE_MS = 120


class Held(NamedTuple):
    """What the mouse holds: an edge of a card, or a whole one once it was dragged far enough.

    `key` is the card as it is shown; over a cut it changes its shot, `source` does not.
    """

    key: Key
    edge: str
    at: QPoint
    source: Key
    moving: bool = False


def _place(card: Card) -> tuple[object, ...]:
    """All of a card that decides where it and its link lie."""
    return card.key, card.number, card.start, card.end, card.link


class BeatLane(FocusLane):
    """The cards. It tells what the hand wants; the editor does it and shows the result with `show_cards`."""

    chosen = Signal(str, str)
    opened = Signal(str, str)
    link_asked = Signal(str, str)
    menu_asked = Signal(QPoint)
    add_asked = Signal(float)
    stretched = Signal(str, str, str, float)
    """Shot, beat, edge, and the moment in seconds of the draft the edge is at now."""
    dragged = Signal(str, str, float)
    """Shot, beat, and the moment the card's middle is over."""
    dropped = Signal()
    given_up = Signal(str, str)

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        super().__init__(scale, tr("beats.lane"), 62, parent)
        self.cards: tuple[Card, ...] = ()
        self.current: Key = ("", "")
        self.held: Held | None = None
        self.lit: Key = ("", "")
        self._hover: Key = ("", "")
        self._hover_link: Key = ("", "")
        self._pointer = QPoint()
        self._were: dict[Key, tuple[float, float]] = {}
        self._slide = QVariantAnimation(self)
        self._slide.setStartValue(0.0)
        self._slide.setEndValue(1.0)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(lambda _value: self.update())
        self._slide.finished.connect(self._settle)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(scaled(96))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, scaled(46))

    def show_cards(self, cards: Sequence[Card], current: Key, *, slide: bool = False) -> None:
        """Show these; with `slide` they move to their places from where they are."""
        if tuple(cards) == self.cards and current == self.current and self.held is None and not self._sliding():
            return
        if current == self.current and self.held is None and not self._sliding() and self._mend(tuple(cards)):
            return
        before = {card.key: self._seconds_of(card) for card in self.cards}
        self.cards, self.current = tuple(cards), current
        self._say()
        time = theme().motion(SLIDE_MS) if slide and self.isVisible() else 0
        if time and before != {card.key: (card.start, card.end) for card in cards}:
            self._were = before
            self.live = True
            self._slide.stop()
            self._slide.setDuration(time)
            self._slide.start()
        elif self.held is None or not self.held.moving:
            self._settle()
        self.refresh()

    def _mend(self, cards: tuple[Card, ...]) -> bool:
        """Paint only the cards whose words changed; False where more than words did."""
        if [_place(card) for card in cards] != [_place(card) for card in self.cards]:
            return False
        changed = [place for place, card in enumerate(cards) if card != self.cards[place]]
        self.cards = cards
        self._say()

        for place in changed:
            self._mend_card(place)
        return True

    def _mend_card(self, place: int) -> None:
        """Paint one card anew, with the links that stand on its corners."""
        linked = self.cards[place : place + 2]

        def paint(painter: QPainter) -> None:
            fill(painter, self.rect_of(self.cards[place]), tokens().field)
            self._paint(painter, place, Look())
            for card in linked:
                self._paint_pill(painter, card)

        area = self.rect_of(self.cards[place])
        for card in linked:
            area = area.united(self._pill_rect(card))
        self.mend(area.adjusted(-1, -1, 1, 1), paint)

    def set_lit(self, key: Key) -> None:
        """Light a card as the pointer would: something elsewhere is about its beat."""
        if key != self.lit:
            self.lit = key
            self.update()

    def card(self, key: Key) -> Card | None:
        """The card of a beat."""
        return next((card for card in self.cards if card.key == key), None)

    def rect_of(self, card: Card) -> QRectF:
        """Where a card lies now."""
        left, right = self.span(*self._seconds_of(card))
        return QRectF(left, 0, max(right - left - 1, 2), self.height())

    def card_at(self, point: QPointF) -> Card | None:
        """The card under a point."""
        return next((card for card in self.cards if self.rect_of(card).contains(point)), None)

    def edge_at(self, point: QPointF) -> tuple[Card, str] | None:
        """The card and the edge of it under a point; a seam is the end of the card before it."""
        for card in self.cards:
            if abs(self.rect_of(card).right() + 0.5 - point.x()) <= GRAB:
                return card, "end"
        return None

    def pill_at(self, point: QPointF) -> Card | None:
        """The card whose link is under a point."""
        return next((card for card in self.cards if self._pill_rect(card).contains(point)), None)

    def focus_rect(self) -> QRect:
        """Where the chosen card is, for whoever wants to see it."""
        card = self.card(self.current)
        return self.rect_of(card).toRect() if card else self.rect()

    # ---------------------------------------------------------------------------------------------- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_key = False
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        if pill := self.pill_at(point):
            self.chosen.emit(*pill.key)
            self.link_asked.emit(*pill.key)
        elif found := self.edge_at(point):
            self.chosen.emit(*found[0].key)
            self.held = Held(found[0].key, found[1], point.toPoint(), found[0].key)
        elif card := self.card_at(point):
            self.chosen.emit(*card.key)
            self.held = Held(card.key, "", point.toPoint(), card.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position().toPoint()
        if self.held is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._look_under(event.position())
            return
        far = (self._pointer - self.held.at).manhattanLength() >= (2 if self.held.edge else DRAG_START)
        if not self.held.moving and not far:
            return
        if not self.held.moving:
            self.held = self.held._replace(moving=True)
            self.live = True
        self.carry(event.position())

    def carry(self, point: QPointF) -> None:
        """Take what is held along to a point."""
        if self.held is None:
            return
        self._pointer = point.toPoint()
        if self.held.edge:
            self.stretched.emit(*self.held.source, self.held.edge, self.scale.t(point.x()))
        else:
            self.dragged.emit(*self.held.source, self.scale.t(point.x()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self.held = self.held, None
        if held is not None and held.moving:
            self.dropped.emit()
        self._settle()
        self._look_under(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.held = None
        if card := self.card_at(event.position()):
            self.opened.emit(*card.key)
        else:
            self.add_asked.emit(self.scale.t(event.position().x()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            if card := self.card_at(QPointF(event.pos())):
                self.chosen.emit(*card.key)
            self.menu_asked.emit(event.globalPos())
        else:
            self.menu_asked.emit(self.mapToGlobal(self.focus_rect().bottomLeft()))

    def leaveEvent(self, event: QEvent) -> None:
        self._look_under(QPointF(-99, -99))

    def in_hand(self) -> bool:
        return self.held is not None

    def give_up(self) -> bool:
        if self.held is None or not self.held.moving:
            return False
        source, self.held = self.held.source, None
        self.given_up.emit(*source)
        self._settle()
        return True

    def _look_under(self, point: QPointF) -> None:
        pill, edge, card = self.pill_at(point), self.edge_at(point), self.card_at(point)
        hover = card.key if card and not pill else ("", "")
        link = pill.key if pill else ("", "")
        if (hover, link) != (self._hover, self._hover_link):
            self._hover, self._hover_link = hover, link
            self.update()
        shape = Qt.CursorShape.ArrowCursor
        if pill:
            shape = Qt.CursorShape.PointingHandCursor
        elif edge:
            shape = Qt.CursorShape.SplitHCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)
        said = card.remark or card.fault if card else ""
        if self.toolTip() != said:
            self.setToolTip(plain_tip(said))

    # ---------------------------------------------------------------------------------------------- painting

    def paint_still(self, painter: QPainter) -> None:
        fill(painter, QRectF(self.rect()), tokens().field, 3)
        lifted = self._lifted()
        for place, card in enumerate(self.cards):
            if lifted is not None and card.key == lifted.key:
                paint_drop_place(painter, self.rect_of(card))
            else:
                self._paint(painter, place, Look())
        if lifted is None:
            for card in self.cards:
                self._paint_pill(painter, card)

    def paint_live(self, painter: QPainter) -> None:
        lifted = self._lifted()
        for place, card in enumerate(self.cards):
            state = Look(
                hovered=card.key in (self._hover, self.lit),
                chosen=card.key == self.current,
                focused=card.key == self.current and self.hasFocus() and self.by_key,
                stretching=self.held.edge if self.held and self.held.moving and self.held.key == card.key else "",
            )
            if state != Look() and lifted is None:
                self._paint(painter, place, state)
                self._paint_pill(painter, card)
                if place + 1 < len(self.cards):
                    self._paint_pill(painter, self.cards[place + 1])
        if lifted is not None:
            area = self.rect_of(lifted)
            area.moveLeft(self._pointer.x() - area.width() / 2)
            paint_card(painter, area, lifted, Look(lifted=True))

    def _lifted(self) -> Card | None:
        held = self.held
        return self.card(held.key) if held and held.moving and not held.edge else None

    def _paint(self, painter: QPainter, place: int, state: Look) -> None:
        card = self.cards[place]
        after = self.cards[place + 1] if place + 1 < len(self.cards) else None
        left = pill_size(card.link)[0] / 2 if self._has_pill(card) else 0.0
        right = pill_size(after.link)[0] / 2 if after and self._has_pill(after) else 0.0
        look = Look(state.hovered, state.chosen, state.focused, state.stretching, state.lifted, left, right)
        paint_card(painter, self.rect_of(card), card, look)

    def _has_pill(self, card: Card) -> bool:
        """A pill needs room: not where it would hide the badge of a card, between its own pill and this one."""
        wide = pill_size(card.link)[0]
        place = self.cards.index(card)
        if not wide or not place:
            return False
        before = self.cards[place - 1]
        taken = pill_size(before.link)[0] / 2 if place > 1 else 0.0
        room = min(self.rect_of(card).width(), self.rect_of(before).width() - taken)
        return wide / 2 + scaled(24) <= room

    def _paint_cuts(self, painter: QPainter) -> None:
        """The lines of cuts, and over them the pills that stand on a cut: a word is not struck through."""
        super()._paint_cuts(painter)
        over = [self.scale.x(moment) for moment in self._cuts]
        clip = painter.clipBoundingRect() if painter.hasClipping() else QRectF(self.rect())
        for card in self.cards if over and self.held is None else ():
            left = self.rect_of(card).left()
            if clip.left() <= left <= clip.right() and any(abs(left - x) < 2 for x in over):
                self._paint_pill(painter, card)

    def _pill_rect(self, card: Card) -> QRectF:
        if not self._has_pill(card):
            return QRectF()
        wide, tall = pill_size(card.link)
        middle = self._pill_middle(card)
        return QRectF(middle.x() - wide / 2, middle.y() - tall / 2, wide, tall)

    def _pill_middle(self, card: Card) -> QPointF:
        return QPointF(self.rect_of(card).left() - 0.5, scaled(14))

    def _paint_pill(self, painter: QPainter, card: Card) -> None:
        if self._has_pill(card):
            paint_pill(painter, self._pill_middle(card), card.link, hovered=card.key == self._hover_link)

    def _seconds_of(self, card: Card) -> tuple[float, float]:
        share = float(self._slide.currentValue() or 0.0) if self._sliding() else 1.0
        if share >= 1.0 or card.key not in self._were:
            return card.start, card.end
        start, end = self._were[card.key]
        return start + (card.start - start) * share, end + (card.end - end) * share

    def _sliding(self) -> bool:
        return self._slide.state() == QVariantAnimation.State.Running

    def _settle(self) -> None:
        if not self._sliding():
            self.live = bool(self.held and self.held.moving)
            self._were = {}
        self.refresh()

    def _say(self) -> None:
        card = self.card(self.current)
        name = spoken(card, len(self.cards)) if card else tr("beats.lane")
        if self.accessibleName() != name:
            self.setAccessibleName(name)
