"""Whose turn it is: which queued job goes to which lane next, so that a batch does not hold up a single shot."""

from __future__ import annotations

from collections import Counter, deque

from app.jobs.lanes import Lane
from app.store.jobs import Queued


class Turns:
    """The queued jobs of one moment, oldest first. Of one draft the oldest is next; of several, that with fewest jobs
    under way."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, tuple[int, ...]], deque[tuple[int, Queued, list[Lane]]]] = {}
        self._count = 0

    def add(self, lanes: list[Lane], row: Queued) -> None:
        """One more, which may go to any of these lanes."""
        group = self._groups.setdefault((row.draft_id, tuple(map(id, lanes))), deque())
        group.append((self._count, row, lanes))
        self._count += 1

    def next(self) -> tuple[Lane, Queued, bool] | None:
        """The next one, its lane, and whether it might go elsewhere; None where no lane has room for any."""
        ready = [(group, lane) for group in self._groups.values() if group and (lane := best(group[0][2]))]
        if not ready:
            return None
        lanes = {lane for group, _ in ready for lane in group[0][2]}
        busy = Counter(draft for lane in lanes for draft in lane.running.values()) if len(ready) > 1 else Counter[str]()
        group, lane = min(ready, key=lambda pair: (busy[pair[0][0][1].draft_id], pair[0][0][0]))
        _, row, all_ = group.popleft()
        return lane, row, len(all_) > 1

    def left(self) -> list[tuple[list[Lane], Queued]]:
        """Those whose turn has not come."""
        rest = sorted((each for group in self._groups.values() for each in group), key=lambda each: each[0])
        return [(lanes, row) for _, row, lanes in rest]


def best(lanes: list[Lane]) -> Lane | None:
    """The lane to send by: of those that are well the one with the least to do, None while they are full. Where all
    are in trouble, the one that may be asked first."""
    well = [lane for lane in lanes if not lane.seconds_left] or lanes
    return min((lane for lane in well if lane.has_room), key=lambda lane: (lane.seconds_left, lane.load), default=None)
