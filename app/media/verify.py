"""Judges whether a video file is whole: its boxes, its codecs, every packet counted, every picture decoded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.clip import Media
from app.domain.errors import BadFile
from app.domain.noun import Noun
from app.media.boxes import check_boxes
from app.media.children import said_in_child
from app.media.opening import kind_of, open_clip

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.stream import VideoStream

VIDEO_CODECS = frozenset({"h264", "hevc", "av1", "vp9", "vp8", "mpeg4"})
"""What comes back from video models and cameras, and has a decoder that has been hardened for years."""
AUDIO_CODECS = frozenset({"aac", "opus", "mp3", "vorbis"})
MOST_PIXELS = 8192
"""Longest side of a picture that is decoded at all."""
PATIENCE = 300.0
"""Seconds the child may take; a minute of 4K decodes in about 30 here (2026-11)."""


class Inspection(Noun):
    """What a clip file says of itself. Draft and record are untrusted JSON objects, None where there are none."""

    media: Media
    draft: dict[str, Any] | None = None
    record: dict[str, Any] | None = None


def verify(path: Path) -> Media:
    """What is inside, after decoding all of it. BadFile `clip_*` says what is wrong.

    Decodes in this process: for files of strangers use `inspect_in_child`.
    """
    from av.error import FFmpegError

    if not path.is_file():
        raise BadFile("clip_missing", name=path.name)
    if path.stat().st_size == 0:
        raise BadFile("clip_empty", name=path.name)
    if kind_of(path) == "mov":
        check_boxes(path)
    try:
        with open_clip(path) as container:
            stream = _video(container, path)
            audio = _audio(container, path)
            packets = _count_packets(container, path)
            container.seek(0)
            return _decode(container, stream, audio, packets, path)
    except (FFmpegError, OSError, UnicodeDecodeError) as error:
        raise BadFile("clip_unreadable", name=path.name, reason=getattr(error, "strerror", "") or "?") from error


async def inspect_in_child(path: Path, poster: Path | None = None) -> Inspection:
    """What `verify` says, and the draft and record the file carries, from a child process, where a hostile file can do
    no harm. With `poster`, a small JPEG is written there. BadFile `clip_*`, also where the child died over the file.
    """
    words = ("_probe", str(path), *([str(poster)] if poster else []))
    return Inspection.model_validate(await said_in_child(path, PATIENCE, *words))


def _video(container: InputContainer, path: Path) -> VideoStream:
    streams = [each for each in container.streams.video if not each.disposition & each.disposition.attached_pic]
    if not streams:
        raise BadFile("clip_without_picture", name=path.name)
    stream = streams[0]
    name = _plain(_decoder(stream))
    if name not in VIDEO_CODECS:
        raise BadFile("clip_codec", name=path.name, codec=name)
    if max(stream.codec_context.width, stream.codec_context.height) > MOST_PIXELS:
        raise BadFile("clip_too_wide", name=path.name, cap=MOST_PIXELS)
    return stream


def _audio(container: InputContainer, path: Path) -> str | None:
    if not container.streams.audio:
        return None
    name = _plain(_decoder(container.streams.audio[0]))
    if name not in AUDIO_CODECS:
        raise BadFile("clip_codec", name=path.name, codec=name)
    return name


def _decoder(stream: VideoStream | AudioStream) -> str:
    """The decoder's name; "?" for a codec that FFmpeg does not know, which has none."""
    return getattr(stream.codec_context, "name", "?")


def _plain(decoder: str) -> str:
    """The codec's name from its decoder's: `libdav1d` decodes av1."""
    known = {"libdav1d": "av1", "libvpx-vp9": "vp9", "libvpx": "vp8", "libopus": "opus", "mp3float": "mp3"}
    return known.get(decoder, decoder.removeprefix("lib"))


def _count_packets(container: InputContainer, path: Path) -> int:
    counted = {stream.index: 0 for stream in container.streams}
    for packet in container.demux():
        if packet.size:
            counted[packet.stream.index] += 1
        if packet.is_corrupt:
            raise BadFile("clip_damaged", name=path.name)
    video = container.streams.video[0]
    if video.frames and counted[video.index] < video.frames:
        raise BadFile("clip_cut", name=path.name)
    return counted[video.index]


def _decode(container: InputContainer, stream: VideoStream, audio: str | None, packets: int, path: Path) -> Media:
    from av.error import FFmpegError

    stream.thread_type = "AUTO"
    stream.codec_context.options = {"err_detect": "explode"}
    frames = 0
    last = 0.0
    try:
        for frame in container.decode(stream):
            frames += 1
            last = frame.time or last
            if frame.is_corrupt:
                raise BadFile("clip_damaged", name=path.name)
    except FFmpegError as error:
        raise BadFile("clip_damaged", name=path.name) from error
    if not frames or frames < packets * 0.9:
        raise BadFile("clip_damaged", name=path.name)
    fps = float(stream.average_rate or stream.guessed_rate or 0) or 24.0
    seconds = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else last + 1 / fps
    context = stream.codec_context
    return Media(
        seconds=round(seconds, 4),
        width=context.width,
        height=context.height,
        fps=round(fps, 4),
        frames=frames,
        video_codec=_plain(context.name),
        audio_codec=audio,
    )
