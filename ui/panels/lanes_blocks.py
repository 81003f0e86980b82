"""Blocks of words on a lane of a time bar: lines, sounds, framings, each in its track's colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.kit.fonts import font, metrics
from ui.kit.paint import LEFT, fill, words
from ui.kit.theme import tokens
from ui.kit.timebar import TimeScale
from ui.kit.tips import plain_tip
from ui.panels.lanes import Lane


class Block:
    """One block on a lane: words on a tint with a stripe at its left. `spill` is where it should have ended."""

    __slots__ = ("bed", "end", "hue", "key", "spill", "spill_hue", "start", "text")

    def __init__(
        self,
        start: float,
        end: float,
        text: str,
        hue: str,
        *,
        key: tuple[str, str] = ("", ""),
        bed: bool = False,
        spill: float = 0.0,
        spill_hue: str = "",
    ) -> None:
        self.start, self.end, self.text, self.hue = start, end, text, hue
        self.key, self.bed, self.spill, self.spill_hue = key, bed, spill, spill_hue

    def looks_like(self, other: Block) -> bool:
        """Whether both are painted the same."""
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)


class BlockLane(Lane):
    """Blocks of words on a lane: lines, sounds, framings. A click on one tells its key."""

    chosen = Signal(str, str)

    def __init__(self, scale: TimeScale, name: str, height: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(scale, name, height, parent)
        self.blocks: list[Block] = []
        self.loose = True
        """Whether words may run on past the end of their block."""
        self.setMouseTracking(True)

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these, the later ones over the earlier."""
        same = len(blocks) == len(self.blocks)
        if same and all(now.looks_like(was) for now, was in zip(blocks, self.blocks, strict=True)):
            return
        self.blocks = list(blocks)
        self.setAccessibleDescription("; ".join(block.text for block in blocks))
        self.refresh()

    def block_at(self, x: float) -> Block | None:
        """The topmost block under a pixel."""
        for block in reversed(self.blocks):
            left, right = self.span(block.start, block.end)
            if left <= x < max(right, left + 8):
                return block
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (block := self.block_at(event.position().x())) and block.key[1]:
            self.chosen.emit(*block.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        block = self.block_at(event.position().x())
        self.setToolTip(plain_tip(block.text) if block else "")

    def paint_still(self, painter: QPainter) -> None:
        fill(painter, QRectF(self.rect()), tokens().field, 3)
        for block in self.blocks:
            self._paint_plate(painter, block)
        for block in self.blocks:
            self._paint_words(painter, block)

    def _paint_plate(self, painter: QPainter, block: Block) -> None:
        hue = tokens().hue(block.hue)
        area = self._area(block)
        fill(painter, area, hue.tint if block.bed or not self._has_bed() else hue.deep)
        if block.spill:
            self._paint_spill(painter, block, area)
        fill(painter, QRectF(area.left(), 0, 2, self.height()), hue.line)

    def _paint_words(self, painter: QPainter, block: Block) -> None:
        """The words of a bed lie in its widest gap; those of another block may run on while the lane is free."""
        area = self._area(block)
        if block.bed:
            taken = [self._taken(each) for each in self.blocks if not each.bed]
            gaps = _gaps(area, taken)
            wide = metrics("fine").horizontalAdvance(block.text) + 12
            widest = max(gaps, key=lambda gap: gap[1] - gap[0])
            left, right = next((gap for gap in gaps if gap[1] - gap[0] >= wide), widest)
            if right - left < 60 and taken:
                return
        else:
            others = [self._area(each) for each in self.blocks if each is not block and not each.bed]
            left, right = area.left(), float(self.width()) if self.loose else area.right()
            right = min([right, *(each.left() for each in others if each.left() > left)])
        start = max(left + 7, 4.0)
        spill = 12 if block.spill and right <= area.right() else 0
        room = QRectF(start, 0, max(0.0, right - start - 4 - spill), self.height())
        if room.width() > 12:
            words(painter, room, block.text, font("fine"), tokens().hue(block.hue).text, LEFT)

    def _taken(self, block: Block) -> QRectF:
        """A block with the words that run on from it."""
        area = self._area(block)
        if self.loose:
            area.setWidth(max(area.width(), metrics("fine").horizontalAdvance(block.text) + 16.0))
        return area

    def _area(self, block: Block) -> QRectF:
        left, right = self.span(block.start, block.end)
        return QRectF(left, 0, max(right - left, 3), self.height())

    def _paint_spill(self, painter: QPainter, block: Block, area: QRectF) -> None:
        hue = tokens().hue(block.spill_hue)
        left = max(area.left() + 2, min(round(self.scale.x(block.spill)), area.right() - 14))
        fill(painter, QRectF(left, 0, area.right() - left, self.height()), hue.tint)
        fill(painter, QRectF(area.right() - 2, 0, 2, self.height()), hue.line)

    def _has_bed(self) -> bool:
        return any(block.bed for block in self.blocks)


def _gaps(area: QRectF, others: Sequence[QRectF]) -> list[tuple[float, float]]:
    """What others leave of an area, from left to right."""
    gaps: list[tuple[float, float]] = []
    left = area.left()
    for other in sorted(others, key=lambda each: each.left()):
        if other.left() > left:
            gaps.append((left, other.left()))
        left = max(left, other.right())
    return [*gaps, (left, max(left, area.right()))]
