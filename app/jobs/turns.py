"""Whose turn it is: which queued job goes to which lane next, so that a batch does not hold up a single shot."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field

from app.domain.job import Message
from app.jobs.lanes import Lane
from app.store.jobs import Queued

Ways = tuple[int, ...]
Key = tuple[int, int]
"""How many jobs of a draft are under way, and the place of its oldest one in line: what is smaller is next."""
MOST_OUTDATED = 50
"""Entries of a line that are out of date and may stay in it, beside as many as hold."""


@dataclass
class _Way:
    """The jobs that may go to the same lanes."""

    lanes: list[Lane]
    line: list[tuple[int, int, str]] = field(default_factory=list)
    """A heap of the drafts by their key. What says another key than `keys` is out of date."""
    keys: dict[str, Key] = field(default_factory=dict)
    groups: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """By draft a heap of places and jobs. A job that is no longer in `Turns` has left."""
    told: Message | None = None
    untold: set[str] = field(default_factory=set)

    def stand(self, draft: str, key: Key) -> None:
        """Put a draft where it belongs now."""
        self.keys[draft] = key
        heapq.heappush(self.line, (*key, draft))
        if len(self.line) > 2 * len(self.keys) + MOST_OUTDATED:
            self.line = [(*each, name) for name, each in self.keys.items()]
            heapq.heapify(self.line)

    def why(self) -> Message | None:
        """Why nothing goes out here before a person has acted; None while a lane may take something."""
        stops = [lane.stopped for lane in self.lanes]
        return stops[0] if None not in stops else None


class Turns:
    """The queued jobs, kept from one moment to the next: what is asked costs the same however many they are. Of one
    draft the oldest is next; of several, that with fewest jobs under way."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[_Way, Queued]] = {}
        self._ways: dict[Ways, _Way] = {}
        self._busy = Counter[str]()

    def clear(self) -> None:
        """Nobody is in line; who is under way is known still."""
        self._rows.clear()
        self._ways.clear()

    def put(self, lanes: list[Lane], row: Queued) -> None:
        """This one is queued, and may go to any of these lanes."""
        key = tuple(map(id, lanes))
        if (way := self._ways.get(key)) is None:
            way = self._ways[key] = _Way(lanes)
        known = self._rows.get(row.id)
        self._rows[row.id] = way, row
        if known is not None and known[0] is way:
            return
        way.untold.add(row.id)
        group = way.groups.setdefault(row.draft_id, [])
        heapq.heappush(group, (row.seq, row.id))
        if group[0][1] == row.id:
            way.stand(row.draft_id, (self._busy[row.draft_id], row.seq))

    def drop(self, job_id: str) -> None:
        """This one is not queued any more."""
        if (known := self._rows.pop(job_id, None)) is not None:
            known[0].untold.discard(job_id)

    def begun(self, draft: str) -> None:
        """A job of a draft is under way."""
        self._busy[draft] += 1

    def ended(self, draft: str) -> None:
        """One of them is so no longer."""
        self._busy[draft] -= 1
        if not (busy := self._busy[draft]):
            del self._busy[draft]
        for way in self._ways.values():
            if draft in way.keys:
                way.stand(draft, (busy, way.keys[draft][1]))

    def next(self) -> tuple[Lane, Queued, bool] | None:
        """The next one, its lane, and whether it might go elsewhere; None where no lane has room for any. It is in line
        no longer."""
        firsts = [
            (first, lane, len(way.lanes) > 1)
            for way in self._ways.values()
            if way.line and (lane := best(way.lanes)) is not None and (first := self._first(way)) is not None
        ]
        if not firsts:
            return None
        (_, job_id), lane, others = min(firsts, key=lambda each: each[0])
        row = self._rows[job_id][1]
        self.drop(job_id)
        return lane, row, others

    def stopped(self) -> list[tuple[str, Message]]:
        """The jobs that cannot be sent before a person has acted, and why; each is told once."""
        found: list[tuple[str, Message]] = []
        for way in self._ways.values():
            if (why := way.why()) != way.told:
                way.told, way.untold = why, {name for name, (its, _) in self._rows.items() if its is way}
            if why is not None:
                found += [(job_id, why) for job_id in sorted(way.untold, key=lambda each: self._rows[each][1].seq)]
                way.untold.clear()
        return found

    def _first(self, way: _Way) -> tuple[Key, str] | None:
        """Who is next of those that go this way."""
        while way.line:
            *key, draft = way.line[0]
            if tuple(key) != way.keys.get(draft):
                heapq.heappop(way.line)
                continue
            group = way.groups[draft]
            while group and self._rows.get(group[0][1], (None,))[0] is not way:
                heapq.heappop(group)
            if not group:
                del way.groups[draft], way.keys[draft]
                continue
            place, job_id = group[0]
            if (now := (self._busy[draft], place)) == tuple(key):
                return now, job_id
            heapq.heappop(way.line)
            way.stand(draft, now)
        return None


def best(lanes: list[Lane]) -> Lane | None:
    """The lane to send by: of those that are well the one with the least to do, None while they are full. Where all
    are in trouble, the one that may be asked first."""
    well = [lane for lane in lanes if not lane.seconds_left] or lanes
    return min((lane for lane in well if lane.has_room), key=lambda lane: (lane.seconds_left, lane.load), default=None)
