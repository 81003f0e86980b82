"""Shows the words part by part: one card a shot with its seconds, its counter and a button that copies it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.request import Compiled
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.layout import row
from ui.kit.paint import fill, painting
from ui.kit.panels import Card
from ui.kit.theme import tokens
from ui.panels.words.blocks import Measure, count_words, measure_part, part_layout
from ui.panels.words.text import SpanText

COPIED_MS = 1600


class Gauge(QWidget):
    """A bar of 3 px: how much of a limit is used; beyond it the whole bar is in error's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._over = 0.0, False
        self.setFixedHeight(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_measure(self, found: Measure) -> None:
        """Show a counter's share; without a limit the bar is empty."""
        share = found.length / found.limit if found.limit else 0.0
        if (share, bool(found.cut)) != (self._share, self._over):
            self._share, self._over = share, bool(found.cut)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            fill(painter, self.rect(), t.control, 1.5)
            wide = self.width() * min(1.0, self._share)
            if wide >= 1:
                color = t.hue("error").line if self._over else t.rule if self._share < 0.9 else t.hue("warn").line
                fill(painter, QRectF(0, 0, max(3.0, wide), 3), color, 1.5)


class PartCard(Card):
    """One part: name, seconds, counter, bar, words with the camera's clauses in its colour, copy button."""

    pointed = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(inset=12, parent=parent)
        self.name = Label("", "bold")
        self.seconds = Label("", "body", "text3")
        self.counter = Label("", "body", "text3")
        self.gauge = Gauge()
        self.copy = Button(tr("words.copy_part"), icon="copy", kind="quiet", size="compact")
        self.copy.clicked.connect(self._copy)
        self.text = SpanText("", grows=True, track_colours=("cam",))
        self.text.pointed.connect(self.pointed)
        self.text.chosen.connect(self.chosen)
        self.column.setContentsMargins(12, 8, 12, 6)
        self.column.addLayout(row(self.name, self.seconds, None, self.counter, gap=8))
        self.column.addWidget(self.gauge)
        self.column.addWidget(self.text)
        self.column.addLayout(row(None, self.copy))
        self._part = ""
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.timeout.connect(self._say_copy)

    def show_part(self, compiled: Compiled, index: int) -> None:
        """Show a part of compiled words."""
        part = compiled.parts[index]
        whole = len(compiled.parts) == 1
        name = tr("words.whole") if whole else tr("words.shot", n=index + 1)
        found = measure_part(part)
        self._part = part.text
        self.name.setText(name)
        self.seconds.setText(tr("words.seconds", seconds=part.seconds))
        self.counter.setText(count_words(found))
        self.counter.set_color("error.text" if found.cut else "text3")
        self.gauge.show_measure(found)
        self.text.setAccessibleName(name)
        self.copy.setAccessibleName(tr("words.copy_part.name", part=name))
        self.text.show_layout(part_layout(compiled, index), found.cut, flash=False)
        self.setAccessibleName(f"{name}, {self.seconds.text()}, {self.counter.text()}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._part)
        self.copy.setText(tr("words.copied"))
        self.copy.set_sign("good")
        self.copy.set_hue("kept")
        self._copied.start(COPIED_MS)

    def _say_copy(self) -> None:
        self.copy.setText(tr("words.copy_part"))
        self.copy.set_sign("copy")
        self.copy.set_hue("")


class PartsView(QScrollArea):
    """The cards of every part."""

    pointed = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("words.tab.parts"))
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(12, 4, 10, 8)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self.setWidget(self._list)
        self.cards: list[PartCard] = []
        self._lit = ""

    def show_parts(self, compiled: Compiled) -> None:
        """Show the parts of compiled words; the cards there are take over what is new."""
        while len(self.cards) > len(compiled.parts):
            card = self.cards.pop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < len(compiled.parts):
            card = PartCard()
            card.pointed.connect(self.pointed)
            card.chosen.connect(self.chosen)
            self._column.insertWidget(len(self.cards), card)
            self.cards.append(card)
        for index, card in enumerate(self.cards):
            card.show_part(compiled, index)
            card.text.light(self._lit)

    def light(self, path: str) -> None:
        """Light the phrases of a field in every card."""
        self._lit = path
        for card in self.cards:
            card.text.light(path)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 60)
