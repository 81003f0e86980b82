"""Says why the words stand in the order they do: for each section, what the dialect wants with it at its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.request import Compiled
from app.strings import has, tr
from ui.kit.fonts import scaled
from ui.kit.labels import Label
from ui.kit.popups import Popup

WIDTH = 360
INSET = 14


class WhyPopup(Popup):
    """The sections of the words as they follow each other, each with its reason."""

    def __init__(self, compiled: Compiled, model: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("words.why"), inset=INSET, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column.setSpacing(10)
        title = tr("words.why.title", model=model) if model else tr("words.why")
        self.column.addWidget(Label(title, "bold", wrap=True))
        self.reasons = reasons(compiled)
        rows = QGridLayout()
        rows.setHorizontalSpacing(10)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(1, 1)
        for place, (section, sentence) in enumerate(self.reasons):
            rows.addWidget(Label(tr(f"section.{section}"), "small", "text3"), place, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(Label(sentence, "small", "text2", wrap=True), place, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(rows)
        # by itself a plate takes the height that its words have at the width they wish for
        wide = scaled(WIDTH)
        self.setFixedSize(wide, self.column.heightForWidth(wide))
        self.setAccessibleDescription(" ".join(sentence for _, sentence in self.reasons))


def reasons(compiled: Compiled) -> list[tuple[str, str]]:
    """Each section in the order in which the words come to it, with why it stands there."""
    sections = dict.fromkeys(span.section for span in compiled.spans)
    keys = {section: f"why.{compiled.dialect}.{section}" for section in sections}
    return [(section, tr(key)) for section, key in keys.items() if has(key)]
