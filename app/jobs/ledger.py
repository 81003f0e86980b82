"""Money: what was charged for certain, and what may still be."""

from __future__ import annotations

from app.domain.noun import Noun
from app.store.jobs import Jobs


class Spending(Noun):
    """Dollars. `held` is the price shown of jobs that are open, unknown, or done without a bill of the provider's."""

    charged: float
    held: float

    @property
    def most(self) -> float:
        """What it can have come to."""
        return self.charged + self.held

    def allows(self, usd: float | None, cap: float) -> bool:
        """Whether another job of this price stays within the cap; one of unknown price never does."""
        return usd is not None and self.most + usd <= cap


def spending(jobs: Jobs, since: str = "") -> Spending:
    """What the jobs made since then (ISO in UTC, "" for all) have come to."""
    charged, held = jobs.spent(since)
    return Spending(charged=charged, held=held)
