"""The cards of the welcome: a poster that plays under the pointer, a name, a sentence, and the way to start."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.desk.template_words import form_name
from app.domain.preset import Preset
from app.strings import tr
from ui.kit import icons
from ui.kit.fonts import Role, font, line_height, metrics, scaled
from ui.kit.paint import broken, fill, painting, rim, top_rounded, words
from ui.kit.theme import tokens
from ui.kit.timebar import short_time
from ui.kit.tips import plain_tip
from ui.panels.posters import Posters, Reel
from ui.panels.presets.detail import columns_of, preset_key
from ui.panels.welcome.plates import lead, paint_plates

INSET = 12
LINES = 2
RADIUS = 5
STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
PLAY_REASONS = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}


class StartCard(QWidget):
    """One preset to start from. Enter or a click starts and rehearses it; while it is current it says so."""

    started = Signal(str)
    entered = Signal()
    moved = Signal(int, int)
    focus_radius = RADIUS

    def __init__(self, preset: Preset, posters: Posters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preset = preset
        self.current = False
        self._posters = posters
        self._poster_height = 149
        self._lines = LINES
        self.reel = Reel(posters, self)
        self.reel.moved.connect(self.update)
        posters.drawn.connect(self._drawn)
        facts = tr("shelf.draft", form=form_name(preset.draft.form), seconds=short_time(preset.draft.seconds))
        self._facts = facts
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("welcome.card", name=preset.name))
        self.setAccessibleDescription(f"{preset.about} {facts}")
        self.setToolTip(plain_tip(preset.about))

    def set_sizes(self, poster: int, lines: int) -> None:
        """How tall the picture is, which fills the card's width, and how many lines the sentence may take."""
        self._poster_height, self._lines = poster, lines
        self.setFixedHeight(poster + words_height(lines))
        self.update()

    def set_current(self, on: bool) -> None:
        """Whether this is the card that says how to start."""
        if on != self.current:
            self.current = on
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(264, self._poster_height + words_height(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(150, self._poster_height + words_height(self._lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.started.emit(self.preset.id)
        elif event.key() in STEPS:
            self.moved.emit(*STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.started.emit(self.preset.id)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered.emit()
        self._play()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.reel.stop()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        if event.reason() in PLAY_REASONS:
            self._play()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.reel.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reel.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        area = QRectF(self.rect())
        plate = QRect(1, 1, self.width() - 2, self._poster_height)
        with painting(self) as painter:
            fill(painter, area, t.raised, RADIUS)
            painter.save()
            painter.setClipPath(top_rounded(QRectF(plate), RADIUS - 1))
            self._paint_poster(painter, plate)
            painter.restore()
            rim(
                painter, area, t.ink if self.current else t.edge if t.dark else t.hair, RADIUS, 2 if self.current else 1
            )
            self._paint_words(painter, plate.bottom() + 1)

    def _paint_poster(self, painter: QPainter, plate: QRect) -> None:
        preset = self.preset
        fill(painter, plate, tokens().well)
        columns = columns_of(preset)
        if self.reel.playing:
            self.reel.paint(painter, plate)
            paint_plates(painter, QRectF(plate), preset.draft, self.reel.time)
            return
        ratio = self.devicePixelRatioF()
        still = self._posters.still(preset_key(preset), lambda: preset.draft, plate.size(), ratio, columns)
        if still is not None and not still.isNull():
            painter.drawPixmap(plate, still, still.rect())
            moment = self._posters.moment(preset_key(preset))
            paint_plates(painter, QRectF(plate), preset.draft, moment, columns)

    def _paint_words(self, painter: QPainter, top: float) -> None:
        t = tokens()
        wide = self.width() - 2.0 * INSET
        top += 10
        head = QRectF(INSET, top, wide, line_height("head"))
        fill(painter, QRectF(INSET, head.center().y() - 4, 8, 8), t.hue(lead(self.preset.draft)).line, 2)
        words(painter, head.adjusted(14, 0, 0, 0), self.preset.name, font("head"), t.text)
        top = head.bottom() + 4
        for line in broken(_fitting(self.preset.about, wide, self._lines), font("body"), wide, self._lines):
            words(painter, QRectF(INSET, top, wide, line_height("body")), line, font("body"), t.text2)
            top += line_height("body")
        foot = QRectF(INSET, self.height() - scaled(28) - 10, wide, scaled(28))
        self._paint_foot(painter, foot)

    def _paint_foot(self, painter: QPainter, foot: QRectF) -> None:
        t = tokens()
        if not self.current:
            words(painter, foot, self._facts, font("small"), t.text2)
            return
        said = tr("welcome.start")
        role: Role = "body" if metrics("body", 600).horizontalAdvance(said) + 40 <= foot.width() else "small"
        wide = min(metrics(role, 600).horizontalAdvance(said) + 40.0, foot.width())
        pill = QRectF(foot.left(), foot.top(), wide, foot.height())
        fill(painter, pill, t.inkHover if self.underMouse() else t.ink, RADIUS)
        icons.draw(painter, "play", QRectF(pill.left() + 8, pill.top(), 16, pill.height()), t.onInk)
        words(painter, pill.adjusted(30, 0, 0, 0), said, font(role, 600), t.onInk)
        rest = QRectF(pill.right() + 8, foot.top(), foot.right() - pill.right() - 8, foot.height())
        if rest.width() > 40:
            words(
                painter,
                rest,
                tr("welcome.seconds", seconds=short_time(self.preset.draft.seconds)),
                font("small"),
                t.text2,
            )

    def _play(self) -> None:
        preset = self.preset
        self.reel.play(preset_key(preset), lambda: preset.draft)

    def _drawn(self, key: str) -> None:
        if key == preset_key(self.preset):
            self.update()


def _fitting(about: str, wide: float, lines: int) -> str:
    """As many whole sentences as the card has room for, at least the first."""
    ends = [
        place + 1 for place, sign in enumerate(about) if sign in ".。" and about[place + 1 : place + 2] in ("", " ")
    ]
    for end in reversed(ends):
        if len(broken(about[:end], font("body"), wide)) <= lines:
            return about[:end]
    return about[: ends[0]] if ends else about


def words_height(lines: int) -> int:
    """How tall a card is below its picture, with so many lines of its sentence."""
    return 10 + line_height("head") + 4 + lines * line_height("body") + 6 + scaled(28) + 12


class CardGrid(QWidget):
    """The cards in rows; arrows walk through them, one is always the current one."""

    started = Signal(str)

    def __init__(self, presets: list[Preset], posters: Posters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self.cards = [StartCard(preset, posters) for preset in presets]
        for number, card in enumerate(self.cards):
            card.started.connect(self.started)
            card.entered.connect(lambda number=number: self.choose(number))
            card.moved.connect(lambda x, y, number=number: self._walk(number, x, y))
        self.set_columns(3)
        self.choose(0)

    def set_columns(self, columns: int) -> None:
        """How many stand side by side."""
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return -(-len(self.cards) // max(self._columns, 1))

    def choose(self, number: int) -> None:
        """Make a card the current one."""
        for place, card in enumerate(self.cards):
            card.set_current(place == number)

    def lines_needed(self, wide: int) -> int:
        """How many lines the longest sentence takes on cards of this width."""
        return max((len(broken(card.preset.about, font("body"), wide - 2 * INSET)) for card in self.cards), default=0)

    def set_sizes(self, poster: int, lines: int) -> None:
        """The same for all."""
        for card in self.cards:
            card.set_sizes(poster, lines)

    def _walk(self, number: int, x: int, y: int) -> None:
        wanted = number + x + y * self._columns
        if 0 <= wanted < len(self.cards):
            self.cards[wanted].setFocus(Qt.FocusReason.TabFocusReason)
