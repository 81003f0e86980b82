"""Single pictures come out of a clip exactly: the poster, the last one, and the one shown at a moment."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from app.domain.errors import BadFile
from app.media import frames
from tests.unit.media.clips import SIZE, make, number_of


@pytest.mark.parametrize("group", [1, 12, 48])
@pytest.mark.parametrize("number", [0, 1, 11, 12, 13, 23])
def test_the_picture_at_a_moment_is_the_one_a_player_shows(tmp_path: Path, number: int, group: int) -> None:
    clip = make(tmp_path / "a.mp4", frames=24, group=group)
    frames.frame_at(clip, tmp_path / "a.png", (number + 0.5) / 24)
    assert number_of(tmp_path / "a.png") == number
    frames.frame_at(clip, tmp_path / "b.png", number / 24)
    assert number_of(tmp_path / "b.png") == number, "the start of a picture belongs to it"


def test_the_last_picture_is_the_last_one(tmp_path: Path) -> None:
    frames.last_frame(make(tmp_path / "a.mp4", frames=19), tmp_path / "a.png")
    assert number_of(tmp_path / "a.png") == 18
    with av.open(str(tmp_path / "a.png")) as picture:
        assert (picture.streams.video[0].width, picture.streams.video[0].height) == SIZE


def test_past_the_end_is_the_last_picture(tmp_path: Path) -> None:
    frames.frame_at(make(tmp_path / "a.mp4", frames=10), tmp_path / "a.png", 99.0)
    assert number_of(tmp_path / "a.png") == 9


@pytest.mark.parametrize(("at", "number"), [(0.0, 0), (0.35, 8), (0.5, 12)])
def test_a_poster_is_a_small_jpeg_of_its_moment(tmp_path: Path, at: float, number: int) -> None:
    frames.poster(make(tmp_path / "a.mp4", frames=24), tmp_path / "a.jpg", at)
    assert number_of(tmp_path / "a.jpg") == pytest.approx(number, abs=1)
    assert (tmp_path / "a.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_a_clip_of_one_picture_has_a_poster(tmp_path: Path) -> None:
    frames.poster(make(tmp_path / "a.mp4", frames=1), tmp_path / "a.jpg")
    assert number_of(tmp_path / "a.jpg") == 0


def test_av1_is_decoded_here(tmp_path: Path) -> None:
    frames.frame_at(make(tmp_path / "a.mp4", codec="libsvtav1", frames=12), tmp_path / "a.png", 5.5 / 24)
    assert number_of(tmp_path / "a.png") == pytest.approx(5, abs=1)


@pytest.mark.parametrize("content", [b"", b"<html>", b"\0" * 100])
def test_what_is_no_clip_has_no_picture(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mp4").write_bytes(content)
    with pytest.raises(BadFile):
        frames.poster(tmp_path / "a.mp4", tmp_path / "a.jpg")
    assert not (tmp_path / "a.jpg").exists()


def test_sound_alone_has_no_picture(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        frames.last_frame(make(tmp_path / "a.mp4", picture=False, sound=True), tmp_path / "a.png")
    assert caught.value.id == "clip_without_picture"
