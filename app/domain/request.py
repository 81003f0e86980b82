"""What a compiled draft asks: words that know their fields, parameters, price, and the neutral request."""

from typing import Literal

from app.domain.draft import Asset
from app.domain.finding import Finding, Loss
from app.domain.noun import Field, Noun
from app.domain.wire import Wire

Track = Literal["", "beat", "cam", "line", "snd"]
Scalar = str | bool | int | float


class Span(Noun):
    """A run of the compiled text. `path` is the field it came from, "" for the dialect's own words.

    `section` names the paragraph (`section.<id>` in the words panel); `part` numbers the shot entry it is in.
    The texts of all spans joined are the whole text.
    """

    text: str
    path: str = ""
    section: str = ""
    track: Track = ""
    part: int = 0


class Part(Noun):
    """One stretch of text that can be copied by itself: a shot's entry, or the whole text of a single take."""

    text: str
    path: str = ""
    seconds: float = 0.0
    cap: int | None = None


class Estimate(Noun):
    """The price before sending. `usd` is None where it is unknown; `per` is the sum in figures."""

    usd: float | None = None
    per: str = ""
    source: str = ""
    checked_on: str = ""


class Input(Noun):
    """A picture or clip that goes along with a request. `clip` is a reference, `edit` the clip to be changed."""

    role: Literal["first_frame", "last_frame", "reference", "clip", "edit"]
    asset: Asset
    cast: str = ""
    tag: str = ""
    """How the words point at it, where they do."""
    address: str = ""
    """Where it can be fetched, for a provider without a place to upload."""


class Request(Noun):
    """What is asked of a provider, neutral and frozen. `draft` is the whole draft as JSON text."""

    model: str
    dialect: str
    text: str
    parts: tuple[Part, ...] = ()
    parameters: dict[str, Scalar] = Field(default_factory=dict)
    inputs: tuple[Input, ...] = ()
    seconds: float
    wire: Wire | None = None
    """The model's own names, from its row."""
    draft: str


class Compiled(Noun):
    """Everything there is to know about a draft at a model before sending it."""

    model: str
    dialect: str
    seconds: float
    text: str
    spans: tuple[Span, ...]
    parts: tuple[Part, ...]
    parameters: dict[str, Scalar] = Field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    losses: tuple[Loss, ...] = ()
    parts_of_draft: int = 0
    """How many filled fields the draft has: the total that losses are counted against."""
    estimate: Estimate = Estimate.model_construct()

    @property
    def sendable(self) -> bool:
        """Whether no finding stands in the way."""
        return not any(finding.level == "error" for finding in self.findings)
