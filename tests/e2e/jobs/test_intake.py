"""The door into the library: only whole files come in, byte for byte, once."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.domain.draft import Draft
from app.domain.errors import BadFile, StorageFault
from app.domain.upgrade import read_draft
from app.jobs.intake import FRESH_SECONDS, HELD, file_name
from app.media import Inspection
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.film import make_film
from tests.fakes.floor import inspect_here
from tests.patience import PATIENCE

DRAFT = Draft(id="d1", title="雨夜: a/b?", form="x", aim="fake/one")


async def test_a_clip_made_elsewhere_becomes_a_take(open_room: OpenRoom, tmp_path: Path) -> None:
    room = open_room()
    source = make_film(tmp_path / "From Vendor.mp4")
    before = source.read_bytes()
    clip = await room.dispatch.attach(source, DRAFT)
    assert (room.home.root / clip.path).read_bytes() == before == source.read_bytes()
    assert Path(clip.path).name == f"雨夜-a-b-take-1-{clip.id}.mp4"
    assert (clip.draft_id, clip.take, clip.title) == ("d1", 1, "雨夜: a/b?")
    assert read_draft(clip.draft.encode(), "") == DRAFT
    assert (room.home.root / clip.poster).is_file()
    assert room.clips.search() == [clip]
    assert list(room.home.incoming.iterdir()) == []
    assert room.submit(draft="d1").take == 2


async def test_without_a_draft_it_has_the_name_of_its_file(open_room: OpenRoom, tmp_path: Path) -> None:
    room = open_room()
    clip = await room.dispatch.attach(make_film(tmp_path / "holiday.mp4"), None)
    assert (clip.title, clip.draft_id, clip.draft, clip.take) == ("holiday", "", "", 1)


async def test_the_same_content_is_the_same_clip(open_room: OpenRoom, tmp_path: Path) -> None:
    room = open_room()
    source = make_film(tmp_path / "a.mp4")
    first = await room.dispatch.attach(source, DRAFT)
    assert await room.dispatch.attach(source, None) == first
    room.clips.trash(first.id)
    assert (await room.dispatch.attach(source, DRAFT)).id == first.id
    assert room.clips.search() == [first]
    (room.home.root / first.path).unlink()
    assert room.clips.search()[0].missing
    await room.dispatch.attach(source, DRAFT)
    assert room.clips.search() == [first]
    assert len(list(room.home.clips.iterdir())) == 1


async def test_two_at_once_are_two_takes(open_room: OpenRoom, tmp_path: Path) -> None:
    room = open_room()
    sources = [make_film(tmp_path / f"{shade}.mp4", shade=shade) for shade in range(4)]
    await asyncio.gather(*(room.dispatch.attach(source, DRAFT) for source in sources))
    assert sorted(clip.take for clip in room.clips.for_draft("d1")) == [1, 2, 3, 4]


async def test_a_file_that_is_not_whole_stays_outside(open_room: OpenRoom, tmp_path: Path) -> None:
    room = open_room()
    whole = make_film(tmp_path / "a.mp4", seconds=1).read_bytes()
    for name, content in {"cut.mp4": whole[: len(whole) // 2], "empty.mp4": b"", "page.mp4": b"<html></html>"}.items():
        source = tmp_path / name
        source.write_bytes(content)
        with pytest.raises(BadFile) as caught:
            await room.dispatch.attach(source, DRAFT)
        assert caught.value.id.startswith("clip_")
        assert caught.value.args_by_name["name"] == name
        assert source.read_bytes() == content
    for missing in (tmp_path / "none.mp4", tmp_path):
        with pytest.raises(StorageFault):
            await room.dispatch.attach(missing, DRAFT)
    assert room.clips.search() == []
    assert [*room.home.clips.iterdir(), *room.home.incoming.iterdir(), *room.home.posters.iterdir()] == []


async def test_an_attach_under_way_is_left_alone_and_a_dead_one_swept(open_room: OpenRoom, tmp_path: Path) -> None:
    judging, swept = asyncio.Event(), asyncio.Event()

    async def judge(path: Path, poster: Path | None) -> Inspection:
        judging.set()
        await swept.wait()
        return await inspect_here(path, poster)

    room = open_room(inspect=judge)
    dead = room.home.incoming / "attach-0123456789"
    dead.mkdir()
    (dead / "lock").write_bytes(HELD)
    (dead / "clip.part").write_bytes(b"half")
    await room.dispatch.run_until_idle()
    assert list(room.home.incoming.iterdir()) == []
    under_way = asyncio.ensure_future(room.dispatch.attach(make_film(tmp_path / "a.mp4"), DRAFT))
    async with asyncio.timeout(PATIENCE):
        await judging.wait()
    other = open_room()
    await asyncio.to_thread(other.intake.sweep, set())
    swept.set()
    assert (await under_way).take == 1
    assert not room.clips.search()[0].missing


@pytest.mark.parametrize(("age", "left"), [(0, True), (FRESH_SECONDS + 60, False)])
def test_a_folder_whose_lock_nobody_has_held_yet_has_a_minute(
    open_room: OpenRoom, home: Path, age: float, left: bool
) -> None:
    room = open_room()
    folder = room.home.incoming / "attach-0123456789"
    folder.mkdir()
    (folder / "lock").touch()
    os.utime(folder, (time.time() - age,) * 2)
    room.intake.sweep(set())
    assert folder.exists() == left


def test_folders_may_come_and_go_while_they_are_looked_at(open_room: OpenRoom, tmp_path: Path) -> None:
    room = open_room()
    ended = threading.Event()
    none = tmp_path / "none.mp4"

    def come_and_go() -> None:
        while not ended.is_set():
            # it has its folder before it is looked for
            with pytest.raises(StorageFault):
                asyncio.run(room.intake.attach(none, None))

    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(come_and_go)
        for _ in range(200):
            room.intake.sweep(set())
        ended.set()
        coming.result()
    assert list(room.home.incoming.iterdir()) == []


async def test_films_that_lie_in_one_folder_keep_posters_of_their_own(open_room: OpenRoom) -> None:
    judged: set[Path] = set()
    both = asyncio.Event()

    async def together(path: Path, poster: Path | None) -> Inspection:
        inspection = await inspect_here(path, poster)
        judged.add(path)
        if len(judged) == 2:
            both.set()
        async with asyncio.timeout(PATIENCE):
            await both.wait()
        return inspection

    room = open_room(inspect=together)
    jobs = [room.submit("one"), room.submit("another")]
    await room.dispatch.run_until_idle()
    posters = [(room.home.root / room.clips.get(job.id).poster).read_bytes() for job in jobs]
    assert len(set(posters)) == 2, "each film is of another grey"
    assert list(room.home.incoming.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A shot", "A-shot-take-2-id.mp4"),
        ('a<>:"/\\|?*b', "a-b-take-2-id.mp4"),
        ("../../etc/passwd", "etc-passwd-take-2-id.mp4"),
        ("  . ", "clip-take-2-id.mp4"),
        ("", "clip-take-2-id.mp4"),
        ("雨夜 电车", "雨夜-电车-take-2-id.mp4"),
        ("a\x00\n\u202eb", "a-b-take-2-id.mp4"),
        ("CON", "CON-take-2-id.mp4"),
        ("-rf", "rf-take-2-id.mp4"),
    ],
)
def test_names_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title, 2, "id", ".mp4") == name
    assert file_name(title, 2, "id", ".mp4", rehearsal=True) == name.replace("-take-", "-rehearsal-")


def test_a_long_name_is_cut_between_characters() -> None:
    name = file_name("夜" * 200, 12, "0123456789", ".webm")
    assert len(name.encode()) < 143
    assert name.startswith("夜夜")
