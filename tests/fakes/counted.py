"""Makes real clips whose every picture carries its own number as bars, so that a test can read which one is shown."""

from __future__ import annotations

import struct
from collections.abc import Callable
from fractions import Fraction
from math import pi, sin
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

BARS = 8
DARK, BRIGHT = 40, 220
RATE = 24000


def make_counted(
    path: Path,
    seconds: float = 2.0,
    *,
    fps: Fraction | int = 24,
    size: tuple[int, int] = (160, 90),
    codec: str = "libx264",
    gop: int = 12,
    sound: bool = False,
    options: dict[str, str] | None = None,
) -> Path:
    """Write a clip of `seconds`; picture n shows n in eight bars, the smallest digit at the right."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream(codec, rate=fps, options={"preset": "ultrafast"} if options is None else options)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = *size, "yuv420p", gop
        audio = container.add_stream("aac", rate=RATE, layout="mono") if sound else None
        for number in range(round(seconds * fps)):
            frame = _picture(number, size)
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if audio is not None:
            for start in range(0, round(seconds * RATE), 1024):
                container.mux(audio.encode(_tone(start)))
            container.mux(audio.encode(None))
    return path


def read_number(level: Callable[[float], int]) -> int:
    """The number in a picture; `level` gives the brightness (0 to 255) at a part of its width, in the middle of it."""
    bits = [level((bar + 0.5) / BARS) > (DARK + BRIGHT) // 2 for bar in range(BARS)]
    return sum(bit << (BARS - 1 - bar) for bar, bit in enumerate(bits))


def _picture(number: int, size: tuple[int, int]) -> VideoFrame:
    frame = VideoFrame(*size, "yuv420p")
    luma, *chroma = frame.planes
    line = bytearray(luma.line_size)
    for x in range(size[0]):
        bar = x * BARS // size[0]
        line[x] = BRIGHT if number >> (BARS - 1 - bar) & 1 else DARK
    luma.update(bytes(line) * size[1])
    for plane in chroma:
        plane.update(bytes([128]) * plane.buffer_size)
    return frame


def _tone(start: int) -> AudioFrame:
    frame = AudioFrame(format="fltp", layout="mono", samples=1024)
    wave = [0.2 * sin(2 * pi * 440 * (start + index) / RATE) for index in range(1024)]
    frame.planes[0].update(struct.pack("1024f", *wave))
    frame.sample_rate = RATE
    frame.pts = start
    return frame
