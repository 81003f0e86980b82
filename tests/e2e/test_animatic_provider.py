"""The built-in target does its work in a child: a whole clip, honest progress, and nothing left of a cancelled one."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

import pytest

from app.domain.draft import Axes, Draft
from app.domain.request import Request
from app.domain.upgrade import read_draft, write_draft
from app.media.embed import read
from app.media.verify import verify
from app.providers.animatic import Animatic
from app.providers.base import Cancelled, Connection, NotSent, Progress, Remote
from tests.fakes.animatics import path_draft
from tests.patience import PATIENCE

pytestmark = pytest.mark.slow


def request_of(draft: Draft) -> Request:
    text = write_draft(draft).decode()
    return Request(model="animatic/board", dialect="timed", text="words", seconds=draft.seconds, draft=text)


@pytest.fixture
def connection(tmp_path: Path) -> Connection:
    """Its folder of jobs, which is there as long as the home is."""
    (tmp_path / "incoming").mkdir()
    return Connection(id="own", provider="animatic", address=str(tmp_path / "incoming"))


async def until_ended(provider: Animatic, connection: Connection, remote: Remote) -> list[Progress]:
    """Every answer to a look until the job ends."""
    found: list[Progress] = []
    async with asyncio.timeout(PATIENCE):
        while not found or found[-1].state == "running":
            found += await provider.poll(None, connection, [remote])
            await asyncio.sleep(0.03)
    return found


async def under_way(provider: Animatic, connection: Connection, remote: Remote) -> None:
    """Wait for the first picture."""
    for _ in range(2_000):
        (progress,) = await provider.poll(None, connection, [remote])
        if progress.fraction:
            return
        await asyncio.sleep(0.03)
    raise AssertionError("no picture was drawn")


async def test_a_rehearsal_is_a_whole_clip_with_its_draft_inside(connection: Connection) -> None:
    provider, draft = Animatic(), path_draft(Axes(truck=3), seconds=1.5).replace(title="雨夜")
    remote = await provider.submit(None, connection, provider.payload(request_of(draft), {}), "job-1")
    told = await until_ended(provider, connection, remote)
    last = told[-1]
    assert (last.state, last.usd) == ("done", 0.0)
    fractions = [each.fraction for each in told if each.fraction is not None]
    assert fractions == sorted(fractions)
    assert all(0 <= fraction <= 1 for fraction in fractions)
    clip = Path(last.outputs[0].file)
    media = verify(clip)
    assert (media.width, media.height, media.frames, media.audio_codec) == (1280, 720, 36, "aac")
    inside = read(clip)
    assert read_draft(json.dumps(inside.draft).encode(), "clip") == draft
    assert inside.record == {"model": "animatic/board", "dialect": "timed", "text": "words"}


async def test_a_cancelled_one_leaves_nothing(connection: Connection) -> None:
    provider = Animatic()
    payload = provider.payload(request_of(path_draft(Axes(truck=3), seconds=60)), {})
    remote = await provider.submit(None, connection, payload, "job-1")
    await under_way(provider, connection, remote)
    assert await provider.cancel(None, connection, remote) == Cancelled(final=True)
    assert not any(os.scandir(connection.address))
    assert [each.state for each in await provider.poll(None, connection, [remote])] == ["gone"]


async def test_closing_stops_every_worker(connection: Connection) -> None:
    provider = Animatic()
    payload = provider.payload(request_of(path_draft(Axes(), seconds=60)), {})
    for name in ("job-1", "job-2"):
        await provider.submit(None, connection, payload, name)
    await provider.close()
    assert [each.state for each in await provider.poll(None, connection, [Remote(id="job-1")])] == ["gone"]


async def test_a_draft_no_worker_can_read_fails_with_its_sentence(connection: Connection) -> None:
    provider = Animatic()
    request = request_of(path_draft(Axes(), seconds=1)).replace(draft='{"schema": "draft/9"}')
    remote = await provider.submit(None, connection, provider.payload(request, {}), "job-1")
    last = (await until_ended(provider, connection, remote))[-1]
    assert last.state == "failed"
    assert last.message is not None
    assert last.message.id == "error.file_newer"


async def test_where_no_folder_can_be_made_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "incoming").write_text("a file", encoding="utf-8")
    provider = Animatic()
    place = Connection(id="own", provider="animatic", address=str(tmp_path / "incoming"))
    with pytest.raises(NotSent):
        await provider.submit(None, place, provider.payload(request_of(path_draft(Axes())), {}), "job-1")
