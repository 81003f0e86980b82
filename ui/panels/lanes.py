"""What the time editors share: lanes under one ruler, each painted once and kept, and one playhead over all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.fonts import font, metrics, scaled
from ui.kit.labels import Label, TrackSquare
from ui.kit.layout import row, set_surface
from ui.kit.paint import fill, painting, words
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
        # nothing beneath is painted where a letter changes a card
        set_surface(self, "panel")
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

    def mend(self, area: QRectF, paint: Callable[[QPainter], None]) -> None:
        """Paint over a part of the still layer, where the rest of it is as it was."""
        if self._kept is not None:
            painter = QPainter(self._kept)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(area)
            paint(painter)
            self._paint_cuts(painter)
            painter.end()
        self.update(area.toAlignedRect())

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
        self._paint_cuts(painter)

    def _paint_cuts(self, painter: QPainter) -> None:
        for moment in self._cuts:
            fill(painter, QRectF(round(self.scale.x(moment)), 0, 1, self.height()), tokens().ink)

    def _redress(self) -> None:
        self._kept = None
        self.updateGeometry()
        self.update()


class FocusLane(Lane):
    """A lane where the keyboard lives: `keys` says what each one does there, Escape gives up what the hand is at."""

    own_focus = True

    def __init__(self, scale: TimeScale, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(scale, name, height, parent)
        self.keys: KeyTable = {}
        """What a key does (key, Ctrl, Alt) while the lane has the focus; it goes before any shortcut."""
        self.by_key = False
        """Whether the keyboard came here or was used here last, so that the place of the focus is shown."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def in_hand(self) -> bool:
        """Whether the mouse holds something."""
        raise NotImplementedError

    def give_up(self) -> bool:
        """End the gesture under way without doing it; says whether there was one."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.key() == Qt.Key.Key_Escape and self.in_hand()
            if held or pressed(event) in self.keys:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_key = True
        self.update()
        if event.key() == Qt.Key.Key_Escape and self.give_up():
            return
        if act := self.keys.get(pressed(event)):
            act()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
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
        if tuple(moments) == self._cuts:
            return
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
