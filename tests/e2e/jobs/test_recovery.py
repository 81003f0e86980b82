"""What a start does with what a crash left: nothing is lost, nothing is paid twice, nothing is left lying about."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import apsw
import pytest

from app.domain.errors import Conflict, ProviderFault
from app.providers.base import Connection, Http, Payload, Progress, Remote, Sent
from app.store.files import move
from app.store.slots import Slots
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.film import make_film
from tests.fakes.floor import Room
from tests.fakes.provider import FakeProvider, Switches


async def unsure(open_room: OpenRoom, fake: FakeProvider) -> tuple[Room, str]:
    """A room with one job whose reply was lost."""
    fake.switches.lost_replies = 1
    room = open_room()
    job = room.submit()
    await room.dispatch.send(job.id)
    return room, job.id


async def test_a_lost_reply_is_found_by_our_own_id(open_room: OpenRoom, fake: FakeProvider) -> None:
    room, job_id = await unsure(open_room, fake)
    await room.dispatch.run_until_idle()
    await room.soon(lambda: room.jobs.get(job_id).state == "done")
    assert room.states(job_id) == ["queued", "sending", "unsure", "waiting", "fetching", "done"]
    assert len(fake.charges()) == 1


SOMEBODY = "somebody else's"


class Twins(FakeProvider):
    """Takes nothing from here before two are on their way, and lists nothing before it has accepted two."""

    coming = 0

    async def submit(self, http: Http, connection: Connection, payload: Payload, client_id: str) -> Remote:
        self.coming += client_id != SOMEBODY
        while self.coming < 2 and client_id != SOMEBODY:  # noqa: ASYNC110 - a number has no event
            await asyncio.sleep(0.001)
        return await super().submit(http, connection, payload, client_id)

    async def find(self, http: Http, connection: Connection, attempt: Sent) -> list[Remote] | Literal["cannot"]:
        while len(self.charges()) < 2:  # noqa: ASYNC110 - a file has no event
            await asyncio.sleep(0.001)
        return await super().find(http, connection, attempt)


# matrix: R17
async def test_twins_share_what_the_list_shows_where_there_are_no_more(open_room: OpenRoom, tmp_path: Path) -> None:
    fake = Twins(tmp_path / "provider", "list", Switches(lost_replies=2))
    room = open_room(fake, parallelism=2)
    twins = [room.submit("same").id for _ in range(2)]
    await room.dispatch.run_until_idle()
    await room.soon(lambda: {room.jobs.get(job_id).state for job_id in twins} == {"done"})
    assert {room.jobs.get(job_id).remote_id for job_id in twins} == {"r1", "r2"}
    assert len(fake.charges()) == 2


# matrix: R17
async def test_where_the_list_shows_more_than_was_asked_here_the_person_says_which(
    open_room: OpenRoom, tmp_path: Path
) -> None:
    fake = Twins(tmp_path / "provider", "list", Switches(lost_replies=2))
    room = open_room(fake, parallelism=2)
    twins = [room.submit("same").id for _ in range(2)]
    fake.switches.lost_replies = 3
    with pytest.raises(ProviderFault):
        await fake.submit(None, room.connection, fake.payload(room.jobs.get(twins[0]).request, {}), SOMEBODY)
    await room.dispatch.run_until_idle()
    await room.soon(lambda: not any("settle" in task.get_name() for task in room.tasks._tasks if not task.done()))
    assert [room.jobs.get(job_id).state for job_id in twins] == ["unsure", "unsure"]
    _, candidates = await room.dispatch.settle(twins[0])
    assert candidates == ["r1", "r2", "r3"]
    await room.dispatch.settle(twins[0], bind="r2")
    with pytest.raises(Conflict) as caught:
        await room.dispatch.settle(twins[1], bind="r2")
    assert caught.value.id == "remote_taken"
    settled, candidates = await room.dispatch.settle(twins[1])
    assert (settled.state, candidates) == ("unsure", ["r1", "r3"])
    await room.dispatch.settle(twins[1], bind="r3")
    await room.dispatch.run_until_idle()
    assert [room.jobs.get(job_id).state for job_id in twins] == ["done", "done"]
    assert len(fake.charges()) == 3


@pytest.mark.parametrize(
    ("choice", "state", "charges"), [("absent", "failed", 1), ("resend", "done", 2), ("bind", "done", 1)]
)
async def test_where_nobody_can_tell_the_person_settles(
    open_room: OpenRoom, fake: FakeProvider, choice: str, state: str, charges: int
) -> None:
    fake.dedupe = "none"
    room, job_id = await unsure(open_room, fake)
    await room.dispatch.run_until_idle()
    assert room.jobs.get(job_id).state == "unsure"
    assert len(fake.submissions) == 1
    assert await room.dispatch.settle(job_id) == (room.jobs.get(job_id), [])
    if choice == "bind":
        await room.dispatch.settle(job_id, bind="r1")
    elif choice == "absent":
        await room.dispatch.settle(job_id, absent=True)
    else:
        await room.dispatch.settle(job_id, resend=True)
    await room.dispatch.run_until_idle()
    assert room.jobs.get(job_id).state == state
    assert len(fake.charges()) == charges
    with pytest.raises(Conflict) as caught:
        await room.dispatch.settle(job_id)
    assert caught.value.id == "not_unsure"


@pytest.mark.parametrize("accepted", [True, False])
async def test_a_paid_row_found_in_sending_is_unsure_and_then_settled_by_its_id(
    open_room: OpenRoom, fake: FakeProvider, accepted: bool
) -> None:
    room = open_room()
    job = room.submit()
    sending = room.jobs.move(job, "sending", at=room.clock.wall().isoformat())
    if accepted:
        payload = fake.payload(job.request, {})
        await fake.submit(None, room.connection, payload, sending.id)
    await room.crash()

    again = open_room()
    again.dispatch.start()
    await again.soon(lambda: again.jobs.get(job.id).state == "done")
    middle = ["waiting"] if accepted else ["queued", "sending", "waiting"]
    assert again.states(job.id) == ["queued", "sending", "unsure", *middle, "fetching", "done"]
    assert len(fake.charges()) == 1
    assert {client for client, _ in fake.submissions} == {job.id}
    if not accepted:
        assert again.clock.seconds >= 120


async def test_what_was_accepted_is_watched_on(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.looks = 1_000_000
    room = open_room()
    job = room.submit()
    await room.dispatch.send(job.id)
    await room.crash()
    fake.switches.looks = 0
    again = open_room()
    await again.dispatch.run_until_idle()
    assert again.jobs.get(job.id).state == "done"
    assert len(fake.submissions) == 1


async def test_free_local_work_is_done_again_in_a_folder_of_its_own(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.dedupe = "local"
    fake.switches.looks = 1_000_000
    room = open_room()
    job = room.submit()
    follow = asyncio.ensure_future(room.dispatch.follow(job.id))
    await room.soon(lambda: room.jobs.get(job.id).state == "waiting")
    left = room.home.incoming / f"{job.id}.1"
    left.mkdir()
    (left / "progress.json").write_text("{}")
    follow.cancel()
    await room.crash()
    fake.switches.looks = 0
    again = open_room()
    await again.dispatch.run_until_idle()
    assert again.states(job.id) == ["queued", "sending", "waiting", "queued", "sending", "waiting", "fetching", "done"]
    assert [client for client, _ in fake.submissions] == [f"{job.id}.1", f"{job.id}.2"]
    assert list(again.home.incoming.iterdir()) == []
    assert len(again.clips.search()) == 1


async def test_a_local_worker_that_keeps_dying_is_given_up(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.dedupe = "local"
    fake.switches.ends = "gone"
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    assert job.state == "failed"
    assert len(fake.submissions) == 3


async def test_a_file_that_took_its_place_without_a_row_is_adopted(open_room: OpenRoom, fake: FakeProvider) -> None:
    room = open_room()
    job = await room.dispatch.send(room.submit().id)
    await room.crash()
    again = open_room()
    output = fake.output(job.remote_id or "")
    at = again.clock.wall().isoformat()
    job = again.jobs.get(job.id)
    if job.state == "waiting":
        again.jobs.move(job, "fetching", at=at, outputs=f"[{output.model_dump_json()}]")
    place = again.home.clips / f"A-shot-take-1-{job.id}.mp4"
    move(Path(output.file), place)
    stray = again.home.clips / "A-shot-take-9-0123456789.mp4"
    stray.write_bytes(b"nobody's")
    (again.home.incoming / "0123456789").mkdir()
    await again.dispatch.run_until_idle()
    (clip,) = again.clips.search()
    assert again.home.root / clip.path == place
    assert list(again.home.clips.iterdir()) == [place]
    assert {path.name for path in again.home.quarantine.iterdir()} == {stray.name, f"{stray.name}.json"}
    assert list(again.home.incoming.iterdir()) == []


class Placed(FakeProvider):
    """Remembers where it was looked at."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.places: list[str] = []

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        self.places.append(connection.address)
        return await super().poll(http, connection, remotes)


