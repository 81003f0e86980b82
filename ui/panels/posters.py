"""Pictures of drafts and presets, still and moving, drawn by the animatic's own stage while nothing else waits."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from app.domain.draft import Draft
from app.domain.errors import Fault
from ui.kit.theme import theme

if TYPE_CHECKING:
    from app.animatic.stage import Stage, Take

FIRST_MS = 60
NEXT_MS = 4
FRAME_MS = 42
KEPT = 240
STAGES = 8

Load = Callable[[], Draft]


class _Wanted(NamedTuple):
    key: str
    size: tuple[int, int]
    """In device pixels."""
    columns: int


class Posters(QObject):
    """Stills by draft and size. Nothing is drawn until somebody asks while painting, and then one at a time.

    `drawn(key)` tells that a still is there. Keys name the content: `draft-id@changed`, `preset-id@version`.
    """

    drawn = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stills: OrderedDict[_Wanted, QPixmap] = OrderedDict()
        self._moments: dict[str, float] = {}
        self._stages: OrderedDict[str, Stage] = OrderedDict()
        self._queue: OrderedDict[_Wanted, Load] = OrderedDict()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw_next)

    @property
    def waiting(self) -> int:
        """How many stills are still to be drawn."""
        return len(self._queue)

    def still(
        self, key: str, load: Load, size: QSize, ratio: float = 1.0, columns: int = 1, *, first: bool = False
    ) -> QPixmap | None:
        """The still of a draft in logical pixels, or None while it waits to be drawn, `first` before all others.

        `columns` shows that many shots side by side. A draft that cannot be loaded gives an empty picture.
        """
        wanted = _Wanted(key, (round(size.width() * ratio), round(size.height() * ratio)), columns)
        found = self._stills.get(wanted)
        if found is not None:
            self._stills.move_to_end(wanted)
            return found
        if min(wanted.size) > 0 and wanted not in self._queue:
            self._queue[wanted] = load
            if not self._timer.isActive():
                self._timer.start(FIRST_MS)
        if first and wanted in self._queue:
            self._queue.move_to_end(wanted, last=False)
        return None

    def other_size(self, key: str) -> QPixmap | None:
        """The largest still of a draft that is there in some other size, to stand in for one that is not."""
        found = [still for wanted, still in self._stills.items() if wanted.key == key and not still.isNull()]
        return max(found, key=QPixmap.width, default=None)

    def moment(self, key: str) -> float:
        """The second of the draft that its single still shows; 0 while none is drawn."""
        return self._moments.get(key, 0.0)

    def stage(self, key: str, load: Load) -> Stage | None:
        """The stage of a draft, built at once; None where the draft cannot be loaded."""
        if key in self._stages:
            self._stages.move_to_end(key)
            return self._stages[key]
        # 170 ms that a start need not wait for
        from app.animatic.stage import build_stage

        try:
            made = build_stage(load())
        except Fault:
            return None
        self._stages[key] = made
        while len(self._stages) > STAGES:
            self._stages.popitem(last=False)
        return made

    def stop(self) -> None:
        """Draw nothing more of what was asked for."""
        self._timer.stop()
        self._queue.clear()

    def _draw_next(self) -> None:
        if not self._queue:
            return
        wanted, load = self._queue.popitem(last=False)
        stage = self.stage(wanted.key, load)
        self._stills[wanted], moment = _drawn(stage, wanted) if stage else (QPixmap(), None)
        if moment is not None:
            self._moments[wanted.key] = moment
        while len(self._stills) > KEPT:
            self._stills.popitem(last=False)
        if self._queue:
            self._timer.start(NEXT_MS)
        self.drawn.emit(wanted.key)


class Reel(QObject):
    """A moving picture of one draft, for a card under the pointer or in focus. `moved` asks for a repaint."""

    moved = Signal()

    def __init__(self, posters: Posters, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posters = posters
        self._stage: Stage | None = None
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.moved)

    @property
    def playing(self) -> bool:
        """Whether it moves."""
        return self._timer.isActive()

    @property
    def time(self) -> float:
        """Where it is, in seconds; it begins again at the end."""
        if self._stage is None or not self._stage.seconds:
            return 0.0
        return (self._clock.elapsed() / 1000) % self._stage.seconds

    def play(self, key: str, load: Load) -> None:
        """Play from the start. With less motion it stays still."""
        if self.playing or not theme().motion(FRAME_MS):
            return
        self._stage = self._posters.stage(key, load)
        if self._stage is not None:
            self._clock.start()
            self._timer.start()
            self.moved.emit()

    def stop(self) -> None:
        """Go back to the still."""
        if self._timer.isActive():
            self._timer.stop()
            self._stage = None
            self.moved.emit()

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint the present moment into `area`, as sharp as the screen."""
        if self._stage is None:
            return
        from app.animatic.paint import paint

        ratio = painter.device().devicePixelRatioF()
        painter.save()
        painter.setClipRect(area)
        painter.translate(area.topLeft())
        painter.scale(1 / ratio, 1 / ratio)
        size = (round(area.width() * ratio), round(area.height() * ratio))
        paint(painter, size, self._stage, self.time, clean=True)
        painter.restore()


def _drawn(stage: Stage, wanted: _Wanted) -> tuple[QPixmap, float | None]:
    """The still, and the moment it shows where that is a single one."""
    from app.animatic.paint import paint, paint_part, telling_moment

    picture = QPixmap(*wanted.size)
    painter = QPainter(picture)
    wide, tall = wanted.size
    takes = _shown_takes(stage, wanted.columns)
    if not takes:
        moment = telling_moment(stage, wanted.size)
        paint(painter, wanted.size, stage, moment, clean=True)
        painter.end()
        return picture, moment
    for number, take in enumerate(takes):
        left = wide * number // len(takes)
        part = wide * (number + 1) // len(takes) - left
        moment = telling_moment(stage, (part, tall), take.start, take.start + take.shot.seconds)
        painter.save()
        painter.translate(QPoint(left, 0))
        paint_part(painter, (part, tall), stage, moment)
        painter.restore()
    painter.end()
    return picture, None


def shown_shots(count: int, columns: int) -> list[int]:
    """Which shots of so many stand side by side: the first, the last, and some between."""
    columns = min(count, columns)
    return [round(place * (count - 1) / max(columns - 1, 1)) for place in range(columns)]


def _shown_takes(stage: Stage, columns: int) -> list[Take]:
    """The shots that stand side by side in a still; none where it shows one moment of the whole."""
    takes = [stage.takes[place] for place in shown_shots(len(stage.takes), columns)]
    return takes if len(takes) > 1 else []
