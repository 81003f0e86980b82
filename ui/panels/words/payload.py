"""Shows what would go over the wire, readable and without secrets; without a provider, what it would be asked."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.request import Compiled
from app.strings import tr
from ui.kit.fonts import font
from ui.kit.labels import Label
from ui.kit.layout import column
from ui.kit.theme import theme
from ui.panels.send.desk import PayloadDesk


class PayloadView(QWidget):
    """JSON in the fixed font, read-only and selectable."""

    def __init__(self, desk: PayloadDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.remark = Label("", "small", "text2", wrap=True)
        self.remark.setMinimumWidth(40)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("bare", True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(tr("words.tab.payload"))
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = column(self.remark, self.text, gap=6, margins=(12, 4, 0, 0))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        theme().theme_changed.connect(self._dress)
        self._dress()

    def show_payload(self, draft: Draft | None, compiled: Compiled, model: Model | None) -> None:
        """Show what a draft with these words becomes at a model."""
        found = self._desk.payload(draft, compiled, model) if draft is not None and model is not None else None
        self.remark.setText("" if found else tr("words.no_provider"))
        self.remark.setVisible(not found)
        shown = json.dumps(found or neutral(compiled), ensure_ascii=False, indent=2)
        if shown != self.text.toPlainText():
            self.text.setPlainText(shown)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 60)

    def _dress(self) -> None:
        self.text.setFont(font("mono"))


def neutral(compiled: Compiled) -> dict[str, Any]:
    """What a request asks, in no provider's own form."""
    return {"model": compiled.model, "prompt": compiled.text, "parameters": compiled.parameters}
