"""A clip is judged whole or not: every kind of damage has its own sentence, and only whole clips pass."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.domain.errors import BadFile
from app.media import verify
from tests.e2e.media.clips import SIZE, make


def fault_of(path: Path) -> str:
    """The id of what is wrong with a file."""
    with pytest.raises(BadFile) as caught:
        verify(path)
    return caught.value.id


@pytest.mark.parametrize(
    ("codec", "name", "container"),
    [
        ("libx264", "h264", "mp4"),
        ("libx265", "hevc", "mp4"),
        ("libsvtav1", "av1", "mp4"),
        ("libvpx-vp9", "vp9", "webm"),
        ("mpeg4", "mpeg4", "mp4"),
    ],
)
def test_a_whole_clip_says_what_is_inside(tmp_path: Path, codec: str, name: str, container: str) -> None:
    media = verify(make(tmp_path / "a.mp4", codec=codec, sound=True, container=container))
    assert (media.width, media.height) == SIZE
    assert media.video_codec == name
    assert media.audio_codec == ("aac" if container == "mp4" else "opus")
    assert (media.frames, media.fps) == (24, 24)
    assert media.seconds == pytest.approx(1.0, abs=0.06)


def test_a_clip_without_sound_is_whole(tmp_path: Path) -> None:
    assert verify(make(tmp_path / "a.mp4")).audio_codec is None


@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.8, 0.99])
def test_a_cut_file_is_cut(tmp_path: Path, part: float) -> None:
    whole = make(tmp_path / "a.mp4", frames=48, sound=True).read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole[: int(len(whole) * part)])
    assert fault_of(cut) in ("clip_cut", "clip_unreadable")


def test_a_file_whose_index_never_came_is_cut(tmp_path: Path) -> None:
    clip = make(tmp_path / "a.mp4", faststart=False)
    data = clip.read_bytes()
    clip.write_bytes(data[: data.index(b"moov") - 4])
    assert fault_of(clip) == "clip_cut"


@pytest.mark.parametrize("seed", range(6))
def test_noise_in_the_middle_is_damage(tmp_path: Path, seed: int) -> None:
    clip = make(tmp_path / "a.mp4", frames=96, group=96)
    data = bytearray(clip.read_bytes())
    dice = random.Random(seed)
    start = data.index(b"mdat") + 40
    for place in range(start, len(data) - 8, 3):
        data[place] = dice.randrange(256)
    clip.write_bytes(data)
    assert fault_of(clip) in ("clip_damaged", "clip_cut", "clip_unreadable")


@pytest.mark.parametrize(
    "content",
    [b"<!DOCTYPE html><html><body>403 Forbidden</body></html>", b'{"error": {"message": "expired"}}', b"\0" * 4096],
)
def test_what_is_no_video_is_unreadable(tmp_path: Path, content: bytes) -> None:
    clip = tmp_path / "a.mp4"
    clip.write_bytes(content)
    assert fault_of(clip) == "clip_unreadable"


def test_nothing_is_empty_and_what_is_not_there_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").touch()
    assert fault_of(tmp_path / "a.mp4") == "clip_empty"
    assert fault_of(tmp_path / "b.mp4") == "clip_missing"


def test_sound_alone_is_no_clip(tmp_path: Path) -> None:
    assert fault_of(make(tmp_path / "a.mp4", picture=False, sound=True)) == "clip_without_picture"


def test_a_clip_of_no_pictures_is_none(tmp_path: Path) -> None:
    assert fault_of(make(tmp_path / "a.mp4", frames=0, sound=False)) == "clip_without_picture"


def test_a_codec_nobody_hardened_is_refused(tmp_path: Path) -> None:
    clip = make(tmp_path / "a.mkv", codec="ffv1", container="matroska")
    assert fault_of(clip) == "clip_codec"
    assert fault_of(make(tmp_path / "a.avi", codec="ffv1", container="avi")) == "clip_unreadable"


def box(kind: bytes, content: bytes = b"") -> bytes:
    """One box of an MP4."""
    return (8 + len(content)).to_bytes(4, "big") + kind + content


FTYP, MDAT = box(b"ftyp", b"isom\0\0\0\0isom"), box(b"mdat", b"\0" * 64)


# matrix: S10 S12 S13
@pytest.mark.parametrize(
    ("content", "id"),
    [
        (b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n", "clip_unreadable"),
        (b"ffconcat version 1.0\nfile '/etc/passwd'\n", "clip_unreadable"),
        (b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n", "clip_unreadable"),
        (b"MZ" + b"\0" * 200, "clip_unreadable"),
        (b"PK\3\4" + b"\0" * 200, "clip_unreadable"),
        (b"RIFF\0\0\0\0AVI LIST" + b"\0" * 200, "clip_unreadable"),
        (FTYP + box(b"moov", box(b"trak") * 5000) + MDAT, "clip_unreadable"),
        (FTYP + box(b"moov", box(b"cmov", b"\0" * 16)) + MDAT, "clip_unreadable"),
        (FTYP + box(b"moov") + b"\0\0\0\1mdat" + (4 << 30).to_bytes(8, "big") + b"\0" * 900, "clip_cut"),
        (FTYP + box(b"moov", b"\xff\xff\xff\xfftrak") + MDAT, "clip_cut"),
        (FTYP + box(b"moov", b"\0\0\0\0trak\0\0\0\0") + MDAT, "clip_unreadable"),
        (FTYP + MDAT, "clip_cut"),
    ],
)
def test_what_only_calls_itself_a_clip_opens_nothing_else(tmp_path: Path, content: bytes, id: str) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(content)
    assert fault_of(clip) in (id, "clip_without_picture")
