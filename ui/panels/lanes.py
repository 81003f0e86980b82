"""What the time editors share: lanes under one ruler, each painted once and kept, and one playhead over all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.fonts import font, metrics, scaled
from ui.kit.labels import Label, TrackSquare
from ui.kit.layout import row
from ui.kit.paint import LEFT, fill, painting, words
from ui.kit.theme import theme, tokens
from ui.kit.timebar import Playhead, TimeRuler, TimeScale, paint_plate, wheel_time

HEAD_TOP = 12
"""Where the playhead begins within the ruler."""
GAP = 2
KeyTable = dict[tuple[int, bool, bool], Callable[[], object]]
"""What a key does: (key, with Ctrl, with Alt) → act."""


def pressed(event: QKeyEvent) -> tuple[int, bool, bool]:
    """A key press as a `KeyTable` names it. Brackets count as themselves however a keyboard makes them."""
    if event.text() in ("[", "]"):
        return int(Qt.Key.Key_BracketLeft if event.text() == "[" else Qt.Key.Key_BracketRight), False, False
    held = event.modifiers()
    ctrl, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    return int(event.key()), bool(held & ctrl), bool(held & alt)


class Lane(QWidget):
    """A strip of a time bar. What stands still is painted once by `paint_still` and kept as a picture; `paint_live`
    adds what moves. While `live` is set the picture is left out and `paint_still` runs at every frame.
    """

    def __init__(self, scale: TimeScale, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = scale
        self.live = False
        self._height = height
        self._cuts: tuple[float, ...] = ()
        self._kept: QPixmap | None = None
        self.paints = 0
        """How often the still layer was painted; tests and benches read it."""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        scale.changed.connect(self.refresh)
        theme().theme_changed.connect(self._redress)

    def set_cuts(self, moments: Sequence[float]) -> None:
        """Borders between shots, drawn as a white line."""
        self._cuts = tuple(moments)
        self.refresh()

    def refresh(self) -> None:
        """Paint anew: what is shown has changed."""
        self._kept = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, scaled(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, scaled(self._height))

    def wheelEvent(self, event: QWheelEvent) -> None:
        wheel_time(self.scale, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._kept = None

    def span(self, start: float, end: float) -> tuple[float, float]:
        """Where a stretch of time begins and ends, in whole pixels."""
        return round(self.scale.x(start)), round(self.scale.x(end))

    def paint_still(self, painter: QPainter) -> None:
        """Paint what changes only with the draft, the scale or the theme."""

    def paint_live(self, painter: QPainter) -> None:
        """Paint what changes with the pointer or the focus, over the still layer."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            if self.live:
                self._paint_whole(painter)
            else:
                ratio = self.devicePixelRatioF()
                if self._kept is None or self._kept.devicePixelRatioF() != ratio:
                    self._kept = self._keep(ratio)
                area = QRectF(event.rect())
                source = QRectF(area.topLeft() * ratio, area.size() * ratio)
                painter.drawPixmap(area, self._kept, source)
            self.paint_live(painter)

    def _keep(self, ratio: float) -> QPixmap:
        kept = QPixmap((QSize(self.size()) * ratio).expandedTo(QSize(1, 1)))
        kept.setDevicePixelRatio(ratio)
        kept.fill(tokens().panel)
        painter = QPainter(kept)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_whole(painter)
        painter.end()
        return kept

    def _paint_whole(self, painter: QPainter) -> None:
        self.paints += 1
        self.paint_still(painter)
        for moment in self._cuts:
            fill(painter, QRectF(round(self.scale.x(moment)), 0, 1, self.height()), tokens().ink)

    def _redress(self) -> None:
        self._kept = None
        self.updateGeometry()
        self.update()


