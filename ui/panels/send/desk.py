"""What Send, its picker and the payload's view ask of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from app.desk.snapshot import Snapshot
from app.domain.connection import Connection
from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.finding import Finding
from app.domain.job import Message
from app.domain.model import Model
from app.domain.request import Compiled, Estimate

if TYPE_CHECKING:
    from ui.panels.advice.desk import AdviserFace


class QuoteFace(Protocol):
    """What a person should know before a take is sent."""

    @property
    def model(self) -> Model: ...
    @property
    def connection(self) -> Connection | None: ...
    @property
    def estimate(self) -> Estimate: ...
    @property
    def free(self) -> bool: ...
    @property
    def spent_today(self) -> float: ...
    @property
    def warnings(self) -> tuple[Message, ...]: ...
    @property
    def must_ask(self) -> bool: ...


class PayloadDesk(Protocol):
    """What the payload's view asks of the desk."""

    def payload(self, draft: Draft, compiled: Compiled, model: Model) -> dict[str, Any] | None:
        """The readable view of a submission, None where no provider is known."""


class TargetDesk(Protocol):
    """What the picker asks of the desk."""

    def models(self) -> tuple[Model, ...]:
        """Every model row."""

    def compile(self, draft: Draft, model_id: str | None = None) -> tuple[Model, Compiled]:
        """A draft's words and losses at a model."""

    def connected(self) -> frozenset[str]:
        """The providers that can be reached."""

    def today(self) -> str:
        """The ISO day of the clock."""


class SendDesk(PayloadDesk, TargetDesk, Protocol):
    """What Send asks of the desk, and what the advice that it opens asks."""

    @property
    def snapshot(self) -> Snapshot:
        """The present view of the open draft."""

    @property
    def adviser(self) -> AdviserFace:
        """Who knows which model a draft wants."""

    def apply(self, changes: Sequence[Edit]) -> None:
        """Several edits as one undo step."""

    def set_aim(self, model_id: str) -> None:
        """Aim the open draft at another model."""

    @property
    def settings(self) -> Any:
        """The present settings, with the caps."""

    def connection(self, name: str) -> Connection:
        """A connection by its name."""

    def is_free(self, model: Model) -> bool:
        """Whether nobody sends a bill for a take of this model."""

    def ways_to(self, model: Model) -> tuple[str, ...]:
        """The names of the connections that a take of this model may go to."""

    def quote(self, draft: Draft) -> QuoteFace:
        """What sending a draft to its aim comes to."""

    def check_prices(self, quotes: Sequence[Any], *, sure: bool = False) -> None:
        """Refuse takes that are above a cap, each of them or all together."""

    def prefer_connection(self, name: str, model_id: str = "") -> None:
        """Let takes of a model go to this connection."""

    def apply_fix(self, finding: Finding) -> None:
        """Do what a finding's button says."""
