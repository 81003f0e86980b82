"""Odd drafts, each of which the door would let in, and the rows they are written for."""

from __future__ import annotations

from app.domain.draft import Beat, Draft
from tests.unit.prompting.cases import catalog, draft, shot

MODELS = [model for model in catalog().models() if model.provider != "animatic"]


def beats(*actions: str, seconds: float = 1.0) -> tuple[Beat, ...]:
    """Beats that do this."""
    return tuple(Beat(id=f"b{place}", seconds=seconds, action=action) for place, action in enumerate(actions, 1))


def acting(*actions: str, **fields: object) -> Draft:
    """A draft of one shot in which this happens."""
    return draft(shot(1, beats=beats(*actions)), **fields)


EMPTY = Draft(id="d", form="f", aim="a")
CROWDED = draft(shot(1, beats=beats(*(f"step {place}" for place in range(100)), seconds=0.04)))
LONG = acting("on and on. " * 1800)
ODD = {
    "empty": EMPTY,
    "nobody": draft(cast=()),
    "no beats": draft(shot(1, beats=(), keys=())),
    "crowded": CROWDED,
    "long": LONG,
    "no time": draft(shot(1, 0.0)),
    "unclosed": acting("{cast:ines", "{", "{}", "{cast:}", "{cast:a b}"),
    "stops": acting(";;;", "...", "; falls", '"'),
    "signs": acting("a\x00b", "\x1b[31mred", "\u200b", "line\nafter\r\nline"),
}