class LaneName(QWidget):
    """The name of a lane at its left, with its track's square."""

    def __init__(self, text: str, track: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = Label(text, "small", "text2")
        parts: list[QWidget] = [TrackSquare(track), label] if track else [label]
        self.setLayout(row(*parts, None, gap=6, margins=(0, 0, 8, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)


class FoldName(QAbstractButton):
    """The name of a lane that folds others away: a chevron and a word."""

    focus_radius = 3

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(metrics("small").horizontalAdvance(self.text()) + 28, scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        color = tokens().text if self.underMouse() else tokens().text2
        with painting(self) as painter:
            words(painter, QRectF(self.rect()), self.text(), font("small"), color)
            left = metrics("small").horizontalAdvance(self.text()) + 4
            icons.draw(painter, "open" if self.isChecked() else "closed", QRectF(left, 0, 14, self.height()), color)


class Bubble(QWidget):
    """The number that stands over an edge while it is held; it lies over the lanes and lets every click through."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def say(self, text: str, foot: QPoint) -> None:
        """Show `text` over a point of the host, kept inside of it."""
        self._text = text
        wide = metrics("fine", 500).horizontalAdvance(text) + 14
        host = self.parentWidget()
        left = max(0, min(foot.x() - wide // 2, (host.width() if host else wide) - wide))
        self.setGeometry(QRect(left, max(0, foot.y() - 20), wide, 20))
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_plate(painter, QPointF(self.width() / 2, 20), self._text)


class LaneStack(QWidget):
    """Ruler and lanes under one another at one x, names in a column at the left, the playhead over all.

    `time_changed` tells when the person scrubs. `set_time` moves the playhead without telling.
    """

    time_changed = Signal(float)

    def __init__(self, scale: TimeScale, ruler_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = scale
        self.lanes: list[Lane] = []
        self.time = 0.0
        self._cuts: tuple[float, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 0, 12, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnStretch(1, 1)
        self.ruler = TimeRuler(scale, name=ruler_name)
        self._grid.addWidget(self.ruler, 0, 1)
        self.playhead = Playhead(scale, self, top=HEAD_TOP)
        self.bubble = Bubble(self)
        self.ruler.scrubbed.connect(self._scrubbed)

    def add(self, name: QWidget, lane: Lane, stretch: int = 0) -> None:
        """One more lane with its name."""
        number = self._grid.rowCount()
        self._grid.addWidget(name, number, 0)
        self._grid.addWidget(lane, number, 1)
        self._grid.setRowStretch(number, stretch)
        self.lanes.append(lane)

    def set_name_width(self, pixels: int) -> None:
        """The least width of the column of names."""
        self._grid.setColumnMinimumWidth(0, pixels)

    def set_cuts(self, moments: Sequence[float]) -> None:
        """Borders between shots: a line through all lanes with scissors at the ruler."""
        self._cuts = tuple(moments)
        self.ruler.set_cuts(moments)
        for lane in self.lanes:
            lane.set_cuts(moments)
        self.update()

    def set_time(self, seconds: float) -> None:
        """Move the playhead."""
        self.time = seconds
        self.ruler.set_seconds(seconds)
        self.playhead.set_seconds(seconds)

    def say_over(self, lane: QWidget, x: float, text: str) -> None:
        """Show a number over a lane at `x`; an empty one takes it away."""
        if text:
            self.bubble.say(text, lane.mapTo(self, QPoint(round(x), 0)))
        else:
            self.bubble.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        left = self.ruler.x()
        with painting(self) as painter:
            for moment in self._cuts:
                x = left + round(self.scale.x(moment))
                if left <= x <= self.width():
                    fill(painter, QRectF(x, self.ruler.height() - 4, 1, self.height()), tokens().ink)

    def _place(self) -> None:
        self._grid.activate()
        self.playhead.set_place(self.ruler.x(), min(HEAD_TOP, max(0, self.ruler.height() - 12)))

    def _scrubbed(self, seconds: float) -> None:
        self.set_time(seconds)
        self.time_changed.emit(seconds)


class Block:
    """One block on a lane: words on a tint with a stripe at its left. `spill` is where it should have ended."""

    __slots__ = ("bed", "end", "hue", "key", "spill", "spill_hue", "start", "text")

    def __init__(
        self,
        start: float,
        end: float,
        text: str,
        hue: str,
        *,
        key: tuple[str, str] = ("", ""),
        bed: bool = False,
        spill: float = 0.0,
        spill_hue: str = "",
    ) -> None:
        self.start, self.end, self.text, self.hue = start, end, text, hue
        self.key, self.bed, self.spill, self.spill_hue = key, bed, spill, spill_hue


class BlockLane(Lane):
    """Blocks of words on a lane: lines, sounds, framings. A click on one tells its key."""

    chosen = Signal(str, str)

    def __init__(self, scale: TimeScale, name: str, height: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(scale, name, height, parent)
        self.blocks: list[Block] = []
        self.loose = True
        """Whether words may run on past the end of their block."""
        self.setMouseTracking(True)

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these, the later ones over the earlier."""
        self.blocks = list(blocks)
        self.setAccessibleDescription("; ".join(block.text for block in blocks))
        self.refresh()

    def block_at(self, x: float) -> Block | None:
        """The topmost block under a pixel."""
        for block in reversed(self.blocks):
            left, right = self.span(block.start, block.end)
            if left <= x < max(right, left + 8):
                return block
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (block := self.block_at(event.position().x())) and block.key[1]:
            self.chosen.emit(*block.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        block = self.block_at(event.position().x())
        self.setToolTip(block.text if block else "")

    def paint_still(self, painter: QPainter) -> None:
        fill(painter, QRectF(self.rect()), tokens().field, 3)
        for block in self.blocks:
            self._paint_plate(painter, block)
        for block in self.blocks:
            self._paint_words(painter, block)

    def _paint_plate(self, painter: QPainter, block: Block) -> None:
        hue = tokens().hue(block.hue)
        area = self._area(block)
        fill(painter, area, hue.tint if block.bed or not self._has_bed() else hue.deep)
        if block.spill:
            self._paint_spill(painter, block, area)
        fill(painter, QRectF(area.left(), 0, 2, self.height()), hue.line)

    def _paint_words(self, painter: QPainter, block: Block) -> None:
        """The words of a bed lie in its widest gap; those of another block may run on while the lane is free."""
        area = self._area(block)
        if block.bed:
            taken = [self._taken(each) for each in self.blocks if not each.bed]
            gaps = _gaps(area, taken)
            wide = metrics("fine").horizontalAdvance(block.text) + 12
            widest = max(gaps, key=lambda gap: gap[1] - gap[0])
            left, right = next((gap for gap in gaps if gap[1] - gap[0] >= wide), widest)
            if right - left < 60 and taken:
                return
        else:
            others = [self._area(each) for each in self.blocks if each is not block and not each.bed]
            left, right = area.left(), float(self.width()) if self.loose else area.right()
            right = min([right, *(each.left() for each in others if each.left() > left)])
        start = max(left + 7, 4.0)
        spill = 12 if block.spill and right <= area.right() else 0
        room = QRectF(start, 0, max(0.0, right - start - 4 - spill), self.height())
        if room.width() > 12:
            words(painter, room, block.text, font("fine"), tokens().hue(block.hue).text, LEFT)

    def _taken(self, block: Block) -> QRectF:
        """A block with the words that run on from it."""
        area = self._area(block)
        if self.loose:
            area.setWidth(max(area.width(), metrics("fine").horizontalAdvance(block.text) + 16.0))
        return area

    def _area(self, block: Block) -> QRectF:
        left, right = self.span(block.start, block.end)
        return QRectF(left, 0, max(right - left, 3), self.height())

    def _paint_spill(self, painter: QPainter, block: Block, area: QRectF) -> None:
        hue = tokens().hue(block.spill_hue)
        left = max(area.left() + 2, min(round(self.scale.x(block.spill)), area.right() - 14))
        fill(painter, QRectF(left, 0, area.right() - left, self.height()), hue.tint)
        fill(painter, QRectF(area.right() - 2, 0, 2, self.height()), hue.line)

    def _has_bed(self) -> bool:
        return any(block.bed for block in self.blocks)


def _gaps(area: QRectF, others: Sequence[QRectF]) -> list[tuple[float, float]]:
    """What others leave of an area, from left to right."""
    gaps: list[tuple[float, float]] = []
    left = area.left()
    for other in sorted(others, key=lambda each: each.left()):
        if other.left() > left:
            gaps.append((left, other.left()))
        left = max(left, other.right())
    return [*gaps, (left, max(left, area.right()))]
