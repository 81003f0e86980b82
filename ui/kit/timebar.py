"""The one time bar: scale, ruler and playhead that the beats editor, the camera lanes and the player share.

    scale = TimeScale(8.0)                     one per time bar; every lane of it asks scale.x(t) and scale.t(x)
    ruler = TimeRuler(scale)                   figures, ticks, cuts; press or drag scrubs
    playhead = Playhead(scale, lanes, top=14)  lies over `lanes`; a tick moves 11 px and repaints nothing else
    ruler.scrubbed.connect(playhead.set_seconds)
A lane area must begin and end at the same x as the ruler: the scale measures from the left edge of its widgets.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import ceil, floor

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.fonts import font, metrics, scaled
from ui.kit.paint import CENTER, fill, painting, words
from ui.kit.theme import tokens

STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300)
FIGURE_ROOM = 56
HEAD_WIDTH = 11
MOST_PIXELS = 600.0


class UsualSnap(QObject):
    """What time bars snap to unless a person chose otherwise there: seconds, 0 for frames. `changed` tells them."""

    changed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.5

    def set_seconds(self, seconds: float) -> None:
        """From now on this."""
        if seconds != self.seconds:
            self.seconds = seconds
            self.changed.emit(seconds)


@cache
def usual_snap() -> UsualSnap:
    """The one of this program."""
    return UsualSnap()


class TimeScale(QObject):
    """Seconds ↔ x for one time bar. `changed` when length, width, zoom or scroll changed."""

    changed = Signal()

    def __init__(self, seconds: float = 8.0, *, snap: float = 0.5, fps: float = 24.0) -> None:
        super().__init__()
        self.seconds = max(seconds, 0.1)
        self.snap = snap
        self.fps = fps
        self._width = 600.0
        self._zoom = 1.0
        self._start = 0.0

    @property
    def width(self) -> float:
        """The visible width in pixels."""
        return self._width

    @property
    def zoom(self) -> float:
        """1 shows the whole length; larger ones a part of it."""
        return self._zoom

    @property
    def start(self) -> float:
        """The second at the left edge."""
        return self._start

    @property
    def end(self) -> float:
        """The second at the right edge."""
        return self._start + self.seconds / self._zoom

    @property
    def pixels(self) -> float:
        """Pixels a second takes."""
        return self._width * self._zoom / self.seconds

    def x(self, seconds: float) -> float:
        """Where a moment is, in pixels from the left edge; outside of the bar where it is out of sight."""
        return (seconds - self._start) * self.pixels

    def t(self, x: float) -> float:
        """The moment under a pixel, within 0 and the length."""
        return min(max(self._start + x / self.pixels, 0.0), self.seconds)

    def snapped(self, seconds: float) -> float:
        """The nearest moment of the snap; `snap` 0 leaves it as it is."""
        if self.snap <= 0:
            return seconds
        return min(round(seconds / self.snap) * self.snap, self.seconds)

    def framed(self, seconds: float) -> float:
        """The start of the frame that is shown at a moment."""
        return floor(seconds * self.fps + 1e-6) / self.fps

    def set_seconds(self, seconds: float) -> None:
        """Another length."""
        if seconds > 0 and seconds != self.seconds:
            self.seconds = seconds
            self._settle()

    def set_width(self, pixels: float) -> None:
        """Another visible width; the ruler does this when it is resized."""
        if pixels > 0 and pixels != self._width:
            self._width = float(pixels)
            self._settle()

    def zoom_at(self, factor: float, x: float) -> None:
        """Make seconds wider or narrower, with the moment under `x` staying where it is."""
        moment = self._start + x / self.pixels
        most = max(1.0, MOST_PIXELS * self.seconds / self._width)
        self._zoom = min(max(self._zoom * factor, 1.0), most)
        self._start = moment - x / self.pixels
        self._settle()

    def scroll(self, pixels: float) -> None:
        """Move what is seen."""
        self._start += pixels / self.pixels
        self._settle()

    def reveal(self, seconds: float) -> None:
        """Scroll just so far that a moment is seen."""
        if seconds < self.start:
            self._start = seconds
            self._settle()
        elif seconds > self.end:
            self._start = seconds - self.seconds / self._zoom
            self._settle()

    def figures(self) -> list[float]:
        """The moments that carry a figure, as many as have room."""
        step = next((each for each in STEPS if each * self.pixels >= FIGURE_ROOM), STEPS[-1])
        first, last = ceil(self.start / step - 1e-6), floor(self.end / step + 1e-6)
        return [round(index * step, 3) for index in range(first, last + 1)]

    def _settle(self) -> None:
        self._start = min(max(self._start, 0.0), max(0.0, self.seconds - self.seconds / self._zoom))
        self.changed.emit()


class TimeRuler(QWidget):
    """Figures and ticks over the lanes. Pressing and dragging scrubs; Ctrl+wheel zooms; wheel sideways scrolls.

    Keys: Left/Right by the snap, `,` `.` by a frame, Home, End.
    """

    scrub_started = Signal()
    scrubbed = Signal(float)
    scrub_ended = Signal()
    focus_radius = 3

    def __init__(self, scale: TimeScale, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = scale
        self._seconds = 0.0
        self._cuts: tuple[float, ...] = ()
        self.figure_places: list[float | None] = []
        """Where the figures begin as painted, None for those that are left out."""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        scale.changed.connect(self.update)

    def set_seconds(self, seconds: float) -> None:
        """Where the playhead is; said to screen readers."""
        self._seconds = seconds
        self.setAccessibleDescription(f"{seconds:.2f} / {self.scale.seconds:g}")
        if self.figure_places != [self._place_of(moment) for moment in self.scale.figures()]:
            self.update()

    def set_cuts(self, moments: Sequence[float]) -> None:
        """Borders between shots, drawn with scissors."""
        self._cuts = tuple(moments)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, scaled(22))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scale.set_width(self.width())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.scrub_started.emit()
            self._scrub(self.scale.t(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._scrub(self.scale.t(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.scrub_ended.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        wheel_time(self.scale, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self.scale.snap or 0.5
        frame = 1 / self.scale.fps
        steps = {
            Qt.Key.Key_Left: self._seconds - step,
            Qt.Key.Key_Right: self._seconds + step,
            Qt.Key.Key_Comma: self._seconds - frame,
            Qt.Key.Key_Period: self._seconds + frame,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: self.scale.seconds,
        }
        if (wanted := steps.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
            return
        self._scrub(min(max(wanted, 0.0), self.scale.seconds))

    def _scrub(self, seconds: float) -> None:
        self.set_seconds(seconds)
        self.scale.reveal(seconds)
        self.scrubbed.emit(seconds)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            self._paint_figures(painter)
            for moment in self._cuts:
                paint_cut(painter, QPointF(self.scale.x(moment), self.height() - 8))

    def _paint_figures(self, painter: QPainter) -> None:
        t = tokens()
        foot = self.height()
        figures = self.scale.figures()
        half = (figures[1] - figures[0]) / 2 if len(figures) > 1 else 0
        self.figure_places = [self._place_of(moment) for moment in figures]
        for moment, left in zip(figures, self.figure_places, strict=True):
            x = round(self.scale.x(moment))
            fill(painter, QRectF(min(x, self.width() - 1), foot - 6, 1, 5), t.rule)
            if left is None:
                continue
            text = f"{moment:g}"
            wide = metrics("fine").horizontalAdvance(text)
            words(painter, QRectF(left, 0, wide + 2, foot - 6), text, font("fine"), t.text3)
            if half and moment + half < self.scale.end:
                fill(painter, QRectF(round(self.scale.x(moment + half)), foot - 4, 1, 3), t.edge)

    def _place_of(self, moment: float) -> float | None:
        """Where its figure begins: over its tick, beside it where the playhead's head lies there, None without room."""
        x = round(self.scale.x(moment))
        wide = metrics("fine").horizontalAdvance(f"{moment:g}")
        if any(abs(self.scale.x(cut) - x) < HEAD_WIDTH + wide / 2 for cut in self._cuts):
            return None
        head, most = self.scale.x(self._seconds), self.width() - wide - 1.0
        reach = HEAD_WIDTH / 2 + 1
        amid = min(max(x - wide / 2, 0.0), most)
        for left in (amid, x + reach, x - reach - wide):
            if 0 <= left <= most and not left - reach < head < left + wide + reach:
                return left
        return None


