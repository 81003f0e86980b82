"""Says where everything is at any moment of a draft, so that the film, the live view and the posters draw the same."""

from __future__ import annotations

from typing import NamedTuple

from app.animatic.order import ratio
from app.animatic.timeline import BeatSpan, CueSpan, LineSpan, Timeline, timeline
from app.animatic.wording import Words
from app.domain.draft import Draft
from app.strings import tr


class View(NamedTuple):
    """Everything there is to see at one moment."""

    t: float
    shot: int
    beat: BeatSpan | None
    line: LineSpan | None
    cues: tuple[CueSpan, ...]


class Stage:
    """The set, the figures and the times of a draft. Building it takes milliseconds; `at` far less."""

    def __init__(self, draft: Draft, words: Words) -> None:
        self.draft = draft
        self.words = words
        self.ratio = ratio(draft.frame.aspect)
        self.timeline: Timeline = timeline(draft, words)

    @property
    def seconds(self) -> float:
        """Length of the film."""
        return self.timeline.seconds

    def at(self, t: float) -> View:
        """What there is to see `t` seconds after the start."""
        times = self.timeline
        return View(t, times.shot_at(t), times.beat_at(t), times.line_at(t), times.cues_at(t))


def build_stage(draft: Draft, words: Words = tr) -> Stage:
    """The stage of a draft. `words` gives sentences by id."""
    return Stage(draft, words)
