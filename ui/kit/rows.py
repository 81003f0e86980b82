"""Rows that say something about a draft or a job: findings, losses, jobs, settings."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.busy import ProgressBar
from ui.kit.buttons import Button
from ui.kit.fonts import font, metrics, scaled
from ui.kit.labels import LEVEL_HUES, Elided, Label, Sign
from ui.kit.layout import column, row
from ui.kit.paint import CENTER, fill, painting, words
from ui.kit.theme import tokens
from ui.kit.wrapped import Wrapped

FindingLevel = Literal["error", "warning", "hint"]
_LOSS_HUES = {"kept": "kept", "reworded": "neutral", "weakened": "warn", "dropped": "lost"}
BESIDE_LEAST = 116
"""Room for words beside the button of a job."""


class FindingRow(QWidget):
    """Sign, sentence, and under it the button with the change and the place. `fixed` and `visited` are its gestures."""

    fixed = Signal()
    visited = Signal()
    focus_radius = 4

    def __init__(
        self,
        level: FindingLevel,
        sentence: str,
        *,
        fix: str = "",
        place: str = "",
        level_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._level_name = level_name
        self._name(sentence)
        self.setAccessibleDescription(place)
        sign = Sign(level, f"{LEVEL_HUES[level]}.line", 16, name=level_name)
        sign.stand_in_line("small")
        self.sentence = Wrapped(sentence, "small")
        text = column(self.sentence, gap=4)
        if fix or place:
            self.fix = Button(fix, size="compact", parent=self)
            self.fix.setVisible(bool(fix))
            self.fix.clicked.connect(self.fixed)
            self.place = Elided(place, "fine", "text3")
            text.addLayout(row(self.fix, self.place, None, gap=8))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 6)
        line.setSpacing(8)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(text, 1)

    def say(self, sentence: str) -> None:
        """Another sentence."""
        if sentence != self.sentence.text():
            self.sentence.setText(sentence)
            self._name(sentence)

    def _name(self, sentence: str) -> None:
        self.setAccessibleName(f"{self._level_name}: {sentence}" if self._level_name else sentence)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.visited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            (self.fixed if hasattr(self, "fix") and self.fix.text() else self.visited).emit()
        else:
            super().keyPressEvent(event)


class _LevelChip(QWidget):
    def __init__(self, level: str, word: str) -> None:
        super().__init__()
        self._hue, self._word = _LOSS_HUES[level], word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(max(scaled(68), metrics("fine", 500).horizontalAdvance(self._word) + 12), scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        hue = tokens().hue(self._hue)
        with painting(self) as painter:
            fill(painter, self.rect(), hue.tint, 3)
            words(painter, self.rect(), self._word, font("fine", 500), hue.text, CENTER)


class LossRow(QWidget):
    """How much of a part survives (kept, reworded, weakened, dropped) and the sentence. `visited`: pressed."""

    visited = Signal()
    focus_radius = 4

    def __init__(
        self, level: str, word: str, sentence: str, *, wrap: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{word}: {sentence}")
        label: QWidget = Label(sentence, "small", "text2", wrap=True) if wrap else Elided(sentence, "small", "text2")
        label.setContentsMargins(0, 2, 0, 0)
        label.setMinimumWidth(60)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(8)
        line.addWidget(_LevelChip(level, word), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.visited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.visited.emit()
        else:
            super().keyPressEvent(event)


class JobRow(QWidget):
    """A job in two lines: sign, name, time, one action; a sentence; a bar while something is under way.

    `acted`: the button; `opened`: Enter or a double click; `cleared`: Del.
    """

    acted = Signal()
    opened = Signal()
    cleared = Signal()
    focus_radius = 4

    def __init__(self, sentence: Elided | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surface = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sign = Sign("queued")
        self.sign.stand_in_line("strong")
        self.name = Elided("", "strong")
        self.time = Label("", "small", "text3")
        self.sentence = sentence or Elided("", "small", "text2")
        self.bar = ProgressBar()
        self.button = Button("", size="compact")
        self.button.clicked.connect(self.acted)
        first = row(self.name, self.time)
        first.setStretch(0, 1)
        # the button stands under the time, which so has the same place in every row
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.addLayout(column(self.sentence, 2, self.bar, gap=0), 1)
        self._below.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        text = column(first, self._below, gap=1)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.sign)
        box.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 7, 12, 7)
        line.setSpacing(10)
        line.addLayout(box)
        line.addLayout(text, 1)

    def show_job(
        self,
        *,
        icon: str,
        hue: str = "",
        name: str,
        time: str = "",
        sentence: str = "",
        action: str = "",
        action_reason: str = "",
        under_way: bool = False,
        fraction: float | None = None,
        unsure: bool = False,
    ) -> None:
        """What it says now. `under_way` shows the bar, sliding while `fraction` is None."""
        self.sign.set_sign(icon, f"{hue}.line" if hue else "text2")
        self.name.setText(name)
        self.time.setText(time)
        self.sentence.setText(sentence)
        self.bar.setVisible(under_way)
        self.bar.set_fraction(fraction if under_way else 0.0)
        self.button.setText(action)
        self.button.set_reason(action_reason)
        self.button.setVisible(bool(action))
        self._surface = "unsure.tint" if unsure else ""
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        self._arrange()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Where the button leaves hardly a word beside it, it goes below them."""
        room = self.width() - 44 - self.sign.sizeHint().width() - self.button.sizeHint().width()
        long = metrics("small").horizontalAdvance(self.sentence.text()) > room
        is_below = bool(self.button.text()) and long and room < scaled(BESIDE_LEAST)
        way = QBoxLayout.Direction.TopToBottom if is_below else QBoxLayout.Direction.LeftToRight
        self._below.setDirection(way)
        self._below.setSpacing(4 if is_below else 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            if self._surface:
                painter.fillRect(self.rect(), t.color(self._surface))
            painter.fillRect(0, self.height() - 1, self.width(), 1, t.hair)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class SettingRow(QWidget):
    """A setting's name, one line of what it does, and its control at the right."""

    def __init__(self, name: str, sentence: str, control: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if not control.accessibleName():
            control.setAccessibleName(name)
        control.setAccessibleDescription(sentence)
        text = column(Label(name, "body"), Label(sentence, "small", "text2", wrap=True), gap=0)
        line = QHBoxLayout(self)
        # with the gap of a page above, words stand in the middle between two lines
        line.setContentsMargins(0, 4, 0, 12)
        line.setSpacing(16)
        line.addLayout(text, 1)
        line.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, tokens().hair)
