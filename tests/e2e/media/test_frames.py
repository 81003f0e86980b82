"""Single pictures come out of a clip exactly: the poster, the last one, and the one shown at a moment."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from app.domain.errors import BadFile
from app.media import frames
from app.media.playable import make_copy
from tests.e2e.media.clips import SIZE, make, number_of


@pytest.mark.parametrize("group", [1, 12, 48])
@pytest.mark.parametrize("number", [0, 1, 11, 12, 13, 23])
def test_the_picture_at_a_moment_is_the_one_a_player_shows(tmp_path: Path, number: int, group: int) -> None:
    clip = make(tmp_path / "a.mp4", frames=24, group=group)
    frames.frame_at(clip, tmp_path / "a.png", (number + 0.5) / 24)
    assert number_of(tmp_path / "a.png") == number
    frames.frame_at(clip, tmp_path / "b.png", number / 24)
    assert number_of(tmp_path / "b.png") == number, "the start of a picture belongs to it"


def test_past_the_end_is_the_last_picture_in_full_size(tmp_path: Path) -> None:
    frames.frame_at(make(tmp_path / "a.mp4", frames=10), tmp_path / "a.png", 99.0)
    assert number_of(tmp_path / "a.png") == 9
    with av.open(str(tmp_path / "a.png")) as picture:
        assert (picture.streams.video[0].width, picture.streams.video[0].height) == SIZE


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
        frames.frame_at(make(tmp_path / "a.mp4", picture=False, sound=True), tmp_path / "a.png", 0.0)
    assert caught.value.id == "clip_without_picture"


@pytest.mark.parametrize(("degrees", "corner"), [(0, (0, 0)), (90, (0, 1)), (180, (1, 1)), (-90, (1, 0))])
def test_a_clip_that_lies_on_its_side_is_turned(tmp_path: Path, degrees: int, corner: tuple[int, int]) -> None:
    marked(tmp_path / "a.mp4", degrees)
    frames.frame_at(tmp_path / "a.mp4", tmp_path / "a.png", 0.0)
    make_copy(tmp_path / "a.mp4", tmp_path / "b.mp4", lambda _: None)
    frames.frame_at(tmp_path / "b.mp4", tmp_path / "b.png", 0.0)
    for still in ("a.png", "b.png"):
        with av.open(str(tmp_path / still)) as picture:
            frame = next(picture.decode(video=0)).reformat(format="gray")
        wide, tall = frame.width, frame.height
        assert (wide, tall) == (SIZE if degrees in (0, 180) else SIZE[::-1])
        plane = bytes(frame.planes[0])
        across, down = (1 + 2 * corner[0]) * wide // 4, (1 + 2 * corner[1]) * tall // 4
        assert plane[down * frame.planes[0].line_size + across] > 180, still
        assert sum(value > 180 for value in plane) < wide * tall * 0.4, "only one corner is bright"


def marked(path: Path, degrees: int) -> None:
    """A clip with a bright corner at the upper left, to be turned counter-clockwise to be seen."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        if degrees:
            stream.set_display_rotation(degrees)
        for number in range(6):
            frame = av.VideoFrame(*SIZE, "yuv420p")
            luma, *chroma = frame.planes
            left = bytes([220]) * (SIZE[0] // 2) + bytes([40]) * (luma.line_size - SIZE[0] // 2)
            luma.update(left * (SIZE[1] // 2) + bytes([40]) * (luma.line_size * (SIZE[1] - SIZE[1] // 2)))
            for plane in chroma:
                plane.update(bytes([128]) * plane.buffer_size)
            frame.pts = number
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
