"""Makes clips of every kind, good and bad, with the real codecs."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

SIZE = (96, 64)


_made: dict[str, bytes] = {}


def make(path: Path, *, tags: dict[str, str] | None = None, **kind: Any) -> Path:
    """A clip whose picture number n is a grey of 20 + 8n, so that a decoded picture says which one it is."""
    key = repr((tags, sorted(kind.items())))
    if key in _made:
        path.write_bytes(_made[key])
    else:
        _encode(path, tags or {}, **kind)
        _made[key] = path.read_bytes()
    return path


def _encode(
    path: Path,
    tags: dict[str, str],
    *,
    codec: str = "libx264",
    frames: int = 24,
    sound: bool = False,
    picture: bool = True,
    container: str = "mp4",
    faststart: bool = True,
    group: int = 12,
    late: float = 0.0,
) -> None:
    options = {"movflags": ("+faststart" if faststart else "") + "+use_metadata_tags"} if container == "mp4" else {}
    with av.open(str(path), "w", format=container, options=options) as out:
        out.metadata.update(tags)
        video = out.add_stream(codec, rate=24, options={"g": str(group)}) if picture else None
        audio = (
            out.add_stream("aac" if container == "mp4" else "libopus", rate=48_000, layout="mono") if sound else None
        )
        if isinstance(video, VideoStream):
            video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
            if not frames:
                # the first picture would do that
                out.start_encoding()
            for number in range(frames):
                frame = VideoFrame(*SIZE, "yuv420p")
                for index, plane in enumerate(frame.planes):
                    plane.update(bytes([20 + 8 * (number % 26) if index == 0 else 128]) * plane.buffer_size)
                frame.pts, frame.time_base = number + round(late * 24), Fraction(1, 24)
                out.mux(video.encode(frame))
            out.mux(video.encode(None))
        if isinstance(audio, AudioStream):
            for number in range(frames * 2):
                silence = AudioFrame(format="fltp", layout="mono", samples=1_000)
                silence.planes[0].update(bytes(silence.planes[0].buffer_size))
                silence.sample_rate, silence.pts, silence.time_base = 48_000, number * 1_000, Fraction(1, 48_000)
                silence.pts += round(late * 48_000)
                out.mux(audio.encode(silence))
            out.mux(audio.encode(None))


def number_of(picture: Path) -> int:
    """Which picture of `make` a written still shows."""
    with av.open(str(picture)) as container:
        frame = next(container.decode(video=0)).reformat(format="gray")
        value = bytes(frame.planes[0])[frame.planes[0].line_size * (frame.height // 2) + frame.width // 2]
    # a still may hold full range where the clip held limited range
    full = 255 / 219
    return round(((value / full + 16) - 20) / 8)
