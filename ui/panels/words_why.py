"""Says why the words stand in the order they do: what the model's dialect listens to first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.strings import has, tr
from ui.kit.labels import Label
from ui.kit.popups import Popup

WIDTH = 320


class WhyPopup(Popup):
    """A few sentences about one dialect."""

    def __init__(self, dialect: str, model: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("words.why"), inset=14, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        title = tr("words.why.title", model=model) if model else tr("words.why")
        self.column.addWidget(Label(title, "bold", wrap=True))
        self.sentences = sentences(dialect)
        for sentence in self.sentences:
            self.column.addWidget(Label(sentence, "small", "text2", wrap=True))
        self.setAccessibleDescription(" ".join(self.sentences))


def sentences(dialect: str) -> list[str]:
    """What is said of a dialect; of an unknown one, what holds for all."""
    known = dialect if has(f"words_why.{dialect}.first") else "any"
    keys = [f"words_why.{known}.{place}" for place in ("first", "then", "last")]
    return [tr(key) for key in keys if has(key)]
