"""Says above the words that the draft's model is closed, and opens what still works for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.model import Model
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.labels import Label, Sign
from ui.kit.layout import column, row
from ui.kit.paint import fill, painting
from ui.kit.theme import tokens
from ui.panels.send.figures import day_words


class RetiredBanner(QWidget):
    """`asked` when the person wants to see which models keep most of the draft."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: Model | None = None
        self.words = Label("", "small", "text", wrap=True)
        self.words.setMinimumWidth(60)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.button = Button(tr("advise.open_kept"), size="compact")
        self.button.clicked.connect(self.asked)
        sign = column(Sign("warning", "warn.line", 16), None, margins=(0, 0, 0, 0))
        whole = row(sign, column(self.words, row(self.button, None), gap=6), gap=8, margins=(12, 8, 12, 10))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_model(self, model: Model) -> None:
        """The closed model."""
        if model is not self._model:
            self._model = model
            self.words.setText(tr("advise.retired_banner", model=model.title, day=day_words(model.retired)))
            self.setAccessibleName(self.words.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            fill(painter, self.rect(), t.hue("warn").tint)
            painter.fillRect(0, self.height() - 1, self.width(), 1, t.hair)
