"""A copy that plays shows the same pictures at the same moments, comes out of a child, and never touches the clip."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

import av
import pytest

from app.domain.errors import BadFile, StorageFault
from app.media import frames, verify
from app.media.children import copy_in_child, frame_in_child
from app.media.playable import LONGEST, make_copy
from tests.unit.media.clips import make, number_of


def not_told(share: float) -> None:
    """Nobody listens."""


@pytest.mark.parametrize(("codec", "container"), [("libsvtav1", "mp4"), ("libvpx-vp9", "webm"), ("libx265", "mp4")])
def test_every_picture_comes_at_its_moment(tmp_path: Path, codec: str, container: str) -> None:
    clip = make(tmp_path / f"a.{container}", codec=codec, sound=True, container=container)
    told: list[float] = []
    make_copy(clip, tmp_path / "b.mp4", told.append)
    media = verify(tmp_path / "b.mp4")
    assert (media.video_codec, media.audio_codec, media.frames) == ("h264", "aac", 24)
    assert media.fps == pytest.approx(24.0, abs=0.05)
    assert media.seconds == pytest.approx(1.0, abs=0.05)
    for number in (0, 7, 23):
        frames.frame_at(tmp_path / "b.mp4", tmp_path / "b.png", (number + 0.5) / 24)
        assert number_of(tmp_path / "b.png") == pytest.approx(number, abs=1 if codec == "libsvtav1" else 0)
    assert told == sorted(told)
    assert told[-1] > 0.8


def test_a_silent_clip_stays_silent(tmp_path: Path) -> None:
    make_copy(make(tmp_path / "a.mp4", frames=5), tmp_path / "b.mp4", not_told)
    assert verify(tmp_path / "b.mp4").audio_codec is None


def test_a_wide_one_becomes_as_wide_as_is_needed_to_look_at_it(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "a.mp4"), "w") as out:
        stream = out.add_stream("mpeg4", rate=24)
        stream.width, stream.height, stream.pix_fmt = 3838, 200, "yuv420p"
        frame = av.VideoFrame(3838, 200, "yuv420p")
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    make_copy(tmp_path / "a.mp4", tmp_path / "b.mp4", not_told)
    media = verify(tmp_path / "b.mp4")
    assert (media.width, media.height) == (LONGEST, 134)


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
    begun = asyncio.Event()
    copying = asyncio.ensure_future(copy_in_child(clip, tmp_path / "b.part", lambda _: begun.set()))
    await asyncio.wait_for(begun.wait(), 20)
    copying.cancel()
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
