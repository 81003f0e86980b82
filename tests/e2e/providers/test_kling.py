"""Takes at Kling's own API, over a real socket and into the library."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.connection import Connection
from app.domain.errors import BadValue, ProviderFault
from app.jobs import recovery
from app.providers.kling import Kling
from tests.e2e.providers.conftest import OpenTold, take, with_clip
from tests.fakes.desk import Told
from tests.fakes.kling_server import KlingServer

MODEL = "kling/kling-3.0"
KEY = "api-key-kling-0123456789abcdef"
PICTURE = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 360) + bytes(5)
SMALL = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 64, 36) + bytes(5)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KlingServer]:
    """Kling; a test fails where it was spoken to as its API does not allow."""
    spec = Kling().spec.replace(poll_seconds=0.05, parallelism=30)
    monkeypatch.setattr(Kling, "spec", property(lambda self: spec))
    kling = KlingServer(tmp_path / "kling", KEY)
    yield kling
    kling.close()
    assert kling.strange == []


async def connect(told: Told, server: KlingServer, key: str = KEY) -> Connection:
    wished = Connection(id="kling", provider="kling", address=server.address)
    return await told.desk.connect(wished, key=key, place="session")


def posts(server: KlingServer) -> int:
    return sum(heard.method == "POST" for heard in server.heard)


@pytest.mark.parametrize("name", ["3.0", "3.0-omni", "3.0-turbo", "o1", "2.6", "2.5-turbo"])
async def test_a_take_of_each_model_comes_into_the_library(open_told: OpenTold, server: KlingServer, name: str) -> None:
    told = open_told()
    await connect(told, server)
    draft = told.desk.make_draft("small-rescue")
    # 2.6 has sound at this resolution only
    draft = draft.replace(frame=draft.frame.replace(resolution="1080p"))
    job = await told.desk.follow(told.desk.submit(draft, f"kling/kling-{name}", sure=True).id)
    assert job.state == "done", job.message
    assert told.desk.clip_file(told.desk.clip(job.clip or "")).read_bytes() == server.film(job.remote_id or "")
    (charge,) = server.charges()
    assert charge["path"].endswith(f"kling-{name}")
    assert charge["body"]["options"]["external_task_id"] == job.id
    assert posts(server) == 1
    assert job.usd_actual == 0.42  # three units
    assert KEY not in job.model_dump_json() + str(told.desk.attempts(job.id))


async def test_a_connection_is_tested_by_what_is_left(open_told: OpenTold, server: KlingServer) -> None:
    told = open_told()
    await connect(told, server)
    account = await told.desk.check_connection("kling")
    assert account.good
    assert account.usd_left == 605.01
    assert account.message is not None
    assert account.message.args == {"units": "4321.5", "packs": 1}
    server.packs = None
    account = await told.desk.check_connection("kling")
    assert account.message is not None
    assert account.message.id == "message.kling_no_packs"
    await connect(told, server, "api-key-kling-of-somebody-else")
    with pytest.raises(ProviderFault) as fault:
        await told.desk.check_connection("kling")
    assert fault.value.id == "kling_key"


async def test_many_jobs_are_looked_at_together(open_told: OpenTold, server: KlingServer) -> None:
    told = open_told()
    await connect(told, server)
    server.looks = 10
    draft = told.desk.make_draft("small-rescue")
    jobs = [told.desk.submit(draft, MODEL, sure=True) for _ in range(12)]
    await told.desk.run_until_idle()
    assert [told.desk.job(job.id).state for job in jobs] == ["done"] * 12
    assert len(server.charges()) == 12
    looks = [heard.query["task_ids"].count(",") + 1 for heard in server.heard if "task_ids" in heard.query]
    assert sum(looks) >= 12 * 11
    assert len(looks) < sum(looks) / 2
    assert max(looks) <= 20


async def test_a_reply_that_got_lost_is_found_by_our_own_id(open_told: OpenTold, server: KlingServer) -> None:
    told = open_told()
    await connect(told, server)
    server.upset("drop_after", "/text-to-video", method="POST")
    job = await take(told, MODEL)
    await told.soon(lambda: told.desk.job(job.id).state == "done")
    states = [attempt.state for attempt in told.desk.attempts(job.id)]
    assert states == ["queued", "sending", "unsure", "waiting", "fetching", "done"]
    assert posts(server) == len(server.charges()) == 1


async def test_what_was_made_before_is_bound_and_not_made_twice(open_told: OpenTold, server: KlingServer) -> None:
    told = open_told()
    await connect(told, server)
    server.upset("drop_after", "/text-to-video", method="POST")
    server.upset("status", "/tasks", times=1, value=503)
    job = await take(told, MODEL)
    assert job.state == "unsure"
    await told.desk.settle(job.id, resend=True)
    assert (await told.desk.follow(job.id)).state == "done"
    assert posts(server) == 2
    assert len(server.charges()) == 1


@pytest.mark.parametrize(
    ("answer", "state", "message"),
    [
        ((429, 1102, "Account balance not enough"), "failed", "error.kling_pack"),
        ((403, 1103, "no permission"), "failed", "error.kling_permission"),
        ((400, 1201, "settings.duration is invalid"), "failed", "error.request_rejected"),
        ((404, 1203, "no such model"), "failed", "error.kling_no_model"),
        ((400, 1301, "content safety"), "refused", "error.content_refused"),
        ((429, 1303, "parallel task over resource pack limit"), "done", None),
        ((429, 1302, "too many requests"), "done", None),
    ],
)
async def test_each_code_has_its_consequence(
    open_told: OpenTold, server: KlingServer, answer: tuple[int, int, str], state: str, message: str | None
) -> None:
    told = open_told()
    await connect(told, server)
    server.answers = [answer]
    job = await take(told, MODEL)
    assert job.state == state
    assert (job.message.id if job.message else None) == message
    assert len(server.charges()) == (state == "done")


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        ({"status": "failed", "message": "Failure to pass the risk control system"}, "refused"),
        ({"status": "failed", "message": "internal error"}, "failed"),
    ],
)
async def test_a_task_that_fails_says_why(
    open_told: OpenTold, server: KlingServer, ends: dict[str, Any], state: str
) -> None:
    told = open_told()
    await connect(told, server)
    server.ends = ends
    job = await take(told, MODEL)
    assert job.state == state
    assert job.message is not None
    assert job.message.args["said"] == ends["message"]


async def test_a_download_that_is_cut_goes_on(open_told: OpenTold, server: KlingServer) -> None:
    told = open_told()
    await connect(told, server)
    server.upset("cut_file", "/clips/", value=300)
    job = await take(told, MODEL)
    assert job.state == "done", job.message
    assert told.desk.clip_file(told.desk.clip(job.clip or "")).read_bytes() == server.film(job.remote_id or "")


async def test_cancel_only_stops_our_watching(open_told: OpenTold, server: KlingServer) -> None:
    told = open_told()
    await connect(told, server)
    server.looks = 10_000
    job = told.desk.submit(told.desk.make_draft("small-rescue"), MODEL, sure=True)
    await told.desk.send(job.id)
    cancelled = await told.desk.cancel(job.id)
    assert cancelled.state == "cancelled"
    assert cancelled.message is not None
    assert cancelled.message.id == "message.not_watched"
    assert {heard.method for heard in server.heard} == {"POST", "GET"}


@pytest.mark.parametrize(("picture", "state"), [(PICTURE, "done"), (SMALL, "failed")])
async def test_a_picture_begins_the_clip(
    open_told: OpenTold, server: KlingServer, tmp_path: Path, picture: bytes, state: str
) -> None:
    told = open_told()
    await connect(told, server)
    file = tmp_path / "start.png"
    file.write_bytes(picture)
    draft = told.desk.make_draft("small-rescue")
    draft = draft.replace(ends=draft.ends.replace(start_image=told.desk.add_asset(file)))
    job = await told.desk.follow(told.desk.submit(draft, MODEL, sure=True).id)
    assert job.state == state
    if state == "failed":
        assert job.message is not None
        assert job.message.id == "error.kling_picture_small"
        assert posts(server) == 0
        return
    (charge,) = server.charges()
    assert charge["path"] == "image-to-video/kling-3.0"
    assert "aspect_ratio" not in charge["body"]["settings"]
    assert charge["body"]["settings"]["multi_shot"] is ("shot 1" in json.dumps(charge["body"]["contents"]))


async def test_a_clip_goes_along_by_its_address(open_told: OpenTold, server: KlingServer, tmp_path: Path) -> None:
    told = open_told()
    await connect(told, server)
    draft = await with_clip(told, tmp_path, role="edit", keep_sound=True)
    with pytest.raises(BadValue) as fault:
        told.desk.submit(draft, "kling/kling-3.0-omni", sure=True)
    assert fault.value.path == "clips[c1].address"
    there = draft.replace(clips=(draft.clips[0].replace(address="https://x.test/orbit.mp4"),))
    job = await told.desk.follow(told.desk.submit(there, "kling/kling-3.0-omni", sure=True).id)
    assert job.state == "done", job.message
    (charge,) = server.charges()
    assert charge["body"]["contents"][1] == {"type": "base_video", "url": "https://x.test/orbit.mp4", "id": "video_1"}
    assert charge["body"]["settings"]["audio"] == "original"


# matrix: R28
async def test_a_take_waits_for_the_key_of_its_own_account(open_told: OpenTold, server: KlingServer) -> None:
    told = open_told()
    await connect(told, server)
    server.looks = 10_000
    job = told.desk.submit(told.desk.make_draft("small-rescue"), MODEL, sure=True)
    await told.desk.send(job.id)
    assert KEY not in told.desk.work.jobs.extra(job.id).frozen.identity
    await connect(told, server, "api-key-kling-of-somebody-else")
    await told.soon(lambda: (seen := told.desk.job(job.id).message) is not None and seen.id == "error.other_account")
    asked, server.looks = len(server.heard), 0
    told.desk.start_work()
    await connect(told, server, "api-key-kling-of-a-third-one")
    await told.soon(lambda: told.desk.job(job.id).state == "waiting")
    assert len(server.heard) == asked, "nothing is asked with another account's key"
    await connect(told, server)
    assert (await told.desk.follow(job.id)).state == "done"


async def test_an_unknown_outcome_is_not_looked_for_with_another_accounts_key(
    open_told: OpenTold, server: KlingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery, "LOOK_GAPS", (3600.0,))
    told = open_told()
    await connect(told, server)
    server.upset("drop_after", "/", 1, method="POST")
    job = told.desk.submit(told.desk.make_draft("small-rescue"), MODEL, sure=True)
    assert (await told.desk.follow(job.id)).state == "unsure"
    await connect(told, server, "api-key-kling-of-somebody-else")
    with pytest.raises(ProviderFault) as fault:
        await told.desk.settle(job.id)
    assert fault.value.id == "other_account"
    await connect(told, server)
    assert (await told.desk.settle(job.id))[0].state == "waiting"
    assert (await told.desk.follow(job.id)).state == "done"
    assert len(server.charges()) == 1
