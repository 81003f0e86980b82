"""Takes through Replicate's predictions, over a real socket and into the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cli.work import say_hurry
from app.domain.connection import Connection
from app.domain.errors import BadValue
from app.providers.replicate import Replicate
from tests.e2e.providers.conftest import OpenTold, take, with_clip
from tests.fakes.desk import Told
from tests.fakes.replicate_server import ReplicateServer

MODEL = "replicate/kling-v3-video"
KEY = "r8_madeupkey0123456789"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReplicateServer]:
    """Replicate; a test fails where it was spoken to as the protocol does not allow."""
    spec = Replicate().spec.replace(poll_seconds=0.02)
    monkeypatch.setattr(Replicate, "spec", property(lambda self: spec))
    opened = ReplicateServer(tmp_path / "replicate", f"Bearer {KEY}")
    yield opened
    opened.close()
    assert opened.strange == []


async def connect(open_told: OpenTold, server: ReplicateServer) -> Told:
    told = open_told()
    await told.desk.connect(Connection(id="r", provider="replicate", address=server.base), key=KEY, place="session")
    return told


@pytest.mark.parametrize("as_list", [True, False])
async def test_a_take_comes_into_the_library(open_told: OpenTold, server: ReplicateServer, as_list: bool) -> None:
    told = await connect(open_told, server)
    server.as_list = as_list
    assert (await told.desk.check_connection("r")).good
    job = await take(told, MODEL)
    assert job.state == "done", job.message
    assert told.desk.clip_file(told.desk.clip(job.clip or "")).read_bytes() == server.film("pred01")
    assert len(server.charges()) == 1
    assert KEY not in job.model_dump_json() + str(told.desk.attempts(job.id))


@pytest.mark.parametrize(("lists", "state"), [(True, "done"), (False, "unsure")])
async def test_a_reply_that_got_lost_is_found_in_the_list(
    open_told: OpenTold, server: ReplicateServer, lists: bool, state: str
) -> None:
    told = await connect(open_told, server)
    server.lists = lists
    server.upset("drop_after", "/v1/models/", method="POST")
    job = await take(told, MODEL)
    await told.soon(lambda: told.desk.job(job.id).state == state)
    assert len(server.charges()) == 1


@pytest.mark.parametrize(
    ("word", "more", "state", "message"),
    [
        ("failed", {"error": "out of memory"}, "failed", "message.failed_said"),
        ("failed", {"error": "The input was flagged as sensitive (E005)"}, "refused", "message.refused_said"),
        ("aborted", {}, "failed", "message.replicate_aborted"),
        ("canceled", {}, "cancelled", None),
        ("succeeded", {"output": None, "data_removed": True}, "expired", "message.replicate_removed"),
    ],
)
async def test_each_end_is_told(
    open_told: OpenTold, server: ReplicateServer, word: str, more: dict[str, Any], state: str, message: str | None
) -> None:
    told = await connect(open_told, server)
    server.word, server.more = word, more
    job = await take(told, MODEL)
    assert (job.state, job.message.id if job.message else None) == (state, message)


@pytest.mark.parametrize(
    ("status", "state", "posts"), [(422, "failed", 1), (402, "failed", 1), (500, "unsure", 1), (429, "done", 2)]
)
async def test_an_answer_to_a_submission_means_what_its_status_says(
    open_told: OpenTold, server: ReplicateServer, status: int, state: str, posts: int
) -> None:
    told = await connect(open_told, server)
    server.lists = False
    server.upset("status", "/v1/models/", method="POST", value=status)
    assert (await take(told, MODEL)).state == state
    assert sum(heard.method == "POST" for heard in server.heard) == posts
    assert len(server.charges()) == (state == "done")


async def test_cancel_stops_it(open_told: OpenTold, server: ReplicateServer) -> None:
    told = await connect(open_told, server)
    server.looks = 10_000
    job = told.desk.submit(told.desk.make_draft("small-rescue"), MODEL, sure=True)
    await told.desk.send(job.id)
    assert (await told.desk.cancel(job.id)).state == "cancelled"
    assert [each.get("canceled") for each in server.jobs().values()] == [True]


async def test_how_soon_a_clip_is_gone_is_said_before_sending(open_told: OpenTold, server: ReplicateServer) -> None:
    told = await connect(open_told, server)
    quote = told.desk.quote(told.desk.make_draft("small-rescue"), MODEL)
    assert "quote.kept_briefly" in [each.id for each in quote.warnings]


async def test_a_picture_is_brought_once(open_told: OpenTold, server: ReplicateServer, tmp_path: Path) -> None:
    told = await connect(open_told, server)
    file = tmp_path / "start.png"
    file.write_bytes(b"\x89PNG made up")
    draft = told.desk.make_draft("small-rescue")
    draft = draft.replace(ends=draft.ends.replace(start_image=told.desk.add_asset(file)))
    for _ in range(2):
        assert (await told.desk.follow(told.desk.submit(draft, MODEL, sure=True).id)).state == "done"
    assert server.stored == [b"\x89PNG made up"]
    assert [job["input"]["start_image"] for job in server.jobs().values()] == [f"{server.base}/files/file-1"] * 2


@pytest.mark.parametrize(
    ("model", "role", "name"),
    [
        ("replicate/kling-v4.0", "edit", "base_video"),
        ("replicate/kling-v3-omni-video", "look", "reference_video"),
    ],
)
async def test_a_clip_is_brought_whole_and_once_and_a_clip_comes_back(
    open_told: OpenTold, server: ReplicateServer, tmp_path: Path, model: str, role: str, name: str
) -> None:
    told = await connect(open_told, server)
    draft = await with_clip(told, tmp_path, role=role, keep_sound="omni" in model)
    jobs = []
    for _ in range(2):
        job = await told.desk.follow(told.desk.submit(draft, model, sure=True).id)
        assert job.state == "done", job.message
        jobs.append(job)
    assert server.stored == [(tmp_path / "orbit.mp4").read_bytes()]
    url = f"{server.base}/files/file-1"
    assert [each["input"][name] for each in server.jobs().values()] == [url] * 2
    assert len(server.charges()) == 2
    assert told.desk.clip_file(told.desk.clip(jobs[1].clip or "")).read_bytes() == server.film("pred02")


async def test_a_take_still_open_at_the_end_is_told_with_its_hour(
    open_told: OpenTold, server: ReplicateServer, capsys: pytest.CaptureFixture[str]
) -> None:
    told = await connect(open_told, server)
    server.looks = 10_000
    job = told.desk.submit(told.desk.make_draft("small-rescue"), MODEL, sure=True)
    await told.desk.send(job.id)
    ((hurried, seconds),) = told.desk.hurrying()
    assert hurried == job.id
    assert 3500 < seconds <= 3600
    say_hurry(told.desk.hurrying())
    assert "60 minutes" in capsys.readouterr().err
    await told.desk.cancel(job.id)
    assert told.desk.hurrying() == []


async def test_any_model_is_added_by_its_schema(open_told: OpenTold, server: ReplicateServer) -> None:
    told = await connect(open_told, server)
    with pytest.raises(BadValue):
        await told.desk.add_model("replicate/maker/nothing")
    model = await told.desk.add_model("replicate/maker/new-model")
    assert {each.name for each in model.options} == {"num_frames", "style", "fast"}
    draft = told.desk.make_draft("small-rescue").replace(options={model.id: {"num_frames": 41, "fast": False}})
    job = told.desk.submit(draft, model.id, sure=True)
    assert (await told.desk.follow(job.id)).state == "done"
    (sent,) = [heard.json()["input"] for heard in server.heard if heard.method == "POST"]
    assert (sent["num_frames"], sent["fast"]) == (41, False)
