"""A copy that plays shows the same pictures at the same moments, comes out of a child, and never touches the clip."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from app.media import frames, verify
from app.media.playable import LONGEST, make_copy
from tests.e2e.media.clips import make, number_of


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


def test_a_clip_that_begins_late_begins_at_once_in_its_copy(tmp_path: Path) -> None:
    clip = make(tmp_path / "a.mkv", sound=True, container="matroska", late=1.0)
    with av.open(str(clip)) as source:
        assert next(source.decode(video=0)).time == pytest.approx(1.0, abs=0.01)
    make_copy(clip, tmp_path / "b.mp4", not_told)
    with av.open(str(tmp_path / "b.mp4")) as copy:
        assert [stream.start_time for stream in copy.streams] == [0, 0]
    frames.frame_at(tmp_path / "b.mp4", tmp_path / "b.png", 7.5 / 24)
    assert number_of(tmp_path / "b.png") == 7
