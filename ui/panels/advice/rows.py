"""The rows of the advice: each model with a bar for its score, what it costs, and why it is out where it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.desk.advice import reason_words
from app.domain.advice import Advice, Verdict
from app.domain.model import Model
from app.strings import listed, tr
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.paint import LEFT, RIGHT, fill, painting, words
from ui.kit.theme import tokens
from ui.panels.model_rows import ModelDelegate, paint_chip
from ui.panels.send.figures import day_words, price_words

BAR = 76
"""Width of a score's bar at 100 %."""


@dataclass(frozen=True)
class AdviceRow:
    """A line of the list: a group's name (no model), a judged model, or a closed one (no verdict)."""

    title: str
    model: Model | None = None
    verdict: Verdict | None = None
    second: str = ""
    praise: str = ""
    """What the first of its order is called."""
    current: bool = False

    @property
    def key(self) -> str:
        """What tells rows apart."""
        return self.model.id if self.model else f"group {self.title}"

    @property
    def fits(self) -> bool:
        """Whether it can make the draft as it is written."""
        return self.verdict is not None and self.verdict.fits

    @property
    def price(self) -> str:
        """The price of one take."""
        return price_words(self.verdict.compiled) if self.verdict else ""

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        if self.verdict is None:
            return listed((part for part in (self.title, self.second) if part), "sentences")
        score = tr("advise.score", score=round(self.verdict.score))
        parts = (self.title, self.praise, score, self.second, self.price)
        return listed((part for part in parts if part), "sentences")


def rows_of(advice: Advice, aim: str, *, by_kept: bool = False) -> list[AdviceRow]:
    """What an advice looks like as a list: those that fit, those that are out, those that are closed."""
    ranking = advice.by_kept if by_kept else advice.ranking
    praise = tr("advise.most" if by_kept else "advise.best")
    made = [_row(verdict, aim, praise if place == 0 and verdict.fits else "") for place, verdict in enumerate(ranking)]
    closed = [
        AdviceRow(model.title, model, second=_closed(model), current=model.id == aim) for model, _ in advice.retired
    ]
    groups = (
        ("advise.fits", [row for row in made if row.fits]),
        ("advise.out", [row for row in made if not row.fits]),
        ("advise.retired", closed),
    )
    return [each for name, held in groups if held for each in (AdviceRow(tr(name)), *held)]


def _closed(model: Model) -> str:
    return tr("send.way.retired", day=day_words(model.retired))


def _row(verdict: Verdict, aim: str, praise: str) -> AdviceRow:
    second = "" if verdict.fits else reason_words(verdict.reasons[0])
    title, model = verdict.model.title, verdict.model
    return AdviceRow(title, model, verdict, second, praise=praise, current=model.id == aim)


class AdviceDelegate(ModelDelegate):
    """Paints a judged model: its name, what the first of its order is called, its price and its score or why not."""

    def paint_model(self, painter: QPainter, item: AdviceRow, area: QRectF, chosen: bool) -> None:
        t = tokens()
        if chosen:
            painter.fillRect(area, t.select)
            fill(painter, QRectF(area.left(), area.top(), 2, area.height()), t.ink)
        first, under = self.lines(area)
        color = t.text if item.fits else t.text2 if chosen else t.text3
        wide = metrics("body").horizontalAdvance(item.price) + 8 if item.price else 0
        words(painter, first, item.price, font("body", 500), color if item.fits else t.text3, RIGHT)
        room = first.adjusted(0, 0, -wide, 0)
        words(painter, room, item.title, font("body", 500), color)
        if chip := item.praise or (tr("advise.current") if item.current else ""):
            paint_chip(painter, room, item.title, chip, "kept" if item.praise else "neutral")
        if item.verdict is not None and item.fits:
            self._paint_score(painter, item.verdict.score, under, chosen)
        else:
            words(painter, under, item.second, font("small"), t.text2 if chosen else t.text3)

    def _paint_score(self, painter: QPainter, score: float, room: QRectF, chosen: bool) -> None:
        t = tokens()
        bar = QRectF(room.left(), room.center().y() - 2, scaled(BAR), 4)
        fill(painter, bar, t.hover if chosen else t.control, 2)
        fill(painter, QRectF(bar.left(), bar.top(), max(4.0, bar.width() * score / 100), 4), t.ink, 2)
        beside = QRectF(bar.right() + 8, room.top(), room.right() - bar.right() - 8, room.height())
        words(painter, beside, str(round(score)), font("small", 500), t.text2, LEFT)


class LeanBar(QWidget):
    """Story points against motion points: two words, and a bar that grows from the middle to either side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lean(self, points: tuple[float, float] | None) -> None:
        """Other points; none while nobody has counted them."""
        self._points = points
        self.setAccessibleName(", ".join(self._words()))
        self.update()

    def _words(self) -> tuple[str, str]:
        story, motion = tr("advise.story"), tr("advise.motion")
        if self._points is None:
            return story, motion
        return f"{story} {self._points[0]:g}", f"{motion} {self._points[1]:g}"

    def sizeHint(self) -> QSize:
        return QSize(160, line_height("small") + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        tall = line_height("small")
        with painting(self) as painter:
            room = QRectF(0, 0, self.width(), tall)
            story, motion = self._words()
            words(painter, room, story, font("small", 500), t.hue("beat").text)
            words(painter, room, motion, font("small", 500), t.hue("cam").text, RIGHT)
            half = self.width() / 2
            fill(painter, QRectF(0, tall + 4, self.width(), 4), t.control, 2)
            points = self._points or (0.0, 0.0)
            left, right = (half * each / max(*points, 8.0) for each in points)
            fill(painter, QRectF(half - left, tall + 4, left, 4), t.hue("beat").line)
            fill(painter, QRectF(half, tall + 4, right, 4), t.hue("cam").line)
            fill(painter, QRectF(half - 1, tall + 2, 2, 8), t.text3)
