"""Shows what the aim will not carry as authored: how many parts, and a row for each loss."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.finding import Loss
from app.domain.request import Compiled
from app.strings import has, tr
from ui.kit.labels import Elided, Label, Sign
from ui.kit.layout import clear, column, row
from ui.kit.rows import LossRow


def loss_sentence(loss: Loss) -> str:
    """A loss in words; without words of its own, the field it is about."""
    key = f"loss.{loss.id}"
    return tr(key, **loss.args) if has(key) else loss.path


def parts_lost(compiled: Compiled) -> int:
    """How many filled parts of the draft are touched by a loss."""
    touched = {path for loss in compiled.losses for path in loss.args.get("paths") or (loss.path,)}
    return min(len(touched), compiled.parts_of_draft or len(touched))


def parts_words(compiled: Compiled) -> str:
    """“3 of 21 parts”, or that everything is kept."""
    lost = parts_lost(compiled)
    return tr("losses.parts", n=lost, count=compiled.parts_of_draft) if lost else ""


class LossesList(QWidget):
    """Title, count and rows; `most` of them (0 is all), then how many more. `chosen(path)`: a row's field is wanted."""

    chosen = Signal(str)

    def __init__(self, *, wrap: bool = False, most: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._wrap, self._most = wrap, most
        self.title = Elided(tr("losses.title"), "bold")
        self.count = Label("", "small", "text3")
        self.kept = QWidget()
        kept = row(Sign("kept", "kept.line", 14), Label(tr("losses.none"), "small", "text2"), None, gap=8)
        kept.setContentsMargins(0, 2, 0, 2)
        self.kept.setLayout(kept)
        self.rows: list[LossRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(1)
        head = row(self.title, self.count)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.kept, self._column, gap=4))
        self.setAccessibleName(tr("losses.title"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_losses(self, compiled: Compiled, model: str) -> None:
        """Show the losses at a model; equal ones change nothing."""
        wanted = (model, compiled.losses, compiled.parts_of_draft)
        if wanted == self._shown:
            return
        same = bool(self._shown) and self._shown[1] == compiled.losses
        self._shown = wanted
        self.title.setText(tr("losses.title.model", model=model) if model else tr("losses.title"))
        self.count.setText(parts_words(compiled))
        self.kept.setVisible(not compiled.losses)
        if not same:
            self._fill(compiled.losses)

    def _fill(self, losses: Sequence[Loss]) -> None:
        clear(self._column)
        self.rows = []
        for loss in losses[: self._most or None]:
            made = LossRow(loss.level, tr(f"losses.level.{loss.level}"), loss_sentence(loss), wrap=self._wrap)
            made.visited.connect(lambda path=loss.path: self.chosen.emit(path))
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            self._column.addWidget(made)
            self.rows.append(made)
        if self._most and len(losses) > self._most:
            self._column.addWidget(Label(tr("losses.more", n=len(losses) - self._most), "small", "text3"))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())
