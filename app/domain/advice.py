"""What the program advises about a draft: how it leans, which models fit and why, and what carrying it there costs.

Every sentence is an id with its arguments, so that window and command line say it in the screen language.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from app.domain.draft import Draft
from app.domain.finding import Finding, Fix
from app.domain.model import Model
from app.domain.noun import Field, Noun
from app.domain.request import Compiled

Side = Literal["story", "motion", "either"]
CarryLevel = Literal["dropped", "weakened", "reworded", "kept"]


class Rule(Noun):
    """What one sign of story or motion counts, and from how many on. `names` and `words` say what it looks for."""

    points: float
    least: float = 1.0
    names: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Words by language: those of the draft's other languages stay unseen, and nothing is said of them."""
    usual: tuple[float, ...] = ()


class Strength(Noun):
    """How good a family of models is at story and at motion, 0 to 5; `match` is a pattern of the model's id."""

    match: str
    story: float
    motion: float


class Weights(Noun):
    """The figures of the advice: data, with their source and the day they were looked at."""

    source: str
    checked_on: str
    sure: float
    """From this difference of the points on, the draft leans to one side."""
    enough: float
    """The strength that counts in full while a draft leans to neither side."""
    split: float
    """From this many points on both sides, a piece is better made by two models."""
    story: dict[str, Rule]
    motion: dict[str, Rule]
    strengths: tuple[Strength, ...]
    score: dict[str, float]
    """What each part of a score is worth of 100."""
    loss: dict[str, float]
    """What a lost part counts by its level."""


class Reason(NamedTuple):
    """One reason: the id of its sentence, its arguments, and how much it counts (0 to 100)."""

    id: str
    args: dict[str, Any]
    weight: float = 0.0


class Point(NamedTuple):
    """One sign that a draft is story or motion. `advice.point.<id>` names it; `paths` are the fields it was seen in."""

    id: str
    side: Side
    points: float
    args: dict[str, Any]
    paths: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """One living model, judged for a draft."""

    model: Model
    compiled: Compiled
    score: float
    """0 to 100; no model that is out has more than one that fits."""
    reasons: tuple[Reason, ...]
    """The three largest reasons for it; for one that is out, why."""
    against: Reason | None
    fits: bool
    lost: float
    """The parts of the draft it does not carry as written, by the weight of their level."""
    cuts: tuple[float, ...] = ()
    """Seconds at which to cut a single take for it, where it is at its best with a list of shots."""


class Split(NamedTuple):
    """Two sets of shots, each for a model that is good at them. The models are ids, "" where none fits."""

    story: tuple[str, ...]
    motion: tuple[str, ...]
    story_model: str
    motion_model: str


class Advice(NamedTuple):
    """Everything there is to say about where to send a draft."""

    points: tuple[Point, ...]
    story: float
    motion: float
    side: Side
    ranking: tuple[Verdict, ...]
    """Every living model, the best first; those that are out at the end."""
    retired: tuple[tuple[Model, Reason], ...]
    flip: Reason | None
    """What would put another model first."""
    split: Split | None

    @property
    def lean(self) -> float:
        """Story points less motion points."""
        return self.story - self.motion

    @property
    def winner(self) -> Verdict | None:
        """The best model that fits, or None."""
        return next((verdict for verdict in self.ranking if verdict.fits), None)

    @property
    def by_kept(self) -> tuple[Verdict, ...]:
        """The ranking by what each model keeps, then by score, then by price; those that are out at the end."""
        return tuple(sorted(self.ranking, key=_kept_key))


def _kept_key(verdict: Verdict) -> tuple[bool, float, float, float]:
    usd = verdict.compiled.estimate.usd
    return not verdict.fits, verdict.lost, -verdict.score, float("inf") if usd is None else usd


class CarryLine(NamedTuple):
    """What becomes of one part of a draft at another model. `id` names the sentence."""

    level: CarryLevel
    part: str
    """`carry.part.<part>` names it."""
    id: str
    path: str
    args: dict[str, Any]
    is_new: bool = True
    """Whether the present aim carries it better."""


class Choice(NamedTuple):
    """Something a person may decide on the way: `carry.ask.<id>` asks, each option is one undo step.

    An option without edits is advice for which no button can do the work.
    """

    id: str
    args: dict[str, Any]
    options: tuple[Fix, ...]


class Carried(NamedTuple):
    """A draft re-aimed, and what becomes of each of its parts."""

    draft: Draft
    model: Model
    compiled: Compiled
    lines: tuple[CarryLine, ...]
    choices: tuple[Choice, ...]
    blocking: tuple[Finding, ...]
    """What stands in the way of sending it there."""
    before: Compiled | None
    """The draft at the aim it had; None where nobody knows that model."""

    def count(self, level: CarryLevel) -> int:
        """How many lines have this level."""
        return sum(line.level == level for line in self.lines)