@pytest.mark.parametrize("changed", ["https://elsewhere.test", ""])
async def test_a_changed_connection_does_not_move_a_job_under_way(
    open_room: OpenRoom, tmp_path: Path, changed: str
) -> None:
    placed = Placed(tmp_path / "provider")
    placed.switches.looks = 1_000_000
    room = open_room(placed)
    job = await room.dispatch.send(room.submit().id)
    room.dispatch.connect((room.connection.replace(address=changed),) if changed else ())
    placed.places.clear()
    placed.switches.looks = 0
    assert (await room.dispatch.follow(job.id)).state == "done"
    assert set(placed.places) == {room.connection.address}


@pytest.mark.parametrize("killed", [True, False])
async def test_an_id_that_came_while_the_disk_was_full_is_not_lost(
    open_room: OpenRoom, fake: FakeProvider, killed: bool
) -> None:
    fake.dedupe = "none"
    room = open_room()

    def pages(most: int) -> None:
        room.database.write(lambda connection: connection.pragma("max_page_count", most))

    # every change of a job needs more room than there is
    room.database.write(
        lambda connection: connection.execute(
            "CREATE TABLE bulk (x); CREATE TRIGGER grow AFTER UPDATE ON jobs BEGIN"
            " INSERT INTO bulk VALUES (zeroblob(99999)); END"
        )
    )
    job = room.submit()
    fake.switches.on_accept = lambda: pages(1)
    sending = asyncio.ensure_future(room.dispatch.send(job.id))
    await room.soon(lambda: bool(Slots(room.home).remote_ids()))
    assert room.jobs.get(job.id).state == "sending"
    if killed:
        sending.cancel()
        await room.crash()
        with contextlib.closing(apsw.Connection(str(room.home.database))) as library:
            library.execute("DROP TRIGGER grow; DROP TABLE bulk")
        room = open_room()
    else:
        pages(1_000_000)
        await sending
    await room.dispatch.run_until_idle()
    assert room.jobs.get(job.id).state == "done"
    assert len(fake.charges()) == 1
    assert Slots(room.home).remote_ids() == {}


