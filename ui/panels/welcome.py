"""The first minute, and the Shot column's empty state: pick a form, watch a rehearsal of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from app.desk.desk import Desk
from app.strings import tr
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.choices import Segments
from ui.kit.fonts import font, line_height, metrics
from ui.kit.labels import Label
from ui.kit.layout import column, row
from ui.kit.paint import fill, painting, rim, words
from ui.kit.panels import Separator
from ui.kit.theme import tokens

CARDS = (
    ("small-rescue", "beat"), ("lighthouse-rise", "cam"), ("heist-in-six", "cam"),
    ("two-truths", "line"), ("product-half-turn", "cam"), ("slow-push-to-eyes", "cam"),
)
"""The six presets a newcomer sees, with the track each leads with."""
TEMPLATES = ("sora-story-beats", "kling-camera-path", "kling-shot-list")


class StartCard(QWidget):
    """A poster, a name and a sentence; Enter or a click starts and rehearses it."""

    started = Signal(str)

    def __init__(self, source: str, title: str, about: str, fact: str, track: str, poster: QPixmap | None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self._title, self._about, self._fact, self._track, self._poster = title, about, fact, track, poster
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{about} {fact}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumWidth(180)

    def sizeHint(self) -> QSize:
        return QSize(264, self.heightForWidth(264))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width * 9 // 16 + line_height("head") + 2 * line_height("body") + line_height("small") + 44

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        if self.height() != self.heightForWidth(self.width()):
            self.setFixedHeight(self.heightForWidth(self.width()))

    def set_poster(self, poster: QPixmap) -> None:
        """Show a poster that was drawn meanwhile."""
        self._poster = poster
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.started.emit(self.source)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.started.emit(self.source)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            area = QRectF(self.rect())
            fill(painter, area, t.raised, 5)
            plate = QRectF(1, 1, area.width() - 2, int(area.width() * 9 / 16))
            self._paint_poster(painter, plate)
            live = self.hasFocus() or self.underMouse()
            rim(painter, area, t.ink if live else t.hair, 5, 2 if live else 1)
            self._paint_words(painter, plate, live)

    def _paint_poster(self, painter: QPainter, plate: QRectF) -> None:
        fill(painter, plate, tokens().well)
        if self._poster is None or self._poster.isNull():
            icons.draw(painter, "play", QRectF(plate.center().x() - 12, plate.top(), 24, plate.height()), tokens().off)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size, target = self._poster.size(), plate.width() / plate.height()
        wide = min(size.width(), size.height() * target)
        tall = min(size.height(), size.width() / target)
        source = QRectF((size.width() - wide) / 2, (size.height() - tall) / 2, wide, tall)
        painter.drawPixmap(plate, self._poster, source)

    def _paint_words(self, painter: QPainter, plate: QRectF, live: bool) -> None:
        t = tokens()
        left, top, wide = 12.0, plate.bottom() + 10, self.width() - 24.0
        fill(painter, QRectF(left, top + line_height("head") / 2 - 4, 8, 8), t.hue(self._track).line, 2)
        words(painter, QRectF(left + 15, top, wide - 15, line_height("head")), self._title, font("head", 600), t.text)
        top += line_height("head") + 4
        painter.setFont(font("body"))
        painter.setPen(t.text2)
        room = QRectF(left, top, wide, 2 * line_height("body") + 2)
        painter.drawText(room, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._about)
        foot = QRectF(left, self.height() - line_height("small") - 12, wide, line_height("small"))
        if live:
            text = tr("welcome.start")
            width = metrics("small", 600).horizontalAdvance(text) + 32
            pill = QRectF(left, foot.top() - 4, width, foot.height() + 8)
            fill(painter, pill, t.ink, 5)
            icons.draw(painter, "play", QRectF(left + 6, pill.top(), 12, pill.height()), t.onInk)
            words(painter, pill.adjusted(22, 0, 0, 0), text, font("small", 600), t.onInk)
        else:
            words(painter, foot, self._fact, font("small"), t.text3)


class DropPlace(QWidget):
    """Where a clip, a draft or a preset can be dropped."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self.setAcceptDrops(True)
        self.open = Button(tr("welcome.open"), icon="folder")
        title = Label(tr("welcome.drop"), "body", "text2", wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(title, row(None, self.open, None), gap=10, margins=(12, 16, 12, 16)))
        self.setAccessibleName(tr("welcome.drop"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.dropped.emit(Path(url.toLocalFile()))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            color = tokens().focus if self._over else tokens().rule
            rim(painter, self.rect(), color, 6, dashed=True)


class WelcomePanel(QWidget):
    """Six starts, the blank forms, what can be reached, and a place to drop things."""

    start_asked = Signal(str)
    """Open a draft from this preset and rehearse it."""
    new_asked = Signal(str)
    """Open a blank draft from this template."""
    file_dropped = Signal(object)
    open_asked = Signal()
    looks_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.cards: list[StartCard] = []
        left = QWidget()
        left.setLayout(
            column(
                Label(tr("welcome.title"), "display", wrap=True),
                Label(tr("welcome.second"), "body", "text2", wrap=True),
                12, self._made_cards(), 12, self._made_blanks(), None, gap=6,
            )
        )
        right = QWidget()
        right.setMaximumWidth(300)
        right.setMinimumWidth(220)
        right.setLayout(column(*self._made_side(), None, gap=8))
        inner = QWidget()
        line = row(left, right, gap=44, margins=(44, 36, 44, 24))
        line.setStretch(0, 1)
        for each in (left, right):
            line.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        inner.setLayout(line)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self.setLayout(column(area, gap=0))
        self.setAccessibleName(tr("welcome.title"))

    def _made_cards(self) -> QWidget:
        board = QWidget()
        grid = QGridLayout(board)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        presets = {preset.id: preset for preset in self._desk.presets()}
        known = [(source, track) for source, track in CARDS if source in presets]
        for place, (source, track) in enumerate(known):
            preset = presets[source]
            fact = tr("welcome.fact", form=tr(f"template.{preset.draft.form}"), seconds=preset.draft.seconds)
            card = StartCard(source, preset.name, preset.about, fact, track, None)
            card.started.connect(self.start_asked)
            self.cards.append(card)
            grid.addWidget(card, place // 3, place % 3)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        return board

    def _made_blanks(self) -> QWidget:
        line = QWidget()
        buttons: list[Button] = []
        for template in self._desk.templates():
            button = Button(tr(f"template.{template.id}"), icon="add")
            button.clicked.connect(lambda _=False, source=template.id: self.new_asked.emit(source))
            buttons.append(button)
        line.setLayout(row(Label(tr("welcome.blank"), "body", "text2"), *buttons, None))
        return line

    def _made_side(self) -> list[QWidget | int]:
        ready = Chip(tr("welcome.ready"), hue="kept", icon="kept")
        name = column(Label(tr("welcome.animatic"), "strong"), Label(tr("welcome.animatic.about"), "small", "text2"), gap=0)
        animatic = QWidget()
        animatic.setLayout(row(name, None, ready))
        drop = DropPlace()
        drop.dropped.connect(self.file_dropped)
        drop.open.clicked.connect(self.open_asked)
        self.looks = Segments(
            [(mode, tr(f"settings.theme.{mode}")) for mode in ("system", "light", "dark")],
            self._desk.settings.theme, name=tr("settings.theme"),
        )
        self.looks.chosen.connect(self.looks_asked)
        looks = QWidget()
        looks.setLayout(column(Label(tr("settings.theme"), "small", "text2"), self.looks, gap=4))
        return [
            Label(tr("welcome.models"), "head"), Separator(), animatic, Separator(),
            Label(tr("welcome.others"), "small", "text2", wrap=True), 12,
            Label(tr("welcome.have"), "head"), drop, 12, looks,
        ]

    def show_posters(self) -> None:
        """Draw the cards' posters one after another; call when the window stands."""
        for card in self.cards:
            file = self._desk.preset_poster(card.source)
            if file is not None:
                card.set_poster(QPixmap(str(file)))
