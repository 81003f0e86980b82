"""Takes at servers of OpenAI's video protocol, over a real socket and into the library."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.connection import Connection, Endpoint
from app.domain.errors import BadValue
from app.jobs import lanes
from app.providers.base import AccountStopped
from app.providers.openai_videos import OpenAIVideos
from tests.e2e.providers.conftest import OpenTold, take, with_clip
from tests.fakes.desk import Told
from tests.fakes.openai_server import H3, SERVED, OpenAIServer

MODEL = f"openai-videos/{SERVED}"
KEY = "made-up-key-0123456789"
OpenServer = Callable[..., OpenAIServer]


@pytest.fixture
def open_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenServer]:
    """Servers of a kind; a test fails where one was spoken to as the protocol does not allow."""
    spec = OpenAIVideos().spec.replace(poll_seconds=0.02)
    monkeypatch.setattr(OpenAIVideos, "spec", property(lambda self: spec))
    opened: list[OpenAIServer] = []

    def make(kind: str = "generic", key: str = "", folder: Path | None = None, port: int = 0) -> OpenAIServer:
        opened.append(OpenAIServer(folder or tmp_path / f"server-{len(opened)}", kind, key, port))
        return opened[-1]

    yield make
    for server in opened:
        server.close()
    assert [server.strange for server in opened if server.strange] == []


async def connect(told: Told, *servers: OpenAIServer, key: str = "", parallelism: int | None = None) -> Connection:
    first, *others = [server.base for server in servers]
    further = tuple(Endpoint(address=each, parallelism=parallelism) for each in others)
    wished = Connection(id="box", provider="openai-videos", address=first, others=further, parallelism=parallelism)
    made = await told.desk.connect(wished, key=key, place="session")
    await told.desk.check_connection("box")
    return told.desk.connection(made.id)


@pytest.mark.parametrize("kind", ["generic", "vllm-omni", "sglang", "litellm"])
async def test_a_take_comes_into_the_library(open_told: OpenTold, open_server: OpenServer, kind: str) -> None:
    told, server = open_told(), open_server(kind, f"Bearer {KEY}")
    connection = await connect(told, server, key=KEY)
    assert connection.kind == kind
    job = await take(told, MODEL)
    assert job.state == "done", job.message
    assert told.desk.clip_file(told.desk.clip(job.clip or "")).read_bytes() == server.film(job.remote_id or "")
    (charge,) = server.charges()
    assert charge["prompt"] == job.request.text
    assert sum(heard.method == "POST" for heard in server.heard) == 1
    assert KEY not in job.model_dump_json() + str(told.desk.attempts(job.id))


async def test_what_is_served_can_be_asked_for(open_told: OpenTold, open_server: OpenServer) -> None:
    told, server = open_told(), open_server("vllm-omni")
    await connect(told, server)
    assert await told.desk.served_models("box") == [SERVED]
    account = await told.desk.check_connection("box")
    assert account.message is not None
    assert account.message.args["models"] == SERVED
    server.serving = False
    assert (await told.desk.check_connection("box")).good


@pytest.mark.parametrize("kind", ["generic", "vllm-omni", "litellm"])
async def test_a_key_that_is_not_known_is_said_to_be_so(
    open_told: OpenTold, open_server: OpenServer, kind: str
) -> None:
    told, server = open_told(), open_server(kind, f"Bearer {KEY}")
    wished = Connection(id="box", provider="openai-videos", address=server.base)
    await told.desk.connect(wished, key=KEY[::-1], place="session")
    with pytest.raises(AccountStopped) as fault:
        await told.desk.check_connection("box")
    assert fault.value.id == "key_refused"


@pytest.mark.parametrize("kind", ["vllm-omni", "sglang"])
async def test_a_clip_goes_along_to_minimax_h3_as_its_server_takes_it(
    open_told: OpenTold, open_server: OpenServer, tmp_path: Path, kind: str
) -> None:
    told, server = open_told(), open_server(kind)
    server.served = H3
    await connect(told, server)
    draft = await with_clip(told, tmp_path)
    for each in (draft, told.desk.make_draft("small-rescue")):
        job = await told.desk.follow(told.desk.submit(each, f"openai-videos/{H3}", sure=True).id)
        assert job.state == "done", job.message
    asked = [heard for heard in server.heard if heard.method == "POST"]
    clip = told.desk.asset_file(draft.clips[0].asset).read_bytes()
    went = [base64.b64encode(clip) in heard.body or clip in heard.body for heard in asked]
    assert went == [True, False]


async def test_two_servers_share_the_work_and_keep_what_they_took(open_told: OpenTold, open_server: OpenServer) -> None:
    told, one, two = open_told(), open_server(), open_server()
    await connect(told, one, two)
    draft = told.desk.make_draft("small-rescue")
    jobs = [told.desk.submit(draft, MODEL, sure=True) for _ in range(4)]
    await told.desk.run_until_idle()
    assert [told.desk.job(job.id).state for job in jobs] == ["done"] * 4
    assert len(one.charges()) == len(two.charges()) == 2


async def test_with_one_of_two_servers_stopped_its_jobs_wait_for_it_and_new_ones_go_to_the_other(
    open_told: OpenTold, open_server: OpenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "LEAST_WAIT", 0.05)
    monkeypatch.setattr(lanes, "MOST_WAIT", 0.1)
    told, one, two = open_told(), open_server(), open_server()
    await connect(told, one, two, parallelism=3)
    one.looks = two.looks = 10_000
    draft = told.desk.make_draft("small-rescue")
    jobs = [await told.desk.send(told.desk.submit(draft, MODEL, sure=True).id) for _ in range(4)]
    there = {job.id: json.loads(told.desk.work.jobs.extra(job.id).frozen.identity)["address"] for job in jobs}
    stuck = [name for name, address in there.items() if address == one.base]
    assert len(stuck) == len(one.charges()) == len(two.charges()) == 2
    one.close()
    two.looks = 0
    late = [told.desk.submit(draft, MODEL, sure=True) for _ in range(2)]
    for job in late:
        assert (await told.desk.follow(job.id)).state == "done"
    await told.soon(lambda: all(_waits(told, name) for name in stuck))
    states = {state.address: (state.jobs, state.answers) for state in told.desk.server_states("box")}
    assert states == {one.base: (2, False), two.base: (0, True)}
    assert (len(one.charges()), len(two.charges())) == (2, 4)
    again = open_server(folder=one.folder, port=int(one.address.rpartition(":")[2]))
    again.looks = 0
    await told.desk.run_until_idle()
    assert {told.desk.job(name).state for name in there} == {"done"}
    assert (len(again.charges()), len(two.charges())) == (2, 4)


def _waits(told: Told, name: str) -> bool:
    job = told.desk.job(name)
    return job.state == "waiting" and job.message is not None and job.message.id == "error.unreachable"


async def test_a_reply_that_got_lost_is_found_in_the_list(open_told: OpenTold, open_server: OpenServer) -> None:
    told, server = open_told(), open_server()
    await connect(told, server)
    server.upset("drop_after", "/v1/videos", method="POST")
    job = await take(told, MODEL)
    await told.soon(lambda: told.desk.job(job.id).state == "done")
    states = [attempt.state for attempt in told.desk.attempts(job.id)]
    assert states == ["queued", "sending", "unsure", "waiting", "fetching", "done"]
    assert len(server.charges()) == 1


async def test_a_reply_that_got_lost_stays_unsure_where_no_list_tells(
    open_told: OpenTold, open_server: OpenServer
) -> None:
    told, server = open_told(), open_server("litellm")
    await connect(told, server)
    server.upset("drop_after", "/v1/videos", method="POST")
    job = await take(told, MODEL)
    assert job.state == "unsure"
    settled, _ = await told.desk.settle(job.id, bind=next(iter(server.jobs())))
    assert (await told.desk.follow(settled.id)).state == "done"
    assert len(server.charges()) == 1


@pytest.mark.parametrize(
    ("kind", "ends", "state"),
    [
        ("vllm-omni", {"status": "failed", "error": {"code": "500", "message": "out of memory"}}, "failed"),
        ("litellm", {"status": "failed", "error": {"code": "500", "message": "out of memory"}}, "failed"),
        ("sglang", {"status": "failed", "error": {"message": "no gpu"}}, "failed"),
        ("tensorrt-llm", {"status": "error", "error": "boom"}, "failed"),
        ("generic", {"status": "failed", "error": {"code": "moderation_blocked", "message": "no"}}, "refused"),
        ("generic", {"status": "expired"}, "expired"),
    ],
)
async def test_each_end_is_told_in_the_servers_words(
    open_told: OpenTold, open_server: OpenServer, kind: str, ends: dict[str, Any], state: str
) -> None:
    told, server = open_told(), open_server(kind)
    await connect(told, server)
    server.ends = ends
    job = await take(told, MODEL)
    assert job.state == state
    error = ends.get("error", "")
    words = error.get("message", "") if isinstance(error, dict) else error
    assert not words or (job.message is not None and job.message.args["said"] == words)


@pytest.mark.parametrize(
    ("status", "state", "posts"), [(400, "failed", 1), (401, "failed", 1), (503, "unsure", 1), (429, "done", 2)]
)
async def test_an_answer_to_a_submission_means_what_its_status_says(
    open_told: OpenTold, open_server: OpenServer, status: int, state: str, posts: int
) -> None:
    told, server = open_told(), open_server("litellm")
    await connect(told, server)
    server.upset("status", "/v1/videos", method="POST", value=status)
    job = await take(told, MODEL)
    assert job.state == state
    assert sum(heard.method == "POST" for heard in server.heard) == posts
    assert len(server.charges()) == (state == "done")


async def test_a_clip_that_lies_elsewhere_is_fetched_without_the_key(
    open_told: OpenTold, open_server: OpenServer
) -> None:
    told, server = open_told(), open_server("generic", f"Bearer {KEY}")
    await connect(told, server, key=KEY)
    server.open_paths = ("/store/",)
    server.route("GET", "/store/", lambda heard: server.serve_file(heard, server.film("video_gen_01=")))
    elsewhere = server.address.replace("127.0.0.1", "localhost")
    server.ends = {"status": "completed", "url": f"{elsewhere}/store/clip?signature=abc"}
    job = await take(told, MODEL)
    assert job.state == "done", job.message
    assert server.heard[-1].path == "/store/clip"


async def test_a_server_that_forgot_a_job_after_a_restart_has_lost_it(
    open_told: OpenTold, open_server: OpenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.jobs import runner

    monkeypatch.setattr(runner, "GONE_SECONDS", 0.0)
    told, server = open_told(), open_server()
    await connect(told, server)
    server.upset("gone", "/v1/videos/", times=99, method="GET")
    assert (await take(told, MODEL)).state == "lost"


@pytest.mark.parametrize(("kind", "message"), [("vllm-omni", None), ("sglang", "message.not_watched")])
async def test_cancel_tells_what_it_means_there(
    open_told: OpenTold, open_server: OpenServer, kind: str, message: str | None
) -> None:
    told, server = open_told(), open_server(kind)
    await connect(told, server)
    server.looks = 10_000
    job = told.desk.submit(told.desk.make_draft("small-rescue"), MODEL, sure=True)
    await told.desk.send(job.id)
    assert told.desk.cancelling(job.connection) == ("stops" if message is None else "cannot")
    cancelled = await told.desk.cancel(job.id)
    assert cancelled.state == "cancelled"
    assert (cancelled.message.id if cancelled.message else None) == message
    assert any(job.get("deleted") for job in server.jobs().values()) == (kind == "vllm-omni")


async def test_a_server_too_busy_to_cancel_is_asked_again(
    open_told: OpenTold, open_server: OpenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.jobs import lanes

    monkeypatch.setattr(lanes, "LEAST_WAIT", 0.01)
    told, server = open_told(), open_server("vllm-omni")
    await connect(told, server)
    server.looks = 10_000
    job = told.desk.submit(told.desk.make_draft("small-rescue"), MODEL, sure=True)
    await told.desk.send(job.id)
    server.upset("status", "/v1/videos/", times=2, method="DELETE", value=503)
    cancelled = await told.desk.cancel(job.id)
    assert cancelled.state == "cancelled"
    assert any(job.get("deleted") for job in server.jobs().values())


async def test_openai_itself_is_refused_before_any_request(open_told: OpenTold) -> None:
    told = open_told()
    with pytest.raises(BadValue) as fault:
        await told.desk.connect(Connection(id="o", provider="openai-videos", address="https://api.openai.com/v1"))
    assert fault.value.id == "openai_closed"
    assert told.desk.connections()[1:] == ()
