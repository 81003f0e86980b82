"""What lies under the beats on the time bar: spoken lines, sounds and the camera, each in its track's colour."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.domain.beats import beat_spans
from app.domain.camera import keys_in_order, state_at
from app.domain.draft import AXES, Draft, Key, Line, Shot
from app.domain.moves import segments
from app.domain.speech import COMFORTABLE, MOST, PAUSE, LineWindow, windows
from app.strings import listed, tr
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.paint import LEFT, fill, words
from ui.kit.theme import tokens
from ui.kit.timebar import TimeScale
from ui.panels.beats.words import move_words, plain, small, term
from ui.panels.lanes import Lane
from ui.panels.lanes_blocks import Block

CUE_SECONDS = 0.8
LEAST_SEEN = 0.4
"""A line that does not fit is drawn at least about so long (seconds)."""
NO_MUSIC = "none"
"""The term of the music vocabulary that stands for silence."""
STILL = 0.25


class SpokenWords(NamedTuple):
    """How many words are spoken, how many are comfortable, and how many at most."""

    spoken: int
    comfortable: int
    most: int


def spoken_words(draft: Draft) -> SpokenWords:
    """Words spoken in the whole draft against what its length carries."""
    count = sum(window.words for window in heard(draft))
    room = max(0.0, draft.seconds - PAUSE)
    return SpokenWords(count, int(room * COMFORTABLE), int(room * MOST))


def heard(draft: Draft) -> list[LineWindow]:
    """Every line with words in time, in seconds of the draft."""
    found = []
    for shot in draft.shots:
        start = draft.shot_start(shot.id)
        if any(line.text.strip() for beat in shot.beats for line in beat.lines):
            found += [
                each._replace(start=each.start + start, end=each.end + start, spoken_end=each.spoken_end + start)
                for each in windows(shot)
            ]
    return found


def line_blocks(draft: Draft) -> list[Block]:
    """Every spoken line where it is heard; from where it does not fit its end is tinted."""
    lines = {
        f"shots[{span.shot_id}].beats[{span.beat.id}].lines[{line.id}]": ((span.shot_id, span.beat.id), line)
        for span in beat_spans(draft)
        for line in span.beat.lines
    }
    blocks = []
    for window in heard(draft):
        key, line = lines[window.path]
        start, end, spill = window.start, window.spoken_end, 0.0
        if window.fits != "fits":
            start, end, spill = _overrun(window, draft.seconds)
        hue = {"tight": "warn", "late": "error"}.get(window.fits, "")
        text = said(draft, line)
        blocks.append(Block(start, min(end, draft.seconds), text, "line", key=key, spill=spill, spill_hue=hue))
    return blocks


def _overrun(window: LineWindow, seconds: float) -> tuple[float, float, float]:
    """From when to when a line that does not fit is drawn, and from where on it is tinted.

    Where the bar ends before the words do, as large a share of it is tinted as of them; a line that nothing is left
    for is seen at the very end.
    """
    calm = window.start + window.words / COMFORTABLE + PAUSE
    end = min(max(window.spoken_end, calm), seconds)
    if end - window.start < LEAST_SEEN:
        start = max(0.0, seconds - 2 * LEAST_SEEN)
        return start, seconds, start
    share = min(1.0, (min(window.end, seconds) - window.start) / (calm - window.start))
    over = window.start + (end - window.start) * share
    return window.start, end, max(min(window.end, window.spoken_end, over), window.start + 0.2)


def said(draft: Draft, line: Line) -> str:
    """A line with who says it."""
    speaker = plain(draft, line.speaker)
    if not speaker:
        return plain(draft, line.text)
    return tr("beats.line", speaker=speaker, text=plain(draft, line.text))


def sound_blocks(draft: Draft) -> list[Block]:
    """The bed of the whole draft and, over it, every cue where it is heard."""
    bed = [text for text in (*draft.sound.ambience, draft.sound.music) if text and text != NO_MUSIC]
    blocks = [Block(0.0, draft.seconds, plain(draft, ", ".join(bed)), "snd", bed=True)] if bed else []
    for span in beat_spans(draft):
        for cue in span.beat.sounds:
            text = plain(draft, cue.text) or tr(f"beats.sound.{cue.kind}")
            start, end = span.start, span.end
            if cue.sync == "on_action":
                end = min(end, start + max(CUE_SECONDS, (end - start) * 0.4))
            elif cue.sync == "after":
                start = max(start, end - CUE_SECONDS)
            blocks.append(Block(start, end, text, "snd", key=(span.shot_id, span.beat.id)))
    return blocks


def paint_diamond(painter: QPainter, middle: QPointF, line: QColor, inside: QColor, size: float = 5) -> None:
    """A key of the camera path."""
    x, y = middle.x(), middle.y()
    shape = QPolygonF([QPointF(x, y - size), QPointF(x + size, y), QPointF(x, y + size), QPointF(x - size, y)])
    painter.setPen(QPen(line, 1.25))
    painter.setBrush(inside)
    painter.drawPolygon(shape)


def travel(before: Key, after: Key) -> float:
    """How far all axes go between two keys, in units."""
    return float(sum(abs(getattr(after.axes, name) - getattr(before.axes, name)) for name in AXES))


HIGH, LOW = "high", "low"
"""Rows of words on the camera's lane."""
LEAST_WORDS = 36
"""Elided to less than this, words say nothing."""


