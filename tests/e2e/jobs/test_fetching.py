"""The last stretch: a link that ended is asked for anew, a storage in trouble is left alone, a clip is not given up."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import NotSent, ProviderFault, StorageFault
from app.net.download import LinkGone
from app.providers.base import Connection, Http, Output, Progress, Remote, Spec
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.film import make_film
from tests.fakes.floor import Room
from tests.fakes.provider import FakeProvider, Switches

GONE = LinkGone("link_gone", host="cdn.test")
DOWN = NotSent("unreachable", host="cdn.test")


class Shelf(FakeProvider):
    """Clips lie at another host, which does not give them out until a moment of the room's clock."""

    room: Room
    fault: ProviderFault = GONE
    until = 0.0
    kept: float | None = 3600.0

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, switches=Switches(by_url=True))
        self.asked: list[tuple[str, float]] = []
        self.looked: list[str] = []

    @property
    def spec(self) -> Spec:
        return super().spec.replace(kept_seconds=self.kept)  # type: ignore[no-any-return]

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        self.asked.append(("look", self.room.clock.seconds))
        self.looked += [remote.id for remote in remotes]
        return await super().poll(http, connection, remotes)

    async def download(self, output: Output, part: Path, connection: Connection) -> None:
        self.asked.append(("clip", self.room.clock.seconds))
        if self.until < 0 or self.room.clock.seconds < self.until or self.until == 1:
            self.until = 0 if self.until == 1 else self.until
            raise self.fault
        await super().download(output, part, connection)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "provider")


# matrix: R22
async def test_a_link_that_ended_is_asked_for_anew_at_once(open_room: OpenRoom, shelf: Shelf) -> None:
    """P10: at most two requests more."""
    shelf.room = room = open_room(shelf)
    shelf.until = 1
    job = await room.dispatch.follow(room.submit().id)
    assert job.state == "done"
    assert [what for what, _ in shelf.asked] == ["look", "clip", "look", "clip"]
    assert room.clock.seconds < 1
    assert shelf.charges()[0]["client_id"] == job.id


async def test_a_link_that_is_dead_for_long_is_no_lost_clip(open_room: OpenRoom, shelf: Shelf) -> None:
    shelf.room = room = open_room(shelf)
    shelf.kept, shelf.until = 30 * 86400, 7200
    job = await room.dispatch.follow(room.submit().id)
    assert job.state == "done"
    assert len(shelf.asked) < 60


# matrix: R24
@pytest.mark.parametrize(("kept", "least"), [(3600.0, 3600), (None, 24 * 3600)])
async def test_a_clip_is_given_up_only_after_the_time_it_is_kept(
    open_room: OpenRoom, shelf: Shelf, kept: float | None, least: float
) -> None:
    shelf.room = room = open_room(shelf)
    shelf.kept, shelf.until = kept, -1
    job = await room.dispatch.follow(room.submit().id)
    assert (job.state, job.message and job.message.id) == ("expired", "message.removed")
    assert room.clock.seconds >= least


# matrix: N10
async def test_a_storage_in_trouble_is_left_alone_and_says_nothing_of_the_connection(
    open_room: OpenRoom, shelf: Shelf
) -> None:
    shelf.room = room = open_room(shelf)
    shelf.fault, shelf.until = DOWN, 3600
    job = await room.dispatch.follow(room.submit().id)
    (server,) = room.dispatch.servers("own")
    assert job.state == "done"
    assert len(shelf.asked) <= 3600 / 30
    assert room.clock.seconds < 3600 + 300
    assert server.seconds == 0


async def test_a_start_begins_with_what_is_removed_first(open_room: OpenRoom, tmp_path: Path) -> None:
    """P9: whatever the order in which it was sent."""
    shelf = Shelf(tmp_path / "provider")
    shelf.room = room = open_room(shelf)
    sent = [room.jobs.move(room.submit(f"shot {hour}"), "sending", at=f"2026-11-24T{hour:02}:00:00+00:00")
            for hour in (11, 9, 10)]  # fmt: skip
    for number, job in enumerate(sent):
        remote = f"r{number}"
        made = {"client_id": job.id, "text": "", "looks": 0, "state": "running"}
        (shelf.folder / "jobs" / f"{remote}.json").write_text(json.dumps(made))
        room.jobs.move(job, "waiting", at="2026-11-24T11:30:00+00:00", remote_id=remote)
    begun = room.dispatch._floor._runners
    room.dispatch.start()
    await room.soon(lambda: begun)
    # they begin in one turn; who is answered first is the network's
    assert list(begun) == [sent[1].id, sent[2].id, sent[0].id]
    await room.dispatch.run_until_idle()
    assert sorted(shelf.looked[:3]) == ["r0", "r1", "r2"]


class Several(FakeProvider):
    """Makes three films for one job, of which the last may be none, or may not come."""

    def __init__(self, folder: Path, last: str = "film") -> None:
        super().__init__(folder, switches=Switches(by_url=True))
        self.last = last
        self.fetched: list[str] = []

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        (found,) = await super().poll(http, connection, remotes)
        others = [Output(url=make_film(self.folder / f"other{shade}.mp4", shade=shade).name) for shade in (7, 9)]
        return [found.replace(outputs=(*found.outputs, *others))]

    async def download(self, output: Output, part: Path, connection: Connection) -> None:
        self.fetched.append(output.url)
        if output.url == "other9.mp4" and self.last == "gone":
            raise GONE
        await super().download(output, part, connection)
        if output.url == "other9.mp4" and self.last == "page":
            await asyncio.to_thread(part.write_bytes, b"<html>")


# matrix: R15
@pytest.mark.parametrize(("last", "clips"), [("film", 3), ("page", 2), ("gone", 2)])
async def test_each_film_of_a_job_that_made_several_is_a_take(
    open_room: OpenRoom, tmp_path: Path, last: str, clips: int
) -> None:
    several = Several(tmp_path / "provider", last)
    room = open_room(several)
    job = await room.dispatch.follow(room.submit().id)
    found = room.clips.for_draft("d1")
    assert job.state == "done"
    assert {clip.take for clip in found} == set(range(1, clips + 1))
    assert {clip.id for clip in found} == {job.id, *(f"{job.id}x{number}" for number in range(2, clips + 1))}
    assert len({clip.sha256 for clip in found}) == clips
    assert [each.id for each in job.remarks] == ([] if clips == 3 else ["message.others_missing"])
    assert list(room.home.incoming.iterdir()) == []


async def test_further_films_that_are_here_are_not_brought_again(open_room: OpenRoom, tmp_path: Path) -> None:
    several = Several(tmp_path / "provider")
    room = open_room(several)
    job = room.submit()
    finish = room.clips.finish

    def stop(*_: Any, **__: Any) -> Any:
        raise StorageFault("disk_full", name="library.db")

    room.clips.finish = stop  # type: ignore[method-assign]
    room.dispatch.start()
    await room.soon(lambda: len(room.clips.search()) == 2)
    await room.crash()
    room.clips.finish = finish  # type: ignore[method-assign]
    again = open_room(several)
    assert (await again.dispatch.follow(job.id)).state == "done"
    assert len(again.clips.search()) == 3
    assert several.fetched.count("other7.mp4") == 1
