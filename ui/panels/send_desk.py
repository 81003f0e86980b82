"""What Send, its picker and the payload's view ask of the desk."""

from __future__ import annotations

from typing import Any, Protocol

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.domain.model import Model
from app.domain.request import Compiled


class PayloadDesk(Protocol):
    """What the payload's view asks of the desk."""

    def payload(self, compiled: Compiled, model: Model) -> dict[str, Any] | None:
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
    """What Send asks of the desk."""

    def set_aim(self, model_id: str) -> None:
        """Aim the open draft at another model."""

    def apply_fix(self, finding: Finding) -> None:
        """Do what a finding's button says."""