class CameraTrack(Lane):
    """One line that rises as the camera moves, with its framings and the names of its moves."""

    def __init__(self, scale: TimeScale, name: str, parent: QWidget | None = None) -> None:
        super().__init__(scale, name, 30, parent)
        self._draft: Draft | None = None

    def show_draft(self, draft: Draft) -> None:
        """Show the camera of another draft."""
        if (
            self._draft is None
            or [shot.keys for shot in draft.shots] != [shot.keys for shot in self._draft.shots]
            or [shot.seconds for shot in draft.shots] != [shot.seconds for shot in self._draft.shots]
        ):
            self._draft = draft
            framings = [framing_name(key) for shot in draft.shots for key in keys_in_order(shot)]
            self.setAccessibleDescription(listed(each for each in framings if each))
            self.refresh()

    def paint_still(self, painter: QPainter) -> None:
        if self._draft is None:
            return
        for shot in self._draft.shots:
            self._paint_shot(painter, shot, self._draft.shot_start(shot.id))

    def _paint_shot(self, painter: QPainter, shot: Shot, start: float) -> None:
        keys = keys_in_order(shot)
        left, right = self.span(start, start + shot.seconds)
        if not keys or right - left < 8:
            return
        hue = tokens().hue("cam")
        low, high = self.height() - 8.0, 9.0
        heights = Rise(shot, keys, low, high)
        line = [QPointF(left + 6, low)]
        while line[-1].x() < right - 6:
            x = min(line[-1].x() + 3, right - 6)
            line.append(QPointF(x, heights.at(self.scale.t(x) - start)))
        painter.setPen(QPen(hue.line, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(line))
        for key in keys:
            spot = min(max(self.scale.x(start + key.t), left + 6.0), right - 6.0)
            paint_diamond(painter, QPointF(spot, heights.at(key.t)), hue.line, tokens().panel, 4)
        self._paint_words(painter, shot, QRectF(left, 0, right - left, self.height()), start, line)

    def _paint_words(self, painter: QPainter, shot: Shot, area: QRectF, start: float, line: list[QPointF]) -> None:
        keys = keys_in_order(shot)
        first, last = framing_name(keys[0]), framing_name(keys[-1])
        taken, end = area.left() + 14, area.right()
        if len(keys) > 1 and last and last != first and _wide(last) + 20 < area.width():
            end -= _wide(last) + 10
            self._say(painter, last, end, LOW)
        if first and _wide(first) + 30 < area.width():
            room = min(_wide(first) + 4, _risen(line, self._tall()) - taken)
            if room > scaled(LEAST_WORDS):
                self._say(painter, first, taken, HIGH, room)
                taken += room + 8
        for segment in segments(shot):
            name = move_words(segment, short=True) if segment.moves else ""
            middle = self.scale.x(start + segment.leave + segment.seconds / 2)
            place = self._place_of(_wide(name) + 4, middle, taken, area.right(), end, line)
            if name and place:
                self._say(painter, name, *place)
                taken = place[0] + _wide(name) + 12

    def _place_of(
        self, wide: float, middle: float, taken: float, right: float, end: float, line: list[QPointF]
    ) -> tuple[float, str] | None:
        """Where the name of a move goes: above the line where it is low, else under it where it is high, else over
        it in the middle; None where there is no room."""
        tall = self._tall()
        above = min(middle - wide / 2, _risen(line, tall + 3) - wide)
        if above > taken and above + wide < right:
            return above, HIGH
        below = max(middle - wide / 2, _risen(line, self.height() - tall - 3))
        if below > taken and below + wide < end:
            return below, LOW
        return (middle - wide / 2, HIGH) if taken < middle - wide / 2 and middle + wide / 2 < right else None

    def _say(self, painter: QPainter, text: str, left: float, row: str, wide: float = 0) -> None:
        """Words on a plate that lets the line shine through."""
        tall = self._tall()
        box = QRectF(left, 1 if row == HIGH else self.height() - tall, wide or _wide(text) + 4, tall)
        ground = QColor(tokens().panel)
        ground.setAlphaF(0.8)
        fill(painter, box, ground)
        words(painter, box, text, font("fine"), tokens().hue("cam").text, LEFT)

    def _tall(self) -> float:
        return line_height("fine")


def _wide(text: str) -> float:
    return metrics("fine").horizontalAdvance(text)


def _risen(line: list[QPointF], y: float) -> float:
    """Where a line that only rises comes up to a height, so that words above it end there."""
    return next((spot.x() for spot in line if spot.y() <= y), line[-1].x())


class Rise:
    """The height of the camera line at a moment of its shot: how much of all its travel is done."""

    def __init__(self, shot: Shot, keys: tuple[Key, ...], low: float, high: float) -> None:
        self._shot, self._low, self._high = shot, low, high
        self._done: dict[str, float] = {}
        total = 0.0
        for number, key in enumerate(keys):
            total += travel(keys[number - 1], key) if number else 0.0
            self._done[key.id] = total
        self._total = total

    def at(self, t: float) -> float:
        """Its y."""
        state = state_at(self._shot, t)
        if state.before is None or self._total < STILL:
            return self._low
        done = self._done[state.before.id]
        if state.after is not None:
            done += (self._done[state.after.id] - done) * state.progress
        return self._low + (self._high - self._low) * done / self._total


def framing_name(key: Key) -> str:
    """The size and angle of a key in words: “Medium shot, low angle”."""
    size, angle = term("shot_size", key.framing.size), term("angle", key.framing.angle)
    if size and angle:
        return listed((size, small(angle)))
    return size or angle
