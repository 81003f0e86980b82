"""What children do with clips: judge them, copy them, take a picture; a hostile file or a cancel leaves nothing."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
from asyncio.subprocess import Process
from pathlib import Path

import pytest

from app.domain.draft import Draft
from app.domain.errors import BadFile, StorageFault
from app.media import inspect_in_child, verify
from app.media.children import copy_in_child, frame_in_child
from app.media.embed import tags
from app.program import child_environment
from tests.e2e.jobs.conftest import OpenRoom
from tests.e2e.media.clips import make, number_of
from tests.fakes.film import make_film

DRAFT = Draft(id="d1", title="雨夜: a/b?", form="x", aim="fake/one")


def not_told(share: float) -> None:
    """Nobody listens."""


@pytest.mark.slow
async def test_a_child_judges_the_same_and_takes_the_poster(tmp_path: Path) -> None:
    clip = make(tmp_path / "a.mp4", tags=tags('{"schema": "draft/1"}', {"model": "m"}))
    poster = tmp_path / "poster.jpg"
    seen = await inspect_in_child(clip, poster)
    assert seen.media == verify(clip)
    assert (seen.draft, seen.record) == ({"schema": "draft/1"}, {"model": "m"})
    assert poster.read_bytes()[:2] == b"\xff\xd8"
    clip.write_bytes(b"<html>")
    with pytest.raises(BadFile) as caught:
        await inspect_in_child(clip)
    assert caught.value.id == "clip_unreadable"


async def test_the_childs_word_is_the_same(open_room: OpenRoom, tmp_path: Path) -> None:
    room = open_room(in_child=True)
    source = make_film(tmp_path / "a.mp4")
    clip = await room.dispatch.attach(source, DRAFT)
    assert (clip.media.frames, clip.media.width, clip.media.video_codec) == (6, 64, "h264")
    assert (room.home.root / clip.poster).is_file()


async def test_a_child_makes_it_and_the_clip_stays_as_it_is(tmp_path: Path) -> None:
    clip = make(tmp_path / "a.mp4", codec="libsvtav1")
    before = hashlib.sha256(clip.read_bytes()).digest()
    told: list[float] = []
    await copy_in_child(clip, tmp_path / "b.part", told.append)
    assert verify(tmp_path / "b.part").frames == 24
    assert told
    assert hashlib.sha256(clip.read_bytes()).digest() == before


async def test_what_cannot_be_decoded_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"<html>")
    with pytest.raises(BadFile) as caught:
        await copy_in_child(tmp_path / "a.mp4", tmp_path / "b.part", not_told)
    assert caught.value.id == "clip_unreadable"
    with pytest.raises(BadFile) as caught:
        await copy_in_child(make(tmp_path / "c.mp4", picture=False, sound=True), tmp_path / "b.part", not_told)
    assert caught.value.id == "clip_without_picture"
    assert not (tmp_path / "b.part").exists()


async def test_a_place_that_takes_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageFault):
        await copy_in_child(make(tmp_path / "a.mp4"), tmp_path / "gone" / "b.part", not_told)


async def test_cancelling_ends_the_child_and_leaves_nothing(tmp_path: Path) -> None:
    clip = make(tmp_path / "a.mp4", frames=2400)
    copying = asyncio.ensure_future(copy_in_child(clip, tmp_path / "b.part", lambda _: copying.cancel()))
    with pytest.raises(asyncio.CancelledError):
        await copying
    assert not (tmp_path / "b.part").exists()


async def test_a_picture_is_taken_by_a_child(tmp_path: Path) -> None:
    clip = make(tmp_path / "a.mp4")
    await frame_in_child(clip, tmp_path / "a.png", 9.5 / 24)
    assert number_of(tmp_path / "a.png") == 9
    (tmp_path / "b.mp4").write_bytes(b"nothing")
    with pytest.raises(BadFile):
        await frame_in_child(tmp_path / "b.mp4", tmp_path / "b.png", 0.0)
    with pytest.raises(StorageFault):
        await frame_in_child(clip, tmp_path / "gone" / "a.png", 0.0)


async def test_a_picture_is_taken_where_python_closes_what_nobody_writes_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Process.communicate

    async def as_of_3_12(child: Process, input: bytes | None = None) -> tuple[bytes, bytes]:
        if child.stdin is not None:
            child.stdin.close()
        return await real(child, input)

    monkeypatch.setattr(Process, "communicate", as_of_3_12)
    await frame_in_child(make(tmp_path / "a.mp4"), tmp_path / "a.png", 9.5 / 24)
    assert number_of(tmp_path / "a.png") == 9


SHUT = """
import os, socket, subprocess, sys, threading
from app.media.limits import limit
limit(30)
found = []
def attempt(act):
    try:
        act()
    except OSError:
        found.append(True)
attempt(lambda: socket.socket())
attempt(lambda: subprocess.run(["true"]))
thread = threading.Thread(target=attempt, args=[lambda: socket.create_connection(("127.0.0.1", 9))])
thread.start()
thread.join()
open(sys.argv[1], "w").write("still here")
sys.exit(0 if len(found) == 3 else 1)
"""


# matrix: S10 S26
def test_who_decodes_has_neither_network_nor_programs(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", SHUT, str(tmp_path / "out")], check=True, env=child_environment())
    assert (tmp_path / "out").read_text() == "still here"