class Playhead(QWidget):
    """Head and line over the lanes of a time bar, on a widget 11 px wide that only moves.

    It lies over `host` from `top` to its foot, at the scale's x.
    """

    def __init__(self, scale: TimeScale, host: QWidget, *, top: int = 0) -> None:
        super().__init__(host)
        self.scale = scale
        self._host, self._left, self._top = host, 0, top
        self._seconds = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        host.installEventFilter(self)
        scale.changed.connect(self._place)
        self._place()

    @property
    def seconds(self) -> float:
        """Where it stands."""
        return self._seconds

    def set_seconds(self, seconds: float) -> None:
        """Move it. The moment is not checked against the length."""
        self._seconds = seconds
        self._place()

    def set_place(self, left: int, top: int) -> None:
        """Where the lanes begin within the host."""
        self._left, self._top = left, top
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.ChildAdded}:
            self._place()
        return False

    def _place(self) -> None:
        x = self.scale.x(self._seconds)
        seen = -0.5 <= x <= self.scale.width + 0.5
        left = self._left + round(x) - HEAD_WIDTH // 2
        self.setGeometry(left, self._top, HEAD_WIDTH, max(0, self._host.height() - self._top))
        self.setVisible(seen)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_playhead(painter, QRectF(self.rect()))


def paint_playhead(painter: QPainter, area: QRectF) -> None:
    """The playhead's shape in a column 11 wide: a small shield and a line of one pixel below it."""
    t = tokens()
    middle = area.left() + HEAD_WIDTH // 2
    # two pixels of panel beside the line keep it readable over tinted blocks
    fill(painter, QRectF(middle, area.top() + 8, 1, area.height()), t.ink)
    shape = QPainterPath(QPointF(middle - 4, area.top() + 1.5))
    shape.arcTo(middle - 4, area.top(), 3, 3, 180, -90)
    shape.lineTo(middle + 3.5, area.top())
    shape.arcTo(middle + 2, area.top(), 3, 3, 90, -90)
    shape.lineTo(middle + 5, area.top() + 6)
    shape.lineTo(middle + 0.5, area.top() + 10.5)
    shape.lineTo(middle - 4, area.top() + 6)
    shape.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(t.ink)
    painter.drawPath(shape)


