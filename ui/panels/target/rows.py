"""The rows of the target picker: every model with what it keeps and costs, painted in two lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.domain.model import Model
from app.domain.request import Compiled
from app.strings import listed, tr
from ui.kit.fonts import font, metrics
from ui.kit.paint import RIGHT, fill, words
from ui.kit.theme import tokens
from ui.panels.model_rows import ModelDelegate, paint_chip
from ui.panels.send.figures import day_words, price_words
from ui.panels.send.losses import parts_lost


@dataclass(frozen=True)
class TargetRow:
    """A line of the picker: a group's name (no model), or a model; `compiled` is None until it was tried."""

    title: str
    model: Model | None = None
    second: str = ""
    compiled: Compiled | None = None
    best: bool = False
    current: bool = False
    retired: bool = False
    reachable: bool = False

    @property
    def key(self) -> str:
        """What tells rows apart."""
        return self.model.id if self.model else f"group {self.title}"

    @property
    def price(self) -> str:
        """The price of one take, "" while it is not tried."""
        return price_words(self.compiled) if self.compiled else ""

    @property
    def age(self) -> str:
        """When the price was looked up."""
        estimate = self.compiled.estimate if self.compiled else None
        return day_words(estimate.checked_on) if estimate and estimate.usd is not None and estimate.checked_on else ""

    @property
    def kept(self) -> str:
        """How much of the draft it keeps."""
        if self.compiled is None:
            return ""
        lost = parts_lost(self.compiled)
        if not lost:
            return tr("send.keeps_all")
        return tr("send.keeps", n=self.compiled.parts_of_draft - lost, count=self.compiled.parts_of_draft)

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        parts = [self.title, tr("send.best") if self.best else "", self.second, self.kept, self.price]
        return listed((part for part in parts if part), "sentences")


def fits(row: TargetRow) -> tuple[bool, bool, int, float]:
    """What the best fit has least of: a way that is missing, errors, lost parts, dollars."""
    compiled = row.compiled
    if compiled is None:
        return True, True, 1000, 0.0
    usd = compiled.estimate.usd
    return not row.reachable, not compiled.sendable, parts_lost(compiled), usd if usd is not None else 1000.0


def matches(model: Model, wanted: str) -> bool:
    """Whether every word of a search is in a model's names or tags."""
    known = " ".join([model.title, model.maker, model.id, *model.tags, *tag_words(model.tags)]).lower()
    return all(word in known for word in wanted.lower().split())


def tag_words(tags: Iterable[str]) -> list[str]:
    """Tags as they are read on the screen."""
    return [tr(f"tag.{tag}") for tag in tags]


class TargetDelegate(ModelDelegate):
    """Paints a model: its name, whether it fits best, its price and that price's age, and what it keeps."""

    inset = 10

    def paint_model(self, painter: QPainter, item: TargetRow, area: QRectF, chosen: bool) -> None:
        t = tokens()
        if chosen:
            fill(painter, area.adjusted(0, 1, 0, -1), t.select, 4)
        if item.current:
            fill(painter, QRectF(area.left(), area.top() + 6, 2, area.height() - 12), t.ink, 1)
        first, under = self.lines(area)
        wide = metrics("body").horizontalAdvance(item.price) + 8 if item.price else 0
        name = t.off if item.retired and not chosen else t.text2 if item.retired else t.text
        known = item.compiled is not None and item.compiled.estimate.usd is not None
        words(painter, first, item.price, font("body", 500), name if known else t.text2, RIGHT)
        room = first.adjusted(0, 0, -wide, 0)
        words(painter, room, item.title, font("body", 500), name)
        if item.best:
            paint_chip(painter, room, item.title, tr("send.best"), "kept")
        meta = t.text3 if not chosen else t.text2
        words(painter, under, item.age, font("fine"), meta, RIGHT)
        aside = metrics("fine").horizontalAdvance(item.age) + 12 if item.age else 0
        second = listed((part for part in (item.second, item.kept) if part), "sentences")
        words(painter, under.adjusted(0, 0, -aside, 0), second, font("small"), meta)
