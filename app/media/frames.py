"""Takes single pictures out of clips, the poster and the one shown at a moment, without Qt or NumPy."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import BadFile
from app.media.opening import open_clip

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame

TURNS = {1: [("transpose", "cclock")], 2: [("hflip", ""), ("vflip", "")], 3: [("transpose", "clock")]}
"""What turns a picture by so many quarters, counter-clockwise."""
POSTER_SIDE = 640
"""Longest side of a poster: a library card is 202 wide and may stand on a screen of twice the density."""


def poster(path: Path, out: Path, at: float = 0.35) -> None:
    """Write a small JPEG of the moment at the part `at` of the clip. BadFile where nothing can be decoded."""
    frame = _picture(path, at=at)
    scale = min(1.0, POSTER_SIDE / max(frame.width, frame.height))
    width, height = (max(2, round(side * scale / 2) * 2) for side in (frame.width, frame.height))
    _write(frame, out, "mjpeg", "yuvj420p", width, height)


def frame_at(path: Path, out: Path, seconds: float) -> None:
    """Write the picture shown `seconds` after the start as PNG in full size."""
    frame = _picture(path, seconds=seconds)
    _write(frame, out, "png", "rgb24", frame.width, frame.height)


def _picture(path: Path, at: float = 0.0, seconds: float | None = None) -> VideoFrame:
    from av.error import FFmpegError

    try:
        with open_clip(path) as container:
            return upright(_seek(container, at, seconds, path))
    except (FFmpegError, OSError, UnicodeDecodeError) as error:
        raise BadFile("clip_unreadable", name=path.name, reason=getattr(error, "strerror", "") or "?") from error


def _seek(container: InputContainer, at: float, seconds: float | None, path: Path) -> VideoFrame:
    if not container.streams.video:
        raise BadFile("clip_without_picture", name=path.name)
    stream = container.streams.video[0]
    base = stream.time_base
    start = stream.start_time or 0
    length = float(stream.duration * base) if stream.duration and base else 0.0
    wanted = length * at if seconds is None else seconds
    if base and wanted > 0:
        container.seek(int(start + max(0.0, wanted - 1e-3) / base), stream=stream)
    shown: VideoFrame | None = None
    for frame in container.decode(stream):
        time = (frame.time or 0.0) - float(start * base if base else 0)
        if shown is not None and time > wanted + 1e-6:
            break
        shown = frame
    if shown is None:
        raise BadFile("clip_damaged", name=path.name)
    return shown


def upright(frame: VideoFrame) -> VideoFrame:
    """A picture as it is to be seen: turned where its clip says that it lies on its side."""
    turn = round(frame.rotation / 90) % 4
    if not turn:
        return frame
    from av.filter.graph import Graph

    graph = Graph()
    source = graph.add_buffer(
        width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base or Fraction(1, 25)
    )
    turned = [graph.add(name, how) for name, how in TURNS[turn]]
    graph.link_nodes(source, *turned, graph.add("buffersink")).configure()
    graph.push(frame)
    made = graph.pull()
    assert isinstance(made, type(frame))
    return made


def _write(frame: VideoFrame, out: Path, codec: str, pixels: str, width: int, height: int) -> None:
    from av.codec import CodecContext
    from av.video.codeccontext import VideoCodecContext

    context = CodecContext.create(codec, "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height, context.pix_fmt = width, height, pixels
    context.time_base = Fraction(1, 25)
    if codec == "mjpeg":
        context.qmin = context.qmax = 4
    small = frame.reformat(width=width, height=height, format=pixels)
    small.pts = 0
    small.time_base = Fraction(1, 25)
    packets = [*context.encode(small), *context.encode(None)]
    out.write_bytes(b"".join(bytes(packet) for packet in packets))
