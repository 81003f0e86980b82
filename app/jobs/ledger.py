"""Money: what was charged for certain, what is held, and what may be lost, by connection and day."""

from __future__ import annotations

from app.domain.model import DRAWN_HERE
from app.domain.money import Money
from app.domain.noun import Noun
from app.store.jobs import OPEN_SQL, Jobs

_PRICE = "coalesce(usd_estimate, 0)"
_TAKEN = "EXISTS (SELECT 1 FROM attempts WHERE job = jobs.id AND state = 'sending')"
_RESENT = '(SELECT count(*) FROM attempts WHERE job = jobs.id AND message LIKE \'{"id": "message.resent"%\')'
# what was taken on and came to nothing is let go only where its provider said what it charged: none documents that it
# bills no failure and no refusal
_OVER = "state IN ('cancelled', 'failed', 'refused')"
_MAYBE = f"state IN ('unsure', 'lost', 'expired') OR ({_OVER} AND remote_id IS NOT NULL)"
_LET_GO = f"state IN ('refused', 'failed') AND remote_id IS NULL AND {_TAKEN}"
_STATEMENT = f"""
    SELECT connection, substr(created, 1, 10), count(*),
        sum({_PRICE}),
        sum(CASE WHEN usd_actual IS NULL AND state IN ({OPEN_SQL}) THEN {_PRICE} ELSE 0 END),
        sum(CASE WHEN usd_actual IS NOT NULL THEN usd_actual WHEN state = 'done' THEN {_PRICE} ELSE 0 END),
        sum(CASE WHEN usd_actual IS NULL AND ({_MAYBE}) THEN {_PRICE} ELSE 0 END + {_RESENT} * {_PRICE}),
        sum(CASE WHEN usd_actual IS NULL AND {_LET_GO} THEN {_PRICE} ELSE 0 END),
        sum(usd_estimate IS NULL AND usd_actual IS NULL)
    FROM jobs WHERE created >= ? AND model NOT LIKE '{DRAWN_HERE}%'
    GROUP BY 1, 2 ORDER BY 2 DESC, 1
"""


class Spending(Noun):
    """Dollars. `held` is what may still be charged, or may have been: under way, unknown, lost, done without a bill."""

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
    charged = jobs.database.rows("SELECT coalesce(sum(usd_actual), 0) FROM jobs WHERE created >= ?", (since,))[0][0]
    lines = statement(jobs, since)
    most = sum(line.reserved + line.settled + line.possibly_lost for line in lines)
    return Spending(charged=float(charged), held=max(0.0, most - float(charged)))


def statement(jobs: Jobs, since: str = "") -> list[Money]:
    """A line for each connection and day since then, the newest day first. What is drawn here is in none."""
    names = ("connection", "day", "jobs", "estimated", "reserved", "settled", "possibly_lost", "refunded", "unpriced")
    rows = jobs.database.rows(_STATEMENT, (since,))
    return [Money.model_validate(dict(zip(names, map(_rounded, row), strict=True))) for row in rows]


def _rounded(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value
