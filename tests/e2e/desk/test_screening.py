"""The desk makes copies that play and takes single pictures, in the background, and puts them where they are wanted."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.desk.copying import Copying
from app.domain.clip import Clip
from app.domain.draft import CastMember
from app.domain.errors import Conflict
from app.media import verify
from tests.e2e.media.clips import make, number_of
from tests.fakes.desk import Told
from tests.patience import until
from tests.unit.desk.conftest import OpenDesk


async def attached(told: Told, folder: Path, codec: str = "libsvtav1", frames: int = 24) -> Clip:
    return await told.desk.attach(make(folder / "a.mp4", codec=codec, frames=frames))


async def ended(heard: list[Copying]) -> Copying:
    await until(lambda: bool(heard) and heard[-1].ended)
    return heard[-1]


async def until_said(told: Told, name: str) -> None:
    await until(lambda: told.said()[-1:] == [name])


async def test_a_copy_is_made_once_and_found_again(open_desk: OpenDesk, tmp_path: Path) -> None:
    told = open_desk()
    clip = await attached(told, tmp_path)
    assert told.desk.playable_file(clip) is None
    heard: list[Copying] = []
    told.desk.playable_soon(clip.id, heard.append)
    last = await ended(heard)
    assert last.file is not None
    assert verify(last.file).video_codec == "h264"
    assert last.file.is_relative_to(told.desk.home / "cache")
    assert told.desk.playable_file(clip) == last.file
    assert all(0 <= each.share <= 1 for each in heard)
    assert len(heard) > 1
    again: list[Copying] = []
    await asyncio.sleep(0)
    told.desk.playable_soon(clip.id, again.append)
    assert await ended(again) == Copying(clip.id, 1.0, last.file, ended=True)
    assert len(again) == 1
    assert told.desk.clips() == [clip], "the library knows nothing of it"


async def test_stopping_leaves_nothing_and_is_no_fault(open_desk: OpenDesk, tmp_path: Path) -> None:
    told = open_desk()
    clip = await attached(told, tmp_path, "libx264", frames=2400)
    heard: list[Copying] = []

    def stop_at_once(copying: Copying) -> None:
        heard.append(copying)
        if len(heard) == 1:
            told.desk.stop_playable(clip.id)

    told.desk.playable_soon(clip.id, stop_at_once)
    assert (await ended(heard)).file is None
    assert told.notices == []
    assert list((told.desk.home / "cache" / "playable").iterdir()) == []


async def test_a_clip_that_cannot_be_copied_is_told(open_desk: OpenDesk, tmp_path: Path) -> None:
    told = open_desk()
    clip = await attached(told, tmp_path)
    told.desk.clip_file(clip).write_bytes(b"rotten")
    heard: list[Copying] = []
    told.desk.playable_soon(clip.id, heard.append)
    assert (await ended(heard)).file is None
    assert told.said() == ["error.clip_unreadable"]


async def test_a_frame_is_saved_to_a_file(open_desk: OpenDesk, tmp_path: Path) -> None:
    told = open_desk()
    clip = await attached(told, tmp_path, "libx264")
    told.desk.save_frame_soon(clip.id, 7.5 / 24, tmp_path / "seven.png")
    await until_said(told, "notice.frame_saved")
    assert number_of(tmp_path / "seven.png") == 7
    told.desk.save_frame_soon(clip.id, 0.0, tmp_path / "gone" / "seven.png")
    await until_said(told, "error.not_found")


async def test_a_frame_becomes_part_of_the_draft_in_one_step(open_desk: OpenDesk, tmp_path: Path) -> None:
    told = open_desk()
    desk = told.desk
    desk.new("small-rescue")
    desk.edit("cast", [CastMember(id="ana", label="Ana").model_dump(mode="json")])
    before = desk.snapshot.draft
    clip = await attached(told, tmp_path, "libx264")
    for place in ("ends.start_image", "ends.end_image", "cast[ana].refs"):
        desk.use_frame_soon(clip.id, 3.5 / 24, place)
        await until_said(told, f"notice.frame_used_{place.rpartition('.')[2]}")
    draft = desk.snapshot.draft
    assert draft is not None
    assert draft.ends.start_image == draft.ends.end_image == draft.cast[0].refs[0].asset
    assert number_of(desk.asset_file(draft.ends.start_image or "")) == 3
    for _ in range(3):
        desk.undo()
    assert desk.snapshot.draft == before
    assert {notice.action for notice in told.notices[-3:]} == {"undo"}


async def test_a_frame_does_not_go_into_another_draft(open_desk: OpenDesk, tmp_path: Path) -> None:
    told = open_desk()
    desk = told.desk
    clip = await attached(told, tmp_path, "libx264")
    with pytest.raises(Conflict):
        desk.use_frame_soon(clip.id, 0.0, "ends.start_image")
    desk.new("small-rescue")
    desk.use_frame_soon(clip.id, 0.0, "ends.start_image")
    desk.new("small-rescue")
    await until_said(told, "error.frame_draft_gone")
    assert desk.snapshot.draft is not None
    assert desk.snapshot.draft.ends.start_image is None
