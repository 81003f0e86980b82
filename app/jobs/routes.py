"""The ways out of a home: each server of each connection has one lane, which it keeps while jobs of it are open."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping

from app.domain.connection import ServerState
from app.domain.job import Job
from app.jobs.lanes import Lane, connection_in
from app.jobs.runner import Ground
from app.providers.base import Connection, Provider


class Routes:
    """The connections of one process, and the lanes to their servers."""

    def __init__(self, providers: Mapping[str, Provider], connections: tuple[Connection, ...], ground: Ground) -> None:
        self._providers, self._ground = providers, ground
        self._connections: dict[str, Connection] = {}
        self._lanes: dict[tuple[str, str], Lane] = {}
        """By the name of a connection and the address of one of its servers."""
        self.connect(connections)

    def __iter__(self) -> Iterator[Lane]:
        return iter(self._lanes.values())

    def connect(self, connections: tuple[Connection, ...]) -> None:
        """Take over the connections there are now. A server keeps its lane, with the key it has now; one that is gone
        keeps it as long as jobs of it are open."""
        self._connections = {each.id: each for each in connections if each.provider in self._providers}
        for each in self._connections.values():
            for end in each.ends():
                lane = self._lanes.get((end.id, end.address))
                if lane is None or lane.connection != end:
                    running = lane.running if lane is not None and lane.provider.spec.id == end.provider else {}
                    self._lanes[end.id, end.address] = self._new_lane(end, running)
        for lane in self:
            lane.retry()

    def ways(self) -> dict[str, tuple[Connection, Provider]]:
        """The connections there are, by name, and what they lead to."""
        return {name: (each, self._providers[each.provider]) for name, each in self._connections.items()}

    def lane(self, job: Job) -> Lane | None:
        """The lane of a job that was sent, by the identity frozen in its row; None where its provider is not here."""
        return next(iter(self.lanes_of(job.connection, self._ground.jobs.extra(job.id).frozen.identity)), None)

    def lanes_of(self, connection_id: str, identity: str, *, queued: bool = False) -> list[Lane]:
        """The lanes a job may take: of every server it was queued for, or the one it was sent to. They stay those even
        where the connection was changed or removed since. `queued`: one that no server took may go to another."""
        present = self._connections.get(connection_id)
        frozen = connection_in(identity) if identity else present
        if present is not None and self._providers[present.provider].spec.dedupe == "local":
            frozen = present
        if queued and present and frozen and frozen.address in {end.address for end in present.ends()}:
            frozen = present
        if frozen is None or frozen.provider not in self._providers:
            return []
        return [self._lane_to(end) for end in frozen.ends()]

    def servers(self, name: str) -> tuple[ServerState, ...]:
        """How each server of a connection stands, in their order; () where there is no such connection."""
        return tuple(lane.standing for lane in self._of(name))

    async def ask_servers(self, name: str) -> None:
        """Ask each server of a connection, all at once, whether it is there: a person wants to know."""
        await asyncio.gather(*(lane.ask(self._ground.http) for lane in self._of(name)))

    def acted(self, name: str) -> None:
        """A person sends something there: whatever stopped it is tried once more."""
        for (own, _), lane in self._lanes.items():
            if own == name and lane.stopped is not None:
                lane.retry()

    def are_stopped(self, job: Job) -> bool:
        """Whether no server takes this queued job before a person has acted."""
        frozen = self._ground.jobs.extra(job.id).frozen
        lanes = self.lanes_of(job.connection, frozen.identity, queued=True)
        return bool(lanes) and all(lane.stopped is not None for lane in lanes)

    def _of(self, name: str) -> list[Lane]:
        ends = self._connections[name].ends() if name in self._connections else ()
        return [self._lanes[end.id, end.address] for end in ends]

    def _lane_to(self, end: Connection) -> Lane:
        lane = self._lanes.get((end.id, end.address))
        if lane is None:
            lane = self._lanes[end.id, end.address] = self._new_lane(end)
        return lane

    def _new_lane(self, end: Connection, running: dict[str, str] | None = None) -> Lane:
        lane = Lane(end, self._providers[end.provider], self._ground.steady, self._ground.marks)
        lane.running = running or {}
        return lane
