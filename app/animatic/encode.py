"""Turns painted pictures and a sound track into an MP4: one thread paints, this one encodes."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, NamedTuple

import av
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from app.animatic.sound import RATE

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.video.stream import VideoStream

PRESET = "ultrafast"
"""Fastest x264 setting: 3 ms a frame of 720p where veryfast takes 8.7; the file is 5.8 MB instead of 1.6 (2026-11)."""
QUALITY = "24"
GROUP = 12
"""Pictures from one key picture to the next: a player steps back at most that far."""
BUFFERS = 4
AUDIO_BITS = 96_000
BLOCK = 1_024


class Film(NamedTuple):
    """What is encoded: size, pictures a second, how many, the sound, and tags for the file."""

    width: int
    height: int
    fps: int
    frames: int
    sound: array[float]
    tags: Mapping[str, str]


class Canvas(NamedTuple):
    """A frame of the encoder to paint into: rows of `stride` bytes, each pixel blue, green, red, unused."""

    frame: av.VideoFrame
    memory: memoryview
    stride: int


Paint = Callable[[Canvas, int], None]
"""Paints the picture with this number into a canvas."""


class Stopped(Exception):
    """The film was not wanted any more; nothing is left of it."""


def canvases(film: Film, count: int = BUFFERS) -> list[Canvas]:
    """Frames to paint into, without a copy on the way to the encoder."""
    frames = [av.VideoFrame(film.width, film.height, "bgr0") for _ in range(count)]
    return [Canvas(frame, memoryview(frame.planes[0]), frame.planes[0].line_size) for frame in frames]


def encode(film: Film, out: Path, paint: Paint, tell: Callable[[int], None], stop: threading.Event) -> None:
    """Write the whole film. `tell` gets the number of pictures done. Stopped, with no file left, when `stop` is set."""
    spare: Queue[Canvas | None] = Queue()
    ready: Queue[Canvas | None] = Queue()
    for each in canvases(film):
        spare.put(each)
    fault: list[BaseException] = []

    def write() -> None:
        try:
            _write(film, out, spare, ready, stop)
        except BaseException as error:
            fault.append(error)
            stop.set()
            spare.put(None)

    writer = threading.Thread(target=write, name="encode")
    writer.start()
    try:
        for number in range(film.frames):
            canvas = spare.get()
            if canvas is None or stop.is_set():
                break
            paint(canvas, number)
            ready.put(canvas)
            tell(number + 1)
    except BaseException:
        stop.set()
        raise
    finally:
        ready.put(None)
        writer.join()
        if stop.is_set():
            out.unlink(missing_ok=True)
    if fault and not isinstance(fault[0], Stopped):
        raise fault[0]
    if stop.is_set():
        raise Stopped


def _write(
    film: Film, out: Path, spare: Queue[Canvas | None], ready: Queue[Canvas | None], stop: threading.Event
) -> None:
    with av.open(str(out), "w", format="mp4", options={"movflags": "+faststart+use_metadata_tags"}) as container:
        container.metadata.update(film.tags)
        video = _video(container, film)
        audio = container.add_stream("aac", rate=RATE, layout="mono", options={"b": str(AUDIO_BITS)})
        step = Fraction(1, film.fps)
        sounded = 0
        for number in range(film.frames):
            canvas = ready.get()
            if canvas is None or stop.is_set():
                raise Stopped
            frame = canvas.frame.reformat(
                format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG, threads=1
            )
            spare.put(canvas)
            frame.pts, frame.time_base = number, step
            container.mux(video.encode(frame))
            sounded = _sound(container, audio, film, sounded, (number + 1) * RATE // film.fps)
        _sound(container, audio, film, sounded, len(film.sound) + BLOCK)
        container.mux(video.encode(None))
        container.mux(audio.encode(None))


def _video(container: OutputContainer, film: Film) -> VideoStream:
    stream = container.add_stream(
        "libx264",
        rate=film.fps,
        options={"preset": PRESET, "crf": QUALITY, "g": str(GROUP), "bf": "0", "threads": "2"},
    )
    stream.width, stream.height, stream.pix_fmt = film.width, film.height, "yuv420p"
    context = stream.codec_context
    context.colorspace = Colorspace.ITU709
    context.color_range = ColorRange.MPEG
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
    return stream


def _sound(container: OutputContainer, audio: AudioStream, film: Film, at: int, until: int) -> int:
    """Encode the blocks of sound that lie before `until`; the sample where the next one starts."""
    while at < len(film.sound) and at + BLOCK <= until:
        samples = film.sound[at : at + BLOCK]
        frame = av.AudioFrame(format="fltp", layout="mono", samples=len(samples))
        plane = frame.planes[0]
        plane.update(samples.tobytes().ljust(plane.buffer_size, b"\0"))
        frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
        container.mux(audio.encode(frame))
        at += len(samples)
    return at
