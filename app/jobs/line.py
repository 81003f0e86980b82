"""Which open jobs nobody works on, kept by what was written since the last look: there may be thousands."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.job import Message
from app.jobs.deadlines import urgency
from app.jobs.lanes import Lane
from app.jobs.routes import Routes
from app.jobs.turns import Turns
from app.store.jobs import Jobs, Queued

Start = tuple[Lane, Queued, bool]
"""A job to begin with, its lane, and whether it might go elsewhere."""


class Line:
    """The jobs of one process that drives, but for those that it works on."""

    def __init__(self, jobs: Jobs, routes: Routes) -> None:
        self._jobs, self._routes = jobs, routes
        self._turns = Turns()
        self._stamp: int | None = None
        """What is known here is as new as this; nothing is where it is None."""
        self._again = set[str]()
        self._aside = set[str]()
        self._lanes: dict[tuple[str, str, bool], list[Lane]] = {}

    def forget(self) -> None:
        """There may be other ways now: everything is read anew."""
        self._stamp = None

    def begun(self, row: Queued) -> None:
        """Somebody works on it."""
        self._turns.begun(row.draft_id)

    def ended(self, row: Queued) -> None:
        """Nobody works on it any more; its row says whether it is open still."""
        self._turns.ended(row.draft_id)
        self._again.add(row.id)

    def refresh(self, works_on: Callable[[str], bool], left_alone: set[str]) -> list[Start]:
        """Take in what has changed. Returns what was sent and has to be gone on with at once, that first whose clip is
        removed first."""
        newest, news = self._news(left_alone)
        sent: list[tuple[float, Start]] = []
        for row in news:
            lanes = [] if works_on(row.id) or self._is_aside(row, left_alone) else self._lanes_of(row)
            if row.state == "queued" and lanes:
                self._turns.put(lanes, row)
                continue
            self._turns.drop(row.id)
            if lanes:
                hurry = urgency(row.sent, row.outputs, lanes[0].provider.spec.kept_seconds)
                sent.append((hurry, (lanes[0], row, False)))
        self._stamp = newest
        self._again.clear()
        return [start for _, start in sorted(sent, key=lambda each: each[0])]

    def next(self) -> Start | None:
        """The next queued one; None where no lane has room for any."""
        return self._turns.next()

    def stopped(self) -> list[tuple[str, Message]]:
        """The jobs that cannot be sent before a person has acted, and why; each is told once."""
        return self._turns.stopped()

    def _news(self, left_alone: set[str]) -> tuple[int, list[Queued]]:
        """What has to be looked at, and how new that is."""
        if self._stamp is not None:
            rows = self._jobs.news_of(self._stamp, self._again | (self._aside - left_alone))
            return max(self._stamp, *(row.stamp for row in rows), 0), rows
        for kept in (self._turns, self._aside, self._lanes):
            kept.clear()
        return self._jobs.newest_stamp(), self._jobs.queue()

    def _is_aside(self, row: Queued, left_alone: set[str]) -> bool:
        """Whether it is left alone for now; it is looked at again when it is so no longer."""
        if row.id not in left_alone:
            self._aside.discard(row.id)
            return False
        self._aside.add(row.id)
        return True

    def _lanes_of(self, row: Queued) -> list[Lane]:
        """The lanes of a job that may be begun or gone on with."""
        if row.state not in ("queued", "waiting", "fetching"):
            return []
        way = row.connection, row.identity, row.state == "queued"
        if (lanes := self._lanes.get(way)) is None:
            lanes = self._lanes[way] = self._routes.lanes_of(row.connection, row.identity, queued=way[2])
        return lanes
