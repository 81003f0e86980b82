"""What stands under a field: findings with the button that mends them, remarks, the counter near a limit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.finding import Finding
from app.strings import tr
from ui.kit.buttons import Button
from ui.kit.labels import LEVEL_HUES, Label, Sign
from ui.kit.layout import reveal
from ui.kit.wrapped import Wrapped

NEAR_LIMIT = 0.8
"""From this share of a limit on, the counter shows."""


class FindingNote(QWidget):
    """A finding's sentence in its colour, and its fix as a button. `fixed` hands over the edits of the fix."""

    fixed = Signal(object)

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        hue = LEVEL_HUES[finding.level]
        sign = Sign(finding.level, f"{hue}.line", 14, name=tr(f"fields.level.{finding.level}"))
        sign.stand_in_line("small")
        self.sentence = Wrapped("", "small", f"{hue}.text")
        policy = self.sentence.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.sentence.setSizePolicy(policy)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.sentence)
        self.fix: Button | None = None
        if finding.fix is not None:
            self.fix = Button("", size="compact")
            self.fix.clicked.connect(self._mend)
            column.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(6)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        self.say(finding)

    def takes(self, finding: Finding) -> bool:
        """Whether another finding would look the same but for its words."""
        return finding.level == self.finding.level and (finding.fix is None) == (self.finding.fix is None)

    def say(self, finding: Finding) -> None:
        """Say a finding that it takes."""
        self.finding = finding
        sentence = tr(finding.sentence, **finding.args)
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        if self.fix is not None and finding.fix is not None:
            words = tr(f"fix.{finding.fix.id}", **finding.fix.args)
            if words != self.fix.text():
                self.fix.setText(words)
            self.fix.setAccessibleDescription(sentence)

    def _mend(self) -> None:
        if self.finding.fix is not None:
            self.fixed.emit(tuple(self.finding.fix.edits))


class RemarkLine(QWidget):
    """One sentence under a field about what was just done with it (a paste cut short, a picture refused)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = Sign("hint", "hint.line", 14)
        self._sign.stand_in_line("small")
        self._label = Label("", "small", "text2", wrap=True)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(6)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._label.text()

    def say(self, text: str, *, fault: bool = False) -> None:
        """Show a sentence; "" hides the line."""
        self._sign.set_sign("error" if fault else "hint", "error.line" if fault else "hint.line")
        self._label.set_color("error.text" if fault else "text2")
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text:
            # when the form has taken it in
            QTimer.singleShot(0, self, partial(reveal, self))


class Counter(Label):
    """“17,120 of 20,000” at the right under a field, from four fifths of the limit on; in error's colour above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "fine", "text3", parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.limit = 0
        self.hide()

    def count(self, length: int) -> None:
        """Show how far along a text of this length is, where it is near the limit."""
        near = bool(self.limit) and length >= NEAR_LIMIT * self.limit
        self.setVisible(near)
        if near:
            self.setText(tr("fields.count", count=f"{length:,}", most=f"{self.limit:,}"))
            self.set_color("error.text" if length > self.limit else "text3")
