"""A key reaches its own host and nothing else: no byte of the home, no log, no document, no fault, no other host."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.shapes import connection_shape, job_shape
from app.domain.errors import ProviderFault
from app.domain.job import Job
from app.jobs import lanes
from tests.e2e.providers.conftest import OpenTold
from tests.e2e.providers.targets import CANARY, Target, every, look_often
from tests.fakes.desk import Told
from tests.fakes.server import Loopback, Reply

ECHO = {"error": {"message": f"who is {CANARY}?"}, "detail": f"Authorization: Bearer {CANARY}", "message": CANARY}


@pytest.fixture
def server(target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    """The server of a provider; a test fails where a key came to where it is for everybody."""
    monkeypatch.setattr(lanes, "LEAST_WAIT", 0.03)
    look_often(monkeypatch, target)
    opened = target.open(tmp_path / "server", CANARY)
    yield opened
    opened.close()
    assert opened.strange == []


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Loopback]:
    """Another host, which gives a clip to whoever asks."""
    opened = Loopback(tmp_path / "elsewhere")
    opened.keep("clip")
    film = opened.film("clip")
    for method in ("GET", "POST"):
        opened.route(method, "/", lambda heard: opened.serve_file(heard, film))
    yield opened
    opened.close()


def at(elsewhere: Loopback) -> str:
    """Its address, under a name of its own."""
    return elsewhere.address.replace("127.0.0.1", "localhost") + "/there"


async def take(told: Told, target: Target) -> Job:
    return await told.desk.follow(told.desk.submit(told.desk.make_draft("small-rescue"), target.model, sure=True).id)


@every
async def test_a_key_goes_nowhere_else(
    open_told: OpenTold,
    server: Loopback,
    elsewhere: Loopback,
    target: Target,
    home: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    told = open_told()
    made = await target.connect(told, server)
    faults = [await _checked_with(told, server, Reply(401, ECHO)), await _checked_with(told, server, Reply(500, ECHO))]
    assert (await told.desk.check_connection("it")).good
    server.upset("redirect", target.files, value=at(elsewhere))
    ends = [(await take(told, target)).state]
    for reply in (Reply(422, ECHO), Reply(302, b"", {"Location": at(elsewhere)})):
        server.upset("status", target.posts, method="POST", value=reply)
        ends.append((await take(told, target)).state)
    for reply in (Reply(500, ECHO), Reply(302, b"", {"Location": at(elsewhere)})):
        server.upset("status", target.looks, method="GET", value=reply)
        ends.append((await take(told, target)).state)
    assert ends == ["done", "failed", "failed", "done", "done"]
    assert [heard.path for heard in elsewhere.heard] == ["/there"]
    assert CANARY not in str([(heard.headers, heard.body) for heard in elsewhere.heard])
    assert any(CANARY in str(heard.headers) for heard in server.heard)
    jobs = told.desk.jobs()
    told_of_jobs = [job_shape(job) for job in jobs] + [told.desk.attempts(job.id) for job in jobs]
    assert CANARY not in str([*told_of_jobs, connection_shape(made), told.jobs, told.notices])
    assert CANARY not in json.dumps([job.model_dump(mode="json") for job in jobs])
    assert CANARY not in "".join("".join(traceback.format_exception(fault)) for fault in [*faults, *told.escaped])
    assert CANARY not in caplog.text
    await told.desk.close()
    assert _files_with_it(home) == []


def _files_with_it(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


async def _checked_with(told: Told, server: Loopback, reply: Reply) -> ProviderFault:
    server.upset("status", "/", value=reply)
    with pytest.raises(ProviderFault) as fault:
        await told.desk.check_connection("it")
    return fault.value


def test_a_canary_is_seen_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(f"a {CANARY} in it".encode())
    assert _files_with_it(tmp_path) == [tmp_path / "file"]
