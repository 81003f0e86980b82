"""Takes through fal's queue, over a real socket and into the library."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.connection import Connection
from app.domain.errors import BadValue
from app.providers.fal import Fal
from tests.e2e.providers.conftest import OpenTold, take, with_clip
from tests.fakes.desk import Told
from tests.fakes.fal_server import FalServer

MODEL = "fal/kling-v3-standard"
KEY = "made-up:key-0123456789"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FalServer]:
    """fal; a test fails where it was spoken to as the protocol does not allow."""
    spec = Fal().spec.replace(poll_seconds=0.02)
    monkeypatch.setattr(Fal, "spec", property(lambda self: spec))
    opened = FalServer(tmp_path / "fal", f"Key {KEY}")
    yield opened
    opened.close()
    assert opened.strange == []


async def connect(open_told: OpenTold, server: FalServer, key: str = KEY) -> Told:
    told = open_told()
    await told.desk.connect(Connection(id="f", provider="fal", address=server.address), key=key, place="session")
    return told


async def test_a_take_comes_into_the_library(open_told: OpenTold, server: FalServer) -> None:
    told = await connect(open_told, server, key=f"Key {KEY}")
    assert (await told.desk.check_connection("f")).good
    job = await take(told, MODEL)
    assert job.state == "done", job.message
    assert job.remote_id == "fal-ai/kling-video/v3/standard/text-to-video@req-01"
    assert told.desk.clip_file(told.desk.clip(job.clip or "")).read_bytes() == server.film("req-01")
    assert len(server.charges()) == 1
    assert any(each.message and each.message.id == "message.fal_queue" for each in told.jobs)
    assert KEY not in job.model_dump_json() + str(told.desk.attempts(job.id))


@pytest.mark.parametrize(("remembers", "state"), [(True, "done"), (False, "unsure")])
async def test_a_reply_that_got_lost_is_found_in_the_history(
    open_told: OpenTold, server: FalServer, remembers: bool, state: str
) -> None:
    told = await connect(open_told, server)
    server.remembers = remembers
    server.upset("drop_after", "/fal-ai/", method="POST")
    job = await take(told, MODEL)
    await told.soon(lambda: told.desk.job(job.id).state == state)
    assert len(server.charges()) == 1
    if state == "unsure":
        settled, _ = await told.desk.settle(job.id, bind="fal-ai/kling-video/v3/standard/text-to-video@req-01")
        assert (await told.desk.follow(settled.id)).state == "done"


POLICY = {"detail": [{"loc": ["body", "prompt"], "msg": "not wanted", "type": "content_policy_violation"}]}


@pytest.mark.parametrize(
    ("ends", "status", "state", "said"),
    [
        ((422, POLICY), {}, "refused", "prompt: not wanted"),
        ((422, {"detail": [{"loc": ["body", "duration"], "msg": "too long", "type": "x"}]}), {}, "failed", "too long"),
        ((500, {"detail": "out of memory", "error_type": "runner_error"}), {}, "failed", "out of memory"),
        (None, {"error": "the runner died", "error_type": "runner_disconnected"}, "failed", "the runner died"),
        (None, {"error": "stopped", "error_type": "client_cancelled"}, "cancelled", ""),
    ],
)
async def test_completed_is_not_yet_done(
    open_told: OpenTold, server: FalServer, ends: Any, status: dict[str, Any], state: str, said: str
) -> None:
    told = await connect(open_told, server)
    server.ends, server.status_more = ends, status
    job = await take(told, MODEL)
    assert job.state == state
    assert not said or (job.message is not None and said in job.message.args["said"])


@pytest.mark.parametrize(
    ("status", "state", "posts"), [(422, "failed", 1), (401, "failed", 1), (503, "unsure", 1), (429, "done", 2)]
)
async def test_an_answer_to_a_submission_means_what_its_status_says(
    open_told: OpenTold, server: FalServer, status: int, state: str, posts: int
) -> None:
    told = await connect(open_told, server)
    server.remembers = False
    server.upset("status", "/fal-ai/", method="POST", value=status)
    assert (await take(told, MODEL)).state == state
    assert sum(heard.method == "POST" for heard in server.heard) == posts
    assert len(server.charges()) == (state == "done")


async def test_a_result_the_queue_forgot_comes_out_of_the_history(open_told: OpenTold, server: FalServer) -> None:
    told = await connect(open_told, server)
    server.ends = (404, {"detail": "Request not found"})
    assert (await take(told, MODEL)).state == "done"


async def test_addresses_elsewhere_are_not_followed(open_told: OpenTold, server: FalServer) -> None:
    told = await connect(open_told, server)
    server.elsewhere = "https://queue.fal.run.evil.test"
    assert (await take(told, MODEL)).state == "done"


async def test_a_cut_download_goes_on_where_it_stopped(open_told: OpenTold, server: FalServer) -> None:
    told = await connect(open_told, server)
    server.upset("cut_file", "/files/", value=1000)
    assert (await take(told, MODEL)).state == "done"
    assert sum("range" in heard.headers for heard in server.heard) == 1


@pytest.mark.parametrize(("word", "state"), [("CANCELLATION_REQUESTED", "cancelled"), ("ALREADY_COMPLETED", "done")])
async def test_cancel_goes_by_the_word(open_told: OpenTold, server: FalServer, word: str, state: str) -> None:
    told = await connect(open_told, server)
    server.cancel_word, server.looks = word, 3
    job = told.desk.submit(told.desk.make_draft("small-rescue"), MODEL, sure=True)
    await told.desk.send(job.id)
    await told.desk.cancel(job.id)
    assert (await told.desk.follow(job.id)).state == state


async def test_a_picture_is_brought_once_and_without_the_key(
    open_told: OpenTold, server: FalServer, tmp_path: Path
) -> None:
    told = await connect(open_told, server)
    file = tmp_path / "start.png"
    file.write_bytes(b"\x89PNG made up")
    draft = told.desk.make_draft("small-rescue")
    draft = draft.replace(ends=draft.ends.replace(start_image=told.desk.add_asset(file)))
    for _ in range(2):
        assert (await told.desk.follow(told.desk.submit(draft, MODEL, sure=True).id)).state == "done"
    assert list(server.stored.values()) == [b"\x89PNG made up"]
    assert sum(heard.method == "PUT" for heard in server.heard) == 1
    sent = [heard.json() for heard in server.heard if heard.path.endswith("/image-to-video")]
    (name,) = server.stored
    assert [each["start_image_url"] for each in sent] == [f"https://v3.fal.media/files/{name}"] * 2
    assert all("aspect_ratio" not in each for each in sent)


@pytest.mark.parametrize(
    ("role", "path", "more"),
    [
        ("camera", "reference", {"aspect_ratio", "duration"}),
        ("edit", "edit", set()),
    ],
)
async def test_a_clip_is_brought_whole_and_once_and_a_clip_comes_back(
    open_told: OpenTold, server: FalServer, tmp_path: Path, role: str, path: str, more: set[str]
) -> None:
    told = await connect(open_told, server)
    draft = await with_clip(told, tmp_path, role=role, keep_sound=True)
    # both at once: the second waits until the first has brought it
    ids = [told.desk.submit(draft, MODEL, sure=True).id for _ in range(2)]
    jobs = await asyncio.gather(*[told.desk.follow(each) for each in ids])
    assert [job.state for job in jobs] == ["done"] * 2, jobs[0].message
    assert sum(heard.method == "PUT" for heard in server.heard) == 1
    assert list(server.stored.values()) == [(tmp_path / "orbit.mp4").read_bytes()]
    assert next(iter(server.stored)).endswith(".mp4")
    sent = [heard.json() for heard in server.heard if heard.path.endswith(f"/video-to-video/{path}")]
    assert [each.keys() for each in sent] == [{"prompt", "video_url", "keep_audio", *more}] * 2
    assert sent[0]["keep_audio"] is True
    assert sent[0]["prompt"].startswith("@Video1 is the ")
    assert len(server.charges()) == 2
    made = {told.desk.clip_file(told.desk.clip(job.clip or "")).read_bytes() for job in jobs}
    assert made == {server.film("req-01"), server.film("req-02")}


async def test_nobody_waits_for_a_clip_that_is_brought_and_a_cancelled_take_is_not_sent_after_it(
    open_told: OpenTold, server: FalServer, tmp_path: Path
) -> None:
    told = await connect(open_told, server)
    server.upset("stall", "/storage-put/", value=30.0)
    job = told.desk.submit(await with_clip(told, tmp_path, keep_sound=True), MODEL, sure=True)
    followed = asyncio.ensure_future(told.desk.follow(job.id))
    await told.soon(lambda: any(heard.method == "PUT" for heard in server.heard))
    assert (await take(told, MODEL)).state == "done"
    assert told.desk.job(job.id).state == "queued"
    assert "message.bringing_clip" in [each.message.id for each in told.jobs if each.id == job.id and each.message]
    await told.desk.cancel(job.id)
    for line in list(server.lines):
        # the upload ends, well or not
        line.shutdown(socket.SHUT_RDWR)
    assert (await followed).state == "cancelled"
    assert len(server.charges()) == 1


async def test_any_endpoint_is_added_by_its_schema(open_told: OpenTold, server: FalServer, home: Path) -> None:
    told = await connect(open_told, server)
    with pytest.raises(BadValue):
        await told.desk.add_model("fal/maker/nothing")
    model = await told.desk.add_model("fal/maker/new-model/text-to-video")
    assert [(each.name, each.kind, each.default) for each in model.options] == [
        ("style", "choice", "painted"),
        ("strength", "number", 0.5),
        ("loop", "switch", False),
    ]
    assert model in told.desk.models()
    draft = told.desk.make_draft("small-rescue")
    draft = draft.replace(options={model.id: {"style": "plain", "loop": True}})
    job = told.desk.submit(draft, model.id, sure=True)
    assert (await told.desk.follow(job.id)).state == "done"
    (sent,) = [heard.json() for heard in server.heard if heard.method == "POST"]
    assert (sent["style"], sent["loop"], sent["duration"] in ("5", "10")) == ("plain", True, True)
    told.desk.remove_model(model.id)
    assert model.id not in [each.id for each in told.desk.models()]
