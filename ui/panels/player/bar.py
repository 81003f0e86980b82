"""The player's time bar: ruler, what was asked (beats and shots of the clip's own draft), playhead, looped stretch."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.draft import Draft
from app.strings import tr
from ui.kit.fonts import font, line_height, scaled
from ui.kit.labels import paint_badge
from ui.kit.paint import broken, fill, top_rounded, words
from ui.kit.theme import tokens
from ui.kit.timebar import TimeScale
from ui.panels.beats.words import Card, cards, plain
from ui.panels.lanes import Lane, LaneStack
from ui.panels.player.reel import Span

STRIPE = 2
REACH = 6
NARROW = 34
"""Blocks narrower than this show their badge only."""


TALL, HEAD, BETWEEN = 60, 26, 5
"""From which height on a block says more than its name, how high the name stands then, and what is between."""
Told = tuple[tuple[str, str], ...]
"""The hue of a track, "" for none, and words."""


def told_of(draft: Draft, card: Card) -> Told:
    """What is asked of a beat: what is done, how it ends, who says what, and what is heard."""
    shot = next(each for each in draft.shots if each.id == card.shot_id)
    beat = next(each for each in shot.beats if each.id == card.beat_id)
    said = [("line", spoken(plain(draft, line.speaker), plain(draft, line.text))) for line in beat.lines if line.text]
    heard = [("snd", plain(draft, cue.text)) for cue in beat.sounds]
    told = [("", card.action), ("", plain(draft, beat.ends_as)), *said, *heard]
    return tuple((hue, text) for hue, text in dict.fromkeys(told) if text.strip())


def spoken(speaker: str, text: str) -> str:
    """A line with its speaker, where it has one."""
    return tr("beats.line", speaker=speaker, text=text) if speaker else text


class ScrubLane(Lane):
    """A lane on which the hand scrubs as on the ruler."""

    pressed = Signal()
    scrubbed = Signal(float)
    let_go = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
            self.scrubbed.emit(self.scale.t(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.scrubbed.emit(self.scale.t(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.let_go.emit()


class AskedLane(ScrubLane):
    """The beats that were asked for. A double click asks to loop one."""

    loop_asked = Signal(int)

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        super().__init__(scale, tr("player.beats"), 26, parent)
        self.cards: tuple[Card, ...] = ()
        self.told: tuple[Told, ...] = ()
        """What is asked of each, for where there is room to say it."""
        self.current = -1
        self.loop: Span | None = None

    def show_cards(self, cards: tuple[Card, ...], told: tuple[Told, ...]) -> None:
        """Show these beats, and what is told of each."""
        if cards != self.cards or told != self.told:
            self.cards, self.told, self.current = cards, told, -1
            self.refresh()

    def set_tall(self, on: bool) -> None:
        """Take all the height there is, and say in it what was asked of each beat."""
        high = QSizePolicy.Policy.Expanding if on else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, high)

    def set_time(self, seconds: float) -> None:
        """Light the beat under the playhead."""
        current = self.at(seconds)
        if current != self.current:
            self.current = current
            self.setAccessibleDescription(self.cards[current].title if current >= 0 else "")
            self.update()

    def at(self, seconds: float) -> int:
        """The place of the beat at a moment, -1 in a hold."""
        moment = seconds + 1e-4
        return next((place for place, card in enumerate(self.cards) if card.start <= moment < card.end), -1)

    def set_loop(self, span: Span | None) -> None:
        """Mark the stretch that repeats."""
        if span != self.loop:
            self.loop = span
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.at(self.scale.t(event.position().x()))
        if place >= 0:
            self.loop_asked.emit(place + 1)

    def paint_still(self, painter: QPainter) -> None:
        for place in range(len(self.cards)):
            self._paint(painter, place, lit=False)

    def paint_live(self, painter: QPainter) -> None:
        if 0 <= self.current < len(self.cards):
            self._paint(painter, self.current, lit=True)
        if self.loop is not None:
            left, right = self.span(*self.loop)
            fill(painter, QRectF(left, self.height() - 2, right - left - 1, 2), tokens().ink)
            for x in (left, right - 3):
                fill(painter, QRectF(x, self.height() - 7, 2, 7), tokens().ink)

    def _paint(self, painter: QPainter, place: int, *, lit: bool) -> None:
        t, card = tokens(), self.cards[place]
        left, right = self.span(card.start, card.end)
        area = QRectF(left, 0, max(right - left - 1, 2), self.height())
        hue = t.hue("beat")
        painter.fillPath(top_rounded(area, 3), t.panel)
        painter.fillPath(top_rounded(area, 3), hue.deep if lit else hue.tint)
        fill(painter, QRectF(area.left(), 0, area.width(), STRIPE), hue.line, 1)
        side = scaled(16)
        box = QRectF(area.left() + 8, 0, side, side)
        if area.width() < NARROW:
            box.moveLeft(area.center().x() - side / 2)
        tall = self.height() >= scaled(TALL)
        high = scaled(HEAD) if tall else area.height() - STRIPE
        box.moveTop(STRIPE + (high - side) / 2)
        if area.width() >= side:
            paint_badge(painter, box, card.number)
        if area.width() >= NARROW + 20:
            name = QRectF(box.right() + 7, STRIPE, area.right() - box.right() - 12, high)
            words(painter, name, card.title, font("small", 500 if lit else 400), t.text if lit else t.text2)
            if tall:
                self._paint_told(painter, area.adjusted(8, STRIPE + high + 2, -8, -6), self.told[place], lit=lit)

    @staticmethod
    def _paint_told(painter: QPainter, room: QRectF, told: Told, *, lit: bool) -> None:
        """What is asked of a beat, one under the other as far as it goes."""
        t, line, top = tokens(), line_height("body"), room.top()
        for hue, text in told:
            most = int((room.bottom() - top) // line)
            if most <= 0:
                break
            color = t.hue(hue).text if hue else t.text if lit else t.text2
            for each in broken(text, font("body"), room.width(), most):
                words(painter, QRectF(room.left(), top, room.width(), line), each, font("body"), color)
                top += line
            top += BETWEEN


class ShotLane(ScrubLane):
    """The shots, where there are several: a name in each."""

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        super().__init__(scale, tr("player.shots"), 16, parent)
        self.spans: tuple[Span, ...] = ()

    def show_spans(self, spans: tuple[Span, ...]) -> None:
        """Show shots by their start and end."""
        if spans != self.spans:
            self.spans = spans
            self.refresh()

    def paint_still(self, painter: QPainter) -> None:
        t = tokens()
        for number, span in enumerate(self.spans, 1):
            left, right = self.span(*span)
            area = QRectF(left, 0, max(right - left - 1, 2), self.height())
            fill(painter, area, t.control, 2)
            fill(painter, QRectF(left, 0, 2, self.height()), t.rule)
            words(painter, area.adjusted(8, 0, -4, 0), tr("player.shot", n=number), font("fine"), t.text2)


class PlayerBar(LaneStack):
    """Ruler and lanes. `scrubbed` while the hand drags, between `scrub_started` and `scrub_ended`."""

    scrub_started = Signal()
    scrubbed = Signal(float)
    scrub_ended = Signal()
    loop_asked = Signal(int)
    """Number of a beat, from 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TimeScale(8.0), tr("player.ruler"), parent)
        # the head of a playhead at the start or the end is wider than the ruler
        self._grid.setContentsMargins(REACH, 0, REACH, 0)
        self.beats, self.shots = AskedLane(self.scale), ShotLane(self.scale)
        for lane in (self.beats, self.shots):
            self.add(QWidget(), lane)
            lane.pressed.connect(self.scrub_started)
            lane.scrubbed.connect(self._scrubbed)
            lane.let_go.connect(self.scrub_ended)
        self.beats.loop_asked.connect(self.loop_asked)
        self.ruler.scrub_started.connect(self.scrub_started)
        self.ruler.scrub_ended.connect(self.scrub_ended)
        self.time_changed.connect(self.scrubbed)
        self.show_draft(None, 0.0, 24.0)

    def show_draft(self, draft: Draft | None, seconds: float, fps: float) -> None:
        """Show what a draft asks for on a bar of so many seconds; without a draft the ruler alone."""
        self.scale.fps = fps
        self.scale.set_seconds(seconds)
        asked = [card for card in cards(draft) if card.start < seconds] if draft is not None else []
        told = tuple(told_of(draft, card) for card in asked) if draft is not None else ()
        self.beats.show_cards(tuple(asked), told)
        spans: list[Span] = []
        for shot in draft.shots if draft is not None else ():
            start = spans[-1][1] if spans else 0.0
            spans.append((start, start + shot.seconds))
        self.shots.show_spans(tuple(spans) if len(spans) > 1 else ())
        self.beats.setVisible(bool(self.beats.cards))
        self.shots.setVisible(bool(self.shots.spans))
        self.ruler.setVisible(seconds > 0)
        self.playhead.setVisible(seconds > 0)

    def set_tall(self, on: bool) -> None:
        """Take all the height there is, the beats most of it."""
        self.beats.set_tall(on)
        self._grid.setRowStretch(self.lanes.index(self.beats) + 1, int(on))

    def set_time(self, seconds: float) -> None:
        super().set_time(seconds)
        self.beats.set_time(seconds)

    def beat(self, number: int) -> Span | None:
        """When beat `number` (from 1) is asked for."""
        if 1 <= number <= len(self.beats.cards):
            card = self.beats.cards[number - 1]
            return card.start, card.end
        return None

    def beat_at(self, seconds: float) -> int:
        """The number of the beat at a moment, 0 in a hold."""
        return self.beats.at(seconds) + 1
