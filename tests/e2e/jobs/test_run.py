"""One job from its row to its clip, and the ends that are none."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Conflict, UnknownName
from app.domain.request import Input
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.floor import MODEL
from tests.fakes.provider import USD, FakeProvider
from tests.patience import PATIENCE


async def test_a_job_becomes_a_clip(open_room: OpenRoom, fake: FakeProvider) -> None:
    room = open_room()
    job = room.submit("Rain, 雨夜电车")
    assert (job.state, job.take) == ("queued", 1)
    assert fake.submissions == []
    fake.switches.looks = 2
    done = await room.dispatch.follow(job.id)
    assert done.state == "done"
    assert done.usd_actual == USD
    assert room.states(job.id) == ["queued", "sending", "waiting", "fetching", "done"]
    (clip,) = room.clips.search("电车")
    file = room.home.root / clip.path
    assert clip.id == done.clip
    assert file.read_bytes() == (fake.folder / "r1.mp4").read_bytes()
    assert file.name == f"A-shot-take-1-{job.id}.mp4"
    assert (room.home.root / clip.poster).is_file()
    assert (clip.media.frames, clip.media.width) == (6, 64)
    assert clip.words == "Rain, 雨夜电车"
    assert list(room.home.incoming.iterdir()) == []
    assert [each["client_id"] for each in fake.charges()] == [job.id]


async def test_the_bytes_of_the_row_are_the_bytes_that_are_sent(open_room: OpenRoom, fake: FakeProvider) -> None:
    room = open_room()
    job = room.submit("A cat")
    await room.dispatch.follow(job.id)
    assert fake.submissions == [(job.id, job.body.encode())]
    assert '"text": "A cat"' in job.body


async def test_pictures_are_uploaded_before_the_bytes_are_frozen(
    open_room: OpenRoom, fake: FakeProvider, tmp_path: Path
) -> None:
    room = open_room()
    picture = tmp_path / "a.png"
    picture.write_bytes(b"a picture")
    name = room.home.add_asset(picture)
    job = room.submit(inputs=(Input(role="first_frame", asset=name),))
    assert job.body == ""
    done = await room.dispatch.follow(job.id)
    assert done.state == "done"
    assert fake.uploads == [name]
    assert f"up:{name[-6:]}" in done.body


async def test_the_same_intent_is_the_same_job(open_room: OpenRoom, fake: FakeProvider) -> None:
    room = open_room()
    first, second = room.submit(intent="click"), room.submit(intent="click")
    assert first.id == second.id
    await room.dispatch.run_until_idle()
    assert len(fake.charges()) == len(room.clips.search()) == 1
    assert room.submit(intent="click").state == "done"
    assert len(fake.charges()) == 1


async def test_takes_are_numbered_by_draft_and_a_failed_one_gives_its_number_back(
    open_room: OpenRoom, fake: FakeProvider
) -> None:
    room = open_room()
    assert [room.submit().take, room.submit().take, room.submit(draft="d2").take] == [1, 2, 1]
    await room.dispatch.run_until_idle()
    fake.switches.ends = "failed"
    failed = room.submit()
    assert failed.take == 3
    await room.dispatch.run_until_idle()
    fake.switches.ends = "done"
    assert room.submit().take == 3


@pytest.mark.parametrize("end", ["failed", "refused", "expired", "cancelled"])
async def test_what_the_provider_says_is_how_it_ends(open_room: OpenRoom, fake: FakeProvider, end: str) -> None:
    fake.switches.ends = end
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    assert job.state == end
    assert room.clips.search() == []


@pytest.mark.parametrize(("switch", "state"), [("refuses", "refused"), ("rejects", "failed")])
async def test_a_definite_no_charges_nothing(open_room: OpenRoom, fake: FakeProvider, switch: str, state: str) -> None:
    setattr(fake.switches, switch, True)
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    assert job.state == state
    assert job.message is not None
    assert len(fake.submissions) == 1
    assert fake.charges() == []


@pytest.mark.parametrize("switch", ["not_sent", "throttled"])
async def test_what_was_not_sent_is_sent_later_by_itself(open_room: OpenRoom, fake: FakeProvider, switch: str) -> None:
    setattr(fake.switches, switch, 3)
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    assert job.state == "done"
    assert len(fake.submissions) == 4
    assert len(fake.charges()) == 1
    assert room.clock.seconds > (15 if switch == "throttled" else 5)


async def test_looks_without_an_answer_are_not_an_answer(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.silent = 12
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    assert job.state == "done"
    assert len(fake.charges()) == 1
    assert room.clock.seconds > 300


async def test_a_job_the_provider_forgot_is_lost_only_after_ten_minutes(
    open_room: OpenRoom, fake: FakeProvider
) -> None:
    fake.switches.ends = "gone"
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    assert job.state == "lost"
    assert job.remote_id == "r1"
    assert room.clock.seconds >= 600


async def test_a_word_nobody_knows_means_still_running_and_is_shown(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.words = ["PONDERING"]
    fake.switches.looks = 2
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    assert job.state == "done"
    said = [each.message.args for each in room.seen if each.state == "waiting" and each.message]
    assert {"status": "PONDERING"} in said


async def test_a_cut_download_is_fetched_once_more(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.by_url = True
    fake.switches.cut = 1
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    assert job.state == "done"
    assert len(fake.charges()) == 1
    assert list(room.home.incoming.iterdir()) == []


async def test_a_clip_that_stays_broken_is_put_aside(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.by_url = True
    fake.switches.cut = 9
    room = open_room()
    job = await room.dispatch.follow(room.submit().id)
    assert job.state == "failed"
    assert job.message is not None
    assert job.message.id.startswith("error.clip_")
    assert room.clips.search() == []
    assert list(room.home.clips.iterdir()) == []
    assert len(list(room.home.quarantine.glob("*.part"))) == 1


async def test_at_most_so_many_at_once_and_no_draft_waits_behind_a_batch(
    open_room: OpenRoom, fake: FakeProvider
) -> None:
    fake.switches.looks = 3
    room = open_room(parallelism=2)
    batch = [room.submit(draft="batch").id for _ in range(5)]
    single = room.submit(draft="single").id
    busy: set[str] = set()
    most = 0

    def count(job: object) -> None:
        nonlocal most
        state, job_id = getattr(job, "state", ""), getattr(job, "id", "")
        busy.add(job_id) if state in ("sending", "waiting", "fetching") else busy.discard(job_id)
        most = max(most, len(busy))

    room.dispatch.job_changed.connect(count)
    await room.dispatch.run_until_idle()
    assert most == 2
    sent = [client for client, _ in fake.submissions]
    assert sent.index(single) <= 1
    # two that go at once may overtake each other on the way
    assert all(abs(batch.index(job) - place) <= 1 for place, job in enumerate(job for job in sent if job in batch))


async def test_a_connection_must_be_there(open_room: OpenRoom) -> None:
    room = open_room()
    asked: dict[str, Any] = {
        "request": room.submit().request,
        "intent": "x",
        "usd_estimate": None,
        "title": "",
        "draft_id": "d",
    }
    with pytest.raises(UnknownName):
        room.dispatch.submit(model=MODEL, connection="nowhere", **asked)
    with pytest.raises(Conflict) as caught:
        room.dispatch.submit(model=MODEL.replace(provider="other"), connection=None, **asked)
    assert caught.value.id == "no_connection"


async def test_send_ends_once_it_is_sent(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.switches.looks = 10_000
    room = open_room()
    job = await room.dispatch.send(room.submit().id)
    assert (job.state, job.remote_id) == ("waiting", "r1")


async def test_what_is_stopped_before_it_was_sent_is_no_unknown_outcome(
    open_room: OpenRoom, fake: FakeProvider
) -> None:
    room, gate = open_room(), threading.Event()
    job = room.submit()
    slow = asyncio.create_task(asyncio.to_thread(room.database.write, lambda _: gate.wait(PATIENCE)))
    room.dispatch.start()
    # the row's move waits behind another write
    await room.soon(lambda: room.database._queue.qsize())
    stopped = asyncio.create_task(room.dispatch.stop())
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(slow, stopped)
    assert room.states(job.id) == ["queued", "sending", "queued"]
    assert fake.submissions == []