async def test_l10_a_clip_whose_file_is_gone_is_brought_again(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.by_url = True
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    clip = room.clips.update(job.clip or "", rating=4, note="the one")
    file = room.home.root / clip.path
    content = file.read_bytes()
    await room.crash()
    file.unlink()
    again = open_room()
    await again.dispatch.run_until_idle()
    assert again.states(job.id)[-4:] == ["done", "waiting", "fetching", "done"]
    assert file.read_bytes() == content
    assert again.clips.get(clip.id) == clip
    assert len(fake.submissions) == 1
    assert len(fake.charges()) == 1
    assert again.jobs.get(job.id).usd_actual == job.usd_actual


async def test_a_clip_that_has_its_place_is_not_brought_again_whatever_its_name_was_then(
    open_room: OpenRoom, fake: FakeProvider
) -> None:
    fake.switches = Switches(by_url=True)
    room = open_room()
    job = room.submit()
    at, outputs = room.clock.wall().isoformat(), json.dumps([fake.output("r1").model_dump()])
    for state, fields in (("sending", {}), ("waiting", {"remote_id": "r1"}), ("fetching", {"outputs": outputs})):
        job = room.jobs.move(job, state, at=at, **fields)  # type: ignore[arg-type]
    await room.crash()
    make_film(room.home.clips / f"as-it-was-called-{job.id}.mp4", shade=1)
    (fake.folder / "r1.mp4").unlink()
    again = open_room()
    await again.dispatch.run_until_idle()
    (clip,) = again.clips.search()
    assert (clip.job, clip.path) == (job.id, f"clips/as-it-was-called-{job.id}.mp4")
