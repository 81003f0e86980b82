"""Tells a turn on the spot from what else is said with a word for turning."""

from __future__ import annotations

from app.prompting.lint.reading.text import Reading

_HEELS = frozenset({"heel", "heels", "toe", "toes", "ball", "spot"})


def on_heel(reading: Reading, at: int) -> bool:
    """Whether a turn is one on the spot: `on one heel`, `on the ball of her foot`."""
    return reading.word(at) == "on" and not _HEELS.isdisjoint(reading.words[at + 1 : at + 4])
