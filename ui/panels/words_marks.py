"""How phrases are marked in the words: in ink, on a plate, fading, as formats that need no new layout."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCharFormat


def inked(color: QColor) -> QTextCharFormat:
    """Words in a colour."""
    form = QTextCharFormat()
    form.setForeground(color)
    return form


def plated(color: QColor) -> QTextCharFormat:
    """Words on a plate of a colour."""
    form = QTextCharFormat()
    form.setBackground(color)
    return form


def blended(color: QColor, ground: QColor, share: float) -> QColor:
    """A colour laid over a ground with a share of its strength."""
    parts: Iterable[tuple[float, float]] = zip(color.getRgbF()[:3], ground.getRgbF()[:3], strict=True)
    return QColor.fromRgbF(*(a * share + b * (1 - share) for a, b in parts))
