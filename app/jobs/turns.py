"""Whose turn it is: which queued job goes to which lane next, so that a batch does not hold up a single shot."""

from __future__ import annotations

import heapq
from collections import Counter, deque

from app.jobs.lanes import Lane
from app.store.jobs import Queued

Ways = tuple[int, ...]


class Turns:
    """The queued jobs of one moment, oldest first. Of one draft the oldest is next; of several, that with fewest jobs
    under way. Thousands may be queued, each of a draft of its own."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, Ways], deque[tuple[int, Queued, list[Lane]]]] = {}
        self._count = 0
        self._line: list[tuple[int, int, tuple[str, Ways]]] | None = None
        """Each group by how many jobs of its draft are under way, and by its oldest."""
        self._busy = Counter[str]()
        self._full: set[Ways] = set()

    def add(self, lanes: list[Lane], row: Queued) -> None:
        """One more, which may go to any of these lanes. All of them before the first turn."""
        group = self._groups.setdefault((row.draft_id, tuple(map(id, lanes))), deque())
        group.append((self._count, row, lanes))
        self._count += 1

    def next(self) -> tuple[Lane, Queued, bool] | None:
        """The next one, its lane, and whether it might go elsewhere; None where no lane has room for any."""
        line = self._stand_in_line()
        while line:
            busy, first, key = heapq.heappop(line)
            draft, ways = key
            if ways in self._full:
                continue
            if busy != self._busy[draft]:
                heapq.heappush(line, (self._busy[draft], first, key))
                continue
            group = self._groups[key]
            if (lane := best(group[0][2])) is None:
                # what is started meanwhile makes no room
                self._full.add(ways)
                continue
            _, row, lanes = group.popleft()
            self._busy[draft] += 1
            if group:
                heapq.heappush(line, (busy + 1, group[0][0], key))
            return lane, row, len(lanes) > 1
        return None

    def left(self) -> list[tuple[list[Lane], Queued]]:
        """Those whose turn has not come."""
        rest = sorted((each for group in self._groups.values() for each in group), key=lambda each: each[0])
        return [(lanes, row) for _, row, lanes in rest]

    def _stand_in_line(self) -> list[tuple[int, int, tuple[str, Ways]]]:
        if self._line is None:
            lanes = {id(lane): lane for _, _, ways in (group[0] for group in self._groups.values()) for lane in ways}
            self._busy.update(draft for lane in lanes.values() for draft in lane.running.values())
            self._line = [(self._busy[key[0]], group[0][0], key) for key, group in self._groups.items()]
            heapq.heapify(self._line)
        return self._line


def best(lanes: list[Lane]) -> Lane | None:
    """The lane to send by: of those that are well the one with the least to do, None while they are full. Where all
    are in trouble, the one that may be asked first."""
    well = [lane for lane in lanes if not lane.seconds_left] or lanes
    return min((lane for lane in well if lane.has_room), key=lambda lane: (lane.seconds_left, lane.load), default=None)
