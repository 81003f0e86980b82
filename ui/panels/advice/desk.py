"""What the advice over the window asks of the desk, so that the gallery can stand in for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.desk.snapshot import Snapshot
from app.domain.advice import Advice, Carried
from app.domain.draft import Draft
from app.domain.edit import Edit


class TrialFace(Protocol):
    """The models tried for a draft, one at a time."""

    @property
    def is_over(self) -> bool:
        """Whether every model has been tried."""

    @property
    def next_title(self) -> str:
        """Which model is tried next."""

    def step(self) -> bool:
        """Try the next one; whether there are more."""

    def advice(self, *, many: bool = False) -> Advice:
        """What can be said of those that were tried."""


class AdviserFace(Protocol):
    """Who knows which model a draft wants."""

    def trial(self, draft: Draft) -> TrialFace:
        """Every living model, one at a time."""

    def convert(self, draft: Draft, model_id: str) -> Carried:
        """What becomes of each part of a draft at a model."""


class AdviceDesk(Protocol):
    """The desk as the advice sees it."""

    @property
    def snapshot(self) -> Snapshot:
        """The present view of the open draft."""

    @property
    def adviser(self) -> AdviserFace:
        """Who knows which model a draft wants."""

    def connected(self) -> frozenset[str]:
        """The providers that can be reached."""

    def today(self) -> str:
        """The ISO day of the clock."""

    def set_aim(self, model_id: str) -> None:
        """Aim the open draft at another model."""

    def apply(self, changes: Sequence[Edit]) -> None:
        """Several edits as one undo step."""