def paint_cut(painter: QPainter, center: QPointF) -> None:
    """Scissors in a small ink plate: a cut at the ruler."""
    t = tokens()
    plate = QRectF(center.x() - 8, center.y() - 8, 16, 16)
    fill(painter, plate, t.ink, 3)
    icons.draw(painter, "cut", plate.adjusted(2, 2, -2, -2), t.onInk)


def wheel_time(scale: TimeScale, event: QWheelEvent) -> bool:
    """What the wheel does on every lane: with Ctrl it zooms, sideways or with Shift it scrolls. Says whether it did."""
    delta = event.angleDelta()
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        scale.zoom_at(1.0015 ** delta.y(), event.position().x())
    elif delta.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        scale.scroll(-(delta.x() or delta.y()) * 0.5)
    else:
        event.ignore()
        return False
    event.accept()
    return True


def time_code(seconds: float, fps: float = 24.0) -> str:
    """A position as minutes, seconds, frames: `00:03.08`."""
    frames = floor(seconds * fps + 1e-6)
    whole, frame = divmod(frames, round(fps))
    return f"{whole // 60:02d}:{whole % 60:02d}.{frame:02d}"


def short_time(seconds: float) -> str:
    """A length or position in seconds for plates on the bar: `2.5 s` without the unit's word."""
    return f"{seconds:.2f}".rstrip("0").rstrip(".")


def paint_plate(painter: QPainter, at: QPointF, text: str) -> None:
    """The small ink plate that shows a number while something is stretched or moved; `at` is its foot's middle."""
    t = tokens()
    wide = metrics("fine", 500).horizontalAdvance(text) + 12
    plate = QRectF(at.x() - wide / 2, at.y() - 20, wide, 20)
    fill(painter, plate, t.ink, 3)
    words(painter, plate, text, font("fine", 500), t.onInk, CENTER)
