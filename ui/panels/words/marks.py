"""What marking and exchanging words needs: formats, stretches that touch, and what two texts have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtGui import QColor, QTextCharFormat

from ui.panels.words.blocks import Layout, Run, size


def inked(color: QColor) -> QTextCharFormat:
    """Words in a colour."""
    form = QTextCharFormat()
    form.setForeground(color)
    return form


class Mark(NamedTuple):
    """A stretch of the shown words that looks different: on a plate, in a colour, underlined or struck through."""

    start: int
    end: int
    ground: QColor | None = None
    ink: QColor | None = None
    rule: QColor | None = None
    struck: bool = False

    def form(self) -> QTextCharFormat:
        """Its looks as Qt wants them."""
        form = QTextCharFormat()
        if self.ground is not None:
            form.setBackground(self.ground)
        if self.ink is not None:
            form.setForeground(self.ink)
        if self.rule is not None:
            form.setFontUnderline(True)
            form.setUnderlineColor(self.rule)
        if self.struck:
            form.setFontStrikeOut(True)
        return form


def blended(color: QColor, ground: QColor, share: float) -> QColor:
    """A colour laid over a ground with a share of its strength."""
    rest = 1 - share
    return QColor.fromRgbF(
        color.redF() * share + ground.redF() * rest,
        color.greenF() * share + ground.greenF() * rest,
        color.blueF() * share + ground.blueF() * rest,
    )


def stretches(runs: Iterable[Run]) -> list[tuple[int, int]]:
    """Runs that touch as one: Qt 6.11 leaves out every second one of selections that touch."""
    found: list[tuple[int, int]] = []
    for run in runs:
        if found and found[-1][1] == run.start:
            found[-1] = (found[-1][0], run.end)
        else:
            found.append((run.start, run.end))
    return found


def shown_text(layout: Layout) -> str:
    """The text as the document holds it: every paragraph on a line of its own."""
    return "\n".join([block.text for block in layout.blocks])


class Change(NamedTuple):
    """What differs between two texts, as Qt counts: from and to where in the old one, the words in its place, and
    where they end in the new one."""

    start: int
    end: int
    words: str
    until: int


def change(old: str, new: str) -> Change:
    """The one stretch that tells two texts apart."""
    head = common(old, new)
    tail = common(old[head:], new[head:], backwards=True)
    words = new[head : len(new) - tail]
    if old.isascii() and words.isascii():
        return Change(head, len(old) - tail, words, head + len(words))
    start = size(old[:head])
    return Change(start, start + size(old[head : len(old) - tail]), words, start + size(words))


def common(one: str, other: str, *, backwards: bool = False) -> int:
    """How many signs two texts begin (or end) with in common; by halving, so that the comparing is done by Python."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        same = one[-middle:] == other[-middle:] if backwards else one[:middle] == other[:middle]
        low, high = (middle, high) if same else (low, middle - 1)
    return low
